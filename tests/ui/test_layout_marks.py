"""What is decided about an article without a screen: steps, places, hits, sections, the words around the text."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.models import Analysis, Quotation, Section, Span
from newsreader.ui.finding import find_hits
from newsreader.ui.formatting import byline, pack, reading_minutes, speaker_label
from newsreader.ui.history import History
from newsreader.ui.marks import Marks, Speech, neighbour
from newsreader.ui.outline import outline, section_at
from newsreader.ui.spans import Places, overlay
from tests.builders import make_article
from tests.ui.samples import bridge

SPANS = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 12)).map(lambda pair: Span(pair[0], sum(pair))), max_size=12
)


@given(SPANS, st.integers(0, 60), st.integers(0, 20))
def test_places_answer_as_the_spans_would(spans: list[Span], start: int, length: int) -> None:
    """Which letters of a line are marked, and whether any is."""
    end = start + length
    covered = {letter for span in spans for letter in range(span.start, span.end)}
    places = Places.of(spans)
    assert {x for first, last in places.within(start, end) for x in range(first, last)} == covered & set(
        range(start, end)
    )
    if length:
        assert places.touch(start, end) == bool(covered & set(range(start, end)))


@given(SPANS, SPANS)
def test_overlay_cuts_a_line_without_gaps(some: list[Span], others: list[Span]) -> None:
    """Each piece has exactly the layers of all of its letters."""
    layers = [("some", Places.of(some)), ("others", Places.of(others))]
    pieces = overlay(5, 50, layers)
    assert [start for start, _end, _names in pieces] == [5, *(end for _start, end, _names in pieces[:-1])]
    assert pieces[-1][1] == 50
    for start, end, names in pieces:
        for letter in range(start, end):
            expected = [
                name
                for name, spans in (("some", some), ("others", others))
                if any(s.start <= letter < s.end for s in spans)
            ]
            assert list(names) == expected


@pytest.mark.parametrize(
    ("step", "at", "offset", "expected"),
    [
        (1, None, 0, 0),
        (1, None, 10, 0),
        (1, None, 11, 1),
        (-1, None, 11, 0),
        (-1, None, 10, None),
        (1, 0, 0, 1),
        (1, 2, 0, None),
        (-1, 0, 99, None),
    ],
)
def test_steps_go_to_the_nearest_place(step: int, at: int | None, offset: int, expected: int | None) -> None:
    """From a place or from an offset; None beyond the ends."""
    assert neighbour([10, 20, 30], step, at=at, offset=offset) == expected


@pytest.mark.parametrize(
    ("body", "wanted", "expected"),
    [
        ("Мост и мосты", "мост", ["Мост", "мост"]),
        ("Мост и мосты", "Мост", ["Мост"]),
        ("Зелёный лес", "зеленый", ["Зелёный"]),
        ("новый\nмост через  реку", "мост через реку", ["мост через  реку"]),
        ("за́мок на горе", "замок", ["за́мок"]),
        ("пере\u00adправа", "переправа", ["пере\u00adправа"]),
        ("сказал «да»", '"да"', ["«да»"]),
        ("(1+1)*", "1+1)*", ["1+1)*"]),
        ("аааа", "аа", ["аа", "аа"]),
        ("текст", "   ", []),
        ("", "текст", []),
    ],
)
def test_words_are_found_however_they_are_set(body: str, wanted: str, expected: list[str]) -> None:
    """Across lines, past stress marks and soft hyphens, ё as е; capitals matter only if typed."""
    assert [hit.of(body) for hit in find_hits(body, wanted)] == expected


def test_a_long_text_is_searched_piece_by_piece_without_missing_the_seams() -> None:
    """A word on the border of two pieces is found once."""
    border = 1 << 18
    body = "а" * (border - 3) + "переправа" + "а" * border + "переправа"
    assert [hit.start for hit in find_hits(body, "переправа")] == [border - 3, 2 * border + 6]


@given(st.text(max_size=60), st.text(max_size=8))
def test_any_text_can_be_looked_for_in_any_text(body: str, wanted: str) -> None:
    """No error, and hits in order, apart, inside the text."""
    hits = find_hits(body, wanted)
    assert all(one.end <= other.start for one, other in pairwise(hits))
    assert all(hit.end <= len(body) for hit in hits)


def test_headings_are_the_steps_where_there_are_any() -> None:
    """The article's sections are taken as they are."""
    article, analysis = bridge()
    assert outline(article.body, analysis) == analysis.sections
    assert outline(article.body, None) == ()


WIRE = (
    "ЗАРЕЧЬЕ, 5 мая — Вести. Мост открыли.\n"
    "Глава города поздравила жителей.\n"
    "«Мы ждали этого два года», — сказала она.\n"
    "Первыми по мосту прошли школьники.\n"
    "Автобусы пойдут завтра.\n"
    "Ранее сообщалось о задержке работ.\n"
)


