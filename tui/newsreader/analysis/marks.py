"""Parses quotation marks: which mark opens, which closes, and what stands between. Any text, any mix of marks,
linear time.

A broken mark costs one quotation at most: what cannot be paired is left out, the rest is found.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from newsreader.models import Span

_MARK = re.compile("[«»“”„‟\"＂‹›‘’‚']")
_SINGLE = frozenset("‘’‚'‹›")
_OPENING = {"«": "«", "„": "„", "‟": "“", "‹": "‹", "‚": "‚"}
_CLOSES: dict[str, tuple[str, ...]] = {"»": ("«",), "”": ("“", "„"), "›": ("‹",), "’": ("‘", "‚")}
_LEFT_OF_OPENING = frozenset("([{«“„‘—–-:\"'/*_>")
_RIGHT_OF_CLOSING = frozenset(")]}»”“’—–,.;:!?…\"'*_<")
# What follows a mark that ends a quotation: the dash of its attribution, or the end of the paragraph.
_AFTER_QUOTATION = re.compile(r"[,.!?…]{0,3}\s*[—–-]\s|[.!?…]{0,3}\s*$")
_LOOK = 8
_LONGEST_RUN = 12
"""Paragraphs that one quotation may run over."""

Ending = Literal["own", "shared", "none"]


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of text in quotation marks."""

    outer: Span
    """With the marks."""
    inner: Span
    """Without them, trimmed of white space."""
    depth: int
    """0 for a piece that stands in no other."""
    closed: bool
    """False where the closing mark is missing and the piece ends with its paragraph."""


class _Mark(NamedTuple):
    place: int
    kind: str
    block: int
    opens: bool


class _Pair(NamedTuple):
    start: int
    end: int
    ending: Ending
    """Its own closing mark, one that it shares with an inner piece, or none."""


def find_marked(body: str, blocks: Sequence[Span]) -> tuple[Marked, ...]:
    """The pieces in quotation marks in the order of their starts: nested or apart, never crossing."""
    pairs: list[_Pair] = []
    loose: list[_Mark] = []
    for number, block in enumerate(blocks):
        found, left = _pair_block(body, block, number)
        pairs.extend(found)
        loose.extend(left)
    pairs.extend(_pair_across(blocks, loose))
    return tuple(_nest(body, pairs))


def _pair_block(body: str, block: Span, number: int) -> tuple[list[_Pair], list[_Mark]]:
    """The pairs of one paragraph, and the marks without a partner."""
    stack: list[_Mark] = []
    waiting: dict[str, int] = {}
    pairs: list[_Pair] = []
    loose: list[_Mark] = []
    for found in _MARK.finditer(body, block.start, block.end):
        opener, closers = _reading(body, found.start(), block, waiting)
        if any(waiting.get(kind) for kind in closers):
            while stack:
                top = stack.pop()
                waiting[top.kind] -= 1
                if top.kind in closers:
                    pairs.append(_Pair(top.place, found.end(), "own"))
                    break
                loose.append(top)
        elif opener is not None:
            stack.append(_Mark(found.start(), opener, number, True))
            waiting[opener] = waiting.get(opener, 0) + 1
        elif closers and found[0] not in _SINGLE:
            loose.append(_Mark(found.start(), found[0], number, False))
    loose.extend(stack)
    return _mend(body, block, pairs, sorted(mark for mark in loose if mark.kind not in _SINGLE))


def _reading(body: str, place: int, block: Span, waiting: Mapping[str, int]) -> tuple[str | None, tuple[str, ...]]:
    """(what the mark opens, what it can close): one of the two is empty."""
    mark = body[place]
    before = body[place - 1] if place > block.start else " "
    after = body[place + 1] if place + 1 < block.end else " "
    if mark in _OPENING:
        return _OPENING[mark], ()
    if mark in "'’‘" and before.isalnum() and after.isalnum():
        return None, ()  # an apostrophe
    if mark in "\"＂'":
        return _straight("'" if mark == "'" else '"', before, after, waiting)
    if mark == "“":
        closes = waiting.get("„") and (after.isspace() or not before.isspace())
        return (None, ("„",)) if closes else ("“", ())
    if mark == "‘":
        return (None, ("‚",)) if waiting.get("‚") else ("‘", ())
    if mark == "”" and before.isspace() and not after.isspace() and not waiting.get("“") and not waiting.get("„"):
        return "“", ()
    return None, _CLOSES[mark]


