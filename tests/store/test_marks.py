"""What a person did: kept, taken back, and shown in the list."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Event, Thread, Timer

import pytest

from newsreader.errors import StoreError
from newsreader.models import ListFilter, ReadingState
from newsreader.store.schema import MARKS_VERSION
from newsreader.store.store import Store
from tests.builders import write_library
from tests.store.syncing import ids, open_store, sync

NAMES = ["a", "b", "c"]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of three articles."""
    write_library(tmp_path / "library", {f"{name}.md": f"Статья {name}" for name in NAMES})
    opened = open_store(tmp_path)
    sync(opened)
    yield opened
    opened.close()


def unread(store: Store) -> set[str]:
    """Ids that the list of unread articles shows."""
    return set(ids(store, ListFilter(unread=True)))


def test_marks_show_in_the_list_and_in_the_counts(store: Store) -> None:
    """At once."""
    version = store.version()
    store.set_read(["a", "b"], True)
    store.set_starred(["b"], True)
    store.set_position("b", 42)
    assert unread(store) == {"c"}
    assert ids(store, ListFilter(starred=True)) == ["b"]
    assert (store.counts().unread, store.counts().starred) == (1, 1)
    assert store.state("b") == ReadingState(read=True, starred=True, position=42)
    opened = store.article("b")
    assert opened is not None
    assert opened.state == store.state("b")
    assert store.version() > version


def test_undo_takes_back_step_by_step(store: Store) -> None:
    """A batch is one step; what changed nothing is none."""
    store.set_read(["a"], True)
    store.set_read(["a"], True)
    store.set_starred(["a", "b", "c"], True)
    store.set_position("a", 5)
    store.set_read(NAMES, False)
    assert store.undo() == "a"
    assert store.state("a").read
    assert store.undo() == "", "it was about many"
    assert store.counts().starred == 0
    assert store.undo() == "a"
    assert unread(store) == set(NAMES)
    assert store.undo() is None
    assert store.state("a").position == 5


def test_undo_leaves_alone_what_came_by_itself(store: Store) -> None:
    """An article that was read to its end is not what a person wants back who starred another."""
    store.set_starred(["b"], True)
    store.set_read(["a"], True, by_hand=False)
    assert store.undo() == "b"
    assert not store.state("b").starred
    assert store.undo() is None
    assert store.state("a").read


def test_undo_works_over_restarts_and_inside_its_library(store: Store, tmp_path: Path) -> None:
    """Another library's steps are not its business."""
    store.set_read(["a"], True)
    store.close()
    write_library(tmp_path / "other", {"x.md": "Икс"})
    other = Store.open(tmp_path / "other", cache=tmp_path / "cache", data=tmp_path / "data")
    sync(other)
    other.set_read(["x"], True)
    again = open_store(tmp_path)
    assert again.undo() == "a"
    assert again.undo() is None
    assert unread(again) == set(NAMES)
    assert other.state("x").read
    again.close()
    other.close()


def test_marks_outlive_the_index(store: Store, tmp_path: Path) -> None:
    """The index is deleted and made anew."""
    store.set_read(["a"], True)
    store.set_starred(["b"], True)
    store.close()
    for path in (tmp_path / "cache").iterdir():
        path.unlink()
    again = open_store(tmp_path)
    sync(again)
    assert unread(again) == {"b", "c"}
    assert ids(again, ListFilter(starred=True)) == ["b"]
    assert again.undo() == "b"
    again.close()


def test_marks_come_back_with_their_article(store: Store) -> None:
    """A file that was away for a while."""
    store.set_read(["a"], True)
    (store.folder / "a.md").rename(store.folder / "a.away")
    sync(store)
    assert unread(store) == {"b", "c"}
    (store.folder / "a.away").rename(store.folder / "a.md")
    sync(store)
    assert unread(store) == {"b", "c"}
    assert store.counts().articles == 3


