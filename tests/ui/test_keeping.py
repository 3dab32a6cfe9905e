"""What is done with a quotation that was found: stars, tags, notes, collections, copies, export, comparing."""

from __future__ import annotations

import asyncio
import csv
import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Static

from newsreader.errors import StoreError
from newsreader.models import Analysis, Article, QuoteHit
from newsreader.ui.screens import export_dialog
from newsreader.ui.screens.collection_page import CollectionPage
from newsreader.ui.screens.export_dialog import ExportDialog, target_of
from newsreader.ui.screens.quote_note import AskLine
from newsreader.ui.screens.quote_search import QuoteSearch
from tests.ui.driving import LAYOUTS, Reading, reading
from tests.ui.fakes import FakeLibrary
from tests.ui.quote_fakes import Kept
from tests.ui.samples import bridge, samples

FIRST = "bridge#q1"


def search_of(driven: Reading) -> QuoteSearch:
    """The search on screen."""
    assert isinstance(driven.app.screen, QuoteSearch)
    return driven.app.screen


def said(driven: Reading) -> str:
    """What the bottom line of the screen says."""
    screen = driven.app.screen
    assert isinstance(screen, QuoteSearch | CollectionPage)
    return screen.status.message


async def found(driven: Reading) -> QuoteSearch:
    """Opens the search and gives the results the keys."""
    await driven.press("f2")
    await driven.press("tab")
    search = search_of(driven)
    assert search.quotes.has_focus
    return search


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_star_is_set_shown_and_undone(layout: str) -> None:
    async with reading(layout=layout) as driven:
        search = await found(driven)
        await driven.press("j", "s")
        assert driven.library.kept["bridge#q2"].starred
        assert search.quotes.cursor == 1 and search.quotes.hits[1].starred
        assert said(driven) == "Starred"
        await driven.press("s")
        assert said(driven) == "Star taken off"
        await driven.press("u", "u")
        assert driven.library.kept == {}
        assert not search.quotes.hits[1].starred


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_tags_are_typed_completed_and_shown(layout: str) -> None:
    async with reading(layout=layout) as driven:
        search = await found(driven)
        driven.library.set_quote_tags(["ferry#q1"], ["паводок"])
        await driven.press("#")
        assert isinstance(driven.app.screen, AskLine)
        await driven.type("мост, па")
        await driven.press("tab", "enter")
        assert driven.library.kept[FIRST].tags == ("мост", "паводок")
        assert search.quotes.hits[0].tags == ("мост", "паводок")
        assert said(driven) == "Tagged #мост #паводок"
        await driven.press("u")
        assert FIRST not in driven.library.kept


async def test_selected_quotations_keep_the_tags_that_only_some_have() -> None:
    library = FakeLibrary(samples())
    library.set_quote_tags([FIRST], ["мост", "река"])
    library.set_quote_tags(["bridge#q2"], ["река"])
    async with reading(library) as driven:
        await found(driven)
        await driven.press("v", "v", "#")
        assert isinstance(driven.app.screen, AskLine) and driven.app.screen.line.value == "река"
        driven.app.screen.line.value = "лето"
        await driven.press("enter")
        assert driven.library.kept[FIRST].tags == ("мост", "лето")
        assert driven.library.kept["bridge#q2"].tags == ("лето",)
        await driven.press("s")
        await driven.press("s")
        assert not any(kept.starred for kept in driven.library.kept.values())


async def test_a_note_is_written_changed_and_left_alone() -> None:
    async with reading() as driven:
        await found(driven)
        await driven.press("a")
        await driven.type("спросить")
        await driven.press("enter")
        assert driven.library.kept[FIRST] == Kept(note="спросить")
        await driven.press("a")
        assert isinstance(driven.app.screen, AskLine) and driven.app.screen.line.value == "спросить"
        await driven.press("escape")
        assert driven.library.kept[FIRST].note == "спросить"


async def test_while_typing_the_same_is_done_by_function_keys() -> None:
    async with reading() as driven:
        await driven.press("f2")
        await driven.press("f6")
        assert driven.library.kept[FIRST].starred
        await driven.press("f7")
        assert isinstance(driven.app.screen, AskLine)


