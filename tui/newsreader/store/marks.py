"""What a person did with articles: read, starred, position. Kept apart from the index, never rebuilt, never dropped.

Marks are keyed by article id. Each change stands in a journal: for undo, and for the index, which mirrors read and
starred and repairs its copy from the journal's entries that it has not seen.
"""

from __future__ import annotations

import json
import os
import sqlite3
import uuid
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypeVar

from newsreader.errors import StoreError
from newsreader.models import ReadingState
from newsreader.phrase import Phrase, reason
from newsreader.store import flags, mirroring
from newsreader.store.connection import BusyError, Database, FileLock
from newsreader.store.journal import close_step, latest_step, note_mark, noted_rows
from newsreader.store.opening import plain, why, why_damaged
from newsreader.store.place import back_up, create, journal_for
from newsreader.store.schema import MARKS, MARKS_VERSION
from newsreader.store.tagging import tags_of, with_tags
from newsreader.store.undoing import is_kept, move_kept, take_back
from newsreader.text import clean, shown

Result = TypeVar("Result")
_FRESH = ReadingState()
_CHUNK = 500


class Marks:
    """The marks of one library; several libraries share the file.

    Args:
        database: None where there is nothing to read marks from.
        library: names the library in the journal, so that undo stays inside it.
        obstacle: why marks cannot be written; None where they can.
        version: of the file's layout.
    """

    def __init__(
        self, database: Database | None, *, library: str, obstacle: str | None, version: int = MARKS_VERSION
    ) -> None:
        self._database = database
        self._version = version
        self.library = library
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
                said = Phrase("{name}: marks cannot be kept: {reason}", name=_name(path), reason=_obstacle(error))
                return cls(None, library=library, obstacle=said)
        return cls._existing(path, library)

    @classmethod
    def _existing(cls, path: Path, library: str) -> Marks:
        try:
            fault = why_damaged(path)
        except OSError as error:
            fault = reason(error)
        if fault is not None:
            said = Phrase(
                "{name}: marks cannot be used: {reason}; put {copy} in its place",
                name=_name(path),
                reason=fault,
                copy=backup_of(path).name,
            )
            return cls(None, library=library, obstacle=said)
        writable = os.access(path, os.W_OK) and os.access(path.parent, os.W_OK | os.X_OK)
        wal = path.with_name(path.name + "-wal")
        mode = "ro" if writable or wal.exists() else "immutable"
        obstacle = None
        if not writable:
            obstacle = Phrase("{name}: may not be written; marks can be seen, not changed", name=_name(path))
        database = Database(path, journal=journal_for(path.parent), durable=True, mode=mode)
        try:
            with database.reading() as connection:
                (version,) = connection.execute("PRAGMA user_version").fetchone()
                connection.execute("SELECT count(*) FROM (SELECT 1 FROM marks LIMIT 1)").fetchone()
        except sqlite3.Error as error:
            database.close()
            said = Phrase("{problem}; marks cannot be used", problem=plain(path, error).said)
            return cls(None, library=library, obstacle=said)
        if version < MARKS_VERSION and writable:
            from newsreader.store.migrating import migrate

            version, obstacle = migrate(database, version)
        if version > MARKS_VERSION:
            obstacle = Phrase(
                "{name}: was made by a newer version of newsreader; marks can be seen, not changed", name=_name(path)
            )
        return cls(database, library=library, obstacle=obstacle, version=version)

    def read(self, work: Callable[[sqlite3.Connection], Result], default: Result) -> Result:
        """What `work` finds in one moment of the marks; `default` where there are none."""
        if self._database is None:
            return default
        try:
            with self._database.reading() as connection:
                return work(connection)
        except sqlite3.Error as error:
            raise plain(self._database.path, error) from error

    def read_kept(self, work: Callable[[sqlite3.Connection], Result], default: Result) -> Result:
        """As `read`, of tables that the first version did not have."""
        return self.read(work, default) if self._version > 1 else default

    def write(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """What `work` gives back, after its changes are on the disk.

        Raises:
            StoreError: where they cannot be written; nothing of them has been kept.
        """
        if self._database is None or self.obstacle is not None:
            raise StoreError(self.obstacle or "marks cannot be kept")
        if self._database.lost():
            name = _name(self._database.path)
            raise StoreError("{name}: was moved away while newsreader ran; start it again", name=name)
        try:
            with self._database.writing() as connection:
                result = work(connection)
            self._changed = True
            return result
        except BusyError:
            name = _name(self._database.path)
            raise StoreError("{name}: another program is writing marks; try again", name=name) from None
        except sqlite3.Error as error:
            raise plain(self._database.path, error) from error
        except OSError as error:
            name = _name(self._database.path)
            raise StoreError("{name}: marks cannot be written: {reason}", name=name, reason=reason(error)) from error

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

        nothing: dict[str, ReadingState] = {}
        found = self.read(work, nothing)
        return with_tags(found, self.read_kept(lambda connection: tags_of(connection, ids), {}))

    def state(self, article_id: str) -> ReadingState:
        """The state of one article."""
        return self.states([article_id]).get(clean(article_id), _FRESH)

    def set_flag(self, field: str, ids: Sequence[str], value: bool, *, by_hand: bool = True) -> None:
        """Sets "read" or "starred" of articles, as one step for `undo`; not where it comes by itself."""
        assert field in flags.FLAGS
        self.write(lambda connection: flags.set_flag(connection, self.library, field, ids, value, by_hand=by_hand))

    def set_position(self, article_id: str, offset: int) -> None:
        """Remembers where reading stopped; no step for `undo`."""
        self.write(lambda connection: _set(connection, "position", clean(article_id), max(0, offset)))

    def undo(self) -> str | None:
        """Takes the latest step of this library back.

        Returns the article it was about (an empty string where none or many), None where there is no step.
        """

        def work(connection: sqlite3.Connection) -> str | None:
            step = latest_step(connection, self.library)
            if step is None:
                return None
            for field, id_, detail in noted_rows(connection, self.library, step):
                if is_kept(field):
                    take_back(connection, self.library, field, id_, detail)
            flags.take_back(connection, self.library, step)
            return close_step(connection, self.library, step)

        return self.write(work)

    def move(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Gives the marks of one id to another that has none; does nothing where marks cannot be written."""
        moved = [(clean(old), clean(new)) for old, new in pairs]
        if self._database is None or self.obstacle is not None or not self._has([old for old, _ in moved]):
            return

        def work(connection: sqlite3.Connection) -> None:
            for old, new in moved:
                connection.execute("UPDATE OR IGNORE marks SET article = ? WHERE article = ?", (new, old))
                move_kept(connection, old, new)
                connection.execute(
                    "UPDATE journal SET article = ? WHERE article = ? AND library = ?", (new, old, self.library)
                )
                note_mark(connection, None, self.library, new, "moved", 0)

        self.write(work)

    def _has(self, ids: Sequence[str]) -> bool:
        """Whether there is anything of these articles to move."""
        names = json.dumps(list(ids))
        sql = "SELECT EXISTS (SELECT 1 FROM quotation_marks WHERE article IN (SELECT value FROM json_each(?)))"
        return bool(self.states(ids)) or self.read_kept(
            lambda connection: bool(connection.execute(sql, (names,)).fetchone()[0]), False
        )

    def mirror(self, index: sqlite3.Connection) -> None:
        """Brings the index's copy of read and starred up to date, inside a transaction of the index."""
        mirroring.mirror(self, index)

    def behind(self, index: sqlite3.Connection) -> bool:
        """Whether the index has not seen the latest marks."""
        return mirroring.is_behind(self.read, index)

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


def _obstacle(error: Exception) -> Phrase:
    if isinstance(error, BusyError):
        return Phrase("is in use by another program; try again when it has finished")
    return reason(error) if isinstance(error, OSError) else why(error)


def _name(path: Path) -> str:
    return shown(os.fsencode(path))


def _set(connection: sqlite3.Connection, field: str, article: str, value: int) -> None:
    connection.execute(
        f"INSERT INTO marks (article, {field}) VALUES (?, ?)"
        f" ON CONFLICT (article) DO UPDATE SET {field} = excluded.{field}",
        (article, value),
    )
