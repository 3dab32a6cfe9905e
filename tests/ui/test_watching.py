"""A folder that changes while one reads."""

from __future__ import annotations

import pytest

from newsreader.models import Progress, SyncReport
from tests.builders import make_article
from tests.ui.driving import LAYOUTS, reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import samples


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_what_comes_into_the_folder_appears_and_moves_nothing(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("j", "enter", "space")
        screen, library = driven.screen, driven.library
        before = (driven.opened, screen.reader.scroll_y, driven.pane(), screen.articles.current)
        shown, synced = len(screen.articles.keys), library.synced
        library.add(make_article("Только что пришло.", id="fresh"))
        screen.look()
        await driven.settle()
        assert library.synced == synced, "nothing has changed yet"
        library.folder_changed = True
        screen.look()
        await driven.settle()
        assert library.synced == synced + 1
        assert len(screen.articles.keys) == shown + 1
        assert (driven.opened, screen.reader.scroll_y, driven.pane(), screen.articles.current) == before


async def test_new_files_need_not_wait_for_the_analysis_of_old_ones() -> None:
    library = FakeLibrary(samples())
    async with reading(library) as driven:
        library.stages = [Progress("analyse", 1, 100)]
        library.may_sync.clear()
        driven.screen.sync()
        await driven.pilot.pause(0.05)
        library.stages = []
        library.folder_changed = True
        library.may_sync.set()
        driven.screen.look()
        await driven.settle()
        assert library.synced == 3


async def test_files_are_listed_before_they_are_analysed() -> None:
    """Also those that were read since the last report about reading."""
    library = FakeLibrary(samples())
    async with reading(library) as driven:
        shown = len(driven.screen.articles.keys)
        library.add(make_article("Только что пришло.", id="fresh"))
        library.stages = [Progress("analyse", 1, 100)]
        library.may_sync.clear()
        driven.screen.sync()
        for _ in range(200):
            await driven.pilot.pause(0.01)
            if len(driven.screen.articles.keys) > shown:
                break
        assert len(driven.screen.articles.keys) == shown + 1
        library.may_sync.set()


async def test_a_file_that_cannot_be_read_is_named_once() -> None:
    """Not again by each sync; another one is."""
    library = FakeLibrary(samples())
    async with reading(library) as driven:
        problems = (("a.txt", "a.txt: is not a text file"), ("b.txt", "permission denied"))
        for number in (1, 1, 2):
            library.report = SyncReport(problems=problems[:number])
            driven.screen.sync()
            await driven.settle()
        said = ["a.txt: is not a text file", "b.txt: permission denied"]
        assert driven.notices == [f"1 file could not be read {words}" for words in said]


async def test_a_library_that_cannot_be_read_is_asked_again() -> None:
    library = FakeLibrary(samples())
    async with reading(library) as driven:
        library._failing = True
        driven.screen.look()
        await driven.settle()
        assert driven.app.is_running and library.synced == 1
