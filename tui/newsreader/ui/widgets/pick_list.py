"""What a picker lists: draws only what is on screen, takes no keys of its own, is filtered from outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, NamedTuple

from rich.cells import cell_len
from rich.segment import Segment
from textual import events
from textual.strip import Strip

from newsreader.text import fold
from newsreader.ui.layout import shorten
from newsreader.ui.message import Message
from newsreader.ui.styling import Palette
from newsreader.ui.widgets.lines import Lines

_LEAST_WORDS = 12
"""Cells of a choice's words that its note must leave."""


class Choice(NamedTuple):
    """One thing to choose."""

    text: str
    note: str = ""
    """What stands at the right."""
    below: str = ""
    """A second line."""
    indent: int = 0
    number: str = ""
    """What it can be called by."""


def matching(choices: Sequence[Choice], typed: str) -> list[int]:
    """The places of the choices that have each of the typed words."""
    wanted = fold(typed).split()
    return [
        place
        for place, choice in enumerate(choices)
        if not wanted or all(word in fold(f"{choice.text} {choice.below}") for word in wanted)
    ]


class PickList(Lines, can_focus=False, inherit_bindings=False):
    """Choices, one of them the current one."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"pick-list--{name}" for name in ("note", "below", "cursor", "none")}

    class Taken(Message):
        """A choice was clicked."""

    def __init__(self, *, rows: int = 1, nothing: str = "") -> None:
        super().__init__()
        self.rows = rows
        """Rows of one choice."""
        self._nothing = nothing
        self._choices: Sequence[Choice] = ()
        self._cursor = 0
        self._numbers = 0
        """Width of the column of numbers."""
        self._palette = Palette(self, "pick-list")

    @property
    def cursor(self) -> int | None:
        """The place of the current choice among those shown; None where there are none."""
        return self._cursor if self._choices else None

    def show(self, choices: Sequence[Choice], *, at: int = 0) -> None:
        """Shows other choices with the one at `at` current."""
        self._choices = choices
        longest = max((len(choice.number) for choice in choices), default=0)
        self._numbers = longest + 1 if longest else 0
        self.set_height(self.rows * len(choices))
        self.go_to(at)

    def go_to(self, place: int) -> None:
        """Makes another choice the current one and brings it into sight."""
        self._cursor = max(0, min(place, len(self._choices) - 1))
        top, height, row = self.scroll_offset.y, self.size.height, self._cursor * self.rows
        if not top <= row <= top + height - self.rows:
            self.scroll_to(y=row if row < top else row + self.rows - height, animate=False, force=True)
        self.refresh()

    def fit(self) -> None:
        """Keeps the current choice in sight."""
        self.go_to(self._cursor)

    def move(self, lines: int) -> None:
        """Moves down by choices (negative: up)."""
        self.go_to(self._cursor + lines)

    def page(self, screens: float) -> None:
        """Moves by screenfuls."""
        self.move(int(screens * max(1, self.size.height // self.rows)))

    def edge(self, last: bool) -> None:
        """Goes to the first or last choice."""
        self.go_to(len(self._choices) - 1 if last else 0)

    def on_click(self, event: events.Click) -> None:
        """Takes the choice under the pointer."""
        event.prevent_default()
        place = (self.scroll_offset.y + event.y - self.gutter.top) // self.rows
        if 0 <= place < len(self._choices):
            self.go_to(place)
            self.post_message(self.Taken())

    def render_line(self, y: int) -> Strip:
        """One row."""
        width = max(0, self.size.width - self.scrollbar_size_vertical)
        place, row = divmod(self.scroll_offset.y + y, self.rows)
        if place >= len(self._choices):
            empty = shorten(self._nothing, width) if not self._choices and y == 0 else ""
            return Strip([Segment(empty, self._palette("none"))]).adjust_cell_length(width, self._palette())
        over = ("cursor",) if place == self._cursor else ()
        pieces = self._below(self._choices[place], width) if row else self._first(self._choices[place], width)
        segments = [Segment(text, self._palette(name, *over)) for text, name in pieces if text]
        return Strip(segments).adjust_cell_length(width, self._palette(*over))

    def _below(self, choice: Choice, width: int) -> list[tuple[str, str]]:
        margin = 1 + 2 * choice.indent + self._numbers
        return [(" " * margin + shorten(choice.below, width - margin), "below")]

    def _first(self, choice: Choice, width: int) -> list[tuple[str, str]]:
        margin = 1 + 2 * choice.indent + self._numbers
        note = f" {choice.note} " if choice.note else ""
        if width - margin - cell_len(note) < min(_LEAST_WORDS, cell_len(choice.text)):
            note = ""
        head = f" {choice.number}".ljust(margin)
        text = shorten(choice.text, width - margin - cell_len(note))
        blanks = " " * max(0, width - margin - cell_len(text) - cell_len(note))
        return [(head, "note"), (text, "text"), (blanks, "text"), (note, "note")]

    def notify_style_update(self) -> None:
        """Forgets the old looks."""
        super().notify_style_update()
        self._palette.clear()
