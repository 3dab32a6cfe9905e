"""A page whose text can be selected with the mouse; what is copied is the article's own text, not the screen's."""

from __future__ import annotations

from dataclasses import replace

from textual.geometry import Offset
from textual.selection import Selection

from newsreader.models import Span
from newsreader.ui.layout import Columns
from newsreader.ui.painting import character_at
from newsreader.ui.widgets.page import Page


class SelectablePage(Page):
    """Turns places on the screen into offsets into the text and back."""

    def selection_updated(self, selection: Selection | None) -> None:
        """Shows what the mouse has selected."""
        self._mark(replace(self._marks, selection=self._selected(selection)))

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """The selected text, as it stands in the article."""
        span = self._selected(selection)
        return (span.of(self._layout.manuscript.body), "\n") if span and self._layout is not None else None

    def select_block(self, offset: Offset) -> None:
        """Selects the block of text under a cell of the screen."""
        block, layout = self.block_under(offset), self._layout
        if block is not None and layout is not None and len(block.span):
            margin = layout.columns.left + Columns.BAR
            last = layout.row_of(block.span.end - 1)
            end = Offset(margin + self.line_width, last)
            self.screen.selections = {self: Selection(Offset(margin, layout.row_of(block.span.start)), end)}

    def _selected(self, selection: Selection | None) -> Span | None:
        layout = self._layout
        if selection is None or layout is None:
            return None
        first = self._offset_of(selection.start, 0)
        last = self._offset_of(selection.end, len(layout.manuscript.body))
        return Span(min(first, last), max(first, last)) if first != last else None

    def _offset_of(self, place: Offset | None, default: int) -> int:
        """The offset into the text of a place in the selection: (character of the line, row)."""
        line = self._layout.line(place.y) if place is not None and self._layout is not None else None
        if line is None or place is None or self._layout is None:
            return default
        # In the drawn line each character of the margin is a cell; what Textual counts in the text are characters.
        margin = self._layout.columns.left + Columns.BAR
        found = character_at(line, place.x - margin)
        return line.start if found is None else found
