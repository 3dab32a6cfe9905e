"""For a word without hits, words that are one letter away and have some."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence

from newsreader.store.query import Term

_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_ENGLISH = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST, _LONGEST = 3, 32
_CHUNK = 500
_MOST = 5
_WORDS = 4
"""Words of a query for which corrections are looked for."""


def corrections(connection: sqlite3.Connection, missing: Sequence[Term]) -> tuple[tuple[str, str], ...]:
    """(word, what may have been meant), the words in their order, for each the most frequent first."""
    found = []
    for term in [term for term in missing if term.field in ("text", "who") and len(term.forms) == 1][:_WORDS]:
        columns = ("forms", "lemmas", "who") if term.field == "text" else ("who",)
        found += [(term.forms[0], form) for form in _similar(connection, term.forms[0], columns)]
    return tuple(found)


def _similar(connection: sqlite3.Connection, form: str, columns: tuple[str, ...]) -> list[str]:
    if not _SHORTEST <= len(form) <= _LONGEST:
        return []
    candidates = sorted(set(_one_letter_away(form)) - {form})
    known: set[str] = set()
    for first in range(0, len(candidates), _CHUNK):
        part = candidates[first : first + _CHUNK]
        places = ",".join("?" * len(part))
        for name in ("form", "lemma"):
            rows = connection.execute(f"SELECT DISTINCT {name} FROM vocabulary WHERE {name} IN ({places})", part)
            known.update(one for (one,) in rows)
    counted = [(-_count(connection, one, columns), one) for one in known]
    return [one for count, one in sorted(counted)[:_MOST] if count]


def _count(connection: sqlite3.Connection, word: str, columns: tuple[str, ...]) -> int:
    """In how many quotations a word stands, or another form of it."""
    places = ",".join("?" * len(columns))
    row = connection.execute(
        f"SELECT max(doc) FROM quotation_words WHERE term = ? AND col IN ({places})", (word, *columns)
    ).fetchone()
    return row[0] or 0


def _one_letter_away(form: str) -> Iterator[str]:
    """The word with a letter left out, put in, changed, or changed places with the next."""
    letters = _ENGLISH if form.isascii() else _RUSSIAN
    for at in range(len(form) + 1):
        head, tail = form[:at], form[at:]
        if tail:
            yield head + tail[1:]
            for letter in letters:
                yield head + letter + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in letters:
            yield head + letter + tail
