"""The search of all quotations: typing, moving, context, history, what was not found."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from threading import Event

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from textual.app import App
from textual.pilot import Pilot

from newsreader.errors import ArticleError
from newsreader.library import Library
from newsreader.models import QuoteHit, QuoteResults, Span
from newsreader.question import asked
from newsreader.ui.answers import advice, summary_line
from newsreader.ui.hits import hit_lines
from newsreader.ui.requests import Copy
from newsreader.ui.screens.quote_search import QuoteSearch
from newsreader.ui.themes import DARK, OWN_THEMES, variable_defaults
from newsreader.ui.writer import Writer
from newsreader.worker import WorkerPool
from tests.builders import write_library
from tests.quiet import at_rest
from tests.store.syncing import analysed, open_store, sync
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import samples

HIT = QuoteHit(
    1, "bridge", 0, "direct", "Мы закончили самую трудную часть работы и теперь ждём гостей", Span(0, 60),
    "Анна Ветрова", "Ветрова", "Мост откроют", "Вести Заречья", "2024-05-05", (Span(19, 26),),
)  # fmt: skip

NAMES_SHOWN = ("by", "about", "source", "since", "until", "kind", "tag")


def plain(lines: list[tuple[tuple[tuple[str, ...], str], ...]]) -> list[str]:
    """The lines' text."""
    return ["".join(text for _names, text in line) for line in lines]


def test_a_result_says_who_when_where_what_and_in_which_article() -> None:
    """The words that matched are marked, exactly."""
    lines = hit_lines(HIT, 60, words=2, title=True)
    assert plain(lines)[0].startswith("▎ Анна Ветрова")
    assert plain(lines)[0].endswith("5 May 2024 · Вести Заречья")
    assert plain(lines)[1:] == ["▎ Мы закончили самую трудную часть работы и теперь ждём", "▎ гостей", "▎ Мост откроют"]
    assert [text for line in lines for names, text in line if "word" in names] == ["трудную"]


def test_kinds_differ_by_more_than_colour() -> None:
    """Reported words have a thinner bar and say so; fragments say so."""
    reported = plain(hit_lines(replace(HIT, kind="indirect"), 60, words=1, title=False))
    assert reported[0].startswith("┆ Анна Ветрова · reported")
    assert "· fragment" in plain(hit_lines(replace(HIT, kind="mixed"), 60, words=1, title=False))[0]


def test_the_word_that_matched_is_in_sight_however_long_the_quotation() -> None:
    """With … where something was left out."""
    text = "Вода прибывала. " * 2_000 + "Мост выстоял. " + "Люди ушли. " * 2_000
    start = text.index("выстоял")
    lines = hit_lines(replace(HIT, text=text, highlights=(Span(start, start + 7),)), 60, words=2, title=False)
    assert [text for line in lines for names, text in line if "word" in names] == ["выстоял"]
    assert plain(lines)[1].startswith("▎ … ")
    assert plain(lines)[-1].endswith(" …")


def test_words_side_by_side_are_in_sight_together() -> None:
    """In one line, too: it begins later where the last of them would be cut off."""
    text = "Пока никто этого не знает, я не назвал бы один сантиметр границей безопасности, как другие"
    start = text.index("границей")
    spans = (Span(start, start + 8), Span(start + 9, start + 21))
    for width in range(44, 90):
        lines = hit_lines(replace(HIT, text=text, highlights=spans), width, words=1, title=False)
        assert [part for line in lines for names, part in line if "word" in names] == ["границей", "безопасности"]


def test_nameless_and_titleless_results_say_so() -> None:
    """The text's own words for the speaker, else that nobody is named."""
    assert "Ветрова" in plain(hit_lines(replace(HIT, who=None), 60, words=1, title=True))[0]
    lines = plain(
        hit_lines(replace(HIT, who=None, speaker=None, title="", source=None, published=None), 60, words=1, title=True)
    )
    assert lines[0].rstrip() == "▎ not named"
    assert lines[-1] == "▎ (untitled)"


