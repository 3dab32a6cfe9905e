"""A small menu of which articles the list shows. Answers with a filter, or with nothing."""

from __future__ import annotations

from dataclasses import replace

from textual import getters, on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList

from newsreader.library import EVERYTHING
from newsreader.models import ListFilter
from newsreader.ui.i18n import _
from newsreader.ui.keymap import bindings_for


class FilterMenu(ModalScreen[ListFilter | None], inherit_bindings=False):
    """All, unread or starred; the words of the filter stay."""

    CSS_PATH = "../overlays.tcss"
    BINDINGS = bindings_for("menu")

    options = getters.query_one(OptionList)

    def __init__(self, filter: ListFilter) -> None:
        super().__init__(id="filter-menu")
        self._filter = filter

    def _choices(self) -> list[tuple[str, ListFilter]]:
        words = replace(EVERYTHING, words=self._filter.words)
        return [
            (_("All articles"), words),
            (_("Unread"), replace(words, unread=True)),
            (_("With a star"), replace(words, starred=True)),
            (_("Unread with a star"), replace(words, unread=True, starred=True)),
        ]

    def compose(self) -> ComposeResult:
        choices = self._choices()
        menu = OptionList(*(Content(f" {name} ") for name, _filter in choices))
        menu.border_title = Content(_("Show"))
        menu.highlighted = next((i for i, (_n, wanted) in enumerate(choices) if wanted == self._filter), 0)
        yield menu

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        if self.is_current:
            self.dismiss(self._choices()[event.option_index][1])

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
