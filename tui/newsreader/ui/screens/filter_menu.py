"""Small menus over the list: which articles it shows, and in which order. They answer with the choice, or nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Generic, TypeVar

from textual import getters, on
from textual.app import ComposeResult
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import OptionList

from newsreader.library import EVERYTHING
from newsreader.models import ListFilter, Sort
from newsreader.text import clean_line
from newsreader.ui.i18n import _
from newsreader.ui.keymap import bindings_for
from newsreader.ui.wording import sort_name

Answer = TypeVar("Answer")
_LONGEST_NAME = 60


class ListMenu(ModalScreen[Answer | None], Generic[Answer], inherit_bindings=False):
    """A menu of (name, answer), with the one that holds now under the cursor."""

    CSS_PATH = "../overlays.tcss"
    BINDINGS = bindings_for("menu")

    options = getters.query_one(OptionList)

    def __init__(self, title: str, choices: Sequence[tuple[str, Answer]], now: Answer, *, id: str) -> None:
        super().__init__(id=id)
        self._title = title
        self._choices = choices
        self._now = now

    def compose(self) -> ComposeResult:
        menu = OptionList(*(Content(f" {clean_line(name, limit=_LONGEST_NAME)} ") for name, _answer in self._choices))
        menu.border_title = Content(self._title)
        menu.highlighted = next((i for i, (_n, answer) in enumerate(self._choices) if answer == self._now), 0)
        yield menu

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        if self.is_current:
            self.dismiss(self._choices[event.option_index][1])

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


class FilterMenu(ListMenu[ListFilter]):
    """All, unread or starred, where the words of the filter stay; and the views that a person has saved."""

    def __init__(self, filter: ListFilter, views: Mapping[str, str]) -> None:
        words = replace(EVERYTHING, words=filter.words)
        choices = [
            (_("All articles"), words),
            (_("Unread"), replace(words, unread=True)),
            (_("With a star"), replace(words, starred=True)),
            (_("Unread with a star"), replace(words, unread=True, starred=True)),
            *((name, ListFilter(words=saved)) for name, saved in views.items()),
        ]
        super().__init__(_("Show"), choices, filter, id="filter-menu")


class SortMenu(ListMenu[tuple[Sort, bool]]):
    """The orders of the list; the newest first also with a heading above each day."""

    def __init__(self, sort: Sort, by_day: bool) -> None:
        orders: tuple[Sort, ...] = ("source", "quotations", "unread")
        choices: list[tuple[str, tuple[Sort, bool]]] = [
            (sort_name("date"), ("date", False)),
            (_("newest first, by days"), ("date", True)),
            *((sort_name(order), (order, by_day)) for order in orders),
        ]
        super().__init__(_("Order"), choices, (sort, by_day), id="sort-menu")