async def test_what_is_selected_is_kept_together() -> None:
    async with reading() as driven:
        search = await found(driven)
        await driven.press("v", "v", "s")
        assert {address for address, kept in driven.library.kept.items() if kept.starred} == {FIRST, "bridge#q2"}
        await driven.press("u")
        assert driven.library.kept == {}
        assert len(search.quotes.selected) == 2


async def test_a_collection_is_made_opened_and_emptied() -> None:
    async with reading() as driven:
        await found(driven)
        await driven.press("+")
        await driven.type("Мост")
        await driven.press("enter")
        assert driven.library.shelves == {"Мост": (FIRST,)}
        await driven.press("L", "j", "enter")
        page = driven.app.screen
        assert isinstance(page, CollectionPage) and page.collection == "Мост"
        assert [hit.address for hit in page.quotes.hits] == [FIRST]
        await driven.press("enter")
        assert driven.opened == "bridge" and driven.screen.is_current
        await driven.press("escape")
        assert page.is_current
        await driven.press("delete")
        assert driven.library.shelves == {"Мост": ()} and len(page.quotes.rows) == 0
        await driven.press("u")
        assert [hit.address for hit in page.quotes.hits] == [FIRST]
        await driven.press("escape")
        search_of(driven)


async def test_everything_kept_is_a_list_of_its_own() -> None:
    async with reading() as driven:
        await found(driven)
        driven.library.set_quote_starred([FIRST], True)
        driven.library.set_quote_note("gone#q1", "x")
        await driven.press("L", "enter")
        page = driven.app.screen
        assert isinstance(page, CollectionPage) and page.collection is None
        assert [hit.address for hit in page.quotes.hits] == [FIRST]
        assert "1 is no longer in the library" in str(page.words.render())
        await driven.press("delete")
        assert "no collection" in said(driven)


class Full(FakeLibrary):
    """A library that can keep nothing."""

    def set_quote_starred(self, addresses: object, starred: bool) -> None:
        raise StoreError("the disk is full")


async def test_what_cannot_be_kept_is_said() -> None:
    async with reading(Full(samples())) as driven:
        await found(driven)
        await driven.press("s")
        assert driven.notices == ["Not kept the disk is full"]
        assert driven.app.is_running


async def test_a_reference_is_copied_by_a_key() -> None:
    async with reading() as driven:
        await found(driven)
        await driven.press("e")
        assert "Мост через Ольшанку откроют до конца лета // Вести Заречья. 2024. 5 " in driven.app.clipboard
        assert said(driven).startswith("Reference copied: Мост через")


def test_files_are_named_from_the_home_or_the_current_folder(tmp_path: Path) -> None:
    home, folder = tmp_path / "home", tmp_path / "here"
    assert target_of(" ~/a.md ", home=home, folder=folder) == home / "a.md"
    assert target_of("b/a.md", home=home, folder=folder) == folder / "b" / "a.md"
    assert target_of("/x/a.md", home=home, folder=folder) == Path("/x/a.md")
    for nothing in ("", "  ", "~", "~/", ".", "..", "x/"):
        assert target_of(nothing, home=home, folder=folder) is None


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty current folder."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


async def _export(driven: Reading, name: str) -> ExportDialog:
    await driven.press("S")
    dialog = driven.app.screen
    assert isinstance(dialog, ExportDialog)
    dialog.line.value = name
    return dialog


async def test_the_current_quotation_is_written_and_said_where(here: Path) -> None:
    async with reading() as driven:
        await found(driven)
        await _export(driven, "out.md")
        await driven.press("enter")
        assert "Мы закончили самую трудную" in (here / "out.md").read_text(encoding="utf-8")
        assert said(driven) == f"1 quotation written to {here / 'out.md'}"


async def test_all_results_are_written_in_the_chosen_format(here: Path) -> None:
    """Left and right choose; the file's ending follows."""
    async with reading() as driven:
        search = await found(driven)
        search.line.value = "кто:Ветрова"
        await driven.settle()
        dialog = await _export(driven, "out.md")
        await driven.press("shift+tab", "right", "shift+tab", "right", "right")
        assert dialog.line.value == "out.json"
        await driven.press("enter")
        rows = json.loads((here / "out.json").read_text(encoding="utf-8"))
        assert [row["address"] for row in rows] == [FIRST, "bridge#q2"]


