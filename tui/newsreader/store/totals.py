"""The index's figures: one row that triggers keep."""

from __future__ import annotations

import sqlite3

from newsreader.models import Counts


def totals(connection: sqlite3.Connection, names: str) -> tuple[int, ...]:
    """Columns of the one row.

    Raises:
        CodecError: where it is gone.
    """
    rows: list[tuple[int, ...]] = connection.execute(f"SELECT {names} FROM totals").fetchall()
    if not rows:
        from newsreader.store.codec import CodecError

        raise CodecError("the index has lost its totals")
    return rows[0]


def counts(connection: sqlite3.Connection) -> Counts:
    """The library's figures, in constant time."""
    return Counts(*totals(connection, "articles, unread, starred, waiting, quotations"))


def version(connection: sqlite3.Connection) -> int:
    """How often the index was changed."""
    return totals(connection, "version")[0]