def _straight(kind: str, before: str, after: str, waiting: Mapping[str, int]) -> tuple[str | None, tuple[str, ...]]:
    """A straight mark leans on a word: it opens to the left of one and closes to the right of one."""
    left_free = before.isspace() or before in _LEFT_OF_OPENING
    right_free = after.isspace() or after in _RIGHT_OF_CLOSING
    if kind == "'" and not waiting.get("'"):
        return ("'", ()) if left_free and after.isalpha() else (None, ())
    if left_free and not right_free:
        return kind, ()
    if right_free and not left_free:
        return None, (kind,)
    return (None, (kind,)) if waiting.get(kind) else (kind, ())


def _mend(body: str, block: Span, pairs: list[_Pair], loose: Sequence[_Mark]) -> tuple[list[_Pair], list[_Mark]]:
    """Pairs an opening mark with an odd closing one, or with the closing mark that an inner pair has swallowed."""
    openers: list[_Mark] = []
    left: list[_Mark] = []
    for mark in loose:
        if mark.opens:
            openers.append(mark)
        elif openers:
            pairs.append(_Pair(openers.pop().place, mark.place + 1, "own"))
        else:
            left.append(mark)
    for mark in list(left):
        index = _unended(body, block, pairs, mark)
        if index is not None:
            pairs[index] = _Pair(pairs[index].start, mark.place + 1, "own")
            left.remove(mark)
    if openers:
        ends = sorted(
            pair.end for pair in pairs if _AFTER_QUOTATION.match(body[pair.end : min(block.end, pair.end + _LOOK)])
        )
        for opener in openers:
            index = bisect_right(ends, opener.place)
            if index < len(ends):
                pairs.append(_Pair(opener.place, ends[index], "shared"))
            else:
                left.append(opener)
    return _uncrossed(pairs), sorted(left)


def _unended(body: str, block: Span, pairs: Sequence[_Pair], closing: _Mark) -> int | None:
    """Which pair a closing mark too many ends: the paragraph's first, where its own end has no attribution and this
    mark has one. «Они кричат: «Химик», вперёд!» Мы рады», — сказал он."""
    if not _AFTER_QUOTATION.match(body[closing.place + 1 : min(block.end, closing.place + 1 + _LOOK)]):
        return None
    for index, pair in enumerate(pairs):
        if pair.start == block.start and pair.ending == "own" and pair.end < closing.place:
            goes_on = body[pair.end : closing.place].strip()
            return index if goes_on[:1].isupper() and goes_on[-1:].isalnum() | (goes_on[-1:] in ".!?…") else None
    return None


def _uncrossed(pairs: Iterable[_Pair]) -> list[_Pair]:
    """The pairs in order, without those that cross an earlier one."""
    kept: list[_Pair] = []
    stack: list[int] = []
    for pair in sorted(pairs, key=lambda pair: (pair.start, -pair.end)):
        while stack and stack[-1] <= pair.start:
            stack.pop()
        if not stack or pair.end <= stack[-1]:
            stack.append(pair.end)
            kept.append(pair)
    return kept


def _pair_across(blocks: Sequence[Span], loose: Iterable[_Mark]) -> list[_Pair]:
    """Quotations that run over paragraphs: closed later, or opened anew at each paragraph."""
    found: list[_Pair] = []
    waiting: _Mark | None = None
    for mark in loose:
        if mark.opens or waiting is None:
            if waiting is not None:
                found.append(_Pair(waiting.place, blocks[waiting.block].end, "none"))
            waiting = mark if mark.opens else None
        elif mark.block - waiting.block <= _LONGEST_RUN:
            found.append(_Pair(waiting.place, mark.place + 1, "own"))
            waiting = None
    if waiting is not None:
        found.append(_Pair(waiting.place, blocks[waiting.block].end, "none"))
    return found


def _nest(body: str, pairs: Iterable[_Pair]) -> Iterable[Marked]:
    stack: list[int] = []
    for pair in _uncrossed(pairs):
        while stack and stack[-1] <= pair.start:
            stack.pop()
        start, end = pair.start + 1, pair.end - (pair.ending == "own")
        while start < end and body[start].isspace():
            start += 1
        while end > start and body[end - 1].isspace():
            end -= 1
        if end > start:
            yield Marked(Span(pair.start, pair.end), Span(start, end), len(stack), pair.ending != "none")
        stack.append(pair.end)
