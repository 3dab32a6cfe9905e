"""Asks for one line: a note, tags, the name of a collection. What is known already is offered below."""

from __future__ import annotations

from typing import ClassVar

from textual import events, getters, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from newsreader.findings import Completion
from newsreader.text import clean_line, fold
from newsreader.ui.i18n import _
from newsreader.ui.screens.typing_ahead import TypesAhead
from newsreader.ui.widgets.offers import Offers
from newsreader.ui.widgets.typing_line import TypingLine


class AskLine(TypesAhead[str | None], ModalScreen[str | None]):
    """Answers with the line, or with None where nothing is wanted.

    Args:
        question: what is asked for.
        value: what stands in the line at first.
        known: what may be meant.
        several: whether the line has several of them, with commas between them.
    """

    CSS_PATH = "../overlays.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("tab", "take", show=False),
        Binding("shift+tab", "step", show=False),
        Binding("down", "step", show=False),
    ]

    offers = getters.query_one(Offers)

    line = getters.query_one(TypingLine)

    def __init__(self, question: str, value: str, known: tuple[str, ...], *, several: bool = False) -> None:
        super().__init__(classes="ask-line")
        self._question = question
        self._value = value
        self._known = known
        self._several = several

    def compose(self) -> ComposeResult:
        with Vertical(id="ask-box") as box:
            box.border_title = Content(clean_line(self._question))
            box.border_subtitle = Content(_("Enter keeps · Esc leaves it"))
            yield TypingLine(id="ask")
            yield Offers(id="known")

    def on_mount(self) -> None:
        """Begins with what there was."""
        self.line.value = self._value
        self.line.focus()
        self._offer()

    @on(events.Resize)
    def _arrange(self) -> None:
        self.set_class(self.app.size.height < 8, "-low")

    @on(Input.Changed)
    def _offer(self) -> None:
        value = self.line.value
        head, comma, last = value.rpartition(",") if self._several else ("", "", value)
        blank = " " if comma else ""
        start = fold(last.strip(" #"))
        there = {name.strip() for name in (*head.split(","), last)} if self._several else {last}
        found = [name for name in self._known if fold(name).startswith(start) and name not in there]
        self.offers.show(tuple(Completion(name, f"{head}{comma}{blank}{name}", 0) for name in found[:6]))

    @on(Offers.Taken)
    def _take_clicked(self, message: Offers.Taken) -> None:
        self._put(message.completion.text)

    def action_take(self) -> None:
        """Puts the marked one of the known ones into the line."""
        if self.offers.marked is not None:
            self._put(self.offers.marked.text)

    def action_step(self) -> None:
        """Marks the next one."""
        self.offers.step()

    def _put(self, value: str) -> None:
        self.line.value = value
        self.line.cursor_position = len(value)

    @on(Input.Submitted)
    def _answer(self) -> None:
        if self.is_current:
            self.dismiss(self.line.value)

    def action_cancel(self) -> None:
        """Answers with nothing."""
        if self.is_current:
            self.dismiss(None)
