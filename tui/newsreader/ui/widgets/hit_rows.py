"""Draws the rows of a list of results: only those on screen, each once until it changes."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.strip import Strip

from newsreader.models import QuoteHit
from newsreader.ui.hits import ResultRow, row_lines
from newsreader.ui.listing import Listing
from newsreader.ui.styling import Palette
from newsreader.ui.widgets.lines import Lines

_KEPT = 200
_LOW = 18
"""Rows of the list under which a result is as short as can be."""


class HitRows(Lines, can_focus=True, inherit_bindings=False):
    """The rows and which of them is current; what moves the cursor is for who builds on it."""

    FOCUS_ON_CLICK = False  # a click chooses; who types goes on typing
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"quote-list--{name}"
        for name in (
            *("speaker", "unnamed", "meta", "title", "kept", "bar", "bar-indirect"),
            *("direct", "mixed", "indirect", "word", "form", "dropped", "added", "current", "cursor", "advice"),
        )
    }

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._listing = Listing()
        self._advice: tuple[str, ...] = ()
        self._cursor = 0
        self._drawn: dict[tuple[int, bool], list[Strip]] = {}
        self._palette = Palette(self, "quote-list")

    @property
    def hits(self) -> tuple[QuoteHit, ...]:
        """The results that are listed."""
        return tuple(row.hit for row in self.rows)

    @property
    def rows(self) -> tuple[ResultRow, ...]:
        """The rows that are listed."""
        return self._listing.rows

    @property
    def rows_each(self) -> int:
        """Rows of one result."""
        return 5 if self.size.height >= _LOW else 3

    def render_line(self, y: int) -> Strip:
        """One row of the list."""
        width = max(0, self.size.width - self.scrollbar_size_vertical)
        number, row = divmod(self.scroll_offset.y + y, self.rows_each)
        if not self.rows and 0 < y <= len(self._advice):
            return Strip([Segment(f"  {self._advice[y - 1]}", self._palette("advice"))]).adjust_cell_length(
                width, self._palette()
            )
        if number >= len(self.rows):
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
            row = self.rows[number]
            lines = row_lines(row, width - 1, words=2 if full else 1, title=full)
            base = (("current", "cursor") if self.has_focus else ("current",)) if current else ()
            self._drawn[key] = [
                Strip([Segment(text, self._palette(*base, *names)) for names, text in line]).adjust_cell_length(
                    width, self._palette(*base)
                )
                for line in lines
            ]
        return self._drawn[key]

    def on_focus(self) -> None:
        """Shows that the keys are here."""
        self._redraw_current()

    def on_blur(self) -> None:
        """Shows that the keys are elsewhere."""
        self._redraw_current()

    def _redraw_current(self) -> None:
        self._drawn.pop((self._cursor, True), None)
        self.refresh_lines(self._cursor * self.rows_each, self.rows_each)

    def notify_style_update(self) -> None:
        """Forgets what was drawn in the old looks."""
        super().notify_style_update()
        self._palette.clear()
        self._drawn.clear()
