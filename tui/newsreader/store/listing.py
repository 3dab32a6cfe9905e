"""Reads the list: how many articles there are, which ones a filter lets through, and a screenful of rows."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Sequence
from typing import Any

from newsreader.models import Article, ArticleSummary, Counts, ListFilter, OpenArticle, ReadingState
from newsreader.store.codec import CodecError, unpack_analysis, unpack_details
from newsreader.store.diff import KnownFile
from newsreader.store.matching import article_match
from newsreader.store.query import parse
from newsreader.store.schema import KEYS_A_MINUTE_BITS

_SUMMARY = "key, id, title, source, published, read, starred, quotations, speaker, problem"
_CHUNK = 500

States = Callable[[Sequence[str]], dict[str, ReadingState]]


def totals(connection: sqlite3.Connection, names: str) -> tuple[int, ...]:
    """Columns of the one row that triggers keep.

    Raises:
        CodecError: where it is gone.
    """
    rows: list[tuple[int, ...]] = connection.execute(f"SELECT {names} FROM totals").fetchall()
    if not rows:
        raise CodecError("the index has lost its totals")
    return rows[0]


def counts(connection: sqlite3.Connection) -> Counts:
    """The library's figures, in constant time."""
    return Counts(*totals(connection, "articles, unread, starred, waiting, quotations"))


def version(connection: sqlite3.Connection) -> int:
    """How often the index was changed."""
    return totals(connection, "version")[0]


def keys(connection: sqlite3.Connection, wanted: ListFilter, limit: int | None) -> array[int]:
    """Keys of the articles that a filter lets through, the newest first."""
    conditions: list[str] = []
    values: list[str | int] = []
    query = parse(wanted.words)
    found, excluded = article_match(connection, query)
    if found:
        conditions.append("key IN (SELECT rowid FROM article_terms WHERE article_terms MATCH ?)")
        values.append(f"({found}) NOT {excluded}" if excluded else found)
    elif excluded:
        conditions.append("key NOT IN (SELECT rowid FROM article_terms WHERE article_terms MATCH ?)")
        values.append(excluded)
    if query.since is not None:
        conditions.append("key >= ?")
        values.append(query.since << KEYS_A_MINUTE_BITS)
    if query.until is not None:
        conditions.append("key < ?")
        values.append(query.until << KEYS_A_MINUTE_BITS)
    if wanted.unread:
        conditions.append("read = 0")
    if wanted.starred:
        conditions.append("starred = 1")
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    values.append(-1 if limit is None else max(0, limit))
    sql = f"SELECT key FROM articles{where} ORDER BY key DESC LIMIT ?"
    # One string instead of a row a key: half the time at 100,000 articles.
    (joined,) = connection.execute(f"SELECT group_concat(key) FROM ({sql})", values).fetchone()
    ordered: list[int] = json.loads(f"[{joined or ''}]")
    ordered.sort(reverse=True)  # SQLite promises no order here, but keeps it: nothing is left to sort
    return array("q", ordered)


def _summary(row: tuple[Any, ...], state: ReadingState) -> ArticleSummary:
    key, id_, title, source, published, _, _, quotations, speaker, problem = row
    return ArticleSummary(key, id_, title, source, published, state.read, state.starred, quotations, speaker, problem)


def summaries(connection: sqlite3.Connection, wanted: Sequence[int], states: States) -> dict[int, ArticleSummary]:
    """Rows of the list by key; those whose articles have gone are left out."""
    rows: list[tuple[Any, ...]] = []
    for first in range(0, len(wanted), _CHUNK):
        part = list(wanted[first : first + _CHUNK])
        marks = ",".join("?" * len(part))
        rows += connection.execute(f"SELECT {_SUMMARY} FROM articles WHERE key IN ({marks})", part)
    known = states([row[1] for row in rows])
    fresh = ReadingState()
    return {row[0]: _summary(row, known.get(row[1], fresh)) for row in rows}


