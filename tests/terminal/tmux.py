"""A real terminal to run the program in: a tmux server of the test's own."""

from __future__ import annotations

import os
import shlex
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

SECONDS = 20.0
"""How long something may take to appear on a busy machine."""


@dataclass(frozen=True, slots=True)
class Modes:
    """What a program may leave behind in a terminal."""

    alternate_screen: bool
    mouse: bool
    cursor: bool


CLEAN = Modes(alternate_screen=False, mouse=False, cursor=True)


class Terminal:
    """One window of a tmux server, with a shell in it."""

    def __init__(self, socket: Path, *, columns: int, rows: int) -> None:
        self._socket = socket
        size = ("-x", str(columns), "-y", str(rows))
        self._tmux("-f", "/dev/null", "new-session", "-d", *size, "env PS1='$ ' sh")
        self._tmux("set-option", "-g", "window-size", "manual")
        self.wait("$")

    def _tmux(self, *arguments: str) -> str:
        command = ["tmux", "-u", "-S", str(self._socket), *arguments]
        # Python's own view of the environment: readline may have put LINES and COLUMNS into the process's behind it.
        own = dict(os.environ)
        done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=SECONDS, env=own)
        return done.stdout

    def run(self, *command: str) -> None:
        """Starts a command; its exit code is printed when it ends."""
        self.type(shlex.join(command) + "; echo exit=$?")
        self.press("Enter")

    def type(self, text: str) -> None:
        """Sends characters as a keyboard does."""
        self._tmux("send-keys", "-l", text)

    def press(self, *keys: str) -> None:
        """Sends keys by tmux's names."""
        self._tmux("send-keys", *keys)

    def resize(self, columns: int, rows: int) -> None:
        """Makes the window another size."""
        self._tmux("resize-window", "-x", str(columns), "-y", str(rows))

    @property
    def screen(self) -> str:
        """What is seen."""
        return self._tmux("capture-pane", "-p")

    @property
    def modes(self) -> Modes:
        """In which modes the terminal is."""
        shown = self._tmux("display-message", "-p", "#{alternate_on}#{mouse_any_flag}#{cursor_flag}").strip()
        return Modes(*(flag == "1" for flag in shown))

    @property
    def child(self) -> int:
        """Process id of the program in the shell."""
        shell = self._tmux("display-message", "-p", "#{pane_pid}").strip()
        found = subprocess.run(["ps", "-o", "pid=", "--ppid", shell], capture_output=True, text=True, check=True)
        return int(found.stdout.split()[0])

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
            time.sleep(0.05)
        raise AssertionError(f"waited in vain for {what}; the screen:\n{self.screen}")

    def close(self) -> None:
        """Ends the server and all that runs in it."""
        subprocess.run(["tmux", "-S", str(self._socket), "kill-server"], capture_output=True, check=False)
