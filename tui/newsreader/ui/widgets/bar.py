"""The scroll bar beside lines: Textual's own, drawn without asking for each of its cells by a way made for texts."""

from __future__ import annotations

from math import ceil

from rich.segment import Segment
from rich.style import Style
from textual.geometry import Region
from textual.scrollbar import ScrollBar, ScrollBarRender
from textual.strip import Strip


class Bar(ScrollBar):
    """One column; its cells are few different ones."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The cells from top to bottom."""
        bar = self.render()
        if not isinstance(bar, ScrollBarRender) or not isinstance(bar.style, Style) or self.styles.gutter:
            return super().render_lines(crop)
        assert bar.style.bgcolor is not None and bar.style.color is not None
        cells = bar.render_bar(
            size=self.size.height,
            virtual_size=ceil(bar.virtual_size),
            window_size=ceil(bar.window_size),
            position=bar.position,
            thickness=bar.thickness,
            back_color=bar.style.bgcolor,
            bar_color=bar.style.color,
        ).segments
        _, background = self.background_colors
        strips = {}
        for cell in set(cells):
            strips[cell] = Strip(Segment.apply_style([cell], self.visual_style.rich_style), bar.thickness)
            for line_filter in self.get_line_filters():
                strips[cell] = strips[cell].apply_filter(line_filter, background)
        return [strips[cells[y]] for y in crop.line_range]
