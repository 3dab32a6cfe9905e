"""Searches the quotations of an index that is in order, at once and without the store around it; writes nothing.

Whatever is not as it should be (no index, a damaged one, marks that it has not seen) is left to the store.
"""

from __future__ import annotations

import os
import sqlite3

from newsreader.models import QuoteHit, QuoteResults
from newsreader.record import replace
from newsreader.store import terms
from newsreader.store.kept import Kept
from newsreader.store.mirroring import is_behind
from newsreader.store.opening import connect, is_damage, plain, why_damaged
from newsreader.store.schema import INDEX_VERSION, MARKS_VERSION, index_name
from newsreader.store.searching import row_before, search_quotations
from newsreader.store.totals import totals

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from types import TracebackType
    from typing import TypeVar

    Result = TypeVar("Result")


class UnreadyError(Exception):
    """The index is to be made, mended or brought up to date first."""


class Standing:
    """The quotations of a library whose index stands. Use it in a `with` statement, and in one thread.

    Raises:
        UnreadyError: where the store has something to do before.
    """

    def __init__(self, folder: str, *, cache: str, data: str) -> None:
        self._path = f"{cache}/{index_name(folder)}"
        marks = f"{data}/marks.db"
        try:
            if why_damaged(self._path) or why_damaged(marks):
                raise UnreadyError
            if not (os.access(marks, os.W_OK) and os.access(data, os.W_OK | os.X_OK)):
                raise UnreadyError
            self._index, self._marks = connect(self._path, "ro"), connect(marks, "ro")
        except (OSError, sqlite3.Error) as error:
            raise UnreadyError from error
        self._kept = Kept(self._read_marks)
        try:
            in_order = self._in_order()
        except (sqlite3.Error, ValueError):
            in_order = False
        if not in_order:
            self.close()
            raise UnreadyError

    def _in_order(self) -> bool:
        """Whether the store would use both files as they are, and has nothing to tell."""
        meta = dict(self._index.execute("SELECT name, value FROM meta"))
        if (meta.get("terms"), meta.get("schema")) != (terms.VERSION, INDEX_VERSION):
            return False
        articles, waiting = totals(self._index, "articles, waiting")
        journal, version = self._index.execute("PRAGMA journal_mode"), self._marks.execute("PRAGMA user_version")
        return (
            articles > waiting
            and journal.fetchone() == ("wal",)
            and version.fetchone() == (MARKS_VERSION,)
            and not is_behind(self._read_marks, self._index)
        )

    def _read_marks(self, work: Callable[[sqlite3.Connection], Result], default: Result) -> Result:
        return work(self._marks)

    def __enter__(self) -> Standing:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes both files."""
        self._index.close()
        self._marks.close()

    def search_quotes(self, query: str, *, limit: int = 50, older_than: QuoteHit | None = None) -> QuoteResults:
        """Quotations that match, newest first, without marks at the words that matched.

        Raises:
            StoreError: where the index cannot be read.
            UnreadyError: where it is damaged, which only the first page may tell.
        """
        before = row_before(older_than)
        try:
            self._index.execute("BEGIN")
            found = search_quotations(self._index, query, limit, before=before, kept=self._kept, highlighted=False)
            self._index.execute("COMMIT")
            return replace(found, hits=self._kept.marked(found.hits))
        except (sqlite3.Error, ValueError) as error:
            if before is None and is_damage(error):
                raise UnreadyError from error
            raise plain(self._path, error) from error
