"""Applies a batch of file changes to the index: puts, renames and removals, each touching only its own rows."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple, Protocol

from newsreader.models import Analysis, Article, ReadingState
from newsreader.store.analyses import put_analysis
from newsreader.store.changes import Applied, Change, Gone, Problem, Put, Touch
from newsreader.store.codec import pack_problem, unpack_analysis
from newsreader.store.diff import forget_fingerprint
from newsreader.store.files import FileState
from newsreader.store.heirs import Heirs
from newsreader.store.namesakes import settle_ids
from newsreader.store.naming import id_of_name
from newsreader.store.preparing import Prepared, prepare
from newsreader.store.rows import Entry, Keys, insert, insert_stems, put_tags, remove
from newsreader.text import shown


class Marks(Protocol):
    """What a batch needs of the marks."""

    def states(self, ids: Sequence[str]) -> dict[str, ReadingState]:
        """The states of those articles that have marks."""
        ...

    def move(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Gives the marks of one id to another."""
        ...


class _Row(NamedTuple):
    """An article's file as the index has it."""

    name: bytes
    key: int
    digest: bytes
    id: str
    claimed: str
    published: str | None
    problem: str | None


class Batch:
    """One batch of changes, in one transaction of the index.

    Args:
        connection: inside the transaction.
        marks: of the library.
        fresh: keys of the articles that earlier batches of the same sync have added.
    """

    def __init__(self, connection: sqlite3.Connection, marks: Marks, *, fresh: Sequence[int] = ()) -> None:
        self._connection = connection
        self._marks = marks
        self._keys = Keys(connection)
        self._applied = Applied()
        self._fresh: list[int] = []
        self._contested: set[str] = set()
        self._moved: list[tuple[str, int]] = []
        self._stems: dict[int, bytes] = {}
        self._analysed: list[tuple[int, Prepared, Analysis]] = []
        self._heirs = Heirs(connection, fresh)
        self._gone: dict[bytes, _Row] = {}
        self._gone_by: dict[bytes | str, bytes] = {}

    def apply(self, changes: Iterable[Change]) -> Applied:
        """Applies the changes; the order within a batch does not matter."""
        forget_fingerprint(self._connection)
        changes = list(changes)
        for change in changes:
            if isinstance(change, Gone):
                row = self._row(change.name)
                if row is not None:
                    self._gone[change.name] = row
                    self._gone_by[row.digest or row.name] = row.name
                    if row.problem is None:
                        self._gone_by[row.claimed] = row.name
        for change in changes:
            if isinstance(change, Put):
                article = change.article
                made = article if isinstance(article, Prepared) else prepare(article)
                self._put(Entry(change.file, change.digest, made))
            elif isinstance(change, Problem):
                self._put(_unreadable(change))
            elif isinstance(change, Touch):
                self._touch(change.file)
                self._applied.touched += 1
        for row in self._gone.values():
            self._remove_gone(row)
        self._write_words()
        self._carry_marks(settle_ids(self._connection, self._contested))
        return self._applied

    def _row(self, name: bytes) -> _Row | None:
        found = self._connection.execute(
            "SELECT f.name, f.key, f.digest, a.id, a.claimed, a.published, a.problem"
            " FROM files f JOIN articles a ON a.key = f.key WHERE f.name = ?",
            (name,),
        ).fetchone()
        return found and _Row(*found)

    def _touch(self, file: FileState) -> None:
        self._connection.execute(
            "UPDATE files SET size = ?, mtime = ? WHERE name = ?", (file.size, file.mtime_ns, file.name)
        )

    def _put(self, entry: Entry) -> None:
        old = self._row(entry.file.name)
        if old is not None and old.digest == entry.digest and _alike(old, entry):
            self._touch(entry.file)
            self._applied.touched += 1
            return
        before = old or self._renamed(entry)
        self._count(entry, old, before)
        article = entry.article
        analysis = self._analysis_of(article.digest)
        if before is not None:
            self._remove(before)
        if before is not None and before.published == article.published:
            key = before.key
        else:
            key = self._keys.take(article.published, entry.file.mtime_ns)
        insert(self._connection, key, self._free_id(article.claimed, key), entry)
        self._stems[key] = article.stems
        self._fresh.append(key)
        if analysis is not None and entry.problem is None:
            self._analysed.append((key, article, analysis))
        elif entry.problem is None:
            self._applied.waiting.append(key)
        if before is None:
            self._applied.fresh.append(key)
        elif old is None:
            self._moved.append((before.id, key))

    def _write_words(self) -> None:
        """Writes what has been put off: the words of new articles, all at once, and then what was found in them."""
        insert_stems(self._connection, self._stems.items())
        for key, article, analysis in self._analysed:
            put_analysis(self._connection, key, article.body.decode(), analysis)
        self._stems.clear()
        self._analysed.clear()

    def _count(self, entry: Entry, old: _Row | None, before: _Row | None) -> None:
        if entry.problem is not None:
            self._applied.problems += 1
        elif old is not None:
            self._applied.changed += 1
        elif before is not None:
            self._applied.renamed += 1
        else:
            self._applied.added += 1

    def _renamed(self, entry: Entry) -> _Row | None:
        """The file that is gone and seems to be this one: the same content, else the same id."""
        if entry.problem is not None:
            return None
        for sign in (entry.digest, entry.article.claimed):
            name = self._gone_by.get(sign)
            if name in self._gone:
                return self._gone.pop(name)
        return None

    def _analysis_of(self, digest: bytes) -> Analysis | None:
        """An analysis of the same text, from whichever article has one."""
        row = self._connection.execute(
            "SELECT n.data FROM bodies b JOIN analyses n ON n.key = b.key WHERE b.digest = ? LIMIT 1", (digest,)
        ).fetchone()
        if row is not None:
            return unpack_analysis(row[0])
        return next((analysis for _, article, analysis in self._analysed if article.digest == digest), None)

    def _free_id(self, claimed: str, key: int) -> str:
        """The id an article states, or one for the meantime where another has it."""
        taken = self._connection.execute("SELECT 1 FROM articles WHERE id = ?", (claimed,)).fetchone()
        if not taken:
            return claimed
        self._contested.add(claimed)
        return f"{claimed}~~{key}"

    def _remove(self, row: _Row) -> None:
        if row.key in self._stems:
            self._write_words()
        remove(self._connection, row.key)
        left = self._connection.execute(
            "SELECT 1 FROM articles WHERE claimed = ? AND id <> claimed LIMIT 1", (row.claimed,)
        ).fetchone()
        if left or row.id != row.claimed:
            self._contested.add(row.claimed)

    def _remove_gone(self, row: _Row) -> None:
        twin = self._connection.execute(
            "SELECT t.key FROM bodies b JOIN bodies c ON c.digest = b.digest AND c.key <> b.key"
            " JOIN files t ON t.key = c.key WHERE b.key = ? AND t.digest = ? ORDER BY t.key DESC LIMIT 1",
            (row.key, row.digest),
        ).fetchone()
        heir = twin[0] if twin and row.digest else self._heir(row)
        if heir is not None:
            self._moved.append((row.id, heir))
            self._applied.heirs[row.id] = heir
        self._remove(row)
        self._applied.removed += 1

    def _heir(self, row: _Row) -> int | None:
        """The article that this one has become; one that states its id becomes no other."""
        by_name = row.problem is None and row.claimed == id_of_name(os.fsdecode(row.name))
        return self._heirs.of(row.key) if by_name else None

    def _carry_marks(self, settled: Sequence[int]) -> None:
        """Takes marks along with renamed files, and shows the marks of new rows and of those that have another id."""
        changed = dict.fromkeys((*settled, *(key for _, key in self._moved)))
        ids = self._ids([*self._fresh, *changed])
        pairs = [(old, ids[key]) for old, key in self._moved if key in ids and ids[key] != old]
        if pairs:
            self._marks.move(pairs)
        states = self._marks.states(list(ids.values()))
        shown = {key: ReadingState() for key in changed if key in ids}  # a new row has no marks as it is
        shown |= {key: states[id_] for key, id_ in ids.items() if id_ in states}
        self._connection.executemany(
            "UPDATE articles SET read = ?1, starred = ?2 WHERE key = ?3 AND (read <> ?1 OR starred <> ?2)",
            [(state.read, state.starred, key) for key, state in shown.items()],
        )
        for key, state in shown.items():
            if state.tags or key in changed:
                put_tags(self._connection, key, state.tags, own=True)

    def _ids(self, keys: Sequence[int]) -> dict[int, str]:
        found: dict[int, str] = {}
        for first in range(0, len(keys), 500):
            part = keys[first : first + 500]
            found.update(
                self._connection.execute(
                    f"SELECT key, id FROM articles WHERE key IN ({','.join('?' * len(part))})", part
                )
            )
        return found


def _alike(old: _Row, entry: Entry) -> bool:
    return old.problem == entry.problem if entry.problem or not old.digest else True


def _unreadable(change: Problem) -> Entry:
    """A row for a file that could not be read: it is listed by its name."""
    name = change.file.name
    article = Article(id=id_of_name(os.fsdecode(name)), title=shown(name), body="", format="txt")
    return Entry(change.file, change.digest, prepare(article), pack_problem(change.message))
