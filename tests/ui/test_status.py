"""The bottom line."""

from __future__ import annotations

import pytest

from newsreader.reports import Progress
from newsreader.ui.widgets.status import Hint, fitting_hints, fitting_place
from newsreader.ui.wording import place_words, progress_words
from tests.ui.driving import reading

HINTS: list[Hint] = [("find", "/", "find"), ("open", "Enter", "open"), ("help", "?", "keys")]


@pytest.mark.parametrize(("width", "shown"), [(80, "find open help"), (17, "find help"), (6, "help"), (5, ""), (0, "")])
def test_hints_that_do_not_fit_are_left_out_and_help_stays_longest(width: int, shown: str) -> None:
    assert " ".join(action for action, _key, _words in fitting_hints(HINTS, width)) == shown


def test_no_hints_take_no_room() -> None:
    assert fitting_hints([], 80) == []


@pytest.mark.parametrize(
    ("width", "shown"),
    [
        (60, "analysis 1/9   section 2/5 · quotation 1/5 · 34%"),
        (36, "analysis 1/9   quotation 1/5 · 34%"),
        (20, "analysis 1/9   34%"),
        (12, "analysis 1/9"),
        (6, "analy…"),
        (0, ""),
    ],
)
def test_of_the_place_the_last_parts_stay_longest(width: int, shown: str) -> None:
    assert fitting_place("analysis 1/9", "section 2/5 · quotation 1/5 · 34%", width) == shown


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ((2, 5, 1, 5, 0.34), "section 2/5 · quotation 1/5 · 34%"),
        ((0, 1, 0, 0, 1.0), "100%"),
        ((1, 3, 0, 4, 0.0), "section 1/3 · 4 quotations · 0%"),
        ((0, 2, 0, 0, 7.0), "section 1/2 · 100%"),
    ],
)
def test_the_place_in_a_text_leaves_out_what_the_text_has_not(
    place: tuple[int, int, int, int, float], words: str
) -> None:
    section, sections, quotation, quotations, share = place
    found = place_words(section=section, sections=sections, quotation=quotation, quotations=quotations, share=share)
    assert found == words


@pytest.mark.parametrize(
    ("progress", "words"),
    [
        (Progress("scan", 0, 0), "looking for new files"),
        (Progress("read", 120, 3000), "reading 120/3000"),
        (Progress("analyse", 3, 11), "analysis 3/11"),
        (Progress("done", 11, 11), ""),
    ],
)
def test_progress_is_said_in_a_few_words(progress: Progress, words: str) -> None:
    assert progress_words(progress) == words


async def test_a_message_that_needs_the_whole_line_has_it() -> None:
    async with reading(size=(60, 20)) as driven:
        await driven.press("2", "c")
        assert "quotation" in driven.screen.status.render().plain
        driven.screen.status.say("word " * 11)
        assert driven.screen.status.render().plain.rstrip() == "word " * 10 + "word"
        driven.screen.status.say("short")
        assert "quotation" in driven.screen.status.render().plain


async def test_what_happens_by_itself_is_said_after_what_was_asked_for() -> None:
    async with reading() as driven:
        status = driven.screen.status
        status.report("2 new articles")
        assert status.message == "2 new articles"
        status.say("Copied")
        status.report("3 new articles")
        assert status.message == "Copied"
        status._fade()
        assert status.message == "3 new articles"
        status._fade()
        assert status.message == ""
