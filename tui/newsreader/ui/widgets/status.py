"""The bottom line: what the keys do here, what has just happened, and where in the text one is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from rich.cells import cell_len
from textual import events, on
from textual.content import Content
from textual.reactive import reactive
from textual.timer import Timer
from textual.widget import Widget

from newsreader.ui.message import Message
from newsreader.ui.rows import fit

Hint = tuple[str, str, str]
"""Action id, the key as shown, what it does in a word or two."""

SECONDS = 5.0
"""How long a message stays."""

_GAP = "   "


def fitting_hints(hints: Sequence[Hint], width: int) -> list[Hint]:
    """The hints that fit, the last one (help) before the others."""
    if not hints:
        return []
    chosen: list[Hint] = []
    *others, last = hints
    room = width - _cells(last)
    if room < 0:
        return []
    for hint in others:
        room -= _cells(hint) + len(_GAP)
        if room < 0:
            break
        chosen.append(hint)
    return [*chosen, last]


def fitting_place(busy: str, where: str, width: int) -> str:
    """What fits of the work under way and the place in the text: of the place its last parts, the work before it."""
    parts = where.split(" · ") if where else []
    while True:
        text = "   ".join(part for part in (busy, " · ".join(parts)) if part)
        if cell_len(text) <= width or not (parts or text):
            return text
        if not parts:
            return fit(text, width)
        parts = parts[1:]


def _cells(hint: Hint) -> int:
    return cell_len(hint[1]) + 1 + cell_len(hint[2])


class StatusLine(Widget):
    """One line at the bottom of the screen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"status--key", "status--message", "status--where"}

    hints: reactive[tuple[Hint, ...]] = reactive((), layout=False)
    where: reactive[str] = reactive("", layout=False)
    """Place in the text: «раздел 2/5 · цитата 1/5 · 34 %»."""
    busy: reactive[str] = reactive("", layout=False)
    """Work in the background and how far it has come."""
    message: reactive[str] = reactive("", layout=False)
    """What has just happened; it goes by itself."""

    class Pressed(Message):
        """A hint was clicked."""

        action: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._clock: Timer | None = None
        self._later = ""
        self._ranges: list[tuple[int, int, str]] = []

    def say(self, message: str, *, seconds: float = SECONDS) -> None:
        """Shows a message in place of the hints for a while."""
        if self._clock is not None:
            self._clock.stop()
        self.message = message
        self._clock = self.set_timer(seconds, self._fade)

    def report(self, message: str) -> None:
        """Says what has happened by itself; what a person has just asked for is read first."""
        if self.message:
            self._later = message
        else:
            self.say(message)

    def _fade(self) -> None:
        self.message, later, self._later = "", self._later, ""
        if later:
            self.say(later)

    def render(self) -> Content:
        width = self.size.width
        right = fitting_place(self.busy, self.where, width // 2)
        if self.message and cell_len(self.message) + 2 + cell_len(right) > width:
            right = ""  # the place is there again as soon as the message has been read
        room = max(0, width - cell_len(right) - (2 if right else 0))
        left = self._message(room) if self.message else self._hints(room)
        gap = " " * max(0, width - left.cell_length - cell_len(right))
        return Content.assemble(left, gap, (right, ".status--where"))

    def _message(self, room: int) -> Content:
        self._ranges = []
        text = fit(self.message, min(room, cell_len(self.message)))
        return Content.assemble((text, ".status--message"))

    def _hints(self, room: int) -> Content:
        self._ranges = []
        parts: list[Content | str | tuple[str, str]] = []
        x = 0
        for action, key, words in fitting_hints(self.hints, room):
            if parts:
                parts.append(_GAP)
                x += len(_GAP)
            parts += [(key, ".status--key"), f" {words}"]
            length = cell_len(key) + 1 + cell_len(words)
            self._ranges.append((x, x + length, action))
            x += length
        return Content.assemble(*parts)

    @on(events.Click)
    def _press(self, event: events.Click) -> None:
        x = event.get_content_offset_capture(self).x
        for start, end, action in self._ranges:
            if start <= x < end:
                self.post_message(self.Pressed(action))
