"""A line to type words into, with a count beside it. What is done with the words is the screen's."""

from __future__ import annotations

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Input, Static

from newsreader.ui.finding import MOST_HITS
from newsreader.ui.i18n import _
from newsreader.ui.message import Message


class FindBar(Horizontal):
    """An input and a counter in one row."""

    line = getters.query_one("TypingLine", Input)
    counter = getters.query_one("#count", Static)

    class _Typed(Message):
        bar: FindBar
        text: str

        @property
        def control(self) -> FindBar:
            """The bar that it comes from."""
            return self.bar

    class Changed(_Typed):
        """Other words are wanted."""

    class Submitted(_Typed):
        """The words stay; the keys go back to where the words are looked for."""

    class Closed(_Typed):
        """Nothing is looked for any more."""

    def __init__(self, placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """The sign of a search, the line, the counter."""
        from newsreader.ui.widgets.typing_line import TypingLine  # here, as the start does without

        yield Static("/", id="sign")
        line = TypingLine(self._placeholder)
        line.select_on_focus = False  # letters may be in it by then
        yield line
        yield Static("", id="count")

    @property
    def text(self) -> str:
        """What is typed."""
        return self.line.value

    def focus(self, scroll_visible: bool = True) -> FindBar:
        """Gives the line the keys at once, with what was typed before selected: the next letter takes its place."""
        self.line.select_all()
        self.screen.set_focus(self.line, scroll_visible)
        return self

    def show_count(self, number: int, total: int, *, wrapped: bool = False) -> None:
        """Shows which place of how many one is at; `wrapped`: that the step went over the end of the text."""
        more = "+" if total >= MOST_HITS else ""
        counted = _("nothing found") if not total and self.text else f"{number}/{total}{more}" if total else ""
        self.counter.update(Content(f"↻ {counted}" if wrapped else counted))
        self.counter.set_class(not total and bool(self.text), "-none")

    def show_forms(self, forms: bool) -> None:
        """Shows whether words are found in any of their forms."""
        self.query_one("#sign", Static).update("≈" if forms else "/")

    @on(events.DescendantFocus)
    def _look_again(self) -> None:
        """What stands in the line holds again when one comes back to it."""
        if self.text:
            self.post_message(self.Changed(self, self.text))

    @on(Input.Changed)
    def _change(self, event: Input.Changed) -> None:
        event.stop()
        if self.display:
            self.post_message(self.Changed(self, event.value))

    @on(Input.Submitted)
    def _submit(self, event: Input.Submitted) -> None:
        event.stop()
        message = self.Submitted if event.value.strip() else self.Closed
        self.post_message(message(self, event.value))
