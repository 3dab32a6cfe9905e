"""Reads the quotations that somebody kept."""

from __future__ import annotations

import sqlite3

from newsreader.record import Record


class Mark(Record):
    """What somebody did with a quotation: it goes by its article's id and a digest of its words."""

    article: str
    digest: int
    text: str
    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""


def marks_of(connection: sqlite3.Connection, rest: str, *values: str | int) -> list[Mark]:
    """The rows of `quotation_marks m` that the end of an SQL statement selects."""
    sql = f"SELECT m.article, m.digest, m.text, m.starred, m.tags, m.note FROM quotation_marks m {rest}"
    return [
        Mark(article, digest, text, bool(starred), _unpacked(tags), note)
        for article, digest, text, starred, tags, note in connection.execute(sql, values)
    ]


def _unpacked(tags: str) -> tuple[str, ...]:
    if tags == "[]":
        return ()
    import json  # here, as most searches meet no tags

    return tuple(json.loads(tags))
