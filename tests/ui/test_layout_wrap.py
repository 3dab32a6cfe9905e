"""Breaking paragraphs into lines."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.ui.wrap import SOFT_HYPHEN, drawn, wrap

ANY_TEXT = st.text(
    alphabet=st.one_of(
        st.sampled_from("аво Яи-—,.«»\t\u00ad\u0301\u200b\u200d\ufe0f"),
        st.sampled_from("中文、。👩❤é"),
        st.characters(),
    ),
    max_size=300,
)


def lines(text: str, width: int) -> list[str]:
    """The lines as they are shown."""
    hyphens = [
        "-" if text[start:end].endswith(SOFT_HYPHEN) and end < len(text) else "" for start, end in wrap(text, width)
    ]
    return [
        drawn(text[start:end].rstrip()) + hyphen
        for (start, end), hyphen in zip(wrap(text, width), hyphens, strict=True)
    ]


@given(ANY_TEXT, st.integers(min_value=2, max_value=90))
@example("中" * 10, 3)
@example("а\u00adб" * 20, 5)
@example("👩\u200d👩\u200d👧" * 5, 4)
@example(" " * 50, 7)
def test_every_character_is_in_exactly_one_line_that_fits(text: str, width: int) -> None:
    """Nothing is lost, nothing repeated, no line is wider than it may be."""
    pieces = wrap(text, width)
    assert "".join(text[start:end] for start, end in pieces) == text
    assert all(start < end for start, end in pieces)
    assert all(cell_len(line) <= width for line in lines(text, width))


@pytest.mark.parametrize(
    ("text", "width", "expected"),
    [
        ("мы шли и пели", 8, ["мы шли", "и пели"]),
        ("он был в лесу", 9, ["он был", "в лесу"]),
        ("сказал он и я пошёл", 12, ["сказал он", "и я пошёл"]),
        ("пришёл А. Б. Ветров", 14, ["пришёл", "А. Б. Ветров"]),
        ("дом № 12 на углу", 6, ["дом", "№ 12", "на", "углу"]),
        ("река — это вода", 6, ["река —", "это", "вода"]),
        ("город река — это", 11, ["город", "река — это"]),
        ("научно-технический совет", 12, ["научно-", "технический", "совет"]),
        ("Анна-Мария Ветрова", 8, ["Анна-Мар", "ия", "Ветрова"]),
        ("из-за дождя", 5, ["из-за", "дождя"]),
        ("слово", 3, ["сло", "во"]),
        ("длинное сло\u00adво", 12, ["длинное сло-", "во"]),
        ("без пере\u00adноса", 20, ["без переноса"]),
        ("столбец\tвторой", 20, ["столбец    второй"]),
        ("北京是中国的首都。", 8, ["北京是中", "国的首", "都。"]),
        ("за\u0301мок и замо\u0301к", 7, ["за\u0301мок", "и замо\u0301к"]),
    ],
)
def test_lines_break_where_a_typesetter_would(text: str, width: int, expected: list[str]) -> None:
    """One-letter words, initials, signs and dashes stay with their neighbours; hyphens may end a line."""
    assert lines(text, width) == expected


@pytest.mark.parametrize(
    "text", ["а" * 100_000, "а " * 50_000, " " * 100_000, "\u0301" * 100_000, "中" * 100_000, "-" * 100_000]
)
def test_long_lines_take_linear_time(text: str) -> None:
    """Texts that make careless breaking quadratic are done while the test waits."""
    assert wrap(text, 70)[-1][1] == len(text)


def test_what_is_not_seen_is_not_drawn() -> None:
    """Zero-width characters, piles of marks and characters that act on a terminal do not reach the screen."""
    assert drawn("а\u200bб\ufeffв" + "\u0301" * 50) == "абв" + "\u0301" * 4
    assert drawn("\x1b[2J\u202e") == "\u241b[2J\ufffd"
