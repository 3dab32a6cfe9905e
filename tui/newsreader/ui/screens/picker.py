"""A list over the text: letters filter it, arrows move in it, Enter chooses. Answers with the place of the choice."""

from __future__ import annotations

from collections.abc import Sequence

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input

from newsreader.text import clean_line
from newsreader.ui.i18n import _
from newsreader.ui.keymap import bindings_for
from newsreader.ui.screens.typing_ahead import TypesAhead
from newsreader.ui.widgets.pick_list import Choice, PickList, matching
from newsreader.ui.widgets.typing_line import TypingLine

TYPED = -1
"""The answer that means the words that were typed."""
_FRAME = 2


class Picker(TypesAhead[int | None], ModalScreen[int | None], inherit_bindings=False):
    """PickList by their words or numbers.

    Args:
        title: what is chosen.
        choices: all of them; the answer is a place in this list.
        placeholder: what can be typed.
        at: the place of the choice to begin with.
        nothing: what to say where no choice has the words.
        free: what to say of words that are themselves a choice; the answer is then `TYPED`, the words are in `typed`.
    """

    CSS_PATH = "../overlays.tcss"
    BINDINGS = bindings_for("picker")

    line = getters.query_one(TypingLine)
    picks = getters.query_one(PickList)

    def __init__(
        self,
        title: str,
        choices: Sequence[Choice],
        *,
        placeholder: str = "",
        at: int = 0,
        nothing: str = "",
        free: str = "",
    ) -> None:
        super().__init__(classes="picker")
        self._title = title
        self._all = choices
        self._placeholder = placeholder
        self._at = at
        self._nothing = nothing
        self._free = free
        self._shown = list(range(len(choices)))

    @property
    def typed(self) -> str:
        """What stands in the line."""
        return clean_line(self.line.value)

    def compose(self) -> ComposeResult:
        rows = 2 if any(choice.below for choice in self._all) else 1
        with Vertical(classes="picker--box") as box:
            box.border_title = Content(self._title)
            yield TypingLine(self._placeholder)
            yield PickList(rows=rows, nothing=self._nothing or _("nothing has these words"))

    def on_mount(self) -> None:
        """Begins with the choice that was asked for."""
        self._arrange()
        self.picks.show(self._all, at=self._at)

    @on(events.Resize)
    def _arrange(self) -> None:
        rows = (max(1, len(self._all)) + bool(self._free)) * self.picks.rows + 1 + _FRAME
        self.query_one(Vertical).styles.height = max(1, min(self.app.size.height, rows))

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        typed = event.value.strip()
        numbers = [choice.number for choice in self._all]
        if typed and typed in numbers:
            self._show(list(range(len(numbers))), at=numbers.index(typed))
        elif typed:
            self._show(matching(self._all, typed), at=0)
        else:
            self._show(list(range(len(self._all))), at=self._at)

    def _show(self, places: list[int], *, at: int) -> None:
        self._shown = places
        if self._free and self.typed:
            self._shown = [*places, TYPED]
        made = Choice(self.typed, note=self._free)
        self.picks.show([self._all[place] if place != TYPED else made for place in self._shown], at=at)

    @on(Input.Submitted)
    @on(PickList.Taken)
    def action_open(self) -> None:
        """Takes the current choice."""
        cursor = self.picks.cursor
        if cursor is not None and self.is_current:
            self.take(self._shown[cursor])

    def take(self, place: int) -> None:
        """Answers with a choice."""
        self.dismiss(place)

    def action_down(self) -> None:
        self.picks.move(1)

    def action_up(self) -> None:
        self.picks.move(-1)

    def action_page_down(self) -> None:
        self.picks.page(1.0)

    def action_page_up(self) -> None:
        self.picks.page(-1.0)

    def action_first(self) -> None:
        self.picks.edge(last=False)

    def action_last(self) -> None:
        self.picks.edge(last=True)

    def action_back(self) -> None:
        self.action_escape()

    def action_leave(self) -> None:
        self.action_escape()

    def action_escape(self) -> None:
        """Answers with nothing."""
        if self.is_current:
            self.dismiss(None)
