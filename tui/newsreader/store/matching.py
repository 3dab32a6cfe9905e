"""A query as expressions of FTS5: over the words and facts of quotations, and over the stems of articles."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from newsreader.store.query import Query, Term, kind_fact
from newsreader.store.schema import KEY_BITS, KINDS, UNDATED_ROW
from newsreader.store.terms import stem
from newsreader.store.vocabulary import Vocabulary

_EVERY = " OR ".join(f'"{kind_fact(kind)}"' for kind in KINDS)
_NOTHING = '"nothing"'
"""A fact that no quotation has."""


def quotation_match(query: Query) -> str:
    """The expression over the quotations; empty where any quotation is meant. The query's terms have been looked up."""
    found = " AND ".join(map(_any_of, query.groups))
    if not query.excluded:
        return found
    return f"({found or f'{{facts}} : ({_EVERY})'}) NOT {_any_of(query.excluded)}"


def _any_of(terms: tuple[Term, ...]) -> str:
    return f"({' OR '.join(map(term_match, terms))})"


def term_match(term: Term) -> str:
    """The expression of one term over the quotations."""
    if term.field not in ("text", "who"):
        return f"{{facts}} : ({_or(term.facts or ()) or _NOTHING})"
    if term.exact:
        column = "{forms}" if term.field == "text" else "{who}"
        return f"{column} : {phrase(term.forms)}{' *' if term.typing else ''}"
    last = len(term.forms) - 1
    parts = [
        _word_match(form, lemmas, term.field == "who", _beginning(term) if term.typing and at == last else "")
        for at, (form, lemmas) in enumerate(zip(term.forms, term.lemmas, strict=True))
    ]
    return parts[0] if len(parts) == 1 else f"({' AND '.join(parts)})"


def _beginning(term: Term) -> str:
    """The words that the last one of a term may be the beginning of."""
    form = term.forms[-1]
    return f"{phrase((form,))} *" if term.goes_on is None else f"({_or(dict.fromkeys((form, *term.goes_on)))})"


def _word_match(form: str, lemmas: tuple[str, ...], name: bool, beginning: str) -> str:
    parts = []
    if lemmas:
        parts.append(f"{'{who}' if name else '{lemmas who}'} : ({_or(lemmas)})")
    if beginning or not lemmas:
        parts.append(f"{'{who}' if name else '{forms who}'} : {beginning or phrase((form,))}")
    return parts[0] if len(parts) == 1 else f"({' OR '.join(parts)})"


def _or(tokens: Iterable[str]) -> str:
    return " OR ".join(phrase((token,)) for token in tokens)


def phrase(forms: tuple[str, ...]) -> str:
    """Tokens next to each other; none of them has a quotation mark in it."""
    return '"' + " ".join(forms) + '"'


def bounds_of(query: Query, row: str) -> tuple[str, list[int]]:
    """SQL conditions on the row of a quotation, each with AND before it, and their values."""
    conditions = ""
    values: list[int] = []
    if query.since is not None:
        conditions += f" AND {row} >= ?"
        values.append(query.since << KEY_BITS)
    if query.until is not None:
        conditions += f" AND {row} < ?"
        values.append(query.until << KEY_BITS)
    if values:
        conditions += f" AND {row} & {UNDATED_ROW} = 0"
    return conditions, values


def article_match(connection: sqlite3.Connection, query: Query) -> tuple[str, str]:
    """Expressions over the articles' stems, which know neither order nor columns: what to find, and what not to."""
    vocabulary = Vocabulary(connection)
    found = " AND ".join(filter(None, (_any_stems(vocabulary, group) for group in query.groups)))
    return found, _any_stems(vocabulary, query.excluded)


def _any_stems(vocabulary: Vocabulary, terms: tuple[Term, ...]) -> str:
    parts = [_stems_match(vocabulary, term) for term in terms if term.field not in ("kind", "tag")]
    return f"({' OR '.join(parts)})" if parts else ""


def _stems_match(vocabulary: Vocabulary, term: Term) -> str:
    each = [_or((stem(form),) if term.exact else vocabulary.stems(form)) for form in term.forms]
    if term.typing:
        each[-1] += f" OR {phrase((term.forms[-1],))} *"
    return f"({' AND '.join(f'({one})' for one in each)})"
