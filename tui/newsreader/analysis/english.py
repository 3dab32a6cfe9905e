"""Finds quotations in English text and their speakers by words and marks alone, without models. Right or silent."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsreader.analysis.document import Document
from newsreader.analysis.drafts import Draft
from newsreader.analysis.english_names import Names
from newsreader.analysis.english_words import (
    MASK,
    Attribution,
    Word,
    attribution_after,
    attribution_before,
    phrase,
    phrase_after,
    subject_before,
)
from newsreader.analysis.lexicon import english
from newsreader.analysis.marks import find_marked
from newsreader.models import Quotation, QuotationKind, Span

_WORD = re.compile(r"[A-Za-z0-9À-ɏ][\w.'’&-]*[\w]|[A-Za-z0-9À-ɏ]|[,;:—–()\"“”«».!?]| - |\ue000+")
_ABBREVIATION = re.compile(
    r"(?:\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|St|Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec|No|vs|Inc|Ltd|Co|Corp|U\.S|U\.N|U\.K)\.)$"
)
_SENTENCE_END = re.compile(r"[.!?][)\]]*(?=\s+[A-Z(\ue000])|\ue000(?=\s+[A-Z\ue000])")


_LONGEST_RELAY = 6
"""Words of “, the Daily Mail reported”."""


class _Piece(NamedTuple):
    outer: Span
    inner: Span


def find_english(document: Document) -> Iterator[Draft]:
    """The quotations in the order of the text."""
    body = document.body
    marked = [one for one in find_marked(body, document.blocks) if one.depth == 0]
    pieces = [_Piece(one.outer, _without_comma(body, one.inner)) for one in marked if len(one.inner) > 1]
    masked = _masked(body, pieces)
    headings = [section.heading for section in document.sections if section.heading is not None]
    dateline = document.dateline.span.end if document.dateline is not None else 0
    index = 0
    for block in document.blocks:
        while index < len(pieces) and pieces[index].outer.start < block.start:
            index += 1
        own = []
        while index < len(pieces) and pieces[index].outer.start < block.end:
            own.append(pieces[index])
            index += 1
        while headings and headings[0].end < block.start:
            headings.pop(0)
        if not headings or not block.holds(headings[0]):
            start = dateline if block.start < dateline < block.end else block.start
            for kind, span, attribution in _in_block(body, masked, Span(start, block.end), own):
                yield Draft(
                    kind, span, attribution.cue if attribution else None, attribution.speaker if attribution else None
                )


def _without_comma(body: str, span: Span) -> Span:
    """The words without the comma that English puts inside the marks."""
    return Span(span.start, span.end - 1) if body[span.end - 1] == "," and len(span) > 1 else span


def _masked(body: str, pieces: Sequence[_Piece]) -> str:
    """The text with each quoted piece hidden, letter by letter, so that offsets hold."""
    parts, end = [], 0
    for piece in pieces:
        if piece.outer.start < end:
            continue
        parts.append(body[end : piece.outer.start])
        parts.append(MASK * len(piece.outer))
        end = piece.outer.end
    parts.append(body[end:])
    return "".join(parts)


def _in_block(
    body: str, masked: str, block: Span, pieces: Sequence[_Piece]
) -> Iterator[tuple[QuotationKind, Span, Attribution | None]]:
    last: Attribution | None = None
    starts = [piece.outer.start for piece in pieces]
    for start, end in _sentences(body, masked, block):
        words = _words(masked, start, end)
        own = pieces[bisect_left(starts, start) : bisect_left(starts, end)]
        used: Attribution | None = None
        kind: QuotationKind | None = None
        for piece in own:
            direct = _direct(words, piece, body, last)
            if direct is not None:
                kind, used = direct
                yield kind, piece.inner, used
        if kind != "direct" and (reported := _reported(words)) is not None:
            span, attribution = reported
            yield "indirect", span, attribution
            if used is None:
                used = attribution
                yield from (
                    ("mixed", piece.inner, used)
                    for piece in own
                    if span.holds(piece.inner) and body[piece.inner.start].islower()
                )
        last = used if own else None


def _sentences(body: str, masked: str, block: Span) -> Iterator[tuple[int, int]]:
    start = block.start
    for found in _SENTENCE_END.finditer(masked[block.start : block.end]):
        end = block.start + found.end()
        if found[0] == MASK:
            if body[end - 2] not in ".!?…" or _opens_attribution(masked, end, block.end):
                continue
        elif _ABBREVIATION.search(masked[max(start, end - 6) : end]):
            continue
        yield start, end
        start = end
    if start < block.end:
        yield start, block.end


def _opens_attribution(masked: str, start: int, end: int) -> bool:
    """Whether a name or pronoun and a verb of speech follow a quotation that ends with its own mark: “Why?”
    Kitto asked."""
    words = _words(masked, start, min(end, start + 120))
    return attribution_after(words, 0) is not None


def _words(masked: str, start: int, end: int) -> list[Word]:
    return [Word(found[0], found.start(), found.end()) for found in _WORD.finditer(masked, start, end)]


def _direct(
    words: Sequence[Word], piece: _Piece, body: str, last: Attribution | None
) -> tuple[QuotationKind, Attribution | None] | None:
    place = next((index for index, word in enumerate(words) if word.start <= piece.outer.start < word.end), None)
    if place is None:
        return None
    text = piece.inner.of(body)
    at_start = all(word.text in "—–-(" or word.text[0] == MASK for word in words[:place])
    attribution = attribution_after(words, place + 1) if at_start or words[place - 1].text[0] == MASK else None
    if attribution is None and place:
        attribution = attribution_before(words, place)
    sentence = text[0].isupper() and (len(text.split()) > 2 or text[-1] in ".!?")
    if attribution is not None:
        return ("direct" if sentence or at_start else "mixed"), attribution
    if place and not at_start:
        attribution = _interrupted(words, place)
        return ("direct", attribution) if attribution is not None else None
    alone = all(word.text in ".!?,—–" or word.text[0] == MASK for word in words)
    if alone and (last is not None or len(text.split()) > 3):
        return "direct", last
    return None


def _interrupted(words: Sequence[Word], place: int) -> Attribution | None:
    """“…,” she said, “…”: the attribution between the two parts."""
    return attribution_before(words, place)


def _reported(words: Sequence[Word]) -> tuple[Span, Attribution] | None:
    """A reported clause of the sentence: after "that", after "said", around "she said", beside "according to"."""
    return _according(words) or _that(words) or _inserted(words)


def _that(words: Sequence[Word]) -> tuple[Span, Attribution] | None:
    lists = english()
    for index, word in enumerate(words):
        if word.low not in lists.verbs or index == 0:
            continue
        opening = next(
            (
                place
                for place in range(index + 1, min(len(words), index + 10))
                if words[place].low in ("that", "whether")
            ),
            None,
        )
        if opening is not None and any(
            words[place].text in ".;:" or words[place].low in lists.verbs for place in range(index + 1, opening)
        ):
            opening = None
        bare = word.low in lists.bare and index + 2 < len(words) and _opens_clause(words, index + 1)
        if bare:
            opening = None
        if opening is None and not bare:
            continue
        speaker = subject_before(words, index)
        if speaker is None:
            continue
        start = index + 1 if opening is None else opening + (words[opening].low == "that")
        return _until_end(words, start), Attribution(Span(word.start, word.end), speaker)
    return None


def _opens_clause(words: Sequence[Word], index: int) -> bool:
    """Whether a clause without "that" begins here: a subject and something after it."""
    first = words[index]
    if first.low in ("he", "she", "it", "they", "there", "we"):
        return True
    return first.low in ("the", "its", "his", "her", "their", "this", "these", "a", "an") and len(words) - index > 4


def _until_end(words: Sequence[Word], start: int) -> Span:
    end = next((place for place in range(start + 1, len(words)) if _goes_back(words, place)), len(words))
    while end > start + 1 and words[end - 1].text in ".!?,;":
        end -= 1
    return Span(words[start].start, words[end - 1].end)


def _goes_back(words: Sequence[Word], comma: int) -> bool:
    """Whether the reporter's own voice goes on after this comma: “…, adding that …”, “…, Reuters reported.”"""
    verbs = english().verbs
    if words[comma].text != "," or comma + 1 >= len(words):
        return False
    rest = [word for word in words[comma + 1 :] if word.text not in ".!?"]
    if not rest:
        return False
    named = rest[rest[0].low == "the" and len(rest) > 1].text[0].isupper()
    relays = len(rest) < _LONGEST_RELAY and named and rest[-1].low in verbs
    return relays or (rest[0].low.endswith("ing") and rest[0].low in verbs)


