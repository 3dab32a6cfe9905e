"""A small menu of the collections. Answers with which one to show, or with nothing."""

from __future__ import annotations

from collections.abc import Sequence

from textual import getters, on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList

from newsreader.findings import CollectionSummary
from newsreader.text import clean_line
from newsreader.ui.i18n import _
from newsreader.ui.keymap import bindings_for
from newsreader.ui.messages import ShowCollection


class CollectionMenu(ModalScreen[ShowCollection | None], inherit_bindings=False):
    """Everything that was kept, then each collection."""

    CSS_PATH = "../overlays.tcss"
    BINDINGS = bindings_for("menu")

    options = getters.query_one(OptionList)

    def __init__(self, collections: Sequence[CollectionSummary], kept: int) -> None:
        super().__init__(classes="menu")
        self._collections = tuple(collections)
        self._kept = kept

    def compose(self) -> ComposeResult:
        rows = [(_("Everything kept"), self._kept)]
        rows += [(clean_line(one.name), one.quotations) for one in self._collections]
        menu = OptionList(*(Content(f" {name}  {number} ") for name, number in rows))
        menu.border_title = Content(_("Collections"))
        menu.highlighted = 0
        yield menu

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        if self.is_current:
            number = event.option_index
            self.dismiss(ShowCollection(self._collections[number - 1].name if number else None))

    def action_down(self) -> None:
        self.options.action_cursor_down()

    def action_up(self) -> None:
        self.options.action_cursor_up()

    def action_first(self) -> None:
        self.options.action_first()

    def action_last(self) -> None:
        self.options.action_last()

    def action_open(self) -> None:
        self.options.action_select()

    def action_back(self) -> None:
        self.dismiss(None)

    def action_escape(self) -> None:
        self.dismiss(None)

    def action_leave(self) -> None:
        self.dismiss(None)
