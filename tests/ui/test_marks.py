"""Stars, read marks, copies, links: what a person does with an article."""

from __future__ import annotations

import pytest

from newsreader.errors import StoreError
from newsreader.ui import app as app_module
from newsreader.ui.screens import marking
from tests.ui.driving import LAYOUTS, Reading, reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import long_read, samples


@pytest.fixture(autouse=True)
def no_clipboard_tool(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Keeps the machine's clipboard out; returns what would have gone to it."""
    taken: list[str] = []
    monkeypatch.setattr(app_module, "copy_by_tool", taken.append)
    return taken


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_star_and_read_marks_are_set_shown_and_undone(layout: str) -> None:
    async with reading(layout=layout) as driven:
        states = driven.library.states
        await driven.press("s")
        assert states["bridge"].starred and driven.said == "Starred"
        summary = driven.screen.articles.current
        assert summary is not None and summary.starred
        await driven.press("m")
        assert states["bridge"].read
        await driven.press("N")
        assert not states["bridge"].read
        await driven.press("u", "u", "u")
        assert not states["bridge"].starred and not states["bridge"].read
        await driven.press("u")
        assert driven.said == "Nothing to undo"


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_all_are_marked_read_and_one_undo_takes_it_back(layout: str) -> None:
    async with reading(layout=layout) as driven:
        driven.library.set_read(["ferry"], True)
        await driven.press("A")
        assert all(state.read for state in driven.library.states.values())
        assert "4 articles marked read" in driven.said
        await driven.press("A")
        assert "already" in driven.said
        await driven.press("u")
        assert [name for name, state in driven.library.states.items() if state.read] == ["ferry"]


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_quotation_is_copied_with_who_said_it_and_where(layout: str, no_clipboard_tool: list[str]) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("2", "c", "y")
        copied = driven.app.clipboard
        assert copied.startswith("«Мы закончили самую трудную часть работы.")
        assert "» — Анна Ветрова\n“Мост через Ольшанку откроют до конца лета”, Вести Заречья, 5 May 2024" in copied
        assert copied.endswith("https://example.org/bridge")
        assert no_clipboard_tool == [copied]
        assert driven.said.startswith("Copied: «Мы закончили")


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_link_is_copied_or_missed(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("Y")
        assert driven.app.clipboard == "https://example.org/bridge"
        await driven.press("J", "Y")
        assert driven.said == "This article has no link."


async def test_where_there_is_no_quotation_that_is_said() -> None:
    async with reading() as driven:
        await driven.press("j", "j", "y")
        assert driven.opened == "weather" and "no quotation" in driven.said


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_page_is_opened_and_its_address_shown(layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str | None] = []

    def open_url(url: str | None) -> str:
        asked.append(url)
        return url or ""

    monkeypatch.setattr(marking, "open_url", open_url)
    async with reading(layout=layout) as driven:
        await driven.press("o")
        assert asked == ["https://example.org/bridge"]
        assert driven.said == "Opened in the browser: https://example.org/bridge"
        assert not driven.library.states["bridge"].read
        await driven.press("O")
        assert driven.library.states["bridge"].read


async def test_an_article_without_a_link_says_so() -> None:
    async with reading() as driven:
        await driven.press("j", "o")
        assert driven.said == "This article has no link."


async def test_control_c_without_a_selection_says_how_to_quit() -> None:
    async with reading() as driven:
        await driven.press("ctrl+c")
        assert driven.said == "Nothing is selected; Q quits" and driven.app.is_running


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_control_c_copies_what_is_selected(layout: str) -> None:
    async with reading(layout=layout) as driven:
        reader = driven.screen.reader
        await driven.pilot.mouse_down(reader, offset=(10, 5))
        await driven.pilot.hover(reader, offset=(30, 5))
        await driven.pilot.mouse_up(reader, offset=(30, 5))
        selected = driven.screen.get_selected_text()
        assert selected
        await driven.press("ctrl+c")
        assert driven.app.clipboard == selected and driven.said.startswith("Copied: ")
        assert not driven.screen.get_selected_text()


async def test_marks_that_cannot_be_kept_are_a_notice_and_reading_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise StoreError("marks.db: the disk is full")

    async with reading(FakeLibrary([long_read(), *samples()])) as driven:
        for name in ("set_read", "set_starred", "set_position", "undo"):
            monkeypatch.setattr(driven.library, name, refuse)
        for key in ("s", "m", "A", "u", "enter", "space", "G", "q"):
            await driven.press(key)
        assert set(driven.notices) == {"Not kept marks.db: the disk is full"}
        assert len(driven.notices) >= 6
        assert driven.opened == "long" and driven.app.is_running


async def _read_to_the_end(driven: Reading) -> None:
    await driven.press("enter", "G")


async def test_reaching_the_end_of_the_text_marks_it_read() -> None:
    async with reading(FakeLibrary([long_read(), *samples()])) as driven:
        await _read_to_the_end(driven)
        assert driven.library.states["long"].read


async def test_undo_after_reading_takes_back_what_was_done_by_key() -> None:
    async with reading(FakeLibrary([long_read(), *samples()])) as driven:
        await _read_to_the_end(driven)
        await driven.press("s", "u")
        assert not driven.library.states["long"].starred
        await driven.press("u")
        assert "Nothing to undo" in driven.said
        assert driven.library.states["long"].read


async def test_browsing_to_the_end_from_the_list_does_not() -> None:
    async with reading(FakeLibrary([long_read(), *samples()])) as driven:
        driven.screen.reader.edge(True)
        await driven.settle()
        assert not driven.library.states["long"].read


async def test_some_time_of_reading_marks_it_read() -> None:
    async with reading() as driven:
        await driven.press("enter")
        assert not driven.library.states["bridge"].read
        driven.screen.mark_opened_read()  # what the clock does
        await driven.settle()
        assert driven.library.states["bridge"].read
        summary = driven.screen.articles.current
        assert summary is not None and summary.read


async def test_the_place_is_remembered_and_found_again() -> None:
    library = FakeLibrary([long_read(), *samples()])
    async with reading(library) as driven:
        await driven.press("enter", "space", "space", "q", "j")
        left = library.states["long"].position
        assert left > 0
        await driven.press("k")
        assert driven.screen.reader.current_offset == left


async def test_quitting_remembers_the_place() -> None:
    library = FakeLibrary([long_read()])
    async with reading(library) as driven:
        await driven.press("enter", "space", "Q")
    assert library.states["long"].position > 0


async def test_browsing_remembers_no_place() -> None:
    library = FakeLibrary([long_read(), *samples()])
    async with reading(library) as driven:
        driven.screen.reader.page(1.0)
        await driven.press("j")
        assert library.states["long"].position == 0


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_undoing_marks_of_many_leaves_the_current_row(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("j", "j", "m", "A")
        assert driven.library.counts().unread == 0
        before = driven.screen.articles.cursor
        await driven.press("u")
        assert driven.library.counts().unread > 0
        assert driven.screen.articles.cursor == before == 2
        await driven.press("g", "u")
        assert driven.screen.articles.cursor == 2, "a mark of one article is undone before one's eyes"
