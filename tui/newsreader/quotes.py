"""What can be asked of the quotations of a library, and what a person can keep of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from newsreader.findings import (
        CollectionSummary,
        Completion,
        Difference,
        Facet,
        Facets,
        KeptQuote,
        Profile,
        SpeakerSummary,
        Understood,
        Variants,
    )
    from newsreader.models import EntityType, QuoteHit, QuoteResults
    from newsreader.store.store import Store

    class Search(Protocol):
        """What finds a page of quotations."""

        def __call__(self, query: str, /, *, limit: int = 50, older_than: QuoteHit | None = None) -> QuoteResults:
            """Quotations that match, the newest first."""
            ...


_PAGE = 500


def pages(search: Search, query: str, *, limit: int | None = None) -> Iterator[QuoteHit]:
    """All quotations that match, newest first, read a page at a time as they are taken."""
    last: QuoteHit | None = None
    left = limit
    while left is None or left > 0:
        page = search(query, limit=min(_PAGE, left or _PAGE), older_than=last)
        yield from page.hits
        if not page.more:
            return
        last = page.hits[-1]
        left = None if left is None else left - len(page.hits)


class Quotes:
    """The quotations' side of a library; addresses are `article-id#qN`, N from 1."""

    _store: Store

    # What is asked.

    def search_quotes(self, query: str, *, limit: int = 50, older_than: QuoteHit | None = None) -> QuoteResults:
        """Quotations that match, newest first; any string is legal, an empty one gives the newest quotations.

        Args:
            query: see `newsreader.store.query`.
            limit: at most so many hits.
            older_than: the last hit of the page before.
        """
        return self._store.search_quotes(query, limit=limit, older_than=older_than)

    def stream_quotes(self, query: str, *, limit: int | None = None) -> Iterator[QuoteHit]:
        """All quotations that match, newest first, read as they are taken."""
        return pages(self._store.search_quotes, query, limit=limit)

    def understood(self, query: str) -> Understood:
        """What a query is taken to mean; asks no database."""
        from newsreader.store.understanding import understood

        return understood(query)

    def completions(
        self, query: str, cursor: int, *, limit: int = 12, articles: bool = False
    ) -> tuple[Completion, ...]:
        """How the word at the cursor could go on: names of refinements, or values of the one it belongs to.

        `articles`: in a filter of the list.
        """
        return self._store.completions(query, cursor, limit=limit, articles=articles)

    def facets(self, query: str, *, limit: int = 12) -> Facets:
        """Speakers, sources and years of the hits, at most `limit` of each; slower than the search itself."""
        return self._store.facets(query, limit=limit)

    def narrowed(self, query: str, facet: Facet) -> str:
        """The query with the facet as a condition, in the place of another one of its kind."""
        from newsreader.store.narrowing import narrowed

        return narrowed(query, facet)

    def widened(self, query: str, facet: Facet) -> str:
        """The query without the condition that the facet stands for."""
        from newsreader.store.narrowing import widened

        return widened(query, facet)

    # Who speaks.

    def speakers(self, words: str = "", *, limit: int = 50) -> list[SpeakerSummary]:
        """Speakers of the whole library whose name has the words, in any form; the most quoted first."""
        return self._store.speakers(words, limit=limit)

    def profile(self, name: str, *, type: EntityType | None = None) -> Profile | None:
        """The page of a speaker or an entity by its full name; None where no article names it.

        Without a type, of the type that is named most.
        """
        return self._store.profile(name, type)

    def said_by(self, name: str, *, limit: int = 50, older_than: QuoteHit | None = None) -> QuoteResults:
        """Everything that a speaker said, the newest first; `name` in full."""
        return self._store.said_by(name, limit=limit, older_than=older_than)

    # The same words elsewhere.

    def fold(self, hits: Sequence[QuoteHit]) -> tuple[Variants, ...]:
        """The hits with those of the same words in one group, in the order of their first hits; asks no database."""
        from newsreader.store.variants import fold

        return fold(hits)

    def variants(self, address: str) -> Variants | None:
        """The same words in the whole library; None where there is no such quotation."""
        return self._store.variants(address)

    def differences(self, before: str, after: str) -> tuple[Difference, ...]:
        """The words in which two texts differ; asks no database."""
        from newsreader.store.variants import differences

        return differences(before, after)

    # What a person keeps. Each call is one step for `undo`.

    def set_quote_starred(self, addresses: Iterable[str], starred: bool) -> None:
        """Stars quotations or takes the stars off."""
        self._store.keep(list(addresses), starred=starred)

    def set_quote_tags(
        self, addresses: Iterable[str], tags: Iterable[str], *, instead_of: Iterable[str] | None = None
    ) -> None:
        """Gives quotations these tags, in the place of some that they had; unset: of all."""
        gone = None if instead_of is None else list(instead_of)
        self._store.keep(list(addresses), tags=list(tags), instead_of=gone)

    def set_quote_note(self, address: str, note: str) -> None:
        """Writes a note to a quotation; an empty one takes it away."""
        self._store.keep([address], note=note)

    def kept_at(self, addresses: Iterable[str]) -> tuple[KeptQuote, ...]:
        """Quotations with what is kept of each, also where that is nothing.

        Raises:
            ArticleError: where an address names no quotation.
        """
        return self._store.kept_at(list(addresses))

    def kept_quotes(self) -> tuple[KeptQuote, ...]:
        """All quotations that are starred, tagged, noted or in a collection; the latest kept first."""
        return self._store.kept_quotes()

    def kept_in(self, article_id: str) -> dict[int, KeptQuote]:
        """The same of one article, by the number of the quotation in it, from 0; cheap where there are none."""
        return self._store.kept_in(article_id)

    def tags(self) -> tuple[tuple[str, int], ...]:
        """The tags of quotations and how many have them, the most used first."""
        return self._store.tags()

    def collections(self) -> tuple[CollectionSummary, ...]:
        """The collections by name."""
        return self._store.collections()

    def collection(self, name: str) -> tuple[KeptQuote, ...]:
        """The quotations of a collection, in the order in which they were put in.

        Raises:
            StoreError: where there is no such collection.
        """
        return self._store.collection(name)

    def create_collection(self, name: str) -> None:
        """Makes an empty collection.

        Raises:
            StoreError: where there is one of that name, or the name is empty.
        """
        self._store.create_collection(name)

    def rename_collection(self, name: str, new: str) -> None:
        """Gives a collection another name.

        Raises:
            StoreError: where there is no such collection, or one of the new name.
        """
        self._store.rename_collection(name, new)

    def delete_collection(self, name: str) -> None:
        """Takes a collection away; stars, tags and notes of its quotations stay.

        Raises:
            StoreError: where there is no such collection.
        """
        self._store.delete_collection(name)

    def add_to_collection(self, name: str, addresses: Iterable[str]) -> None:
        """Puts quotations into a collection, which is made where it is missing."""
        self._store.add_to_collection(name, list(addresses))

    def remove_from_collection(self, name: str, addresses: Iterable[str]) -> None:
        """Takes quotations out of a collection.

        Raises:
            StoreError: where there is no such collection.
        """
        self._store.remove_from_collection(name, list(addresses))
