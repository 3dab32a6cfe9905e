"""Finds the new article in which one lives on whose file was renamed and edited at once.

Neither its content nor its id tells: title, source and date have to be the same, and most of the words.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from newsreader.store.likeness import SHARED, bag, overlap

_Signs = tuple[str, str | None, str | None]
_SIGNS = "SELECT key, title, source, published FROM articles WHERE key"
_CHUNK = 500


class Heirs:
    """The articles that have come in one sync, by what they share with those that go in it."""

    def __init__(self, connection: sqlite3.Connection, fresh: Sequence[int]) -> None:
        self._connection = connection
        self._fresh = fresh
        self._found: dict[_Signs, list[int]] | None = None

    def of(self, key: int) -> int | None:
        """The one article that has come and is what this one was; None where there is none, or more than one."""
        if not self._fresh:
            return None
        if self._found is None:
            self._found = self._by_signs()
        row = self._connection.execute(f"{_SIGNS} = ?", (key,)).fetchone()
        keys = self._found.get(row[1:], []) if row else []
        return keys[0] if len(keys) == 1 and self._alike(key, keys[0]) else None

    def _by_signs(self) -> dict[_Signs, list[int]]:
        found: dict[_Signs, list[int]] = {}
        for first in range(0, len(self._fresh), _CHUNK):
            part = self._fresh[first : first + _CHUNK]
            for key, *signs in self._connection.execute(f"{_SIGNS} IN ({','.join('?' * len(part))})", part):
                found.setdefault(tuple(signs), []).append(key)
        return found

    def _alike(self, one: int, other: int) -> bool:
        rows = self._connection.execute("SELECT body FROM bodies WHERE key IN (?, ?)", (one, other)).fetchall()
        return len(rows) == 2 and overlap(bag(rows[0][0]), bag(rows[1][0])) >= SHARED
