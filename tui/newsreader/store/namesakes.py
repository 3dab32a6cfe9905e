"""Gives each of the files that state one id an id of its own, the same in whichever order they came."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable


def settle_ids(connection: sqlite3.Connection, contested: Iterable[str]) -> list[int]:
    """Hands out each of these ids anew, in the order of the files' names: the id, and then the id with a number.

    Returns the keys of the articles that state them.
    """
    settled: list[int] = []
    for claimed in sorted(contested):
        members = connection.execute(
            "SELECT a.key FROM articles a JOIN files f ON f.key = a.key"
            " WHERE (a.id = ?1 AND a.claimed = ?1) OR (a.claimed = ?1 AND a.id <> a.claimed) ORDER BY f.name",
            (claimed,),
        ).fetchall()
        for (key,) in members:
            connection.execute("UPDATE articles SET id = ? WHERE key = ?", (f"{claimed}~~{key}", key))
        number = 0
        for (key,) in members:
            while True:
                number += 1
                wanted = claimed if number == 1 else f"{claimed}~{number}"
                if not connection.execute("SELECT 1 FROM articles WHERE id = ?", (wanted,)).fetchone():
                    break
            connection.execute("UPDATE articles SET id = ? WHERE key = ?", (wanted, key))
            settled.append(key)
    return settled