@given(
    st.text(max_size=300),
    st.text(max_size=60),
    st.integers(8, 120),
    st.integers(0, 290),
    st.integers(1, 3),
    st.booleans(),
)
def test_no_result_is_wider_than_the_list(text: str, who: str, width: int, start: int, words: int, title: bool) -> None:
    """Whatever the texts; and every letter of a highlight that is shown is marked."""
    start = min(start, len(text))
    hit = replace(HIT, text=text, who=who, title=who, source=who, highlights=(Span(start, min(len(text), start + 5)),))
    lines = hit_lines(hit, width, words=words, title=title)
    assert all(cell_len(line) <= width for line in plain(lines))
    assert len(lines) <= 1 + words + title


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        (QuoteResults("", (HIT,), False), "the newest quotation"),
        (QuoteResults("", (HIT, HIT), True), "the 2 newest quotations"),
        (QuoteResults("мост", (HIT,), False), "1 quotation"),
        (QuoteResults("мост", (HIT,) * 50, True), "the first 50 quotations; more as you go down"),
        (QuoteResults("мост слон", (HIT,), False, ("слон",)), "1 quotation · without «слон»"),
        (QuoteResults("слон", (), False, ("слон",)), "Nothing found: no quotation has «слон»"),
        (QuoteResults("мост слон", (), False), "Nothing found: no quotation meets all of this"),
        (QuoteResults("", (), False), "There are no quotations yet"),
    ],
)
def test_the_answer_is_summed_up(results: QuoteResults, expected: str) -> None:
    """How many, whether there are more, and which words are nowhere."""
    assert summary_line(results) == expected
    assert bool(advice(results)) == (not results.hits and bool(results.query))


class Host(App[None]):
    """An app with nothing but the search."""

    CSS_PATH = [f"../../tui/newsreader/ui/{name}.tcss" for name in ("newsreader", "reader", "search")]  # noqa: RUF012

    def __init__(self, library: Library) -> None:
        super().__init__()
        for theme in OWN_THEMES:
            self.register_theme(theme)
        self.theme = DARK
        self.search = QuoteSearch(library, Writer(self))
        self.chosen: list[QuoteHit] = []
        self.copied: list[str] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults(self.current_theme)

    def on_mount(self) -> None:
        self.install_screen(self.search, "search")
        self.push_screen("search")

    def on_quote_search_chosen(self, message: QuoteSearch.Chosen) -> None:
        self.chosen.append(message.hit)

    def on_quote_search_closed(self) -> None:
        self.pop_screen()

    def on_copy(self, message: Copy) -> None:
        self.copied.append(message.text)


@dataclass
class Searching:
    """A running search."""

    app: Host
    pilot: Pilot[None]
    screen: QuoteSearch

    async def settle(self) -> None:
        """Waits until nothing is under way."""
        await self.pilot.pause()
        await at_rest(self.app)
        await self.pilot.pause()

    async def press(self, *keys: str) -> None:
        await self.pilot.press(*keys)
        await self.settle()

    async def type(self, text: str) -> None:
        await self.press(*("space" if char == " " else char for char in text))

    @property
    def texts(self) -> list[str]:
        """What the results say."""
        return [hit.text for hit in self.screen.quotes.hits]

    @property
    def said(self) -> str:
        """The line over the results."""
        return str(self.screen.found.render())


@asynccontextmanager
async def searching(library: Library | None = None, *, size: tuple[int, int] = (120, 40)) -> AsyncIterator[Searching]:
    """The search over a library (unset: the samples)."""
    app = Host(library or FakeLibrary(samples()))
    async with app.run_test(size=size) as pilot:
        found = Searching(app, pilot, app.search)
        await found.settle()
        yield found


async def test_an_empty_line_shows_the_newest_quotations() -> None:
    """At once, the newest first."""
    async with searching() as search:
        assert len(search.texts) == 6
        assert search.texts[0].startswith("Мы закончили")
        assert search.said == "the 6 newest quotations"


async def test_an_empty_line_says_what_can_be_typed() -> None:
    """Every refinement by its name, all in sight in 80 columns; what is typed then is put in words there."""
    async with searching(size=(80, 24)) as search:
        told = str(search.screen.meaning.render())
        assert {f"{name}:" for name in (*NAMES_SHOWN, "starred")} <= set(told.split())
        assert cell_len(told) <= search.screen.meaning.size.width
        await search.type("мост ")
        assert str(search.screen.meaning.render()) == "words: мост"


@pytest.mark.parametrize("text", ["паводка", "лугов", "jJqQ/?:", "ъхэж"])
async def test_every_letter_goes_to_the_line(text: str) -> None:
    """Also those that are keys elsewhere, in either layout; the results follow."""
    async with searching() as search:
        await search.type(text)
        assert search.screen.line.value == text
        assert search.screen.results is not None
        assert search.screen.results.query == text


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_what_is_too_much_at_once_is_said_where_it_is_seen(size: tuple[int, int]) -> None:
    """Beside which the number of results matters less."""
    async with searching(size=size) as search:
        search.screen.line.value = " ".join(f"слово{number}" for number in range(30))
        await search.settle()
        assert search.said.startswith("too much at once: «слово24» and 5 more left out · ")
        assert search.screen.found.region.height == 1
        search.screen.line.value = "слово"
        await search.settle()
        assert "too much" not in search.said


