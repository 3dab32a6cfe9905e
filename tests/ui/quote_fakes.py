"""The quotations' side of a library in memory: facets, completion, pages of speakers, and what a person keeps."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from newsreader.citing.citation import Citation, cite
from newsreader.errors import StoreError
from newsreader.findings import (
    CollectionSummary,
    Companion,
    Completion,
    Facet,
    FacetField,
    Facets,
    KeptQuote,
    Month,
    Profile,
    Role,
    SpeakerSummary,
    Variants,
)
from newsreader.models import EntityType, OpenArticle, QuoteHit, QuoteResults
from newsreader.quotes import Quotes
from newsreader.store.narrowing import stated
from newsreader.store.query import pieces
from newsreader.text import fold


@dataclass(frozen=True)
class Kept:
    """What is kept with one quotation."""

    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""


class FakeQuotes(Quotes):
    """Works on the hits that `all_hits` gives."""

    kept: dict[str, Kept]
    shelves: dict[str, tuple[str, ...]]
    steps: list[tuple[dict[str, Kept], dict[str, tuple[str, ...]]]]

    def begin_keeping(self) -> None:
        """Nothing is kept yet."""
        self.kept, self.shelves, self.steps = {}, {}, []

    def all_hits(self) -> Iterable[QuoteHit]:
        raise NotImplementedError

    def search_quotes(self, query: str, *, limit: int = 50, older_than: QuoteHit | None = None) -> QuoteResults:
        hits = list(self._matching(query))
        if older_than is not None:
            hits = hits[[hit.address for hit in hits].index(older_than.address) + 1 :]
        return QuoteResults(query, tuple(hits[:limit]), len(hits) > limit)

    def stream_quotes(self, query: str, *, limit: int | None = None) -> Iterator[QuoteHit]:
        yield from self.search_quotes(query, limit=limit or 10_000).hits

    def open(self, article_id: str) -> OpenArticle:
        raise NotImplementedError

    def cite(self, hits: Iterable[QuoteHit]) -> Iterator[Citation]:
        for hit in hits:
            opened = self.open(hit.article_id)
            assert opened.analysis is not None
            yield cite(opened.article, opened.analysis, hit.index)

    def _matching(self, query: str) -> Iterator[QuoteHit]:
        for hit in self.all_hits():
            if all(self._meets(hit, fold(piece.value), piece.field) for piece in pieces(query)):
                kept = self.kept.get(hit.address, Kept())
                yield replace(hit, starred=kept.starred, tags=kept.tags, note=kept.note)

    def _meets(self, hit: QuoteHit, value: str, field: str) -> bool:
        texts = {"who": hit.who, "source": hit.source, "about": hit.title}
        if field == "since":
            return (hit.published or "") >= value
        if field == "until":
            return (hit.published or "")[: len(value)] <= value
        text = texts.get(field, f"{hit.text} {hit.who}")
        return all(word in fold(text or "") for word in value.split())

    def facets(self, query: str, *, limit: int = 12) -> Facets:
        hits = list(self._matching(query))
        fields = {"speaker": ("who",), "source": ("source",), "year": ("since", "until")}

        def asked(field: FacetField, value: str) -> bool:
            return any(piece.field in fields[field] and fold(piece.value) in fold(value) for piece in pieces(query))

        def count(field: FacetField, values: Iterable[str | None]) -> tuple[Facet, ...]:
            counted = Counter(filter(None, values)).most_common(limit)
            return tuple(Facet(field, value, n, asked=asked(field, value)) for value, n in counted)

        speakers = count("speaker", (hit.who for hit in hits))
        sources = count("source", (hit.source for hit in hits))
        years = count("year", ((hit.published or "")[:4] for hit in hits))
        return Facets(query, len(hits), True, speakers, sources, years)

    def completions(
        self, query: str, cursor: int, *, limit: int = 12, articles: bool = False
    ) -> tuple[Completion, ...]:
        head, blank, word = query[:cursor].rpartition(" ")
        name, colon, value = word.partition(":")
        if colon and name == "кто":
            names = Counter(hit.who for hit in self.all_hits() if hit.who and fold(value) in fold(hit.who))
            made = [(who, f"{head}{blank}{stated('who', who, russian=True)} ", n) for who, n in names.items()]
        elif not colon:
            found = [name for name in ("кто:", "источник:", "от:") if name.startswith(word)]
            return tuple(Completion(name, head + blank + name, len(head + blank + name)) for name in found)
        else:
            return ()
        return tuple(Completion(label, text, len(text), n) for label, text, n in made[:limit])

    def speakers(self, words: str = "", *, limit: int = 50) -> list[SpeakerSummary]:
        counts = Counter(hit.who for hit in self.all_hits() if hit.who and fold(words) in fold(hit.who))
        return [SpeakerSummary(who, n, "2024-04-01", "2024-05-05") for who, n in counts.most_common(limit)]

    def profile(self, name: str, *, type: EntityType | None = None) -> Profile | None:
        said = [hit for hit in self.all_hits() if hit.who == name]
        if not said and type is None:
            return None
        timeline = (Month("2024-03", 1), Month("2024-05", max(1, len(said)))) if said else ()
        return Profile(
            name, type or "person", len(said), 2, (name.split()[-1],), timeline,
            (Role("глава города", 3, "2023-02-01", "2024-05-05"),) if said else (),
            (Companion("Пётр Лугов", 2, "person"), Companion("Заречье", 1, "place")),
            (Companion("Семён Руднев", 1, "person"),),
        )  # fmt: skip

    def said_by(self, name: str, *, limit: int = 50, older_than: QuoteHit | None = None) -> QuoteResults:
        hits = [hit for hit in self._matching("") if hit.who == name]
        if older_than is not None:
            hits = hits[[hit.address for hit in hits].index(older_than.address) + 1 :]
        return QuoteResults(name, tuple(hits[:limit]), len(hits) > limit)

    def variants(self, address: str) -> Variants | None:
        hits = tuple(self._matching(""))
        return next(
            (group for group in self.fold(hits) if address in {hit.address for hit in (group.first, *group.others)}),
            None,
        )

    def _step(self) -> None:
        self.steps.append((dict(self.kept), dict(self.shelves)))

    def undo_kept(self) -> bool:
        """Takes the latest step back; False where there is none."""
        if not self.steps:
            return False
        self.kept, self.shelves = self.steps.pop()
        return True

    def set_quote_starred(self, addresses: Iterable[str], starred: bool) -> None:
        self._step()
        self.kept |= {address: replace(self.kept.get(address, Kept()), starred=starred) for address in addresses}

    def set_quote_tags(
        self, addresses: Iterable[str], tags: Iterable[str], *, instead_of: Iterable[str] | None = None
    ) -> None:
        self._step()
        new = tuple(tags)
        gone = None if instead_of is None else set(instead_of)
        for address in addresses:
            kept = self.kept.get(address, Kept())
            stay = () if gone is None else tuple(tag for tag in kept.tags if tag not in gone)
            self.kept = {**self.kept, address: replace(kept, tags=tuple(dict.fromkeys((*stay, *new))))}

    def set_quote_note(self, address: str, note: str) -> None:
        self._step()
        self.kept |= {address: replace(self.kept.get(address, Kept()), note=note)}

    def tags(self) -> tuple[tuple[str, int], ...]:
        return tuple(Counter(tag for kept in self.kept.values() for tag in kept.tags).most_common())

    def _as_kept(self, address: str) -> KeptQuote:
        kept = self.kept.get(address, Kept())
        there = {hit.address: hit for hit in self.all_hits()}
        text = there[address].text if address in there else ""
        return KeptQuote(
            address.partition("#")[0], address if address in there else None, text, kept.starred, kept.tags, kept.note
        )

    def kept_at(self, addresses: Iterable[str]) -> tuple[KeptQuote, ...]:
        return tuple(map(self._as_kept, addresses))

    def kept_quotes(self) -> tuple[KeptQuote, ...]:
        held = [address for address, kept in self.kept.items() if kept != Kept()]
        shelved = [address for shelf in self.shelves.values() for address in shelf]
        return tuple(self._as_kept(address) for address in dict.fromkeys([*held, *shelved]))

    def kept_in(self, article_id: str) -> dict[int, KeptQuote]:
        found = (one for one in self.kept_quotes() if one.article_id == article_id and one.address)
        return {int((one.address or "").rpartition("#q")[2]) - 1: one for one in found}

    def collections(self) -> tuple[CollectionSummary, ...]:
        return tuple(CollectionSummary(name, len(addresses)) for name, addresses in sorted(self.shelves.items()))

    def collection(self, name: str) -> tuple[KeptQuote, ...]:
        if name not in self.shelves:
            raise StoreError(f"there is no collection {name}")
        return tuple(self._as_kept(address) for address in self.shelves[name])

    def rename_collection(self, name: str, new: str) -> None:
        if new in self.shelves:
            raise StoreError(f"{new}: there is a collection of this name already")
        self._step()
        self.shelves = {new if one == name else one: held for one, held in self.shelves.items()}

    def delete_collection(self, name: str) -> None:
        self._step()
        self.shelves = {one: held for one, held in self.shelves.items() if one != name}

    def add_to_collection(self, name: str, addresses: Iterable[str]) -> None:
        self._step()
        self.shelves[name] = tuple(dict.fromkeys((*self.shelves.get(name, ()), *addresses)))

    def remove_from_collection(self, name: str, addresses: Iterable[str]) -> None:
        self._step()
        gone = set(addresses)
        self.shelves[name] = tuple(address for address in self.shelves[name] if address not in gone)
