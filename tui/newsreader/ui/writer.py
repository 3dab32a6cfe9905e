"""Writes marks for all screens, in a thread and in the order in which they were made: no key waits for the disk."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from threading import Condition, Lock
from typing import Any, Protocol

from textual.dom import DOMNode

from newsreader.errors import NewsreaderError
from newsreader.record import Record
from newsreader.text import clean_line
from newsreader.ui.i18n import _
from newsreader.ui.widgets.status import StatusLine
from newsreader.ui.wording import told

Write = Callable[[], Any]
Then = Callable[[Any], object]
_SOON = 0.4
"""Seconds after which writing is worth a word."""
_MOMENT = 0.2
"""Seconds for which a question may wait, and the keys behind it."""


class Asker(Protocol):
    """A screen that has marks written."""

    @property
    def status(self) -> StatusLine: ...
    @property
    def is_attached(self) -> bool: ...
    def show_writing(self, words: str) -> None:
        """Says that marks are being written, where that takes a while; no words when they are."""


class _Written(Record):
    """What came of a mark."""

    asker: Asker
    then: Then
    result: Any = None
    problem: str = ""


class Writer:
    """A mark is on the disk when a screen shows it.

    Args:
        home: what outlives the screens that ask: the first one, or the app.
    """

    def __init__(self, home: DOMNode) -> None:
        self._home = home
        self._waiting: deque[tuple[Asker, Write, Then]] = deque()
        self._written: deque[_Written] = deque()
        self._turn = Lock()
        self._fewer = Condition()
        self._unwritten = 0
        self._writes = False
        self._askers: dict[Asker, None] = {}

    def later(self, asker: Asker, write: Write, then: Then) -> None:
        """Writes a mark in the background, then goes on with what came of it; where nothing did, says why."""
        with self._fewer:
            self._unwritten += 1
        self._waiting.append((asker, write, then))
        self._askers[asker] = None
        self._home.set_timer(_SOON, self.say_busy)
        if not self._writes:
            self._begin()

    def after(self, asker: Asker, do: Callable[[], object]) -> None:
        """Does what shows what is kept: at once, or when all that waits has been written."""
        if self._writes:
            self.later(asker, lambda: None, lambda _nothing: do())
        else:
            do()

    def wait(self) -> None:
        """Waits a moment for what is being written, for who is about to ask what is kept."""
        with self._fewer:
            self._fewer.wait_for(lambda: not self._unwritten, _MOMENT)

    def now(self) -> list[str]:
        """Writes what waits, at the end of the program. Returns why some of it could not be, as nobody else says it."""
        while self._write_one():
            pass
        return [one.problem for one in self._written if one.problem]

    def _begin(self) -> None:
        self._writes = True
        self._home.run_worker(self._write_all, thread=True, group="marks", exit_on_error=False)

    def _write_all(self) -> None:
        while self._write_one():
            self._home.call_later(self._go_on)
        self._home.call_later(self._end)

    def _write_one(self) -> bool:
        """Writes what waits longest, False where nothing does; two threads never write in another order than that."""
        with self._turn:
            if not self._waiting:
                return False
            asker, write, then = self._waiting.popleft()
            try:
                written = _Written(asker, then, write())
            except NewsreaderError as error:
                written = _Written(asker, then, problem=told(error))
            except Exception as error:  # a worker's edge: whatever happens is said, and reading goes on
                written = _Written(asker, then, problem=clean_line(f"{type(error).__name__}: {error}"))
            with self._fewer:
                self._written.append(written)
                self._unwritten -= 1
                self._fewer.notify_all()
        return True

    def _go_on(self) -> None:
        written = self._written.popleft()
        if written.problem:
            self.refuse(written.asker, written.problem)
        elif written.asker.is_attached:  # else somebody has left the page meanwhile
            written.then(written.result)

    def refuse(self, asker: Asker, problem: str) -> None:
        """Says that something could not be kept: where the asker is looked at, and why in a notice."""
        if asker.is_attached:
            asker.status.say(_("Not kept; the notice says why"))
        self._home.app.notify(problem, title=_("Not kept"), severity="error", markup=False)

    def _end(self) -> None:
        if self._waiting:
            self._begin()
            return
        self._writes = False
        self._tell("")
        self._askers.clear()

    def say_busy(self) -> None:
        """Says that marks are being written, if they are."""
        if self._writes:
            self._tell(_("writing marks…"))

    def _tell(self, words: str) -> None:
        for asker in self._askers:
            if asker.is_attached:
                asker.show_writing(words)
