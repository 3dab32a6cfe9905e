"""A list of rows of which one is current and some can be chosen. Draws only the rows on screen."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from newsreader.ui.panel import Piece
from newsreader.ui.styling import Palette
from newsreader.ui.widgets.lines import Lines

RowT = TypeVar("RowT")


class Choices(Lines, Generic[RowT], can_focus=True, inherit_bindings=False):
    """Rows by cursor keys and mouse; how they look and what choosing does is for who builds on it."""

    PREFIX = "choices"

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._rows: tuple[RowT, ...] = ()
        self._cursor = 0
        self._palette = Palette(self, self.PREFIX)

    @property
    def rows(self) -> tuple[RowT, ...]:
        """What is listed."""
        return self._rows

    @property
    def current(self) -> RowT | None:
        """The row that the cursor is on."""
        return self._rows[self._cursor] if self._rows else None

    def pieces(self, row: RowT, width: int) -> Sequence[Piece]:
        """What a row shows in `width` cells."""
        raise NotImplementedError

    def can_choose(self, row: RowT) -> bool:
        """Whether the cursor stops there."""
        raise NotImplementedError

    def choose(self) -> None:
        """Does what the cursor's row is for."""
        raise NotImplementedError

    def list_rows(self, rows: tuple[RowT, ...], *, same: Callable[[RowT], bool] | None = None) -> None:
        """Lists other rows; the cursor goes to the row that is the `same`, else to the first to choose."""
        self._rows = rows
        first = next((number for number, row in enumerate(rows) if self.can_choose(row)), 0)
        found = (number for number, row in enumerate(rows) if same is not None and same(row))
        self._cursor = next(found, first)
        self.set_height(len(rows))
        if self._cursor == first:
            self.scroll_to(y=0, animate=False, force=True)
        self.refresh()

    def move(self, lines: int) -> None:
        """Moves the cursor over rows to choose."""
        step = 1 if lines > 0 else -1
        number = left = self._cursor
        for _ in range(abs(lines)):
            left += step
            while 0 <= left < len(self._rows) and not self.can_choose(self._rows[left]):
                left += step
            if not 0 <= left < len(self._rows):
                break
            number = left
        self._go_to(number)
        if number == self._cursor and not 0 <= left < len(self._rows) and step < 0:
            self.scroll_to(y=0, animate=False, force=True)  # so that a head above the first row is seen, too

    def page(self, screens: float) -> None:
        """Moves the cursor by screenfuls."""
        rows = max(1, int(self.size.height * abs(screens)))
        self.move(rows if screens > 0 else -rows)

    def edge(self, last: bool) -> None:
        """Moves the cursor to the first or last row to choose."""
        self.move(len(self._rows) if last else -len(self._rows))

    def _go_to(self, number: int) -> None:
        self._cursor = max(0, min(number, len(self._rows) - 1))
        top, height = self.scroll_offset.y, self.size.height
        if not top <= self._cursor < top + height:
            y = self._cursor if self._cursor < top else self._cursor - height + 1
            self.scroll_to(y=y, animate=False, force=True)
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Chooses the row under the pointer."""
        event.prevent_default()
        offset = event.get_content_offset(self)
        number = self.scroll_offset.y + offset.y if offset is not None else -1
        if 0 <= number < len(self._rows) and self.can_choose(self._rows[number]):
            self._go_to(number)
            self.choose()

    def render_line(self, y: int) -> Strip:
        """One row."""
        number = self.scroll_offset.y + y
        width = max(0, self.size.width - self.scrollbar_size_vertical)
        if number >= len(self._rows):
            return Strip.blank(width, self._palette())
        over = ("cursor",) if number == self._cursor and self.has_focus else ()
        pieces = self.pieces(self._rows[number], width)
        segments = [Segment(text, self._palette(*names, *over)) for names, text in pieces if text]
        return Strip(segments).adjust_cell_length(width, self._palette(*over))

    def on_focus(self) -> None:
        """Shows the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hides the cursor."""
        self.refresh()

    def notify_style_update(self) -> None:
        """Forgets the old looks."""
        super().notify_style_update()
        self._palette.clear()
