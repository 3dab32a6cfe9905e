"""A question that nobody wants answered any more stops what is under way for it, and nothing else."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Event, Thread

import pytest

from newsreader.question import DroppedError, Question
from newsreader.store.store import Store
from tests.builders import write_library
from tests.store.syncing import analysed, open_store, sync

ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT max(i) FROM n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    write_library(tmp_path / "library", {"a.md": "«Мост закрыт», — сказал он."})
    store = open_store(tmp_path)
    sync(store)
    analysed(store, "a", ("Мост закрыт", "Лев Борнов"))
    yield store
    store.close()


def test_what_is_under_way_stops(store: Store) -> None:
    """In the middle of a statement; the connection goes on to serve."""
    question, begun = Question(), Event()
    connections: list[sqlite3.Connection] = []
    raised: list[BaseException] = []

    def ask(connection: sqlite3.Connection) -> None:
        connections.append(connection)
        begun.set()
        connection.execute(ENDLESS).fetchone()

    def work() -> None:
        try:
            with question:
                store.inspect(ask)
        except DroppedError as error:
            raised.append(error)

    thread = Thread(target=work)
    thread.start()
    assert begun.wait(10)
    while thread.is_alive():  # dropped before the statement has begun, it takes a second time
        question.drop()
        thread.join(0.01)
    assert len(raised) == 1
    assert store.inspect(lambda connection: connection) is connections[0]
    assert [hit.text for hit in store.search_quotes("мост").hits] == ["Мост закрыт"]


def test_nothing_more_is_begun(store: Store) -> None:
    """Between two statements."""
    question = Question()

    def ask(connection: sqlite3.Connection) -> None:
        connection.execute("SELECT 1")
        question.drop()
        connection.execute("SELECT 2")

    with pytest.raises(DroppedError), question:
        store.inspect(ask)
    with pytest.raises(DroppedError), question:
        store.search_quotes("мост")


def test_other_questions_go_on(store: Store) -> None:
    """Of the same thread, afterwards, and those that nobody can drop."""
    first, second = Question(), Question()
    first.drop()
    with second:
        assert store.search_quotes("мост").hits
        assert store.facets("мост").hits == 1
    second.drop()
    second.drop()
    assert store.search_quotes("мост").hits


def test_an_error_is_still_an_error(store: Store) -> None:
    """While the answer is wanted."""

    def ask(connection: sqlite3.Connection) -> None:
        raise ValueError("odd")

    with pytest.raises(ValueError, match="odd"), Question():
        store.inspect(ask)
