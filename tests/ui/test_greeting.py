"""What a first run says under the panes, and that it gets out of the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.widgets import Static

from newsreader.ui.screens.greeting import GreetingLines
from tests.ui.driving import Reading, reading


def greeting(driven: Reading) -> list[str]:
    return [str(line.content) for line in driven.screen.query(GreetingLines)]


async def test_samples_are_said_to_be_samples_and_three_lines_tell_how_to_begin() -> None:
    async with reading(samples=True) as driven:
        (said,) = greeting(driven)
        first, *lines = said.splitlines()
        assert "samples" in first
        assert [line.split()[0] for line in lines] == ["Move", "Search", "Help"]
        lowest = driven.screen.query_one("#greeting", Static)
        assert lowest.region.bottom == driven.screen.status.region.y
        assert not lowest.region.overlaps(driven.screen.reader.region)
        assert driven.notices == []


async def test_it_goes_with_the_first_key() -> None:
    async with reading(samples=True) as driven:
        await driven.press("j")
        assert greeting(driven) == []
        assert driven.screen.articles.cursor == 1


async def test_it_names_a_persons_own_keys() -> None:
    async with reading(samples=True, keymap={"next_quotation": "x"}) as driven:
        assert "x quotation" in greeting(driven)[0]


async def test_a_library_of_ones_own_is_greeted_in_its_first_run_only(tmp_path: Path) -> None:
    state = tmp_path / "screen.json"
    for run in (1, 2):
        async with reading(state=state) as driven:
            assert len(greeting(driven)) == (run == 1)
            driven.screen.keep_state()


@pytest.mark.parametrize("size", [(80, 15), (59, 40), (20, 5)])
async def test_a_small_screen_is_left_to_the_articles(size: tuple[int, int]) -> None:
    async with reading(samples=True, size=size) as driven:
        assert greeting(driven) == []


async def test_it_goes_where_the_window_becomes_too_small_for_it() -> None:
    async with reading(samples=True, size=(80, 24)) as driven:
        assert greeting(driven)
        await driven.pilot.resize_terminal(40, 10)
        await driven.settle()
        assert greeting(driven) == []
