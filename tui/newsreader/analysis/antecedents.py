"""Remembers who was spoken of, so that a pronoun or a description finds the last one in mind: a person, or
somebody unnamed."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from newsreader.analysis.cast import Cast
from newsreader.analysis.document import Document, Token
from newsreader.analysis.lexicon import People
from newsreader.models import Quotation, Span

_MOST = 40
"""Antecedents that are looked at."""
_NEAR = 700
"""Code points within which an organisation is still in mind."""
_BEFORE = 30
"""Code points in which the word before a name is looked for."""
_FAR = 1500
"""Code points after which nobody is in mind any more."""


class Antecedent(NamedTuple):
    """Somebody at an offset; `name` is None for somebody unnamed."""

    place: int
    name: str | None
    entity: int | None
    gender: str
    plural: bool
    spoke: bool
    body: bool = False
    """Whether the name is an organisation's or a place's: its own, or of whom somebody unnamed speaks for."""


class Antecedents:
    """Those who were spoken of so far, in the order in which a reader meets them."""

    def __init__(self) -> None:
        self._rows: list[Antecedent] = []

    def add(self, row: Antecedent) -> None:
        """Somebody was spoken of, later in the text than all before."""
        self._rows.append(row)

    def last(
        self,
        place: int,
        gender: str,
        *,
        speakers_only: bool = False,
        apart_from: Span | None = None,
        groups: bool = False,
    ) -> Antecedent | None:
        """The one last in mind before an offset that can be of this gender ("" for any), mentions inside
        `apart_from` aside; groups and organisations only if wanted."""
        for row in reversed(self._rows[-_MOST:]):
            if row.place >= place or (apart_from is not None and apart_from.start <= row.place < apart_from.end):
                continue
            if place - row.place > _FAR:
                return None
            if (row.plural and not groups) or (speakers_only and not row.spoke):
                continue
            if not gender or not row.gender or row.gender == gender:
                return row
        return None

    def last_organisation(self, place: int) -> Antecedent | None:
        """The organisation last in mind, where no other came close before it, or spoke."""
        rows = [row for row in self._rows[-_MOST:] if row.body and place - _NEAR < row.place < place]
        spoke = [row for row in rows if row.spoke]
        rows = spoke if spoke and spoke[-1].entity == rows[-1].entity else rows
        return rows[-1] if rows and len({row.entity for row in rows}) == 1 else None

    def last_group(self, place: int) -> Antecedent | None:
        """The group last in mind, where nobody else came after it."""
        rows = [row for row in self._rows[-_MOST:] if row.place < place and place - row.place <= _FAR]
        if not rows or not rows[-1].plural:
            return None
        return next((row for row in rows if row.spoke and row.name == rows[-1].name), rows[-1])


def find_subjects(
    document: Document, quotations: Sequence[Quotation], relays: Sequence[Quotation], cast: Cast, people: People
) -> list[tuple[int, Span]]:
    """(offset, phrase) of those who are subjects in the text's own voice: names in the nominative, common
    nouns for people. What media only pass on (`relays`) is told in that voice, and they are no part of it."""
    hidden = sorted(_hidden(quotations, relays))
    found = [*_names(cast), *_nouns(document, cast, people)]
    return sorted(one for one in found if not _is_inside(one[0], hidden))


def _names(cast: Cast) -> Iterator[tuple[int, Span]]:
    for mention in cast.mentions:
        if mention.type != "place":
            words = cast.words(mention.span)
            nominative = words and (_may_be_nominative(cast, mention.span, words[0]) or words[0].relation == "nsubj")
            if nominative or (words and mention.type == "organisation" and _opens_within(cast, mention.span)):
                yield mention.span.start, mention.span


def _opens_within(cast: Cast, span: Span) -> bool:
    """«В ФАС допускают рост цен»: where a sentence begins with the body, it is those in it who do something."""
    before = cast.words(Span(max(0, span.start - 3), span.start))
    return bool(before) and before[-1].text in ("В", "Во", "На")


def _may_be_nominative(cast: Cast, span: Span, first: Token) -> bool:
    """Whether a name stands in the nominative; one that shows no case does not after a preposition or a noun."""
    if "Case" in first.feats:
        return first.feats["Case"] == "Nom"
    before = cast.words(Span(max(0, span.start - _BEFORE), span.start))
    return not before or before[-1].pos not in ("ADP", "NOUN") or before[-1].feats.get("Case") == "Nom"


def _nouns(document: Document, cast: Cast, people: People) -> Iterator[tuple[int, Span]]:
    for sentence in document.sentences:
        for index, token in enumerate(sentence.tokens):
            if token.relation != "nsubj" or token.pos != "NOUN" or token.feats.get("Case") != "Nom":
                continue
            if token.lemma in people.reporters:
                continue
            if (token.feats.get("Animacy") == "Anim" or token.lemma in people.bodies) and not cast.is_titled(
                token.span
            ):
                yield token.span.start, Span(token.span.start, _phrase_end(sentence.tokens, index))


def _phrase_end(tokens: Sequence[Token], index: int) -> int:
    """Where the noun phrase ends whose head is at `index`: after its genitives."""
    end = tokens[index].span.end
    for token in tokens[index + 1 : index + 8]:
        if token.pos not in ("NOUN", "PROPN", "ADJ", "X") or token.feats.get("Case", "Gen") != "Gen":
            break
        end = token.span.end
    return end


def _hidden(quotations: Iterable[Quotation], relays: Sequence[Quotation]) -> Iterator[Span]:
    """Stretches whose people are not in the reporter's mind: quoted words, clauses after their speaker, and media
    that pass on."""
    passed = frozenset(relays)
    for quotation in quotations:
        if quotation in passed and quotation.kind == "indirect":
            if quotation.speaker is not None:
                yield quotation.speaker
        elif quotation.kind == "direct" or (
            quotation.speaker is not None and quotation.speaker.start < quotation.span.start
        ):
            yield quotation.span


def _is_inside(place: int, spans: Sequence[Span]) -> bool:
    index = bisect_left(spans, Span(place + 1, place + 1)) - 1
    return any(spans[number].start <= place < spans[number].end for number in range(max(0, index - 3), index + 1))
