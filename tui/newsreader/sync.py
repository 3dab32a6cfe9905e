"""Brings an index up to date with its folder: scan, compare, read what changed, analyse what waits.

Can be stopped anywhere and run again.

Size and modification time say "look", the digest says "changed". Files are read and analysed in worker processes;
each batch is one transaction, so that a killed sync has lost nothing that it had finished.
"""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from itertools import islice
from threading import Event
from time import monotonic
from typing import TYPE_CHECKING, TypeVar

from newsreader.ahead import ahead
from newsreader.errors import NewsreaderError
from newsreader.reports import Progress, SyncReport
from newsreader.store.changes import Change, Gone, Problem, Put, Touch
from newsreader.store.files import LARGEST
from newsreader.worker import WorkerPool

if TYPE_CHECKING:
    from pathlib import Path

    from newsreader.store.diff import Difference
    from newsreader.store.files import FileState
    from newsreader.store.store import Store

READ_SECONDS = 10.0
"""Deadline for reading and parsing one file, plus `READ_SECONDS_PER_MEBIBYTE` for each MiB of the batch's largest."""
READ_SECONDS_PER_MEBIBYTE = 2.0
READ_BATCH = 256
"""Files that a process is given at once."""
READERS = 2
"""Processes that read side by side where there is more than one batch: one alone is slower than what writes."""
WRITE_BATCH = 1024
"""Files that are written together, where they are of ordinary size: what FTS5 has gathered is then written out and
merged, which takes half as long again where it happens four times as often."""
FIRST_WRITE_BATCH = 128
"""The first are fewer, as somebody may look at an empty list, and so are the last, for which nothing is left to read
meanwhile."""
ORDINARY = 32 * 1024
"""Bytes of a file that counts as one; larger ones count as more, as they lie in memory until they are written."""
WRITE_SECONDS = 1.0
"""What was read is written at most this much later."""

Report = Callable[[Progress], None]
Item = TypeVar("Item")


def read_deadline(size: int) -> float:
    """Seconds that reading a file of so many bytes may take; larger ones than may be read are refused at once."""
    return READ_SECONDS + READ_SECONDS_PER_MEBIBYTE * min(size, LARGEST) / 2**20


