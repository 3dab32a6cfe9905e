"""A screen that opens for typing takes what is typed while it opens: no letter is lost, none is taken for a command."""

from __future__ import annotations

from typing import Generic, TypeVar

from textual import events, getters, on
from textual.screen import Screen
from textual.widgets import Input

Answer = TypeVar("Answer")


class TypesAhead(Screen[Answer], Generic[Answer], inherit_bindings=False):
    """Letters that come before anything here has the keys go to the line; after that they go where the keys are."""

    _line = getters.query_one(Input)

    _ready_at: float | None = None
    """Since when something here has the keys, on the clock of events."""
    _early = ""
    """What was typed before there was a line."""

    def on_mount(self) -> None:
        """What is typed ahead must not be selected once the line has the keys: the next letter would replace it."""
        self._line.select_on_focus = False
        self._line.insert_text_at_cursor(self._early)

    @on(events.ScreenSuspend)
    def _begin_opening(self) -> None:
        self._ready_at = None

    @on(events.ScreenResume)
    @on(events.DescendantFocus)
    def _end_opening(self, event: events.Event) -> None:
        if self._ready_at is None and self.focused is not None:
            self._ready_at = event.time

    def take_early(self, event: events.Key) -> None:
        """Types a letter that was pressed too early for the line to get it; leaves any other key alone."""
        late = self._ready_at is not None and event.time > self._ready_at
        if late or not event.is_printable or event.character is None:
            return
        event.stop()
        event.prevent_default()
        if self.is_mounted:
            self._line.replace(event.character, *sorted(self._line.selection))
        else:
            self._early += event.character
