"""Reads the list: how many articles there are, which ones a filter lets through, and a screenful of rows."""

from __future__ import annotations

import json
import sqlite3
from array import array
from collections.abc import Callable, Sequence
from typing import Any

from newsreader.models import Article, ArticleSummary, ListFilter, OpenArticle, ReadingState, Sort
from newsreader.phrase import Phrase
from newsreader.store.codec import unpack_analysis, unpack_details, unpack_problem
from newsreader.store.totals import totals

_UNREADABLE = "problem IS NOT NULL AND EXISTS (SELECT 1 FROM files f WHERE f.key = articles.key AND f.digest = x'')"
_SUMMARY = f"key, id, title, source, published, read, starred, quotations, speaker, problem, {_UNREADABLE}"
_CHUNK = 500

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newsreader.store.files import FileState
    from newsreader.store.filtering import Condition

States = Callable[[Sequence[str]], dict[str, ReadingState]]


_ORDERS: dict[Sort, str] = {
    "date": "key DESC",
    "source": "source NULLS LAST, key DESC",
    "quotations": "quotations DESC, key DESC",
    "unread": "read, key DESC",
}
"""Each is the order of an index, so that the first rows are there at once."""


def keys(connection: sqlite3.Connection, wanted: ListFilter, limit: int | None, sort: Sort = "date") -> array[int]:
    """Keys of the articles that a filter lets through.

    Raises:
        FilterError: where the filter's words mean nothing.
    """
    found: list[Condition] = []
    if wanted.words:
        from newsreader.store.filtering import conditions

        found += conditions(connection, wanted.words)
    if wanted.unread:
        found.append(("read = 0", []))
    if wanted.starred:
        found.append(("starred = 1", []))
    where = f" WHERE {' AND '.join(sql for sql, _ in found)}" if found else ""
    values = [value for _, each in found for value in each]
    values.append(-1 if limit is None else max(0, limit))
    sql = f"SELECT key FROM articles{where} ORDER BY {_ORDERS[sort]} LIMIT ?"
    if sort != "date":
        return array("q", [key for (key,) in connection.execute(sql, values)])
    # One string instead of a row a key: half the time at 100,000 articles.
    (joined,) = connection.execute(f"SELECT group_concat(key) FROM ({sql})", values).fetchone()
    ordered: list[int] = json.loads(f"[{joined or ''}]")
    ordered.sort(reverse=True)  # SQLite promises no order here, but keeps it: nothing is left to sort
    return array("q", ordered)


def _summary(row: tuple[Any, ...], state: ReadingState, stated: Sequence[str] = ()) -> ArticleSummary:
    key, id_, title, source, published, _, _, quotations, speaker, problem, unreadable = row
    tags = tuple(dict.fromkeys((*state.tags, *stated)))
    said = quotations, speaker, problem and unpack_problem(problem)
    return ArticleSummary(
        key, id_, title, source, published, state.read, state.starred, *said, tags, unreadable=bool(unreadable)
    )


def summaries(connection: sqlite3.Connection, wanted: Sequence[int], states: States) -> dict[int, ArticleSummary]:
    """Rows of the list by key; those whose articles have gone are left out."""
    rows: list[tuple[Any, ...]] = []
    stated: dict[int, list[str]] = {}
    for first in range(0, len(wanted), _CHUNK):
        part = list(wanted[first : first + _CHUNK])
        marks = ",".join("?" * len(part))
        rows += connection.execute(f"SELECT {_SUMMARY} FROM articles WHERE key IN ({marks})", part)
        for key, name in connection.execute(f"SELECT key, name FROM tags WHERE key IN ({marks}) AND own = 0", part):
            stated.setdefault(key, []).append(name)
    known = states([row[1] for row in rows])
    fresh = ReadingState()
    return {row[0]: _summary(row, known.get(row[1], fresh), stated.get(row[0], ())) for row in rows}


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


