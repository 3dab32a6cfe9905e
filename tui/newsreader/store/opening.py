"""Opens SQLite files, and says in plain words why one cannot be used."""

from __future__ import annotations

import os
import sqlite3
from contextlib import suppress

from newsreader.errors import StoreError
from newsreader.phrase import Phrase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

WAIT = 5.0
"""Seconds that a reader or a writer waits for another program."""
_PLAIN = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~/")
"""Bytes that stand for themselves in a URI."""


def connect(path: str | Path, mode: str, kind: type[sqlite3.Connection] = sqlite3.Connection) -> sqlite3.Connection:
    """Opens a database; `mode` is "ro", "rw", "rwc" or, for a file on a medium that nobody can write, "immutable"."""
    options = "mode=ro&immutable=1" if mode == "immutable" else f"mode={mode}"
    return sqlite3.connect(
        f"file:{_escaped(path)}?{options}",
        uri=True,
        timeout=WAIT,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=64,
        factory=kind,
    )


def _escaped(path: str | Path) -> str:
    return "".join(chr(byte) if byte in _PLAIN else f"%{byte:02X}" for byte in os.fsencode(path))


def why_damaged(path: str | Path) -> Phrase | None:
    """What a quick look finds wrong with a database file, None where nothing: no page but the first is read."""
    size = os.stat(path).st_size
    if size == 0:
        return Phrase("it is empty")
    with open(path, "rb") as file:
        head = file.read(100)
    if len(head) < 100 or not head.startswith(b"SQLite format 3\0"):
        return Phrase("it is not a database")
    page = int.from_bytes(head[16:18], "big")
    pages = int.from_bytes(head[28:32], "big")
    with suppress(FileNotFoundError):
        if os.stat(f"{path}-wal").st_size:
            return None  # what is missing may stand in the log
    if size < pages * (65536 if page == 1 else page):
        return Phrase("a part of it is missing")
    return None


_REASONS = {
    sqlite3.SQLITE_FULL: Phrase("the disk is full; free some space and try again"),
    sqlite3.SQLITE_READONLY: Phrase("may not be written; check the permissions of the file and its folder"),
    sqlite3.SQLITE_PERM: Phrase("may not be written; check the permissions of the file and its folder"),
    sqlite3.SQLITE_BUSY: Phrase("is in use by another program; try again when it has finished"),
    sqlite3.SQLITE_LOCKED: Phrase("is in use by another program; try again when it has finished"),
    sqlite3.SQLITE_IOERR: Phrase("the disk cannot be read or written there; free some space or check the disk"),
    sqlite3.SQLITE_CANTOPEN: Phrase("cannot be opened; check the permissions of its folder"),
    sqlite3.SQLITE_CORRUPT: Phrase("is damaged"),
    sqlite3.SQLITE_NOTADB: Phrase("is damaged"),
    sqlite3.SQLITE_NOMEM: Phrase("there is not enough memory"),
    sqlite3.SQLITE_TOOBIG: Phrase("a text is too large for it"),
}


def is_damage(error: Exception) -> bool:
    """Whether an error says that the file is not what was written."""
    if not isinstance(error, sqlite3.Error):
        from newsreader.store.codec import CodecError

        return isinstance(error, CodecError)
    code = getattr(error, "sqlite_errorcode", 0)
    if code & 0xFF in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB) or code == sqlite3.SQLITE_IOERR_SHORT_READ:
        return True
    return str(error).startswith(("no such table", "no such column", "Could not decode", "malformed", "vtable con"))


def why(error: Exception) -> Phrase:
    """What an error of SQLite's says, in plain words."""
    return _REASONS.get(getattr(error, "sqlite_errorcode", 0) & 0xFF) or Phrase(str(error))


def plain(path: str | Path, error: Exception) -> StoreError:
    """An error of SQLite's in words that name the file and say what to do."""
    from newsreader.text import shown

    return StoreError("{name}: {problem}", name=shown(os.fsencode(path)), problem=why(error))