def next_unread(
    connection: sqlite3.Connection, key: int | None, forward: bool, states: States
) -> ArticleSummary | None:
    """The nearest unread article below or above `key`; from the top where that is None."""
    condition = "" if key is None else f" AND key {'<' if forward else '>'} {int(key)}"
    order = "DESC" if forward or key is None else "ASC"
    rows = connection.execute(f"SELECT {_SUMMARY} FROM articles WHERE read = 0{condition} ORDER BY key {order}")
    for row in rows:  # the first, but for marks that the index has not seen yet
        state = states([row[1]]).get(row[1], ReadingState())
        if not state.read:
            return _summary(row, state)
    return None


def key_of(connection: sqlite3.Connection, article_id: str) -> int | None:
    """The key of an article by its id."""
    row = connection.execute("SELECT key FROM articles WHERE id = ?", (article_id,)).fetchone()
    return row and int(row[0])


def open_article(
    connection: sqlite3.Connection, article_id: str, state: ReadingState
) -> tuple[OpenArticle, bytes] | None:
    """An article as the reader shows it, and the digest of its body."""
    row = connection.execute(
        "SELECT a.key, a.id, a.claimed, a.title, a.source, a.published, a.problem, b.digest, b.details, b.body, n.data"
        " FROM articles a JOIN bodies b ON b.key = a.key LEFT JOIN analyses n ON n.key = a.key WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        return None
    key, id_, claimed, title, source, published, problem, digest, details, body, data = row
    fields = unpack_details(details)
    if id_ != claimed:
        fields["warnings"] += (f"another file states the id {claimed} too; this article goes by {id_}",)
    article = Article(id=id_, title=title, body=body, source=source, published=published, **fields)
    analysis = None if data is None else unpack_analysis(data)
    return OpenArticle(key, article, analysis, state, problem), digest


def known_files(connection: sqlite3.Connection) -> list[KnownFile]:
    """All files of the index, sorted by name."""
    rows = connection.execute(
        "SELECT f.name, f.size, f.mtime, f.digest, a.id FROM files f JOIN articles a ON a.key = f.key ORDER BY f.name"
    )
    return list(map(KnownFile._make, rows))


def read_files(connection: sqlite3.Connection) -> set[tuple[bytes, int, int]]:
    """Name, size and time of the files of the index that could be read, as `FileState` has them."""
    return set(connection.execute("SELECT name, size, mtime FROM files WHERE digest <> x''"))


_WAITING = "engine IS NULL AND problem IS NULL"
_OUTDATED = "engine IS NOT NULL AND engine <> ? AND problem IS NULL"


def pending(connection: sqlite3.Connection, engine: str, limit: int) -> list[tuple[int, str]]:
    """Keys and ids of articles that this engine has not analysed; those without any analysis first.

    Of these, the unread ones come first, and the newest.
    """
    limit = max(0, limit)
    sql = f"SELECT key, id FROM articles WHERE {_WAITING} ORDER BY read, key DESC LIMIT ?"
    found: list[tuple[int, str]] = connection.execute(sql, (limit,)).fetchall()
    if len(found) < limit:
        sql = f"SELECT key, id FROM articles WHERE {_OUTDATED} ORDER BY read, key DESC LIMIT ?"
        found += connection.execute(sql, (engine, limit - len(found)))
    return found


def pending_count(connection: sqlite3.Connection, engine: str) -> int:
    """How many articles this engine has not analysed."""
    (waiting,) = totals(connection, "waiting")
    (outdated,) = connection.execute(f"SELECT count(*) FROM articles WHERE {_OUTDATED}", (engine,)).fetchone()
    return waiting + int(outdated)


def body(connection: sqlite3.Connection, key: int) -> tuple[str, bytes] | None:
    """An article's body and its digest."""
    rows: list[tuple[str, bytes]] = connection.execute(
        "SELECT body, digest FROM bodies WHERE key = ?", (key,)
    ).fetchall()
    return rows[0] if rows else None
