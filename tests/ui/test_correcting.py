"""Correcting by hand in the running app: speakers, names, and taking it back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from newsreader.corrections import Correction, apply
from newsreader.errors import CorrectionError
from newsreader.models import Analysis, Entity, OpenArticle, Span
from newsreader.ui.i18n import choose_language
from newsreader.ui.mending import Mentions, questions_about, said_of, speaker_question, split_corrections
from newsreader.ui.screens.picker import Picker
from tests.ui.driving import LAYOUTS, Reading, reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import bridge, samples, weather


class Correctable(FakeLibrary):
    """A library in memory that keeps corrections."""

    def __init__(self, *, full: bool = False) -> None:
        super().__init__(samples())
        self.made: list[Correction] = []
        self._steps: list[tuple[int, int]] = []
        self._full = full

    def open(self, article_id: str) -> OpenArticle:
        opened = super().open(article_id)
        if opened.analysis is None or article_id != "bridge":
            return opened
        return replace(opened, analysis=apply(opened.analysis, opened.article.body, self.made))

    def correct(self, article_id: str, *corrections: Correction) -> OpenArticle:
        if self._full:
            raise CorrectionError("bridge.md.corrections.yaml: cannot be written: No space left on device")
        self.made.extend(corrections)
        self._steps.append((len(self._history), len(corrections)))
        return self.open(article_id)

    def undoes_correction(self) -> str | None:
        return "bridge" if self._steps and self._steps[-1][0] == len(self._history) else None

    def undo(self) -> str | None:
        if self.undoes_correction() is None:
            return super().undo()
        _, number = self._steps.pop()
        del self.made[-number:]
        return "bridge"


def analysis(driven: Reading) -> Analysis:
    """What is known of the open article."""
    opened = driven.screen.opened
    assert opened is not None and opened.analysis is not None
    return opened.analysis


def rows(driven: Reading) -> list[str]:
    """What the list over the text shows."""
    screen = driven.app.screen
    assert isinstance(screen, Picker)
    return [screen.picks.render_line(y).text.strip() for y in range(screen.picks.size.height)]


async def write(driven: Reading, words: str) -> None:
    """Types words as they are, in any layout."""
    for char in words:
        await driven._send("space" if char == " " else char)
    await driven.settle()


async def to_name(driven: Reading, name: str) -> None:
    """Puts the sidebar's cursor on a name."""
    await driven.press("3")
    while (row := driven.screen.sidebar.current) is None or row.entity is None or row.entity.name != name:
        await driven.press("j")


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_quotation_is_given_to_another_speaker_and_taken_back(layout: str) -> None:
    library = Correctable()
    async with reading(library, layout=layout) as driven:
        await driven.press("2", "c", "e", "enter")
        assert "Анна Ветрова" in rows(driven)
        await write(driven, "лугов")
        await driven.press("enter")
        assert analysis(driven).quotations[0].who == "Пётр Лугов"
        assert driven.said.startswith("Corrected: “Мы закончили")
        assert next(row.count for row in driven.screen.sidebar.rows if row.kind == "speaker") == 3
        await driven.press("u")
        assert analysis(driven).quotations[0].who == "Анна Ветрова"
        assert (driven.said, library.made) == ("The correction is taken back", [])


async def test_a_speaker_whom_the_article_does_not_name_is_typed() -> None:
    async with reading(Correctable()) as driven:
        await driven.press("2", "c", "e", "enter")
        await write(driven, "Иван Саженцев")
        assert rows(driven)[0].startswith("Иван Саженцев")
        await driven.press("enter")
        assert analysis(driven).quotations[0].who == "Иван Саженцев"


async def test_nobody_is_a_choice_too() -> None:
    async with reading(Correctable()) as driven:
        await driven.press("2", "c", "e", "enter")
        await write(driven, "nobody")
        await driven.press("enter")
        assert analysis(driven).quotations[0].who is None


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_name_in_the_sidebar_is_merged_renamed_and_retyped(layout: str) -> None:
    library = Correctable()
    async with reading(library, layout=layout) as driven:
        await to_name(driven, "Сталь")
        await driven.press("e")
        assert rows(driven)[0] == "Rename “Сталь”"
        await driven.press("enter")
        await write(driven, "Завод Сталь")
        await driven.press("up", "down", "enter")
        assert "Завод Сталь" in [one.name for one in analysis(driven).entities]
        await to_name(driven, "Завод Сталь")
        await driven.press("e")
        await write(driven, "is…")
        await driven.press("enter")
        await write(driven, "place")
        await driven.press("enter")
        assert {one.type for one in analysis(driven).entities if one.name == "Завод Сталь"} == {"place"}
        await to_name(driven, "Пётр Лугов")
        await driven.press("e")
        await write(driven, "same")
        await driven.press("enter", "enter")
        assert "Пётр Лугов" not in [one.name for one in analysis(driven).entities]
        assert [one.correct for one in library.made] == ["rename", "retype", "merge"]
        await driven.press("u", "u", "u")
        assert (library.made, len(analysis(driven).entities)) == ([], 5)


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_single_mentions_are_made_another_name(layout: str) -> None:
    library = Correctable()
    async with reading(library, layout=layout) as driven:
        before = next(one for one in analysis(driven).entities if one.name == "Анна Ветрова").mentions
        await to_name(driven, "Анна Ветрова")
        await driven.press("e")
        await write(driven, "some")
        await driven.press("enter")
        assert rows(driven)[0] == "Go on with 0 mentions"
        await driven.press("home", "enter")
        assert rows(driven)[0] == "Go on with 0 mentions"
        await driven.press("end", "enter", "up", "enter", "enter")
        assert rows(driven)[0] == "Go on with 1 mention"
        assert [row for row in rows(driven) if row.startswith("✓")] == [f"✓ {before[-1].of(bridge()[0].body)}"]
        await driven.press("home", "enter")
        await write(driven, "Вера Ветрова")
        await driven.press("enter")
        names = {one.name: one.mentions for one in analysis(driven).entities}
        assert names["Анна Ветрова"] == before[:-1]
        assert names["Вера Ветрова"] == before[-1:]
        assert [(one.correct, one.at) for one in library.made] == [("split", str(before[-1].start))]
        await driven.press("u")
        assert library.made == []