def test_an_index_that_missed_marks_catches_up(store: Store, tmp_path: Path) -> None:
    """The program ended between marking and showing it, or the marks were brought from elsewhere."""
    with closing(sqlite3.connect(tmp_path / "data/marks.db")) as marks, marks:
        marks.execute("INSERT INTO marks (article, read) VALUES ('c', 1)")
        marks.execute("INSERT INTO journal (library, article, field, before) VALUES ('', 'c', 'read', 0)")
    assert {row.id for row in store.summaries(store.keys(ListFilter())).values() if row.read} == {"c"}
    store.close()
    again = open_store(tmp_path)
    assert unread(again) == {"a", "b"}
    again.close()
    for path in (tmp_path / "data").iterdir():
        path.unlink()
    fresh = open_store(tmp_path)
    assert unread(fresh) == set(NAMES)
    fresh.close()


def test_two_programs_see_each_others_marks(store: Store, tmp_path: Path) -> None:
    """Neither has to be restarted."""
    other = open_store(tmp_path)
    version = other.version()
    store.set_read(["a"], True)
    assert other.version() != version
    assert unread(other) == {"b", "c"}
    other.set_read(["b"], True)
    assert unread(store) == {"c"}
    assert store.undo() == "b"
    other.close()


def test_marking_does_not_wait_for_a_sync(store: Store) -> None:
    """While somebody writes the index, marks are kept, and rows show them; the counts follow."""
    with store._index._database.writing():
        store.set_read(["a"], True)
        row = store.next_unread(None)
        assert row is not None
        assert {found.id for found in store.summaries(store.keys(ListFilter())).values() if not found.read} == {
            "b",
            "c",
        }
    store.version()
    assert unread(store) == {"b", "c"}
    assert store.counts().unread == 2


def test_newer_marks_are_seen_and_not_touched(store: Store, tmp_path: Path) -> None:
    """A newer program made them; they are shown, with a notice."""
    store.set_read(["a"], True)
    store.close()
    with closing(sqlite3.connect(tmp_path / "data/marks.db")) as marks:
        marks.execute(f"PRAGMA user_version = {MARKS_VERSION + 1}")
    again = open_store(tmp_path)
    assert "newer version" in again.notices[0]
    assert unread(again) == {"b", "c"}
    for change in (lambda: again.set_read(["b"], True), again.undo, lambda: again.set_position("a", 1)):
        with pytest.raises(StoreError, match="newer version"):
            change()
    sync(again)
    again.close()


