"""What a first run says under the panes: how to move, search and get help. It goes with the first key."""

from __future__ import annotations

from collections.abc import Mapping
from string import Formatter
from typing import ClassVar

from textual import events, on
from textual.content import Content
from textual.widgets import Static

from newsreader.ui.actions import BY_ID
from newsreader.ui.i18n import _
from newsreader.ui.keymap import keys_of, show_key
from newsreader.ui.screens.frame import Part

ROOM = (60, 16)
"""Columns and rows from which there is room for it; the status line names the most needed keys anyhow."""


class GreetingLines(Static):
    """The lines."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"greeting--name", "greeting--key"}


class Greeting(Part):
    """Greets whoever opens a library for the first time."""

    first_run = False
    """Whether this library has not been opened before."""
    samples = False
    """Whether it is the sample articles."""
    _touched = False

    def greet(self) -> None:
        """Shows the lines, where it is a first run and there is room."""
        if self.first_run and self._has_room():
            self.mount(GreetingLines(self.greeting(), id="greeting"), before=self.status)

    def _has_room(self) -> bool:
        size = self.app.size
        return size.width >= ROOM[0] and size.height >= ROOM[1]

    @on(events.Resize)
    def _leave_room(self) -> None:
        if not self._has_room():
            self.query("#greeting").remove()

    def greeting(self) -> Content:
        """Three lines, and one more that says what is shown where the library is empty."""
        keymap = getattr(self.app, "keymap", {})
        names = ("down", "up", "page_down", "next_quotation", "next_section", "find", "search_quotations", "help")
        keys = {name: show_key((keys_of(BY_ID[name], keymap) or (":",))[0]) for name in (*names, "open")}
        lines = {
            _("Move"): _("{down} {up} {page_down}   {open} read   {next_section} section   {next_quotation} quotation"),
            _("Search"): _("{find} in what you see   {search_quotations} in all quotations"),
            _("Help"): _("{help} all keys, the same under the Russian layout"),
        }
        said = _("Your library is empty: these are samples. `newsreader add FILE` adds your own")
        parts = [Content(said + "\n")] if self.samples else []
        for name, words in lines.items():
            parts.append(Content.assemble((f"{name:<{max(map(len, lines))}}   ", ".greeting--name")))
            parts.append(_with_keys(words, keys))
            parts.append(Content("\n"))
        return Content("").join(parts[:-1])

    @on(events.Key)
    @on(events.Click)
    def _make_way(self) -> None:
        if not self._touched:
            self._touched = True
            self.query("#greeting").remove()


def _with_keys(words: str, keys: Mapping[str, str]) -> Content:
    """The words with their keys put in and marked."""
    parts: list[tuple[str, str]] = []
    for text, name, _spec, _conversion in Formatter().parse(words):
        parts += [(text, ""), (keys[name] if name else "", ".greeting--key")]
    return Content.assemble(*parts)
