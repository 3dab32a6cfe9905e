"""The end of an article: which one is the next unread, and when one counts as read."""

from __future__ import annotations

import pytest

from newsreader.models import OpenArticle, ReadingState
from newsreader.ui.formatting import tail_lines
from newsreader.ui.i18n import choose_language
from newsreader.ui.layout import Columns
from tests.ui.driving import LAYOUTS, Reading, reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import ferry, long_read, samples, weather


def shown(driven: Reading) -> str:
    """What is on the screen of the text."""
    reader = driven.screen.reader
    return "\n".join(reader.render_line(y).text for y in range(reader.size.height))


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_next_unread_is_named_under_the_text_and_n_goes_there(layout: str) -> None:
    async with reading(layout=layout) as driven:
        driven.library.set_read(["weather"], True)
        await driven.press("J", "2")
        assert "n next unread: The ferry is back" in shown(driven)
        await driven.press("n")
        assert driven.opened == "english"
        assert "n next unread: Ночь, когда поднялась вода" in shown(driven)


async def test_browsing_the_list_names_nothing_and_the_last_one_says_that_it_is() -> None:
    async with reading(FakeLibrary([ferry(), weather()])) as driven:
        assert "J next article · n next unread" in shown(driven)
        await driven.press("j", "2")
        assert "no unread article further on" in shown(driven)


async def test_the_line_stays_when_the_screen_changes_its_size() -> None:
    async with reading(FakeLibrary([ferry(), weather()])) as driven:
        await driven.press("2")
        await driven.pilot.resize_terminal(60, 30)
        await driven.settle()
        assert "n next unread: Погода на завтра" in shown(driven)


def test_a_long_title_is_cut_to_the_line() -> None:
    lines = tail_lines(weather()[0], Columns(0, 30, 0), "Очень длинный заголовок следующей статьи о погоде")
    hint = next(line.text for line in lines if line.kind == "hint")
    assert len(hint) <= 30 and hint.endswith("…")


async def test_an_article_is_read_after_a_while_unless_the_terminal_is_not_looked_at() -> None:
    async with reading() as driven:
        await driven.press("2")
        driven.app.app_focus = False
        driven.screen.read_long_enough()
        await driven.settle()
        assert not driven.library.states["bridge"].read
        driven.app.app_focus = True
        driven.screen.read_long_enough()
        await driven.settle()
        assert driven.library.states["bridge"].read


async def test_the_end_marks_read_what_is_read_and_not_what_is_browsed() -> None:
    article, analysis = long_read()
    async with reading(FakeLibrary([(article, analysis), *samples()[:2]])) as driven:
        driven.screen.reader.edge(True)
        await driven.settle()
        assert not driven.library.states["long"].read
        await driven.press("2", "g")
        driven.screen.reader.show(OpenArticle(3, article, analysis, ReadingState(), None))
        await driven.press("G")
        assert driven.library.states["long"].read


async def test_the_line_is_said_in_russian() -> None:
    try:
        async with reading(FakeLibrary([ferry(), weather()]), language="ru") as driven:
            await driven.press("2")
            assert "n — следующая непрочитанная: Погода на завтра" in shown(driven)
    finally:
        choose_language("en")


async def test_the_text_waits_for_who_goes_through_the_list(monkeypatch: pytest.MonkeyPatch) -> None:
    """The first row does not; nor does a key that is about the text, or one that goes on from the text."""
    for name in ("FAST", "PAUSE"):
        monkeypatch.setattr(f"newsreader.ui.screens.browsing.{name}", 60.0)
    library = FakeLibrary(samples())
    ids = [row.id for row in library.summaries(library.keys()).values()]
    async with reading(library) as driven:
        driven.screen._moved = -60.0
        await driven.press("j")
        assert driven.opened == ids[1]
        await driven.press("j")
        assert driven.screen.articles.cursor == 2 and driven.opened == ids[1]
        await driven.press("c")
        assert driven.opened == ids[2]
        await driven.press("enter", "J")
        assert driven.opened == ids[3]


async def test_the_text_follows_the_list_when_one_stops() -> None:
    async with reading(FakeLibrary(samples())) as driven:
        await driven.press("j", "j")
        current = driven.screen.articles.current
        assert current is not None and driven.opened == current.id
