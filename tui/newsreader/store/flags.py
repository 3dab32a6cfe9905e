"""Sets the flags of articles, read and starred, and takes that back: in a few statements, however many articles."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence

from newsreader.store.journal import close_step, next_step
from newsreader.text import clean

FLAGS = ("read", "starred")


def set_flag(
    connection: sqlite3.Connection, library: str, field: str, ids: Sequence[str], value: bool, *, by_hand: bool
) -> None:
    """Sets a flag, which the journal notes: by hand, as one step; articles that have it so already are passed over."""
    step = next_step(connection, library)
    connection.execute(
        "INSERT INTO journal (step, library, article, field, before)"
        f" SELECT ?, ?, a.value, ?, ifnull(m.{field}, 0) FROM json_each(?) a LEFT JOIN marks m ON m.article = a.value"
        f" WHERE ifnull(m.{field}, 0) <> ? GROUP BY a.value ORDER BY min(a.key)",
        (step, library, field, json.dumps(list(map(clean, ids))), value),
    )
    _put(connection, field, "?3", library, step, int(value))
    if not by_hand:
        close_step(connection, library, step)


def take_back(connection: sqlite3.Connection, library: str, step: int) -> None:
    """Makes the flags again what they were before a step; the journal notes this too, as no step."""
    connection.execute(
        "INSERT INTO journal (step, library, article, field, before)"
        " SELECT NULL, j.library, j.article, j.field, ifnull(iif(j.field = 'read', m.read, m.starred), 0)"
        " FROM journal j LEFT JOIN marks m ON m.article = j.article"
        " WHERE j.library = ? AND j.step = ? AND j.field IN ('read', 'starred') ORDER BY j.seq DESC",
        (library, step),
    )
    for field in FLAGS:
        _put(connection, field, "before", library, step)


def _put(connection: sqlite3.Connection, field: str, value: str, *values: str | int) -> None:
    """Sets a flag of the articles of a step; `value` is SQL."""
    connection.execute(
        f"INSERT INTO marks (article, {field}) SELECT article, {value} FROM journal"
        f" WHERE library = ?1 AND step = ?2 AND field = '{field}'"
        f" ON CONFLICT (article) DO UPDATE SET {field} = excluded.{field}",
        values,
    )