async def test_results_are_moved_through_while_typing() -> None:
    """Arrows and page keys move, Enter says which result is meant."""
    async with searching(size=(80, 24)) as search:
        quotes = search.screen.quotes
        await search.press("down", "down")
        assert quotes.cursor == 2
        await search.press("pagedown")
        assert quotes.cursor > 3
        await search.press("pageup", "pageup", "down")
        assert quotes.cursor == 1
        await search.press("enter")
        assert search.app.chosen == [quotes.hits[1]]
        assert search.app.screen is search.screen


async def test_the_context_of_the_current_result_is_shown() -> None:
    """The article at the quotation, chosen, with the words that matched; where there is no room, nothing."""
    async with searching(size=(130, 40)) as search:
        await search.press("down", "down")
        hit = search.screen.quotes.current
        assert hit is not None
        preview = search.screen.preview
        assert preview.points_at(hit)
        first, last = preview.offsets_in_sight
        assert first <= hit.span.start < last
        assert preview.current_quotation is not None
        assert preview.current_quotation.span == hit.span
        await search.pilot.resize_terminal(80, 20)
        await search.settle()
        assert not preview.display
        await search.pilot.resize_terminal(80, 24)
        await search.settle()
        assert preview.display
        assert preview.size.width > 70


class Slow(FakeLibrary):
    """A library whose answer to one query comes when it is told to."""

    def __init__(self, query: str) -> None:
        super().__init__(samples())
        self.query = query
        self.let_go = Event()

    def search_quotes(self, query: str, *, limit: int = 50, older_than: QuoteHit | None = None) -> QuoteResults:
        if query == self.query:
            assert self.let_go.wait(10)
        return super().search_quotes(query, limit=limit)


async def test_a_late_answer_never_replaces_a_newer_one() -> None:
    """What stands in the line is what is listed."""
    library = Slow("р")
    async with searching(library) as search:
        await search.pilot.press("р")
        await search.pilot.pause()
        await search.pilot.press("е", "к", "а")
        await search.pilot.pause()
        library.let_go.set()
        await search.settle()
        assert search.screen.results is not None
        assert search.screen.results.query == "река"
        assert search.texts == ["Река спокойная, туман ушёл. Хорошее начало"]


class Endless(FakeLibrary):
    """A library that goes on answering one query until nobody wants to know."""

    def search_quotes(self, query: str, *, limit: int = 50, older_than: QuoteHit | None = None) -> QuoteResults:
        question, dropped = asked(), Event()
        if query == "р" and question is not None:
            with question.under_way(dropped.set):
                assert dropped.wait(10)
                raise RuntimeError("interrupted")
        return super().search_quotes(query, limit=limit)


async def test_typing_drops_the_question_before() -> None:
    """Nothing waits for its answer, and nothing is said of it."""
    async with searching(Endless(samples())) as search:
        await search.pilot.press("р")
        await search.type("ека")
        assert search.texts == ["Река спокойная, туман ушёл. Хорошее начало"]
        assert search.said == "1 quotation"


async def test_a_half_built_index_answers_and_says_so(tmp_path: Path) -> None:
    """From a library of which another program has analysed a part, and then some more."""
    texts = {f"{name}.md": "«Мост закрыт», — сказал он." for name in "abc"}
    write_library(tmp_path / "library", texts)
    builder = open_store(tmp_path)
    library = Library(open_store(tmp_path), WorkerPool(1), engine="test")
    async with searching(library) as search:
        assert search.said == "There are no quotations yet"
        sync(builder)
        analysed(builder, "a", ("Мост закрыт", "Лев Борнов"))
        await search.type("мост")
        assert search.texts == ["Мост закрыт"]
        assert search.said == "1 quotation · 1 of 3 articles analysed"
        with builder._index._database.writing() as half_done:
            half_done.execute("DELETE FROM quotations")
            await search.type("ы")
            assert search.texts == ["Мост закрыт"]
    library.close()
    builder.close()


class Broken(FakeLibrary):
    """A library that cannot search for one word."""

    def search_quotes(self, query: str, *, limit: int = 50, older_than: QuoteHit | None = None) -> QuoteResults:
        if query == "мост":
            raise ArticleError("the index cannot be read")
        if query == "мос":
            raise RuntimeError("[/] odd")
        return super().search_quotes(query, limit=limit)


