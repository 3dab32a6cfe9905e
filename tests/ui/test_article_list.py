"""The list of articles as a widget."""

from __future__ import annotations

from array import array
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager

import pytest
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from newsreader.models import ArticleSummary
from newsreader.ui.themes import OWN_THEMES, variable_defaults
from newsreader.ui.widgets.article_list import ArticleList


class ListApp(App[None]):
    """Nothing but the list."""

    def __init__(self, keys: Sequence[int]) -> None:
        super().__init__()
        self.keys = array("q", keys)
        self.fetched: list[int] = []
        self.heard: list[str] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return variable_defaults(OWN_THEMES[0])

    def fetch(self, keys: Sequence[int]) -> dict[int, ArticleSummary]:
        self.fetched.extend(keys)
        return {
            key: ArticleSummary(key, f"a{key}", f"Статья {key}", "Лента", "2024-05-01", False, False, 2, "Анна", None)
            for key in keys
            if key != 13
        }

    def compose(self) -> ComposeResult:
        yield ArticleList(self.fetch)

    @property
    def list(self) -> ArticleList:
        return self.query_one(ArticleList)

    def on_mount(self) -> None:
        self.list.show(self.keys)
        self.list.focus()

    def on_article_list_highlighted(self, message: ArticleList.Highlighted) -> None:
        self.heard.append(message.article_id)

    def on_article_list_opened(self, message: ArticleList.Opened) -> None:
        self.heard.append(f"open {message.article_id}")


@asynccontextmanager
async def showing(number: int, size: tuple[int, int] = (40, 24)) -> AsyncIterator[tuple[ListApp, Pilot[None]]]:
    app = ListApp(range(number, 0, -1))
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        app.heard.clear()
        yield app, pilot


def text_of(widget: ArticleList) -> list[str]:
    return [widget.render_line(y).text.rstrip() for y in range(widget.size.height)]


async def test_only_a_screenful_is_fetched_of_a_hundred_thousand() -> None:
    async with showing(100_000) as (app, pilot):
        assert len(set(app.fetched)) < 40
        app.fetched.clear()
        app.list.edge(last=True)
        await pilot.pause()
        assert app.list.cursor == 99_999
        assert len(set(app.fetched)) < 40
        assert any("Статья 1" in line for line in text_of(app.list))


async def test_the_current_row_is_marked_by_a_bar_and_said() -> None:
    async with showing(20) as (app, pilot):
        app.list.move(2)
        await pilot.pause()
        assert app.heard[-1] == "a18"
        lines = text_of(app.list)
        assert [line[:1] for line in lines[:9]] == [" "] * 6 + ["▌"] * 3


async def test_the_current_row_stays_in_sight() -> None:
    async with showing(50) as (app, pilot):
        for step in (3, 30, -20, 1000, -1000):
            app.list.move(step)
            await pilot.pause()
            assert any(line.startswith("▌") for line in text_of(app.list)), step


async def test_new_keys_move_neither_the_current_row_nor_the_page() -> None:
    async with showing(50) as (app, pilot):
        app.list.move(20)
        await pilot.pause()
        before, current = text_of(app.list), app.list.current
        app.list.show(array("q", range(55, 0, -1)))
        await pilot.pause()
        assert app.list.current == current
        assert text_of(app.list) == before
        assert app.heard == ["a30"]


async def test_a_current_row_that_has_gone_gives_way_to_its_neighbour() -> None:
    async with showing(10) as (app, pilot):
        app.list.move(4)
        app.list.show(array("q", [10, 9, 8, 7, 5]))
        await pilot.pause()
        assert app.list.current is not None and app.list.current.key == 5


async def test_a_row_whose_article_has_gone_is_blank() -> None:
    async with showing(13) as (app, pilot):
        await pilot.pause()
        assert app.list.current is None
        app.list.choose()
        await pilot.pause()
        assert app.heard == []


@pytest.mark.parametrize(("height", "lines"), [(5, 2), (24, 3), (40, 4)])
async def test_rows_are_taller_where_there_is_room(height: int, lines: int) -> None:
    async with showing(30, size=(40, height)) as (app, _pilot):
        assert sum(line.startswith("▌") for line in text_of(app.list)) == lines


async def test_rows_end_before_the_scroll_bar() -> None:
    async with showing(50) as (app, _pilot):
        assert app.list.show_vertical_scrollbar
        assert app.list.render_line(0).cell_length == app.list.size.width - app.list.scrollbar_size_vertical


async def test_a_click_makes_a_row_current_and_a_second_one_opens_it() -> None:
    async with showing(20) as (app, pilot):
        await pilot.click(ArticleList, offset=(5, 7))
        assert app.heard == ["a18"]
        await pilot.click(ArticleList, offset=(5, 7))
        assert app.heard[-1] == "open a18"


async def test_a_click_below_the_last_row_does_nothing() -> None:
    async with showing(2) as (app, pilot):
        await pilot.click(ArticleList, offset=(5, 20))
        assert app.heard == []


async def test_resizing_keeps_the_current_row_in_sight() -> None:
    async with showing(50) as (app, pilot):
        app.list.move(30)
        for size in ((40, 8), (20, 5), (120, 50), (40, 24)):
            await pilot.resize_terminal(*size)
            await pilot.pause()
            assert app.list.cursor == 30
            assert any(line.startswith("▌") for line in text_of(app.list)), size


async def test_an_empty_list_takes_every_key() -> None:
    async with showing(0) as (app, pilot):
        app.list.move(1)
        app.list.page(1.0)
        app.list.edge(last=True)
        app.list.choose()
        await pilot.pause()
        assert app.list.current is None and app.heard == []


async def test_rows_are_fetched_anew_when_told_so() -> None:
    async with showing(10) as (app, pilot):
        app.fetched.clear()
        app.list.update_rows([10])
        await pilot.pause()
        assert 10 in app.fetched and 9 not in app.fetched