def test_without_headings_paragraph_groups_are_the_steps() -> None:
    """The lead; then groups that begin after speech and where the background begins."""
    said = "Мы ждали этого два года"
    start = WIRE.index(said)
    quotation = Quotation("direct", Span(start, start + len(said)), None, None, None, 0)
    analysis = Analysis("ru", None, (Section("", Span(0, len(WIRE)), 0, None),), (quotation,), (), "test")
    steps = outline(WIRE, analysis)
    assert [step.title.split()[0] if step.title else "" for step in steps] == ["", "Глава", "Первыми", "Ранее"]
    assert steps[0].span.start == 0
    assert steps[-1].span.end == len(WIRE)
    assert [section_at(steps, step.span.start) for step in steps] == [0, 1, 2, 3]


def test_quotation_keys_go_through_words_in_marks_or_through_one_speaker() -> None:
    """Reported speech is a step only of its speaker, and only while it is shown."""
    _article, analysis = bridge()
    marks = Marks(Speech.of(analysis))
    assert [quotation.kind for quotation in marks.steps()] == ["direct"] * 3
    lugov = replace(marks, speaker="Пётр Лугов")
    assert [quotation.kind for quotation in lugov.steps()] == ["indirect", "direct"]
    assert [quotation.kind for quotation in replace(lugov, show_indirect=False).steps()] == ["direct"]
    assert replace(marks, speaker="").steps() == ()


def test_the_innermost_quotation_is_meant() -> None:
    """Where one quotation lies in another, the smaller is under the pointer."""
    outer = Quotation("indirect", Span(0, 40), None, None, None, 0)
    inner = Quotation("mixed", Span(10, 20), None, None, None, 0)
    marks = Marks(replace(Speech(), quotations=(outer, inner)))
    assert marks.quotation_at(15) == inner
    assert marks.quotation_at(30) == outer
    assert replace(marks, show_indirect=False).quotation_at(30) is None
    assert marks.quotation_at(45) is None


def test_speakers_are_named_or_said_not_to_be() -> None:
    """The full name; else the text's own words; never a guess."""
    body = "«Да», — сказал сторож."
    named = Quotation("direct", Span(1, 3), None, Span(15, 21), "Семён Руднев", 0)
    assert speaker_label(named, body) == "Семён Руднев"
    assert speaker_label(replace(named, who=None), body) == "сторож (not named)"
    assert speaker_label(replace(named, who=None, speaker=None), body) == "not named"


@pytest.mark.parametrize(
    ("body", "words", "label"),
    [
        ("«Да», — сказала она.", "она", "not named"),
        ("«Да», — говорится в её заявлении.", "её заявлении", "not named"),
        ("По словам экспертов, «да».", "экспертов", "not named"),
        ("«Да», — считают эксперты.", "эксперты", "эксперты (not named)"),
    ],
)
def test_words_that_cannot_stand_alone_name_nobody(body: str, words: str, label: str) -> None:
    """A pronoun or a bent form under a quotation would only puzzle."""
    speaker = Span(body.index(words), body.index(words) + len(words))
    assert speaker_label(Quotation("direct", Span(1, 3), None, speaker, None, 0), body) == label


def test_the_byline_breaks_between_its_parts() -> None:
    """No dot hangs at an edge; a part that is too long is broken between words."""
    parts = ["Вести Заречья", "Анна Ветрова", "5 мая 2024", "3 мин"]
    assert pack(parts, 80) == ["Вести Заречья · Анна Ветрова · 5 мая 2024 · 3 мин"]
    assert pack(parts, 30) == ["Вести Заречья · Анна Ветрова", "5 мая 2024 · 3 мин"]
    assert pack(parts, 8) == ["Вести", "Заречья", "Анна", "Ветрова", "5 мая", "2024", "3 мин"]


def test_the_byline_says_what_is_known() -> None:
    """Source, place, date in words, time to read; nothing where nothing is known."""
    article = make_article("слово " * 500, source="Вести", place="Заречье", published="2024-05-05")
    assert byline(article) == "Вести · Заречье · 5 May 2024 · 3 min"
    assert byline(make_article("", published=None)) == "1 min"
    assert reading_minutes("а" * 1261) == 2


def test_history_goes_back_and_forth_and_returns_what_was_typed() -> None:
    """Each query once, the latest first; what was typed waits at the end."""
    history = History()
    for query in ("мост", "паром", "мост", "  "):
        history.keep(query)
    assert history.older("нов") == "мост"
    assert history.older("мост") == "паром"
    assert history.older("паром") is None
    assert history.newer() == "мост"
    assert history.newer() == "нов"
    assert history.newer() is None
