"""A damaged index is noticed, kept aside, made anew, and told; the marks are not in it."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.errors import StoreError
from newsreader.models import ListFilter
from newsreader.store import connection, terms
from newsreader.store.check import check
from newsreader.store.place import file_system, journal_for
from newsreader.store.store import Store
from tests.builders import write_library
from tests.store.syncing import analysed, ids, open_store, sync

COUNT = 40


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """The index of a closed store with forty articles, the first of them starred."""
    text = "Мост через Терву закрыли до весны, и лёд на реке ещё тонок. "
    write_library(
        tmp_path / "library", {f"{number:02}.md": f"Новость {number}. {text * 20}" for number in range(COUNT)}
    )
    store = open_store(tmp_path)
    sync(store)
    for number in range(COUNT):
        analysed(store, f"{number:02}", ("Мост через Терву", "Лис"))
    store.set_starred(["00"], True)
    store.close()
    (path,) = (tmp_path / "cache").glob("*.db")
    return path


def half(path: Path) -> None:
    """Cuts the file in the middle."""
    raw = path.read_bytes()
    path.write_bytes(raw[: len(raw) // 2])


def zero(path: Path) -> None:
    """Leaves nothing of it."""
    path.write_bytes(b"")


def header(path: Path) -> None:
    """Writes over its beginning."""
    path.write_bytes(b"x" * 100 + path.read_bytes()[100:])


def page(path: Path) -> None:
    """Writes over a fourth of its pages."""
    raw = bytearray(path.read_bytes())
    rng = random.Random(5)
    for number in range(1, len(raw) // 4096):
        if rng.random() < 0.25:
            raw[number * 4096 : (number + 1) * 4096] = rng.randbytes(4096)
    path.write_bytes(raw)


def rot(path: Path) -> None:
    """Changes one letter inside a body."""
    raw = path.read_bytes()
    path.write_bytes(raw.replace("Новость 7. Мост".encode(), "Новость 7. Тост".encode()))


def lost_words(path: Path) -> None:
    """Takes the words of some quotations out of the search."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DELETE FROM quotation_terms_docsize WHERE id % 3 = 0")


def lost_table(path: Path) -> None:
    """Drops a table."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DROP TABLE names")


def lost_counts(path: Path) -> None:
    """Empties the totals."""
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("DELETE FROM totals")


def use(store: Store) -> None:
    """Everything that a reader does."""
    store.counts()
    store.summaries(store.keys(ListFilter(words="мост")))
    store.article("05")
    store.search_quotes("терва")
    store.entities("лис")
    store.next_unread(None)
    store.pending(engine="x", limit=9)
    store.version()
    store.set_read(["03"], True)
    sync(store)


@pytest.mark.parametrize("damage", [half, zero, header, page, lost_table, lost_counts])
def test_damage_is_noticed_and_made_good(index: Path, tmp_path: Path, damage: Callable[[Path], None]) -> None:
    """At the start or when it is met: a notice, the old file kept, an index that works, no mark lost."""
    damage(index)
    broken = index.read_bytes()
    store = open_store(tmp_path)
    use(store)
    sync(store)
    use(store)
    assert len(store.notices) == 1
    assert "made anew" in store.notices[0]
    (kept,) = [
        path for path in index.parent.glob("*.damaged-*") if path.suffix.find("wal") < 0 and path.suffix.find("shm") < 0
    ]
    if damage in (half, zero, header):
        assert kept.read_bytes() == broken
    assert len(ids(store)) == COUNT
    assert ids(store, ListFilter(starred=True)) == ["00"]
    assert check(store) == []
    store.close()


@pytest.mark.parametrize(
    ("damage", "told"),
    [
        (rot, "07: its text is not what was written"),
        (lost_words, f"{(COUNT + 2) // 3} quotations that the search has lost"),
    ],
)
def test_a_check_finds_what_reading_does_not_meet(
    index: Path, tmp_path: Path, damage: Callable[[Path], None], told: str
) -> None:
    """Bit rot inside a text, words that the search has lost."""
    damage(index)
    store = open_store(tmp_path)
    faults = check(store)
    assert len(faults) == 1
    assert told.split(" ", 1)[1] in faults[0]
    store.close()


@pytest.mark.parametrize("damage", [page, lost_table, lost_counts])
def test_a_check_that_meets_damage_has_the_index_made_anew(
    index: Path, tmp_path: Path, damage: Callable[[Path], None]
) -> None:
    """Either it tells the faults, or a notice does."""
    damage(index)
    store = open_store(tmp_path)
    assert check(store) or store.notices
    store.close()


def test_a_whole_index_has_no_faults(index: Path, tmp_path: Path) -> None:
    """A check finds nothing, and the start tells nothing."""
    store = open_store(tmp_path)
    assert check(store) == []
    assert store.notices == ()
    store.close()


def test_other_words_make_the_index_anew(index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another stemmer would not find what this one has put in."""
    monkeypatch.setattr(terms, "VERSION", "2/other")
    store = open_store(tmp_path)
    assert ids(store) == []
    assert "another version" in store.notices[0]
    store.close()


def test_only_a_few_damaged_files_are_kept(index: Path, tmp_path: Path) -> None:
    """They are as large as the index."""
    for _ in range(6):
        zero(index)
        store = open_store(tmp_path)
        assert "it is empty" in store.notices[0]
        store.close()
    assert len(list(index.parent.glob("*.damaged-*"))) <= 3


