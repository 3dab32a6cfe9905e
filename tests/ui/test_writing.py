"""Marks are written in the background: no key waits for the disk, and none is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from threading import Event, Timer, current_thread, main_thread
from typing import Any

import pytest
from textual import events

from newsreader.errors import StoreError
from newsreader.ui.requests import ShowCollection
from newsreader.ui.screens.collection_page import CollectionPage
from newsreader.ui.screens.quote_note import AskLine
from newsreader.ui.screens.quote_search import QuoteSearch
from tests.ui.driving import Reading, reading
from tests.ui.fakes import FakeLibrary
from tests.ui.quote_fakes import Kept
from tests.ui.samples import bridge, briefs, long_read, samples


class SlowLibrary(FakeLibrary):
    """Writes marks only when it may."""

    may_write: Event

    def set_starred(self, article_ids: Iterable[str], starred: bool) -> None:
        self.may_write.wait(10)
        super().set_starred(article_ids, starred)

    def set_position(self, article_id: str, offset: int) -> None:
        self.may_write.wait(10)
        super().set_position(article_id, offset)


def slow() -> SlowLibrary:
    """A library that may not write yet."""
    library = SlowLibrary([long_read(), *samples()])
    library.may_write = Event()
    return library


async def test_keys_go_on_while_a_mark_is_written() -> None:
    library = slow()
    async with reading(library) as driven:
        await driven._send("s")
        await driven._send("j")
        await driven.pilot.pause()
        assert driven.screen.articles.cursor == 1
        assert not library.states["long"].starred
        driven.screen.writer.say_busy()
        assert driven.screen.status.busy == "writing marks…"
        library.may_write.set()
        await driven.settle()
        assert library.states["long"].starred
        assert driven.said == "Starred"
        assert driven.screen.status.busy == ""


async def test_marks_are_written_in_the_order_they_were_made() -> None:
    library = slow()
    async with reading(library) as driven:
        for _ in range(3):
            await driven._send("s")
        await driven._send("u")
        library.may_write.set()
        await driven.settle()
        assert not library.states["long"].starred, "on, off, on, and that taken back"
        assert driven.said == "Undone"


@pytest.mark.parametrize(
    ("undone", "said"),
    [
        (("starred", 1), "Отменено: звезда"),
        (("article_tags", 3), "Отменено: теги (3)"),
        (("quotation_marks.note", 1), "Отменено: заметка к цитате"),
        (("from a later version", 1), "Отменено"),
    ],
)
async def test_undo_says_what_it_has_taken_back(undone: tuple[str, int], said: str) -> None:
    """It may have been marked in an earlier run, and be far from what is on the screen."""
    async with reading(language="ru") as driven:
        await driven.press("s")
        driven.library.undone = undone
        await driven.press("u")
        assert driven.said == said


async def test_an_article_opens_where_it_was_left_though_that_is_not_written_yet() -> None:
    library = slow()
    async with reading(library) as driven:
        await driven._send("2")
        await driven._send("space")
        await driven._send("space")
        await driven.pilot.pause()
        left = driven.screen.reader.current_offset
        assert left > 0
        for key in ("J", "K"):
            await driven._send(key)
            await driven.pilot.pause()
        assert driven.opened == "long"
        assert driven.screen.reader.current_offset == left
        assert library.states["long"].position == 0
        library.may_write.set()
        await driven.settle()
        assert library.states["long"].position == left


async def test_what_waits_is_written_at_the_end() -> None:
    library = slow()
    async with reading(library) as driven:
        await driven._send("s")
        await driven._send("j")
        await driven._send("s")
        library.may_write.set()
        driven.screen.keep_state()
        await driven.settle()
        assert [one for one, state in library.states.items() if state.starred] == ["long", samples()[0][0].id]


async def test_a_mark_that_cannot_be_written_is_told_and_not_shown() -> None:
    class FullLibrary(FakeLibrary):
        def set_starred(self, article_ids: Iterable[str], starred: bool) -> None:
            raise StoreError("marks.db: the disk is full")

    async with reading(FullLibrary([bridge(), *briefs(2)])) as driven:
        await driven.press("s")
        assert driven.notices == ["Not kept marks.db: the disk is full"]
        assert "★" not in driven.screen.articles.render_line(0).text
        await driven.press("m")
        assert driven.said == "Marked read"


WRITES = (
    "set_quote_starred",
    "set_quote_tags",
    "set_quote_note",
    "add_to_collection",
    "remove_from_collection",
    "rename_collection",
    "delete_collection",
    "undo",
)


class GatedLibrary(FakeLibrary):
    """Keeps quotations only when it may, and notes who does it, and what the disk says."""

    def __init__(self) -> None:
        super().__init__(samples())
        self.may_write = Event()
        self.may_write.set()
        self.written: list[str] = []
        self.on_main = False
        self.full = False
        for name in WRITES:
            setattr(self, name, self._gated(name, getattr(self, name)))

    def _gated(self, name: str, write: Callable[..., Any]) -> Callable[..., Any]:
        def gated(*values: Any, **named: Any) -> Any:
            self.on_main |= current_thread() is main_thread()
            assert self.may_write.wait(10)
            if self.full:
                raise StoreError("marks.db: the disk is full")
            self.written.append(name)
            return write(*values, **named)

        return gated


async def searching(driven: Reading) -> QuoteSearch:
    """The search, whose results have the keys."""
    await driven.press("f2", "tab")
    screen = driven.app.screen
    assert isinstance(screen, QuoteSearch)
    return screen


async def send(driven: Reading, *keys: str) -> None:
    """Presses keys, waiting for nothing that is under way."""
    for key in keys:
        await driven._send(key)
    await driven.pilot.pause()


FIRST, SECOND = "bridge#q1", "bridge#q2"


async def test_no_change_of_the_search_is_written_where_keys_are_read() -> None:
    """Stars, tags, notes, collections, undo."""
    library = GatedLibrary()
    async with reading(library) as driven:
        await searching(driven)
        await driven.press("s")
        for key, words in (("#", "мост"), ("a", "спросить"), ("+", "Вода")):
            await driven.press(key)
            await driven.type(words)
            await driven.press("enter")
        await driven.press("L", "j", "enter", "R")
        await driven.type("!")
        await driven.press("enter")
        await driven.press("delete", "D", "u")
        assert set(library.written) == set(WRITES)
        assert not library.on_main
        assert library.kept == {FIRST: Kept(True, ("мост",), "спросить")} and library.shelves == {"Вода!": ()}


async def test_the_search_goes_on_while_a_star_is_written_and_says_so() -> None:
    library = GatedLibrary()
    async with reading(library) as driven:
        search = await searching(driven)
        library.may_write.clear()
        await send(driven, "s", "j")
        assert search.quotes.cursor == 1 and not search.quotes.hits[0].starred
        driven.screen.writer.say_busy()
        assert search.status.busy == "writing marks…"
        library.may_write.set()
        await driven.settle()
        assert search.quotes.hits[0].starred and search.quotes.cursor == 1
        assert (search.status.busy, search.status.message) == ("", "Starred")


async def test_what_is_pressed_in_the_search_is_written_in_that_order() -> None:
    """Also what is pressed next on another screen; a star pressed twice is none."""
    library = GatedLibrary()
    async with reading(library) as driven:
        await searching(driven)
        library.may_write.clear()
        await send(driven, "s", "s", "s", "j", "s", "u", "escape", "u")
        assert driven.app.screen is driven.screen and library.written == []
        library.may_write.set()
        await driven.settle()
        assert library.written == ["set_quote_starred"] * 4 + ["undo"] * 2
        assert library.kept == {FIRST: Kept(starred=False)}, "on, off, on, another one; two steps back"


async def test_what_the_search_keeps_is_in_the_text_once_it_is_written() -> None:
    library = GatedLibrary()
    async with reading(library) as driven:
        await searching(driven)
        library.may_write.clear()
        await send(driven, "s", "escape")
        reader = driven.screen.reader

        def starred() -> bool:
            return any("★" in reader.render_line(y).text for y in range(reader.size.height))

        assert not starred()
        library.may_write.set()
        await driven.settle()
        assert starred()


async def test_a_page_that_was_left_meanwhile_is_not_missed() -> None:
    library = GatedLibrary()
    library.shelves = {"Вода": (FIRST, SECOND)}
    for library.full in (False, True):
        async with reading(library) as driven:
            driven.app.post_message(ShowCollection("Вода"))
            await driven.settle()
            library.may_write.clear()
            await send(driven, "delete", "escape")
            assert not isinstance(driven.app.screen, CollectionPage)
            library.may_write.set()
            await driven.settle()
            assert library.shelves == {"Вода": (SECOND,)}
            assert driven.notices == ["Not kept marks.db: the disk is full"] * library.full


async def test_quitting_right_after_a_key_of_the_search_loses_nothing() -> None:
    library = GatedLibrary()
    async with reading(library) as driven:
        await searching(driven)
        library.may_write.clear()
        await send(driven, "s", "j", "s")
        library.may_write.set()
        await driven.press("Q")
        assert library.kept == {FIRST: Kept(starred=True), SECOND: Kept(starred=True)}


async def test_quitting_in_the_same_moment_as_an_answer_is_given_keeps_it() -> None:
    """However fast the keys come one after the other."""
    library = GatedLibrary()
    async with reading(library) as driven:
        await searching(driven)
        await driven.press("a")
        await driven.type("спросить")
        for key in ("enter", "ctrl+q"):
            driven.app.post_message(events.Key(key, None))
        await driven.settle()
        assert library.kept == {FIRST: Kept(note="спросить")}


async def test_what_cannot_be_kept_at_the_end_is_said_when_the_terminal_is_free() -> None:
    library = GatedLibrary()
    async with reading(library) as driven:
        await searching(driven)
        library.may_write.clear()
        library.full = True
        Timer(0.5, library.may_write.set).start()
        await driven.press("s", "s", "Q")
        assert [str(said) for said in driven.app._exit_renderables] == ["Not kept: marks.db: the disk is full"]


async def test_what_cannot_be_kept_is_said_and_the_search_goes_on() -> None:
    library = GatedLibrary()
    async with reading(library) as driven:
        search = await searching(driven)
        library.full = True
        await driven.press("s")
        assert search.status.message == "Not kept; the notice says why"
        assert driven.notices == ["Not kept marks.db: the disk is full"]
        assert not search.quotes.hits[0].starred
        library.full = False
        await driven.press("s")
        assert search.quotes.hits[0].starred and search.status.message == "Starred"


async def test_a_question_begins_with_what_has_just_been_answered() -> None:
    """It opens at once, as the next keys are meant for it; what is being written then it waits for, a moment."""
    library = GatedLibrary()
    async with reading(library) as driven:
        search = await searching(driven)
        await driven.press("a")
        await driven.type("спросить")
        await send(driven, "enter")
        await send(driven, "a")
        assert isinstance(driven.app.screen, AskLine) and driven.app.screen.line.value == "спросить"
        await driven.press("escape")
        library.may_write.clear()
        await send(driven, "s", "a")
        assert isinstance(driven.app.screen, AskLine), "however long that takes"
        await send(driven, "escape")
        library.may_write.set()
        await driven.settle()
        assert search.quotes.hits[0].starred


async def test_undo_means_what_was_pressed_before_it_though_that_is_not_written_yet() -> None:
    """And not a correction that was made before."""

    class Corrected(GatedLibrary):
        def undoes_correction(self) -> str | None:
            return None if self.steps else "bridge"

    library = Corrected()
    async with reading(library) as driven:
        await driven.press("enter", "c")
        library.may_write.clear()
        await send(driven, "'", "u")
        library.may_write.set()
        await driven.settle()
        assert library.written == ["set_quote_starred", "undo"] and library.kept == {}
        assert driven.said == "Undone"
