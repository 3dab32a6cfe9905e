"""The terminal's driver: Textual's, which a terminal that goes away neither stops nor keeps running for ever."""

from __future__ import annotations

import select
from contextlib import suppress
from signal import SIGHUP, raise_signal
from threading import Thread
from typing import TYPE_CHECKING, cast

from textual.drivers.linux_driver import LinuxDriver

if TYPE_CHECKING:
    from io import TextIOWrapper

    from textual.app import App


class _Lasting:
    """A terminal's file; what is written after the terminal has gone is lost, and that is no error.

    Textual writes in a thread that an error ends, and then waits for that thread.
    """

    def __init__(self, file: TextIOWrapper) -> None:
        self._file = file

    def write(self, text: str) -> int:
        with suppress(OSError):
            self._file.write(text)
        return len(text)

    def flush(self) -> None:
        with suppress(OSError):
            self._file.flush()

    def isatty(self) -> bool:
        return self._file.isatty()

    def fileno(self) -> int:
        return self._file.fileno()


class TerminalDriver(LinuxDriver):
    """Takes the end of the terminal for the signal that usually comes with it."""

    def __init__(
        self, app: App[object], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file = cast("TextIOWrapper", _Lasting(cast("TextIOWrapper", self._file)))

    def start_application_mode(self) -> None:
        """Sets the terminal up, and begins to look whether it is still there."""
        super().start_application_mode()  # type: ignore[no-untyped-call]
        Thread(target=self._watch, name="terminal-watch", daemon=True).start()

    def _watch(self) -> None:
        """Waits for the end of the terminal. A program that has left its terminal's session gets no signal of it."""
        terminal = select.poll()
        terminal.register(self.fileno, 0)
        while not self.exit_event.is_set():
            for _, event in terminal.poll(1000):
                if event & select.POLLHUP:
                    self._loop.call_soon_threadsafe(raise_signal, SIGHUP)
                return  # else: a system whose poll knows nothing of terminals
