"""What the reader is measured against: the smallest Textual apps.

python tests/benchmarks/reference.py empty | list | search
"""

from __future__ import annotations

import sys
from typing import ClassVar

from textual.app import App, ComposeResult
from textual.widgets import Input, OptionList, Static


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


class Search(App[None]):
    """A line, and a list that is filled anew at each letter."""

    def compose(self) -> ComposeResult:
        """The line and an empty list."""
        yield Input(placeholder="ready")
        yield OptionList()

    def on_input_changed(self, message: Input.Changed) -> None:
        """As many rows as a page of results has."""
        found = self.query_one(OptionList)
        found.clear_options()
        found.add_options(f"{number} {message.value}" for number in range(1, 51))


if __name__ == "__main__":
    apps: dict[str, type[App[None]]] = {"empty": Empty, "list": List, "search": Search}
    if len(sys.argv) != 2 or sys.argv[1] not in apps:
        sys.exit(__doc__)
    apps[sys.argv[1]]().run()
