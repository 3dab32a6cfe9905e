"""The parser of quotation marks: what opens, what closes, what is left out. Without models."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.analysis.marks import Marked, find_marked
from newsreader.analysis.sections import find_blocks
from tests.growth import linear

MARKS = "«»“”„‟\"‹›‘’‚'"


def marked(body: str) -> tuple[Marked, ...]:
    """The pieces of a text whose paragraphs are its lines."""
    return find_marked(body, find_blocks(body))


def inner(body: str) -> list[str]:
    """The words of each piece."""
    return [one.inner.of(body) for one in marked(body)]


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("«а б»", ["а б"]),
        ("“a b”", ["a b"]),
        ("„а б“", ["а б"]),
        ("„а б”", ["а б"]),
        ('"а б"', ["а б"]),
        ("‹а б›", ["а б"]),
        ("‘a b’", ["a b"]),
        ("'a b'", ["a b"]),
        ("« а б »", ["а б"]),
        ("нет марок", []),
        ("«»", []),
    ],
)
def test_each_kind_of_marks(body: str, expected: list[str]) -> None:
    """A pair of any kind holds what stands between."""
    assert inner(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("«а «б» в»", ["а «б» в", "б"]),
        ("«а „б“ в»", ["а „б“ в", "б"]),
        ("„а «б» в“", ["а «б» в", "б"]),
        ("“a ‘b’ c”", ["a ‘b’ c", "b"]),
        ('"а "б" в"', ['а "б" в', "б"]),
        ('"а «б» в"', ["а «б» в", "б"]),
        ('«а "б" в»', ['а "б" в', "б"]),
        ("«а «б»»", ["а «б»", "б"]),
        ('Цех "Заря" и цех "Свет".', ["Заря", "Свет"]),
        ('("а б"), "в"', ["а б", "в"]),
    ],
)
def test_marks_inside_marks(body: str, expected: list[str]) -> None:
    """Pieces nest in any mix; straight marks open to the left of a word and close to the right of one."""
    assert inner(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("«Работает завод «Заря», — сказал он.", ["Работает завод «Заря»", "Заря"]),
        ('"Работает завод "Заря", - сказал он.', ['Работает завод "Заря"', "Заря"]),
        ("«Мы купили «Зарю»", ["Мы купили «Зарю»", "Зарю"]),
        ("«Цех «Свет» и цех «Заря», — сказал он.", ["Цех «Свет» и цех «Заря»", "Свет", "Заря"]),
    ],
)
def test_a_closing_mark_swallowed_by_an_inner_one(body: str, expected: list[str]) -> None:
    """Where two closing marks meet, one is often left out; it belongs to both pieces."""
    assert inner(body) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ('«а б"', ["а б"]),
        ("“a b»", ["a b"]),
        ("а» б «в» г", ["в"]),
        ("а» б", []),
        ("«а» б» в", ["а"]),
    ],
)
def test_odd_and_lonely_marks(body: str, expected: list[str]) -> None:
    """A wrong closing mark still closes; one without an opening mark is left out."""
    assert inner(body) == expected


@pytest.mark.parametrize(
    "body", ["don't go", "the dogs' home", "rock'n'roll", "О’Рейли пришёл", "'90s and '80s", "it’s ours"]
)
def test_apostrophes_are_no_marks(body: str) -> None:
    """What stands inside a word or at its end belongs to the word."""
    assert inner(body) == []


def test_a_quotation_over_paragraphs() -> None:
    """The closing mark may stand some paragraphs below."""
    body = "«Первый.\nВторой.\nТретий», — сказал он."
    assert inner(body) == ["Первый.\nВторой.\nТретий"]


def test_a_mark_opened_anew_at_each_paragraph() -> None:
    """Each paragraph is a piece; only the last one is closed."""
    body = "«Первый.\n«Второй.\n«Третий», — сказал он."
    assert inner(body) == ["Первый.", "Второй.", "Третий"]
    assert [one.closed for one in marked(body)] == [False, False, True]


def test_a_forgotten_mark_costs_one_quotation() -> None:
    """What follows it is read as if nothing had happened."""
    body = "«Первый забыт.\nДалее «второй» и «третий».\nИ «четвёртый»."
    assert inner(body)[1:] == ["второй", "третий", "четвёртый"]


@given(st.text(alphabet=MARKS + "аб ,.—\n", max_size=80))
def test_pieces_of_any_text(body: str) -> None:
    """In order, in range, marks outside, words inside; nested or apart, never crossing; the same twice."""
    pieces = marked(body)
    assert pieces == marked(body)
    assert list(pieces) == sorted(pieces, key=lambda one: (one.outer.start, -one.outer.end))
    stack: list[Marked] = []
    for one in pieces:
        assert 0 <= one.outer.start < one.inner.start < one.inner.end <= one.outer.end <= len(body)
        assert body[one.outer.start] in MARKS
        assert one.inner.of(body).strip() == one.inner.of(body) != ""
        while stack and stack[-1].outer.end <= one.outer.start:
            stack.pop()
        assert not stack or stack[-1].outer.holds(one.outer)
        stack.append(one)


@given(
    st.lists(st.sampled_from(["слово", "дом", "река"]), min_size=1, max_size=6),
    st.sampled_from(["«»", "„“", "“”", '""']),
)
def test_a_clean_pair_is_always_found(words: list[str], marks: str) -> None:
    """Words in a pair of marks in running text are one piece, exactly."""
    text = " ".join(words)
    assert inner(f"Начало {marks[0]}{text}{marks[1]}, конец.") == [text]


@pytest.mark.parametrize("pattern", ["«", "»", '"', '" "', "«а» ", '«„"”»“ ', "«а\n", "'a "])
def test_time_grows_with_the_text(pattern: str) -> None:
    """A row of 100,000 characters of marks takes not much more than twice the time of 50,000."""
    assert linear(lambda size: marked(pattern * size), 50_000 // len(pattern))
