"""The store of one library: its index, which can be made anew from the files, and the marks, which cannot."""

from __future__ import annotations

import sqlite3
from array import array
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, TypeVar

from newsreader.errors import StoreError
from newsreader.models import (
    Analysed,
    Analysis,
    ArticleSummary,
    Counts,
    EntitySummary,
    EntityType,
    ListFilter,
    OpenArticle,
    ReadingState,
    Sort,
)
from newsreader.store import listing, totals
from newsreader.store.connection import BusyError
from newsreader.store.index import Index
from newsreader.store.marks import Marks
from newsreader.store.mended import Mended
from newsreader.store.quoting import QuoteStore
from newsreader.store.schema import library_mark
from newsreader.store.tagging import change_tags
from newsreader.text import clean

if TYPE_CHECKING:
    from newsreader.store.changes import Applied, Change
    from newsreader.store.diff import Difference

_REMEMBERED = 4096
_SHOWN_WITHIN = 3.0
"""Seconds that a mark waits for a sync to let the index be written, so that counts and filters are right at once."""
Result = TypeVar("Result")


class Store(QuoteStore):
    """The index and the marks of one library. Any method may be called from any thread."""

    def __init__(self, folder: Path, index: Index, marks: Marks) -> None:
        super().__init__(index, marks)
        self.folder = folder
        self.mended = Mended(index, marks)
        self._handed = _Handed()
        self._unshown = False
        self.heirs: dict[str, int] = {}  # what has gone since the start lives on in these keys, by its ids

    @classmethod
    def open(cls, folder: Path, *, cache: Path, data: Path, lasting: bool = True) -> Store:
        """Opens the store of the library in `folder`, making what is missing.

        Args:
            folder: the articles.
            cache: where indexes lie; without a place there, the index lives as long as the store.
            data: where the marks lie.
            lasting: whether the index is to outlive the store.

        Raises:
            StoreError: where there is no place for an index at all.
        """
        index = Index.open(folder, cache=cache, lasting=lasting)
        store = cls(folder, index, Marks.open(data, library=library_mark(folder)))
        if index.read(store._marks.behind):
            store._show_marks(wait=1.0)
        return store

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person should know: an index made anew, marks that cannot be changed."""
        obstacle = self._marks.obstacle
        return (*self._index.notices, *([obstacle] if obstacle else []))

    def close(self) -> None:
        """Closes all files."""
        self._index.close()
        self._marks.close()

    def version(self) -> int:
        """A number that changes with every change of the index, whoever makes it; meant to be asked now and then."""
        if self._unshown:
            self._show_marks(wait=0.0)
        return self._index.read(totals.version)

    def inspect(self, work: Callable[[sqlite3.Connection], Result]) -> Result:
        """What `work` finds in the index, in one moment of it."""
        return self._index.read(work)

    def difference(self) -> Difference:
        """What has changed in the folder since the last sync; a StoreError where it cannot be read."""
        from newsreader.store.diff import compare

        return compare(self._index, self.folder)

    def apply(self, changes: Iterable[Change], *, fresh: Sequence[int] = ()) -> Applied:
        """Brings changes of files into the index, all or none.

        A file that is gone and a new one with its content, or its id, in the same batch are one renamed article. The
        marks of one that is gone go to a very similar one among the keys in `fresh`, which the same sync has added.

        Raises:
            StoreError: where the index cannot be written; nothing of the batch has been kept.
        """
        from newsreader.store.applying import Batch

        changes = list(changes)

        def work(connection: sqlite3.Connection) -> Applied:
            self._marks.mirror(connection)
            return Batch(connection, self._marks, fresh=fresh).apply(changes)

        applied = self._index.write(work)
        self.heirs |= applied.heirs
        return applied

    def take_engine(self, engine: str) -> None:
        """Lets articles at which another engine has failed wait for this one."""
        if not self._index.read(lambda connection: listing.is_taken(connection, engine)):
            from newsreader.store.analyses import take_engine

            self._index.write(lambda connection: take_engine(connection, engine))

    def pending(self, *, engine: str, limit: int) -> list[tuple[int, str]]:
        """Keys and ids of articles without an analysis of this engine; those without any first, the newest first."""
        return self._index.read(lambda connection: listing.pending(connection, engine, limit))

    def pending_count(self, engine: str) -> int:
        """How many articles wait for an analysis of this engine."""
        return self._index.read(lambda connection: listing.pending_count(connection, engine))

    def body(self, key: int) -> str:
        """An article's text.

        Raises:
            StoreError: where the article has gone.
        """
        found = self._index.read(lambda connection: listing.body(connection, key))
        if found is None:
            raise StoreError("article {key} is no longer in the library", key=key)
        self._handed.note(key, found[1])
        return found[0]

    def put_analyses(self, items: Sequence[tuple[int, Analysed | Analysis | str]]) -> None:
        """Keeps analyses by key, all or none; a string says why there is none. Without lemmas, stems take their place.

        An article that has gone, or whose text has changed since it was read from here, is passed over.
        """
        from newsreader.store.analyses import put_all

        def work(connection: sqlite3.Connection) -> None:
            self._marks.mirror(connection)
            put_all(connection, items, self._handed.stale)

        self._index.write(work)

    # The reader's side.

    def file_of(self, key: int) -> bytes | None:
        """The file that an article is read from, relative to the folder."""
        return self._index.read(lambda connection: listing.file_of(connection, key))

    def counts(self) -> Counts:
        """How much there is; constant time."""
        return self._index.read(totals.counts)

    def keys(self, wanted: ListFilter, *, limit: int | None = None, sort: Sort = "date") -> array[int]:
        """Keys of the articles that the filter lets through; a FilterError where its words mean nothing."""
        return self._index.read(lambda connection: listing.keys(connection, wanted, limit, sort))

    def summaries(self, keys: Sequence[int]) -> dict[int, ArticleSummary]:
        """Rows of the list by key; a key whose article has gone is left out."""
        return self._index.read(lambda connection: listing.summaries(connection, keys, self._marks.states))

    def next_unread(self, key: int | None, *, forward: bool = True) -> ArticleSummary | None:
        """The nearest unread article below (forward: older) or above `key`; the newest one where key is None."""
        return self._index.read(lambda connection: listing.next_unread(connection, key, forward, self._marks.states))

    def key_of(self, article_id: str) -> int | None:
        """The key of an article, None where there is no such article."""
        return self._index.read(lambda connection: listing.key_of(connection, clean(article_id)))

    def article(self, article_id: str) -> OpenArticle | None:
        """An article with its analysis as far as there is one, and its reading state; None where there is none."""
        id_ = clean(article_id)
        state = self._marks.state(id_)
        found = self._index.read(lambda connection: listing.open_article(connection, id_, state))
        if found is None:
            return None
        opened, digest = found
        self._handed.note(opened.key, digest)
        return opened

    def entities(self, words: str = "", *, type: EntityType | None = None, limit: int = 50) -> list[EntitySummary]:
        """Entities whose name, or other form that they go by, has the words; the most mentioned first."""
        from newsreader.store import searching

        return self._index.read(lambda connection: searching.find_entities(connection, words, type, limit))

    # The marks.

    def state(self, article_id: str) -> ReadingState:
        """What a person did with an article."""
        return self._marks.state(article_id)

    def set_read(self, ids: Sequence[str], read: bool, *, by_hand: bool = True) -> None:
        """Marks articles read or unread, as one step for `undo`; not where it comes by itself, from reading."""
        self._marks.set_flag("read", ids, read, by_hand=by_hand)
        self._show_marks()

    def set_starred(self, ids: Sequence[str], starred: bool) -> None:
        """Stars articles or takes the stars off, as one step for `undo`."""
        self._marks.set_flag("starred", ids, starred)
        self._show_marks()

    def change_tags(self, ids: Sequence[str], *, add: Sequence[str], remove: Sequence[str]) -> None:
        """Gives articles tags and takes others off, as one step for `undo`."""
        self._marks.write(lambda connection: change_tags(connection, self._marks.library, ids, add, remove))
        self._show_marks()

    def set_position(self, article_id: str, offset: int) -> None:
        """Remembers where reading stopped."""
        self._marks.set_position(article_id, offset)

    def undo(self) -> str | None:
        """Takes the latest step back; the article it was about, "" where none or many; None where there is no step."""
        article_id = self._marks.undo()
        self._show_marks()
        return article_id

    def _show_marks(self, *, wait: float = _SHOWN_WITHIN) -> None:
        """Lets the index mirror the marks; where it cannot be written for so long, that is tried again later."""
        self._unshown = True
        with suppress(BusyError, StoreError):
            self._index.write(self._marks.mirror, wait=wait)
            self._unshown = False


class _Handed:
    """Remembers which text of an article was given out, so that an analysis of another one is not kept."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._digests: OrderedDict[int, bytes] = OrderedDict()

    def note(self, key: int, digest: bytes) -> None:
        """Notes the digest of the text that was given out."""
        with self._lock:
            self._digests[key] = digest
            self._digests.move_to_end(key)
            while len(self._digests) > _REMEMBERED:
                self._digests.popitem(last=False)

    def stale(self, key: int, digest: bytes) -> bool:
        """Whether another text of the article was given out than the one with this digest."""
        with self._lock:
            return self._digests.get(key, digest) != digest
