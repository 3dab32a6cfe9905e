"""The quotations that a search found, as a list. Draws only the rows on screen; does not ask for any."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.message import Message
from textual.strip import Strip

from newsreader.models import QuoteHit
from newsreader.ui.hits import hit_lines
from newsreader.ui.styling import Palette
from newsreader.ui.widgets.lines import Lines

_KEPT = 200
_LOW = 18
"""Rows of the list under which a result is as short as can be."""


class QuoteList(Lines, can_focus=False, inherit_bindings=False):
    """Results with one current; the same number of rows each."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"quote-list--{name}"
        for name in (
            *("speaker", "unnamed", "meta", "title", "bar", "bar-indirect"),
            *("direct", "mixed", "indirect", "word", "current", "advice"),
        )
    }

    @dataclass
    class Highlighted(Message):
        """Another result is the current one; None in an empty list."""

        hit: QuoteHit | None

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, QuoteList.Highlighted)

    @dataclass
    class Opened(Message):
        """A person wants to read the article of this result."""

        hit: QuoteHit

    class EndNear(Message):
        """The last results have come into sight."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hits: tuple[QuoteHit, ...] = ()
        self._advice: tuple[str, ...] = ()
        self._cursor = 0
        self._drawn: dict[tuple[int, bool], list[Strip]] = {}
        self._palette = Palette(self, "quote-list")

    @property
    def hits(self) -> tuple[QuoteHit, ...]:
        """The results that are listed."""
        return self._hits

    @property
    def cursor(self) -> int:
        """The number of the current result, from 0."""
        return self._cursor

    @property
    def current(self) -> QuoteHit | None:
        """The current result."""
        return self._hits[self._cursor] if self._hits else None

    def show(self, hits: tuple[QuoteHit, ...], *, advice: tuple[str, ...] = ()) -> None:
        """Lists results, the first one current; where the list only goes on, everything stays where it is."""
        goes_on = bool(self._hits) and hits[: len(self._hits)] == self._hits
        self._hits = hits
        self._advice = advice
        self._drawn.clear()
        if not goes_on:
            self._cursor = 0
            self.scroll_to(y=0, animate=False, force=True)
        self._resize()
        self.refresh()
        if not goes_on:
            self.post_message(self.Highlighted(self.current))

    @property
    def rows_each(self) -> int:
        """Rows of one result."""
        return 5 if self.size.height >= _LOW else 3

    def _resize(self) -> None:
        self.set_height(max(0, len(self._hits) * self.rows_each - 1))

    def fit(self) -> None:
        """Keeps the current result in sight."""
        self._drawn.clear()
        self._resize()
        self._reveal()

    def move(self, lines: int) -> None:
        """Makes the next (negative: an earlier) result the current one."""
        self._go_to(self._cursor + lines)

    def page(self, screens: float) -> None:
        """Moves by screenfuls."""
        step = max(1, int(self.size.height * abs(screens)) // self.rows_each)
        self.move(step if screens > 0 else -step)

    def edge(self, last: bool) -> None:
        """Moves to the first or last result."""
        self._go_to(len(self._hits) - 1 if last else 0)

    def _go_to(self, number: int) -> None:
        number = max(0, min(number, len(self._hits) - 1))
        if number != self._cursor and self._hits:
            for changed in (self._cursor, number):
                self.refresh_lines(changed * self.rows_each, self.rows_each)
            self._cursor = number
            self._reveal()
            self.post_message(self.Highlighted(self.current))

    def _reveal(self) -> None:
        top, height = self.scroll_offset.y, self.size.height
        first = self._cursor * self.rows_each
        last = first + self.rows_each - 1
        if first < top or height <= self.rows_each:
            self.scroll_to(y=first, animate=False, force=True)
        elif last > top + height:
            self.scroll_to(y=last - height, animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Asks for more results before the last ones are reached."""
        super().watch_scroll_y(old_value, new_value)
        if new_value > old_value and new_value + 2 * self.size.height >= self.virtual_size.height:
            self.post_message(self.EndNear())

    def on_click(self, event: events.Click) -> None:
        """Makes the result under the pointer current; a second click opens it."""
        event.prevent_default()
        number = (self.scroll_offset.y + event.y) // self.rows_each
        if number < len(self._hits):
            if number == self._cursor:
                self.post_message(self.Opened(self._hits[number]))
            self._go_to(number)

    def render_line(self, y: int) -> Strip:
        """One row of the list."""
        width = max(0, self.size.width - self.scrollbar_size_vertical)
        number, row = divmod(self.scroll_offset.y + y, self.rows_each)
        if not self._hits and 0 < y <= len(self._advice):
            return Strip([Segment(f"  {self._advice[y - 1]}", self._palette("advice"))]).adjust_cell_length(
                width, self._palette()
            )
        if number >= len(self._hits):
            return Strip.blank(width, self._palette())
        strips = self._result(number, width)
        return strips[row] if row < len(strips) else Strip.blank(width, self._palette())

    def _result(self, number: int, width: int) -> list[Strip]:
        current = number == self._cursor
        key = (number, current)
        if key not in self._drawn:
            if len(self._drawn) > _KEPT:
                self._drawn.clear()
            full = self.rows_each == 5
            lines = hit_lines(self._hits[number], width - 1, words=2 if full else 1, title=full)
            base = ("current",) if current else ()
            self._drawn[key] = [
                Strip([Segment(text, self._palette(*base, *names)) for names, text in line]).adjust_cell_length(
                    width, self._palette(*base)
                )
                for line in lines
            ]
        return self._drawn[key]

    def notify_style_update(self) -> None:
        """Forgets what was drawn in the old looks."""
        super().notify_style_update()
        self._palette.clear()
        self._drawn.clear()