async def test_an_error_is_said_and_typing_goes_on() -> None:
    """Errors of the library and those nobody thought of."""
    async with searching(Broken(samples())) as search:
        await search.type("мос")
        assert search.said == "RuntimeError: [/] odd"
        await search.type("т")
        assert search.said == "the index cannot be read"
        await search.type("а")
        assert search.screen.results is not None
        assert search.screen.results.query == "моста"
        assert search.app.is_running


class Many(FakeLibrary):
    """A library of 180 quotations that answers every query with them."""

    def search_quotes(self, query: str, *, limit: int = 50, older_than: QuoteHit | None = None) -> QuoteResults:
        first = 0 if older_than is None else older_than.index + 1
        numbers = range(first, min(180, first + limit))
        hits = tuple(replace(HIT, index=number, text=f"Слово{number} число{number}") for number in numbers)
        return QuoteResults(query, hits, first + limit < 180)


async def test_more_results_come_as_one_goes_down() -> None:
    """The list grows under the cursor and nothing jumps."""
    async with searching(Many(samples()), size=(80, 24)) as search:
        quotes = search.screen.quotes
        assert len(quotes.hits) == 50
        await search.press(*["pagedown"] * 16)
        assert quotes.cursor > 40
        cursor, top = quotes.cursor, quotes.scroll_offset.y
        await search.settle()
        assert len(quotes.hits) == 100
        assert (quotes.cursor, quotes.scroll_offset.y) == (cursor, top)
        for _ in range(3):
            quotes.edge(True)
            await search.settle()
        assert [hit.index for hit in quotes.hits] == list(range(180))
        assert search.said == "the 180 newest quotations"


async def test_closing_keeps_everything_for_coming_back() -> None:
    """The same words, the same results, the same row."""
    async with searching() as search:
        await search.type("а")
        await search.press("down", "down")
        current = search.screen.quotes.current
        await search.press("escape")
        assert search.app.screen is not search.screen
        search.app.push_screen("search")
        await search.settle()
        assert search.screen.line.value == "а"
        assert search.screen.quotes.current is current
        assert search.screen.line.has_focus


async def test_earlier_queries_come_back_above_the_first_result() -> None:
    """Up recalls, down returns to what was typed."""
    async with searching() as search:
        await search.type("мост")
        await search.press("escape")
        search.app.push_screen("search")
        await search.settle()
        search.screen.line.value = "ре"
        await search.settle()
        await search.press("up")
        assert search.screen.line.value == "мост"
        await search.press("down")
        assert search.screen.line.value == "ре"


async def test_the_current_quotation_can_be_copied() -> None:
    """With who said it and where."""
    async with searching() as search:
        await search.press("ctrl+y")
        assert len(search.app.copied) == 1
        assert search.app.copied[0].startswith("«Мы закончили самую трудную часть работы.")
        assert "Анна Ветрова" in search.app.copied[0]


async def test_the_mouse_chooses_a_result_and_then_opens_it() -> None:
    """The first click is for looking, the second for reading; the line keeps the keys."""
    async with searching() as search:
        await search.pilot.click("#quotes", offset=(10, 6))
        assert search.screen.quotes.cursor == 1
        await search.pilot.click("#quotes", offset=(10, 6))
        await search.settle()
        assert search.app.chosen == [search.screen.quotes.hits[1]]
        assert search.screen.line.has_focus


@pytest.mark.parametrize("width", [24, 40, 80])
def test_one_line_shows_the_word_that_matched_with_what_is_before(width: int) -> None:
    """Wherever it stands in a long quotation."""
    text = "Тогда никто ещё не думал, что вода поднимется так высоко и мост придётся закрыть на всю весну и лето"
    start = text.index("мост")
    found = replace(HIT, text=text, highlights=(Span(start, start + 4),))
    _head, line = plain(hit_lines(found, width, words=1, title=False))
    before, word, _after = line.partition("мост")
    assert word and before.strip("▎ …")
    assert len(line) <= width


@pytest.mark.parametrize("size", [(20, 5), (40, 12), (80, 24), (200, 50), (400, 100)])
async def test_any_size_of_terminal_can_search(size: tuple[int, int]) -> None:
    """A result is in sight, and nothing found is said where there is room for it."""
    async with searching(size=size) as search:
        await search.type("река")
        quotes = search.screen.quotes
        assert any(
            "Река" in quotes.render_line(y).text or "Руднев" in quotes.render_line(y).text
            for y in range(quotes.size.height)
        )
        await search.type("слон")
        assert search.texts == []
        await search.press("down", "up", "enter", "pagedown")
        assert search.app.chosen == []
