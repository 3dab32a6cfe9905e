"""Which panes stand beside the text, lie over it or are away, by width and by what a person asked for. Pure."""

from __future__ import annotations

from typing import Literal

from newsreader.record import Record, replace

Pane = Literal["list", "reader", "sidebar"]
Place = Literal["beside", "over", "away"]

SIDEBAR_FROM = 100
"""Columns from which the sidebar has room beside the text."""
LIST_FROM = 72
"""Columns from which the list has room beside the text."""
LEAST_LIST = 28
"""Cells of the narrowest list."""


class Wishes(Record):
    """What a person asked for; kept while the terminal is too narrow for it."""

    list: bool = True
    sidebar: bool = True
    list_width: int = 0
    """Cells of the list beside the text; 0 for a share of the screen."""
    zen: bool = False
    over: Literal["list", "sidebar"] | None = None
    """A pane that was called over the text because it has no room beside it."""


class Places(Record):
    """Where the two outer panes are; the text is always there."""

    list: Place
    sidebar: Place


def has_room(pane: Pane, width: int) -> bool:
    """Whether the pane may stand beside the text at this width."""
    return pane == "reader" or width >= (LIST_FROM if pane == "list" else SIDEBAR_FROM)


def lay_out(width: int, wishes: Wishes) -> Places:
    """Where the panes go in a terminal of so many columns."""

    def place(pane: Literal["list", "sidebar"], wanted: bool) -> Place:
        if wanted and not wishes.zen and has_room(pane, width):
            return "beside"
        return "over" if wishes.over == pane else "away"

    return Places(list=place("list", wishes.list), sidebar=place("sidebar", wishes.sidebar))


def wish(wishes: Wishes, pane: Pane, wanted: bool) -> Wishes:
    """The wishes with this pane asked for or not."""
    return replace(wishes, list=wanted) if pane == "list" else replace(wishes, sidebar=wanted)


def visible(pane: Pane, places: Places) -> bool:
    """Whether the pane can be seen."""
    return pane == "reader" or (places.list if pane == "list" else places.sidebar) != "away"


def list_width(width: int, wishes: Wishes) -> int | None:
    """Cells of the list beside the text, so that the text keeps its room; None where the screen decides."""
    return max(LEAST_LIST, min(wishes.list_width, width // 2)) if wishes.list_width else None
