"""An index that stands is searched without the store, with the store's answers; any other is left to the store."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from newsreader.errors import StoreError
from newsreader.models import QuoteHit
from newsreader.record import replace
from newsreader.store.changes import Put
from newsreader.store.files import FileState
from newsreader.store.schema import index_name
from newsreader.store.standing import Standing, UnreadyError
from tests.builders import make_analysis, make_article
from tests.store.syncing import open_store

SAID = {
    "a": ("Мост закрыт до весны", "Лев Борнов"),
    "b": ("Мосты откроют летом", "Агата Нордина"),
    "c": ("Паром вернётся", None),
}


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    """A folder with the index and the marks of three articles."""
    store = open_store(tmp_path)
    for day, (id_, (words, who)) in enumerate(SAID.items(), 1):
        body = f"«{words}», — сказали там."
        article = make_article(body, id=id_, published=f"2024-04-0{day}")
        store.apply([Put(FileState(id_.encode(), 1, 1), id_.encode(), article)])
        key = store.key_of(id_)
        assert key is not None
        store.put_analyses([(key, make_analysis(body, (words, who)))])
    store.close()
    yield tmp_path


def standing(home: Path) -> Standing:
    """The index as a quick command opens it."""
    return Standing(str(home / "library"), cache=str(home / "cache"), data=str(home / "data"))


def index_of(home: Path) -> Path:
    """The index's file."""
    return home / "cache" / index_name(home / "library")


def plain(hits: tuple[QuoteHit, ...]) -> list[QuoteHit]:
    """The hits without what says where their words are."""
    return [replace(hit, highlights=(), by_form=()) for hit in hits]


@pytest.mark.parametrize(
    "query", ["", "мост", "кто:Борнов", "мосту -летом", "тег:вода", "звезда:", "нигде", 'о:"', "па"]
)
def test_answers_are_those_of_the_store(home: Path, query: str) -> None:
    store = open_store(home)
    store.keep(["b#q1"], starred=True, tags=["вода"], note="к лету")
    store.close()
    store = open_store(home)
    whole = store.search_quotes(query, limit=2)
    store.close()
    with standing(home) as index:
        found = index.search_quotes(query, limit=2)
        assert plain(found.hits) == plain(whole.hits)
        assert (found.more, found.missing, found.corrections) == (whole.more, whole.missing, whole.corrections)
        if found.more:
            assert [hit.article_id for hit in index.search_quotes(query, limit=2, older_than=found.hits[-1]).hits] == [
                "a"
            ]


def _change(home: Path, file: Path, sql: str) -> None:
    with sqlite3.connect(file) as connection:
        connection.execute(sql)
    connection.close()


UNREADY: dict[str, Callable[[Path], object]] = {
    "no index": lambda home: index_of(home).unlink(),
    "no marks": lambda home: (home / "data" / "marks.db").unlink(),
    "an empty index": lambda home: index_of(home).write_bytes(b""),
    "no database": lambda home: index_of(home).write_bytes(b"text " * 50),
    "other words": lambda home: _change(home, index_of(home), "UPDATE meta SET value = 'old' WHERE name = 'terms'"),
    "another layout": lambda home: _change(home, index_of(home), "UPDATE meta SET value = 1 WHERE name = 'schema'"),
    "no totals": lambda home: _change(home, index_of(home), "DELETE FROM totals"),
    "nothing analysed": lambda home: _change(home, index_of(home), "UPDATE totals SET waiting = articles"),
    "nothing in it": lambda home: _change(home, index_of(home), "UPDATE totals SET articles = 0"),
    "newer marks": lambda home: _change(home, home / "data" / "marks.db", "PRAGMA user_version = 99"),
    "unseen marks": lambda home: _change(
        home,
        home / "data" / "marks.db",
        "INSERT INTO journal (library, article, field, before) VALUES ('', 'a', 'read', 0)",
    ),
    "a network's journal": lambda home: _change(home, index_of(home), "PRAGMA journal_mode = DELETE"),
}


@pytest.mark.parametrize("spoil", UNREADY.values(), ids=UNREADY)
def test_what_the_store_would_mend_is_left_to_it(home: Path, spoil: Callable[[Path], object]) -> None:
    spoil(home)
    with pytest.raises(UnreadyError):
        standing(home)


def test_damage_that_a_search_meets_is_left_to_the_store_while_nothing_was_found(home: Path) -> None:
    with standing(home) as index:
        hit = index.search_quotes("").hits[0]
    _change(home, index_of(home), "DROP TABLE quotations")
    with standing(home) as index:
        with pytest.raises(UnreadyError):
            index.search_quotes("мост")
        with pytest.raises(StoreError, match="index-v"):
            index.search_quotes("мост", older_than=hit)


def test_nothing_is_written(home: Path) -> None:
    before = index_of(home).read_bytes()
    with standing(home) as index:
        index.search_quotes("мост")
    assert index_of(home).read_bytes() == before
    open_store(home).close()
