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
from dataclasses import replace
from functools import lru_cache

from newsreader.store.matching import bounds_of, quotation_match
from newsreader.store.meaning import Meant
from newsreader.store.query import Term
from newsreader.store.terms import token
from newsreader.text import word_form, words

_LONGEST = 3
_LOOKED_AT = 3_000
_SILENT = "[\u00ad\u0300\u0301\u200b-\u200d\u2060]*"
_COLUMNS = "q.id, q.text, ifnull(q.who, '') || ' ' || ifnull(q.speaker, '')"


def newest_with_beginning(connection: sqlite3.Connection, meant: Meant, limit: int) -> list[int] | None:
    """Rows of the newest quotations that match; None where the index is to be asked."""
    query = meant.query
    if not query.groups or len(query.groups[-1]) > 1 or meant.only is not None or meant.without:
        return None
    (term,) = query.groups[-1]
    if not term.typing or len(term.forms) > 1 or len(term.forms[0]) > _LONGEST or term.field != "text" or term.exact:
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


def _look_through(rows: Iterable[tuple[int, str, str]], term: Term, limit: int) -> list[int] | None:
    patterns = [_beginning(start) for start in _beginnings(term)]
    ids: list[int] = []
    seen = 0
    for id_, text, names in rows:
        seen += 1
        if any(may.search(text) or may.search(names) for may in patterns) and (_has(term, text) or _has(term, names)):
            ids.append(id_)
            if len(ids) == limit:
                return ids
    return ids if seen < _LOOKED_AT else None


def _has(term: Term, text: str) -> bool:
    wanted = term.forms[0]
    forms = (token(word.form) for word in words(text))
    return any(form.startswith(wanted) or form in term.family for form in forms)


def _beginnings(term: Term) -> list[str]:
    """The letters with which the wanted words begin."""
    return sorted({term.forms[0], *(form[:_LONGEST] for form in term.family)})


@lru_cache(maxsize=256)
def _beginning(form: str) -> re.Pattern[str]:
    """A pattern that meets every text with a word of this beginning, and some others."""
    letters = (f"(?:{'|'.join(map(re.escape, _variants(letter)))})" for letter in form)
    return re.compile(r"(?<![\w])" + _SILENT + _SILENT.join(letters), re.IGNORECASE)


def _variants(letter: str) -> list[str]:
    """What is written for a letter: itself, ё for е, a Latin look-alike; with marks apart too."""
    variants = {letter}
    variants.update(twin for twin in map(chr, range(ord("a"), ord("z") + 1)) if word_form("ж" + twin) == "ж" + letter)
    if letter == "е":
        variants.add("ё")
    variants.update([unicodedata.normalize("NFD", variant) for variant in variants])
    return sorted(variants)
