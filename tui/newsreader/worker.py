"""Work in other processes, each with a deadline an item.

A file or text that hangs, crashes or eats memory costs itself alone.

A worker starts when it is first asked, ends by itself when idle, and is replaced when it dies.
"""

from __future__ import annotations

import fcntl
import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from select import POLLIN, poll
from signal import SIGXCPU
from threading import Condition
from typing import TYPE_CHECKING

from newsreader.errors import AnalysisError, NewsreaderError
from newsreader.once import Once

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

# More threads a worker only fight for the processors: the workers themselves run side by side.
_ENVIRONMENT = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
START_SECONDS = 30.0
"""What a process may take by the clock on top of its first item's deadline, once for each task: interpreter, models."""
_PIPE = 2**20
"""Bytes on their way: both sides take turns once in so many, which on a busy machine is what a large text waits for."""
PATIENCE = 6.0
"""By the clock, an item may take so many times its processor time: a busy machine is no fault of the item's."""


class Worker:
    """One process that works off lists of items. Not for two threads at once."""

    def __init__(self) -> None:
        self._ended = False
        self._process: subprocess.Popen[bytes] | None = None
        self._requests: Connection | None = None
        self._answers: Connection | None = None
        self._answered = poll()
        self._ready: set[str] = set()
        """The tasks that the process has loaded what it takes for."""
        self._begun: tuple[str, list[object], float, bool] | None = None
        """What the process works on though nobody has asked for the answers yet."""
        self._owed = 0
        """Answers that the process has still to give, to whoever handed over the items."""

    def map(
        self,
        task: str,
        items: Sequence[object],
        *,
        seconds: float,
        by_clock: float | None = None,
        together: bool = False,
    ) -> Iterator[object]:
        """The task's value for each item in order, or a `NewsreaderError` in its place.

        Past either deadline the process ends, and the next item goes on in a new one. Who leaves early leaves a process
        that the next items do without: its answers are not theirs. Nor can who left go on.

        Args:
            task: a name in `newsreader.tasks.TASKS`.
            items: what to work on.
            seconds: processor time for one item.
            by_clock: time for one item, also where it only waits; unset: `PATIENCE` times its processor time.
            together: for many quick items: their answers may come a few at a time. Where one of them fails, they are
                worked on again, one by one.

        Raises:
            AnalysisError: where the worker was ended for good.
        """
        position = 0
        by_clock = PATIENCE * seconds if by_clock is None else by_clock
        begun, self._begun = self._begun, None
        if begun != (task, list(items), seconds, together):
            self._forget()
        while position < len(items):
            if not self._owed:
                self._send(task, items[position:], seconds, together)
            answers = self._next(task, by_clock)
            if self._process is None and together:  # one of several: which?
                together = False
                continue
            for answer in answers:
                position += 1
                yield answer

    def begin(self, task: str, items: Sequence[object], *, seconds: float, together: bool = False) -> None:
        """Hands items over ahead of the next `map`; where that asks for something else, it was in vain."""
        self._forget()
        self._send(task, items, seconds, together)
        self._begun = (task, list(items), seconds, together)

    def close(self) -> None:
        """Ends the process. A later `map` starts a new one."""
        self._begun = None
        self._owed = 0
        process, self._process = self._process, None
        for connection in (self._requests, self._answers):
            if connection is not None:
                with suppress(OSError):
                    connection.close()
        if process is not None:
            process.kill()
            process.wait()

    def end(self) -> None:
        """Ends the process for good, also from another thread: who waits for an answer gets an `AnalysisError`."""
        self._ended = True
        if self._process is not None:
            self._process.kill()

    def _forget(self) -> None:
        """Sees to it that no answer comes that others were to wait for."""
        if self._owed:
            self.close()

    def leave(self) -> None:
        """Ends the process where it works for nobody any more: it might wait for ever for its answers to be taken."""
        if self._begun is None:
            self._forget()

    def _send(self, task: str, items: Sequence[object], seconds: float, together: bool) -> None:
        """Hands items over."""
        if self._ended:
            raise AnalysisError("stopped")
        request = task, list(items), seconds, together
        self._owed = len(items)  # before they are sent: whatever interrupts that, they may have come through
        if not self._sent(request):
            self._start()
            self._owed = len(items)
            assert self._requests is not None
            self._requests.send(request)

    def _sent(self, request: tuple[object, ...]) -> bool:
        """Whether there is a process that could be told."""
        if self._process is None or self._process.poll() is not None:
            return False
        assert self._requests is not None
        try:
            self._requests.send(request)
        except OSError:  # it ended by itself just now
            return False
        return True

    def _start(self) -> None:
        from multiprocessing.connection import Connection

        self.close()
        self._ready = set()
        # Not "-m newsreader.tasks": records made in a module called __main__ could not be read on this side.
        command = [sys.executable, "-P", "-c", "from newsreader.tasks import main; main()"]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **_ENVIRONMENT},
        )
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError, AttributeError):  # not every system has it, and each grants its users only so much
                fcntl.fcntl(pipe, fcntl.F_SETPIPE_SZ, _PIPE)
        self._requests = Connection(os.dup(self._process.stdin.fileno()), readable=False)
        self._answers = Connection(os.dup(self._process.stdout.fileno()), writable=False)
        self._answered = poll()  # once a process: the connection's own `poll` makes a selector at each call
        self._answered.register(self._answers, POLLIN)
        self._process.stdin.close()
        self._process.stdout.close()
        if self._ended:  # meanwhile
            self.close()
            raise AnalysisError("stopped")

    def _next(self, task: str, by_clock: float) -> list[object]:
        """The next answers to a task's items."""
        answers = self._receive(by_clock + (0.0 if task in self._ready else START_SECONDS))
        if self._ended:  # that is no fault of the item's
            raise AnalysisError("stopped")
        self._ready.add(task)
        return answers

    def _receive(self, seconds: float) -> list[object]:
        """The next answers, at least one; where the process ended instead, why."""
        assert self._answers is not None
        try:
            if not self._answered.poll(seconds * 1000):
                self.close()
                return [AnalysisError("gave up after {seconds} seconds", seconds=round(seconds))]
            answers = self._answers.recv()
        except (EOFError, OSError):
            return [self._end_of_process()]
        self._owed -= len(answers)
        return [value if good else NewsreaderError(value) for good, value in answers]

    def _end_of_process(self) -> AnalysisError:
        """Why the process has ended."""
        process = self._process
        self.close()
        if process is not None and process.returncode == -SIGXCPU:
            return AnalysisError("gave up: it takes too long")
        return AnalysisError("the process that worked on it ended")


