"""What the list shows and in which order; several articles at once; what is kept between runs."""

from __future__ import annotations

from array import array
from datetime import date
from pathlib import Path
from threading import Event

import pytest
from textual.widgets import Static

from newsreader.library import EVERYTHING
from newsreader.models import ListFilter, Sort
from newsreader.ui.days import Places, day_starts
from newsreader.ui.remembered import Remembered, recall, remember, state_path
from newsreader.ui.screens.filter_menu import FilterMenu, SortMenu
from newsreader.ui.themes import LIGHT
from tests.ui.driving import LAYOUTS, Reading, reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import samples


def shown(driven: Reading) -> list[str]:
    """Ids of the articles in the list, from the top."""
    rows = driven.library.summaries(driven.screen.articles.keys)
    return [rows[key].id for key in driven.screen.articles.keys]


def below(driven: Reading) -> str:
    """What is said under the line for typing."""
    return str(driven.screen.query_one("#filter-note", Static).content)


def title(driven: Reading) -> str:
    """What the list's frame says."""
    return str(driven.screen.query_one("#list-pane").border_title)


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_f_filters_from_anywhere_with_live_counts(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("enter", "f")
        assert driven.pane() == "list" and driven.screen.typing
        await driven.type("вести")
        found = len(shown(driven))
        assert 1 < found < 5
        assert below(driven) == f"Found {found} · {found} unread"


class SlowLists(FakeLibrary):
    """Lists only when it may."""

    may_list: Event

    def keys(self, wanted: ListFilter = EVERYTHING, *, limit: int | None = None, sort: Sort = "date") -> array[int]:
        assert self.may_list.wait(10)
        return super().keys(wanted, limit=limit, sort=sort)


async def test_keys_act_on_what_was_asked_for_last() -> None:
    """Though the list has not followed yet: Esc undoes a filter that does not show, and menus begin where that ends."""
    library = SlowLists(samples())
    library.may_list = Event()
    library.may_list.set()
    async with reading(library) as driven:
        library.may_list.clear()
        for key in ("F", "j", "enter", "escape", "F"):
            await driven._send(key)
        await driven.pilot.pause()
        menu = driven.app.screen
        assert isinstance(menu, FilterMenu)
        assert menu.options.highlighted == 0 and driven.screen.wanted == (EVERYTHING, "date")
        library.may_list.set()
        await driven.press("enter")
        assert driven.screen.filter == EVERYTHING and len(shown(driven)) == 5


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_wrong_filter_is_said_and_hides_nothing(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("f")
        await driven.type("вести")
        before = shown(driven)
        driven.screen.filter_bar.line.value = "вести since:x"
        await driven.settle()
        assert below(driven).startswith("since: a date is wanted")
        assert driven.screen.query_one("#filter-note").has_class("-wrong")
        assert shown(driven) == before and not driven.notices
        await driven.press("escape")
        assert len(shown(driven)) == 5


async def test_what_is_wrong_is_said_in_russian() -> None:
    async with reading(language="ru") as driven:
        await driven.press("f")
        await driven.type("since:x")
        assert below(driven) == "since: нужна дата: 2024, 2024-04, 2024-04-03 или вчера"


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_an_empty_list_says_how_to_come_back(layout: str) -> None:
    """Whether its filter was typed or chosen."""
    async with reading(layout=layout, language="ru", views={"пусто": "мамонты"}) as driven:
        await driven.press("f")
        await driven.type("мамонты")
        assert below(driven) == "Ничего не подходит; Esc — все статьи" and shown(driven) == []
        await driven.press("escape")
        await driven.press("F", "end", "enter")
        assert driven.said == "Ничего не подходит; Esc — все статьи" and shown(driven) == []
        await driven.press("escape")
        assert len(shown(driven)) == 5


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_saved_views_are_chosen_by_name(layout: str) -> None:
    async with reading(layout=layout, views={"Вести [наши]": "вести"}) as driven:
        await driven.press("F")
        menu = driven.app.screen
        assert isinstance(menu, FilterMenu)
        assert "Вести [наши]" in str(menu.options.get_option_at_index(4).prompt)
        await driven.press("G", "enter")
        assert driven.screen.filter.words == "вести"
        assert 1 < len(shown(driven)) < 5


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_order_is_chosen_and_the_current_article_stays(layout: str) -> None:
    async with reading(layout=layout) as driven:
        driven.library.set_read(["bridge"], True)
        await driven.press("S")
        assert isinstance(driven.app.screen, SortMenu)
        await driven.press("G", "enter")
        assert driven.screen.sort == "unread"
        assert shown(driven)[-1] == "bridge"
        assert driven.opened == "bridge" and driven.screen.articles.current is not None
        assert driven.screen.articles.current.id == "bridge"
        assert "unread first" in str(driven.screen.query_one("#list-pane").border_subtitle)


async def test_days_stand_above_their_articles() -> None:
    async with reading() as driven:
        await driven.press("S", "j", "enter")
        articles = driven.screen.articles
        lines = [articles.render_line(y).text.strip() for y in range(articles.size.height)]
        first = driven.library.day_of(articles.keys[0])
        assert lines[0].startswith("─") and str(date.fromordinal(first).year) in lines[0]
        for _step in range(4):
            await driven.press("j")
            assert any(articles.render_line(y).text.startswith("▌") for y in range(articles.size.height))


def test_places_of_rows_and_headings_agree() -> None:
    starts = [0, 2, 3]
    places = Places(6, 3, starts)
    assert places.height == 6 * 3 + 3
    located = [places.locate(y) for y in range(places.height)]
    assert [index for index, line in located if line == -1] == starts
    for index in range(6):
        assert places.locate(places.top(index)) == (index, 0)
        assert places.locate(places.heading(index)) == ((index, -1) if index in starts else (index, 0))
    assert [Places(3, 4).locate(y) for y in (0, 5, 11)] == [(0, 0), (1, 1), (2, 3)]


def test_days_take_a_step_each() -> None:
    asked: list[int] = []

    def day(key: int) -> int:
        asked.append(key)
        return key // 50_000

    keys = array("q", range(99_999, -1, -1))
    assert day_starts(keys, day) == [0, 50_000]
    assert len(asked) < 100


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_several_are_marked_at_once_and_undone_in_one_step(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("x", "x", "m")
        assert [driven.library.states[id_].read for id_ in shown(driven)] == [True, True, False, False, False]
        assert "2 marked read" in driven.said and title(driven) == "Articles 5 · 3 unread"
        await driven.press("s")
        assert sum(state.starred for state in driven.library.states.values()) == 2
        await driven.press("u", "u")
        assert not any(state.read or state.starred for state in driven.library.states.values())
        assert title(driven) == "Articles 5 · 5 unread"
        await driven.press("escape")
        assert not driven.screen.articles.chosen


async def test_chosen_rows_are_seen_and_counted() -> None:
    async with reading() as driven:
        await driven.press("x", "x")
        articles = driven.screen.articles
        signs = [articles.render_line(y).text[:1] for y in range(articles.size.height)]
        assert signs.count("✓") == 2
        assert "2 chosen" in str(driven.screen.query_one("#list-pane").border_subtitle)
        await driven.press("X")
        assert len(articles.chosen) == 5
        await driven.press("X")
        assert not articles.chosen


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_tags_are_typed_for_one_and_for_many(layout: str) -> None:
    async with reading(layout=layout) as driven:
        first, second, *_rest = shown(driven)
        await driven.press("W")
        await driven.type("важно, река")
        await driven.press("enter")
        assert driven.library.own_tags(first) == ("важно", "река")
        assert driven.pane() == "list" and not driven.screen.typing
        articles = driven.screen.articles
        assert any("#важно" in articles.render_line(y).text for y in range(articles.size.height))
        await driven.press("x", "x", "W")
        await driven.type("общее")
        await driven.press("enter")
        assert driven.library.own_tags(first) == ("важно", "общее", "река")
        assert driven.library.own_tags(second) == ("общее",)
        await driven.press("u")
        assert driven.library.own_tags(first) == ("важно", "река")
        assert driven.library.own_tags(second) == ()


async def test_escape_leaves_tags_as_they_are_and_an_empty_line_takes_them_off() -> None:
    async with reading() as driven:
        first = shown(driven)[0]
        driven.library.change_tags([first], add=["важно"])
        await driven.press("W")
        await driven.type("другое")
        await driven.press("escape")
        assert driven.library.own_tags(first) == ("важно",) and not driven.screen.typing
        await driven.press("W")
        await driven.press("backspace", "enter")
        assert driven.library.own_tags(first) == ()


async def test_the_next_unread_is_found_in_any_order_and_filter() -> None:
    async with reading() as driven:
        await driven.press("S", "G", "enter")
        driven.library.set_read(["ferry"], True)
        assert shown(driven)[1] == "ferry"
        await driven.press("n")
        assert driven.screen.articles.cursor == 2
        await driven.press("p")
        assert driven.screen.articles.cursor == 0


async def test_the_screen_is_as_it_was_left(tmp_path: Path) -> None:
    state = tmp_path / "state" / "screen.json"
    async with reading(state=state) as driven:
        await driven.press("f")
        await driven.type("вести")
        await driven.press("enter")
        await driven.press("S", "j", "enter")
        await driven.press("i", "ctrl+right", "+")
        width = driven.screen.wishes.list_width
        await driven.press("Q")
    assert recall(state) == Remembered(sidebar=False, list_width=width, measure=80, by_day=True, words="вести")
    async with reading(state=state) as driven:
        assert driven.screen.filter.words == "вести" and len(shown(driven)) < 5
        assert driven.screen.by_day and driven.screen.reader.measure == 80
        assert not driven.screen.sidebar.display
        assert driven.screen.query_one("#list-pane").outer_size.width == width
        await driven.press("escape")
        assert len(shown(driven)) == 5


async def test_the_colours_that_were_chosen_hold_in_later_runs(tmp_path: Path) -> None:
    """Until the configuration's own are chosen again; a theme that is gone is no reason not to start."""
    state = tmp_path / "screen-1.json"
    for theme in (LIGHT, "nord"):
        async with reading(state=state) as driven:
            driven.app.theme = theme
            await driven.press("q", "q")
        async with reading(state=state) as driven:
            assert driven.app.theme == theme
    remember(state, Remembered(theme="gone"))
    async with reading(state=state, theme=LIGHT) as driven:
        assert driven.app.theme == LIGHT
        await driven.press("q", "q")
    assert recall(state).theme == ""


async def test_a_remembered_filter_that_means_nothing_is_forgotten(tmp_path: Path) -> None:
    state = tmp_path / "screen.json"
    remember(state, Remembered(words="since:x"))
    async with reading(state=state) as driven:
        assert len(shown(driven)) == 5


@pytest.mark.parametrize(
    "text", ["", "[", "[]", '{"sort": "cost"}', '{"list": 3, "measure": "wide"}', '{"list_width": -5}', "[" * 9000]
)
def test_what_was_kept_badly_is_as_in_a_first_run(tmp_path: Path, text: str) -> None:
    path = tmp_path / "screen.json"
    path.write_text(text, encoding="utf-8")
    assert recall(path) == Remembered()


def test_the_state_is_kept_whole_and_apart_for_each_library(tmp_path: Path) -> None:
    one, two = (state_path(tmp_path / "state", tmp_path / name) for name in ("one", "two"))
    assert one != two
    remember(one, Remembered(words="«река»"))
    assert (recall(one).words, recall(two)) == ("«река»", Remembered())
    assert [path.name for path in one.parent.iterdir()] == [one.name]
    remember(Path("/dev/null/nowhere/screen.json"), Remembered())


async def test_nothing_is_kept_where_no_place_is_named() -> None:
    async with reading(FakeLibrary(samples())) as driven:
        await driven.press("Q")
        assert not driven.notices


async def test_brackets_in_a_filter_are_only_brackets() -> None:
    async with reading() as driven:
        await driven.press("f")
        driven.screen.filter_bar.line.value = "[/] [@click=app.quit]"
        await driven.settle()
        assert driven.app.is_running
        assert "click=app.quit" in str(driven.screen.query_one("#list-pane").border_subtitle)
