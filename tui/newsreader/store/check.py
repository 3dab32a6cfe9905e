"""Looks through a whole index for damage that reading does not meet: rotten texts, words that the search has lost."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from newsreader.store.opening import connect, plain
from newsreader.store.preparing import body_digest
from newsreader.store.store import Store
from newsreader.store.totals import totals

_COUNTED = {
    "articles": "SELECT count(*) FROM articles",
    "unread": "SELECT count(*) FROM articles WHERE read = 0",
    "starred": "SELECT count(*) FROM articles WHERE starred = 1",
    "waiting": "SELECT count(*) FROM articles WHERE engine IS NULL AND problem IS NULL",
    "quotations": "SELECT ifnull(sum(quotations), 0) FROM articles",
}
_LOST = {
    "articles without a text": "SELECT count(*) FROM articles WHERE key NOT IN (SELECT key FROM bodies)",
    "articles without a file": "SELECT count(*) FROM articles WHERE key NOT IN (SELECT key FROM files)",
    "articles that the search has lost": (
        "SELECT count(*) FROM articles WHERE key NOT IN (SELECT id FROM article_terms_docsize)"
    ),
    "quotations that the search has lost": (
        "SELECT count(*) FROM quotations WHERE id NOT IN (SELECT id FROM quotation_terms_docsize)"
    ),
    "quotations that are only in the search": (
        "SELECT count(*) FROM quotation_terms_docsize WHERE id NOT IN (SELECT id FROM quotations)"
    ),
    "names without articles": "SELECT count(*) FROM names WHERE id NOT IN (SELECT name FROM entities)",
    "entities without a name": "SELECT count(*) FROM entities WHERE name NOT IN (SELECT id FROM names)",
}


def check(store: Store) -> list[str]:
    """What is wrong with the index, in one line each; reads all of it.

    Raises:
        StoreError: where it cannot be read at all.
    """
    return store.inspect(_faults)


def check_marks(path: Path) -> list[str]:
    """What is wrong with the file of the marks, in one line each; nothing where there is none.

    Raises:
        StoreError: where it cannot be read at all.
    """
    if not path.exists():
        return []
    try:
        with closing(connect(path, "ro")) as connection:
            return [line for (line,) in connection.execute("PRAGMA integrity_check(20)") if line != "ok"]
    except sqlite3.Error as error:
        raise plain(path, error) from error


def _faults(connection: sqlite3.Connection) -> list[str]:
    faults = [line for (line,) in connection.execute("PRAGMA integrity_check(20)") if line != "ok"]
    if faults:
        return faults  # the rest would stumble over the same
    for (name, sql), total in zip(_COUNTED.items(), totals(connection, ", ".join(_COUNTED)), strict=True):
        (count,) = connection.execute(sql).fetchone()
        if count != total:
            faults.append(f"{name}: {total} are counted, {count} are there")
    for name, sql in _LOST.items():
        (count,) = connection.execute(sql).fetchone()
        if count:
            faults.append(f"{count} {name}")
    rows = connection.execute("SELECT a.id, b.body, b.digest FROM articles a JOIN bodies b ON b.key = a.key")
    for id_, body, digest in rows:
        if body_digest(body.encode()) != digest:
            faults.append(f"{id_}: its text is not what was written")
    return faults
