"""A folder that changes while one reads."""

from __future__ import annotations

import pytest

from newsreader.reports import Progress, SyncReport
from newsreader.ui.keymap import twin
from tests.builders import make_analysis, make_article
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


async def test_each_look_is_also_at_the_file_of_the_open_article() -> None:
    async with reading() as driven:
        await driven.press("j", "enter")
        driven.screen.look()
        await driven.settle()
        assert driven.screen.opened is not None
        assert driven.library.looked_at == driven.screen.opened.key


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


async def test_a_file_that_an_earlier_run_could_not_read_is_not_named_again() -> None:
    known = ("a.txt", "a.txt: is not a text file")
    library = FakeLibrary(samples())
    async with reading(library) as driven:
        library.report = SyncReport(problems=(known, ("b.txt", "permission denied")), known=frozenset([known]))
        driven.screen.sync()
        await driven.settle()
        assert driven.notices == ["1 file could not be read b.txt: permission denied"]


async def test_what_becomes_of_the_index_meanwhile_is_told_once() -> None:
    """One that is found damaged is made anew while one reads."""
    library = FakeLibrary(samples(), notices=("at the start",))
    async with reading(library) as driven:
        library._notices += ("the index was damaged and is made anew",)
        for _ in range(2):
            driven.screen.look()
            await driven.settle()
        assert driven.notices == ["at the start", "the index was damaged and is made anew"]


async def test_a_library_that_cannot_be_read_is_asked_again() -> None:
    library = FakeLibrary(samples())
    async with reading(library) as driven:
        library._failing = True
        driven.screen.look()
        await driven.settle()
        assert driven.app.is_running and library.synced == 1


def long_text(*, first: str) -> str:
    return "\n\n".join([first, *(f"Абзац {number}: паром ходит по расписанию." for number in range(80))])


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_text_that_changes_while_it_is_read_is_shown_anew_at_the_same_words(layout: str) -> None:
    library = FakeLibrary([(make_article(long_text(first="Паром."), id="ferry"), None)])
    async with reading(library, layout=layout) as driven:
        await driven.press("enter", "space")
        before = driven.screen.reader.current_offset
        library.edit("ferry", make_article(long_text(first="Паром ушёл на ремонт."), id="ferry"))
        driven.screen.sync()
        await driven.settle()
        assert driven.said == "The article has changed; this is its new text"
        assert driven.screen.reader.current_offset == before + len(" ушёл на ремонт")
        assert driven.screen.opened is not None and "ушёл на ремонт" in driven.screen.opened.article.body
        assert driven.pane() == "reader"


async def test_a_file_that_is_renamed_while_it_is_read_keeps_its_place_under_its_new_name() -> None:
    library = FakeLibrary([(make_article(long_text(first="Паром."), id="ferry"), None)])
    async with reading(library) as driven:
        await driven.press("enter", "space")
        before = driven.screen.reader.current_offset
        library.edit("ferry", make_article(long_text(first="Паром."), id="boat"))
        driven.screen.sync()
        await driven.settle()
        assert (driven.opened, driven.screen.reader.current_offset) == ("boat", before)
        assert library.states["boat"].position == before
        assert driven.said == ""


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_text_whose_file_goes_while_it_is_read_stays_and_takes_no_mark_meant_for_it(layout: str) -> None:
    library = FakeLibrary(samples())
    async with reading(library, layout=layout) as driven:
        await driven.press("enter")
        gone = driven.opened
        assert gone is not None
        library.remove(gone)
        driven.screen.sync()
        await driven.settle()
        assert driven.opened == gone
        assert driven.said == "This article is no longer in the list; its text stays until you go on"
        await driven.press("s")
        assert driven.said == "The library no longer has this article"
        assert not any(state.starred for state in library.states.values())
        after = driven.screen.articles.current
        await driven.press("J")
        assert after is not None and driven.opened == after.id


async def test_the_list_goes_on_to_the_next_article_where_it_is_only_looked_through() -> None:
    library = FakeLibrary(samples())
    async with reading(library) as driven:
        gone = driven.opened
        assert gone is not None
        library.remove(gone)
        driven.screen.sync()
        await driven.settle()
        assert driven.opened not in (gone, None)


async def test_what_another_program_has_marked_is_seen_with_the_next_look() -> None:
    library = FakeLibrary(samples())
    async with reading(library) as driven:
        driven.screen.look()
        await driven.settle()
        assert driven.opened is not None
        library.set_starred([driven.opened], True)
        library.indexed += 1
        driven.screen.look()
        await driven.settle()
        assert driven.screen.articles.current is not None and driven.screen.articles.current.starred


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_newest_article_is_current_after_the_first_sync_unless_one_has_moved(layout: str) -> None:
    for keys, current in ((), "third"), (("j",), "first"), (("enter",), "second"):
        library = FakeLibrary()
        library.stages = [Progress("read", 0, 3)]
        library.may_sync.clear()

        async def come(*ids: str, library: FakeLibrary = library) -> None:
            for id_ in ids:
                library.add(make_article("Лёд сошёл.", id=id_))
            driven.screen._refresh_list()
            await driven.pilot.pause(0.05)

        async def nothing(_pilot: object) -> None:
            """The sync goes on."""

        async with reading(library, layout=layout, before=nothing) as driven:
            await driven.pilot.pause(0.05)
            await come("first", "second")
            for key in keys:
                await driven._send(key if layout == "latin" else twin(key) or key)
            await driven.pilot.pause(0.05)
            await come("third")
            library.may_sync.set()
            await driven.settle()
            assert driven.opened == current


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_work_in_the_background_is_stopped_and_gone_on_with(layout: str) -> None:
    library = FakeLibrary(samples())
    async with reading(library, layout=layout) as driven:
        await driven.press("ctrl+x")
        assert driven.said == "Nothing goes on in the background"
        library.stages = [Progress("analyse", 1, 100)]
        library.may_sync.clear()
        driven.screen.sync()
        await driven.pilot.pause(0.05)
        await driven.press("ctrl+x")
        assert driven.screen.status.busy == "stopped, r goes on"
        synced = library.synced
        library.folder_changed = True
        driven.screen.look()
        await driven.settle()
        assert library.synced == synced, "stopped is stopped, also for new files"
        library.may_sync.set()
        await driven.press("ctrl+x")
        assert (library.synced, driven.screen.status.busy) == (synced + 1, "")


async def test_a_file_that_could_not_be_read_is_not_analysed_when_it_is_opened() -> None:
    """It has no text, and would be taken for an article without quotations."""
    library = FakeLibrary(
        [(make_article("", id="log"), make_analysis(""))],
        pending=["log"],
        problems={"log": "log.txt: is not a text file"},
    )
    async with reading(library) as driven:
        assert driven.opened == "log"
        assert library._pending == {"log"}
