"""What long work tells while it runs, and what a sync has done when it ends."""

from __future__ import annotations

from newsreader.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal


class Progress(Record):
    """How far a sync or an export has come; a total of 0 is not known."""

    stage: Literal["scan", "read", "analyse", "write", "done"]
    done: int
    total: int


class SyncReport(Record):
    """What a sync changed."""

    added: int = 0
    changed: int = 0
    renamed: int = 0
    removed: int = 0
    unchanged: int = 0
    analysed: int = 0
    problems: tuple[tuple[str, str], ...] = ()
    """File (relative to the library) and what is wrong with it."""
    known: frozenset[tuple[str, str]] = frozenset()
    """What an earlier sync has met of that, be it in an earlier run."""
    stopped: bool = False
