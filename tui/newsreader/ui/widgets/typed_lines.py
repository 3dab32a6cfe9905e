"""Lines that can be searched by typing: the words stand in the last row, the lines that have them above it."""

from __future__ import annotations

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from newsreader.text import clean_line
from newsreader.ui.layout import shorten
from newsreader.ui.widgets.lines import Lines

_LONGEST = 80
_CARET = "▏"


class TypedLines(Lines, inherit_bindings=False):
    """While one types, letters are text and arrows move; Enter ends it and goes on to what the screen does."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._wanted = ""
        self._typing = False

    @property
    def wanted(self) -> str:
        """The words that the lines shown have."""
        return self._wanted

    @property
    def typing(self) -> bool:
        """Whether letters are text."""
        return self._typing

    @property
    def list_height(self) -> int:
        """Rows of the screen for the lines."""
        return max(1, self.size.height - self.searching)

    @property
    def searching(self) -> bool:
        """Whether the last row shows words that are looked for."""
        return self._typing or bool(self._wanted)

    def search(self) -> None:
        """Takes letters as text from now on."""
        self._typing = True
        self.filter_lines()

    def clear_search(self) -> bool:
        """Shows all lines again; False where nothing was looked for."""
        searched = self.searching
        self._typing = False
        self._wanted = ""
        if searched:
            self.filter_lines()
        return searched

    def filter_lines(self) -> None:
        """Shows the lines that have the words; for those who build on this."""
        raise NotImplementedError

    def on_key(self, event: events.Key) -> None:
        """Takes letters, if one types; other keys go on to the screen."""
        if not self._typing or event.key in ("up", "down", "pageup", "pagedown"):
            return
        if event.key == "enter":
            self._typing = False
            self.refresh()
            return
        if event.key == "escape":
            self.clear_search()
        elif event.key in ("backspace", "ctrl+h"):
            self._want(self._wanted[:-1])
        elif event.key in ("ctrl+u", "ctrl+w"):
            self._want("")
        elif event.character is not None and event.is_printable:
            self._want(self._wanted + event.character)
        else:
            return
        event.stop()
        event.prevent_default()

    def on_paste(self, event: events.Paste) -> None:
        """Takes pasted words, if one types."""
        if self._typing:
            event.stop()
            self._want(self._wanted + clean_line(event.text, limit=_LONGEST))

    def _want(self, words: str) -> None:
        self._wanted = words[:_LONGEST].lstrip()
        self.filter_lines()

    def on_blur(self) -> None:
        """Letters are keys again."""
        self._typing = False
        self.refresh()

    def typed_strip(self, width: int, name: str) -> Strip:
        """The row with the words."""
        caret = _CARET if self._typing else ""
        room = max(0, width - 3)
        words = self._wanted if len(self._wanted) <= room else "…" + self._wanted[len(self._wanted) - room + 1 :]
        style = self.get_component_rich_style(name) if name in self.COMPONENT_CLASSES else self.rich_style
        text = shorten(f"/ {words}{caret}", width)
        return Strip([Segment(text, self.rich_style + style)]).adjust_cell_length(width, self.rich_style)