class WorkerPool:
    """Some workers that threads share, and one more for whoever is in a hurry while the others are busy."""

    def __init__(self, size: int = 1) -> None:
        self._reserve = [Worker()]
        self._free = [Worker() for _ in range(size)]
        self._all = (*self._reserve, *self._free)
        self._urgent = 0
        self._changed = Condition()
        self.analyses: Once[object] = Once()
        """Those that are under way, by their texts."""

    def grow(self, size: int) -> None:
        """Adds workers until there are `size`."""
        with self._changed:
            added = [Worker() for _ in range(size + 1 - len(self._all))]
            self._all += tuple(added)
            self._free[:0] = added  # the last one is taken first, and may have begun already
            self._changed.notify_all()

    @contextmanager
    def worker(self, *, urgent: bool = False) -> Iterator[Worker]:
        """A worker for one piece of work. Blocks until one is free; urgent calls are served before the others."""
        with self._changed:
            self._urgent += urgent
            self._changed.wait_for(lambda: self._choice(urgent=urgent) is not None)
            self._urgent -= urgent
            home = self._choice(urgent=urgent)
            assert home is not None
            worker = home.pop()
            self._changed.notify_all()
        try:
            yield worker
        finally:
            worker.leave()
            with self._changed:
                home.append(worker)
                self._changed.notify_all()

    def _choice(self, *, urgent: bool) -> list[Worker] | None:
        """The list to take a worker from, None where one has to wait."""
        if urgent:
            return self._free or self._reserve or None
        return self._free if self._free and not self._urgent else None

    def close(self) -> None:
        """Ends all processes for good, also those at work."""
        for worker in self._all:
            worker.end()
        for worker in (*self._free, *self._reserve):
            worker.close()
