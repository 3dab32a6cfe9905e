"""A page of laid-out text: draws only the lines on screen, scrolls, and keeps its place as an offset into the text."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual.geometry import Offset
from textual.strip import Strip

from newsreader.models import Span
from newsreader.record import Record
from newsreader.ui.blocks import Block
from newsreader.ui.layout import Layout, VisualLine
from newsreader.ui.marks import Marks
from newsreader.ui.painting import TICK, Paint, draw, place_at, tick_rows
from newsreader.ui.spans import Places
from newsreader.ui.styling import Palette
from newsreader.ui.widgets.lines import KeptLines

TICKS = 1
"""Width of the column of ticks, left of the scroll bar."""
_KEPT_STRIPS = 2_000


class Anchor(Record):
    """A place in the text and the row of the screen where it stands."""

    offset: int
    row: int = 0


class Page(KeptLines, can_focus=True, inherit_bindings=False):
    """Draws a layout with marks. Knows nothing of articles; `_lay_out` is given by who does."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"reader--{name}"
        for name in (
            *(
                "title",
                "meta",
                "notice",
                "rule",
                "heading",
                "heading-rule",
                "end",
                "hint",
                "speaker",
                "unnamed",
                "note",
            ),
            *("bar", "bar-chosen", "bar-indirect", "kept", "tick", "dateline", "indirect", "mixed", "direct", "chosen"),
            *("link", "mention", "mention-now", "hit", "hit-now", "flash", "selection"),
        )
    }

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._layout: Layout | None = None
        self._laid_out_width = 0
        self._marks = Marks()
        self._paint: Paint = self._marks.paint()
        self._tick_rows: frozenset[int] = frozenset()
        self._strips: dict[tuple[int, bool], Strip] = {}
        self._palette = Palette(self, "reader")

    def _mark(self, marks: Marks) -> None:
        """Shows other marks; lines stay where they are."""
        ticked = not self._marks.ticks_as(marks)
        self._marks = marks
        before, self._paint = self._paint, marks.paint()
        if ticked:
            self._set_ticks()
        self._forget(before.changed(self._paint))
        self.refresh()

    def _forget(self, changed: list[Places]) -> None:
        """Drops the drawn lines of all paragraphs that the places meet."""
        for key in list(self._strips):
            line = self._line_at(key[0])
            span = line.block.span if line is not None and line.block is not None else line
            if span is None or any(places.touch(max(0, span.start - 1), span.end + 1) for places in changed):
                del self._strips[key]

    def _set_ticks(self) -> None:
        layout = self._layout
        shares = [layout.share(offset) for offset in self._marks.ticked()] if layout is not None else []
        self._tick_rows = tick_rows(shares, self.size.height)

    def _set_layout(self, layout: Layout | None, anchor: Anchor | None) -> None:
        """Shows another layout, with the anchor (unset: the beginning) where it says."""
        self._layout = layout
        self._laid_out_width = self.line_width if layout is not None else 0
        self._strips.clear()
        self._set_ticks()
        row = 0
        if layout is not None and anchor is not None:
            row = max(0, layout.row_of(anchor.offset) - anchor.row)
            row = layout.settle(row, self.size.height)
        self.set_height(layout.height if layout is not None else 0)
        self._put(row)
        self.refresh()

    def _put(self, row: int) -> None:
        """Brings a row to the top, as far as there is text to fill the screen."""
        self.scroll_to(y=row, animate=False, force=True, immediate=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Lays out what comes into sight; the lines in sight stay where they are when an estimate becomes exact."""
        super().watch_scroll_y(old_value, new_value)
        layout = self._layout
        if layout is None:
            return
        height = layout.height
        row = layout.settle(round(new_value), self.size.height)
        if layout.height != height or row != round(new_value):
            self._strips.clear()
            self.set_height(layout.height)
            self.set_scroll(None, min(row, self.max_scroll_y))
            self._set_ticks()
            self.refresh()

    def move(self, rows: int) -> None:
        """Scrolls down by rows (negative: up)."""
        self._put(self.scroll_offset.y + rows)

    def page(self, screens: float) -> None:
        """Scrolls by screenfuls; a whole one leaves a line of the old in sight."""
        rows = max(1, int((self.size.height - 1) * abs(screens)))
        self.move(rows if screens > 0 else -rows)

    def edge(self, last: bool) -> None:
        """Goes to the beginning or the end."""
        layout = self._layout
        if layout is not None and last:
            layout.row_of(len(layout.manuscript.body))
            self.set_height(layout.height)
        self._put(layout.height if layout is not None and last else 0)

    @property
    def top_anchor(self) -> Anchor:
        """The first text on screen and the row where it stands."""
        layout = self._layout
        top = self.scroll_offset.y
        for row in range(self.size.height if layout is not None else 0):
            line = layout.line(top + row) if layout is not None else None
            if line is not None and line.start < line.end:
                return Anchor(line.start, row)
        return Anchor(0)

    def reveal(self, span: Span, *, from_top: int | None = None, low: int = 0) -> None:
        """Scrolls only if the span is not in sight; then it begins a quarter down.

        Args:
            from_top: scrolls in any case; the span begins that many rows down.
            low: rows at the bottom that do not count as in sight.
        """
        layout = self._layout
        if layout is None:
            return
        height = self.size.height
        first = layout.row_of(span.start)
        last = layout.row_of(max(span.start, span.end - 1))
        self.set_height(layout.height)
        top = self.scroll_offset.y
        in_sight = top <= first and min(last, first + height // 2) < top + height - low
        if from_top is not None or not in_sight:
            self._put(max(0, first - (height // 4 if from_top is None else from_top)))

    def _line_at(self, row: int) -> VisualLine | None:
        return self._layout.line(row) if self._layout is not None else None

    def place_under(self, offset: Offset) -> int | None:
        """The place in the text under a cell of the screen, None where there is no text in that line."""
        line = self._line_at(self.scroll_offset.y + offset.y)
        return place_at(line, self._layout.columns, offset.x) if line is not None and self._layout is not None else None

    def block_under(self, offset: Offset) -> Block | None:
        """The block of text under a cell of the screen."""
        line = self._line_at(self.scroll_offset.y + offset.y)
        return line.block if line is not None else None

    def render_line(self, y: int) -> Strip:
        """One line of the screen, whose pieces know their places in the text, for the mouse to select."""
        return self.strip(y, self.line_width).apply_offsets(0, self.scroll_offset.y + y)

    def strip(self, y: int, width: int) -> Strip:
        """One line of the screen."""
        row = self.scroll_offset.y + y
        key = (row, y in self._tick_rows)
        strip = self._strips.get(key)
        if strip is None:
            if len(self._strips) > _KEPT_STRIPS:
                self._strips.clear()
            strip = self._strips[key] = self._strip(row, width, ticked=key[1])
        return strip

    def _strip(self, row: int, width: int, *, ticked: bool) -> Strip:
        line = self._line_at(row)
        if line is None or self._layout is None:
            return Strip.blank(width, self._palette())
        strip = draw(line, self._layout.columns, width - TICKS, self._paint, self._palette)
        tick = Segment(TICK if ticked else " ", self._palette(*(("tick",) if ticked else ())))
        return Strip([*strip, tick], width)

    def notify_style_update(self) -> None:
        """Forgets what was drawn in the old looks."""
        super().notify_style_update()
        self._palette.clear()
        self._strips.clear()

    @property
    def laid_out_width(self) -> int:
        """The width that the lines on screen were made for; 0 before there are any."""
        return self._laid_out_width

    @property
    def offsets_in_sight(self) -> tuple[int, int]:
        """The stretch of the text that is on screen, as (start, end)."""
        layout = self._layout
        if layout is None:
            return 0, 0
        top = self.scroll_offset.y
        lines = [layout.line(row) for row in range(top, top + self.size.height)]
        shown = [line for line in lines if line is not None and line.start < line.end]
        return (shown[0].start, shown[-1].end) if shown else (0, 0)
