"""Keeping the quotation that is read, from the text itself."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsreader.errors import StoreError
from newsreader.models import Quotation, Span
from newsreader.ui.screens.collection_page import CollectionPage
from newsreader.ui.screens.quote_note import AskLine
from newsreader.ui.screens.quote_search import QuoteSearch
from newsreader.ui.screens.speaker_page import SpeakerPage
from tests.builders import make_analysis, make_article
from tests.ui.driving import LAYOUTS, Reading, reading
from tests.ui.fakes import FakeLibrary
from tests.ui.quote_fakes import Kept
from tests.ui.samples import long_read, samples

FIRST, SECOND = "bridge#q1", "bridge#q2"


def bars(driven: Reading) -> str:
    """What stands where the bars of quotations stand, line by line."""
    reader = driven.screen.reader
    assert reader._layout is not None
    left = reader._layout.columns.left
    return "".join(reader.render_line(y).text[left] for y in range(reader.size.height))


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_quotation_that_is_read_is_starred_shown_and_undone(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("enter", "c", "c")
        assert "★" not in bars(driven)
        await driven.press("'")
        assert driven.library.kept == {SECOND: Kept(starred=True)}
        assert driven.said == "Starred" and bars(driven).count("★") == 1
        assert driven.library.states["bridge"].starred is False
        await driven.press("'")
        assert driven.said == "Star taken off" and "★" not in bars(driven)
        await driven.press("u")
        assert driven.library.kept[SECOND].starred and "★" in bars(driven)
        await driven.press("u")
        assert driven.library.kept == {} and "★" not in bars(driven)


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_it_is_tagged_noted_and_collected(layout: str) -> None:
    """Each asks in a line; the bar shows that something is kept."""
    async with reading(layout=layout) as driven:
        await driven.press("enter", "c", "D")
        await driven.type("Мосты")
        await driven.press("enter")
        assert driven.library.shelves == {"Мосты": (FIRST,)}
        assert "+" in bars(driven)
        await driven.press("V")
        await driven.type("река, новый мост")
        await driven.press("enter")
        assert driven.library.kept[FIRST].tags == ("река", "новый мост")
        assert driven.said == "Tagged #река #новый мост" and "#" in bars(driven)
        await driven.press("Z")
        await driven.type("спросить")
        await driven.press("enter")
        assert driven.library.kept[FIRST].note == "спросить" and "✎" in bars(driven)
        await driven.press("a")
        assert "#река #новый мост ✎ спросить" in driven.said


@pytest.mark.parametrize(("key", "value"), [("f8", "река"), ("f7", "спросить")])
async def test_what_is_there_can_be_changed(key: str, value: str) -> None:
    async with reading() as driven:
        driven.library.kept = {FIRST: Kept(tags=("река",), note="спросить")}
        await driven.press("enter", "c", key)
        assert isinstance(driven.app.screen, AskLine) and driven.app.screen.line.value == value
        await driven.press("escape")
        assert driven.library.kept == {FIRST: Kept(tags=("река",), note="спросить")}


async def test_what_was_kept_earlier_is_seen_when_the_article_opens_again() -> None:
    library = FakeLibrary(samples())
    library.kept = {SECOND: Kept(starred=True)}
    async with reading(library) as driven:
        assert "★" in bars(driven)
        await driven.press("j")
        assert driven.opened == "ferry" and "★" not in bars(driven)
        await driven.press("k")
        assert "★" in bars(driven)


async def test_what_the_search_keeps_is_seen_in_the_text_afterwards() -> None:
    async with reading() as driven:
        await driven.press("f2", "f6", "escape")
        assert driven.library.kept[FIRST].starred and "★" in bars(driven)


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_collections_open_from_the_text(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("enter", "c", "'", "L", "enter")
        page = driven.app.screen
        assert isinstance(page, CollectionPage)
        assert [hit.address for hit in page.quotes.hits] == [FIRST]
        await driven.press("escape")
        assert driven.app.screen is driven.screen


async def test_the_search_is_a_key_away_from_every_page() -> None:
    """From a page over the text it opens; from one over the search one comes back to it as it was."""
    async with reading() as driven:
        await driven.press("enter", "c", "P", '"')
        assert isinstance(driven.app.screen, QuoteSearch)
        await driven.type("паводка")
        search, hits = driven.app.screen, driven.app.screen.quotes.hits
        await driven.press("ctrl+o")
        assert isinstance(driven.app.screen, SpeakerPage)
        await driven.press("f2")
        assert driven.app.screen is search and search.quotes.hits == hits
        await driven.press("tab", '"')
        assert search.line.has_focus and search.line.value == "паводка"


async def test_the_word_that_matched_is_in_sight_in_the_article() -> None:
    """However far down in a long quotation."""
    article, analysis = long_read()
    said = Quotation("direct", Span(4, len(article.body)), None, None, "Анна Ветрова", 0)
    async with reading(FakeLibrary([(article, replace(analysis, quotations=(said,)))])) as driven:
        (hit,) = driven.library.all_hits()
        word = article.body.index("40. ")
        driven.screen.open_hit(replace(hit, highlights=(Span(word - 4, word - 1), Span(word, word + 2))))
        await driven.settle()
        first, last = driven.screen.reader.offsets_in_sight
        assert first <= word - 4 < last
        await driven.press("q")
        assert driven.pane() == "list"


async def test_an_article_without_quotations_says_so() -> None:
    body = "Мост открыт."
    async with reading(FakeLibrary([(make_article(body), make_analysis(body))])) as driven:
        for key in ("'", "V", "Z", "D"):
            driven.screen.status.message = ""
            await driven.press(key)
            assert driven.said == "There is no quotation to keep here"


async def test_what_cannot_be_kept_is_a_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object) -> None:
        raise StoreError("marks.db: the disk is full")

    async with reading() as driven:
        monkeypatch.setattr(driven.library, "set_quote_starred", refuse)
        await driven.press("enter", "c", "'")
        assert driven.notices == ["Not kept marks.db: the disk is full"]
        assert "★" not in bars(driven)
