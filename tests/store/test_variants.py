"""The same words in several wires."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.store.changes import Put
from newsreader.store.files import FileState
from newsreader.store.likeness import SHARED, bag, overlap
from newsreader.store.store import Store
from newsreader.store.variants import differences, fold
from newsreader.text import words
from tests.builders import make_analysis, make_article
from tests.store.syncing import open_store

SAID = [
    ("a", "Мы построим новый мост через озеро до конца этого года"),
    ("b", "Погода на озере переменчива"),
    ("c", "Мы построим новый мост через озеро до конца года"),
    ("d", "Мы построим мост"),
    ("e", "«Мы  построим НОВЫЙ мост — через озеро — до конца этого года!»"),
    ("f", "Мы не построим новую школу через год до конца этого лета"),
    ("g", "Погода на озере переменчива"),
]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """An article a day, a the oldest."""
    opened = open_store(tmp_path_factory.mktemp("variants"))
    for number, (id_, said) in enumerate(SAID):
        body = f"Сообщение. {said} Конец."
        article = make_article(body, id=id_, published=f"2024-04-{number + 1:02}", source=f"Лента {id_}")
        opened.apply([Put(FileState(id_.encode(), 1, 1), id_.encode(), article)])
        key = opened.key_of(id_)
        assert key is not None
        opened.put_analyses([(key, make_analysis(body, (said, None)))])
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("address", "group"),
    [("a#q1", "ace"), ("c#q1", "ace"), ("e#q1", "ace"), ("b#q1", "bg"), ("d#q1", "d"), ("f#q1", "f")],
)
def test_the_library_knows_who_had_it_first(store: Store, address: str, group: str) -> None:
    """Whichever of the variants is asked for."""
    found = store.variants(address)
    assert found is not None
    assert "".join(hit.article_id for hit in (found.first, *found.others)) == group


def test_hits_are_folded(store: Store) -> None:
    """In the order of the first hit of each group; the earliest of a group is named first."""
    groups = fold(store.search_quotes("").hits)
    assert [group.first.article_id + "".join(hit.article_id for hit in group.others) for group in groups] == [
        "bg", "f", "ace", "d",
    ]  # fmt: skip
    assert fold([]) == ()


def test_there_is_nothing_like_nothing(store: Store) -> None:
    """An address that does not exist has no variants."""
    assert store.variants("zzz#q1") is None


def pairs(before: str, after: str) -> list[tuple[str, str]]:
    """The words that differ."""
    return [(one.before.of(before), one.after.of(after)) for one in differences(before, after)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Мост закрыт до весны", "мост, закрыт — до весны!", []),
        ("Мост закрыт до весны", "Мост открыт до весны", [("закрыт", "открыт")]),
        ("Мост закрыт", "Мост закрыт до весны", [("", "до весны")]),
        ("Старый мост", "мост", [("Старый", "")]),
        ("", "мост", [("", "мост")]),
        ("", "", []),
    ],
)
def test_differences(before: str, after: str, expected: list[tuple[str, str]]) -> None:
    """Words, not marks or case."""
    assert pairs(before, after) == expected


@given(st.text(max_size=80), st.text(max_size=80))
def test_differences_of_any_texts(before: str, after: str) -> None:
    """They lie inside; without them, the words are the same."""

    def rest(text: str, gone: list[tuple[int, int]]) -> list[str]:
        return [word.form for word in words(text) if not any(a <= word.start < b for a, b in gone)]

    found = differences(before, after)
    assert rest(before, [(one.before.start, one.before.end) for one in found]) == rest(
        after, [(one.after.start, one.after.end) for one in found]
    )


@given(st.lists(st.sampled_from("абвгдежз"), min_size=1, max_size=12), st.integers(0, 11))
def test_overlap_is_a_part_of_the_longer_text(letters: list[str], dropped: int) -> None:
    """1 for the same words in any order, and less with each that is missing."""
    said = bag(" ".join(letters))
    fewer = bag(" ".join(letters[: len(letters) - min(dropped, len(letters) - 1)]))
    assert overlap(said, bag(" ".join(reversed(letters)))) == 1
    assert overlap(said, fewer) == overlap(fewer, said) == fewer.total() / said.total()
    assert 0 < SHARED < 1
