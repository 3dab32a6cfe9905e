"""Sizes of the terminal that pass before a screen has heard of them."""

from __future__ import annotations

import pytest
from textual.events import Resize
from textual.geometry import Size

from tests.ui.driving import reading


@pytest.mark.parametrize("sizes", [((90, 30), (120, 40)), ((120, 40), (90, 30)), ((90, 30), (120, 40), (70, 20))])
async def test_whatever_the_screen_is_told_it_has_the_size_of_the_terminal(sizes: tuple[tuple[int, int], ...]) -> None:
    """Also where it hears of each size only when the next has come, and among other things."""
    async with reading(size=(120, 40)) as driven:
        screen, seen = driven.screen, 0

        def heard() -> None:
            nonlocal seen
            seen += 1

        screen.screen_layout_refresh_signal.subscribe(screen, lambda _screen: heard())
        for size in sizes:
            screen.post_message(Resize(Size(*size), Size(*size)))
            screen.call_later(screen.call_later, screen.call_later, lambda: None)
        await driven.settle()
        assert screen.size == (120, 40) and screen.query_one("#status").outer_size.width == 120
        assert seen <= 2 * len(sizes)
        await driven.pilot.resize_terminal(90, 30)
        assert screen.query_one("#status").outer_size.width == 90


async def test_the_screen_below_a_dialog_takes_the_size_too() -> None:
    """It is there at once when the dialog goes."""
    async with reading(size=(120, 40)) as driven:
        await driven.press("?")
        await driven.pilot.resize_terminal(80, 24)
        assert driven.screen.query_one("#status").outer_size.width == 80
