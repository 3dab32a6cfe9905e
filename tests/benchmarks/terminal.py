"""Runs a program in a pseudo-terminal and times what it writes: from a key to the end of the burst that answers it."""

from __future__ import annotations

import codecs
import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Self

import psutil

ESCAPES = re.compile(r"\x1b(?:\[[0-9;?<>=]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[@-_])")
QUIET = 0.03
"""Seconds of silence that end a burst; not counted."""


class Terminal:
    """A program in a terminal of its own. Use it in a `with` statement."""

    def __init__(
        self, command: Sequence[str], *, columns: int = 120, rows: int = 40, env: Mapping[str, str] | None = None
    ) -> None:
        self.started = time.perf_counter()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            os.environ.update({"TERM": "xterm-256color", "COLORTERM": "truecolor", **(env or {})})
            # The size comes from the terminal, set below before the program can have asked for it.
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
            os.execvp(command[0], list(command))
        self.written = ""
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        os.close(self._fd)

    def _read(self, seconds: float) -> bool:
        ready, _, _ = select.select([self._fd], [], [], seconds)
        if not ready:
            return False
        try:
            data = os.read(self._fd, 1 << 20)
        except OSError:
            data = b""
        if not data:
            sys.exit(f"the program ended: {self.text()[-300:]}")
        self.written += self._decode(data)
        return True

    def text(self) -> str:
        """What was written, without escape sequences."""
        return ESCAPES.sub("", self.written)

    def wait_for(self, pattern: str, *, seconds: float = 60.0) -> float:
        """Seconds from the program's start until what it wrote matches."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end:
            if self._read(0.005) and re.search(pattern, self.text()):
                return time.perf_counter() - self.started
        sys.exit(f"never saw {pattern!r}: {self.text()[-300:]}")

    def settle(self, *, quiet: float = 0.4) -> None:
        """Waits until the program has been silent for a while."""
        while self._read(quiet):
            pass
        self.written = ""

    def press(self, key: str, *, pattern: str | None = None, seconds: float = 5.0, quiet: float = QUIET) -> float:
        """Seconds from the key to the end of the answering burst, or to the first write after which `pattern` was
        seen. A `quiet` of some milliseconds ends at the first frame of several.
        """
        self.written = ""
        begun = last = time.perf_counter()
        os.write(self._fd, key.encode())
        answered = False
        while time.perf_counter() - begun < seconds:
            if self._read(quiet if answered else 0.005):
                last, answered = time.perf_counter(), True
                if pattern and re.search(pattern, self.text()):
                    break
            elif answered and not pattern:
                break
        return last - begun if answered else float("nan")

    def memory(self) -> float:
        """Resident MiB of the program itself, without its worker processes."""
        return float(psutil.Process(self.pid).memory_info().rss) / 2**20
