"""Searches the quotations and the entities of the whole library, the newest or most mentioned first."""

from __future__ import annotations

import sqlite3
from typing import Any

from newsreader.models import EntitySummary, EntityType, QuoteHit, QuoteResults, Span
from newsreader.store.beginnings import bounds_of, newest_with_beginning
from newsreader.store.highlights import highlights
from newsreader.store.query import Query, parse, quotation_match, term_match
from newsreader.store.schema import KINDS, MOST_QUOTATIONS, QUOTATION_BITS, TYPES
from newsreader.store.terms import stem
from newsreader.text import words

_COLUMNS = (
    "q.id, q.kind, q.start, q.stop, q.who, q.speaker, q.text, a.key, a.id, a.title, a.source, a.published"
    f" FROM quotations q JOIN articles a ON a.key = q.id >> {QUOTATION_BITS}"
)


def search_quotations(connection: sqlite3.Connection, typed: str, limit: int) -> QuoteResults:
    """Quotations that match what was typed, the newest first."""
    limit = max(0, limit)
    query = parse(typed)
    ids = _matching(connection, query, limit + 1)
    hits = tuple(_hit(query, row) for row in _rows(connection, ids[:limit]))
    return QuoteResults(typed, hits, len(ids) > limit, () if ids else _missing(connection, query))


def _matching(connection: sqlite3.Connection, query: Query, limit: int) -> list[int]:
    """Rows of the quotations that match, the newest first."""
    newest = newest_with_beginning(connection, query, limit)
    if newest is not None:
        return newest
    found, excluded = quotation_match(query)
    bounds, values = bounds_of(query, "t.rowid" if found else "q.id")
    if found:
        sql = (
            "SELECT t.rowid FROM quotation_terms t"
            f"{' CROSS JOIN quotations q ON q.id = t.rowid' if query.kinds else ''}"
            f" WHERE t.quotation_terms MATCH ?{bounds} ORDER BY t.rowid DESC LIMIT ?"
        )
        rows = connection.execute(sql, (f"({found}) NOT {excluded}" if excluded else found, *values, limit))
    elif excluded:
        sql = (
            "SELECT q.id FROM quotations q WHERE q.id NOT IN"
            f" (SELECT rowid FROM quotation_terms WHERE quotation_terms MATCH ?){bounds} ORDER BY q.id DESC LIMIT ?"
        )
        rows = connection.execute(sql, (excluded, *values, limit))
    else:
        sql = f"SELECT q.id FROM quotations q WHERE 1{bounds} ORDER BY q.id DESC LIMIT ?"
        rows = connection.execute(sql, (*values, limit))
    return [id_ for (id_,) in rows]


def _rows(connection: sqlite3.Connection, ids: list[int]) -> list[tuple[Any, ...]]:
    rows = (connection.execute(f"SELECT {_COLUMNS} WHERE q.id = ?", (id_,)).fetchone() for id_ in ids)
    return [row for row in rows if row is not None]


def _hit(query: Query, row: tuple[Any, ...]) -> QuoteHit:
    id_, kind, start, stop, who, speaker, text, key, article_id, title, source, published = row
    return QuoteHit(
        key=key,
        article_id=article_id,
        index=id_ & (MOST_QUOTATIONS - 1),
        kind=KINDS[kind],
        text=text,
        span=Span(start, stop),
        who=who,
        speaker=speaker,
        title=title,
        source=source,
        published=published,
        highlights=highlights(query, text),
    )


def _missing(connection: sqlite3.Connection, query: Query) -> tuple[str, ...]:
    """The words of the query that no quotation has in any form."""
    missing = []
    for term in query.terms():
        sql = "SELECT 1 FROM quotation_terms WHERE quotation_terms MATCH ? LIMIT 1"
        if connection.execute(sql, (term_match(term),)).fetchone() is None:
            missing.append(" ".join(term.forms))
    return tuple(missing)


def find_entities(
    connection: sqlite3.Connection, typed: str, type_: EntityType | None, limit: int
) -> list[EntitySummary]:
    """Entities that have all of the words in their names, in any form or as a beginning; the most mentioned first."""
    conditions = []
    values: list[str | int] = []
    for word in list(words(typed[:500]))[:16]:
        conditions.append("(instr(words, ?) OR instr(words, ?))")
        values += [f" {word.form}", f" {stem(word.form)} "]
    if type_ is not None:
        conditions.append("type = ?")
        values.append(TYPES.index(type_))
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    rows = connection.execute(
        f"SELECT name, type, articles, mentions, quotations FROM names{where} ORDER BY mentions DESC, name LIMIT ?",
        (*values, max(0, limit)),
    )
    return [EntitySummary(name, TYPES[number], *counts) for name, number, *counts in rows]
