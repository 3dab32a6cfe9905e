"""Choosing the colours."""

from __future__ import annotations

import pytest

from newsreader.ui.commands import Palette
from newsreader.ui.screens.theme_picker import ThemePicker
from newsreader.ui.themes import DARK, LIGHT
from tests.ui.driving import LAYOUTS, reading


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_theme_is_chosen_from_a_list_that_begins_with_the_programs_own(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("T")
        picker = driven.app.screen
        assert isinstance(picker, ThemePicker)
        assert [theme.name for theme in picker.themes[:2]] == [DARK, LIGHT]
        await driven.press("down", "enter")
        assert driven.app.theme == LIGHT
        await driven.press("T")
        assert isinstance(picker := driven.app.screen, ThemePicker)
        assert picker.picks.cursor == 1
        await driven.press("escape")
        assert (driven.app.theme, driven.app.screen) == (LIGHT, driven.screen)


async def test_themes_are_found_by_their_names() -> None:
    async with reading() as driven:
        await driven.press("T")
        await driven.type("nord")
        await driven.press("enter")
        assert driven.app.theme == "nord"


async def test_the_palette_leaves_room_for_what_it_finds_in_five_rows() -> None:
    async with reading(size=(20, 5)) as driven:
        await driven.press(":")
        await driven.type("star")
        palette = driven.app.screen
        assert isinstance(palette, Palette)
        assert palette.query_one("CommandList").region.height >= 3


async def test_the_palette_says_in_the_interfaces_language_that_it_finds_nothing() -> None:
    async with reading(language="ru") as driven:
        await driven.press(":")
        await driven.type("ъъъ")
        palette = driven.app.screen
        assert isinstance(palette, Palette)
        palette._NO_MATCHES_COUNTDOWN = 0.01  # type: ignore[misc]
        palette._start_no_matches_countdown("ъъъ")
        await driven.settle()
        options = palette.query_one("CommandList")
        assert "таких слов нигде нет" in str(options.get_option_at_index(0).prompt)  # type: ignore[attr-defined]
