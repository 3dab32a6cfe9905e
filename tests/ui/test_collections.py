"""Collections on their page: renamed, removed, brought back; and pages of quotations that grow as one goes down."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.models import QuoteHit
from newsreader.ui.actions import BY_ID
from newsreader.ui.requests import ShowCollection, ShowProfile
from newsreader.ui.screens.collection_page import CollectionPage
from newsreader.ui.screens.export_dialog import ExportDialog
from newsreader.ui.screens.help import help_rows
from newsreader.ui.screens.page import QuotePage
from newsreader.ui.screens.quote_note import AskLine
from newsreader.ui.widgets.status import StatusLine
from tests.builders import make_analysis, make_article
from tests.ui.driving import LAYOUTS, Reading, reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import samples

HELD = ("ferry#q1", "bridge#q2", "bridge#q1")


def collected() -> FakeLibrary:
    """The samples with a collection in an order of its own."""
    library = FakeLibrary(samples())
    library.shelves = {"Вода": HELD}
    return library


async def opened(driven: Reading, name: str | None) -> CollectionPage:
    """The page of a collection."""
    driven.app.post_message(ShowCollection(name))
    await driven.settle()
    assert isinstance(driven.app.screen, CollectionPage)
    return driven.app.screen


async def name_it(driven: Reading, name: str) -> None:
    """Answers the question for another name."""
    line = driven.app.screen
    assert isinstance(line, AskLine)
    line.line.value = name
    await driven.press("enter")


def title(page: CollectionPage) -> str:
    """What the page is called."""
    return str(page.heading.render())


def addresses(page: QuotePage) -> tuple[str, ...]:
    """The quotations that are listed."""
    return tuple(hit.address for hit in page.quotes.hits)


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_collection_is_renamed_and_has_its_name_back_by_undo(layout: str) -> None:
    """The line begins with the name that there is; the page goes on under the new one."""
    async with reading(collected(), layout=layout) as driven:
        page = await opened(driven, "Вода")
        await driven.press("R")
        assert isinstance(driven.app.screen, AskLine) and driven.app.screen.line.value == "Вода"
        await name_it(driven, "  Реки ")
        assert driven.library.shelves == {"Реки": HELD}
        assert (title(page), addresses(page)) == ("Реки", HELD)
        assert page.status.message == "Renamed to “Реки”"
        await driven.press("u")
        assert driven.library.shelves == {"Вода": HELD}
        assert (title(page), addresses(page)) == ("Вода", HELD)


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_removed_collection_is_brought_back_by_undo(layout: str) -> None:
    """Nothing is asked; the page stays, and has everything again in its order, under the name before as well."""
    async with reading(collected(), layout=layout) as driven:
        page = await opened(driven, "Вода")
        await driven.press("R")
        await name_it(driven, "Реки")
        await driven.press("D")
        assert driven.library.shelves == {} and addresses(page) == ()
        assert page.is_current and page.status.message == "“Реки” removed; undo brings it back"
        assert "no such collection" in str(page.words.render())
        await driven.press("u")
        assert (title(page), addresses(page)) == ("Реки", HELD)
        await driven.press("u")
        assert (title(page), addresses(page)) == ("Вода", HELD)


@pytest.mark.parametrize("name", ["", "  ", "Вода", " Вода "])
async def test_no_other_name_changes_nothing(name: str) -> None:
    """There is nothing to undo."""
    async with reading(collected()) as driven:
        page = await opened(driven, "Вода")
        await driven.press("R")
        await name_it(driven, name)
        assert driven.library.steps == [] and driven.notices == []
        assert title(page) == "Вода"


async def test_a_name_that_is_taken_is_said() -> None:
    """Both collections stay as they are."""
    async with reading(collected()) as driven:
        driven.library.shelves = {**driven.library.shelves, "Реки": ()}
        page = await opened(driven, "Вода")
        await driven.press("R")
        await name_it(driven, "Реки")
        assert driven.notices == ["Not kept Реки: there is a collection of this name already"]
        assert driven.library.shelves == {"Вода": HELD, "Реки": ()}
        assert title(page) == "Вода"


async def test_everything_kept_is_neither_renamed_nor_removed() -> None:
    """It is no collection, and says so."""
    async with reading(collected()) as driven:
        page = await opened(driven, None)
        for key in ("R", "D"):
            page.status.say("")
            await driven.press(key)
            assert driven.app.screen is page and "no collection" in page.status.message
        assert driven.library.shelves == {"Вода": HELD}


async def test_the_help_and_the_bottom_line_tell_the_keys() -> None:
    """In both layouts."""
    async with reading(collected()) as driven:
        page = await opened(driven, "Вода")
        told = {name: key for name, key, _words in page.status.hints}
        for id_ in ("rename_collection", "delete_collection"):
            assert told[id_] == BY_ID[id_].keys[0]
    rows = help_rows({}, BY_ID["rename_collection"].group)
    assert ("R", "К", "Rename the collection that is open") in rows
    assert ("D", "В", "Remove the collection that is open") in rows


class Long(FakeLibrary):
    """A library of 350 quotations by one speaker that counts how many it is asked for."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, str | None]] = []
        words = [f"Слово{number} сказано о числе{number}" for number in range(350)]
        body = "\n\n".join(f"«{one}», — сказал он." for one in words)
        said = make_analysis(body, *((one, "Лев Борнов") for one in words))
        super().__init__([(make_article(body, id="long"), said)])

    def said_by(self, name: str, *, limit: int = 50, older_than: QuoteHit | None = None) -> object:  # type: ignore[override]
        self.asked.append((limit, older_than.address if older_than else None))
        return super().said_by(name, limit=limit, older_than=older_than)

    def search_quotes(self, query: str, *, limit: int = 50, older_than: QuoteHit | None = None) -> object:  # type: ignore[override]
        self.asked.append((limit, older_than.address if older_than else None))
        results = super().search_quotes("", limit=limit, older_than=older_than)
        return replace(results, query=query)


