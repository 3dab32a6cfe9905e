"""A terminal to run the program in: a pseudo-terminal with a shell, and an emulator that draws what is written."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shlex
import signal
import struct
import subprocess
import termios
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass

import pyte

SECONDS = 120.0
"""How long something may take to appear on a busy machine."""
_SWITCH = re.compile(rb"\x1b\[\?1049([hl])")
_WHOLE = re.compile(rb"\x1b(?:\[[0-9;?<=>$ ]*[@-~]|[^\[])")
_LONGEST_SEQUENCE = 40
_MOUSE = frozenset((1000, 1002, 1003))
_KEYS = {
    "Enter": "\r", "Escape": "\x1b", "Tab": "\t", "Up": "\x1b[A", "Down": "\x1b[B", "Home": "\x1b[H", "End": "\x1b[F",
    "C-c": "\x03", "C-q": "\x11", "C-d": "\x04", "F1": "\x1bOP", "F2": "\x1bOQ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Modes:
    """What a program may leave behind in a terminal."""

    alternate_screen: bool
    mouse: bool
    cursor: bool


CLEAN = Modes(alternate_screen=False, mouse=False, cursor=True)


class _Screens:
    """The main and the alternate screen of the emulator."""

    def __init__(self, columns: int, rows: int) -> None:
        self._screens = [pyte.Screen(columns, rows), pyte.Screen(columns, rows)]
        self._streams = [pyte.ByteStream(screen) for screen in self._screens]
        self._rest = b""
        self.alternate = False
        self.mouse: set[int] = set()

    @property
    def current(self) -> pyte.Screen:
        return self._screens[self.alternate]

    def resize(self, columns: int, rows: int) -> None:
        for screen in self._screens:
            screen.resize(rows, columns)

    def feed(self, data: bytes) -> None:
        """Draws what was written; a sequence that is cut off waits for its end."""
        data = self._rest + data
        start = data.rfind(b"\x1b")
        cut = start >= 0 and len(data) - start < _LONGEST_SEQUENCE and _WHOLE.match(data, start) is None
        data, self._rest = (data[:start], data[start:]) if cut else (data, b"")
        for number, piece in enumerate(_SWITCH.split(data)):
            if number % 2:
                self._switch(piece == b"h")
            elif piece:
                self._streams[self.alternate].feed(piece)
                for modes, sign in re.findall(rb"\x1b\[\?([0-9;]+)([hl])", piece):
                    named = _MOUSE & {int(mode) for mode in modes.split(b";") if mode}
                    self.mouse = self.mouse | named if sign == b"h" else self.mouse - named

    def _switch(self, alternate: bool) -> None:
        hidden = self.current.cursor.hidden
        self.alternate = alternate
        if alternate:
            self.current.reset()
        self.current.cursor.hidden = hidden


class Terminal:
    """One window with a shell in it.

    Args:
        columns: cells across.
        rows: lines.
        environ: variables beside those of the test's own process.
    """

    def __init__(self, *, columns: int, rows: int, environ: Mapping[str, str] | None = None) -> None:
        self._fd, child = pty.openpty()
        self._screens = _Screens(columns, rows)
        self.written = bytearray()
        self._set_size(columns, rows)
        own = {**os.environ, "TERM": "xterm-256color", "PS1": "$ ", **(environ or {})}
        # The first terminal that the leader of a session opens becomes the session's own.
        begin = f"exec sh -i < {os.ttyname(child)} > {os.ttyname(child)} 2>&1"
        self._shell = subprocess.Popen(["sh", "-c", begin], env=own, start_new_session=True)
        os.close(child)
        self.wait("$")

    def _set_size(self, columns: int, rows: int) -> None:
        fcntl.ioctl(self._fd, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))

    def run(self, *command: str) -> None:
        """Starts a command; its exit code is printed when it ends."""
        self.type(shlex.join(command) + "; echo exit=$?")
        self.press("Enter")

    def type(self, text: str) -> None:
        """Sends characters as a keyboard does."""
        os.write(self._fd, text.encode())

    def press(self, *keys: str) -> None:
        """Sends keys by their names."""
        for key in keys:
            self.type(_KEYS[key])

    def click(self, column: int, row: int) -> None:
        """Clicks on a cell, counted from 0."""
        self.type(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m")

    def resize(self, columns: int, rows: int) -> None:
        """Makes the window another size."""
        self._take(0)
        self._screens.resize(columns, rows)
        self._set_size(columns, rows)

    def _take(self, seconds: float) -> None:
        """Draws what comes within some time, and whatever follows at once."""
        while select.select([self._fd], [], [], seconds)[0]:
            try:
                data = os.read(self._fd, 1 << 16)
            except OSError:  # the shell is gone
                return
            self.written += data
            self._screens.feed(data)
            seconds = 0

    @property
    def screen(self) -> str:
        """What is seen."""
        self._take(0)
        return "\n".join(line.rstrip() for line in self._screens.current.display)

    @property
    def modes(self) -> Modes:
        """In which modes the terminal is."""
        self._take(0)
        screens = self._screens
        return Modes(screens.alternate, bool(screens.mouse), not screens.current.cursor.hidden)

    @property
    def device(self) -> int:
        """The file descriptor of the terminal."""
        return self._fd

    @property
    def child(self) -> int:
        """Process id of the program in the shell."""
        return os.tcgetpgrp(self._fd)

    def wait(self, text: str) -> str:
        """The screen as soon as it shows the text."""
        return self.until(lambda: text in self.screen, f"{text!r} on the screen")

    def until(self, holds: Callable[[], bool], what: str) -> str:
        """The screen as soon as something holds.

        Raises:
            AssertionError: where it does not come to hold in time.
        """
        end = time.monotonic() + SECONDS
        while time.monotonic() < end:
            if holds():
                return self.screen
            self._take(0.1)
        raise AssertionError(f"waited in vain for {what}; the screen:\n{self.screen}")

    def hang_up(self) -> None:
        """Takes the terminal away, as when its window is closed or a connection breaks."""
        os.close(self._fd)
        self._fd = os.open(os.devnull, os.O_RDWR)

    def close(self) -> None:
        """Ends the shell and all that runs in it."""
        with suppress(OSError):
            os.killpg(self.child, signal.SIGKILL)
        self._shell.kill()
        self._shell.wait()
        os.close(self._fd)
