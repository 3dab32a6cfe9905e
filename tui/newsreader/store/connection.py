"""Connections to one SQLite file: readers from a pool, one writer at a time over all threads and processes.

A process holds a lock file while it writes: with SQLite before 3.51.3, two connections that write and checkpoint at
once can damage a database in WAL mode. Readers never checkpoint.
"""

from __future__ import annotations

import fcntl
import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from newsreader.errors import StoreError
from newsreader.question import DroppedError, asked, check
from newsreader.store.opening import WAIT, connect
from newsreader.text import shown

_PAUSE = 0.004

Journal = Literal["WAL", "DELETE"]


class ClosedError(StoreError):
    """The database has been closed."""


class BusyError(Exception):
    """Somebody else writes, for longer than was to be waited."""


class FileLock:
    """An exclusive lock between processes, and between the threads of this one."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._threads = Lock()
        self._descriptor: int | None = None

    @contextmanager
    def held(self, *, wait: float = WAIT) -> Iterator[None]:
        """Holds the lock.

        Raises:
            BusyError: where it is not free within `wait` seconds.
        """
        end = time.monotonic() + wait
        if not self._threads.acquire(timeout=wait) if wait else not self._threads.acquire(blocking=False):
            raise BusyError
        try:
            self._lock(end)
            try:
                yield
            finally:
                if self._descriptor is not None:
                    fcntl.flock(self._descriptor, fcntl.LOCK_UN)
        finally:
            self._threads.release()

    def _lock(self, end: float) -> None:
        if self._descriptor is None:
            self._descriptor = os.open(self._path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        while True:
            try:
                fcntl.flock(self._descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return
            except BlockingIOError:
                if time.monotonic() >= end:
                    raise BusyError from None
            time.sleep(_PAUSE)

    def close(self) -> None:
        """Closes the lock file."""
        with self._threads:
            if self._descriptor is not None:
                os.close(self._descriptor)
                self._descriptor = None


class _Asking(sqlite3.Connection):
    """A connection that begins nothing for a question that has been dropped."""

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        check()
        return super().execute(sql, parameters)


class Database:
    """One SQLite file. Transactions are explicit; each ends before its `with` block is left.

    Args:
        path: the file, which exists.
        journal: "DELETE" on file systems where WAL does not work.
        durable: whether a commit is on the disk, power cuts included, when it returns.
        lasting: whether the file is to outlive the program; what is not waits for no disk.
        mode: how readers open it: "ro", or "immutable".
    """

    def __init__(self, path: Path, *, journal: Journal, durable: bool, lasting: bool = True, mode: str = "ro") -> None:
        self.path = path
        self._journal = journal
        self._durable = durable
        self._lasting = lasting
        self._mode = mode
        self.lock = FileLock(path.with_name(path.name + ".lock"))
        self._guard = Lock()
        self._idle: list[sqlite3.Connection] = []
        self._writer: sqlite3.Connection | None = None
        self._closed = False
        self.inode = path.stat().st_ino

    def lost(self) -> bool:
        """Whether the file at this place is no longer the one that was opened: somebody removed or replaced it."""
        try:
            return self.path.stat().st_ino != self.inode
        except FileNotFoundError:
            return True

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """A connection that sees one moment of the database.

        Raises:
            DroppedError: where the question that this thread works on is dropped.
        """
        connection = self._borrow()
        kept = False
        question = asked()
        try:
            with question.under_way(connection.interrupt) if question else nullcontext():
                connection.execute("BEGIN")
                yield connection
                connection.execute("COMMIT")
            kept = True
        except DroppedError:
            connection.rollback()
            kept = True
            raise
        finally:
            with self._guard:
                kept = kept and not self._closed
                if kept:
                    self._idle.append(connection)
            if not kept:
                connection.close()

    def _borrow(self) -> sqlite3.Connection:
        with self._guard:
            if self._closed:
                raise ClosedError("{name}: has been closed", name=shown(os.fsencode(self.path)))
            if self._idle:
                return self._idle.pop()
        connection = connect(self.path, self._mode, _Asking)
        connection.execute("PRAGMA cache_size = -8000")
        return connection

    @contextmanager
    def writing(self, *, wait: float = WAIT) -> Iterator[sqlite3.Connection]:
        """A transaction that is committed at the end of the block, or rolled back where the block raises.

        Raises:
            BusyError: where somebody else writes for longer than `wait` seconds.
        """
        with self.lock.held(wait=wait):
            connection = self._writing_connection()
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):
                    if connection.in_transaction:
                        connection.execute("ROLLBACK")
                raise

    def _writing_connection(self) -> sqlite3.Connection:
        if self._closed:
            raise ClosedError("{name}: has been closed", name=shown(os.fsencode(self.path)))
        if self._writer is None:
            connection = connect(self.path, "rw")
            try:
                connection.execute(f"PRAGMA journal_mode = {self._journal}")
                connection.execute(f"PRAGMA synchronous = {'FULL' if self._durable else 'NORMAL'}")
                connection.execute("PRAGMA cache_size = -32000")
                connection.execute("PRAGMA temp_store = MEMORY")
                connection.execute("PRAGMA journal_size_limit = 33554432")
                if not self._lasting:
                    connection.execute("PRAGMA synchronous = OFF")
                    connection.execute("PRAGMA wal_autocheckpoint = 65536")
            except BaseException:
                connection.close()
                raise
            self._writer = connection
        return self._writer

    def close(self) -> None:
        """Closes all connections that are not in use; those that are, close when they are given back."""
        with self._guard:
            self._closed = True
            idle, self._idle = self._idle, []
        for connection in idle:
            connection.close()
        if self._writer is not None:
            with suppress(BusyError, OSError), self.lock.held():
                self._writer.close()  # the last connection checkpoints
                self._writer = None
        self.lock.close()