EVERY = tuple(f"long#q{number}" for number in range(1, 351))


async def to_the_end(driven: Reading) -> QuotePage:
    """Goes down the page that is open until nothing is added."""
    page = driven.app.screen
    assert isinstance(page, QuotePage)
    assert addresses(page) == EVERY[:100]
    for _ in range(4):
        before = page.quotes.cursor
        page.quotes.edge(True)
        assert page.quotes.cursor >= before
        await driven.settle()
    return page


@pytest.mark.parametrize("who", ["Лев Борнов", "Река"])
async def test_pages_of_a_speaker_join_without_gaps(who: str) -> None:
    """Its own words and what is said about it: each quotation is asked for once, behind the last that is shown."""
    async with reading(Long()) as driven:
        assert isinstance(driven.library, Long)
        driven.app.post_message(ShowProfile(who, "person"))
        await driven.settle()
        page = await to_the_end(driven)
        assert addresses(page) == EVERY
        asked = [one for one in driven.library.asked if one[1] is not None]
        assert asked == [(100, "long#q100"), (100, "long#q200"), (100, "long#q300")]
        await driven.press("s")
        assert addresses(page) == EVERY and page.quotes.hits[349].starred


async def test_pages_of_a_collection_join_without_gaps() -> None:
    """In its own order, past quotations that have gone, each once."""
    library = Long()
    order = tuple(reversed(EVERY))
    library.shelves = {"Вода": (*(f"gone#q{n}" for n in range(1, 121)), *order[:150], "gone#q1", *order[150:])}
    async with reading(library) as driven:
        page = await opened(driven, "Вода")
        assert addresses(page) == order[:100]
        for shown in (200, 300, 350, 350):
            page.quotes.edge(True)
            await driven.settle()
            assert addresses(page) == order[:shown]
        await driven.press("delete")
        assert addresses(page) == order[:349]
        await driven.press("u")
        assert addresses(page) == order


async def written(driven: Reading, folder: Path) -> list[str]:
    """The addresses of what the page's last scope writes into a file."""
    await driven.press("S")
    dialog = driven.app.screen
    assert isinstance(dialog, ExportDialog)
    dialog.line.value = str(folder / "out.json")
    await driven.settle()
    await driven.press("shift+tab", "left", "enter")
    assert "written" in driven.app.screen.query_one(StatusLine).message
    return [row["address"] for row in json.loads((folder / "out.json").read_text(encoding="utf-8"))]


async def test_a_whole_collection_is_written_though_not_all_of_it_is_listed_yet(tmp_path: Path) -> None:
    """In its own order, without what has gone."""
    library = Long()
    library.shelves = {"Вода": ("gone#q1", *reversed(EVERY))}
    async with reading(library) as driven:
        page = await opened(driven, "Вода")
        assert len(addresses(page)) == 100
        assert await written(driven, tmp_path) == list(reversed(EVERY))


@pytest.mark.parametrize("who", ["Лев Борнов", "Река"])
async def test_all_of_a_page_is_written(tmp_path: Path, who: str) -> None:
    """What somebody said, or what is said about a thing that says nothing, as the page lists it."""
    async with reading(Long()) as driven:
        driven.app.post_message(ShowProfile(who, "person"))
        await driven.settle()
        assert await written(driven, tmp_path) == list(EVERY)
