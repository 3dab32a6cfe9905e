"""Finds words in a text, as typed or in any of their forms.

Across lines, past stress marks and soft hyphens, in any case unless a capital is typed.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator
from itertools import islice

from newsreader.models import Span
from newsreader.text import Word, compiled, fold, words

MOST_HITS = 10_000
"""Hits after which the search stops."""
_PIECE = 1 << 18
_SKIPPED = "[\u00ad\u0300\u0301\u200b-\u200d\u2060\ufeff]"
_BLANKS = r"\s+"


def find_hits(body: str, wanted: str, *, most: int = MOST_HITS) -> tuple[Span, ...]:
    """Where the text says what is wanted, in order, none meeting another, at most so many."""
    pattern = _pattern(wanted)
    return tuple(islice(_hits(body, pattern, wanted), most)) if pattern else ()


def find_forms(body: str, wanted: str, *, most: int = MOST_HITS) -> tuple[Span, ...]:
    """Where the text has the wanted words one after the other in any of their forms; the last may be unfinished."""
    typed = [word.form for word in words(wanted)]
    return tuple(islice(_form_hits(body, typed, wanted), most)) if typed else ()


def _form_hits(body: str, typed: list[str], wanted: str) -> Iterator[Span]:
    from newsreader.store.terms import stem

    stems = [stem(form) for form in typed]
    latest: deque[Word] = deque(maxlen=len(typed))
    for word in words(body):
        latest.append(word)
        if not word.form.startswith(typed[-1]) and stem(word.form) != stems[-1]:
            continue
        before = zip(stems[:-1], latest, strict=False)
        if len(latest) == len(typed) and all(stem(there.form) == one for one, there in before):
            span = Span(latest[0].start, word.end)
            if _has_capitals(span.of(body), wanted):
                latest.clear()
                yield span


def _pattern(wanted: str) -> re.Pattern[str] | None:
    """A pattern for folded text: blanks stand for any blanks, marks that are not seen may stand between letters."""
    letters = compiled(_SKIPPED).sub("", fold(wanted)).strip()
    if not letters:
        return None
    between = _SKIPPED + "*"
    letters = compiled(_BLANKS).sub(" ", letters)
    return re.compile(between.join(r"\s+" if char == " " else re.escape(char) for char in letters))


def _hits(body: str, pattern: re.Pattern[str], wanted: str) -> Iterator[Span]:
    """Works piece by piece, so that a long text neither costs its double nor keeps other threads waiting."""
    overlap = 4 * len(wanted) + 64
    done = 0
    for start in range(0, max(1, len(body)), _PIECE):
        piece = fold(body[start : start + _PIECE + overlap])
        for found in pattern.finditer(piece, max(0, done - start)):
            if found.start() >= _PIECE:
                break
            span = Span(start + found.start(), start + found.end())
            if len(span) and _has_capitals(span.of(body), wanted):
                done = span.end
                yield span


def _has_capitals(text: str, wanted: str) -> bool:
    """Whether the text has a capital wherever one was typed."""
    if wanted.islower() or not any(map(str.isupper, wanted)):
        return True
    letters = compiled(_BLANKS).sub(" ", compiled(_SKIPPED).sub("", text))
    typed = compiled(_BLANKS).sub(" ", compiled(_SKIPPED).sub("", wanted)).strip()
    return all(there.isupper() for there, char in zip(letters, typed, strict=False) if char.isupper())
