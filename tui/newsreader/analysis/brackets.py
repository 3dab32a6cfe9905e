"""Finds the second name in brackets behind a name: «Союз свободных пекарей (ССП)», «Джон Смит (John Smith)»."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.analysis.classes import classes
from newsreader.analysis.words import CLOSING, Mention, Words, is_foreign

Links = list[tuple[Mention, Mention]]
_LONGEST = 8


def bracketed(mentions: Sequence[Mention], words: Words) -> tuple[list[Mention], Links]:
    """All mentions, with those in brackets that the recogniser missed, and the pairs that name one thing."""
    by_start = {mention.first: mention for mention in mentions}
    links: Links = []
    for mention in mentions:
        inner = _inside(mention, words)
        if inner is None:
            continue
        old = by_start.get(inner.first)
        if (old is None or old.last == inner.last) and _renames(mention, inner, words):
            by_start[inner.first] = inner
            links.append((mention, inner))
    return sorted(by_start.values()), links


def _inside(mention: Mention, words: Words) -> Mention | None:
    """What stands alone in the brackets that open behind the mention, as a mention of the same type."""
    opening = mention.last
    while words.text(opening) in CLOSING:
        opening += 1
    if words.text(opening) != "(":
        return None
    first = last = opening + 1
    while last < len(words.tokens) and last - first <= _LONGEST and words.text(last) != ")":
        last += 1
    if words.text(last) != ")" or last == first or last - first > _LONGEST:
        return None
    while first < last and not words.forms[first][:1].isalnum():
        first += 1
    while last > first and not words.forms[last - 1][:1].isalnum():
        last -= 1
    return Mention(first, last, mention.type) if last > first else None


def _renames(mention: Mention, inner: Mention, words: Words) -> bool:
    """Whether the brackets hold the name in Latin letters or its abbreviation, not a state, a party or a number."""
    texts = [words.text(index) for index in range(inner.first, inner.last) if words.text(index)[:1].isalpha()]
    outer = [words.text(index) for index in range(mention.first, mention.last) if words.text(index)[:1].isalpha()]
    if not texts or not outer or any(text[:1].isdigit() for text in texts):
        return False
    latin = all(is_foreign(text) for text in texts)
    if latin and not all(is_foreign(text) for text in outer):
        return any(text[:1].isupper() for text in texts)
    if mention.type != "organisation" or (len(texts) > 1 and not latin):
        return False
    if latin and len(texts) > 1:
        return _initials(texts) == outer[0].casefold() or outer[0][:2].casefold() == "".join(texts)[:2].casefold()
    short = texts[0].casefold()
    return texts[0].isupper() and len(short) > 1 and short not in classes().not_names and short[0] in _initials(outer)


def _initials(texts: Sequence[str]) -> str:
    return "".join(text[0] for text in texts).casefold()
