"""What a screen does when it first shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.message_pump import MessagePump
from textual.screen import Screen

if TYPE_CHECKING:
    from typing import Any

    Base = Screen[Any]
else:
    Base = MessagePump  # its handlers are found all the same


class Fresh(Base):
    """A screen to which Textual would apply its styles twice before it is painted."""

    @on(events.ScreenResume)
    def _style_once(self, event: events.ScreenResume) -> None:
        """Lets it apply none again when the screen first shows: they have just been applied."""
        if not self.stack_updates:
            event.refresh_styles = False
