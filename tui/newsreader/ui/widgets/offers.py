"""What a query could go on with, as a small list under the line for typing. Tab takes the marked one."""

from __future__ import annotations

from typing import ClassVar

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.widget import Widget

from newsreader.findings import Completion
from newsreader.text import clean_line
from newsreader.ui.layout import shorten
from newsreader.ui.message import Message
from newsreader.ui.rows import fit

MOST = 8
_WIDEST = 60


class Offers(Widget, can_focus=False):
    """Completions, one of them marked; hidden while there are none."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"offers--marked", "offers--count"}

    class Taken(Message):
        """One of them was clicked."""

        completion: Completion

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._offered: tuple[Completion, ...] = ()
        self._marked = 0
        self.display = False

    @property
    def marked(self) -> Completion | None:
        """The one that Tab takes; None where nothing is offered."""
        return self._offered[self._marked] if self._offered and self.display else None

    @property
    def offered(self) -> tuple[Completion, ...]:
        """All of them."""
        return self._offered

    def show(self, completions: tuple[Completion, ...]) -> None:
        """Offers other completions, the first marked; none of them: hides."""
        if completions == self._offered and self.display == bool(completions):
            return
        self._offered = completions[:MOST]
        self._marked = 0
        self.display = bool(self._offered)
        self.styles.height = len(self._offered)
        self.styles.width = self._wide()
        self.refresh()

    def step(self) -> None:
        """Marks the next one, after the last the first."""
        if self._offered:
            self._marked = (self._marked + 1) % len(self._offered)
            self.refresh()

    def _wide(self) -> int:
        longest = max((cell_len(_label(one)) + cell_len(_count(one)) for one in self._offered), default=0)
        return min(_WIDEST, longest + 4)

    def render(self) -> Content:
        width = self.size.width
        parts: list[str | tuple[str, str]] = []
        for number, one in enumerate(self._offered):
            count = _count(one)
            sign = "▸" if number == self._marked else " "
            label = fit(shorten(_label(one), max(0, width - 4 - cell_len(count))), max(0, width - 3 - cell_len(count)))
            marked = ".offers--marked" if number == self._marked else ""
            parts += ["\n"] if number else []
            parts += [(f"{sign} {label}", marked), (f"{count} ", marked or ".offers--count")]
        return Content.assemble(*parts)

    def on_click(self, event: events.Click) -> None:
        """Takes the one under the pointer."""
        event.stop()
        if 0 <= event.y < len(self._offered):
            self.post_message(self.Taken(self._offered[event.y]))


def _label(completion: Completion) -> str:
    return clean_line(completion.label, limit=_WIDEST)


def _count(completion: Completion) -> str:
    return f" {completion.count}" if completion.count is not None else ""
