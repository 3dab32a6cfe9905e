"""Compares the files that are there with those the index knows. Size and modification time say whether to look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from newsreader.store.files import FileState


class KnownFile(NamedTuple):
    """A file as the index knows it."""

    name: bytes
    size: int
    mtime_ns: int
    digest: bytes
    """Of its content; empty where it could not be read."""
    article_id: str


@dataclass(frozen=True, slots=True)
class Difference:
    """What a sync has to do."""

    look: tuple[FileState, ...]
    """Files that are new, look changed, or could not be read last time."""
    gone: tuple[bytes, ...]
    unchanged: int


def difference(files: Sequence[FileState], known: Sequence[KnownFile]) -> Difference:
    """What has changed between two lists that are sorted by name."""
    look: list[FileState] = []
    gone: list[bytes] = []
    unchanged = 0
    rest = iter(known)
    old = next(rest, None)
    for file in files:
        name = file.name
        while old is not None and old.name < name:
            gone.append(old.name)
            old = next(rest, None)
        if old is None or old.name != name:
            look.append(file)
            continue
        if old.mtime_ns == file.mtime_ns and old.size == file.size and old.digest:
            unchanged += 1
        else:
            look.append(file)
        old = next(rest, None)
    while old is not None:
        gone.append(old.name)
        old = next(rest, None)
    return Difference(tuple(look), tuple(gone), unchanged)
