"""The library: all that the interface and the commands ask for. Any method may be called from any thread."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Event, Lock
from typing import TYPE_CHECKING

from newsreader.correcting import Corrections
from newsreader.errors import AnalysisError, NewsreaderError
from newsreader.models import (
    Analysed,
    Analysis,
    ArticleSummary,
    Counts,
    EntitySummary,
    EntityType,
    ListFilter,
    OpenArticle,
    QuoteHit,
    Sort,
)
from newsreader.quotes import Quotes
from newsreader.reports import Progress, SyncReport
from newsreader.store.ordering import day_of_key

if TYPE_CHECKING:
    from newsreader.citing.citation import Citation
    from newsreader.store.store import Store
    from newsreader.store.watching import Watch
    from newsreader.worker import WorkerPool

EVERYTHING = ListFilter()

Analyse = Callable[[str], Analysed | Analysis]


class Library(Corrections, Quotes):
    """A folder of articles with its index and marks.

    Args:
        store: the open index and marks.
        pool: worker processes that read and analyse.
        engine: version of the analysis; articles analysed by another version wait for a new one.
        analyse: makes one text's analysis; unset: a worker process does it.
    """

    def __init__(self, store: Store, pool: WorkerPool, *, engine: str, analyse: Analyse | None = None) -> None:
        self._store = store
        self._pool = pool
        self._engine = engine
        self._analyse = analyse or self._analyse_in_worker
        self._syncing = Lock()
        self._mending = Lock()
        self._closing = Event()
        self._watch: Watch | None = None

    @property
    def folder(self) -> Path:
        """Where the articles lie."""
        return self._store.folder

    @property
    def notices(self) -> tuple[str, ...]:
        """What a person should know of the store: an index rebuilt, marks opened read-only."""
        return self._store.notices

    def version(self) -> int:
        """A number that changes whenever the index may have been changed by someone else."""
        return self._store.version()

    def counts(self) -> Counts:
        """How much there is; constant time."""
        return self._store.counts()

    def keys(self, wanted: ListFilter = EVERYTHING, *, limit: int | None = None, sort: Sort = "date") -> array[int]:
        """Keys of the articles that the filter lets through, in this order.

        Raises:
            FilterError: where the filter's words mean nothing.
        """
        return self._store.keys(wanted, limit=limit, sort=sort)

    def day_of(self, key: int) -> int:
        """The day that a key stands for, of the publication or else of the file, as `date.toordinal` counts."""
        return day_of_key(key)

    def depends_on_marks(self, wanted: ListFilter) -> bool:
        """Whether marks decide what the filter lets through, so that a mark would take a row away."""
        if wanted.unread or wanted.starred or not wanted.words:
            return wanted.unread or wanted.starred
        from newsreader.store.filtering import depends_on_marks

        return depends_on_marks(wanted.words)

    def summaries(self, keys: Sequence[int]) -> dict[int, ArticleSummary]:
        """Rows of the list by key; a key whose article has gone is left out. Meant for a screenful."""
        return self._store.summaries(keys)

    def next_unread(self, key: int | None, *, forward: bool = True) -> ArticleSummary | None:
        """The nearest unread article below (forward: older) or above `key` in the list.

        From the top where key is None.
        """
        return self._store.next_unread(key, forward=forward)

    def key_of(self, article_id: str) -> int | None:
        """The key of an article, None where there is no such article."""
        return self._store.key_of(article_id)

    def standing(self, opened: OpenArticle) -> tuple[str, bytes] | None:
        """Id and file's digest that an opened article has now, also where it was renamed; None where it has gone."""
        from newsreader.store.listing import standing

        heir = self._store.heirs.get(opened.article.id)
        return self._store.inspect(lambda connection: standing(connection, opened, heir))

    def cite(self, hits: Iterable[QuoteHit]) -> Iterator[Citation]:
        """The found quotations with all that a reference needs; one that has gone meanwhile is left out."""
        from newsreader.citing.citation import cite

        opened: OpenArticle | None = None
        for hit in hits:
            if opened is None or opened.article.id != hit.article_id:
                opened = self._store.article(hit.article_id)
            if opened is not None and opened.analysis is not None and hit.index < len(opened.analysis.quotations):
                yield cite(opened.article, opened.analysis, hit.index)

    def cite_addresses(self, addresses: Iterable[str]) -> Iterator[Citation]:
        """The quotations at some addresses with all that a reference needs; one that is not there is left out."""
        from newsreader.citing.citation import cite

        for address in addresses:
            article_id, _, number = address.rpartition("#q")
            opened = self._store.article(article_id)
            analysis = None if opened is None else opened.analysis
            if opened is not None and analysis is not None and 1 <= int(number) <= len(analysis.quotations):
                yield cite(opened.article, analysis, int(number) - 1)

    def entities(self, words: str = "", *, type: EntityType | None = None, limit: int = 50) -> list[EntitySummary]:
        """Entities of the whole library whose name has the words, the most mentioned first."""
        return self._store.entities(words, type=type, limit=limit)

    def set_read(self, article_ids: Iterable[str], read: bool, *, by_hand: bool = True) -> None:
        """Marks articles read or unread; one step for `undo`, but not where it comes by itself, from reading."""
        self._store.set_read(list(article_ids), read, by_hand=by_hand)

    def set_starred(self, article_ids: Iterable[str], starred: bool) -> None:
        """Stars articles or takes the stars off; one step for `undo`."""
        self._store.set_starred(list(article_ids), starred)

    def own_tags(self, article_id: str) -> tuple[str, ...]:
        """The tags that the person gave to an article."""
        return self._store.state(article_id).tags

    def change_tags(self, article_ids: Iterable[str], *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        """Gives articles own tags and takes others off; one step for `undo`."""
        self._store.change_tags(list(article_ids), add=list(add), remove=list(remove))

    def set_position(self, article_id: str, offset: int) -> None:
        """Remembers where reading stopped: the offset into the body of the first line on screen."""
        self._store.set_position(article_id, offset)

    def sync(
        self,
        *,
        analyse: bool = True,
        jobs: int = 1,
        on_progress: Callable[[Progress], None] | None = None,
        stop: Event | None = None,
    ) -> SyncReport:
        """Brings the index up to date with the folder, then analyses what waits, newest first.

        Blocks, also while another sync of this library runs; ends soon after `stop` is set.

        Raises:
            StoreError: where the folder or the index cannot be read or written.
        """
        from newsreader.sync import Sync

        self._pool.grow(jobs)
        with self._syncing:
            if self._watch is not None:
                self._watch.settle()
            report = on_progress or (lambda _: None)
            run = Sync(self._store, self._pool, jobs=jobs, on_progress=report, stop=stop or Event())
            return run.run(analyse=analyse, engine=self._engine)

    def read_ahead(self) -> None:
        """Has a worker begin to read the folder, all of whose files are new; the first sync takes what it has read."""
        from newsreader.sync import begin_reading

        with suppress(NewsreaderError, OSError):  # the sync tells
            begin_reading(self._pool, self.folder)

    def changed(self, reading: int | None = None) -> bool:
        """Whether the folder is no longer as the index knows it; meant to be asked now and then, by one thread.

        Mostly asks the times of the folders alone; takes as long as a scan where those have changed, and now and then.

        Args:
            reading: key of the article that is open, whose own file is looked at each time.
        """
        if self._watch is None:
            from newsreader.store.watching import Watch

            self._watch = Watch(self.folder)
        if reading is not None:
            from newsreader.store.listing import file_states

            known = self._store.inspect(lambda connection: file_states(connection, reading))
            if any(map(self._watch.file_changed, known)):
                return True
        return self._watch.changed() and bool(self._store.difference())

    def stop(self) -> None:
        """Ends the worker processes for good: what waits for them, however long a text they are at, ends at once."""
        self._closing.set()
        self._pool.close()

    def close(self) -> None:
        """Ends the worker processes and closes the databases. A sync in another thread must have been told to stop."""
        self.stop()
        with self._syncing:
            self._store.close()

    def _analyse_in_worker(self, body: str) -> Analysed:
        from newsreader.analysing import analyse_text

        answer = analyse_text(self._pool, body, urgent=True)
        if isinstance(answer, Analysed):
            return answer
        raise AnalysisError(answer.said)