async def test_the_format_follows_the_ending_that_is_typed(here: Path) -> None:
    """Letter by letter; an ending that says nothing leaves the format as it is."""
    async with reading() as driven:
        await found(driven)
        dialog = await _export(driven, "")
        shown = []
        for letter in "out.csl.json":
            await driven.press(letter)
            shown.append(str(dialog.format.render()).split("‹ ")[1].removesuffix(" ›"))
        assert shown == ["Markdown"] * 6 + ["CSL-JSON"] * 6
        for typed, format_ in (
            ("x.CSV", "CSV, for spreadsheets"),
            ("x.doc", "CSV, for spreadsheets"),
            ("x.bib", "BibTeX"),
        ):
            dialog.line.value = typed
            await driven.settle()
            assert format_ in str(dialog.format.render())
        await driven.press("enter")
        assert (here / "x.bib").read_text(encoding="utf-8").startswith("@misc{")


async def test_what_is_selected_is_what_is_written(here: Path) -> None:
    async with reading() as driven:
        await found(driven)
        await driven.press("v", "j", "v")
        await _export(driven, "out.csv")
        await driven.press("enter")
        text = (here / "out.csv").read_text(encoding="utf-8")
        assert [row["address"] for row in csv.DictReader(text.splitlines())] == [FIRST, "bridge#q3"]


async def test_a_file_is_replaced_only_when_that_is_asked_twice(here: Path) -> None:
    (here / "out.md").write_text("mine")
    async with reading() as driven:
        await found(driven)
        dialog = await _export(driven, "out.md")
        await driven.press("enter")
        assert (here / "out.md").read_text() == "mine"
        assert "again replaces it" in str(dialog.query_one("#export-said", Static).render())
        await driven.press("enter")
        assert (here / "out.md").read_text() != "mine"


async def test_a_file_that_cannot_be_written_is_said_and_asked_for_again(here: Path) -> None:
    async with reading() as driven:
        await found(driven)
        dialog = await _export(driven, "none/out.md")
        await driven.press("enter")
        assert driven.app.screen is dialog
        assert "cannot be written" in str(dialog.said.render())
        dialog.line.value = " "
        await driven.press("enter")
        assert str(dialog.said.render()) == "Name a file"
        await driven.press("escape")
        assert list(here.iterdir()) == []


class Endless(FakeLibrary):
    """A library whose export does not end by itself; each step of it waits until it may go on."""

    def __init__(self) -> None:
        super().__init__(samples())
        self.may_go_on = Event()
        self.taken = 0

    def stream_quotes(self, query: str, *, limit: int | None = None) -> Iterator[QuoteHit]:
        hits = list(self.all_hits())
        for self.taken in count(1):
            yield hits[0]
            if self.taken == 1000:
                self.may_go_on.wait(20)


async def _endless_export(driven: Reading, *, again: bool = False) -> ExportDialog:
    """An export of all results that is under way; `again`: in the place of a file."""
    await found(driven)
    dialog = await _export(driven, "out.json")
    await driven.press("shift+tab")
    for key in ("right", "enter", *(["enter"] if again else [])):
        await driven._send(key)
    await driven.pilot.pause()
    assert str(dialog.said.render()).startswith("writing…")
    return dialog