async def test_not_all_mentions_are_another_name() -> None:
    """That would be another name for the whole."""
    async with reading(Correctable()) as driven:
        await to_name(driven, "Анна Ветрова")
        await driven.press("e")
        await write(driven, "some")
        await driven.press("enter")
        await driven.press("end")
        for _ in next(one for one in analysis(driven).entities if one.name == "Анна Ветрова").mentions:
            await driven.press("enter", "up")
        await driven.press("home", "enter")
        assert rows(driven)[0] == "All of them: rename it instead"


def test_a_form_that_is_chosen_as_a_whole_is_one_correction() -> None:
    body = "Ветрова, Ветров и Ветрова."
    entity = Entity("Ветров", "person", (Span(0, 7), Span(9, 15), Span(18, 25)), ())
    mentions = Mentions.of(entity, body)
    assert [choice.text for choice in mentions.choices] == ["each “Ветрова”", "Ветрова", "Ветров", "Ветрова"]
    assert [len(members) for members in mentions.members] == [2, 1, 1, 1]
    assert [choice.below for choice in mentions.choices] == ["2 mentions", body, body, body]
    (whole,) = split_corrections(entity, body, {0, 2}, "Анна Ветрова")
    assert (whole.words, whole.at, whole.to) == ("Ветрова", "", "Анна Ветрова")
    assert [one.at for one in split_corrections(entity, body, {1, 2}, "Х")] == ["", "18"]


def test_a_mention_is_shown_with_the_words_around_it_and_no_others() -> None:
    body = "## Глава\n" + "а" * 50 + " Ветров " + "б" * 50 + "\nКонец. Ветров."
    at = body.index("Ветров")
    two = (Span(at, at + 6), Span(len(body) - 7, len(body) - 1))
    shown = [choice.below for choice in Mentions.of(Entity("Ветров", "person", two, ()), body).choices]
    assert shown == ["…" + "а" * 39 + " Ветров " + "б" * 39 + "…", "Конец. Ветров."]


async def test_undo_takes_back_marks_and_corrections_in_their_order() -> None:
    library = Correctable()
    async with reading(library) as driven:
        await driven.press("2", "c", "e", "enter")
        await write(driven, "лугов")
        await driven.press("enter")
        await driven.press("s")
        assert library.states["bridge"].starred
        await driven.press("u")
        assert not library.states["bridge"].starred and len(library.made) == 1
        await driven.press("u")
        assert library.made == []
        await driven.press("u")
        assert driven.said == "Nothing to undo"


async def test_escape_corrects_nothing() -> None:
    library = Correctable()
    async with reading(library) as driven:
        await driven.press("2", "c", "e", "enter", "escape")
        assert (driven.app.screen, library.made) == (driven.screen, [])


async def test_what_cannot_be_kept_is_said_and_changes_nothing() -> None:
    async with reading(Correctable(full=True)) as driven:
        await driven.press("2", "c", "e", "enter", "down", "enter")
        assert "cannot be written" in driven.notices[-1]
        assert analysis(driven).quotations[0].who == "Анна Ветрова"


async def test_where_there_is_nothing_to_correct_it_is_said() -> None:
    async with reading(FakeLibrary([weather(), (replace(weather()[0], id="waits"), None)])) as driven:
        await driven.press("2", "e")
        assert driven.said == "There is nothing to correct here"
        await driven.press("J", "e")
        assert driven.said == "There is nothing to correct yet"


def test_each_question_has_an_answer_for_each_choice() -> None:
    article, found = bridge()
    asked = [speaker_question(found, found.quotations[0], article.body)]
    asked += [one for entity in found.entities for one in questions_about(found, entity, article.body)]
    assert all(len(question.choices) == len(question.answers) for question in asked)
    assert all(question.choices for question in asked if question.kind != "split")
    assert {question.kind for question in asked} == {"speaker", "rename", "merge", "split", "retype"}
    assert said_of(Correction("retype", "Заречье", "person", to="place")) == "Заречье → a place"


async def test_it_is_corrected_in_russian() -> None:
    try:
        async with reading(Correctable(), language="ru") as driven:
            await driven.press("2", "c", "e")
            assert rows(driven)[0].startswith("Кто говорит «Мы закончили")
            await driven.press("enter")
            await write(driven, "лугов")
            await driven.press("enter")
            assert driven.said.startswith("Исправлено: «Мы закончили")
    finally:
        choose_language("en")
