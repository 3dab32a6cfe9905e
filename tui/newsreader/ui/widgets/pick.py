"""One of a few things, chosen with the arrows: «Формат ‹ Markdown ›»."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.content import Content
from textual.widget import Widget

from newsreader.text import clean_line
from newsreader.ui.message import Message
from newsreader.ui.rows import fit


class Pick(Widget, can_focus=True):
    """A name and the one chosen of its values."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"pick--name", "pick--value"}
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right,l,д,space", "step(1)", show=False),
        Binding("left,h,р", "step(-1)", show=False),
        Binding("enter", "submit", show=False),
    ]

    class Changed(Message):
        """Another value is chosen."""

        pick: Pick

        @property
        def control(self) -> Pick:
            return self.pick

    class Submitted(Message):
        """Enter was pressed."""

        pick: Pick

        @property
        def control(self) -> Pick:
            return self.pick

    def __init__(self, name: str, values: tuple[str, ...], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._name_shown = name
        self._values = values
        self.chosen = 0
        """The number of the value, from 0."""

    def render(self) -> Content:
        value = clean_line(self._values[self.chosen]) if self._values else ""
        room = max(0, self.size.width - 16)
        return Content.assemble(
            (fit(clean_line(self._name_shown), 10) + " ", ".pick--name"),
            ("‹ ", ".pick--name"),
            (fit(value, min(room, len(value))), ".pick--value"),
            (" ›", ".pick--name"),
        )

    def choose(self, number: int) -> None:
        """Chooses a value without a word about it."""
        self.chosen = number
        self.refresh()

    def action_step(self, step: int) -> None:
        """Chooses the next value (negative: the one before)."""
        if self._values:
            self.chosen = (self.chosen + step) % len(self._values)
            self.refresh()
            self.post_message(self.Changed(self))

    def action_submit(self) -> None:
        """Says that all is chosen."""
        self.post_message(self.Submitted(self))

    def on_click(self, event: events.Click) -> None:
        """Chooses the next value."""
        event.stop()
        self.action_step(1)
