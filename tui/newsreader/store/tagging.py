"""A person's own tags of articles: read, changed as a step that can be taken back, shown in the index."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from newsreader.models import ReadingState
from newsreader.store.journal import next_step
from newsreader.store.undoing import change
from newsreader.text import clean, clean_line

LONGEST = 80
_MOST = 50
"""Tags of one article."""
_TABLE = "article_tags"


def tags_of(connection: sqlite3.Connection, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The own tags of those of the articles that have any."""
    sql = f"SELECT article, tags FROM {_TABLE} WHERE article IN (SELECT value FROM json_each(?))"
    rows = connection.execute(sql, (json.dumps(list(map(clean, ids))),))
    return {id_: tuple(json.loads(tags)) for id_, tags in rows}


def with_tags(states: Mapping[str, ReadingState], tags: Mapping[str, tuple[str, ...]]) -> dict[str, ReadingState]:
    """The states of articles, with the own tags of these and of others."""
    return {**states, **{id_: replace(states.get(id_, ReadingState()), tags=each) for id_, each in tags.items()}}


def change_tags(
    connection: sqlite3.Connection, library: str, ids: Sequence[str], add: Iterable[str], remove: Iterable[str]
) -> None:
    """Gives articles some tags and takes others off, as one step."""
    step = next_step(connection, library)
    added, gone = ({name for tag in tags if (name := clean_line(tag, limit=LONGEST))} for tags in (add, remove))
    wanted = list(dict.fromkeys(map(clean, ids)))
    known = tags_of(connection, wanted)
    for id_ in wanted:
        before = known.get(id_, ())
        after = sorted((set(before) - gone) | added)[:_MOST]
        if after != list(before):
            row = {"tags": json.dumps(after, ensure_ascii=False)} if after else None
            change(connection, step, library, _TABLE, id_, {}, row)


def tags_to_show(connection: sqlite3.Connection, seen: int | None) -> list[tuple[str, str | None]]:
    """Articles whose own tags have changed since an entry of the journal, with these tags; unset: all that have any."""
    if seen is None:
        return connection.execute(f"SELECT article, tags FROM {_TABLE}").fetchall()
    return connection.execute(
        f"SELECT j.article, t.tags FROM (SELECT DISTINCT article FROM journal"
        f" WHERE seq > ? AND field IN (?, 'moved')) j LEFT JOIN {_TABLE} t ON t.article = j.article",
        (seen, _TABLE),
    ).fetchall()


def show_tags(index: sqlite3.Connection, changed: Sequence[tuple[str, str | None]], *, whole: bool) -> None:
    """Brings the index's copy of own tags up to date."""
    if whole:
        index.execute("DELETE FROM tags WHERE own = 1")
    if not changed:
        return
    from newsreader.store.rows import put_tags  # here, as the reader starts without

    for id_, tags in changed:
        row = index.execute("SELECT key FROM articles WHERE id = ?", (id_,)).fetchone()
        if row is not None:
            put_tags(index, row[0], json.loads(tags or "[]"), own=True)
