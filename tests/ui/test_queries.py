"""The queries of earlier runs."""

from __future__ import annotations

import asyncio
import stat
from collections.abc import Callable
from pathlib import Path
from threading import Event

import pytest
from textual import events
from textual.keys import key_to_character
from textual.widgets import Input

from newsreader.ui.history import MOST
from newsreader.ui.keymap import key_names
from newsreader.ui.queries import keep_query, past_queries, queries_path
from newsreader.ui.screens.quote_search import QuoteSearch
from tests.ui.driving import LAYOUTS, Reading, reading


async def search(driven: Reading, *words: str) -> QuoteSearch:
    """Opens the search and types."""
    await driven.press("f2")
    screen = driven.app.screen
    assert isinstance(screen, QuoteSearch)
    for word in words:
        screen.line.value = word
        await driven.settle()
    return screen


@pytest.mark.parametrize("leaving", ["escape", "enter", "ctrl+o", "ctrl+q"])
async def test_a_query_comes_back_in_the_next_run(tmp_path: Path, leaving: str) -> None:
    """Up recalls it, however the search was left: back, into an article, to a speaker's page, at once to the end."""
    state = tmp_path / "state" / "screen-1.json"
    async with reading(state=state) as driven:
        await search(driven, "мост")
        await driven.press(leaving)
    async with reading(state=state) as driven:
        screen = await search(driven)
        await driven.press("up")
        assert screen.line.value == "мост"


def test_the_latest_are_kept_each_once(tmp_path: Path) -> None:
    path = queries_path(tmp_path / "screen-1.json")
    assert path.name == "queries-1.json"
    for number in range(MOST + 5):
        keep_query(path, f"мост {number}")
    keep_query(path, "мост 7")
    keep_query(path, "  ")
    kept = past_queries(path)
    assert len(kept) == MOST
    assert kept[0] == "мост 5"
    assert kept[-2:] == [f"мост {MOST + 4}", "мост 7"]


def test_what_another_copy_kept_meanwhile_stays(tmp_path: Path) -> None:
    path = tmp_path / "queries.json"
    for query in ("мост", "паром", "мост"):
        keep_query(path, query)
    assert past_queries(path) == ["паром", "мост"]


def test_nobody_else_reads_them(tmp_path: Path) -> None:
    path = tmp_path / "state" / "queries.json"
    keep_query(path, "мост")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert list(path.parent.iterdir()) == [path]


@pytest.mark.parametrize("text", ["", "{", '{"a": 1}', "3", '["мост", 3, null, "\\u001b[2J", ""]', "[" * 9000])
def test_what_was_kept_badly_is_left_out(tmp_path: Path, text: str) -> None:
    path = tmp_path / "queries.json"
    path.write_text(text, encoding="utf-8")
    assert "\x1b" not in "".join(past_queries(path))
    keep_query(path, "паром")
    assert past_queries(path)[-1] == "паром"


async def test_where_they_cannot_be_kept_the_search_goes_on(tmp_path: Path) -> None:
    """A file stands in the place of the folder."""
    (tmp_path / "state").write_text("", encoding="utf-8")
    async with reading(state=tmp_path / "state" / "screen-1.json") as driven:
        await search(driven, "мост")
        await driven.press("escape")
        screen = await search(driven, "")
        await driven.press("up")
        assert screen.line.value == "мост"
        assert driven.notices == []


async def test_what_is_typed_while_the_search_opens_is_the_query() -> None:
    """All at once, as a fast typist or a slow machine has it: no letter is lost or taken for a command."""
    async with reading() as driven:
        for key in ("f2", *"byпаводок"):
            named = key_names((key,))[0] if len(key) == 1 else key
            driven.app.post_message(events.Key(named, key_to_character(named)))
        await driven.settle()
        screen = driven.app.screen
        assert isinstance(screen, QuoteSearch)
        assert screen.line.value == "byпаводок"
        await driven.press("escape")
        for key in ("f2", *"x:"):
            named = key_names((key,))[0] if len(key) == 1 else key
            driven.app.post_message(events.Key(named, key_to_character(named)))
        await driven.settle()
        assert isinstance(driven.app.screen, QuoteSearch)
        assert driven.app.screen.line.value == "x:"


@pytest.mark.parametrize("key", [":", "H"])
async def test_what_is_typed_while_a_list_to_choose_from_opens_is_looked_for_in_it(key: str) -> None:
    async with reading() as driven:
        await driven.press("enter")
        for name in (key, *"zen"):
            driven.app.post_message(events.Key(key_names((name,))[0], key_to_character(key_names((name,))[0])))
        await driven.settle()
        assert driven.app.screen.query_one(Input).value == "zen"


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_who_opens_the_search_again_types_another_query(layout: str) -> None:
    """The first letter replaces the query before, whose results are there until then; arrows keep it for going on."""
    async with reading(layout=layout) as driven:
        screen = await search(driven, "мост ")
        listed = screen.quotes.hits
        await driven.press("escape")
        await driven.press('"')
        assert (screen.line.value, screen.quotes.hits) == ("мост ", listed)
        await driven.type("река ")
        assert screen.line.value == "река "
        await driven.press("escape")
        await driven.press("f2", "end")
        await driven.type("х")
        assert screen.line.value == "река х"


async def until(driven: Reading, holds: Callable[[], bool]) -> None:
    """Waits, but not for the workers to end."""
    async with asyncio.timeout(30):
        while not holds():
            await driven.pilot.pause()


async def test_an_answer_to_a_key_waits_for_nothing_in_the_background() -> None:
    """However much is being done there, as when a folder is read, analysed and looked at."""
    async with reading() as driven:
        may_end = Event()
        for number in range(20):
            driven.screen.run_worker(may_end.wait, thread=True, group=f"work {number}")
        try:
            driven.app.post_message(events.Key("f2", None))
            await until(driven, lambda: isinstance(driven.app.screen, QuoteSearch))
            screen = driven.app.screen
            assert isinstance(screen, QuoteSearch)
            for typed in ("р", "ре", "рек"):
                driven.app.post_message(events.Key(typed[-1], typed[-1]))
                await until(driven, lambda typed=typed: screen.results is not None and screen.results.query == typed)  # type: ignore[misc]
            assert [hit.text for hit in screen.quotes.hits] == ["Река спокойная, туман ушёл. Хорошее начало"]
        finally:
            may_end.set()


async def test_a_note_is_typed_on() -> None:
    """What was written stays; letters go behind it."""
    async with reading() as driven:
        driven.library.set_quote_note("bridge#q1", "спросить")
        await driven.press("enter", "c")
        for key in ("Z", *"!?"):
            named = key_names((key,))[0]
            driven.app.post_message(events.Key(named, key_to_character(named)))
        await driven.settle()
        await driven.press("enter")
        assert driven.library.kept["bridge#q1"].note == "спросить!?"
