"""Finds quotations that have a word with a short beginning, while that word is being typed.

Two or three letters begin so many words that the search index would merge a good part of itself. But what is that
common stands among the newest quotations anyway: they are looked through first, and only what is rare is left to the
index.
"""

from __future__ import annotations

import re
import sqlite3
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from newsreader.record import Record, replace
from newsreader.store.matching import bounds_of, quotation_match
from newsreader.store.meaning import Meant
from newsreader.store.query import Term
from newsreader.store.terms import token
from newsreader.text import word_form, words

_LONGEST = 3
_LOOKED_AT = 3_000
_SILENT = "[\u00ad\u0300\u0301\u200b-\u200d\u2060]*"
_COLUMNS = "q.id, q.text, ifnull(q.who, '') || ' _ ' || ifnull(q.speaker, '')"


class Looked(Record):
    """What looking through the newest quotations found."""

    ids: list[int]
    complete: bool
    """Whether there are no others."""


def newest_with_beginning(connection: sqlite3.Connection, meant: Meant, limit: int) -> list[int] | None:
    """Rows of the newest quotations that match; None where the index is to be asked."""
    looked = look(connection, meant, limit)
    return looked.ids if looked is not None and (looked.complete or len(looked.ids) == limit) else None


def look(connection: sqlite3.Connection, meant: Meant, limit: int) -> Looked | None:
    """What is found among the newest quotations; None for a query that does not end with a short beginning."""
    query = meant.query
    if not query.groups or len(query.groups[-1]) > 1 or meant.only is not None or meant.without or meant.tagged:
        return None
    (term,) = query.groups[-1]
    if not term.typing or len(term.forms[-1]) > _LONGEST or term.field not in ("text", "who"):
        return None
    if len(term.forms) > 1 and not term.exact:
        return None
    expression = quotation_match(replace(query, groups=query.groups[:-1]))
    bounds, values = bounds_of(query, "t.rowid" if expression else "q.id")
    if expression:
        sql = (
            f"SELECT {_COLUMNS} FROM quotation_terms t CROSS JOIN quotations q ON q.id = t.rowid"
            f" WHERE t.quotation_terms MATCH ?{bounds} ORDER BY t.rowid DESC LIMIT ?"
        )
        rows = connection.execute(sql, (expression, *values, _LOOKED_AT))
    else:
        sql = f"SELECT {_COLUMNS} FROM quotations q WHERE 1{bounds} ORDER BY q.id DESC LIMIT ?"
        rows = connection.execute(sql, (*values, _LOOKED_AT))
    return _look_through(rows, term, limit)


def _look_through(rows: Iterable[tuple[int, str, str]], term: Term, limit: int) -> Looked:
    may_have = _beginning(_beginnings(term)).search
    fits = _has_phrase if term.exact else _has
    in_text = term.field == "text"
    in_names = not in_text or not term.exact
    ids: list[int] = []
    seen = 0
    for id_, text, names in rows:
        seen += 1
        if (in_text and may_have(text) and fits(term, text)) or (in_names and may_have(names) and fits(term, names)):
            ids.append(id_)
            if len(ids) == limit:
                return Looked(ids, complete=False)
    return Looked(ids, complete=seen < _LOOKED_AT)


def _has(term: Term, text: str) -> bool:
    wanted = term.forms[0]
    forms = (token(word.form) for word in words(text))
    return any(form.startswith(wanted) or form in term.family for form in forms)


def _has_phrase(term: Term, text: str) -> bool:
    """Whether the words stand there next to each other, the last one as a beginning."""
    *whole, last = term.forms
    forms = [token(word.form) for word in words(text)]
    return any(
        forms[at].startswith(last) and forms[at - len(whole) : at] == whole for at in range(len(whole), len(forms))
    )


def _beginnings(term: Term) -> tuple[str, ...]:
    """The letters with which one of the wanted words begins."""
    if term.exact:
        return (term.forms[0][:_LONGEST],)
    return tuple(sorted({term.forms[0], *(form[:_LONGEST] for form in term.family)}))


@lru_cache(maxsize=64)
def _beginning(forms: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern that meets every text with a word of one of these beginnings, and some others."""
    spelt = (_SILENT.join(f"(?:{'|'.join(map(re.escape, _variants(letter)))})" for letter in form) for form in forms)
    return re.compile(r"(?<![\w])" + _SILENT + f"(?:{'|'.join(spelt)})", re.IGNORECASE)


def _variants(letter: str) -> list[str]:
    """What is written for a letter: itself, ё for е, a Latin look-alike; with marks apart too."""
    variants = {letter}
    variants.update(twin for twin in map(chr, range(ord("a"), ord("z") + 1)) if word_form("ж" + twin) == "ж" + letter)
    if letter == "е":
        variants.add("ё")
    variants.update([unicodedata.normalize("NFD", variant) for variant in variants])
    return sorted(variants)
