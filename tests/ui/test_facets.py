"""Narrowing and widening a search, and completion of what is typed."""

from __future__ import annotations

from threading import Event

import pytest

from newsreader.findings import Facet, Facets
from newsreader.ui.narrowing import facet_pieces, facet_rows
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import samples
from tests.ui.test_quote_search import Searching, searching

FACETS = Facets("", 7, False, (Facet("speaker", "Анна Ветрова", 4),), (), (Facet("year", "2024", 7, asked=True),))


def values(search: Searching) -> dict[str, int]:
    """What the facets list."""
    return {row.facet.value: row.facet.count for row in search.screen.facets.rows if row.facet is not None}


def test_rows_have_heads_counts_and_a_mark_for_what_is_chosen() -> None:
    rows = facet_rows(FACETS)
    assert [row.text for row in rows] == ["Who speaks", "Анна Ветрова", "Years", "2024"]
    texts = ["".join(text for _names, text in facet_pieces(row, 24)) for row in rows]
    assert texts[1] == "  Анна Ветрова        4+"
    assert texts[3].startswith("● 2024")
    assert all(len(text) == 24 for text in texts[1::2])
    assert facet_rows(None) == ()


async def test_facets_stand_beside_the_results_and_follow_them() -> None:
    async with searching(size=(120, 40)) as search:
        assert values(search)["Анна Ветрова"] == 2
        assert values(search)["2024"] == 6
        await search.type("река")
        assert values(search) == {"Семён Руднев": 1, "Дубравский листок": 1, "2024": 1}


async def test_one_key_narrows_and_one_widens() -> None:
    async with searching(size=(120, 40)) as search:
        await search.type("о")
        await search.press("f4")
        assert search.screen.facets.has_focus
        await search.press("enter")
        assert search.screen.line.value == 'кто:"Анна Ветрова" о'
        assert len(search.texts) == 2
        row = search.screen.facets.current
        assert row is not None and row.facet is not None and row.facet.asked
        await search.press("backspace")
        assert search.screen.line.value == "о"
        await search.press("end", "enter")
        assert search.screen.line.value.endswith("2024 о")
        await search.press("enter")
        assert search.screen.line.value == "о"
        await search.press("-")
        assert "Nothing to widen" in search.screen.status.message


async def test_a_speaker_named_in_another_form_is_marked_and_widened() -> None:
    async with searching(size=(120, 40)) as search:
        await search.type("кто:ветров ")
        rows = [row for row in search.screen.facets.rows if row.facet and row.facet.asked]
        assert [row.text for row in rows] == ["Анна Ветрова"]
        await search.press("f4", "backspace")
        assert search.screen.line.value == ""


@pytest.mark.parametrize("size", [(80, 24), (40, 12), (20, 5)])
async def test_below_120_columns_a_key_opens_the_facets_over_the_results(size: tuple[int, int]) -> None:
    async with searching(size=size) as search:
        pane = search.screen.query_one("#facet-pane")
        assert not pane.display
        await search.press("f4")
        assert pane.display and search.screen.facets.has_focus
        assert values(search)["Анна Ветрова"] == 2
        await search.press("escape")
        assert not pane.display and search.screen.quotes.has_focus
        await search.press("а")
        assert search.app.screen is search.screen


async def test_a_click_narrows_and_a_second_widens() -> None:
    async with searching(size=(120, 40)) as search:
        await search.pilot.click("#facets", offset=(6, 1))
        await search.settle()
        assert search.screen.line.value == 'кто:"Анна Ветрова"'
        await search.pilot.click("#facets", offset=(6, 1))
        await search.settle()
        assert search.screen.line.value == ""


class Slow(FakeLibrary):
    """A library that counts when it is told to."""

    def __init__(self) -> None:
        super().__init__(samples())
        self.let_go = Event()
        self.counted: list[str] = []

    def facets(self, query: str, *, limit: int = 12) -> Facets:
        self.counted.append(query)
        assert self.let_go.wait(10)
        return super().facets(query, limit=limit)


async def test_slow_counts_never_hold_up_the_results_nor_come_too_late() -> None:
    library = Slow()
    library.let_go.set()
    async with searching(library, size=(120, 40)) as search:
        library.let_go.clear()
        await search.pilot.press("р", "е", "к", "а")
        while search.screen.results is None or search.screen.results.query != "река":
            await search.pilot.pause()
        assert search.texts == ["Река спокойная, туман ушёл. Хорошее начало"]
        assert values(search)["Анна Ветрова"] == 2
        library.let_go.set()
        await search.settle()
        assert values(search) == {"Семён Руднев": 1, "Дубравский листок": 1, "2024": 1}
        assert library.counted[-1] == "река"


async def test_names_and_values_of_refinements_are_completed() -> None:
    """Tab takes the marked one, Shift+Tab marks the next, Esc puts the list away."""
    async with searching(size=(80, 24)) as search:
        offers, line = search.screen.offers, search.screen.line
        await search.type("мост кт")
        assert [one.label for one in offers.offered] == ["кто:"] and offers.display
        await search.press("tab")
        assert line.value == "мост кто:" and line.has_focus
        assert [one.label for one in offers.offered][:2] == ["Анна Ветрова", "Пётр Лугов"]
        await search.press("shift+tab", "tab")
        assert line.value == 'мост кто:"Пётр Лугов" '
        assert not offers.display
        await search.type("от")
        assert offers.display
        await search.press("escape")
        assert not offers.display and search.app.screen is search.screen
        await search.press("tab")
        assert search.screen.quotes.has_focus


async def test_a_completion_can_be_clicked() -> None:
    async with searching(size=(80, 24)) as search:
        await search.type("кто:Пё")
        await search.pilot.click("#offers", offset=(3, 0))
        await search.settle()
        assert search.screen.line.value == 'кто:"Пётр Лугов" '
        assert {hit.who for hit in search.screen.quotes.hits} == {"Пётр Лугов"}


async def test_plain_words_are_not_in_the_way_of_tab() -> None:
    async with searching(size=(80, 24)) as search:
        await search.type("мы закончили ")
        assert not search.screen.offers.display
        await search.press("tab")
        assert search.screen.quotes.has_focus
        await search.press("shift+tab")
        assert search.screen.line.has_focus
