"""Quotations by the tags of their articles: those that the file states, and those that the person gave."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from newsreader.record import Record
from newsreader.store.schema import QUOTATION_BITS
from newsreader.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newsreader.store.query import Term

Tags = tuple[str, str]
"""A tag in comparable form, and what comes after the last one that is meant."""
_LAST = "\U0010ffff"
_MOST_COUNTED = 20_000
"""Articles that are looked at for what a tag could be."""


class Tagged(Record):
    """What has a tag."""

    rows: frozenset[int]
    """Quotations."""
    tags: Tags | None
    """The tag, where its articles are too many for a list of their quotations."""
    end: int = 0
    """The row after the last quotation that has one of them."""
    refused: bool = False


def tags_of(term: Term) -> Tags:
    """The tags that a term means: one, or all that begin so."""
    said = fold(" ".join(term.value.split()).lstrip("#"))
    return said, said + (_LAST if term.typing else "\0")


def keys_tagged(connection: sqlite3.Connection, tags: Tags, limit: int) -> list[int]:
    """Articles that have the tag."""
    sql = "SELECT DISTINCT key FROM tags WHERE folded >= ? AND folded < ? LIMIT ?"
    return [key for (key,) in connection.execute(sql, (*tags, limit))]


def end_of(connection: sqlite3.Connection, tags: Tags) -> int:
    """The row after the last quotation of an article that has the tag."""
    (key,) = connection.execute(
        "SELECT ifnull(max(key), 0) FROM tags WHERE folded >= ? AND folded < ?", tags
    ).fetchone()
    return (int(key) + 1) << QUOTATION_BITS


def quotations_of(connection: sqlite3.Connection, keys: Iterable[int]) -> set[int]:
    """The rows of the quotations of some articles."""
    import json

    sql = (
        "SELECT q.id FROM json_each(?) j CROSS JOIN quotations q"
        f" ON q.id >= j.value << {QUOTATION_BITS} AND q.id < (j.value + 1) << {QUOTATION_BITS}"
    )
    return {row for (row,) in connection.execute(sql, (json.dumps(list(keys)),))}


def condition(tagged: Tagged, row: str, *, many: bool) -> tuple[str, list[str | int]]:
    """SQL that holds for the rows of what has the tag, with AND before it, and its values.

    `many`: whether so many rows are wanted that it pays to have all articles of the tag at hand first.
    """
    import json

    key = f"{row} >> {QUOTATION_BITS}"
    if many:
        one = f"{key} IN (SELECT key FROM tags WHERE folded >= ? AND folded < ?)"
    else:
        one = f"EXISTS (SELECT 1 FROM tags g WHERE g.key = {key} AND g.folded >= ? AND g.folded < ?)"
    found = f"({one} OR {row} IN (SELECT value FROM json_each(?)))"
    values: list[str | int] = [*(tagged.tags or ()), json.dumps(sorted(tagged.rows))]
    return (f" AND NOT {found}", values) if tagged.refused else (f" AND {found} AND {row} < ?", [*values, tagged.end])


def begins(connection: sqlite3.Connection, said: str, limit: int) -> Sequence[tuple[str, int]]:
    """Tags of articles that begin so, and how many quotations these have; the most frequent first."""
    rows: list[tuple[str, int]] = connection.execute(
        "SELECT name, sum(quotations) AS said FROM (SELECT t.folded, t.name, ifnull(a.quotations, 0) AS quotations"
        " FROM tags t JOIN articles a ON a.key = t.key WHERE t.folded >= ? AND t.folded < ? LIMIT ?)"
        " GROUP BY folded ORDER BY said DESC, name LIMIT ?",
        (fold(said), fold(said) + _LAST, _MOST_COUNTED, limit),
    ).fetchall()
    return rows
