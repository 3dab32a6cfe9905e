"""Reads what the style sheet says of a widget's parts."""

from __future__ import annotations

from rich.style import Style
from textual.widget import Widget


def component_style(widget: Widget, name: str) -> Style:
    """What a component class sets, to be laid over other styles: nothing of what it does not set."""
    styles = widget.get_component_styles(name)
    whole = styles.rich_style
    color = whole.color if styles.has_rule("color") else None
    background = whole.bgcolor if styles.has_rule("background") else None
    return Style(color=color, bgcolor=background) + styles.text_style
