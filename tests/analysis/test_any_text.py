"""Promises about quotations in any text, in languages that need no models."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.analysis.datelines import find_dateline
from newsreader.analysis.document import Document
from newsreader.analysis.language import detect_language
from newsreader.analysis.quotations import find_quotations
from newsreader.analysis.sections import find_blocks, find_sections
from newsreader.analysis.speakers import resolve_speakers
from newsreader.models import Quotation, Span
from tests.growth import linear


def quotations(body: str, language: str) -> tuple[Quotation, ...]:
    """The quotations of a text without tokens and names, with their speakers."""
    blocks = find_blocks(body)
    document = Document(body, language, blocks, find_sections(body, blocks), find_dateline(body, blocks), (), ())
    return resolve_speakers(document, find_quotations(document), ())


PIECES = st.sampled_from(
    [
        "“",
        "”",
        '"',
        "«",
        "»",
        "‘",
        "’",
        " said ",
        " he ",
        "Ann Lee",
        ", ",
        ". ",
        "that ",
        "\n",
        " — ",
        "> ",
        "# ",
        "according to ",
        "word ",
        ":",
    ]
)


@given(st.lists(PIECES, max_size=40).map("".join) | st.text(max_size=60), st.sampled_from(["en", "und", "ru"]))
def test_any_text_is_answered(body: str, language: str) -> None:
    """Spans in range and in order, nested or apart, never crossing; sections exist; the same twice."""
    found = quotations(body, language)
    assert found == quotations(body, language)
    stack: list[Span] = []
    for one, before in zip(found, (None, *found), strict=False):
        assert before is None or before.span.start <= one.span.start
        assert 0 <= one.span.start < one.span.end <= len(body)
        assert one.section == 0 or one.section < len(find_sections(body, find_blocks(body)))
        for part in (one.cue, one.speaker):
            assert part is None or 0 <= part.start < part.end <= len(body)
        while stack and stack[-1].end <= one.span.start:
            stack.pop()
        assert not stack or stack[-1].holds(one.span)
        stack.append(one.span)


@pytest.mark.parametrize(
    "pattern", ["«", '"', "“Go,” he said. ", "he said that ", "A ", "Abc Def ", ", ", "— a, — ", "> a\n", "# a\n"]
)
@pytest.mark.parametrize("language", ["en", "und"])
def test_time_grows_with_the_text(pattern: str, language: str) -> None:
    """Twice the text takes not much more than twice the time."""
    assert linear(lambda size: quotations(pattern * size, language), 20_000 // len(pattern))


@pytest.mark.parametrize(
    ("body", "language"),
    [
        ("Мост откроют в июне, сообщил мэр города.", "ru"),
        ("Мост.", "ru"),
        ("Компания Microsoft выпустила Windows 12, сообщает The Verge.", "ru"),
        ("The bridge will open in June, and the mayor said it was safe.", "en"),
        ("Bridge opens", "und"),
        ("Міст відкриють у червні, повідомив мер. Їх питали про це.", "und"),
        ("Көпір маусым айында ашылады, деді қала әкімі.", "und"),
        ("Die Brücke wird im Juni eröffnet, sagte der Bürgermeister.", "und"),
        ("12345", "und"),
        ("", "und"),
    ],
)
def test_languages_are_told_apart(body: str, language: str) -> None:
    """Russian by its letters, English by its words; anything else is left undetermined."""
    assert detect_language(body) == language
