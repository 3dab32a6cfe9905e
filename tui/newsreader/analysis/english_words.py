"""Reads English words as attributions and noun phrases: “said X”, “X said”, by lists of words and capital
letters alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsreader.analysis.lexicon import english
from newsreader.models import Span

MASK = "\ue000"


class Word(NamedTuple):
    """A word or a mark of a reporting sentence."""

    text: str
    start: int
    end: int

    @property
    def low(self) -> str:
        """In lower case."""
        return self.text.lower()


class Attribution(NamedTuple):
    """The words that give a quotation to somebody."""

    cue: Span
    speaker: Span | None


def attribution_after(words: Sequence[Word], index: int) -> Attribution | None:
    """“…,” said X or “…,” X said: the attribution begins right here."""
    verbs = english().verbs | english().voice
    while index < len(words) and words[index].text.strip() in (",", "—", "–", "-"):
        index += 1
    for place in range(index, min(len(words), index + 10)):
        word = words[place]
        if word.text[0] == MASK or word.text in ".!?;:":
            return None
        if word.low in verbs:
            speaker = phrase_after(words, place + 1) if place == index else phrase(words, index, place)
            return Attribution(Span(word.start, word.end), speaker) if speaker is not None else None
    return None


def attribution_before(words: Sequence[Word], place: int) -> Attribution | None:
    """X said: “…” and X called it “…”: the last verb before the piece, not far away."""
    verbs = english().verbs | english().voice
    for index in range(place - 1, max(-1, place - 12), -1):
        word = words[index]
        if word.text in ".!?;" or word.text[0] == MASK:
            return None
        if word.low in verbs and index:
            speaker = subject_before(words, index)
            return Attribution(Span(word.start, word.end), speaker) if speaker is not None else None
    return None


def phrase_after(words: Sequence[Word], index: int) -> Span | None:
    """The subject after its verb: up to a mark or a preposition after the name."""
    end = index
    named = False
    while end < len(words) and end - index < 14:
        word = words[end]
        if word.text in ",;:—–().!?" or word.text[0] == MASK or word.text.strip() == "-":
            break
        if named and not word.text[0].isupper() and word.low != "of":
            break
        named = named or (word.text[0].isupper() and word.low.rstrip(".") not in english().titles)
        end += 1
    return phrase(words, index, end)


def subject_before(words: Sequence[Word], verb: int) -> Span | None:
    """The subject before its verb: back to a mark or the sentence's beginning; an inserted apposition is
    passed over."""
    start = verb
    lists = english()
    if start and words[start - 1].text == ",":
        opening = next((index for index in range(start - 2, -1, -1) if words[index].text == ","), None)
        if opening is None:
            return None
        inner = phrase(words, opening + 1, start - 1)
        if inner is not None and words[opening + 1].text[0].isupper():
            return inner
        start = opening
    end = start
    while start and end - start < 12:
        word = words[start - 1]
        if word.text in ",;:—–()" or word.text[0] == MASK or word.low in ("that", "and", "but", "when", "because"):
            break
        if word.low in lists.verbs and end - start > 0:
            break
        start -= 1
    while start < end and words[start].low in lists.connectives:
        start += 1
    adverbs = [
        index
        for index in range(start, end)
        if words[index].low
        in ("later", "also", "then", "earlier", "previously", "once", "has", "had", "have", "is", "was")
    ]
    if adverbs and adverbs[-1] > start:
        end = adverbs[0]
    return phrase(words, start, end)


def phrase(words: Sequence[Word], start: int, end: int) -> Span | None:
    """The stretch as a noun phrase; None where it cannot be one."""
    if start >= end or end - start > 14:
        return None
    first = words[start]
    if first.low in english().pronouns:
        return Span(first.start, first.end) if first.low not in ("i", "we") else None
    if first.low in english().connectives or not any(word.text[0].isalpha() for word in words[start:end]):
        return None
    named = any(word.text[0].isupper() for word in words[start:end])
    if not named and first.low not in (
        "the",
        "a",
        "an",
        "one",
        "its",
        "his",
        "her",
        "their",
        "some",
        "many",
        "most",
        "officials",
        "fishermen",
        "analysts",
        "experts",
        "critics",
        "police",
    ):
        return None
    return Span(first.start, words[end - 1].end)
