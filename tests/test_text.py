"""Cleaning, folding and words."""

from __future__ import annotations

import re
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.text import clean, clean_line, fold, words

ANY_TEXT = st.text(st.characters(codec=None, exclude_categories=()))
HARMFUL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")


@pytest.mark.parametrize(
    ("raw", "harmless"),
    [
        ("a\x1b[2Jb", "a␛[2Jb"),
        ("bell\x07 nul\x00 del\x7f", "bell␇ nul␀ del␡"),
        ("csi\x9b31m", "csi\ufffd31m"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("para\u2029graph", "para\ngraph"),
        ("evil\u202etxt.exe", "evil\ufffdtxt.exe"),
        ("lone\ud800", "lone\ufffd"),
        ("tab\tstays\n", "tab\tstays\n"),
        ("«Ёлка» — 5 ‰", "«Ёлка» — 5 ‰"),
    ],
)
def test_clean_shows_controls_instead_of_passing_them(raw: str, harmless: str) -> None:
    """What acts on a terminal is seen as a sign; ordinary text is untouched."""
    assert clean(raw) == harmless


@given(ANY_TEXT)
def test_clean_lets_nothing_harmful_through(text: str) -> None:
    """Any text: no harmful code point is left, and cleaning again changes nothing."""
    cleaned = clean(text)
    assert HARMFUL.search(cleaned) is None
    assert clean(cleaned) == cleaned


@given(ANY_TEXT)
def test_clean_keeps_offsets(text: str) -> None:
    """Apart from CRLF, each character is replaced by one."""
    assert len(clean(text)) == len(text.replace("\r\n", "\n"))


@given(ANY_TEXT)
def test_clean_line_is_one_short_line(text: str) -> None:
    """Whatever a field holds, it takes one line."""
    line = clean_line(text)
    assert "\n" not in line
    assert "\t" not in line
    assert len(line) <= 500
    assert line == line.strip()


def test_clean_line_drops_what_cannot_be_seen() -> None:
    """Zero-width characters and piles of marks do not hide or swell a title."""
    assert clean_line("\u200b\u2060 \n\t") == ""
    assert clean_line("a" + "\u0301" * 300) == "a" + "\u0301" * 8


@given(ANY_TEXT)
def test_fold_keeps_the_length(text: str) -> None:
    """Hits in folded text can be marked in the text itself."""
    assert len(fold(text)) == len(text)
    assert fold(fold(text)) == fold(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("МОСКВА", "москва"),
        ("Ёлка", "елка"),
        ("«Заря»", '"заря"'),
        ("2025–2027", "2025-2027"),
        ("3\u00a0апр", "3 апр"),
        ("ΣΊΣΥΦΟΣ", "σίσυφοσ"),
    ],
)
def test_fold_joins_what_readers_take_for_the_same(one: str, other: str) -> None:
    """Case, ё, quotes, dashes and blanks do not matter."""
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        ("cоветов безопасности", ["советов", "безопасности"]),
        ("за\u0301мок", ["замок"]),
        ("тер\u00adро\u00adрист", ["террорист"]),
        ("и\u0306од", ["йод"]),
        ("что-то, кто-нибудь", ["что", "то", "кто", "нибудь"]),
        ("don't stop", ["don't", "stop"]),
        ("COVID-19 и Wi-Fi", ["covid", "19", "и", "wi", "fi"]),
        ("Cocoa", ["cocoa"]),
        ("«»—…", []),
    ],
)
def test_words_are_comparable(text: str, forms: list[str]) -> None:
    """Stress marks, soft hyphens and Latin look-alikes do not hide a word."""
    assert [word.form for word in words(text)] == forms


@given(ANY_TEXT)
def test_words_stand_where_they_say(text: str) -> None:
    """In order, inside the text, never empty."""
    end = 0
    for word in words(text):
        assert end <= word.start < word.end <= len(text)
        end = word.end


def test_what_is_printable_needs_no_cleaning() -> None:
    """The two ways through `clean` and `clean_line` meet: a look at the whole text, and the patterns."""
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if char.isprintable() and char != " ":
            assert clean(char + "\x07")[0] == char
            assert clean_line(f"a{char}\x07")[:2] == f"a{char}"
