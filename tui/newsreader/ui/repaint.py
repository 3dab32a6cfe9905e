"""Paints what has changed at once, and not only with the next tick of the screen's clock, up to 30 ms away."""

from __future__ import annotations

from typing import Any

from textual.screen import Screen
from textual.widget import Widget


def repaint(screen: Screen[Any], *changed: Widget) -> None:
    """Paints these widgets of a screen, and what else of it has changed, behind the messages that are under way."""
    for widget in changed:
        widget._check_refresh()
        if widget.show_vertical_scrollbar:
            widget.vertical_scrollbar._check_refresh()
    screen.call_later(screen.call_later, screen._on_timer_update)  # behind what the widgets have just reported
