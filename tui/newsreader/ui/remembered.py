"""What the screen remembers from run to run: panes, order and filter of a library. Losing it costs a few keys."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from newsreader.models import SORTS, ListFilter, Sort
from newsreader.record import Record, replace

_LARGEST = 64 * 1024


class Remembered(Record):
    """How the screen was left."""

    list: bool = True
    """Whether the list of articles stands beside the text."""
    sidebar: bool = True
    list_width: int = 0
    """In cells; 0 where nobody has set it."""
    measure: int = 0
    """Width of the text in cells; 0 where nobody has set it."""
    theme: str = ""
    """Name of the colours that were chosen; empty where nobody has chosen any."""
    sort: Sort = "date"
    by_day: bool = False
    words: str = ""
    unread: bool = False
    starred: bool = False

    @property
    def filter(self) -> ListFilter:
        """Which articles the list showed."""
        return ListFilter(self.words, self.unread, self.starred)


def state_path(state: Path, folder: Path) -> Path:
    """Where it is kept for a library."""
    from newsreader.store.schema import library_mark

    return state / f"screen-{library_mark(folder)}.json"


def recall(path: Path) -> Remembered:
    """What was remembered; what is missing or makes no sense is as in a first run."""
    try:
        with path.open("rb") as file:
            stated = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return Remembered()
    return _sensible(stated) if isinstance(stated, dict) else Remembered()


def _sensible(stated: dict[str, Any]) -> Remembered:
    fresh = Remembered()
    known = {
        name: stated[name] for name in Remembered.__match_args__ if type(stated.get(name)) is type(getattr(fresh, name))
    }
    found = replace(fresh, **known)
    if found.sort not in SORTS:
        found = replace(found, sort="date")
    return replace(found, list_width=max(0, min(200, found.list_width)), measure=max(0, min(120, found.measure)))


def remember(path: Path, left: Remembered) -> None:
    """Keeps it; where it cannot be kept, the next run begins afresh."""
    with suppress(OSError):
        put_whole(path, json.dumps(asdict(left), ensure_ascii=False))


def put_whole(path: Path, text: str) -> None:
    """Puts a text in the place of a small file, whole or not at all; nobody else may read it.

    Raises:
        OSError: where that cannot be.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    new = path.with_name(f"{path.name}.{os.getpid()}.new")
    try:
        with open(new, "wb", opener=_private) as file:
            file.write(text.encode("utf-8", "replace"))
        new.replace(path)
    finally:
        new.unlink(missing_ok=True)


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
