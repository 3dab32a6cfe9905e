"""Looks through a library's folder and reads its files.

Names are bytes; only regular files are read, and of a library only those that lie inside it.
"""

from __future__ import annotations

import os
import stat
from array import array
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from newsreader.errors import ArticleError, StoreError
from newsreader.phrase import Phrase, reason
from newsreader.text import shown

SUFFIXES = (".md", ".markdown", ".txt", ".html", ".htm")
LARGEST = 64 * 2**20
"""Bytes of a file that is read."""
_LATEST = 2**63 - 1
_FOLDER = os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
_PLAIN_FILE = os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOCTTY


class FileState(NamedTuple):
    """A file of the library as it was found."""

    name: bytes
    """Relative to the library's folder."""
    size: int
    mtime_ns: int


class Folder(NamedTuple):
    """The files in one folder that may be articles."""

    inside: str
    """The folder's name relative to the library's, with a slash at its end; empty for that one itself."""
    names: list[str]
    numbers: array[int]
    """Size and time of each file, in turn, as `FileState` has them."""
    fault: str | None = None
    """Why the folder could not be read to its end."""


def scan(folder: Path) -> list[FileState]:
    """All files that may be articles, sorted by name; see `walk`.

    Raises:
        StoreError: where the folder is missing or cannot be read.
    """
    return list(states(walk(folder)))


def states(there: Iterable[Folder]) -> Iterator[FileState]:
    """The files that `walk` has found, sorted by name; made one by one, as 100,000 at once take tens of megabytes."""
    folders = {one.inside: one for one in there}
    inner: dict[str, list[str]] = {inside: [] for inside in folders}
    for inside in folders:
        if inside:
            parent = inside[: inside.rfind("/", 0, -1) + 1]
            inner[parent].append(inside)
    open_ = [_sorted(folders[""], inner[""])]
    while open_:
        for entry in open_[-1]:
            if isinstance(entry, str):
                open_.append(_sorted(folders[entry], inner[entry]))
                break
            yield entry
        else:
            open_.pop()


def state_of(folder: Path, name: bytes) -> FileState | None:
    """A file of the library as it is now; None where it is not there."""
    try:
        now = os.stat(os.path.join(os.fsencode(folder), name), follow_symlinks=False)  # noqa: PTH116, PTH118 - bytes
    except OSError:
        return None
    return FileState(name, now.st_size, min(now.st_mtime_ns, _LATEST))


def _sorted(folder: Folder, inner: list[str]) -> Iterator[FileState | str]:
    """What lies in a folder, by name: its files, and the folders in it, each of which stands for all that it holds."""
    inside, names, numbers, _ = folder
    places = [(os.fsencode(inside + name), 2 * at) for at, name in enumerate(names)]
    places += [(os.fsencode(name), ~at) for at, name in enumerate(inner)]
    places.sort()
    for name, at in places:
        yield FileState(name, numbers[at], numbers[at + 1]) if at >= 0 else inner[~at]


def fingerprint(there: Iterable[Folder]) -> bytes:
    """16 bytes that are the same as long as the files, their sizes and times are, listed in the same order."""
    from hashlib import blake2b  # here, as the reader starts without

    made = blake2b(digest_size=16)
    for inside, names, numbers, _ in there:
        made.update(os.fsencode("\0".join((inside, *names, ""))))
        made.update(numbers.tobytes())
    return made.digest()


def walk(folder: Path) -> Iterator[Folder]:
    """All files that may be articles, folder by folder, in no order.

    Files and folders whose names begin with a dot are left out. No link is followed: what it points to inside the
    library is found under its own name.

    Raises:
        StoreError: where the folder is missing or cannot be read.
    """
    root = os.fspath(folder)
    waiting = [""]
    while waiting:
        inside = waiting.pop()
        found = Folder(inside, [], array("q"))
        try:
            place = os.open(os.path.join(root, inside[:-1]), _FOLDER | (os.O_NOFOLLOW if inside else 0))  # noqa: PTH118
            try:
                with os.scandir(place) as entries:
                    _take(entries, found, waiting)
            finally:
                os.close(place)
        except OSError as error:
            if not inside:
                name = shown(os.fsencode(root))
                raise StoreError(
                    "{name}: the library cannot be read: {reason}", name=name, reason=reason(error)
                ) from error
            found = found._replace(fault=_reason(error))
        yield found