@pytest.mark.parametrize("damage", ["zero", "text", "half"])
def test_damaged_marks_are_left_as_they_are(store: Store, tmp_path: Path, damage: str) -> None:
    """Reading goes on without them; nothing is overwritten."""
    store.set_read(["a"], True)
    store.close()
    path = tmp_path / "data/marks.db"
    raw = path.read_bytes()
    path.write_bytes({"zero": b"", "text": b"no database" * 100, "half": raw[: len(raw) // 2]}[damage])
    before = path.read_bytes()
    again = open_store(tmp_path)
    assert "marks cannot be used" in again.notices[0]
    assert again.state("a") == ReadingState()
    assert set(ids(again)) == set(NAMES)
    with pytest.raises(StoreError, match=r"marks\.db: marks cannot be used"):
        again.set_read(["b"], True)
    sync(again)
    again.close()
    assert path.read_bytes() == before


def test_a_data_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    """Reading goes on."""
    write_library(tmp_path / "library", {"a.md": "Статья"})
    (tmp_path / "file").write_text("x", encoding="utf-8")
    store = Store.open(tmp_path / "library", cache=tmp_path / "cache", data=tmp_path / "file")
    sync(store)
    assert "marks cannot be kept" in store.notices[0]
    assert ids(store) == ["a"]
    with pytest.raises(StoreError, match="marks cannot be kept"):
        store.set_starred(["a"], True)
    store.close()


@pytest.mark.parametrize("log", [False, True])
def test_marks_in_a_folder_that_cannot_be_written(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, log: bool
) -> None:
    """They are seen, also those that stand only in the log, and not changed."""
    store.set_read(["a"], True)
    if not log:
        store.close()
    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: real(path, mode) and "data" not in Path(path).parts)
    again = open_store(tmp_path)
    assert "may not be written" in again.notices[0]
    assert unread(again) == {"b", "c"}
    with pytest.raises(StoreError, match="can be seen, not changed"):
        again.set_read(["b"], True)
    again.close()


def test_marks_are_copied_once_a_day(store: Store, tmp_path: Path) -> None:
    """The copy is whole, and can take the place of a damaged file."""
    path, copy = tmp_path / "data/marks.db", tmp_path / "data/marks.db.backup"
    store.set_read(["a"], True)
    store.close()
    assert copy.exists()
    second = open_store(tmp_path)
    second.set_read(["b"], True)
    second.close()
    path.write_bytes(b"damaged")
    assert f"put {copy.name} in its place" in open_and_close(tmp_path)[0]
    copy.rename(path)
    third = open_store(tmp_path)
    assert unread(third) == {"b", "c"}
    third.set_starred(["c"], True)
    third.close()
    os.utime(copy, (1, 1))
    fourth = open_store(tmp_path)
    fourth.set_read(["c"], True)
    fourth.close()
    assert copy.stat().st_mtime > 1
    assert sorted(file.name for file in (tmp_path / "data").iterdir()) == [
        "marks.db",
        "marks.db.backup",
        "marks.db.lock",
    ]


def open_and_close(base: Path) -> tuple[str, ...]:
    """The notices of a start."""
    store = open_store(base)
    store.close()
    return store.notices


def test_marks_that_are_moved_away_are_not_written(store: Store, tmp_path: Path) -> None:
    """A mark that nobody will see again is not confirmed."""
    store.set_read(["a"], True)
    (tmp_path / "data/marks.db").rename(tmp_path / "data/elsewhere.db")
    with pytest.raises(StoreError, match="was moved away"):
        store.set_read(["b"], True)


def test_marking_thousands_and_undoing_it_shows_in_the_counts_at_once(tmp_path: Path) -> None:
    """Some were read before, some named twice; undo makes each what it was."""
    everything = [f"n{number}" for number in range(5000)]
    write_library(tmp_path / "library", {f"{name}.md": name for name in everything})
    store = open_store(tmp_path)
    sync(store)
    store.set_read(everything[:10], True)
    store.set_starred(everything[5:15], True)
    store.set_read([*everything, *everything[:100]], True)
    assert (store.counts().unread, store.counts().starred) == (0, 10)
    assert store.undo() == "", "it was about many"
    assert (store.counts().unread, store.counts().starred) == (4990, 10)
    assert not unread(store) & set(everything[:10])
    assert store.undo() == ""
    assert store.counts().starred == 0
    assert store.undo() == ""
    assert store.counts().unread == 5000
    assert store.undo() is None
    store.close()


def test_marks_cost_the_same_number_of_statements_however_many_there_are(store: Store) -> None:
    """A statement an article made undo of a whole library take seconds."""
    statements: list[int] = []

    def count(work: Callable[[], object]) -> None:
        seen: list[str] = []
        for database in (store._marks._database, store._index._database):
            assert database is not None
            with database.writing() as connection:
                connection.set_trace_callback(seen.append)
        work()
        statements.append(len(set(seen)))  # a trigger shows its statement once more for each row

    count(lambda: store.set_read(["a"], True))
    count(lambda: store.undo())
    count(lambda: store.set_read(NAMES, True))
    count(lambda: store.undo())
    assert statements[:2] == statements[2:]


def test_counts_are_right_after_undo_though_a_sync_is_writing(store: Store) -> None:
    store.set_read(NAMES, True)
    held, release = Event(), Event()

    def write(_connection: sqlite3.Connection) -> None:
        held.set()
        release.wait(10)

    syncing = Thread(target=lambda: store._index.write(write))
    syncing.start()
    held.wait(10)
    Timer(0.2, release.set).start()
    assert store.undo() == ""
    assert store.counts().unread == 3
    syncing.join()
