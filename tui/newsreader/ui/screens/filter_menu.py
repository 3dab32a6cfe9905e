"""Small menus over the list: which articles it shows, and in which order. They answer with the choice, or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from newsreader.library import EVERYTHING
from newsreader.models import ListFilter, Sort
from newsreader.ui.i18n import _
from newsreader.ui.screens.menu import Menu
from newsreader.ui.wording import sort_name


class FilterMenu(Menu[ListFilter]):
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


class SortMenu(Menu[tuple[Sort, bool]]):
    """The orders of the list; the newest first also with a heading above each day."""

    def __init__(self, sort: Sort, by_day: bool) -> None:
        orders: tuple[Sort, ...] = ("source", "quotations", "unread")
        choices: list[tuple[str, tuple[Sort, bool]]] = [
            (sort_name("date"), ("date", False)),
            (_("newest first, by days"), ("date", True)),
            *((sort_name(order), (order, by_day)) for order in orders),
        ]
        super().__init__(_("Order"), choices, (sort, by_day), id="sort-menu")
