"""Where a database lies: whether the file system takes WAL, and how a new database comes into being whole."""

from __future__ import annotations

import os
import re
import sqlite3
import tempfile
import time
from contextlib import closing, suppress
from pathlib import Path

from newsreader.store.connection import Journal
from newsreader.store.opening import connect

_NETWORK = ("nfs", "cifs", "smb", "smbfs", "9p", "afs", "ncpfs", "ceph", "glusterfs", "lustre")
_REMOTE = frozenset((*_NETWORK, "vboxsf", "fuse", "fuseblk", "virtiofs"))
"""File systems, without the number of a version and what lies behind «fuse»."""
_KEPT_ASIDE = 3


def file_system(path: Path, *, mounts: Path = Path("/proc/self/mountinfo")) -> str:
    """The kind of file system that `path` lies on; empty where that cannot be told."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return ""
    real = os.path.realpath(path)
    best = ""
    kind = ""
    for line in lines:
        before, _, after = line.partition(" - ")
        fields = before.split(" ")
        if len(fields) < 5 or not after:
            continue
        point = fields[4]
        if "\\" in point:
            point = re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), point)
        inside = real == point or real.startswith(point.rstrip("/") + "/")
        if inside and len(point) >= len(best):
            best, kind = point, after.split(" ")[0]
    return kind


def journal_for(folder: Path, *, mounts: Path = Path("/proc/self/mountinfo")) -> Journal:
    """The journal mode that works in `folder`: WAL needs shared memory, which remote file systems do not have."""
    kind = file_system(folder, mounts=mounts).partition(".")[0].rstrip("0123456789")
    return "DELETE" if kind in _REMOTE else "WAL"


def create(path: Path, script: str, meta: dict[str, str | int], *, version: int, journal: Journal) -> None:
    """Makes a new database with its tables; it appears under its name only when it is complete."""
    descriptor, name = tempfile.mkstemp(prefix=path.name + ".", suffix=".new", dir=path.parent)
    os.close(descriptor)
    try:
        with closing(connect(Path(name), "rw")) as connection:
            connection.execute("PRAGMA synchronous = OFF")
            connection.executescript(f"BEGIN;{script}")
            connection.executemany("INSERT INTO meta VALUES (?, ?)", meta.items())
            connection.execute(f"PRAGMA user_version = {version}")
            connection.execute("COMMIT")
            connection.execute(f"PRAGMA journal_mode = {journal}")
        with open(name, "rb") as file:  # noqa: PTH123
            os.fsync(file.fileno())
        Path(name).replace(path)
    except BaseException:
        for suffix in ("", "-wal", "-shm", "-journal"):
            with suppress(FileNotFoundError):
                Path(name + suffix).unlink()
        raise


def set_aside(path: Path) -> Path:
    """Renames a damaged database and its logs, so that nothing of it is overwritten. Returns its new name."""
    stamp = time.strftime("%Y%m%d-%H%M%S")
    aside = path.with_name(f"{path.name}.damaged-{stamp}-{os.getpid()}")
    for suffix in ("-wal", "-shm", "-journal", ""):
        with suppress(FileNotFoundError):
            path.with_name(path.name + suffix).rename(aside.with_name(aside.name + suffix))
    return aside


def forget_old(path: Path) -> None:
    """Removes all but the latest few of the databases that were set aside."""
    logs = ("-wal", "-shm", "-journal")
    aside = sorted(p for p in path.parent.glob(path.name + ".damaged-*") if not p.name.endswith(logs))
    for old in aside[:-_KEPT_ASIDE]:
        for suffix in ("", *logs):
            with suppress(OSError):
                old.with_name(old.name + suffix).unlink()


def stored_meta(path: Path) -> dict[str, object]:
    """The table `meta` of a database.

    Raises:
        sqlite3.Error: where it has none.
    """
    with closing(connect(path, "ro")) as connection:
        rows: list[tuple[str, object]] = connection.execute("SELECT name, value FROM meta").fetchall()
    return dict(rows)


def back_up(path: Path, copy: Path, *, days: float) -> None:
    """Copies a database as it is at this moment, where the last copy is older; does nothing where that fails."""
    with suppress(OSError, sqlite3.Error):
        if copy.exists() and copy.stat().st_mtime > time.time() - days * 86_400:
            return
        descriptor, name = tempfile.mkstemp(prefix=path.name + ".", suffix=".new", dir=path.parent)
        os.close(descriptor)
        try:
            with closing(connect(path, "ro")) as source, closing(connect(Path(name), "rw")) as target:
                source.backup(target)
            Path(name).replace(copy)
        except BaseException:
            Path(name).unlink()
            raise
