"""The journal of the marks: what each change took the place of, so that it can be taken back, in any later run."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

CORRECTIONS = "corrections"
"""What stands in the place of a field where corrections made by hand are noted."""
_NEXT_STEP = "SELECT ifnull(max(step), 0) + 1 FROM journal WHERE library = ? AND step IS NOT NULL"


def next_step(connection: sqlite3.Connection, library: str) -> int:
    """A number for a new step of a library."""
    (step,) = connection.execute(_NEXT_STEP, (library,)).fetchone()
    return int(step)


def latest_step(connection: sqlite3.Connection, library: str) -> int | None:
    """The step of a library that undo takes back next; None where nothing is left."""
    sql = "SELECT max(step) FROM journal WHERE library = ? AND step IS NOT NULL"
    (step,) = connection.execute(sql, (library,)).fetchone()
    return None if step is None else int(step)


def noted_rows(connection: sqlite3.Connection, library: str, step: int) -> list[tuple[str, str, str]]:
    """Field, article and detail of what a step has changed beside flags, the latest first."""
    sql = (
        "SELECT field, article, detail FROM journal"
        " WHERE library = ? AND step = ? AND detail IS NOT NULL ORDER BY seq DESC"
    )
    return connection.execute(sql, (library, step)).fetchall()


def close_step(connection: sqlite3.Connection, library: str, step: int) -> str:
    """Makes the entries of a step none of a step. Returns the one article it was about, "" where none or many."""
    sql = "SELECT min(article), max(article) FROM journal WHERE library = ? AND step = ? AND article <> ''"
    first, last = connection.execute(sql, (library, step)).fetchone()
    connection.execute("UPDATE journal SET step = NULL WHERE library = ? AND step = ?", (library, step))
    return str(first) if first is not None and first == last else ""


def note_mark(
    connection: sqlite3.Connection, step: int | None, library: str, article: str, field: str, before: int
) -> None:
    """Notes what a mark of an article was before; without a step, it is no step for undo."""
    connection.execute(
        "INSERT INTO journal (step, library, article, field, before) VALUES (?, ?, ?, ?, ?)",
        (step, library, article, field, before),
    )


def note_row(
    connection: sqlite3.Connection,
    step: int | None,
    library: str,
    table: str,
    article: str,
    key: dict[str, int],
    before: dict[str, Any] | None,
) -> None:
    """Notes what a row was before: its key beside the article, and its other columns; None where there was none."""
    connection.execute(
        "INSERT INTO journal (step, library, article, field, before, detail) VALUES (?, ?, ?, ?, 0, ?)",
        (step, library, article, table, json.dumps([key, before], ensure_ascii=False)),
    )


def noted_row(detail: str) -> tuple[dict[str, int], dict[str, Any] | None]:
    """Key and columns that `note_row` noted."""
    key, before = json.loads(detail)
    return key, before
