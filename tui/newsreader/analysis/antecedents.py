"""Remembers who was spoken of, so that a pronoun or a description finds the last one in mind: a person, or somebody unnamed."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsreader.analysis.cast import Cast
from newsreader.analysis.document import Document, Token
from newsreader.models import Quotation, Span

_FAR = 1500
"""Code points after which nobody is in mind any more."""


class Antecedent(NamedTuple):
    """Somebody at an offset; `entity` is None for somebody without a name."""

    place: int
    rank: int
    entity: int | None
    gender: str
    plural: bool
    name: str | None


class Antecedents:
    """Those who were spoken of in an article, in the order of the text; speakers are added as they are found."""

    def __init__(self, document: Document, quotations: Sequence[Quotation], cast: Cast) -> None:
        self._cast = cast
        hidden = sorted(_hidden(quotations))
        found = [*_persons(cast), *_nouns(document, cast)]
        self._rows = sorted(one for one in found if not _is_inside(one.place, hidden))

    def add(self, place: int, entity: int | None, gender: str, *, plural: bool, name: str | None) -> None:
        """Somebody spoke here."""
        insort(self._rows, Antecedent(place, 1, entity, gender, plural, name))

    def last(self, place: int, gender: str, *, speakers_only: bool = False) -> Antecedent | None:
        """The one last in mind before an offset that can be of this gender ("" for any)."""
        index = bisect_left(self._rows, (place,))
        for row in reversed(self._rows[max(0, index - 40) : index]):
            if place - row.place > _FAR:
                return None
            if row.plural or speakers_only and not row.rank:
                continue
            if not gender or not row.gender or row.gender == gender:
                return row
        return None

    def last_plural(self, place: int) -> Antecedent | None:
        """The last group in mind, where nobody else came after it."""
        index = bisect_left(self._rows, (place,))
        row = self._rows[index - 1] if index else None
        return row if row is not None and row.plural and place - row.place <= _FAR else None


def _persons(cast: Cast) -> Iterable[Antecedent]:
    for mention in cast.mentions:
        if mention.type != "person":
            continue
        words = cast.words(mention.span)
        if words and words[0].feats.get("Case", "Nom") == "Nom":
            name = cast.entities[mention.entity].name
            yield Antecedent(mention.span.start, 0, mention.entity, cast.genders[mention.entity], False, name)


def _nouns(document: Document, cast: Cast) -> Iterable[Antecedent]:
    """Subjects that are common nouns for people: they stand between a pronoun and a name further back."""
    for sentence in document.sentences:
        for token in sentence.tokens:
            if token.relation != "nsubj" or token.pos != "NOUN" or token.feats.get("Animacy") != "Anim":
                continue
            if token.feats.get("Case") != "Nom" or cast.is_titled(token.span):
                continue
            if token.feats.get("Number") == "Sing":
                yield Antecedent(token.span.start, 0, None, _gender(token), False, None)


def _gender(token: Token) -> str:
    return token.feats.get("Gender", "")


def _hidden(quotations: Iterable[Quotation]) -> Iterable[Span]:
    """Stretches whose people are not in the reporter's mind: quoted words, and clauses after their speaker."""
    for quotation in quotations:
        if quotation.kind == "direct" or quotation.speaker is not None and quotation.speaker.start < quotation.span.start:
            yield quotation.span


def _is_inside(place: int, spans: Sequence[Span]) -> bool:
    index = bisect_left(spans, Span(place + 1, place + 1)) - 1
    return any(spans[number].start <= place < spans[number].end for number in range(max(0, index - 3), index + 1))
