"""Collections: named lists of quotations, kept with the marks."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.errors import StoreError
from newsreader.store.journal import next_step
from newsreader.store.keeping import blank
from newsreader.store.kept import Mark, marks_of
from newsreader.store.undoing import Row, change, row_of
from newsreader.text import clean_line

if TYPE_CHECKING:
    from newsreader.findings import CollectionSummary
    from newsreader.store.marks import Marks


class Collections:
    """The collections of all libraries that share the marks; each change is one step for undo.

    Raises of all changes:
        StoreError: where marks cannot be written, or there is no collection of a name.
    """

    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    def summaries(self) -> tuple[CollectionSummary, ...]:
        """All collections by name."""
        from newsreader.findings import CollectionSummary

        def work(connection: sqlite3.Connection) -> tuple[CollectionSummary, ...]:
            rows = connection.execute(
                "SELECT name, (SELECT count(*) FROM collected WHERE collection = id) FROM collections ORDER BY name"
            )
            return tuple(CollectionSummary(name, count) for name, count in rows)

        return self._marks.read_kept(work, ())

    def quotations(self, name: str) -> list[Mark]:
        """The quotations of a collection, in the order in which they were put in.

        Raises:
            StoreError: where there is no such collection.
        """

        def work(connection: sqlite3.Connection) -> list[Mark] | None:
            id_ = _find(connection, name)
            if id_ is None:
                return None
            rest = (
                "JOIN collected c ON c.article = m.article AND c.digest = m.digest"
                " WHERE c.collection = ? ORDER BY c.place"
            )
            return marks_of(connection, rest, id_)

        found = self._marks.read_kept(work, None)
        if found is None:
            raise _missing(name)
        return found

    def create(self, name: str) -> None:
        """Makes an empty collection."""
        self._marks.write(lambda connection: self._create(connection, self._step(connection), name))

    def _create(self, connection: sqlite3.Connection, step: int, name: str) -> int:
        wanted = _free_name(connection, name)
        # Numbers of deleted collections are not given again: the journal may bring them back.
        (id_,) = connection.execute(
            "SELECT max(ifnull((SELECT max(id) FROM collections), 0),"
            " ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'collections'), 0)) + 1"
        ).fetchone()
        self._change(connection, step, "collections", "", {"id": id_}, {"name": wanted})
        return int(id_)

    def rename(self, name: str, new: str) -> None:
        """Gives a collection another name."""

        def work(connection: sqlite3.Connection) -> None:
            id_ = _known(connection, name)
            wanted = _free_name(connection, new, but=id_)
            if wanted == clean_line(name):
                return  # nothing for undo
            self._change(connection, self._step(connection), "collections", "", {"id": id_}, {"name": wanted})

        self._marks.write(work)

    def delete(self, name: str) -> None:
        """Takes a collection away; its quotations keep their stars, tags and notes."""

        def work(connection: sqlite3.Connection) -> None:
            id_, step = _known(connection, name), self._step(connection)
            members = connection.execute("SELECT article, digest FROM collected WHERE collection = ?", (id_,))
            for article, digest in members.fetchall():
                self._change(connection, step, "collected", article, {"collection": id_, "digest": digest}, None)
            self._change(connection, step, "collections", "", {"id": id_}, None)

        self._marks.write(work)

    def add(self, name: str, quotations: Sequence[Mark]) -> None:
        """Puts quotations into a collection, which is made where it is missing."""

        def work(connection: sqlite3.Connection) -> None:
            step, found = self._step(connection), _find(connection, name)
            id_ = self._create(connection, step, name) if found is None else found
            sql = "SELECT ifnull(max(place), 0) FROM collected WHERE collection = ?"
            (place,) = connection.execute(sql, (id_,)).fetchone()
            for mark in quotations:
                key = {"digest": mark.digest}
                if row_of(connection, "quotation_marks", mark.article, key) is None:
                    row = blank(connection, mark)
                    self._change(connection, step, "quotation_marks", mark.article, key, row)
                member = {"collection": id_, "digest": mark.digest}
                if row_of(connection, "collected", mark.article, member) is None:
                    place += 1
                    self._change(connection, step, "collected", mark.article, member, {"place": place})

        self._marks.write(work)

    def remove(self, name: str, quotations: Sequence[Mark]) -> None:
        """Takes quotations out of a collection."""

        def work(connection: sqlite3.Connection) -> None:
            id_, step = _known(connection, name), self._step(connection)
            for mark in quotations:
                member = {"collection": id_, "digest": mark.digest}
                if row_of(connection, "collected", mark.article, member) is not None:
                    self._change(connection, step, "collected", mark.article, member, None)

        self._marks.write(work)

    def _step(self, connection: sqlite3.Connection) -> int:
        return next_step(connection, self._marks.library)

    def _change(
        self,
        connection: sqlite3.Connection,
        step: int,
        table: str,
        article: str,
        key: dict[str, int],
        after: Row | None,
    ) -> None:
        change(connection, step, self._marks.library, table, article, key, after)


def _find(connection: sqlite3.Connection, name: str) -> int | None:
    row = connection.execute("SELECT id FROM collections WHERE name = ?", (clean_line(name),)).fetchone()
    return row and int(row[0])


def _known(connection: sqlite3.Connection, name: str) -> int:
    found = _find(connection, name)
    if found is None:
        raise _missing(name)
    return found


def _missing(name: str) -> StoreError:
    return StoreError("{name}: there is no such collection", name=clean_line(name))


def _free_name(connection: sqlite3.Connection, name: str, *, but: int | None = None) -> str:
    """The name as it is kept.

    Raises:
        StoreError: where nothing is left of it, or another collection has it.
    """
    tidy = clean_line(name)
    if not tidy:
        raise StoreError("a collection needs a name")
    if _find(connection, tidy) not in (None, but):
        raise StoreError("{name}: there is a collection of this name already", name=tidy)
    return tidy
