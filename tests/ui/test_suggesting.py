"""What the list's filter offers as one types."""

from __future__ import annotations

import pytest

from newsreader.ui.widgets.offers import Offers
from tests.ui.driving import LAYOUTS, Reading, reading


def offered(driven: Reading) -> list[str]:
    """What is offered under the line, as long as it shows."""
    offers = driven.screen.query_one("#filter-offers", Offers)
    return [one.label for one in offers.offered] if offers.display else []


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_tab_takes_a_name_then_its_value(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("f")
        await driven.type("мост ис")
        assert offered(driven) == ["источник:"]
        await driven.press("tab")
        assert driven.screen.filter_bar.text == "мост источник:"
        assert driven.screen.typing
        driven.screen.filter_bar.line.value = ""
        await driven.type("кто:")
        names = offered(driven)
        assert len(names) > 1
        await driven.press("shift+tab", "tab")
        assert names[1] in driven.screen.filter_bar.text
        assert driven.screen.filter_bar.text.endswith(" ")
        assert offered(driven) == []


async def test_the_offers_lie_over_the_rows_and_take_no_room_from_them() -> None:
    async with reading() as driven:
        await driven.press("f")
        await driven.type("мост ")
        before = driven.screen.articles.region
        await driven.type("и")
        offers = driven.screen.query_one("#filter-offers", Offers)
        assert offers.display
        assert offers.region.y == driven.screen.filter_bar.region.bottom
        assert driven.screen.articles.region == before


async def test_enter_keeps_the_filter_and_puts_the_offers_away() -> None:
    async with reading() as driven:
        await driven.press("f")
        await driven.type("и")
        assert offered(driven)
        await driven.press("enter")
        assert not driven.screen.typing
        assert offered(driven) == []


async def test_without_offers_tab_goes_to_the_next_pane() -> None:
    async with reading() as driven:
        await driven.press("f")
        await driven.type("мост ")
        assert offered(driven) == []
        await driven.press("tab")
        assert driven.pane() == "reader"


async def test_a_click_takes_an_offer() -> None:
    async with reading() as driven:
        await driven.press("f")
        await driven.type("и")
        await driven.pilot.click("#filter-offers", offset=(3, 0))
        await driven.settle()
        assert driven.screen.filter_bar.text == "источник:"
