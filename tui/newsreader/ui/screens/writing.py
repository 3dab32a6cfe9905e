"""Writing marks on the library's screen: in the background and in the order they were made, so that no key waits."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from textual import on, work

from newsreader.errors import NewsreaderError
from newsreader.library import Library
from newsreader.text import clean_line
from newsreader.ui.i18n import _
from newsreader.ui.message import Message
from newsreader.ui.screens.frame import Part
from newsreader.ui.wording import told

Write = Callable[[], Any]
_SOON = 0.4
"""Seconds after which writing is worth a word."""


class Writing(Part):
    """A mark is on the disk when the screen shows it."""

    class Written(Message):
        """A mark has been kept, or the reason why not."""

        then: Callable[[Any], None]
        result: Any = None
        problem: str | None = None

    class AllWritten(Message):
        """Nothing waited any more a moment ago."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._waiting: deque[tuple[Write, Callable[[Any], None]]] = deque()
        self._writes = False
        self.written_words = ""
        """That marks are being written, where that takes a while; else empty."""

    def keep_later(self, write: Write, then: Callable[[Any], None]) -> None:
        """Writes a mark in the background, then goes on with what came of it; where nothing did, a notice says why."""
        self._waiting.append((write, then))
        if not self._writes:
            self._writes = True
            self._write_all()
            self.set_timer(_SOON, self._say_busy)

    @work(thread=True, group="marks", exit_on_error=False)
    def _write_all(self) -> None:
        while self._waiting:
            write, then = self._waiting.popleft()
            try:
                message = self.Written(then, write())
            except NewsreaderError as error:
                message = self.Written(then, problem=told(error))
            except Exception as error:  # a worker's edge: whatever happens is said, and reading goes on
                message = self.Written(then, problem=clean_line(f"{type(error).__name__}: {error}"))
            self.post_message(message)
        self.post_message(self.AllWritten())

    @on(Written)
    def _go_on(self, message: Written) -> None:
        if message.problem is not None:
            self.notify(message.problem, title=_("Not kept"), severity="error", markup=False)
        else:
            message.then(message.result)

    @on(AllWritten)
    def _end_writing(self) -> None:
        self._writes = bool(self._waiting)
        if self._writes:
            self._write_all()
        elif self.written_words:
            self.written_words = ""
            self.show_busy()

    def _say_busy(self) -> None:
        if self._writes:
            self.written_words = _("writing marks…")
            self.show_busy()

    def show_busy(self) -> None:
        """Says what is being worked on in the background."""

    def write_now(self) -> None:
        """Writes what waits, at the end of the program."""
        while self._waiting:
            with suppress(IndexError, NewsreaderError):
                self._waiting.popleft()[0]()
