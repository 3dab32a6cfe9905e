"""The rows of one article in the index: how they are written, and taken out without leaving a word behind."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from newsreader.store.dates import minutes_since_1900
from newsreader.store.facts import remove_quotations
from newsreader.store.files import FileState
from newsreader.store.ordering import KEYS_A_MINUTE_BITS, UNDATED
from newsreader.store.preparing import Prepared, article_stems
from newsreader.text import fold

_FORGET = "INSERT INTO article_terms (article_terms, rowid, stems) VALUES ('delete', ?, ?)"
_MINUTE = 1 << KEYS_A_MINUTE_BITS
_EPOCH_MINUTES = 36_816_480
"""Minutes from 1900 to 1970."""
_LAST_MINUTE = minutes_since_1900("9999-12-31") or 0


class Entry(NamedTuple):
    """An article, or a file that could not be read, on its way into the index."""

    file: FileState
    digest: bytes
    """Of the file's content."""
    article: Prepared
    problem: str | None = None


class Keys:
    """Gives articles their keys: by publication, in the order of coming within a minute; see `ordering`."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._next: dict[int, int] = {}

    def take(self, published: str | None, mtime_ns: int) -> int:
        """The next free key of an article's minute; of its file's last change where it has no date."""
        minutes = minutes_since_1900(published)
        half = 0 if minutes is not None else UNDATED
        if minutes is None:
            minutes = min(max(0, mtime_ns // 60_000_000_000 + _EPOCH_MINUTES), _LAST_MINUTE)
        first = minutes * _MINUTE + half + 1
        key = self._next.get(first, first)
        while True:
            if key & UNDATED != half:  # this minute's numbers are used up
                key += UNDATED
            end = key - key % UNDATED + UNDATED
            row = self._connection.execute("SELECT max(key) FROM articles WHERE key >= ? AND key < ?", (key, end))
            (last,) = row.fetchone()
            if last is None:
                break
            key = last + 1
            if key < end:
                break
        self._next[first] = key + 1
        return key


def insert(connection: sqlite3.Connection, key: int, id_: str, entry: Entry) -> None:
    """Writes an article's rows, all but the words under which the list finds it; see `insert_stems`."""
    file, digest, article, problem = entry
    connection.execute("INSERT INTO files VALUES (?, ?, ?, ?, ?)", (file.name, file.size, file.mtime_ns, digest, key))
    connection.execute(
        "INSERT INTO articles (key, id, claimed, title, source, published, problem) VALUES (?, ?, ?, ?, ?, ?, ?)",
        (key, id_, article.claimed, article.title, article.source, article.published, problem),
    )
    if article.tags:
        put_tags(connection, key, article.tags, own=False)
    connection.execute(
        "INSERT INTO bodies VALUES (?, ?, ?, CAST(? AS TEXT))", (key, article.digest, article.details, article.body)
    )


def insert_stems(connection: sqlite3.Connection, rows: Iterable[tuple[int, bytes]]) -> None:
    """Writes the words under which the list finds articles, of many at once.

    A statement that starts a trigger, as each into `articles` does, makes FTS5 write out the words it has gathered, and
    so does a key below the one before: a segment an article, and the merging of all those, would take most of a sync's
    time.
    """
    connection.executemany("INSERT INTO article_terms (rowid, stems) VALUES (?, CAST(? AS TEXT))", sorted(rows))


def put_tags(connection: sqlite3.Connection, key: int, names: Iterable[str], *, own: bool) -> None:
    """Gives an article these tags, in the place of those from the same hand: the person's own, or the file's."""
    connection.execute("DELETE FROM tags WHERE key = ? AND own = ?", (key, own))
    rows = [(key, own, name, fold(name)) for name in dict.fromkeys(names)]
    connection.executemany("INSERT INTO tags VALUES (?, ?, ?, ?)", rows)


def stored_stems(connection: sqlite3.Connection, key: int) -> tuple[str, str]:
    """The stems that the index holds for an article: those of the article, and those that its analysis added."""
    *fields, names = connection.execute(
        "SELECT a.title, a.source, b.details, b.body, ifnull(n.names, '') FROM articles a"
        " JOIN bodies b ON b.key = a.key LEFT JOIN analyses n ON n.key = a.key WHERE a.key = ?",
        (key,),
    ).fetchone()
    return article_stems(*fields), names


def replace_stems(connection: sqlite3.Connection, key: int, old: str, new: str) -> None:
    """Changes the words under which the list finds an article."""
    if old != new:
        connection.execute(_FORGET, (key, old))
        connection.execute("INSERT INTO article_terms (rowid, stems) VALUES (?, ?)", (key, new))


def remove(connection: sqlite3.Connection, key: int) -> None:
    """Takes out all rows of an article."""
    remove_analysis(connection, key)
    old = " ".join(stored_stems(connection, key))
    connection.execute(_FORGET, (key, old))
    connection.execute("DELETE FROM analyses WHERE key = ?", (key,))
    connection.execute("DELETE FROM tags WHERE key = ?", (key,))
    connection.execute("DELETE FROM bodies WHERE key = ?", (key,))
    connection.execute("DELETE FROM files WHERE key = ?", (key,))
    connection.execute("DELETE FROM articles WHERE key = ?", (key,))


def remove_analysis(connection: sqlite3.Connection, key: int) -> None:
    """Takes out an article's quotations and entities; its row in `analyses` stays, for the stems it holds."""
    remove_quotations(connection, key)
    counted = connection.execute("SELECT mentions, quotations, name FROM entities WHERE key = ?", (key,)).fetchall()
    connection.executemany(
        "UPDATE names SET articles = articles - 1, mentions = mentions - ?, quotations = quotations - ? WHERE id = ?",
        counted,
    )
    for _, _, name in counted:
        gone = connection.execute(
            "DELETE FROM names WHERE articles <= 0 AND id = ? RETURNING words", (name,)
        ).fetchone()
        if gone is not None and gone[0].strip():
            forget_name(connection, name, gone[0])
    connection.execute("DELETE FROM entities WHERE key = ?", (key,))


def forget_name(connection: sqlite3.Connection, name: int, words: str) -> None:
    """Takes the words by which an entity is found out of the search."""
    connection.execute("INSERT INTO name_terms (name_terms, rowid, words) VALUES ('delete', ?, ?)", (name, words))
