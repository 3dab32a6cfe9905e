"""The rows of the list of articles: which are there, which one is current, how each line is drawn."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsreader.models import ArticleSummary
from newsreader.ui.dates import long_date
from newsreader.ui.days import Places
from newsreader.ui.row_cache import Fetch, RowCache
from newsreader.ui.rows import missing_row, row_lines
from newsreader.ui.widgets.lines import KeptLines

AIRY = 5
"""Lines of a row where there is room: two for the title, one to keep rows apart."""
_KEPT = 100
"""Drawn rows that are kept; beyond that all are forgotten."""


class ArticleRows(KeptLines, inherit_bindings=False):
    """Rows by key, with headings above those that begin a day."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"article-list--{name}"
        for name in ("title", "read", "meta", "speaker", "unread", "star", "problem", "current", "bar", "day")
    }

    def __init__(self, fetch: Fetch, *, day: Callable[[int], int] | None = None, id: str | None = None) -> None:
        super().__init__(id=id)
        self._day = day
        self._starts: list[int] = []
        self._places = Places(0, 3)
        self.chosen: set[int] = set()
        """Keys of the rows that are chosen to be marked together."""
        self._keys: array[int] = array("q")
        self._rows = RowCache(fetch)
        self._cursor = 0
        self._lines = 3
        self._style: Style | None = None
        self._drawn: dict[tuple[int, bool, bool], list[Strip]] = {}
        """Lines of rows by key, whether it is the current one, and whether it is chosen."""
        self._drawn_width = 0

    @property
    def keys(self) -> array[int]:
        """The keys that are shown, newest first."""
        return self._keys

    @property
    def cursor(self) -> int:
        """Number of the current row, from 0."""
        return self._cursor

    @property
    def current(self) -> ArticleSummary | None:
        """The current row's article; None in an empty list."""
        return self._summary(self._cursor) if self._keys else None

    def forget_rows(self) -> None:
        """Fetches and draws all rows anew."""
        self._rows.forget()
        self._drawn.clear()

    def renew_rows(self, keys: Iterable[int] | None = None) -> list[int]:
        """Fetches these rows anew (unset: all). Returns the numbers of those in sight that now differ."""
        first, end = self._in_sight()
        stale = None if keys is None else set(keys)
        seen = {key: row for row, key in enumerate(self._keys[first:end], first) if stale is None or key in stale}
        changed = self._rows.renew([*seen], stale)
        good = seen.keys() - changed
        self._drawn = {
            row: strips
            for row, strips in self._drawn.items()
            if row[0] in good or (stale is not None and row[0] not in stale)
        }
        return [seen[key] for key in changed]

    def _in_sight(self) -> tuple[int, int]:
        """The first row on the screen, and the one after the last."""
        top, height = round(self.scroll_y), self.size.height
        return (self._places.locate(top)[0], self._places.locate(top + height - 1)[0] + 1) if height else (0, 0)

    def strip(self, y: int, width: int) -> Strip:
        """One line of the visible part."""
        index, line = self._places.locate(round(self.scroll_y) + y)
        if index >= len(self._keys):
            return Strip.blank(width, self._plain())
        if line < 0:
            return self._heading(index).adjust_cell_length(width, self._plain())
        if width != self._drawn_width or len(self._drawn) > _KEPT:
            self._drawn.clear()
            self._drawn_width = width
        key = self._keys[index]
        row = (key, index == self._cursor, key in self.chosen)
        if row not in self._drawn:
            self._drawn[row] = self._draw(index, width, current=row[1], chosen=row[2])
        return self._drawn[row][line]

    def _draw(self, index: int, width: int, *, current: bool, chosen: bool) -> list[Strip]:
        summary = self._summary(index)
        inner = max(4, width - 1)
        rows = (
            missing_row(width=inner, lines=self._lines)
            if summary is None
            else row_lines(summary, width=inner, lines=self._lines)
        )
        strips = []
        for line, pieces in enumerate(rows):
            here = current and line < AIRY - 1  # the last line of a tall row only keeps rows apart
            sign = "✓" if line == 0 and chosen else "▌" if here else " "
            strips.append(self._strip(pieces, sign, current=here).adjust_cell_length(width, self._plain()))
        return strips

    def _heading(self, index: int) -> Strip:
        assert self._day is not None
        day = date.fromordinal(self._day(self._keys[index])).isoformat()
        return Strip([Segment(f" ─ {long_date(day)} ", self.get_component_rich_style("article-list--day"))])

    def _strip(self, pieces: Sequence[tuple[str, str]], sign: str, *, current: bool) -> Strip:
        over = self.get_component_rich_style("article-list--current", partial=True) if current else Style.null()
        marked = current or sign != " "
        bar = self.get_component_rich_style("article-list--bar") if marked else self._plain()
        segments = [Segment(sign, bar + Style(bgcolor=over.bgcolor))]
        for name, text in pieces:
            style = self.get_component_rich_style(f"article-list--{name}") + over
            if over.reverse:  # where the row is reversed for want of colours, its pieces' colours would make patches
                style = self._plain() + Style(reverse=True, bold=style.bold)
            segments.append(Segment(text, style))
        return Strip(segments)

    def _plain(self) -> Style:
        if self._style is None:
            self._style = self.rich_style
        return self._style

    def notify_style_update(self) -> None:
        """Forgets the style that the lines were drawn in."""
        super().notify_style_update()
        self._style = None
        self._drawn.clear()

    def _summary(self, index: int) -> ArticleSummary | None:
        return self._rows.row(self._keys, index, screenful=self.size.height // self._lines + 2)
