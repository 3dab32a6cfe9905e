"""The line for typing that every search uses."""

from __future__ import annotations

from typing import ClassVar

from textual import events
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widgets import Input

from newsreader.ui.keymap import twin


def _twin_bindings() -> list[BindingType]:
    """Editing keys as terminals send them under the Russian layout («^Ц» for ^W)."""
    bindings = [binding for binding in Input.BINDINGS if isinstance(binding, Binding)]
    return [
        Binding(other, binding.action, binding.description, show=False)
        for binding in bindings
        for key in binding.key.split(",")
        if (other := twin(key.strip())) is not None
    ]


class TypingLine(Input):
    """An input of one row without a frame, whose editing keys work under either layout."""

    BINDINGS: ClassVar[list[BindingType]] = _twin_bindings()

    def __init__(self, placeholder: str = "", *, id: str | None = None) -> None:
        super().__init__(placeholder=placeholder, id=id, compact=True, select_on_focus=True)
        self.cursor_blink = False  # nothing moves by itself

    def type_in(self, text: str) -> None:
        """Does what typing the text would do: it takes the place of what is selected."""
        start, end = sorted(self.selection)
        self.replace(text, start, end)

    def take_early(self, event: events.Key) -> None:
        """Types a letter that was pressed before the line had the keys: it comes by way of what had them."""
        if event.is_printable and event.character is not None:
            event.stop()
            event.prevent_default()
            self.type_in(event.character)

    def action_home(self, select: bool = False) -> None:
        """To the beginning; in an empty line the key is for what is listed beside it."""
        if not self.value:
            raise SkipAction
        super().action_home(select)

    def action_end(self, select: bool = False) -> None:
        """To the end; in an empty line the key is for what is listed beside it."""
        if not self.value:
            raise SkipAction
        super().action_end(select)
