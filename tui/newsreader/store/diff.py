"""Compares the files that are there with those the index knows. Size and modification time say whether to look.

A folder in which nothing had to be done is remembered by its fingerprint: as long as that is the same, the index's
files are not even read.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from newsreader.errors import StoreError
from newsreader.store.connection import BusyError
from newsreader.store.files import FileState, Folder, fingerprint, states, walk

if TYPE_CHECKING:
    from newsreader.store.index import Index


class KnownFile(NamedTuple):
    """A file as the index knows it."""

    name: bytes
    size: int
    mtime_ns: int
    digest: bytes
    """Of its content; empty where it could not be read."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What a sync has to do."""

    look: tuple[FileState, ...] = ()
    """Files that are new, look changed, or could not be read last time."""
    gone: tuple[KnownFile, ...] = ()
    unchanged: int = 0
    digests: Mapping[bytes, bytes] = field(default_factory=dict)
    """Of those in `look` that the index has, by name: what it knows of their content."""
    faults: tuple[tuple[str, str], ...] = ()
    """Folders that could not be read, and why; of the files in them nothing is said."""

    def __bool__(self) -> bool:
        """Whether there is anything to do."""
        return bool(self.look or self.gone)


def compare(index: Index, folder: Path) -> Difference:
    """What has changed in the folder since the index was brought up to date.

    Raises:
        StoreError: where the folder or the index cannot be read.
    """
    remembered, articles = index.read(_remembered)
    if remembered is not None and remembered == fingerprint(walk(folder)):
        return Difference(unchanged=articles)
    there = tuple(walk(folder))
    faults = tuple((one.inside, one.fault) for one in there if one.fault is not None)
    untold = tuple(os.fsencode(name) for name, _ in faults)

    def work(connection: sqlite3.Connection) -> tuple[int, Difference]:
        known = (file for file in known_files(connection) if not file.name.startswith(untold))
        return _version(connection), difference(states(there), known)

    version, found = index.read(work)
    if faults:
        return replace(found, faults=faults)
    if not found:
        _remember(index, version, there)
    return found


def difference(files: Iterable[FileState], known: Iterable[KnownFile]) -> Difference:
    """What has changed between two rows of files, each sorted by name."""
    look: list[FileState] = []
    gone: list[KnownFile] = []
    digests: dict[bytes, bytes] = {}
    unchanged = 0
    rest = iter(known)
    old = next(rest, None)
    for file in files:
        name = file.name
        while old is not None and old.name < name:
            gone.append(old)
            old = next(rest, None)
        if old is None or old.name != name:
            look.append(file)
            continue
        if old.mtime_ns == file.mtime_ns and old.size == file.size and old.digest:
            unchanged += 1
        else:
            look.append(file)
            digests[name] = old.digest
        old = next(rest, None)
    if old is not None:
        gone += [old, *rest]
    return Difference(tuple(look), tuple(gone), unchanged, digests)


def known_files(connection: sqlite3.Connection) -> Iterator[KnownFile]:
    """All files of the index, sorted by name."""
    return map(KnownFile._make, connection.execute("SELECT name, size, mtime, digest FROM files ORDER BY name"))


def forget_fingerprint(connection: sqlite3.Connection) -> None:
    """Belongs to every change of the index's files."""
    connection.execute("DELETE FROM meta WHERE name = 'folder'")


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("SELECT version FROM totals").fetchone() or (0,)
    return int(version)


def _remembered(connection: sqlite3.Connection) -> tuple[bytes | None, int]:
    found: tuple[bytes, int] | None = connection.execute(
        "SELECT m.value, t.articles FROM meta m, totals t WHERE m.name = 'folder'"
    ).fetchone()
    return found or (None, 0)


def _remember(index: Index, version: int, there: Sequence[Folder]) -> None:
    """Notes that the folder, as it is there, is what the index had at that version; anybody's change comes first."""

    def work(connection: sqlite3.Connection) -> None:
        if _version(connection) == version:
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('folder', ?)", (fingerprint(there),))

    with suppress(BusyError, StoreError):
        index.write(work, wait=0.0)
