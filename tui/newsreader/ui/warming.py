"""Gets ready, while nobody waits, what the next keys may ask for: in steps so short that no key waits for one."""

from __future__ import annotations

from collections.abc import Iterator
from importlib import import_module
from typing import TYPE_CHECKING, Any

from newsreader.ui.sheets import OVERLAYS, SEARCH, parse_sheet

if TYPE_CHECKING:
    from textual.app import App
    from textual.screen import Screen

PAUSE = 0.15
"""Seconds from step to step."""
PARTS = (
    "newsreader.store.vocabulary",
    "newsreader.store.searching",
    "newsreader.ui.widgets.quote_results",
    "newsreader.ui.screens.keeping",
    "newsreader.ui.screens.asking",
    "newsreader.ui.widgets.facets",
    "newsreader.ui.screens.quote_search",
)
"""The search of quotations, and first what it is made of."""


def warm(screen: Screen[Any]) -> None:
    """Takes step after step, with a pause before each, while the screen is there."""
    left = steps(screen.app)

    def step() -> None:
        if next(left, "done") == "done":
            timer.stop()

    timer = screen.set_interval(PAUSE, step)


def steps(app: App[Any]) -> Iterator[None]:
    """What is to be done, a step an item: some milliseconds of work each."""
    for name in PARTS:
        import_module(name)
        yield
    for name in (SEARCH, OVERLAYS):
        parse_sheet(app, name)
        yield
