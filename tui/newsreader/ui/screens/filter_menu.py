"""Small menus over the list: which articles it shows, also by a saved view, and in which order.

They answer with the choice, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from newsreader.library import EVERYTHING
from newsreader.models import ListFilter, Sort
from newsreader.record import Record
from newsreader.text import clean_line
from newsreader.ui.i18n import _
from newsreader.ui.screens.menu import Menu
from newsreader.ui.wording import sort_name


class SaveView(Record):
    """Save the filter that holds under a name."""

    words: str
    """All that it says, in words."""


class RemoveView(Record):
    """Save it no longer."""

    name: str


Choice = ListFilter | SaveView | RemoveView


class FilterMenu(Menu[Choice]):
    """All, unread or starred, where the words of the filter stay; and the views that a person has saved.

    Args:
        filter: what holds now.
        views: filters by the names under which they are saved.
        editable: whether views can be saved and removed here.
    """

    def __init__(self, filter: ListFilter, views: Mapping[str, str], *, editable: bool = False) -> None:
        words = replace(EVERYTHING, words=filter.words)
        choices: list[tuple[str, Choice]] = [
            (_("All articles"), words),
            (_("Unread"), replace(words, unread=True)),
            (_("With a star"), replace(words, starred=True)),
            (_("Unread with a star"), replace(words, unread=True, starred=True)),
            *((name, ListFilter(words=saved)) for name, saved in views.items()),
        ]
        hint = ""
        if editable:
            choices += edits(filter, views)
            hint = "" if views or filter != EVERYTHING else _("A filter of the list can be saved here as a view")
        super().__init__(_("Show"), choices, filter, hint=hint, id="filter-menu")


def edits(filter: ListFilter, views: Mapping[str, str]) -> list[tuple[str, Choice]]:
    """What can be done with the filter that holds: saved as a view, or removed where it is one."""
    if filter == EVERYTHING:
        return []
    words = in_words(filter)
    names = [name for name, saved in views.items() if clean_line(saved) == clean_line(words)]
    if not names:
        return [(_("Save this filter as a view…"), SaveView(words))]
    return [(_("Remove the view “{name}”").format(name=clean_line(name, limit=30)), RemoveView(name)) for name in names]


def in_words(filter: ListFilter) -> str:
    """The filter as one would type it."""
    chosen = (("unread:", filter.unread), ("starred:", filter.starred), (filter.words.strip(), True))
    return " ".join(words for words, holds in chosen if holds and words)


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
