"""Keeps the index's copy of read, starred and own tags up to date, from the journal entries that it has not seen."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newsreader.store.marks import Marks

Seen = tuple[str | None, int]
"""Which marks, and the number of the latest entry of their journal."""
Read = Callable[[Callable[[sqlite3.Connection], Seen], Seen], Seen]
_NOTHING: Seen = None, 0
_MARK = (
    "UPDATE articles SET read = ?1, starred = ?2"
    " WHERE id IN (SELECT value FROM json_each(?3)) AND (read <> ?1 OR starred <> ?2)"
)
_SEEN = "SELECT name, value FROM meta WHERE name IN ('marks', 'marks_seq')"


def mirror(marks: Marks, index: sqlite3.Connection) -> None:
    """Brings the index up to date, inside a transaction of it."""
    import json

    from newsreader.store.tagging import show_tags, tags_to_show

    identity, last = marks.read(_standing, _NOTHING)
    if identity is None:
        return
    stored = dict(index.execute(_SEEN).fetchall())
    seen = int(stored.get("marks_seq", 0))
    if stored.get("marks") == identity and seen == last:
        return
    whole = stored.get("marks") != identity or seen > last
    if whole:
        index.execute("UPDATE articles SET read = 0, starred = 0 WHERE read OR starred")
    nothing: list[tuple[str, int, int]] = []
    marked: dict[tuple[int, int], list[str]] = {}
    for id_, read, starred in marks.read(_all if whole else _since(seen), nothing):
        marked.setdefault((read, starred), []).append(id_)
    for (read, starred), ids in marked.items():
        index.execute(_MARK, (read, starred, json.dumps(ids)))
    retagged: list[tuple[str, str | None]] = []
    retagged = marks.read_kept(lambda connection: tags_to_show(connection, None if whole else seen), retagged)
    show_tags(index, retagged, whole=whole)
    index.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", [("marks", identity), ("marks_seq", last)])


def is_behind(read: Read, index: sqlite3.Connection) -> bool:
    """Whether the index has not seen the latest of the marks, which `read` reads."""
    identity, last = read(_standing, _NOTHING)
    stored = dict(index.execute(_SEEN).fetchall())
    return identity is not None and (stored.get("marks"), stored.get("marks_seq")) != (identity, last)


def _standing(connection: sqlite3.Connection) -> Seen:
    """The file's identity and the number of its last journal entry."""
    (identity,) = connection.execute("SELECT value FROM meta WHERE name = 'identity'").fetchone() or ("",)
    (last,) = connection.execute("SELECT ifnull(max(seq), 0) FROM journal").fetchone()
    return identity, last


def _all(connection: sqlite3.Connection) -> list[tuple[str, int, int]]:
    return connection.execute("SELECT article, read, starred FROM marks WHERE read OR starred").fetchall()


def _since(seen: int) -> Callable[[sqlite3.Connection], list[tuple[str, int, int]]]:
    def work(connection: sqlite3.Connection) -> list[tuple[str, int, int]]:
        return connection.execute(
            "SELECT j.article, ifnull(m.read, 0), ifnull(m.starred, 0) FROM (SELECT DISTINCT article FROM journal"
            " WHERE seq > ?) j LEFT JOIN marks m ON m.article = j.article",
            (seen,),
        ).fetchall()

    return work
