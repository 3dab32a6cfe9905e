"""A small menu of the collections. Answers with which one to show, or with nothing."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.findings import CollectionSummary
from newsreader.text import clean_line
from newsreader.ui.i18n import _
from newsreader.ui.requests import ShowCollection
from newsreader.ui.screens.menu import Menu

_LONGEST_NAME = 40


class CollectionMenu(Menu[ShowCollection]):
    """Everything that was kept, then each collection, with how many quotations there are."""

    def __init__(self, collections: Sequence[CollectionSummary], kept: int) -> None:
        names = ((clean_line(one.name, limit=_LONGEST_NAME), one) for one in collections)
        choices = [
            (f"{_('Everything kept')} · {kept}", ShowCollection(None)),
            *((f"{name} · {one.quotations}", ShowCollection(one.name)) for name, one in names),
        ]
        super().__init__(_("Collections"), choices)
