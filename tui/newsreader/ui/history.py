"""What was asked before, for going back to it. Pure."""

from __future__ import annotations

from collections.abc import Iterable

MOST = 200
"""Queries that are kept."""


class History:
    """Queries, the newest last, and where in them one is."""

    def __init__(self, kept: Iterable[str] = ()) -> None:
        self._kept = list(dict.fromkeys(kept))[-MOST:]
        self._place: int | None = None
        self._typed = ""

    def keep(self, query: str) -> None:
        """Remembers a query that was used; each only once, at its latest place."""
        self._place = None
        query = query.strip()
        if query:
            self._kept = [*(kept for kept in self._kept if kept != query), query][-MOST:]

    def older(self, typed: str) -> str | None:
        """The query before the one that is shown; None where there is none. What was typed is kept for the way back."""
        if self._place is not None and typed != self._kept[self._place]:
            self._place = None  # the recalled query was changed: it is a new one
        if self._place is None:
            self._typed = typed
        place = len(self._kept) if self._place is None else self._place
        while place > 0:
            place -= 1
            if self._kept[place] != typed:
                self._place = place
                return self._kept[place]
        return None

    def newer(self) -> str | None:
        """The query after the one that is shown, at last what had been typed; None where nothing was recalled."""
        if self._place is None:
            return None
        if self._place + 1 < len(self._kept):
            self._place += 1
            return self._kept[self._place]
        self._place = None
        return self._typed
