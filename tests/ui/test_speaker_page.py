"""The page of a speaker or an entity: facts, timeline, everything said, and the ways to it and back."""

from __future__ import annotations

from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.errors import StoreError
from newsreader.findings import Month, Profile
from newsreader.models import EntitySummary, EntityType
from newsreader.text import fold
from newsreader.ui.commands import _pages
from newsreader.ui.portrait import BLOCKS, fact_pieces, facts, sparkline, subtitle
from newsreader.ui.requests import ShowProfile
from newsreader.ui.screens.quote_search import QuoteSearch
from newsreader.ui.screens.speaker_page import SpeakerPage
from tests.ui.driving import LAYOUTS, Reading, reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import samples


def page_of(driven: Reading) -> SpeakerPage:
    """The page on screen."""
    assert isinstance(driven.app.screen, SpeakerPage)
    return driven.app.screen


def test_a_bar_stands_for_a_month_and_a_blank_for_one_without() -> None:
    bars, months = sparkline((Month("2023-12", 1), Month("2024-01", 8), Month("2024-04", 4)), 20)
    assert (bars, months) == ("▁█  ▄", 1)


def test_a_long_timeline_has_more_months_to_a_bar() -> None:
    bars, months = sparkline((Month("2014-01", 1), Month("2024-01", 2)), 40)
    assert months == 4
    assert len(bars) == 31
    assert bars[0] == "▄" and bars[-1] == "█"


@given(st.lists(st.tuples(st.integers(1990, 2030), st.integers(1, 12), st.integers(0, 10**6)), min_size=1, max_size=40))
def test_any_timeline_fits(months: list[tuple[int, int, int]]) -> None:
    timeline = tuple(Month(f"{year}-{month:02}", count) for year, month, count in sorted(months))
    bars, each = sparkline(timeline, 30)
    assert len(bars) <= 30 and each >= 1
    assert set(bars) <= set(BLOCKS + " ")


@given(st.integers(12, 80))
def test_no_fact_is_wider_than_the_page(width: int) -> None:
    profile = FakeLibrary(samples()).profile("Анна Ветрова")
    assert profile is not None
    for fact in facts(profile, width):
        pieces = fact_pieces(fact, width)
        assert sum(cell_len(text) for _names, text in pieces) <= width


