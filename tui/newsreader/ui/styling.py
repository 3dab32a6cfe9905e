"""Reads what the style sheet says of a widget's parts and remembers it: asking is dearer than drawing a line."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


class Palette:
    """Styles of a widget's component classes, laid over the widget's own. To be cleared when the looks change."""

    def __init__(self, widget: Widget, prefix: str) -> None:
        self._widget = widget
        self._prefix = prefix
        self._styles: dict[tuple[str, ...], Style] = {}

    def __call__(self, *names: str) -> Style:
        """The style of what goes by these names, the later over the earlier; a name without a class adds nothing."""
        style = self._styles.get(names)
        if style is None:
            style = self._widget.rich_style
            for name in names:
                style += self._component(f"{self._prefix}--{name}")
            self._styles[names] = style
        return style

    def _component(self, name: str) -> Style:
        """What a component class sets, and nothing of what it does not set."""
        if name not in self._widget.COMPONENT_CLASSES:
            return Style()
        styles = self._widget.get_component_styles(name)
        whole = styles.rich_style
        color = whole.color if styles.has_rule("color") else None
        background = whole.bgcolor if styles.has_rule("background") else None
        return Style(color=color, bgcolor=background) + styles.text_style

    def clear(self) -> None:
        """Forgets what was read."""
        self._styles.clear()
