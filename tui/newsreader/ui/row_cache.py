"""Keeps the rows of the list that were fetched lately; fetches a screenful at a time, whatever the number of keys."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from newsreader.models import ArticleSummary

Fetch = Callable[[Sequence[int]], Mapping[int, ArticleSummary]]

_KEPT = 400
"""Rows that are remembered; beyond that all are forgotten."""
_LEAST = 8


class RowCache:
    """Rows by key."""

    def __init__(self, fetch: Fetch) -> None:
        self._fetch = fetch
        self._rows: dict[int, ArticleSummary | None] = {}

    def row(self, keys: Sequence[int], index: int, *, screenful: int) -> ArticleSummary | None:
        """The row of a key, fetched with its neighbours if it is not there; None where its article has gone."""
        if keys[index] not in self._rows:
            if len(self._rows) > _KEPT:
                self._rows.clear()
            some = max(_LEAST, screenful)
            first = max(0, index - some // 4)
            missing = [key for key in keys[first : first + some] if key not in self._rows]
            found = self._fetch(missing)
            self._rows.update({key: found.get(key) for key in missing})
        return self._rows[keys[index]]

    def renew(self, keys: Sequence[int], stale: Iterable[int] | None) -> list[int]:
        """Fetches these rows anew, and forgets the stale ones (unset: all). Returns the keys of rows that differ."""
        found = self._fetch(keys)
        before = {key: self._rows[key] for key in keys if key in self._rows}
        self.forget(stale)
        self._rows.update({key: found.get(key) for key in keys})
        return [key for key in keys if key not in before or before[key] != self._rows[key]]

    def forget(self, keys: Iterable[int] | None = None) -> None:
        """Forgets these rows (unset: all) because something about them has changed."""
        if keys is None:
            self._rows.clear()
        else:
            for key in keys:
                self._rows.pop(key, None)
