"""For a word without hits, words that are one letter away and have some."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence

from newsreader.store.query import Term
from newsreader.store.terms import stem
from newsreader.store.vocabulary import Vocabulary
from newsreader.text import words

_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщъыьэюя"
_ENGLISH = "abcdefghijklmnopqrstuvwxyz"
_SHORTEST, _LONGEST = 3, 32
_CHUNK = 500
_MOST = 5
_WORDS = 4
"""Words of a query for which corrections are looked for."""

_SURE = " AND NOT EXISTS (SELECT 1 FROM vocabulary o WHERE o.form = v.form AND o.lemma <> v.lemma)"
"""Of a form that can be one word only: of several readings, any may be one that nobody has heard of."""


def corrections(connection: sqlite3.Connection, missing: Sequence[Term]) -> tuple[tuple[str, str], ...]:
    """(word, what may have been meant), the words in their order, for each the most frequent first."""
    found = []
    single = [term for term in missing if len(term.forms) == 1 and _SHORTEST <= len(term.forms[0]) <= _LONGEST]
    for term in single[:_WORDS]:
        (form,) = term.forms
        candidates = sorted(set(_one_letter_away(form)) - {form})
        if term.field in ("text", "who"):
            similar = _said(connection, candidates, ("forms", "lemmas", "who") if term.field == "text" else ("who",))
        else:
            similar = _named(connection, term, frozenset(candidates))
        found += [(form, one) for one in similar]
    return tuple(found)


def _named(connection: sqlite3.Connection, term: Term, candidates: frozenset[str]) -> list[str]:
    """Words of names of sources, tags or entities, the most frequent first."""
    values: tuple[str, ...] = ()
    if term.field == "source":
        sql = "SELECT name, '' FROM sources ORDER BY quotations DESC LIMIT 2000"
    elif term.field == "tag":
        sql = "SELECT folded, '' FROM tags GROUP BY folded ORDER BY count(*) DESC LIMIT 2000"
    elif term.field == "about":
        values = (" OR ".join(f'"{one}"' for one in candidates),)
        sql = (
            "SELECT n.name, n.words FROM name_terms t JOIN names n ON n.id = t.rowid"
            " WHERE t.name_terms MATCH ? ORDER BY n.mentions DESC LIMIT 20"
        )
    else:
        return []
    found: dict[str, None] = {}
    for name, others in connection.execute(sql, values):
        own, known = [word.form for word in words(name)], others.split()
        found.update(dict.fromkeys(form for form in own if form in candidates))
        longer = [form for form in known if form in candidates and not _is_stem(form, known)]
        found.update(dict.fromkeys(longer))
    return list(found)[:_MOST]


def _is_stem(form: str, known: Sequence[str]) -> bool:
    """Whether a word by which a name is found is only the beginning of another."""
    return any(other != form and other.startswith(form) for other in known)


def _said(connection: sqlite3.Connection, candidates: Sequence[str], columns: tuple[str, ...]) -> list[str]:
    """Those of the candidates that quotations have; else those that are another form of what they have."""
    known = {*_stored(connection, "form", candidates), *_stored(connection, "lemma", candidates, _SURE)}
    found = _frequent(connection, {one: (one,) for one in known}, columns)
    if found:
        return found
    stems = {one: stem(one) for one in candidates}
    wanted = list(dict.fromkeys(stems.values()))
    there = {one for column in ("form", "lemma", "stem") for one in _stored(connection, column, wanted)}
    understood = Vocabulary(connection).understood
    return _frequent(connection, {one: understood(one) for one in candidates if stems[one] in there}, columns)


def _frequent(
    connection: sqlite3.Connection, words: Mapping[str, Sequence[str]], columns: tuple[str, ...]
) -> list[str]:
    """Words by what the index has for them: those that have hits, the most frequent first."""
    counted = [
        (-max((_count(connection, one, columns) for one in each), default=0), word) for word, each in words.items()
    ]
    return [word for count, word in sorted(counted)[:_MOST] if count]


def _stored(connection: sqlite3.Connection, column: str, values: Sequence[str], where: str = "") -> list[str]:
    """Those of the values that a column of the vocabulary has, in rows of a kind if one is stated."""
    found: list[str] = []
    for first in range(0, len(values), _CHUNK):
        part = values[first : first + _CHUNK]
        places = ",".join("?" * len(part))
        rows = connection.execute(
            f"SELECT DISTINCT {column} FROM vocabulary v WHERE {column} IN ({places}){where}", part
        )
        found += [one for (one,) in rows]
    return found


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
