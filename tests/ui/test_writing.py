"""Marks are written in the background: no key waits for the disk, and none is lost."""

from __future__ import annotations

from collections.abc import Iterable
from threading import Event

import pytest

from newsreader.errors import StoreError
from tests.ui.driving import reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import bridge, briefs, long_read, samples


class SlowLibrary(FakeLibrary):
    """Writes marks only when it may."""

    may_write: Event

    def set_starred(self, article_ids: Iterable[str], starred: bool) -> None:
        self.may_write.wait(10)
        super().set_starred(article_ids, starred)

    def set_position(self, article_id: str, offset: int) -> None:
        self.may_write.wait(10)
        super().set_position(article_id, offset)


def slow() -> SlowLibrary:
    """A library that may not write yet."""
    library = SlowLibrary([long_read(), *samples()])
    library.may_write = Event()
    return library


async def test_keys_go_on_while_a_mark_is_written() -> None:
    library = slow()
    async with reading(library) as driven:
        await driven._send("s")
        await driven._send("j")
        await driven.pilot.pause()
        assert driven.screen.articles.cursor == 1
        assert not library.states["long"].starred
        driven.screen._say_busy()
        assert driven.screen.status.busy == "writing marks…"
        library.may_write.set()
        await driven.settle()
        assert library.states["long"].starred
        assert driven.said == "Starred"
        assert driven.screen.status.busy == ""


async def test_marks_are_written_in_the_order_they_were_made() -> None:
    library = slow()
    async with reading(library) as driven:
        for _ in range(3):
            await driven._send("s")
        await driven._send("u")
        library.may_write.set()
        await driven.settle()
        assert not library.states["long"].starred, "on, off, on, and that taken back"
        assert driven.said == "Undone"


@pytest.mark.parametrize(
    ("undone", "said"),
    [
        (("starred", 1), "Отменено: звезда"),
        (("article_tags", 3), "Отменено: теги (3)"),
        (("quotation_marks.note", 1), "Отменено: заметка к цитате"),
        (("from a later version", 1), "Отменено"),
    ],
)
async def test_undo_says_what_it_has_taken_back(undone: tuple[str, int], said: str) -> None:
    """It may have been marked in an earlier run, and be far from what is on the screen."""
    async with reading(language="ru") as driven:
        await driven.press("s")
        driven.library.undone = undone
        await driven.press("u")
        assert driven.said == said


async def test_an_article_opens_where_it_was_left_though_that_is_not_written_yet() -> None:
    library = slow()
    async with reading(library) as driven:
        await driven._send("2")
        await driven._send("space")
        await driven._send("space")
        await driven.pilot.pause()
        left = driven.screen.reader.current_offset
        assert left > 0
        for key in ("J", "K"):
            await driven._send(key)
            await driven.pilot.pause()
        assert driven.opened == "long"
        assert driven.screen.reader.current_offset == left
        assert library.states["long"].position == 0
        library.may_write.set()
        await driven.settle()
        assert library.states["long"].position == left


async def test_what_waits_is_written_at_the_end() -> None:
    library = slow()
    async with reading(library) as driven:
        await driven._send("s")
        await driven._send("j")
        await driven._send("s")
        library.may_write.set()
        driven.screen.keep_state()
        await driven.settle()
        assert [one for one, state in library.states.items() if state.starred] == ["long", samples()[0][0].id]


async def test_a_mark_that_cannot_be_written_is_told_and_not_shown() -> None:
    class FullLibrary(FakeLibrary):
        def set_starred(self, article_ids: Iterable[str], starred: bool) -> None:
            raise StoreError("marks.db: the disk is full")

    async with reading(FullLibrary([bridge(), *briefs(2)])) as driven:
        await driven.press("s")
        assert driven.notices == ["Not kept marks.db: the disk is full"]
        assert "★" not in driven.screen.articles.render_line(0).text
        await driven.press("m")
        assert driven.said == "Marked read"