def _inserted(words: Sequence[Word]) -> tuple[Span, Attribution] | None:
    """The clause around or before ", she said": from the sentence's beginning to its end."""
    lists = english()
    for index, word in enumerate(words):
        if word.low not in lists.verbs or index < 3 or word.low in ("read", "reads"):
            continue
        comma = next((place for place in range(index - 1, max(0, index - 8), -1) if words[place].text == ","), None)
        if comma is None or comma < 2 or (index + 1 < len(words) and words[index + 1].text not in ",."):
            continue
        speaker = phrase(words, comma + 1, index)
        if speaker is None or any(one.text[0] == MASK for one in words[:comma]):
            continue
        end = comma if index + 2 >= len(words) else len(words)
        return _until_end(words[:end], 0), Attribution(Span(word.start, word.end), speaker)
    return None


def _according(words: Sequence[Word]) -> tuple[Span, Attribution] | None:
    for index in range(len(words) - 2):
        if words[index].low != "according" or words[index + 1].low != "to":
            continue
        speaker = phrase_after(words, index + 2)
        if speaker is None:
            return None
        cue = Span(words[index].start, words[index + 1].end)
        if index == 0:
            comma = next(
                (place for place, word in enumerate(words) if word.start >= speaker.end and word.text == ","), None
            )
            return (
                (_until_end(words, comma + 1), Attribution(cue, speaker))
                if comma is not None and comma + 1 < len(words)
                else None
            )
        return _until_end(words[:index], 0), Attribution(cue, speaker)
    return None


def resolve_english(document: Document, quotations: Sequence[Quotation]) -> dict[int, str | None]:
    """Who speaks in each quotation, by number."""
    names = Names(document.body)
    who: dict[int, str | None] = {}
    known: dict[Span, str | None] = {}
    last: str | None = None
    for number, quotation in sorted(enumerate(quotations), key=lambda pair: _place(pair[1])):
        speaker = quotation.speaker
        if speaker is None:
            who[number] = last if quotation.kind == "direct" and quotation.cue is None else None
            continue
        if speaker not in known:
            known[speaker] = last if speaker.of(document.body).lower() in ("he", "she") else names.fullest(speaker)
        who[number] = known[speaker]
        last = known[speaker]
    return who


def _place(quotation: Quotation) -> int:
    return (quotation.speaker or quotation.cue or quotation.span).start
