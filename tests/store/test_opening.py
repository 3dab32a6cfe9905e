"""What SQLite says of a file, in plain words of both languages."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.store import connection
from newsreader.store.marks import Marks
from newsreader.store.opening import connect, plain
from newsreader.ui.i18n import choose_language
from newsreader.ui.wording import told


def _locked(path: Path) -> None:
    with closing(connect(path, "rw")) as one, closing(connect(path, "rw")) as other:
        other.execute("PRAGMA busy_timeout = 0")
        one.execute("BEGIN IMMEDIATE")
        other.execute("BEGIN IMMEDIATE")


def _read_only(path: Path) -> None:
    with closing(connect(path, "ro")) as one:
        one.execute("INSERT INTO t VALUES ('x')")


def _full(path: Path) -> None:
    with closing(connect(path, "rw")) as one:
        one.execute("PRAGMA max_page_count = 2")
        one.execute("INSERT INTO t VALUES (zeroblob(100000))")


def _damaged(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:4096] + b"\x55" * 4096)
    with closing(connect(path, "ro")) as one:
        one.execute("SELECT * FROM t").fetchall()


def _no_database(path: Path) -> None:
    path.write_bytes(b"x" * 8192)
    with closing(connect(path, "ro")) as one:
        one.execute("SELECT * FROM t").fetchall()


def _not_there(path: Path) -> None:
    connect(path.with_name("none"), "ro")


def _too_large(path: Path) -> None:
    with closing(connect(path, "rw")) as one:
        one.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, 1000)
        one.execute("INSERT INTO t VALUES (?)", ("x" * 2000,))


@pytest.mark.parametrize(
    ("fault", "english", "russian"),
    [
        (_locked, "is in use by another program", "занято другой программой"),
        (_read_only, "may not be written; check the permissions", "проверьте права"),
        (_full, "the disk is full", "диск полон; освободите место"),
        (_damaged, "is damaged", "повреждён"),
        (_no_database, "is damaged", "повреждён"),
        (_not_there, "cannot be opened", "не открывается"),
        (_too_large, "a text is too large for it", "текст слишком велик"),
    ],
)
def test_what_sqlite_says_is_told_in_plain_words(
    tmp_path: Path, fault: Callable[[Path], None], english: str, russian: str
) -> None:
    """None of its own words is left, in either language."""
    path = tmp_path / "a.db"
    with closing(connect(path, "rwc")) as made:
        made.execute("CREATE TABLE t (x)")
    with pytest.raises((sqlite3.Error, sqlite3.Warning)) as caught:
        fault(path)
    error = plain(path, caught.value)
    assert english in str(error) and str(caught.value) not in str(error)
    choose_language("ru")
    try:
        assert russian in told(error)
    finally:
        choose_language("en")


def test_why_marks_cannot_be_kept_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Another program holds the lock, or the disk is full: neither is silent, or SQLite's own words."""

    def full(*_given: object, **_stated: object) -> None:
        with closing(connect(tmp_path / "x.db", "rwc")) as made:
            made.execute("CREATE TABLE t (x)")
        _full(tmp_path / "x.db")

    monkeypatch.setattr("newsreader.store.marks.create", full)
    assert "marks cannot be kept: the disk is full" in str(Marks.open(tmp_path / "a", library="x").obstacle)

    def busy(*_given: object, **_stated: object) -> None:
        raise connection.BusyError

    monkeypatch.setattr("newsreader.store.marks.create", busy)
    assert "marks cannot be kept: is in use by another program" in str(Marks.open(tmp_path / "b", library="x").obstacle)