class Sync:
    """One run over a library. Make it, run it once, read its report."""

    def __init__(self, store: Store, pool: WorkerPool, *, jobs: int, on_progress: Report, stop: Event) -> None:
        self._store = store
        self._pool = pool
        self._jobs = jobs
        self._on_progress = on_progress
        self._stop = stop
        self._tally: Counter[str] = Counter()
        self._problems: list[tuple[str, str]] = []
        self._known: frozenset[tuple[str, str]] = frozenset()
        self._new: list[int] = []
        self._waiting: list[int] = []

    def run(self, *, analyse: bool, engine: str) -> SyncReport:
        """Scans, reads and, unless told otherwise, analyses.

        Raises:
            StoreError: where the folder or the index cannot be read or written.
        """
        self._read_changes()
        if analyse and not self._stop.is_set():
            from newsreader.analysing import Analysing

            analysing = Analysing(self._store, self._pool, on_progress=self._on_progress, stop=self._stop)
            first = sorted(self._waiting, reverse=True)
            self._tally["analysed"] += analysing.run(engine, jobs=self._jobs, first=first)
        self._progress("done", 1, 1)
        return SyncReport(
            added=self._tally["added"],
            changed=self._tally["changed"],
            renamed=self._tally["renamed"],
            removed=self._tally["removed"],
            unchanged=self._tally["unchanged"],
            analysed=self._tally["analysed"],
            problems=tuple(self._problems),
            known=self._known,
            stopped=self._stop.is_set(),
        )

    def _progress(self, stage: str, done: int, total: int) -> None:
        self._on_progress(Progress(stage, done, total))  # type: ignore[arg-type]

    def _read_changes(self) -> None:
        from newsreader.store.listing import problems as known_problems

        self._progress("scan", 0, 0)
        found = self._store.difference()
        self._problems += [(_shown(os.fsencode(name)), reason) for name, reason in found.faults]
        self._tally["unchanged"] += found.unchanged
        if not found:
            return
        unread = [name for name, digest in found.digests.items() if not digest]
        self._known = self._store.inspect(lambda connection: known_problems(connection, unread))
        moves = Moves(found)
        files = newest_first(found.look)
        batches = list(_batches(files, READ_BATCH))
        readers = min(READERS, len(batches))
        self._pool.grow(readers)
        todo = iter(batches)
        sources = [self._read_all(todo, moves) for _ in range(readers)]
        made = ahead(*sources, most=WRITE_BATCH, pause=WRITE_SECONDS, weigh=_weight)
        self._apply_as_it_comes(made, len(files))
        for batch in _batches(moves.rest(), READ_BATCH):
            if not self._stop.is_set():
                self._apply(batch)

    def _read_all(self, todo: Iterator[list[FileState]], moves: Moves) -> Iterator[Sequence[Change]]:
        """Reads batches until none is left; others take from the same ones."""
        for batch in todo:
            if self._stop.is_set():
                return
            yield from self._read(batch, moves)

    def _read(self, files: Sequence[FileState], moves: Moves) -> Iterator[Sequence[Change]]:
        """What each file changes; a move's two halves come together."""
        from newsreader.tasks import FileRead, ReadRequest

        requests = [ReadRequest(self._store.folder, file.name, moves.digest(file.name)) for file in files]
        seconds = _deadline(files)
        with self._pool.worker() as worker:
            answers = worker.map("read", requests, seconds=seconds, together=True)
            for file, answer in zip(files, answers, strict=True):
                if isinstance(answer, NewsreaderError):
                    if not self._is_there(file):
                        yield (Gone(file.name),)
                        continue
                    self._problems.append((_shown(file.name), answer.said))
                    yield (Problem(file, answer.said),)
                    continue
                assert isinstance(answer, FileRead)
                if answer.article is None:
                    yield (Touch(file),)
                    continue
                yield *moves.taken(answer.digest), Put(file, answer.digest, answer.article)

    def _is_there(self, file: FileState) -> bool:
        """Whether a file that could not be read has not just been removed."""
        return os.path.lexists(os.path.join(os.fsencode(self._store.folder), file.name))  # noqa: PTH118 - a name is bytes

    def _apply_as_it_comes(self, made: Iterable[Sequence[Sequence[Change]]], files: int) -> None:
        """Writes what files change together, but does not let what was read wait for a slow file."""
        waiting: list[Change] = []
        done = weight = 0
        together = FIRST_WRITE_BATCH
        due = monotonic() + WRITE_SECONDS
        self._progress("read", done, files)
        for of_some in made:
            for of_one in of_some:
                waiting += of_one
                weight += _weight(of_one)
            done += len(of_some)
            if waiting and (weight >= together or monotonic() > due):
                self._apply(waiting)
                waiting, weight = [], 0
                together = min(2 * together, WRITE_BATCH, max(FIRST_WRITE_BATCH, (files - done) // 2))
                due = monotonic() + WRITE_SECONDS
                self._progress("read", done, files)
            if self._stop.is_set():
                break
        self._apply(waiting)
        self._progress("read", done, files)

    def _apply(self, changes: Sequence[Change]) -> None:
        if changes:
            applied = self._store.apply(changes, fresh=self._new)
            for name in ("added", "changed", "renamed", "removed"):
                self._tally[name] += getattr(applied, name)
            self._tally["unchanged"] += applied.touched
            self._new += applied.fresh
            self._waiting += applied.waiting


def _weight(changes: Sequence[Change]) -> int:
    """As how many files what one file changes counts."""
    return sum(1 + change.file.size // ORDINARY for change in changes if isinstance(change, Put)) or 1


def newest_first(files: Iterable[FileState]) -> list[FileState]:
    """The order in which files are read."""
    return sorted(files, key=lambda file: -file.mtime_ns)


def _deadline(files: Sequence[FileState]) -> float:
    return read_deadline(max(file.size for file in files))


def begin_reading(pool: WorkerPool, folder: Path) -> None:
    """Lets a worker begin with the files of a folder that no index knows, as the first sync will ask for them.

    Raises:
        StoreError: where the folder cannot be read.
        AnalysisError: where the pool was closed meanwhile.
        OSError: where no process can be started.
    """
    from newsreader.store.files import scan
    from newsreader.tasks import ReadRequest

    for files in islice(_batches(newest_first(scan(folder)), READ_BATCH), 1):
        requests = [ReadRequest(folder, file.name, None) for file in files]
        with pool.worker() as worker:
            worker.begin("read", requests, seconds=_deadline(files), together=True)


class Moves:
    """The files that are gone, some of which may have been renamed: then the row and its new name meet in one
    transaction.
    """

    def __init__(self, found: Difference) -> None:
        self._digests = found.digests
        self._gone: dict[bytes, list[bytes]] = {}
        for file in found.gone:
            self._gone.setdefault(file.digest, []).append(file.name)

    def digest(self, name: bytes) -> bytes | None:
        """The digest that the index knows for this file."""
        return self._digests.get(name)

    def taken(self, digest: bytes) -> list[Gone]:
        """The file that had this content and is gone, if there is one; each is given once."""
        with suppress(KeyError, IndexError):  # another thread may have taken the last one just now
            return [Gone(self._gone[digest].pop())]
        return []

    def rest(self) -> list[Gone]:
        """The files whose content did not come back; meant for the end, when all that is new is known."""
        return [Gone(name) for names in self._gone.values() for name in names]


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch


def _shown(name: bytes) -> str:
    from newsreader.text import shown

    return shown(name)
