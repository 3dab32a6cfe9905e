"""The quotations' side of the store: what is asked of all quotations, and what a person keeps of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from newsreader.errors import ArticleError
from newsreader.models import EntityType, QuoteHit, QuoteResults
from newsreader.record import replace
from newsreader.store.collecting import Collections
from newsreader.store.keeping import Keeping
from newsreader.store.kept import Mark
from newsreader.text import clean, clean_line

if TYPE_CHECKING:
    from newsreader.findings import (
        CollectionSummary,
        Completion,
        Facets,
        KeptQuote,
        Profile,
        SpeakerSummary,
        Variants,
    )
    from newsreader.store.index import Index
    from newsreader.store.marks import Marks


class QuoteStore:
    """The quotations of one library. Any method may be called from any thread."""

    def __init__(self, index: Index, marks: Marks) -> None:
        self._index = index
        self._marks = marks
        self._keeping = Keeping(marks)
        self._collections = Collections(marks)

    def search_quotes(self, query: str, *, limit: int = 50, older_than: QuoteHit | None = None) -> QuoteResults:
        """Quotations that match, newest first; see `store.query` for what can be typed."""
        from newsreader.store import searching  # here and below, as the reader starts without

        def work(connection: sqlite3.Connection) -> QuoteResults:
            before = searching.row_before(older_than)
            return searching.search_quotations(connection, query, limit, before=before, kept=self._keeping)

        results = self._index.read(work)
        return replace(results, hits=self._keeping.marked(results.hits))

    def completions(
        self, query: str, cursor: int, *, limit: int = 12, articles: bool = False
    ) -> tuple[Completion, ...]:
        """How the word at the cursor could go on."""
        from newsreader.store import completing

        tags = self._keeping.tags()
        return self._index.read(
            lambda connection: completing.completions(connection, query, cursor, tags, limit, articles=articles)
        )

    def facets(self, query: str, *, limit: int = 12) -> Facets:
        """Speakers, sources and years of the hits."""
        from newsreader.store.facets import facets

        return self._index.read(lambda connection: facets(connection, query, limit, self._keeping))

    def speakers(self, words: str = "", *, limit: int = 50) -> list[SpeakerSummary]:
        """Speakers whose name has the words, the most quoted first."""
        from newsreader.store import profiles

        return self._index.read(lambda connection: profiles.speakers(connection, words, limit))

    def profile(self, name: str, type: EntityType | None = None) -> Profile | None:
        """The page of a speaker or an entity; None where no article names it."""
        from newsreader.store import profiles

        return self._index.read(lambda connection: profiles.profile(connection, name, type))

    def said_by(self, name: str, *, limit: int = 50, older_than: QuoteHit | None = None) -> QuoteResults:
        """Everything that a speaker said, the newest first."""
        from newsreader.store import profiles, searching
        from newsreader.store.query import Query

        def work(connection: sqlite3.Connection) -> QuoteResults:
            ids = profiles.said_by(connection, name, limit + 1, searching.row_before(older_than))
            hits = searching.hits_of(connection, ids[:limit], Query())
            return QuoteResults(name, hits, len(ids) > limit)

        results = self._index.read(work)
        return replace(results, hits=self._keeping.marked(results.hits))

    def variants(self, address: str) -> Variants | None:
        """The same words in the whole library; None where there is no such quotation."""
        from newsreader.findings import Variants
        from newsreader.store import addresses, searching
        from newsreader.store.query import Query
        from newsreader.store.variants import variants_of

        article_id, number = split(address)

        def work(connection: sqlite3.Connection) -> tuple[QuoteHit, ...]:
            found = addresses.rows_at(connection, [(article_id, number)])
            ids = variants_of(connection, found[0].text) if found else []
            own = [found[0].row] if found and found[0].row not in ids else []
            return searching.hits_of(connection, sorted(ids + own), Query())

        hits = self._keeping.marked(self._index.read(work))
        return Variants(hits[0], hits[1:]) if hits else None

    # What a person keeps.

    def keep(
        self,
        quotations: Sequence[str],
        *,
        starred: bool | None = None,
        tags: Sequence[str] | None = None,
        instead_of: Sequence[str] | None = None,
        note: str | None = None,
    ) -> None:
        """Changes what is stated of quotations, by address; one step for `undo`. See `Keeping.set`.

        Raises:
            ArticleError: where an address names no quotation.
            StoreError: where marks cannot be written.
        """
        marks = self._marks_at(quotations)
        self._keeping.set(marks, starred=starred, tags=tags, instead_of=instead_of, note=note)

    def _marks_at(self, quotations: Iterable[str]) -> list[Mark]:
        """Marks for addresses: those that are there, else new ones."""
        from newsreader.store import addresses

        wanted = [split(address) for address in quotations]
        found = self._index.read(lambda connection: addresses.rows_at(connection, wanted))
        if len(found) < len(wanted):
            known = {(one.article_id, one.number) for one in found}
            article_id, number = next(one for one in wanted if one not in known)
            raise ArticleError("{name}: there is no such quotation", name=f"{clean_line(article_id)}#q{number}")
        marks = self._keeping.of_articles([one.article_id for one in found])
        return [
            addresses.mark_of([mark for mark in marks if mark.article == one.article_id], one.text)
            or Mark(one.article_id, one.digest, clean(one.text))
            for one in found
        ]

    def kept_at(self, quotations: Sequence[str]) -> tuple[KeptQuote, ...]:
        """What is kept of quotations, by address; of one that nothing is kept of, that."""
        from newsreader.findings import KeptQuote

        return tuple(
            KeptQuote(mark.article, address, mark.text, mark.starred, mark.tags, mark.note)
            for address, mark in zip(quotations, self._marks_at(quotations), strict=True)
        )

    def kept_quotes(self) -> tuple[KeptQuote, ...]:
        """All quotations that are starred, tagged, noted or in a collection; the latest kept first."""
        return self._addressed(self._keeping.everything())

    def kept_in(self, article_id: str) -> dict[int, KeptQuote]:
        """The same of one article, by the number of the quotation in it, from 0."""
        marks = self._keeping.in_article(article_id)
        found = self._addressed(marks) if marks else ()
        return {split(one.address)[1] - 1: one for one in found if one.address is not None}

    def _addressed(self, marks: Sequence[Mark]) -> tuple[KeptQuote, ...]:
        from newsreader.findings import KeptQuote
        from newsreader.store import addresses

        places = self._index.read(lambda connection: addresses.addresses_of(connection, marks))
        return tuple(
            KeptQuote(mark.article, place, mark.text, mark.starred, mark.tags, mark.note)
            for mark, place in zip(marks, places, strict=True)
        )

    def tags(self) -> tuple[tuple[str, int], ...]:
        """The tags of quotations and how many have them."""
        return self._keeping.tags()

    def collections(self) -> tuple[CollectionSummary, ...]:
        """The collections by name."""
        return self._collections.summaries()

    def collection(self, name: str) -> tuple[KeptQuote, ...]:
        """The quotations of a collection, in the order in which they were put in."""
        return self._addressed(self._collections.quotations(name))

    def create_collection(self, name: str) -> None:
        """Makes an empty collection."""
        self._collections.create(name)

    def rename_collection(self, name: str, new: str) -> None:
        """Gives a collection another name."""
        self._collections.rename(name, new)

    def delete_collection(self, name: str) -> None:
        """Takes a collection away."""
        self._collections.delete(name)

    def add_to_collection(self, name: str, quotations: Sequence[str]) -> None:
        """Puts quotations into a collection, which is made where it is missing."""
        self._collections.add(name, self._marks_at(quotations))

    def remove_from_collection(self, name: str, quotations: Sequence[str]) -> None:
        """Takes quotations out of a collection."""
        self._collections.remove(name, self._marks_at(quotations))


def split(address: str) -> tuple[str, int]:
    """Article id and number, from 1, of `article-id#qN`.

    Raises:
        ArticleError: where it is none.
    """
    article_id, _, number = address.rpartition("#q")
    if not article_id or not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise ArticleError("{name}: is no address of a quotation, like {name}#q1", name=clean_line(address))
    return clean(article_id), int(number)
