"""Parses quotation marks: which mark opens, which closes, and what stands between. Any text, any mix of marks, linear time.

A broken mark costs one quotation at most: what cannot be paired is left out, the rest is found.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.models import Span

_MARK = re.compile("[«»“”„‟\"＂‹›‘’‚']")
_SINGLE = "‘’‚'‹›"
_OPENS = {"«": "«", "„": "„", "‟": "“", "‹": "‹", "‚": "‚"}
_STRAIGHT = "\"＂"
_CLOSES: dict[str, tuple[str, ...]] = {
    "»": ("«",),
    "”": ("“", "„"),
    "“": ("„",),
    "›": ("‹",),
    "’": ("‘", "‚"),
    "‘": ("‚",),
    '"': ('"',),
    "＂": ('"',),
    "'": ("'",),
}
_FAMILY = {"«": "double", "“": "double", "„": "double", '"': "double"}
# What follows a mark that ends a quotation: the attribution, or the end of the paragraph.
_AFTER_QUOTATION = re.compile(r"\s*(?:[,.!?…]?\s*[—–-](?=\s)|[.!?…]?\s*$|,\s+(?:с|за|от|по|рас|на|под|за|со|пи|пе)[а-яё]+\s)")
_LONGEST_LOOK = 60


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


@dataclass(frozen=True, slots=True)
class _Mark:
    place: int
    kind: str
    block: int
    opens: bool


def find_marked(body: str, blocks: Sequence[Span]) -> tuple[Marked, ...]:
    """The pieces in quotation marks in the order of their starts: nested or apart, never crossing."""
    pairs: list[tuple[int, int, bool]] = []
    loose: list[_Mark] = []
    for number, block in enumerate(blocks):
        found, left = _pair_block(body, block, number)
        pairs.extend(found)
        loose.extend(left)
    pairs.extend(_pair_across(body, blocks, loose, pairs))
    return _nest(body, pairs)


def _pair_block(body: str, block: Span, number: int) -> tuple[list[tuple[int, int, bool]], list[_Mark]]:
    """(start, end, closed) of each pair in one paragraph, and the marks without a partner."""
    stack: list[_Mark] = []
    waiting: dict[str, int] = {}
    pairs: list[tuple[int, int, bool]] = []
    loose: list[_Mark] = []
    for found in _MARK.finditer(body, block.start, block.end):
        opener, closers = _reading(body, found.start(), block, waiting)
        if closers and (kind := _nearest(waiting, closers)) is not None:
            while stack:
                top = stack.pop()
                waiting[top.kind] -= 1
                if top.kind in closers:
                    pairs.append((top.place, found.end(), True))
                    break
                loose.append(top)
            del kind
        elif opener is not None:
            stack.append(_Mark(found.start(), opener, number, True))
            waiting[opener] = waiting.get(opener, 0) + 1
        elif closers and found[0] not in _SINGLE:
            loose.append(_Mark(found.start(), found[0], number, False))
    loose.extend(mark for mark in stack if mark.kind in _FAMILY)
    loose.sort(key=lambda mark: mark.place)
    return _mend(body, block, pairs, loose)


def _nearest(waiting: dict[str, int], closers: tuple[str, ...]) -> str | None:
    return next((kind for kind in closers if waiting.get(kind)), None)


def _reading(body: str, place: int, block: Span, waiting: dict[str, int]) -> tuple[str | None, tuple[str, ...]]:
    """(what the mark opens, what it can close): one of the two is empty where the context tells."""
    mark = body[place]
    before = body[place - 1] if place > block.start else " "
    after = body[place + 1] if place + 1 < block.end else " "
    if mark in "'’‘" and before.isalnum() and after.isalnum():
        return None, ()
    if mark in _STRAIGHT or mark == "'":
        return _straight(mark, before, after, waiting)
    if mark == "“":
        closes = waiting.get("„") and not (before.isspace() and not after.isspace())
        return (None, ("„",)) if closes else ("“", ())
    if mark == "‘":
        return (None, ("‚",)) if waiting.get("‚") else ("‘", ())
    if mark in "’" and not (waiting.get("‘") or waiting.get("‚")):
        return None, ()
    if mark == "”" and not (waiting.get("“") or waiting.get("„")) and before.isspace() and not after.isspace():
        return "“", ()
    if mark in _OPENS:
        return _OPENS[mark], ()
    return None, _CLOSES[mark]


def _straight(mark: str, before: str, after: str, waiting: dict[str, int]) -> tuple[str | None, tuple[str, ...]]:
    """A straight mark leans on a word: open to the left of one, closing to the right of one."""
    kind = "'" if mark == "'" else '"'
    left_free = before.isspace() or before in "([{«“„‘—–-:\"'/"
    right_free = after.isspace() or after in ")]}»”’—–,.;:!?…\"'"
    if kind == "'" and not waiting.get("'"):
        return (("'", ()) if left_free and after.isalpha() else (None, ()))
    if left_free and not right_free:
        return kind, ()
    if right_free and not left_free:
        return None, (kind,)
    return (None, (kind,)) if waiting.get(kind) else (kind, ())


def _mend(
    body: str, block: Span, pairs: list[tuple[int, int, bool]], loose: list[_Mark]
) -> tuple[list[tuple[int, int, bool]], list[_Mark]]:
    """Pairs an opening mark with an odd closing one, or with the closing mark that an inner pair has swallowed."""
    openers: list[_Mark] = []
    left: list[_Mark] = []
    for mark in loose:
        if mark.opens:
            openers.append(mark)
        elif openers:
            pairs.append((openers.pop().place, mark.place + 1, True))
        else:
            left.append(mark)
    ends = sorted(end for _, end, _ in pairs if _ends_quotation(body, end, block))
    for opener in reversed(openers):
        end = next((end for end in _after(ends, opener.place)), None)
        if end is not None and _may_swallow(pairs, opener.place, end):
            pairs.append((opener.place, end, True))
        else:
            left.append(opener)
    left.sort(key=lambda mark: mark.place)
    return _uncross(pairs), left


def _after(ends: list[int], place: int) -> list[int]:
    from bisect import bisect_right

    index = bisect_right(ends, place + 1)
    return ends[index : index + 1]


def _may_swallow(pairs: list[tuple[int, int, bool]], start: int, end: int) -> bool:
    return True


def _ends_quotation(body: str, end: int, block: Span) -> bool:
    return _AFTER_QUOTATION.match(body[end : min(block.end, end + _LONGEST_LOOK)]) is not None


def _uncross(pairs: list[tuple[int, int, bool]]) -> list[tuple[int, int, bool]]:
    """The pairs without those that cross an earlier one."""
    kept: list[tuple[int, int, bool]] = []
    stack: list[int] = []
    for start, end, closed in sorted(pairs, key=lambda pair: (pair[0], -pair[1])):
        while stack and stack[-1] <= start:
            stack.pop()
        if stack and end > stack[-1]:
            continue
        stack.append(end)
        kept.append((start, end, closed))
    return kept


def _pair_across(
    body: str, blocks: Sequence[Span], loose: list[_Mark], pairs: list[tuple[int, int, bool]]
) -> list[tuple[int, int, bool]]:
    """Quotations that run over paragraphs: closed later, or opened anew at each paragraph."""
    found: list[tuple[int, int, bool]] = []
    waiting: _Mark | None = None
    for mark in loose:
        if mark.opens:
            if waiting is not None:
                found.append((waiting.place, blocks[waiting.block].end, False))
            waiting = mark
        elif waiting is not None:
            if mark.block - waiting.block <= _LONGEST_RUN:
                found.append((waiting.place, mark.place + 1, True))
            else:
                found.append((waiting.place, blocks[waiting.block].end, False))
            waiting = None
    if waiting is not None:
        found.append((waiting.place, blocks[waiting.block].end, False))
    return found


_LONGEST_RUN = 12
"""Paragraphs that one quotation may run over."""


def _nest(body: str, pairs: list[tuple[int, int, bool]]) -> tuple[Marked, ...]:
    marked: list[Marked] = []
    stack: list[int] = []
    for start, end, closed in _uncross(pairs):
        while stack and stack[-1] <= start:
            stack.pop()
        inner_end = end - 1 if closed else end
        inner = _trimmed(body, start + 1, inner_end)
        if inner is not None:
            marked.append(Marked(Span(start, end), inner, len(stack), closed))
        stack.append(end)
    return tuple(marked)


def _trimmed(body: str, start: int, end: int) -> Span | None:
    """The piece without white space at its edges; None where nothing is left."""
    while start < end and body[start].isspace():
        start += 1
    while end > start and body[end - 1].isspace():
        end -= 1
    return Span(start, end) if end > start else None
