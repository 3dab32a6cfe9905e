"""What Textual does twice for a screen, done once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import events, on
from textual.message_pump import MessagePump
from textual.reactive import Reactive
from textual.screen import Screen
from textual.widget import Widget

if TYPE_CHECKING:
    from typing import Any

    Base = Screen[Any]
else:
    Base = MessagePump  # its handlers are found all the same


class Fresh(Base):
    """A screen that is styled once before it is painted, and painted once when something else gets the keys."""

    focused: Reactive[Widget | None] = Reactive(None, repaint=False)
    """What has the keys. It and what had them are painted anew; all of the screen need not be before that."""

    @on(events.ScreenResume)
    def _style_once(self, event: events.ScreenResume) -> None:
        """Lets it apply none again when the screen first shows: they have just been applied."""
        if not self.stack_updates:
            event.refresh_styles = False
