"""Finds which organisation a phrase speaks for: by its name, or by a word for it («компания» after «компания
«Нордвал»»)."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.analysis.cast import Cast, Mention
from newsreader.analysis.document import Token
from newsreader.analysis.lexicon import People
from newsreader.analysis.recall import Speaker
from newsreader.models import Span
from newsreader.text import fold

_PRESS = ("пресс-служба ", "пресс-центр ", "представители ", "представитель ")


_ABBREVIATION = 2
"""Letters of a beginning that must be a word: «СК», but «Минтранс»."""


def named(cast: Cast, mention: Mention) -> str:
    """The organisation's name; of its press service, the organisation's where the article names it apart."""
    name = cast.entities[mention.entity].name
    for press in _PRESS:
        if fold(name).startswith(press):
            rest = fold(name[len(press) :])
            for entity in cast.entities:
                if entity.type == "organisation" and any(fold(form) == rest for form in (entity.name, *entity.aliases)):
                    return entity.name
    return name


def by_word(cast: Cast, words: Sequence[Token], span: Span, people: People) -> str | None:
    """The organisation that the phrase's word for it («компания», «ведомство») was last said of; None where it
    is not told."""
    nouns = [token.lemma for token in words if token.pos == "NOUN" and token.lemma in people.bodies]
    if not nouns:
        return None
    noun = nouns[-1]
    for mention in cast.before(span.start):
        if mention.type == "organisation" and (
            noun in _kinds(cast, mention) or is_called(cast.entities[mention.entity].name, noun, people)
        ):
            return named(cast, mention)
    return None


def by_field(cast: Cast, words: Sequence[Token], span: Span, people: People) -> Speaker | None:
    """«внешнеполитическое ведомство» after «МИД»: the body of the same field of work."""
    if words[-1].lemma not in people.generic or len(words) < 2:
        return None
    lemmas = {token.lemma for token in words[:-1]}
    fields = [field for field in people.fields if field & lemmas]
    for mention in cast.before(span.start) if fields else ():
        own = {token.lemma for token in cast.words(mention.span)}
        if mention.type == "organisation" and any(field & own for field in fields):
            return Speaker(named(cast, mention), mention.entity, "", True)
    return None


def is_called(name: str, noun: str, people: People) -> bool:
    """Whether bodies of this kind have such names: «Минтранс» is a «министерство»."""
    folded = fold(name)
    for part in people.kinds.get(noun, ()):
        if part[0] == "-":
            if folded.endswith(part[1:]):
                return True
        elif folded.startswith(part) and (len(part) > _ABBREVIATION or not folded[len(part) : len(part) + 1].isalpha()):
            return True
    return False


def _kinds(cast: Cast, mention: Mention) -> set[str]:
    """Lemmas of the words in an organisation's name and of the noun right before it."""
    words = cast.words(mention.span)
    kinds = {token.lemma for token in words if token.pos in ("NOUN", "PROPN")}
    before = cast.words(Span(max(0, mention.span.start - 25), mention.span.start))
    nouns = [token for token in before if token.text not in ("«", '"', "“", "„")]
    if nouns and nouns[-1].pos == "NOUN":
        kinds.add(nouns[-1].lemma)
    return kinds
