"""A place in a text that has been edited."""

from __future__ import annotations

import pytest

from newsreader.ui.moved import moved_offset

BEFORE = "Мост закрыт. Паром ходит. Лёд сошёл."


@pytest.mark.parametrize(
    ("after", "words"),
    [
        (BEFORE, "Паром ходит"),
        ("Мост закрыт. Паром ходит. Лёд сошёл. Сев начат.", "Паром ходит"),
        ("Мост в Колте закрыт. Паром ходит. Лёд сошёл.", "Паром ходит"),
        ("Мост закрыт. Паром стоит. Лёд сошёл.", "Паром стоит"),
        ("Мост закрыт. Лёд сошёл.", "Лёд сошёл"),
    ],
)
def test_the_same_words_stay_on_top(after: str, words: str) -> None:
    assert after[moved_offset(BEFORE, after, BEFORE.index("Паром")) :].startswith(words)


@pytest.mark.parametrize("after", ["", "х", "Совсем другой текст."])
@pytest.mark.parametrize("offset", [0, 13, len(BEFORE)])
def test_the_place_lies_in_the_text(after: str, offset: int) -> None:
    assert 0 <= moved_offset(BEFORE, after, offset) <= len(after)
