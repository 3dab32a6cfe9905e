"""The library: all that the interface and the commands ask for. Any method may be called from any thread."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from threading import Event

from newsreader.models import (
    Analysis,
    ArticleSummary,
    Counts,
    EntitySummary,
    EntityType,
    ListFilter,
    OpenArticle,
    Progress,
    QuoteResults,
    SyncReport,
)

EVERYTHING = ListFilter()


class Library:
    """A folder of articles with its index and marks."""

    notices: tuple[str, ...]
    """What a person should know of the opening: an index rebuilt, marks opened read-only."""

    def counts(self) -> Counts:
        """How much there is; constant time."""
        raise NotImplementedError

    def keys(self, wanted: ListFilter = EVERYTHING, *, limit: int | None = None) -> array[int]:
        """Keys of the articles that the filter lets through, newest first."""
        raise NotImplementedError

    def summaries(self, keys: Sequence[int]) -> dict[int, ArticleSummary]:
        """Rows of the list by key; a key whose article has gone is left out. Meant for a screenful."""
        raise NotImplementedError

    def next_unread(self, key: int | None, *, forward: bool = True) -> ArticleSummary | None:
        """The nearest unread article below (forward: older) or above `key` in the list; from the top where key is None."""
        raise NotImplementedError

    def key_of(self, article_id: str) -> int | None:
        """The key of an article, None where there is no such article."""
        raise NotImplementedError

    def open(self, article_id: str) -> OpenArticle:
        """An article with its analysis as far as there is one, and its reading state.

        Raises:
            ArticleError: where the library has no such article.
        """
        raise NotImplementedError

    def analyse_now(self, article_id: str) -> Analysis:
        """The article's analysis, made (in a worker process) and kept if it is not there yet. Takes up to some seconds.

        Raises:
            ArticleError: where the library has no such article.
            AnalysisError: where the text cannot be analysed.
        """
        raise NotImplementedError

    def search_quotes(self, query: str, *, limit: int = 50) -> QuoteResults:
        """Quotations that match, newest first; any string is legal, an empty one gives the newest quotations."""
        raise NotImplementedError

    def entities(self, words: str = "", *, type: EntityType | None = None, limit: int = 50) -> list[EntitySummary]:
        """Entities of the whole library whose name has the words, the most mentioned first."""
        raise NotImplementedError

    def set_read(self, article_ids: Iterable[str], read: bool) -> None:
        """Marks articles read or unread; one step for `undo`."""
        raise NotImplementedError

    def set_starred(self, article_ids: Iterable[str], starred: bool) -> None:
        """Stars articles or takes the stars off; one step for `undo`."""
        raise NotImplementedError

    def set_position(self, article_id: str, offset: int) -> None:
        """Remembers where reading stopped: the offset into the body of the first line on screen."""
        raise NotImplementedError

    def undo(self) -> str | None:
        """Takes the latest step back, also one of an earlier run. Returns the article's id it was about, None where nothing is left."""
        raise NotImplementedError

    def sync(
        self,
        *,
        analyse: bool = True,
        jobs: int = 1,
        on_progress: Callable[[Progress], None] | None = None,
        stop: Event | None = None,
    ) -> SyncReport:
        """Brings the index up to date with the folder, then analyses what waits, newest first. Blocks; stops soon after `stop` is set."""
        raise NotImplementedError

    def close(self) -> None:
        """Ends the worker processes and closes the databases."""
        raise NotImplementedError
