"""Sentences and words: razdel's, in linear time."""

from __future__ import annotations

import pytest
import razdel
from hypothesis import example, given
from hypothesis import strategies as st

from newsreader.analysis.sections import find_blocks
from newsreader.analysis.segments import Segmenter
from newsreader.models import Span
from tests.growth import linear

PIECES = st.sampled_from(
    ["слово", "Word", "Ё", "\u0301", "yahoo", "5", "½", "²", "٣", " ", "  ", "\n", "\u00a0", *"-—‑,./\\_…?!:)»€°*"]
)


@pytest.fixture(scope="module")
def segmenter() -> Segmenter:
    """The segmenter over razdel."""
    return Segmenter(razdel.sentenize, razdel.tokenize)


@given(st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=40))
@example("5 -5 кто- то 5, 6 7 / 8")
@example("слово€ -слово .5 5. 5")
def test_words_are_those_of_razdel(text: str) -> None:
    """Whatever stands beside a dash, a point or a comma, also beyond a blank."""
    own = Segmenter(razdel.sentenize, razdel.tokenize)
    assert own.words(text) == [(token.start, token.stop) for token in razdel.tokenize(text)]


def test_what_is_remembered_knows_its_neighbours(segmenter: Segmenter) -> None:
    """The same letters are cut otherwise beside another word."""
    for text in ("где -то", ", -то", "где -то", "5 -5 там- 7"):
        assert segmenter.words(text) == [(token.start, token.stop) for token in razdel.tokenize(text)]


def cut(segmenter: Segmenter, body: str) -> list[list[str]]:
    """The words of each sentence."""
    found = segmenter.sentences(body, find_blocks(body))
    return [[body[start:end] for start, end in sentence] for sentence in found]


def test_sentences_end_with_their_block(segmenter: Segmenter) -> None:
    """Where a paragraph ends, so does a sentence, and addresses are one word."""
    body = "Первый абзац на Lenta.ru без точки\n\nВторой. И третье предложение."
    assert cut(segmenter, body) == [
        ["Первый", "абзац", "на", "Lenta.ru", "без", "точки"],
        ["Второй", "."],
        ["И", "третье", "предложение", "."],
    ]


def test_long_paragraphs_are_cut_like_short_ones(segmenter: Segmenter) -> None:
    """A paragraph that is read in pieces has the sentences of one that is read at once."""
    body = " ".join(f"Глава № {number} сказал: «Да!» (и т. д.) и ушёл." for number in range(3_000))
    sentences = [
        [token.text for token in razdel.tokenize(sentence.text)] for sentence in list(razdel.sentenize(body[:12_000]))
    ][:-1]
    assert len(body) > 100_000
    assert cut(segmenter, body)[: len(sentences)] == sentences


def test_long_sentences_are_cut(segmenter: Segmenter) -> None:
    """No word is lost, and none is cut."""
    body = "слово, " * 10_000
    sentences = segmenter.sentences(body, (Span(0, len(body) - 1),))
    words = [body[start:end] for sentence in sentences for start, end in sentence]
    assert max(len(sentence) for sentence in sentences) == 200
    assert words == ["слово", ","] * 10_000


@pytest.mark.parametrize("piece", ["а", "а, ", "»", "... ", ".", "1.", "- "])
def test_the_time_grows_with_the_text(segmenter: Segmenter, piece: str) -> None:
    """One word, one sentence, marks alone: twice the text, twice the time."""

    def run(size: int) -> None:
        body = piece * (size // len(piece))
        segmenter.sentences(body, (Span(0, len(body)),))
        segmenter.words(body)

    assert linear(run, 40_000)