def test_what_there_is_nothing_of_is_left_out() -> None:
    empty = Profile("X", None, 0, 1, (), (), (), (), ())
    assert facts(empty, 40) == ()
    assert subtitle(empty) == "0 quotations · 1 article"


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_page_opens_from_a_result_and_back_leads_to_the_same_results(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("f2")
        search = driven.app.screen
        assert isinstance(search, QuoteSearch)
        await driven.press("down", "down", "tab", "P")
        page = page_of(driven)
        assert page.who == "Пётр Лугов"
        assert {hit.who for hit in page.quotes.hits} == {"Пётр Лугов"}
        await driven.press("q")
        assert search.is_current and search.quotes.cursor == 2


async def test_the_page_tells_all_that_is_known() -> None:
    async with reading() as driven:
        await driven.press("f2")
        await driven.press("ctrl+o")
        page = page_of(driven)
        texts = [row.text for row in page.facts.rows]
        assert "Quotations a month" in texts and "▄ █" in texts
        assert "глава города (2023–2024)" in texts
        assert {"Also called", "Ветрова", "Who speaks about it", "Семён Руднев", "Named together with"} <= set(texts)
        assert str(page.words.render()).startswith("person · 2 quotations · 2 articles")


async def test_enter_reads_the_quotation_and_back_leads_to_the_page() -> None:
    """Through the page to the search again, each as it was left."""
    async with reading() as driven:
        await driven.press("f2")
        search = driven.app.screen
        await driven.press("ctrl+o")
        page = page_of(driven)
        await driven.press("j", "enter")
        assert driven.screen.is_current
        assert (driven.opened, driven.pane()) == ("bridge", "reader")
        await driven.press("escape")
        assert page_of(driven) is page and page.quotes.cursor == 1
        await driven.press("escape")
        assert search.is_current
        await driven.press("escape")
        assert driven.screen.is_current


async def test_pages_to_which_nothing_leads_back_are_let_go() -> None:
    async with reading() as driven:
        await driven.press("f2")
        await driven.press("ctrl+o")
        await driven.press("enter", "J")
        page = driven.app.screen
        assert page is driven.screen
        await driven.press("escape")
        assert driven.pane() == "list"
        assert [name for name in driven.app._installed_screens if name.startswith("page")] == []


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_page_opens_from_the_sidebar(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("enter", "3")
        sidebar = driven.screen.sidebar
        while sidebar.current is None or sidebar.current.entity is None:
            await driven.press("j")
        name = sidebar.current.entity.name
        await driven.press("P")
        assert page_of(driven).who == name


async def test_the_page_opens_from_the_quotation_being_read() -> None:
    async with reading() as driven:
        await driven.press("enter", "c", "P")
        assert page_of(driven).who == "Анна Ветрова"


async def test_a_name_of_the_facts_leads_to_its_page() -> None:
    async with reading() as driven:
        await driven.press("f2")
        await driven.press("ctrl+o")
        await driven.press("tab", "j", "enter")
        assert page_of(driven).who == "Пётр Лугов"
        await driven.press("escape")
        assert page_of(driven).who == "Анна Ветрова"


async def test_the_palette_finds_pages_by_name() -> None:
    async with reading() as driven:
        await driven.press(":")
        await driven.type("Руднев")
        for _ in range(2):  # the first may only close the line for typing
            if not isinstance(driven.app.screen, SpeakerPage):
                await driven.press("enter")
        assert page_of(driven).who in ("Семён Руднев", "Simon Rudnev")


class Named(FakeLibrary):
    """A library that knows a lake, and one speaker as an entity, too."""

    def entities(self, words: str = "", *, type: EntityType | None = None, limit: int = 50) -> list[EntitySummary]:
        known = (EntitySummary("Озеро Терва", "place", 3, 7, 0), EntitySummary("Семён Руднев", "person", 2, 2, 1))
        return [one for one in known if fold(words) in fold(one.name)][:limit]


async def test_the_palette_finds_the_page_of_what_says_nothing() -> None:
    """By a part of its name; who speaks is found once."""
    async with reading(Named(samples())) as driven:
        await driven.press(":")
        await driven.type("озеро")
        for _ in range(2):
            if not isinstance(driven.app.screen, SpeakerPage):
                await driven.press("enter")
        assert page_of(driven).who == "Озеро Терва"
    pages = _pages(Named(samples()), "руднев")
    assert [(page.name, told) for page, told in pages] == [("Семён Руднев", "1 quotation")]


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_counted_speaker_has_a_page(layout: str) -> None:
    """The one whose count has the keys, not the one of the current result."""
    async with reading(layout=layout) as driven:
        await driven.press("f2", "f4")
        search = driven.app.screen
        assert isinstance(search, QuoteSearch) and search.quotes.current is not None
        await driven.press("j")
        row = search.facets.current
        assert row is not None and row.facet is not None
        assert row.facet.value != search.quotes.current.who
        await driven.press("P")
        assert page_of(driven).who == row.facet.value


async def test_an_entity_that_says_nothing_shows_what_is_said_about_it() -> None:
    async with reading() as driven:
        driven.app.post_message(ShowProfile("Ольшанку", "place"))
        await driven.settle()
        page = page_of(driven)
        assert "what is said in its articles" in str(page.words.render())
        assert {hit.article_id for hit in page.quotes.hits} == {"bridge"}


async def test_a_name_that_nobody_knows_says_so() -> None:
    async with reading() as driven:
        driven.app.post_message(ShowProfile("[/] Никто", None))
        await driven.settle()
        assert "No article names “[/] Никто”" in str(page_of(driven).words.render())
        await driven.press("enter", "y", "e", "s", "x", "d", "v", "j", "G")
        assert driven.app.is_running


class Broken(FakeLibrary):
    """A library whose index has gone."""

    def profile(self, name: str, *, type: EntityType | None = None) -> Profile | None:
        raise StoreError("the index cannot be read")


async def test_an_error_is_said() -> None:
    async with reading(Broken(samples())) as driven:
        await driven.press("f2")
        await driven.press("ctrl+o")
        assert str(page_of(driven).words.render()) == "the index cannot be read"


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (80, 24), (200, 50), (400, 100)])
async def test_any_size_of_terminal_shows_the_page(size: tuple[int, int]) -> None:
    async with reading(size=size) as driven:
        await driven.press("f2")
        await driven.press("ctrl+o")
        page = page_of(driven)
        assert page.quotes.size.height > 0
        await driven.press("tab")
        assert page.facts.has_focus and page.facts.size.width > 0
        await driven.press("tab")
        assert page.quotes.has_focus


class _Slow(FakeLibrary):
    """Gives no page until it is let."""

    def __init__(self) -> None:
        super().__init__(samples())
        self.let_go = Event()

    def profile(self, name: str, *, type: EntityType | None = None) -> Profile | None:
        assert self.let_go.wait(20)
        return super().profile(name, type=type)


async def _on_its_way(driven: Reading) -> SpeakerPage:
    """The page for which the library has been asked."""
    await driven.pilot.press("ctrl+o")
    while not isinstance(driven.app.screen, SpeakerPage) or not driven.app.screen.is_mounted:
        await driven.pilot.pause(0.01)
    return driven.app.screen


async def test_a_page_that_takes_long_is_shown_empty_after_a_moment() -> None:
    library = _Slow()
    async with reading(library) as driven:
        await driven.press("f2")
        page = await _on_its_way(driven)
        assert driven.app._batch_count, "what was there stays for a moment"
        while driven.app._batch_count:
            await driven.pilot.pause(0.05)
        assert page.fetched is None
        library.let_go.set()
        await driven.settle()
        assert page.fetched is not None


async def test_a_page_that_is_left_before_it_is_there_holds_nothing_up() -> None:
    library = _Slow()
    async with reading(library) as driven:
        await driven.press("f2")
        await _on_its_way(driven)
        await driven.pilot.press("escape")
        while driven.app._batch_count:
            await driven.pilot.pause(0.01)
        assert isinstance(driven.app.screen, QuoteSearch)
        library.let_go.set()
        await driven.press("escape")
        assert driven.screen.is_current