def problems(connection: sqlite3.Connection, names: Sequence[bytes]) -> frozenset[tuple[str, str]]:
    """Those of the files, named as a row of the list names them, that could not be read, and why."""
    found: set[tuple[str, str]] = set()
    for first in range(0, len(names), _CHUNK):
        part = names[first : first + _CHUNK]
        rows = connection.execute(
            "SELECT a.title, a.problem FROM files f CROSS JOIN articles a ON a.key = f.key"
            f" WHERE f.name IN ({','.join('?' * len(part))}) AND f.digest = x'' AND a.problem IS NOT NULL",
            part,
        )
        found.update((title, unpack_problem(problem) or "") for title, problem in rows)
    return frozenset(found)


def key_of(connection: sqlite3.Connection, article_id: str) -> int | None:
    """The key of an article by its id."""
    row = connection.execute("SELECT key FROM articles WHERE id = ?", (article_id,)).fetchone()
    return row and int(row[0])


def open_article(
    connection: sqlite3.Connection, article_id: str, state: ReadingState
) -> tuple[OpenArticle, bytes] | None:
    """An article as the reader shows it, and the digest of its body."""
    row = connection.execute(
        "SELECT a.key, a.id, a.claimed, a.title, a.source, a.published, a.problem, f.digest, b.digest, b.details,"
        " b.body, n.data FROM articles a JOIN files f ON f.key = a.key JOIN bodies b ON b.key = a.key"
        " LEFT JOIN analyses n ON n.key = a.key WHERE a.id = ?",
        (article_id,),
    ).fetchone()
    if row is None:
        return None
    key, id_, claimed, title, source, published, problem, of_file, digest, details, body, data = row
    fields = unpack_details(details)
    if id_ != claimed:
        fields["warnings"] += (
            Phrase("another file states the id {stated} too; this article goes by {own}", stated=claimed, own=id_),
        )
    article = Article(id=id_, title=title, body=body, source=source, published=published, **fields)
    analysis = None if data is None else unpack_analysis(data)
    return OpenArticle(key, article, analysis, state, unpack_problem(problem), of_file), digest


def standing(connection: sqlite3.Connection, opened: OpenArticle, heir: int | None) -> tuple[str, bytes] | None:
    """Id and file's digest that an opened article has now, also where it was renamed; None where it has gone.

    The heir is the article in which it lives on, should it have gone.
    """
    sql = "SELECT a.id, f.digest FROM articles a JOIN files f ON f.key = a.key WHERE"
    row: tuple[str, bytes] | None = (
        connection.execute(f"{sql} a.id = ?", (opened.article.id,)).fetchone()
        or connection.execute(f"{sql} a.key = ? AND f.digest = ?", (opened.key, opened.digest)).fetchone()
        or connection.execute(f"{sql} a.key = ?", (heir,)).fetchone()
    )
    return row


_WAITING = "engine IS NULL AND problem IS NULL"
_OUTDATED = "engine IS NOT NULL AND engine <> ? AND problem IS NULL"


def is_taken(connection: sqlite3.Connection, engine: str) -> bool:
    """Whether this engine was the last one to analyse the library."""
    sql = "SELECT 1 FROM meta WHERE name = 'engine' AND value = ?"
    return connection.execute(sql, (engine,)).fetchone() is not None


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


def file_of(connection: sqlite3.Connection, key: int) -> bytes | None:
    """The file that an article is read from; of several with the same content the first by name."""
    rows: list[tuple[bytes]] = connection.execute(
        "SELECT name FROM files WHERE key = ? ORDER BY name LIMIT 1", (key,)
    ).fetchall()
    return bytes(rows[0][0]) if rows else None


def file_states(connection: sqlite3.Connection, key: int) -> list[FileState]:
    """The file that an article is read from, as it was when it was read; none where the article has gone."""
    from newsreader.store.files import FileState  # here, as the reader starts without

    sql = "SELECT name, size, mtime FROM files WHERE key = ?"
    return [FileState(bytes(name), size, mtime) for name, size, mtime in connection.execute(sql, (key,))]


def tags(connection: sqlite3.Connection) -> list[str]:
    """All tags of articles, those of files and a person's own, in the order of the alphabet."""
    rows = connection.execute("SELECT min(name) FROM tags GROUP BY folded ORDER BY folded")
    return [name for (name,) in rows]
