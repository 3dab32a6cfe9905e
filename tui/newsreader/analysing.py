"""Works off the articles that wait for an analysis, in worker processes.

Analyses are written soon after they were made, some together, while the workers go on.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING

from newsreader.correcting import corrected_answers
from newsreader.errors import AnalysisError, NewsreaderError, StoreError
from newsreader.models import Analysed
from newsreader.reports import Progress

if TYPE_CHECKING:
    from newsreader.store.store import Store
    from newsreader.worker import WorkerPool

ANALYSE_SECONDS = 20.0
"""Deadline for analysing one text, plus `ANALYSE_SECONDS_PER_MILLION` for each million code points."""
ANALYSE_SECONDS_PER_MILLION = 60.0
WRITE_SECONDS = 0.5
"""Analyses are written together, at most this much later than they were made."""
_LOOK_AHEAD = 128
"""Articles that are chosen at once for their analysis: what becomes read, or is added, changes the order after that."""


def analysis_deadline(body: str) -> float:
    """Seconds that the analysis of a text may take."""
    return ANALYSE_SECONDS + ANALYSE_SECONDS_PER_MILLION * len(body) / 1e6


def analyse_text(pool: WorkerPool, body: str, *, urgent: bool) -> Analysed | NewsreaderError:
    """One text's analysis with its lemmas, or why there is none.

    A text that another thread has analysed just now is not analysed twice.

    Raises:
        AnalysisError: where the program is about to end.
    """
    seconds = analysis_deadline(body)
    answer = pool.analyses.awaited(body)
    if answer is None:
        with pool.worker(urgent=urgent) as worker:
            answer = pool.analyses.make(body, lambda: next(worker.map("analyse", [body], seconds=seconds)))
    assert isinstance(answer, Analysed | NewsreaderError)
    return answer


class Analysing:
    """Works off the articles that wait for an analysis. Make it, run it once."""

    def __init__(self, store: Store, pool: WorkerPool, *, on_progress: Callable[[Progress], None], stop: Event) -> None:
        self._store = store
        self._pool = pool
        self._on_progress = on_progress
        self._stop = stop
        self._lock = Lock()
        self._done: list[tuple[int, Analysed | str]] = []
        self._count = 0
        self._taken = 0
        self._written = 0
        self._ended = Event()
        self._failure: BaseException | None = None

    def run(self, engine: str, *, jobs: int, first: Sequence[int] = ()) -> int:
        """Analyses until nothing waits or the stop is set: the keys in `first`, then the newest unread articles.

        On so many workers of the pool at once.

        Returns how many articles it has analysed.

        Raises:
            StoreError: where the index cannot be read or written.
        """
        self._store.take_engine(engine)
        total = self._store.pending_count(engine)
        queue = self._waiting(engine, first)
        threads = [Thread(target=self._work, args=(queue, total), daemon=True) for _ in range(jobs)]
        for thread in threads:
            thread.start()
        try:
            for thread in threads:
                while thread.is_alive():
                    thread.join(WRITE_SECONDS)
                    self._write()
        finally:
            self._ended.set()
            for thread in threads:
                thread.join()
        self._write()
        if self._failure is not None:
            raise self._failure
        return self._count

    def _waiting(self, engine: str, first: Sequence[int]) -> Iterator[int]:
        """Keys of the articles that wait; none comes twice, also where its analysis is still to be written."""
        yield from first
        tried = set(first)
        while True:
            limit = _LOOK_AHEAD + self._taken - self._written
            waiting = [key for key, _ in self._store.pending(engine=engine, limit=limit) if key not in tried]
            if not waiting:
                return
            tried.update(waiting)
            yield from waiting

    def _work(self, queue: Iterator[int], total: int) -> None:
        try:
            while not self._stop.is_set() and (key := self._next(queue)) is not None:
                body = self._body(key)
                if body is not None:
                    self._keep(key, analyse_text(self._pool, body, urgent=False), total)
        except AnalysisError:
            return  # the program ends
        except BaseException as error:  # the thread's edge: whoever runs the analysis raises it
            self._failure = error
            self._ended.set()

    def _next(self, queue: Iterator[int]) -> int | None:
        with self._lock:
            key = None if self._ended.is_set() else next(queue, None)
            self._taken += key is not None
            return key

    def _body(self, key: int) -> str | None:
        with suppress(StoreError):
            return self._store.body(key)
        return None  # the article has gone meanwhile

    def _keep(self, key: int, answer: Analysed | NewsreaderError, total: int) -> None:
        with self._lock:
            self._done.append((key, answer.said if isinstance(answer, NewsreaderError) else answer))
            self._count += 1
            count = self._count
        self._on_progress(Progress("analyse", count, max(count, total)))

    def _write(self) -> None:
        with self._lock:
            done, self._done = self._done, []
        if done:
            self._store.put_analyses(corrected_answers(self._store, done))
            with self._lock:
                self._written += len(done)
