"""Cuts quoted stretches at their own attributions: «A, — сказал X, — B» is A and B; a dialogue dash opens a
stretch like a mark."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from newsreader.analysis.document import Document, Token
from newsreader.analysis.frames import DASHES, Piece
from newsreader.analysis.lexicon import Speech
from newsreader.analysis.marks import Marked
from newsreader.models import Span

_JOINTS = frozenset((",", ".", "!", "?", "…", "...", "?!", "!..", "?.."))
_LONGEST_ATTRIBUTION = 45
"""Tokens."""
_DIALOGUE = re.compile("[—–-][ \u00a0]|[—–](?=[A-ZА-ЯЁ])")


def find_pieces(document: Document, marked: Sequence[Marked], speech: Speech) -> tuple[Piece, ...]:
    """The outermost quoted stretches in order, cut where an attribution interrupts them."""
    tokens = [token for sentence in document.sentences for token in sentence.tokens]
    starts = [token.span.start for token in tokens]
    pieces: list[Piece] = []
    inside = [one for one in marked if one.depth == 0 and not _is_gap(one.inner.of(document.body))]
    for one in inside:
        own = tokens[bisect_left(starts, one.inner.start) : bisect_left(starts, one.inner.end)]
        nested = [other.outer for other in _nested(marked, one)]
        pieces.extend(_cut(document.body, one, own, nested, speech))
    pieces.extend(_block_quotes(document, [one.outer for one in inside]))
    pieces.extend(_dialogues(document, tokens, starts, [one.outer for one in inside], speech))
    return tuple(sorted(pieces, key=lambda piece: piece.outer))


def _is_gap(text: str) -> bool:
    return not any(char.isalnum() for char in text)


def _nested(marked: Sequence[Marked], one: Marked) -> Iterator[Marked]:
    index = bisect_left(marked, one.outer.start, key=lambda other: other.outer.start) + 1
    while index < len(marked) and marked[index].outer.start < one.outer.end:
        if marked[index].depth == 1:
            yield marked[index]
        index += 1


def _cut(body: str, one: Marked, tokens: Sequence[Token], nested: Sequence[Span], speech: Speech) -> Iterator[Piece]:
    """The pieces between the attributions inside one pair of marks."""
    free = _outside(tokens, nested)
    start, outer, part = one.inner.start, one.outer.start, 0
    for dash, end in _attributions(free, speech):
        words = _without_comma(body, start, dash.start)
        if words is not None:
            yield Piece(words, Span(outer, dash.start), part, one.closed)
            part += 1
        start, outer = end, end
    words = _trimmed(body, start, one.inner.end)
    if words is not None and not _is_gap(words.of(body)):
        if part == 0:
            words = _without_comma(body, words.start, words.end, only=",") or words
        yield Piece(words, Span(outer, one.outer.end), part, one.closed)


def _outside(tokens: Sequence[Token], nested: Sequence[Span]) -> list[Token]:
    free, index = [], 0
    for token in tokens:
        while index < len(nested) and nested[index].end <= token.span.start:
            index += 1
        if index == len(nested) or token.span.end <= nested[index].start:
            free.append(token)
    return free


def _attributions(tokens: Sequence[Token], speech: Speech) -> Iterator[tuple[Span, int]]:
    """(the dash that opens an attribution, where the quoted words go on) in order."""
    index = 1
    while index < len(tokens) - 1:
        token = tokens[index]
        if token.text in DASHES and tokens[index - 1].text in _JOINTS and opens_attribution(tokens, index + 1, speech):
            end = next(
                (
                    place
                    for place in range(index + 2, min(len(tokens), index + _LONGEST_ATTRIBUTION))
                    if tokens[place].text in DASHES and tokens[place - 1].text in (",", ".", ":", ";", "!")
                ),
                None,
            )
            if end is not None:
                yield token.span, tokens[end].span.end
                index = end + 1
                continue
            if index + _LONGEST_ATTRIBUTION > len(tokens):
                yield token.span, tokens[-1].span.end
                return
        index += 1


def opens_attribution(tokens: Sequence[Token], index: int, speech: Speech) -> bool:
    """Whether the words from `index` on say who speaks: «сказал он», «как отметил», «он добавил»."""
    token = tokens[index]
    if _speaks(token, speech):
        return True
    following = tokens[index + 1] if index + 1 < len(tokens) else None
    if following is None:
        return False
    if token.pos in ("PRON", "PROPN", "SCONJ", "ADV", "PART") or token.text == "как":
        return _speaks(following, speech)
    return token.text == "по" and (following.lemma in speech.by_say or following.text in ("его", "ее", "её", "их"))


def _speaks(token: Token, speech: Speech) -> bool:
    return (
        token.lemma in speech.verbs
        and token.pos == "VERB"
        and token.text[0].islower()
        and token.feats.get("VerbForm") == "Fin"
        and token.feats.get("Person") in (None, "3")
        and token.feats.get("Mood") != "Imp"
    )


def _block_quotes(document: Document, outer: Sequence[Span]) -> Iterator[Piece]:
    """Paragraphs after «>» that a colon introduces or a signature follows."""
    body, blocks = document.body, document.blocks
    starts = [span.start for span in outer]
    introduced = False
    for number, block in enumerate(blocks):
        if not body.startswith(">", block.start):
            introduced = body[block.end - 1] == ":"
            continue
        signed = number + 1 < len(blocks) and body[blocks[number + 1].start] in "—–"
        words = _trimmed(body, block.start + 1, block.end)
        free = words is not None and bisect_left(starts, block.start) == bisect_left(starts, block.end)
        if words is not None and free and (introduced or signed):
            yield Piece(words, block, block_quote=True)


def _dialogues(
    document: Document, tokens: Sequence[Token], starts: Sequence[int], outer: Sequence[Span], speech: Speech
) -> Iterator[Piece]:
    """The pieces of paragraphs that a dialogue dash opens, where an attribution interrupts them or a colon leads to
    them."""
    body = document.body
    ends = [span.end for span in outer]
    introduced = False
    for block in document.blocks:
        led, introduced = introduced, body[block.end - 1] == ":"
        if not _DIALOGUE.match(body, block.start):
            continue
        index = bisect_left(ends, block.start)
        if index < len(outer) and outer[index].start < block.end:
            continue
        own = tokens[bisect_left(starts, block.start) : bisect_left(starts, block.end)]
        start, part = block.start + 1, 0
        for dash, end in _attributions(own[1:], speech):
            words = _without_comma(body, start, dash.start)
            if words is not None:
                yield Piece(words, Span(start - 1 if part == 0 else start, dash.start), part, dialogue=True)
                part += 1
            start = end
        words = _trimmed(body, start, block.end)
        if words is not None and (part or (led and _is_sentence(words.of(body)))):
            yield Piece(words, Span(start - (part == 0), block.end), part, dialogue=True)


def _is_sentence(text: str) -> bool:
    """Whether it is no item of a list: it begins and ends as a sentence does."""
    return text[0].isupper() and text[-1] in ".!?…"


def _without_comma(body: str, start: int, end: int, *, only: str = ",") -> Span | None:
    """The words without white space and without the comma before the attribution's dash."""
    span = _trimmed(body, start, end)
    while span is not None and body[span.end - 1] in only:
        span = _trimmed(body, span.start, span.end - 1)
    return span


def _trimmed(body: str, start: int, end: int) -> Span | None:
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
