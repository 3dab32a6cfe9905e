"""What a person did with articles: read, starred, position. Kept apart from the index, never rebuilt, never dropped.

Marks are keyed by article id. Each change stands in a journal: for undo, and for the index, which mirrors read and
starred and repairs its copy from the journal's entries that it has not seen.
"""

from __future__ import annotations

import os
import sqlite3
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from newsreader.errors import StoreError
from newsreader.models import ReadingState
from newsreader.store.connection import BusyError, Database, FileLock, plain
from newsreader.store.files import shown
from newsreader.store.place import back_up, create, journal_for, why_damaged
from newsreader.store.schema import MARKS, MARKS_VERSION
from newsreader.text import clean

Result = TypeVar("Result")
_FRESH = ReadingState()
_CHUNK = 500
_NOTHING: tuple[str | None, int] = None, 0
_NEXT_STEP = "SELECT ifnull(max(step), 0) + 1 FROM journal WHERE library = ? AND step IS NOT NULL"


class Marks:
    """The marks of one library; several libraries share the file.

    Args:
        database: None where there is nothing to read marks from.
        library: names the library in the journal, so that undo stays inside it.
        obstacle: why marks cannot be written; None where they can.
    """

    def __init__(self, database: Database | None, *, library: str, obstacle: str | None) -> None:
        self._database = database
        self._library = library
        self.obstacle = obstacle
        self._changed = False

    @classmethod
    def open(cls, data: Path, *, library: str) -> Marks:
        """Opens or makes `marks.db` under `data`. Never raises: what cannot be written can be read, and is told."""
        path = data / "marks.db"
        try:
            data.mkdir(mode=0o700, parents=True, exist_ok=True)
            if not path.exists():
                _create(path)
        except (OSError, sqlite3.Error, BusyError) as error:
            if not path.exists():
                reason = getattr(error, "strerror", None) or str(error)
                return cls(None, library=library, obstacle=f"{_name(path)}: marks cannot be kept: {reason}")
        return cls._existing(path, library)

    @classmethod
    def _existing(cls, path: Path, library: str) -> Marks:
        try:
            fault = why_damaged(path)
        except OSError as error:
            fault = str(error.strerror)
        if fault is not None:
            obstacle = f"{_name(path)}: marks cannot be used: {fault}; put {backup_of(path).name} in its place"
            return cls(None, library=library, obstacle=obstacle)
        writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)
        wal = path.with_name(path.name + "-wal")
        mode = "ro" if writable or wal.exists() else "immutable"
        obstacle = "" if writable else f"{_name(path)}: may not be written; marks can be seen, not changed"
        database = Database(path, journal=journal_for(path.parent), durable=True, mode=mode)
        try:
            with database.reading() as connection:
                (version,) = connection.execute("PRAGMA user_version").fetchone()
                connection.execute("SELECT count(*) FROM (SELECT 1 FROM marks LIMIT 1)").fetchone()
        except sqlite3.Error as error:
            database.close()
            return cls(None, library=library, obstacle=f"{plain(path, error)}; marks cannot be used")
        if version > MARKS_VERSION:
            obstacle = f"{_name(path)}: was made by a newer version of newsreader; marks can be seen, not changed"
        return cls(database, library=library, obstacle=obstacle or None)

    def _read(self, work: Callable[[sqlite3.Connection], Result], default: Result) -> Result:
        if self._database is None:
            return default
        try:
            with self._database.reading() as connection:
                return work(connection)
        except sqlite3.Error as error:
            raise plain(self._database.path, error) from error

    def _write(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        if self._database is None or self.obstacle is not None:
            raise StoreError(self.obstacle or "marks cannot be kept")
        if self._database.lost():
            raise StoreError(f"{_name(self._database.path)}: was moved away while newsreader ran; start it again")
        try:
            with self._database.writing() as connection:
                result = work(connection)
            self._changed = True
            return result
        except BusyError:
            raise StoreError(f"{_name(self._database.path)}: another program is writing marks; try again") from None
        except sqlite3.Error as error:
            raise plain(self._database.path, error) from error
        except OSError as error:
            raise StoreError(f"{_name(self._database.path)}: marks cannot be written: {error.strerror}") from error

    def states(self, ids: Sequence[str]) -> dict[str, ReadingState]:
        """The states of those of the articles that have marks."""

        def work(connection: sqlite3.Connection) -> dict[str, ReadingState]:
            found: dict[str, ReadingState] = {}
            for first in range(0, len(ids), _CHUNK):
                part = list(map(clean, ids[first : first + _CHUNK]))
                places = ",".join("?" * len(part))
                sql = f"SELECT article, read, starred, position FROM marks WHERE article IN ({places})"
                for id_, read, starred, position in connection.execute(sql, part):
                    found[id_] = ReadingState(bool(read), bool(starred), position)
            return found

        return self._read(work, {})

    def state(self, article_id: str) -> ReadingState:
        """The state of one article."""
        return self.states([article_id]).get(clean(article_id), _FRESH)

    def set_flag(self, field: str, ids: Sequence[str], value: bool) -> None:
        """Sets "read" or "starred" of articles, as one step for `undo`."""
        assert field in ("read", "starred")

        def work(connection: sqlite3.Connection) -> None:
            (step,) = connection.execute(_NEXT_STEP, (self._library,)).fetchone()
            for id_ in dict.fromkeys(map(clean, ids)):
                row = connection.execute(f"SELECT {field} FROM marks WHERE article = ?", (id_,)).fetchone()
                before = row[0] if row else 0
                if before != value:
                    _set(connection, field, id_, int(value))
                    _note(connection, step, self._library, id_, field, before)

        self._write(work)

    def set_position(self, article_id: str, offset: int) -> None:
        """Remembers where reading stopped; no step for `undo`."""
        self._write(lambda connection: _set(connection, "position", clean(article_id), max(0, offset)))

    def undo(self) -> str | None:
        """Takes the latest step of this library back; the first article it was about, None where there is no step."""

        def work(connection: sqlite3.Connection) -> str | None:
            rows = connection.execute(
                "SELECT seq, article, field, before FROM journal WHERE library = ?1"
                " AND step = (SELECT max(step) FROM journal WHERE library = ?1 AND step IS NOT NULL) ORDER BY seq",
                (self._library,),
            ).fetchall()
            for seq, id_, field, before in rows:
                assert field in ("read", "starred")
                (now,) = connection.execute(f"SELECT {field} FROM marks WHERE article = ?", (id_,)).fetchone() or (0,)
                _set(connection, field, id_, before)
                _note(connection, None, self._library, id_, field, now)
                connection.execute("UPDATE journal SET step = NULL WHERE seq = ?", (seq,))
            return rows[0][1] if rows else None

        return self._write(work)

    def move(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Gives the marks of one id to another that has none; does nothing where marks cannot be written."""
        if self._database is None or self.obstacle is not None or not self.states([old for old, _ in pairs]):
            return
        moved = [(clean(old), clean(new)) for old, new in pairs]

        def work(connection: sqlite3.Connection) -> None:
            for old, new in moved:
                connection.execute("UPDATE OR IGNORE marks SET article = ? WHERE article = ?", (new, old))
                connection.execute(
                    "UPDATE journal SET article = ? WHERE article = ? AND library = ?", (new, old, self._library)
                )
                _note(connection, None, self._library, new, "moved", 0)

        self._write(work)

    def mirror(self, index: sqlite3.Connection) -> None:
        """Brings the index's copy of read and starred up to date, inside a transaction of the index."""
        identity, last = self._read(_standing, _NOTHING)
        if identity is None:
            return
        stored = dict(index.execute("SELECT name, value FROM meta WHERE name IN ('marks', 'marks_seq')").fetchall())
        seen = int(stored.get("marks_seq", 0))
        if stored.get("marks") == identity and seen == last:
            return
        whole = stored.get("marks") != identity or seen > last
        if whole:
            index.execute("UPDATE articles SET read = 0, starred = 0 WHERE read OR starred")
        nothing: list[tuple[str, int, int]] = []
        for id_, read, starred in self._read(_all if whole else _since(seen), nothing):
            index.execute("UPDATE articles SET read = ?, starred = ? WHERE id = ?", (read, starred, id_))
        index.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", [("marks", identity), ("marks_seq", last)])

    def behind(self, index: sqlite3.Connection) -> bool:
        """Whether the index has not seen the latest marks."""
        identity, last = self._read(_standing, _NOTHING)
        stored = dict(index.execute("SELECT name, value FROM meta WHERE name IN ('marks', 'marks_seq')").fetchall())
        return identity is not None and (stored.get("marks"), stored.get("marks_seq")) != (identity, last)

    def close(self) -> None:
        """Closes the file, and keeps a copy of it once a day."""
        if self._database is not None:
            if self._changed:  # the writer is still open: it is the last to close, and takes the log away
                back_up(self._database.path, backup_of(self._database.path), days=1)
            self._database.close()


def backup_of(path: Path) -> Path:
    """Where the copy of the marks lies."""
    return path.with_name(path.name + ".backup")


def _create(path: Path) -> None:
    """Makes the file, unless another program is faster."""
    lock = FileLock(path.with_name(path.name + ".lock"))
    try:
        with lock.held():
            if not path.exists():
                meta: dict[str, str | int] = {"identity": uuid.uuid4().hex}
                create(path, MARKS, meta, version=MARKS_VERSION, journal=journal_for(path.parent))
    finally:
        lock.close()


def _name(path: Path) -> str:
    return shown(os.fsencode(path))


def _set(connection: sqlite3.Connection, field: str, article: str, value: int) -> None:
    connection.execute(
        f"INSERT INTO marks (article, {field}) VALUES (?, ?)"
        f" ON CONFLICT (article) DO UPDATE SET {field} = excluded.{field}",
        (article, value),
    )


def _note(
    connection: sqlite3.Connection, step: int | None, library: str, article: str, field: str, before: int
) -> None:
    connection.execute(
        "INSERT INTO journal (step, library, article, field, before) VALUES (?, ?, ?, ?, ?)",
        (step, library, article, field, before),
    )


def _standing(connection: sqlite3.Connection) -> tuple[str | None, int]:
    """The file's identity and the number of its last journal entry."""
    (identity,) = connection.execute("SELECT value FROM meta WHERE name = 'identity'").fetchone() or ("",)
    (last,) = connection.execute("SELECT ifnull(max(seq), 0) FROM journal").fetchone()
    return identity, last


def _all(connection: sqlite3.Connection) -> list[tuple[str, int, int]]:
    return connection.execute("SELECT article, read, starred FROM marks WHERE read OR starred").fetchall()


def _since(seen: int) -> Callable[[sqlite3.Connection], list[tuple[str, int, int]]]:
    def work(connection: sqlite3.Connection) -> list[tuple[str, int, int]]:
        return connection.execute(
            "SELECT j.article, ifnull(m.read, 0), ifnull(m.starred, 0) FROM (SELECT DISTINCT article FROM journal"
            " WHERE seq > ?) j LEFT JOIN marks m ON m.article = j.article",
            (seen,),
        ).fetchall()

    return work