async def test_an_export_that_takes_long_says_how_far_it_is_and_is_stopped(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By Esc, which leaves what was there before; the next Esc leaves the dialog."""
    (here / "out.json").write_text("mine")
    monkeypatch.setattr(export_dialog, "_OFTEN", 0.0)
    library = Endless()
    async with reading(library) as driven:
        dialog = await _endless_export(driven, again=True)
        while library.taken < 1000:
            await asyncio.sleep(0.01)
        await driven.pilot.pause()
        assert str(dialog.said.render()) == "writing… 1000 quotations; Esc stops"
        await driven._send("enter")
        await driven._send("escape")
        library.may_go_on.set()
        await driven.settle()
        assert driven.app.screen is dialog
        assert str(dialog.said.render()) == "Stopped; nothing has been written"
        assert [(path.name, path.read_text()) for path in here.iterdir()] == [("out.json", "mine")]
        await driven.press("escape")
        search_of(driven)


async def test_quitting_does_not_wait_for_an_export(here: Path) -> None:
    library = Endless()
    async with reading(library) as driven:
        await _endless_export(driven)
        library.may_go_on.set()
        await driven._send("ctrl+q")
        await driven.settle()
    assert list(here.iterdir()) == []


def copied() -> list[tuple[Article, Analysis | None]]:
    """The samples, and a later article with words of the first one, a little changed."""
    article, analysis = bridge()
    body = article.body.replace("самую трудную часть", "самую сложную часть")
    copy = replace(article, id="copy", body=body, source="Дубравский листок", published="2024-05-06")
    return [(copy, analysis), *samples()]


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_same_words_are_one_result_that_unfolds(layout: str) -> None:
    async with reading(FakeLibrary(copied()), layout=layout) as driven:
        search = await found(driven)
        assert "×2" in search.quotes.render_line(0).text
        number = len(search.quotes.hits)
        assert search.quotes.hits[0].source == "Вести Заречья"
        await driven.press("x")
        assert len(search.quotes.hits) == number + 1
        assert search.quotes.hits[1].source == "Дубравский листок"
        await driven.press("j", "x")
        assert (len(search.quotes.hits), search.quotes.cursor) == (number, 0)


async def test_differences_are_marked_on_demand() -> None:
    async with reading(FakeLibrary(copied())) as driven:
        search = await found(driven)
        await driven.press("d")
        (row,) = [row for row in search.quotes.rows if row.compared]
        assert row.inner and row.compared is not None
        assert row.compared.text == "Мы закончили самую [−трудную] [+сложную] часть работы. Осталось положить …"
        assert "самую [−трудную] [+сложную] часть" in search.quotes.render_line(6).text
        assert row.hit.text.startswith("Мы закончили самую сложную часть работы.")
        await driven.press("d")
        assert not any(row.compared for row in search.quotes.rows)


async def test_words_of_one_article_have_nothing_to_unfold() -> None:
    async with reading() as driven:
        await found(driven)
        await driven.press("x")
        assert said(driven) == "These words stand in one article only"


class Typo(FakeLibrary):
    """A library that knows better."""

    def search_quotes(self, query: str, **options: object) -> object:  # type: ignore[override]
        results = super().search_quotes(query, **options)  # type: ignore[arg-type]
        wrong = "рекка" in query
        return replace(results, missing=("рекка",), corrections=(("рекка", "река"),)) if wrong else results


async def test_a_typo_is_corrected_by_tab() -> None:
    async with reading(Typo(samples())) as driven:
        await driven.press("f2")
        await driven.type("рекка")
        search = search_of(driven)
        assert "no quotation has «рекка»" in str(search.found.render())
        await driven.press("tab")
        assert search.line.value == "река"
        assert len(search.quotes.hits) == 1


async def test_where_a_correction_is_offered_of_an_earlier_word_tab_takes_that() -> None:
    """And nothing lies over it; where it is of the word that is typed, a refinement of this beginning may be meant."""
    async with reading(Typo(samples())) as driven:
        await driven.press("f2")
        await driven.type("рекка кт")
        search = search_of(driven)
        assert not search.offers.display
        await driven.press("tab")
        assert search.line.value == "река кт"
        assert search.offers.display
        await driven.press("tab")
        assert search.line.value == "река кто:"


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (80, 24), (400, 100)])
async def test_any_size_of_terminal_asks(size: tuple[int, int]) -> None:
    """The line one types into is in sight."""
    async with reading(size=size) as driven:
        await found(driven)
        await driven.press("a")
        dialog = driven.app.screen
        assert isinstance(dialog, AskLine)
        assert dialog.line.region.bottom <= size[1] and dialog.line.size.width > 5
        await driven.press("escape", "S")
        export = driven.app.screen
        assert isinstance(export, ExportDialog)
        assert export.line.region.bottom <= size[1] and export.line.size.width > 5
        await driven.press("escape", "L", "escape")
        search_of(driven)
