"""Breaks one paragraph into lines of at most so many cells. Every character is in exactly one line, in order.

Knows the width of wide, combining and invisible characters, keeps one-letter Russian words, initials and dashes with
their neighbours, and breaks a word only at a hyphen, a soft hyphen, or where it is longer than a line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate

from rich.cells import get_character_cell_size

from newsreader.text import clean, compiled

TAB = "    "
"""What a tab is drawn as."""
SOFT_HYPHEN = "\u00ad"
_DOUBTFUL = "\ufe0f"  # makes some narrow signs wide: counted as a cell of its own
_INVISIBLE = (
    "[\u00ad\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u2060-\u206f\ufeff\U000e0000-\U000e0fff]"
)
_PILE = "([\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]{4})[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]+"

# Characters of one cell each: text of these alone is broken by counting.
_NARROW = re.compile(
    "[ -~\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u2010-\u2027\u2030-\u205e\u20a0-\u20bf\u2116]*"
)
_BLANKS = re.compile("[ \t\n\u2000-\u2006\u2008-\u200b\u205f\u3000]+")
_LAST_BLANK = " \t\u2003\u2009\u200b\u3000"
# What may not end a line: one-letter words, initials, signs that belong to the next word.
_CLINGS = re.compile(r"(?:^|[\s(\[«\"„“])((?:[вискоуаяВИСКОУАЯ]|[А-ЯЁA-Z]\.|№|§)[ \t]+)$")
_LONGEST_CLING = 8
_CLINGING_IN_A_ROW = 4
_DASH_NEXT = re.compile(r"[—–―][ \t\n]")
_NO_LINE_START = "、。，．：；！？」』）】》〉ー々"


def drawn(text: str) -> str:
    """The text as it goes to the screen: no tabs, nothing invisible or piled up. Never wider than `wrap` counts."""
    if _NARROW.fullmatch(text):
        return text
    return compiled(_PILE).sub(r"\1", compiled(_INVISIBLE).sub("", clean(text).replace("\t", TAB).replace("\n", " ")))


def wrap(text: str, width: int) -> list[tuple[int, int]]:
    """Lines as (start, end) into `text`, without gaps; blanks at a line's end belong to it and count no cells."""
    width = max(2, width)
    narrow = _NARROW.fullmatch(text) is not None
    if narrow and len(text) <= width:
        return [(0, len(text))] if text else []
    fit = _narrow_fit(text, width) if narrow else _wide_fit(text, width)
    lines = []
    start = 0
    while start < len(text):
        end = _line_end(text, start, fit(start), narrow)
        lines.append((start, end))
        start = end
    return lines


Fit = Callable[[int], tuple[int, int]]
"""Start of a line → (end of what fits, the last place in it where a soft hyphen may show as a hyphen, or 0)."""


def _narrow_fit(text: str, width: int) -> Fit:
    return lambda start: (min(len(text), start + width), 0)


@lru_cache(maxsize=4096)
def _cells(char: str) -> int:
    """The width of a character as it is drawn; of some signs that change with their neighbours the most it can be."""
    if char == "\t":
        return len(TAB)
    if char == _DOUBTFUL or char == "\n":
        return 1
    return 0 if char == SOFT_HYPHEN else get_character_cell_size(clean(char).replace("\n", " "))


def _wide_fit(text: str, width: int) -> Fit:
    before = list(accumulate(map(_cells, text), initial=0))

    def fit(start: int) -> tuple[int, int]:
        room = before[start] + width
        end = max(start + 1, bisect_right(before, room) - 1)
        while start + 1 < end < len(text) and _inseparable(text, end):
            end -= 1
        hyphen = text.rfind(SOFT_HYPHEN, start, end) + 1
        while hyphen > start and before[hyphen] >= room:
            hyphen = text.rfind(SOFT_HYPHEN, start, hyphen - 1) + 1
        return end, hyphen

    return fit


def _inseparable(text: str, place: int) -> bool:
    """Whether a cut at `place` would part a sign from its marks or joined signs from each other."""
    after = text[place]
    return text[place - 1] == "\u200d" or after == _DOUBTFUL or (after not in _LAST_BLANK and _cells(after) == 0)


def _line_end(text: str, start: int, fits: tuple[int, int], narrow: bool) -> int:
    limit, hyphen = fits
    if limit >= len(text):
        return len(text)
    cut = limit if text[limit] in _LAST_BLANK else _last_blank(text, start, limit)
    cut = _keep_together(text, start, cut) if cut > start else cut
    cut = max(cut, _after_hyphen(text, start, limit), hyphen if hyphen > start else 0)
    if not narrow:
        cut = max(cut, _between_wide(text, start, limit))
    if cut <= start:
        cut = limit
    blanks = _BLANKS.match(text, cut)
    return blanks.end() if blanks else cut


def _last_blank(text: str, start: int, limit: int) -> int:
    """The place after the last blank before `limit`, or `start`."""
    return max(start, *(text.rfind(blank, start, limit) + 1 for blank in _LAST_BLANK))


def _keep_together(text: str, start: int, cut: int) -> int:
    """An earlier cut where the line would end in a word that clings to the next, or the next begin with a dash."""
    after = _BLANKS.match(text, cut)
    if _DASH_NEXT.match(text, after.end() if after else cut):
        cut = _word_start(text, start, cut) or cut
    for _ in range(_CLINGING_IN_A_ROW):
        tail = text[max(start, cut - _LONGEST_CLING) : cut]
        clings = _CLINGS.search(tail if tail.endswith((" ", "\t")) else tail + " ")
        if clings is None or cut - len(tail) + clings.start(1) <= start:
            return cut
        cut = cut - len(tail) + clings.start(1)
    return cut


def _word_start(text: str, start: int, cut: int) -> int:
    """Where the last word before `cut` begins; 0 where it is the line's first or over half of the line."""
    end = len(text[start:cut].rstrip()) + start
    begin = _last_blank(text, start, end)
    return begin if begin > start and end - begin <= (cut - start) // 2 else 0


def _after_hyphen(text: str, start: int, limit: int) -> int:
    """The place after the last hyphen inside a word («политико-|дипломатический»), or 0. Double names stay whole."""
    place = text.rfind("-", start + 2, limit)
    if place < 0 or place + 2 >= len(text):
        return 0
    return place + 1 if text[place - 2 : place].isalpha() and text[place + 1 : place + 3].islower() else 0


def _between_wide(text: str, start: int, limit: int) -> int:
    """The last place between two signs of which one is wide (ideographs need no blank to break at), or 0."""
    for place in range(limit, max(start, limit - 8), -1):
        wide = get_character_cell_size(text[place - 1]) == 2 or get_character_cell_size(text[place]) == 2
        if wide and text[place] not in _NO_LINE_START and not _inseparable(text, place):
            return place
    return 0
