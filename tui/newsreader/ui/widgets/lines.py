"""What the widgets have in common that draw their own lines: each does its work once, before the frame it is for."""

from __future__ import annotations

from functools import cache

from textual.css.styles import RenderStyles
from textual.dom import DOMNode
from textual.geometry import Size
from textual.scroll_view import ScrollView


class Lines(ScrollView, inherit_bindings=False):
    """Lines that scroll. Their number changes the scroll bar, never the places of other widgets."""

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
