"""Sizes that the terminal takes faster than a program hears of them."""

from __future__ import annotations

import sys

import pytest

from tests.terminal.conftest import StartTerminal

pytestmark = pytest.mark.terminal

SWIFT = """
import fcntl, struct, termios, time
from textual.app import App
from textual.widgets import Static
from newsreader.ui.driver import TerminalDriver

class Swift(TerminalDriver):
    "While it looks at the size 50x15, the terminal takes another one."
    done = False

    def _get_terminal_size(self):
        size = super()._get_terminal_size()
        if size == (50, 15) and not self.done:
            self.done = True
            fcntl.ioctl(self.fileno, termios.TIOCSWINSZ, struct.pack("HHHH", 10, 40, 0, 0))
            time.sleep(0.2)
        return size

class Sized(App):
    def compose(self):
        yield Static("begun")

    def on_resize(self, event):
        self.query_one(Static).update(f"{event.size.width}x{event.size.height}.")

Sized(driver_class=Swift).run()
"""


def test_the_last_size_is_the_one_that_holds(terminal: StartTerminal) -> None:
    window = terminal(60, 20)
    window.run(sys.executable, "-c", SWIFT)
    window.wait("60x20.")
    window.resize(50, 15)
    window.wait("40x10.")
