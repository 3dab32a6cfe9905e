"""How much is drawn for a key: what was drawn before and looks the same is not drawn again."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.scrollbar import ScrollBar

from newsreader.ui.widgets import article_page, article_rows, page, sidebar
from newsreader.ui.widgets.bar import Bar
from tests.ui.driving import reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import bridge, briefs, long_read


class Counted:
    """Counts the calls of a module's function, which goes on doing what it does."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, module: object, name: str) -> None:
        self.calls = 0
        function = getattr(module, name)

        def counted(*values: Any, **options: Any) -> Any:
            self.calls += 1
            return function(*values, **options)

        monkeypatch.setattr(module, name, counted)


async def test_a_list_that_scrolls_draws_two_rows_and_the_one_that_comes_into_sight(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with reading(FakeLibrary(briefs(40))) as driven:
        await driven.press(*"j" * 12)
        rows = Counted(monkeypatch, article_rows, "row_lines")
        before = driven.screen.articles.scroll_offset.y
        await driven.press("j")
        assert driven.screen.articles.scroll_offset.y > before
        assert rows.calls == 2, "the row that was current, and the new one, which comes into sight"


async def test_a_row_that_changes_is_drawn_anew() -> None:
    async with reading(FakeLibrary(briefs(10))) as driven:
        articles = driven.screen.articles
        await driven.press("s")
        assert "★" in articles.render_lines(Region(0, 0, articles.size.width, 1))[0].text
        await driven.press("x", "k")
        assert articles.render_lines(Region(0, 0, articles.size.width, 1))[0].text.startswith("✓")


async def test_a_list_brought_up_to_date_draws_what_has_changed(monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(FakeLibrary(briefs(40))) as driven:
        await driven.settle()
        rows = Counted(monkeypatch, article_rows, "row_lines")
        driven.screen.sync()
        await driven.settle()
        assert rows.calls == 0
        driven.library.set_starred([driven.library.summaries(driven.screen.articles.keys)[40].id], True)
        driven.screen.sync()
        await driven.settle()
        assert rows.calls == 1


async def test_text_that_scrolls_is_drawn_by_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(FakeLibrary([long_read()])) as driven:
        await driven.press("2", "j")
        lines = Counted(monkeypatch, page, "draw")
        await driven.press("j", "j", "j")
        assert lines.calls == 3


async def test_another_section_draws_two_rows_of_the_sidebar(monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(FakeLibrary([long_read()]), size=(140, 40)) as driven:
        await driven.press("2")
        rows = Counted(monkeypatch, sidebar, "row_pieces")
        await driven.press("]")
        assert rows.calls == 2


async def test_the_lines_under_the_text_are_made_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading(FakeLibrary([long_read(), bridge()])) as driven:
        tail = Counted(monkeypatch, article_page, "tail_lines")
        await driven.press("2")
        assert tail.calls == 1


class Bars(App[None]):
    """The program's scroll bar beside Textual's."""

    CSS = "Bar, ScrollBar { width: 1; height: 12; } Screen { layout: horizontal; }"

    def compose(self) -> ComposeResult:
        for kind in (Bar, ScrollBar):
            yield kind()


def places() -> Iterator[tuple[int, int, float]]:
    """Lines, lines in sight, first line in sight."""
    yield from ((100, 12, 0), (100, 12, 37), (100, 12, 88), (12, 12, 0), (13, 12, 1), (1_000_000, 12, 999_988))


@pytest.mark.parametrize(("lines", "window", "position"), places())
async def test_the_scroll_bar_looks_as_textuals(lines: int, window: int, position: float) -> None:
    app = Bars()
    async with app.run_test(size=(20, 12)) as pilot:
        own, theirs = app.query(ScrollBar)
        for bar in (own, theirs):
            bar.window_virtual_size, bar.window_size, bar.position = lines, window, position
        await pilot.pause()
        drawn, wanted = (bar.render_lines(Region(0, 0, 1, 12)) for bar in (own, theirs))
        assert [strip.text for strip in drawn] == [strip.text for strip in wanted]
        colours = [
            [(segment.style.color, segment.style.bgcolor, segment.style.reverse) for segment in strip if segment.style]
            for strip in drawn
        ]
        assert colours == [
            [(segment.style.color, segment.style.bgcolor, segment.style.reverse) for segment in strip if segment.style]
            for strip in wanted
        ]
