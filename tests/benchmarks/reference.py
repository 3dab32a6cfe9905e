"""What the reader is measured against: the smallest Textual apps.

python tests/benchmarks/reference.py empty | list
"""

from __future__ import annotations

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import OptionList, Static


class Empty(App[None]):
    """One word on the screen."""

    def compose(self) -> ComposeResult:
        """A word to wait for."""
        yield Static("ready")


class List(App[None]):
    """A list of a few lines to move in."""

    BINDINGS: ClassVar = [("j", "down", "Down"), ("k", "up", "Up")]

    def compose(self) -> ComposeResult:
        """A screenful and a bit."""
        yield OptionList("ready", *(f"line {number}" for number in range(200)))

    def action_down(self) -> None:
        """The next line."""
        self.query_one(OptionList).action_cursor_down()

    def action_up(self) -> None:
        """The line before."""
        self.query_one(OptionList).action_cursor_up()


if __name__ == "__main__":
    {"empty": Empty, "list": List}[sys.argv[1]]().run()
