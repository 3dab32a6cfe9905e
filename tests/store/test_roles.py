"""Roles as the page of a speaker lists them: without the name, each once, in the nominative."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.models import Analysed, Analysis, Quotation, Section, Span
from newsreader.store.changes import Put
from newsreader.store.files import FileState
from tests.builders import make_article
from tests.store.syncing import open_store

LEMMAS = {
    "мэр": ("мэр",), "мэра": ("мэр",), "мэром": ("мэр",), "главой": ("глава",), "глава": ("глава",),
    "банка": ("банк", "банка"), "банку": ("банк", "банка"), "банк": ("банк",), "бывшего": ("бывший",),
    "борнова": ("борнов",), "борнов": ("борнов",), "льва": ("лев",), "лев": ("лев",), "матери": ("мать",),
    "мать": ("мать",), "экспертов": ("эксперт",), "эксперт": ("эксперт",), "сольмара": ("сольмар",),
}  # fmt: skip


def roles(base: Path, called: list[str], who: str = "Лев Борнов") -> list[tuple[str, int]]:
    """What the page lists where articles called the speaker so, one after the other."""
    store = open_store(base)
    try:
        for number, words in enumerate(called):
            body = f"«Мост закрыт», — сказал {words}. Глава, мэр, мать, эксперт, банк."
            start = body.index(words)
            speaker = Span(start, start + len(words))
            quotation = Quotation("direct", Span(1, 12), None, speaker, who, 0)
            second = Quotation("mixed", Span(start + len(words) + 2, len(body)), None, None, who, 0)
            analysis = Analysis(
                "ru", None, (Section("", Span(0, len(body)), 0, None),), (quotation, second), (), "test"
            )
            name = f"a{number}"
            article = make_article(body, id=name, published=f"2024-04-{number + 1:02}")
            store.apply([Put(FileState(name.encode(), 1, 1), name.encode(), article)])
            key = store.key_of(name)
            assert key is not None
            store.put_analyses([(key, Analysed(analysis, LEMMAS))])
        page = store.profile(who)
        assert page is not None
        return [(role.words, role.count) for role in page.roles]
    finally:
        store.close()


@pytest.mark.parametrize(
    ("called", "expected"),
    [
        (["мэр Сольмара", "мэра Сольмара", "мэром Сольмара"], [("мэр Сольмара", 3)]),
        (["главой района"], [("глава района", 1)]),
        (["Мэром"], [("Мэр", 1)]),
        (["мэр Лев Борнов", "мэра Льва Борнова", "Борнов", "он"], [("мэр", 2)]),
        (["Лев Борнов, мэр"], [("мэр", 1)]),
        (["глава банка", "главой банка"], [("глава банка", 2)]),
        (["бывшего мэра"], [("бывшего мэра", 1)]),
        (["матери"], [("матери", 1)]),
        (["экспертов"], [("экспертов", 1)]),
        (["мэр", "глава"], [("глава", 1), ("мэр", 1)]),
    ],
)
def test_roles_are_listed_once_in_the_nominative(tmp_path: Path, called: list[str], expected: list[object]) -> None:
    """Where the nominative cannot be told, as the article has it; the latest first."""
    assert roles(tmp_path, called) == expected


def test_a_name_in_marks_leaves_no_empty_marks(tmp_path: Path) -> None:
    assert roles(tmp_path, ["пресс-служба завода «Заря»"], who="Заря") == [("пресс-служба завода", 1)]


def test_a_merged_role_has_the_days_of_all_its_forms(tmp_path: Path) -> None:
    assert roles(tmp_path, ["мэра", "глава", "мэр"]) == [("мэр", 2), ("глава", 1)]