def test_an_index_that_is_deleted_under_way(index: Path, tmp_path: Path) -> None:
    """The next sync makes a new one, for this program and for others."""
    store = open_store(tmp_path)
    other = open_store(tmp_path)
    for path in index.parent.iterdir():
        path.unlink()
    assert len(ids(store)) == COUNT
    (store.folder / "new.md").write_text("Новое", encoding="utf-8")
    sync(store)
    sync(store)
    assert len(ids(store)) == COUNT + 1
    sync(other)
    assert len(ids(other)) == COUNT + 1
    assert ids(other, ListFilter(starred=True)) == ["00"]
    store.close()
    other.close()


def test_a_cache_that_cannot_be_used(tmp_path: Path) -> None:
    """The index lies in a temporary folder for this run, and is gone with it."""
    write_library(tmp_path / "library", {"a.md": "Статья"})
    (tmp_path / "file").write_text("x", encoding="utf-8")
    store = Store.open(tmp_path / "library", cache=tmp_path / "file", data=tmp_path / "data")
    sync(store)
    place = store._index.path.parent
    assert ids(store) == ["a"]
    assert "made anew for this run" in store.notices[0]
    store.close()
    assert not place.exists()


@pytest.mark.parametrize(("lasting", "waits"), [(True, 1), (False, 0)])
def test_an_index_that_does_not_outlive_the_program_waits_for_no_disk(
    tmp_path: Path, lasting: bool, waits: int
) -> None:
    """That of the files of the command line; it works as any."""
    write_library(tmp_path / "library", {"a.md": "Статья"})
    store = Store.open(tmp_path / "library", cache=tmp_path / "cache", data=tmp_path / "data", lasting=lasting)
    sync(store)
    with store._index._database.writing() as writer:
        assert writer.execute("PRAGMA synchronous").fetchone() == (waits,)
    assert ids(store) == ["a"]
    store.close()


def test_where_no_index_can_be_made_nothing_of_one_is_left(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The temporary folder goes, too."""
    write_library(tmp_path / "library", {"a.md": "Статья"})
    (tmp_path / "file").write_text("x", encoding="utf-8")
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))

    def full(*_given: object, **_stated: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr("newsreader.store.index.create", full)
    with pytest.raises(StoreError, match="disk is full"):
        Store.open(tmp_path / "library", cache=tmp_path / "file", data=tmp_path / "data")
    assert list((tmp_path / "temporary").iterdir()) == []


def test_a_full_disk_is_told_and_nothing_half_is_kept(tmp_path: Path) -> None:
    """Reading goes on; a later sync does the rest."""
    write_library(tmp_path / "library", {f"{number}.md": f"{number} " + "слово " * 3000 for number in range(60)})
    store = open_store(tmp_path)
    (store.folder / "0.md").write_text("Первая", encoding="utf-8")
    with store._index._database.writing() as writer:
        (pages,) = writer.execute("PRAGMA page_count").fetchone()
        writer.execute(f"PRAGMA max_page_count = {pages + 20}")
    with pytest.raises(StoreError, match="the disk is full"):
        sync(store)
    assert ids(store) == []
    assert store.counts().articles == 0
    with store._index._database.writing() as writer:
        writer.execute("PRAGMA max_page_count = 100000")
    sync(store)
    assert len(ids(store)) == 60
    store.close()


def test_a_locked_index_is_waited_for_and_then_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program holds it for long; reading goes on."""
    write_library(tmp_path / "library", {"a.md": "Статья"})
    store = open_store(tmp_path)
    other = open_store(tmp_path)
    real = connection.FileLock.held
    monkeypatch.setattr(connection.FileLock, "held", lambda self, *, wait=0.02: real(self, wait=min(wait, 0.02)))
    with other._index._database.writing():
        with pytest.raises(StoreError, match="another program is writing the index"):
            sync(store)
        assert store.counts().articles == 0
    sync(store)
    assert ids(other) == ["a"]
    store.close()
    other.close()


MOUNTS = """20 1 8:1 / / rw - ext4 /dev/sda1 rw
21 20 0:5 / /home rw,nosuid shared:1 - {kind} server:/home rw
22 21 0:6 / /home/a\\040b rw - tmpfs tmpfs rw
"""


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        ("nfs4", "DELETE"),
        ("cifs", "DELETE"),
        ("smb3", "DELETE"),
        ("fuse.sshfs", "DELETE"),
        ("9p", "DELETE"),
        ("btrfs", "WAL"),
    ],
)
def test_no_wal_on_network_file_systems(tmp_path: Path, kind: str, mode: str) -> None:
    """It needs shared memory."""
    mounts = tmp_path / "mountinfo"
    mounts.write_text(MOUNTS.format(kind=kind), encoding="utf-8")
    assert file_system(Path("/home/x"), mounts=mounts) == kind
    assert journal_for(Path("/home/x"), mounts=mounts) == mode
    assert journal_for(Path("/homely"), mounts=mounts) == "WAL"
    assert file_system(Path("/home/a b/c"), mounts=mounts) == "tmpfs"
    assert journal_for(Path("/x"), mounts=tmp_path / "none") == "WAL"


def test_an_index_on_a_network_file_system_works_without_wal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """And the reader is told."""
    monkeypatch.setattr("newsreader.store.index.journal_for", lambda folder: "DELETE")
    write_library(tmp_path / "library", {"a.md": "Статья"})
    store = open_store(tmp_path)
    sync(store)
    store.set_read(["a"], True)
    assert store.counts().unread == 0
    assert not list((tmp_path / "cache").glob("*-wal"))
    assert "network file system" in store.notices[0]
    store.close()
