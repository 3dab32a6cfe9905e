"""The terminal's driver: Textual's, which a terminal that goes away neither stops nor keeps running for ever, and which
misses no size of the terminal.
"""

from __future__ import annotations

import select
from contextlib import suppress
from signal import SIGHUP, SIGWINCH, raise_signal
from threading import Thread
from typing import TYPE_CHECKING, cast

from textual.drivers.linux_driver import LinuxDriver
from textual.events import Resize
from textual.geometry import Size

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
        self._loop.add_signal_handler(SIGWINCH, self._tell_size)
        Thread(target=self._watch, name="terminal-watch", daemon=True).start()

    def _tell_size(self) -> None:
        """Tells the app of the terminal's size; runs between other things.

        Textual's handler runs in the middle of anything, of itself as well: what it has found is then told after what a
        second signal has.
        """
        if not self._in_band_window_resize:
            size = Size(*self._get_terminal_size())
            self._app.post_message(Resize(size, size))

    def _watch(self) -> None:
        """Waits for the end of the terminal. A program that has left its terminal's session gets no signal of it."""
        terminal = select.poll()
        terminal.register(self.fileno, 0)
        while not self.exit_event.is_set():
            for _, event in terminal.poll(1000):
                if event & select.POLLHUP:
                    self._loop.call_soon_threadsafe(raise_signal, SIGHUP)
                return  # else: a system whose poll knows nothing of terminals
