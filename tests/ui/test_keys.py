"""Every key, in both layouts, pressed in the running app."""

from __future__ import annotations

from collections import Counter
from unittest.mock import patch

import pytest
from textual import events

from newsreader.ui.actions import Action
from newsreader.ui.app import NewsreaderApp
from newsreader.ui.keymap import actions_of, key_names
from newsreader.ui.screens.main import LibraryScreen
from tests.ui.driving import LAYOUTS, reading

OFFERED = tuple(actions_of("library"))
EXPECTED = {name: action.id for action in reversed(OFFERED) for name in key_names(action.keys)}
"""Key → action, for a screen without a search: of two actions on a key the one that needs no search."""
EXPECTED |= dict.fromkeys(key_names(("n",)), "next_unread") | dict.fromkeys(key_names(("N",)), "toggle_read")


def _owner(action: Action) -> type:
    return NewsreaderApp if action.app else LibraryScreen


@pytest.mark.parametrize("pane", ["1", "2", "3"])
async def test_every_key_reaches_its_action_from_every_pane(pane: str) -> None:
    reached: list[str] = []
    async with reading() as driven:
        await driven.press(pane)
        recorders = [
            patch.object(_owner(action), f"action_{action.id}", lambda self, name=action.id: reached.append(name))
            for action in OFFERED
        ]
        for recorder in recorders:
            recorder.start()
        try:
            for name in EXPECTED:
                driven.app.post_message(events.Key(name, None))
            await driven.pilot.pause()
        finally:
            for recorder in recorders:
                recorder.stop()
    assert dict(zip(EXPECTED, reached, strict=True)) == EXPECTED


def test_no_key_of_the_table_is_left_out() -> None:
    actions = Counter(EXPECTED.values())
    assert {action.id for action in OFFERED} - set(actions) == {"next_match", "previous_match"}


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_letters_typed_into_a_line_are_text(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("2", "/")
        await driven.press("q", "j", "c", "N", "?")
        assert driven.screen.find_bar.text == ("qjcN?" if layout == "latin" else "йосТ,")
        assert driven.app.screen is driven.screen


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_moving_in_the_list_shows_the_article_and_marks_nothing_read(layout: str) -> None:
    async with reading(layout=layout) as driven:
        assert driven.opened == "bridge"
        await driven.press("j")
        assert (driven.screen.articles.cursor, driven.opened) == (1, "ferry")
        await driven.press("G")
        assert driven.opened == "long"
        await driven.press("k", "g")
        assert driven.opened == "bridge"
        await driven.press("space")
        assert driven.opened == "long"
        assert not any(state.read for state in driven.library.states.values())


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_going_in_and_out_of_levels(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("l")
        assert driven.pane() == "reader"
        await driven.press("3")
        assert driven.pane() == "sidebar"
        await driven.press("q")
        assert driven.pane() == "reader"
        await driven.press("q")
        assert driven.pane() == "list"
        await driven.press("h", "escape")
        assert driven.app.is_running
        await driven.press("q")
        assert not driven.app._running or driven.app._exit


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_next_and_previous_article_from_inside_the_text(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("enter", "J")
        assert (driven.opened, driven.pane()) == ("ferry", "reader")
        await driven.press("K")
        assert driven.opened == "bridge"


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_next_and_previous_unread(layout: str) -> None:
    async with reading(layout=layout) as driven:
        driven.library.set_read(["ferry", "weather"], True)
        await driven.press("n")
        assert driven.opened == "english"
        await driven.press("p")
        assert driven.opened == "bridge"
        await driven.press("p")
        assert "before" in driven.said


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_sections_and_quotations(layout: str) -> None:
    async with reading(layout=layout, size=(120, 20)) as driven:
        await driven.press("2", "]")
        assert driven.screen.reader.current_section == 1
        await driven.press("]", "[")
        assert driven.screen.reader.current_section == 1
        await driven.press("g", "c", "c")
        quotation = driven.screen.reader.current_quotation
        assert quotation is not None and quotation.section == 1
        await driven.press("C")
        quotation = driven.screen.reader.current_quotation
        assert quotation is not None and quotation.section == 0
        assert "quotation 1/" in driven.screen.status.where


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_name_is_chosen_in_the_sidebar_and_its_mentions_walked_through(layout: str) -> None:
    async with reading(layout=layout, size=(120, 20)) as driven:
        await driven.press("3")
        names = [row.entity.name if row.entity else None for row in driven.screen.sidebar.rows]
        await driven.press(*["j"] * (names.index("Анна Ветрова") - names.index(None) - 1))
        while (row := driven.screen.sidebar.current) is None or row.entity is None:
            await driven.press("j")
        await driven.press("enter")
        assert driven.screen.chosen
        before = driven.screen.reader.current_offset
        await driven.press("}", "}", "}")
        assert driven.screen.reader.current_offset > before
        await driven.press("{", "escape")
        assert not driven.screen.chosen


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_finding_in_the_text_gives_n_and_N_another_meaning_until_escape(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("2", "/")
        await driven.type("лугов")
        await driven.press("enter")
        assert driven.screen.reader.find_active
        assert driven.screen.status.hints[0][0] == "next_match"
        await driven.press("n")
        assert driven.opened == "bridge"
        await driven.press("N")
        assert not driven.library.states["bridge"].read
        await driven.press("escape")
        assert not driven.screen.reader.find_active
        assert driven.pane() == "reader"
        await driven.press("n")
        assert driven.opened == "ferry"


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_panes_come_and_go(layout: str) -> None:
    async with reading(layout=layout) as driven:
        screen = driven.screen
        await driven.press("t")
        assert not screen.query_one("#list-pane").display
        assert driven.pane() == "reader"
        await driven.press("1")
        assert screen.query_one("#list-pane").display and driven.pane() == "list"
        await driven.press("i")
        assert not screen.sidebar.display
        await driven.press("i", "z")
        assert screen.status.hints == ()
        assert not screen.sidebar.display and not screen.query_one("#list-pane").display
        await driven.press("z")
        assert screen.status.hints
        assert screen.sidebar.display and screen.query_one("#list-pane").display


async def test_tab_walks_through_the_panes() -> None:
    async with reading() as driven:
        walked = []
        for _ in range(3):
            await driven.press("tab")
            walked.append(driven.pane())
        await driven.press("shift+tab")
        assert [*walked, driven.pane()] == ["reader", "sidebar", "list", "sidebar"]


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_text_is_made_wider_and_narrower(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("+")
        assert driven.screen.reader.measure == 80
        await driven.press("-", "-")
        assert driven.screen.reader.measure == 72
        await driven.press("I")
        assert not driven.screen.reader.show_indirect


async def test_own_keys_work_in_place_of_the_tables() -> None:
    async with reading(keymap={"next_article": "x"}) as driven:
        await driven.press("J")
        assert driven.opened == "bridge"
        await driven.press("x")
        assert driven.opened == "ferry"
        await driven.press("Л", "л", "ч")
        assert driven.opened == "ferry"
