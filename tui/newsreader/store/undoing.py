"""The rows of kept quotations, collections and tags: changed as the journal notes it, and put back."""

from __future__ import annotations

import sqlite3
from typing import Any

from newsreader.errors import StoreError
from newsreader.store.journal import latest_step, note_row, noted_row

Row = dict[str, Any]
_COLUMNS = {
    "quotation_marks": ("text", "starred", "tags", "note", "place"),
    "collections": ("name",),
    "collected": ("place",),
    "article_tags": ("tags",),
}
"""The tables of kept quotations, and of tags, and their columns beside the key."""
_BLANK: Row = {"starred": 0, "tags": "[]", "note": ""}
"""A quotation of which nothing is kept."""


def row_of(connection: sqlite3.Connection, table: str, article: str, key: dict[str, int]) -> Row | None:
    """The columns of a row beside its key; None where there is none."""
    names, where, values = _sql(table, article, key)
    found = connection.execute(f"SELECT {', '.join(names)} FROM {table} WHERE {where}", values).fetchone()
    return None if found is None else dict(zip(names, found, strict=True))


def change(
    connection: sqlite3.Connection,
    step: int | None,
    library: str,
    table: str,
    article: str,
    key: dict[str, int],
    after: Row | None,
) -> None:
    """Puts a row in the place of what was there, which the journal notes; None takes the row away."""
    note_row(connection, step, library, table, article, key, row_of(connection, table, article, key))
    _put(connection, table, article, key, after)


def latest_change(connection: sqlite3.Connection, library: str) -> tuple[str, int]:
    """What undo takes back next, as the journal calls it, and how often; "" and 0 where it is nothing.

    Of what was kept of a quotation it is the column that is not what it was: "quotation_marks.note".
    """
    step = latest_step(connection, library)
    rows = connection.execute(
        "SELECT field, article, detail FROM journal WHERE library = ? AND step = ? ORDER BY seq", (library, step)
    ).fetchall()
    names = [name for row in rows for name in _changed(connection, *row)]
    return (names[0], names.count(names[0])) if names else ("", 0)


def _changed(connection: sqlite3.Connection, field: str, article: str, detail: str | None) -> list[str]:
    """What an entry of the journal is about; nothing where it only made the row that a collection names."""
    if field != "quotation_marks" or detail is None:
        return [field]
    key, before = noted_row(detail)
    was, is_ = before or _BLANK, row_of(connection, field, article, key) or _BLANK
    return [f"{field}.{name}" for name in _BLANK if was[name] != is_[name]]


def take_back(connection: sqlite3.Connection, library: str, table: str, article: str, detail: str) -> None:
    """Makes a row again what it was before a noted change.

    Raises:
        StoreError: where a collection cannot have its old name back.
    """
    key, before = noted_row(detail)
    if table == "collections" and before is not None:
        _check_name(connection, key["id"], before["name"])
    change(connection, None, library, table, article, key, before)


def _check_name(connection: sqlite3.Connection, collection: int, name: str) -> None:
    """Names are those of all libraries, steps of undo those of one: another library may have taken the name."""
    if connection.execute("SELECT 1 FROM collections WHERE name = ? AND id <> ?", (name, collection)).fetchone():
        raise StoreError("{name}: another collection has this name now; rename that one, then undo again", name=name)


def is_kept(table: str) -> bool:
    """Whether a journal's field names a table of kept quotations."""
    return table in _COLUMNS


def move_kept(connection: sqlite3.Connection, old: str, new: str) -> None:
    """Gives what was kept of one article to another that has nothing of it."""
    for table in ("quotation_marks", "collected", "article_tags"):
        connection.execute(f"UPDATE OR IGNORE {table} SET article = ? WHERE article = ?", (new, old))


def _put(connection: sqlite3.Connection, table: str, article: str, key: dict[str, int], after: Row | None) -> None:
    _, where, values = _sql(table, article, key)
    connection.execute(f"DELETE FROM {table} WHERE {where}", values)
    if after is not None:
        whole = {**key, **({"article": article} if article else {}), **after}
        columns, places = ", ".join(whole), ", ".join("?" * len(whole))
        connection.execute(f"INSERT INTO {table} ({columns}) VALUES ({places})", tuple(whole.values()))


def _sql(table: str, article: str, key: dict[str, int]) -> tuple[tuple[str, ...], str, list[str | int]]:
    """The columns beside the key, the condition that names the row, and its values."""
    conditions = [f"{name} = ?" for name in key]
    values: list[str | int] = [*key.values()]
    if article:
        conditions.append("article = ?")
        values.append(article)
    return _COLUMNS[table], " AND ".join(conditions), values