def _take(entries: Iterator[os.DirEntry[str]], found: Folder, waiting: list[str]) -> None:
    """Sorts one folder's entries; a loop without calls of its own, as it runs for each of 100,000 files."""
    inside, names, numbers, _ = found
    for entry in entries:
        name = entry.name
        if name[0] == ".":
            continue
        if entry.is_file(follow_symlinks=False):
            if name.endswith(SUFFIXES) or name.lower().endswith(SUFFIXES):
                try:
                    state = entry.stat(follow_symlinks=False)
                except OSError:
                    continue  # it has gone meanwhile
                mtime_ns = state.st_mtime_ns
                names.append(name)
                numbers.append(state.st_size)
                numbers.append(mtime_ns if mtime_ns < _LATEST else _LATEST)
        elif entry.is_dir(follow_symlinks=False):
            waiting.append(f"{inside}{name}/")


def read_bytes(path: bytes | str | Path, *, limit: int = LARGEST) -> bytes:
    """The content of a regular file, of one moment's size.

    Raises:
        ArticleError: where it is missing, cannot be read, is no regular file or is larger than `limit` bytes.
    """
    try:
        descriptor = os.open(path, _PLAIN_FILE)
    except (OSError, ValueError) as error:
        raise ArticleError("{name}: {problem}", name=shown(os.fsencode(path)), problem=_reason(error)) from error
    return _content(descriptor, os.fsencode(path), limit)


def read_inside(folder: Path, name: bytes, *, limit: int = LARGEST) -> bytes:
    """The content of a file of the library; no part of its path may be a link.

    Raises:
        ArticleError: as `read_bytes` does, and for names that lead out of the folder.
    """
    *folders, base = name.split(b"/")
    if not base or any(part in (b"", b".", b"..") for part in (*folders, base)) or b"\0" in name:
        raise ArticleError("{name}: lies outside the library", name=shown(name))
    try:
        place = os.open(folder, _FOLDER)
        try:
            for part in folders:
                inner = os.open(part, _FOLDER | os.O_NOFOLLOW, dir_fd=place)
                os.close(place)
                place = inner
            descriptor = os.open(base, _PLAIN_FILE | os.O_NOFOLLOW, dir_fd=place)
        finally:
            os.close(place)
    except OSError as error:
        raise ArticleError("{name}: {problem}", name=shown(name), problem=_reason(error)) from error
    return _content(descriptor, name, limit)


def _content(descriptor: int, name: bytes, limit: int) -> bytes:
    """Reads and closes an open file."""
    try:
        state = os.fstat(descriptor)
        if not stat.S_ISREG(state.st_mode):
            raise ArticleError("{name}: is not a regular file", name=shown(name))
        if state.st_size > limit:
            raise ArticleError(
                "{name}: is larger than {size} MiB; split it into articles", name=shown(name), size=limit >> 20
            )
        parts: list[bytes] = []
        left = state.st_size
        while left > 0 and (part := os.read(descriptor, left)):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    except OSError as error:
        raise ArticleError("{name}: {problem}", name=shown(name), problem=_reason(error)) from error
    finally:
        os.close(descriptor)


def _reason(error: OSError | ValueError) -> Phrase:
    if isinstance(error, ValueError):
        return Phrase("is not a file name")
    if isinstance(error, FileNotFoundError):
        return Phrase("no such file")
    if isinstance(error, PermissionError):
        return Phrase("may not be read; check its permissions")
    if isinstance(error, OSError) and error.errno in _LINKS:
        return Phrase("is a link, and links are not followed")
    return Phrase("cannot be read: {reason}", reason=reason(error))


_LINKS = frozenset((40, 62))  # ELOOP on Linux, and on the BSDs and macOS
