"""The index's file: opened, made, and made anew where it is damaged. It can be deleted at any time."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from contextlib import suppress
from errno import EACCES
from pathlib import Path
from shutil import rmtree
from threading import Lock
from typing import TypeVar

from newsreader.errors import StoreError
from newsreader.phrase import Phrase, reason
from newsreader.store import terms
from newsreader.store.codec import CodecError
from newsreader.store.connection import BusyError, ClosedError, Database, FileLock
from newsreader.store.opening import WAIT, is_damage, plain, why_damaged
from newsreader.store.place import create, forget_old, journal_for, set_aside, stored_meta
from newsreader.store.schema import INDEX, INDEX_VERSION, index_name
from newsreader.text import shown

Result = TypeVar("Result")


class Index:
    """The index of one library.

    Reads and writes go through `read` and `write`, which notice damage: the damaged file is kept aside, an empty index
    takes its place, and the work is done on that.
    """

    def __init__(self, path: Path, *, notices: list[str], lasting: bool = True, temporary: Path | None = None) -> None:
        self.path = path
        self.notices = notices
        self._lasting = lasting and temporary is None
        self._temporary = temporary
        self._journal = journal_for(path.parent)
        self._replacing = Lock()
        self._database = self._open()

    @classmethod
    def open(cls, folder: Path, *, cache: Path, lasting: bool = True) -> Index:
        """Opens or makes the index of `folder` under `cache`; where that cannot be written, in a temporary folder.

        Raises:
            StoreError: where no place can be found for it.
        """
        notices: list[str] = []
        path = cache / index_name(folder)
        try:
            cache.mkdir(parents=True, exist_ok=True)
            if not os.access(cache, os.W_OK | os.X_OK):
                raise PermissionError(EACCES, os.strerror(EACCES))
            return cls(path, notices=notices, lasting=lasting)
        except (OSError, StoreError, BusyError) as error:
            why = reason(error) if isinstance(error, OSError) else getattr(error, "said", Phrase("is in use"))
            notices.append(
                Phrase(
                    "{name}: the index cannot be kept there ({reason}); it is made anew for this run",
                    name=shown(os.fsencode(cache)),
                    reason=why,
                )
            )
        temporary = None
        try:
            temporary = Path(tempfile.mkdtemp(prefix="newsreader-"))
            return cls(temporary / path.name, notices=notices, temporary=temporary)
        except BaseException as error:
            if temporary is not None:
                rmtree(temporary, ignore_errors=True)
            if isinstance(error, OSError):
                raise StoreError("no place for an index: {reason}; free some space", reason=reason(error)) from error
            raise

    def _open(self) -> Database:
        if self._fault() is not None:
            self._make()
        if self._journal == "DELETE":
            self.notices.append(
                Phrase("the index lies on a network file system; only one program at a time should use it")
            )
        return Database(self.path, journal=self._journal, durable=False, lasting=self._lasting)

    def _fault(self) -> str | None:
        """Why the file cannot be used as it is; None where it can, an empty string where it is not there."""
        try:
            fault = why_damaged(self.path)
            if fault is None:
                meta = stored_meta(self.path)
                if meta.get("terms") != terms.VERSION:
                    fault = Phrase("its words were made by another version")
                elif meta.get("schema") != INDEX_VERSION:
                    fault = Phrase("it has another layout")
        except FileNotFoundError:
            return ""
        except sqlite3.Error as error:
            if not is_damage(error) and self.path.exists():
                raise plain(self.path, error) from error
            fault = Phrase("it is damaged")
        return fault

    def _make(self) -> None:
        """Puts an empty index in the place of a missing or bad one."""
        lock = self._lock()
        try:
            with lock.held():
                fault = self._fault()
                if fault is None:
                    return  # another process was faster
                if fault:
                    aside = set_aside(self.path)
                    forget_old(self.path)
                    self.notices.append(
                        Phrase(
                            "the index was made anew: {reason}; the old one is kept as {name}",
                            reason=fault,
                            name=aside.name,
                        )
                    )
                meta: dict[str, str | int] = {"schema": INDEX_VERSION, "terms": terms.VERSION}
                start = f"UPDATE totals SET version = {time.time_ns() // 1000};"
                create(self.path, INDEX + start, meta, version=INDEX_VERSION, journal=self._journal)
        except sqlite3.Error as error:
            raise plain(self.path, error) from error
        finally:
            lock.close()

    def read(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """What `work` finds, in one moment of the index.

        Raises:
            StoreError: where the index cannot be read.
        """
        database = self._database
        try:
            with database.reading() as connection:
                return work(connection)
        except ClosedError:
            if database is self._database:
                raise
        except (sqlite3.Error, CodecError) as error:
            self._mend(database, error)
        try:
            with self._database.reading() as connection:
                return work(connection)
        except (sqlite3.Error, CodecError) as error:
            raise plain(self.path, error) from error

    def write(self, work: Callable[[sqlite3.Connection], Result], *, wait: float = WAIT) -> Result:
        """What `work` gives back, after its changes have been committed together.

        Raises:
            StoreError: where the index cannot be written; nothing of the changes has been kept.
            BusyError: where `wait` is 0 and somebody else writes.
        """
        database = self._database
        try:
            if database.lost():
                self._reopen(database)
                return self._write(self._database, work, wait)
            return self._write(database, work, wait)
        except ClosedError:
            if database is self._database:
                raise
        except (sqlite3.Error, CodecError) as error:
            self._mend(database, error)
        try:
            return self._write(self._database, work, wait)
        except (sqlite3.Error, CodecError) as error:
            raise plain(self.path, error) from error

    def _write(self, database: Database, work: Callable[[sqlite3.Connection], Result], wait: float) -> Result:
        try:
            with database.writing(wait=wait) as connection:
                result = work(connection)
                connection.execute("UPDATE totals SET version = version + 1")
                return result
        except BusyError:
            if wait == 0:
                raise
            name = self.path.name
            raise StoreError("{name}: another program is writing the index; try again later", name=name) from None
        except OSError as error:
            name = self.path.name
            raise StoreError(
                "{name}: the index cannot be written: {reason}", name=name, reason=reason(error)
            ) from error

    def _mend(self, database: Database, error: Exception) -> None:
        """Replaces a damaged index; any other error goes on as a StoreError."""
        if not is_damage(error):
            raise plain(self.path, error) from error
        self._reopen(database)

    def _reopen(self, database: Database) -> None:
        """Takes what lies at the index's place now; a file that was found damaged is put aside first."""
        with self._replacing:
            if self._database is not database:
                return  # another thread has done it
            lost = database.lost()
            database.close()
            with suppress(OSError, BusyError), self._lock().held():
                if not lost:
                    self._condemn()
            self._database = self._open()

    def _lock(self) -> FileLock:
        return FileLock(self.path.with_name(self.path.name + ".lock"))

    def _condemn(self) -> None:
        """Sets a file aside that looks good from outside, but is not."""
        aside = set_aside(self.path)
        forget_old(self.path)
        self.notices.append(
            Phrase("the index was damaged and is made anew; the old one is kept as {name}", name=aside.name)
        )

    def close(self) -> None:
        """Closes all connections; a temporary index is removed."""
        self._database.close()
        if self._temporary is not None:
            rmtree(self._temporary, ignore_errors=True)
