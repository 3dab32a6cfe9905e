"""Keeps screens at the size of the terminal, whatever size a screen is told of.

Each layout tells its screen of the size that it was made for. Where the terminal takes another one meanwhile, as it
does while a window opens, each of the two sizes would bring about the other, without an end.
"""

from __future__ import annotations

from collections.abc import Callable

from textual.geometry import Size
from textual.screen import Screen


def install() -> None:
    """Has all screens lay out for the terminal's present size only; once."""
    resized: Callable[[Screen[object], Size], None] = Screen._screen_resized
    if getattr(resized, "present", False):
        return

    def to_present(screen: Screen[object], size: Size) -> None:
        resized(screen, screen.app.size)

    to_present.present = True  # type: ignore[attr-defined]
    Screen._screen_resized = to_present  # type: ignore[method-assign,assignment]
