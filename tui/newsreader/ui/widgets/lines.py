"""What the widgets have in common that draw their own lines: each does its work once, before the frame it is for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from textual.css.styles import RenderStyles
from textual.dom import DOMNode
from textual.filter import ANSIToTruecolor, LineFilter
from textual.geometry import Region, Size
from textual.scroll_view import ScrollView
from textual.scrollbar import ScrollBar
from textual.strip import Strip

from newsreader.ui.widgets.bar import Bar


class Lines(ScrollView, inherit_bindings=False):
    """Lines that scroll. Their number changes the scroll bar, never the places of other widgets."""

    @property
    def vertical_scrollbar(self) -> ScrollBar:
        """The scroll bar; made when it is first asked for."""
        if self._vertical_scrollbar is None:
            self._vertical_scrollbar = Bar(name="vertical", thickness=self.scrollbar_size_vertical)
            self._vertical_scrollbar.display = False
            self.app._start_widget(self, self._vertical_scrollbar)
        return self._vertical_scrollbar

    @property
    def line_width(self) -> int:
        """Cells across, without the scroll bar."""
        return max(0, self.size.width - self.scrollbar_size_vertical)

    def fit(self) -> None:
        """Fits the lines to the size, which is a new one; comes before the lines are painted in it."""

    def set_height(self, lines: int) -> None:
        """Says how many lines there are; unlike `virtual_size`, without laying out the screen anew."""
        size = Size(0, lines)
        if size != self.virtual_size:
            self.set_reactive(Lines.virtual_size, size)
            self._scroll_update(size)

    def _size_updated(self, size: Size, virtual_size: Size, container_size: Size, layout: bool = True) -> bool:
        old = self._size
        changed = super()._size_updated(size, virtual_size, container_size, layout)
        if self._size != old:
            self.fit()
        return changed

    # Textual looks up all component classes of a widget whenever its styles are applied: for thirty of them, thirty
    # times the work, at the start and with every change of focus. Here each is looked up when a line is drawn in it.

    @classmethod
    @cache
    def _get_component_classes(cls) -> frozenset[str]:
        return frozenset()

    def get_component_styles(self, *names: str) -> RenderStyles:
        """The styles of component classes, laid over each other."""
        for name in names:
            if name in self.COMPONENT_CLASSES and name not in self._component_styles:
                part = DOMNode(classes=name)
                part._attach(self)
                self.app.stylesheet.apply(part)
                self._component_styles[name] = part.styles
        return super().get_component_styles(*names)

    def notify_style_update(self) -> None:
        """Forgets the old looks and draws anew."""
        super().notify_style_update()
        if self._component_styles:
            self._component_styles.clear()
            self.refresh()


class KeptLines(Lines, inherit_bindings=False):
    """Lines kept as they were drawn, wherever they stand; Textual keeps them by place and draws all for a scroll."""

    def strip(self, y: int, width: int) -> Strip:
        """One line of the visible part, `width` cells without the scroll bar; for those who build on this."""
        raise NotImplementedError

    def get_line_filters(self) -> Sequence[LineFilter]:
        """Those of the app, but for the one that is for ANSI colours and dim text: nothing here is drawn in them."""
        return [one for one in super().get_line_filters() if not isinstance(one, ANSIToTruecolor)]

    def render_line(self, y: int) -> Strip:
        """One line of the visible part, for the mouse."""
        return self.strip(y, self.line_width)

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines for the screen."""
        if self.styles.gutter or self.opacity < 1.0:
            return super().render_lines(crop)
        width = self.line_width  # once for all of them: it is dear to ask
        strips = [self.strip(y, width) for y in crop.line_range]
        _, background = self.background_colors
        for line_filter in self.get_line_filters():
            strips = [strip.apply_filter(line_filter, background) for strip in strips]
        left, right = crop.column_span
        return strips if not left and right >= self.outer_size.width else [strip.crop(left, right) for strip in strips]
