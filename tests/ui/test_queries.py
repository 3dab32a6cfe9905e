"""The queries of earlier runs."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from newsreader.ui.history import MOST
from newsreader.ui.queries import keep_query, past_queries, queries_path
from newsreader.ui.screens.quote_search import QuoteSearch
from tests.ui.driving import Reading, reading


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
