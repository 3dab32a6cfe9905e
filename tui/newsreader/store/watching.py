"""Notices that a library's folder has changed, at less cost than looking at every file."""

from __future__ import annotations

import os
from pathlib import Path
from time import monotonic, time_ns

from newsreader.errors import StoreError
from newsreader.store.files import FileState, fingerprint, state_of, walk

_SHARE = 100
"""A look at every file comes at most so rarely that it takes a hundredth of the time."""
_LEAST_SECONDS = 60.0
_UNSETTLED = 2 * 10**9
"""Nanoseconds in which a folder may change again without another time: a clock's tick, on some file systems two
seconds."""


class Watch:
    """Remembers how a folder looked. Files that come and go change the times of their folders; those are asked each
    time. A file that is written anew in its place changes only itself: all files are looked at now and then.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._folders: dict[bytes, int] | None = None
        self._files: bytes | None = None
        self._due = 0.0
        self._seen: FileState | None = None

    def settle(self) -> None:
        """Takes the times of the folders as they are for known; comes before a sync, so that nothing falls between."""
        self._folders = self._times()

    def changed(self) -> bool:
        """Whether something may have changed since the last look: the first one cannot say that nothing has."""
        known, self._folders = self._folders, self._times()
        return known != self._folders or self._files_changed()

    def file_changed(self, known: FileState) -> bool:
        """Whether a file is no longer as the index knows it: a look at this one alone, for the one that is read.

        Each state of it is told once: what cannot be read stays other than the index knows it.
        """
        now = state_of(self._folder, known.name)
        if now in (None, known, self._seen):  # where it has gone, its folder's time tells
            return False
        self._seen = now
        return True

    def _files_changed(self) -> bool:
        begun = monotonic()
        if begun < self._due:
            return False
        try:
            known, self._files = self._files, fingerprint(walk(self._folder))
        except StoreError:
            return False
        self._due = monotonic() + max(_LEAST_SECONDS, (monotonic() - begun) * _SHARE)
        return known != self._files

    def _times(self) -> dict[bytes, int]:
        """Time of the last change of each folder; while it may change again without showing it, a new one each time.

        Known folders are asked for their times alone; only where one has changed are its folders listed anew.
        """
        root = os.fsencode(self._folder)
        now = time_ns()
        known = self._folders or {}
        found: dict[bytes, int] = {}
        inside: dict[bytes, list[bytes]] = {}
        for name in known:
            if name:
                inside.setdefault(name.rpartition(b"/")[0], []).append(name)
        waiting = [b""]
        while waiting:
            name = waiting.pop()
            path = os.path.join(root, name)  # noqa: PTH118 - names are bytes
            try:
                mtime = os.stat(path, follow_symlinks=not name).st_mtime_ns  # noqa: PTH116
                found[name] = mtime if now - mtime > _UNSETTLED else -now
                waiting += inside.get(name, []) if known.get(name) == mtime else _folders_in(path, name)
            except OSError:
                continue
        return found


def _folders_in(path: bytes, name: bytes) -> list[bytes]:
    before = name + b"/" if name else b""
    with os.scandir(path) as entries:
        names = [entry.name for entry in entries if entry.is_dir(follow_symlinks=False)]
    return [before + name for name in names if name[:1] != b"."]
