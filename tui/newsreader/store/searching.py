"""Searches the quotations and the entities of the whole library, the newest or most mentioned first."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from newsreader.models import EntitySummary, EntityType, QuoteHit, QuoteResults, Span
from newsreader.record import replace
from newsreader.store.highlights import highlights
from newsreader.store.matching import bounds_of, quotation_match
from newsreader.store.meaning import Meant, Way, looked_up, names_match
from newsreader.store.query import Query, Term, parse, pieces
from newsreader.store.schema import KINDS, MOST_QUOTATIONS, QUOTATION_BITS, TYPES
from newsreader.store.tagged import condition
from newsreader.store.totals import totals
from newsreader.text import words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from newsreader.store.meaning import Kept

_COLUMNS = (
    "q.id, q.kind, q.start, q.stop, q.who, q.speaker, q.text, a.key, a.id, a.title, a.source, a.published"
    f" FROM quotations q JOIN articles a ON a.key = q.id >> {QUOTATION_BITS}"
)
_FEW = 300
"""Kept quotations up to which each is looked for in the index; more are picked out of what the index finds."""


def search_quotations(
    connection: sqlite3.Connection,
    typed: str,
    limit: int,
    *,
    before: int | None = None,
    kept: Kept | None = None,
    highlighted: bool = True,
) -> QuoteResults:
    """Quotations that match what was typed, the newest first; those older than the row `before`."""
    limit = max(0, limit)
    meant = looked_up(connection, parse(typed), kept)
    ids = matching(connection, meant, limit + 1, before=before)
    hits = hits_of(connection, ids[:limit], meant.query if highlighted else Query())
    pending = totals(connection, "waiting")[0]
    if ids or before is not None:
        return QuoteResults(typed, hits, len(ids) > limit, pending=pending)
    from newsreader.store.spelling import corrections

    missing = missing_terms(connection, meant.query, kept)
    return QuoteResults(
        typed,
        (),
        False,
        tuple(_as_asked(term, typed) for term in missing),
        corrections(connection, [term for term in missing if not term.exact]),
        pending,
    )


def _as_asked(term: Term, typed: str) -> str:
    """The words of a term, behind the name of their refinement: other words of this kind there may well be."""
    said = " ".join(term.forms) or term.value
    for piece in pieces(typed):
        if piece.field == term.field != "text" and {word.form for word in words(piece.value)} >= set(term.forms):
            return f"{typed[piece.start : piece.end].lstrip('-').partition(':')[0]}:{said}"
    return said


def row_before(hit: QuoteHit | None) -> int | None:
    """The row before which the page behind a hit begins."""
    return None if hit is None else hit.key << QUOTATION_BITS | hit.index


def matching(connection: sqlite3.Connection, meant: Meant, limit: int, *, before: int | None = None) -> list[int]:
    """Rows of the quotations that match, the newest first."""
    sql, values = selection(meant, before)
    return [id_ for (id_,) in connection.execute(f"{sql} ORDER BY 1 DESC LIMIT ?", (*values, limit))]


def selection(meant: Meant, before: int | None = None, *, many: bool = False) -> tuple[str, list[str | int]]:
    """SQL that gives the rows of all quotations that match, each once, and its values; `many`: for thousands."""
    parts = [_selection(way, before, many) for way in meant.ways]
    return " UNION ".join(sql for sql, _ in parts), [value for _, values in parts for value in values]


def _selection(way: Way, before: int | None, many: bool) -> tuple[str, list[str | int]]:
    expression = quotation_match(way.query)
    row = "t.rowid" if expression else "q.id"
    conditions, bounds = bounds_of(way.query, row)
    values: list[str | int] = [*bounds]
    if before is not None:
        conditions += f" AND {row} < ?"
        values.append(before)
    for rows, not_ in ((way.only, ""), (way.without or None, " NOT")):
        if rows is not None:
            apart = "+" if not_ or (expression and len(rows) > _FEW) else ""
            conditions += f" AND {apart}{row}{not_} IN (SELECT value FROM json_each(?))"
            values.append(f"[{','.join(map(str, sorted(rows)))}]")
    for tagged in way.tagged:
        sql, bound = condition(tagged, row, many=many)
        conditions += sql
        values += bound
    if expression:
        return f"SELECT t.rowid AS id FROM quotation_terms t WHERE t.quotation_terms MATCH ?{conditions}", [
            expression,
            *values,
        ]
    return f"SELECT q.id AS id FROM said q WHERE 1{conditions}", values


def hits_of(connection: sqlite3.Connection, ids: Iterable[int], query: Query) -> tuple[QuoteHit, ...]:
    """The quotations of some rows, in this order; those that have gone are left out."""
    rows = (connection.execute(f"SELECT {_COLUMNS} WHERE q.id = ?", (id_,)).fetchone() for id_ in ids)
    return tuple(_hit(query, row) for row in rows if row is not None)


def _hit(query: Query, row: Sequence[Any]) -> QuoteHit:
    id_, kind, start, stop, who, speaker, text, key, article_id, title, source, published = row
    found, by_form = highlights(query, text)
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
        highlights=found,
        by_form=by_form,
    )


def missing_terms(connection: sqlite3.Connection, query: Query, kept: Kept | None = None) -> list[Term]:
    """The terms of the query that no quotation has in any form; of several words, those that are missing."""
    missing = []
    for term in query.terms():
        if _found(connection, term, kept):
            continue
        parts = [] if term.exact or term.field not in ("text", "who") else _words(term)
        missing += [part for part in parts if not _found(connection, part, kept)] if len(parts) > 1 else [term]
    return missing


def _words(term: Term) -> list[Term]:
    last = len(term.forms) - 1
    return [
        replace(term, forms=(form,), lemmas=term.lemmas[at : at + 1], typing=term.typing and at == last)
        for at, form in enumerate(term.forms)
    ]


def _found(connection: sqlite3.Connection, term: Term, kept: Kept | None) -> bool:
    return bool(matching(connection, looked_up(connection, Query(((term,),)), kept), 1))


def find_entities(
    connection: sqlite3.Connection, typed: str, type_: EntityType | None, limit: int
) -> list[EntitySummary]:
    """Entities that have all of the words in their names, in any form or as a beginning; the most mentioned first."""
    conditions = []
    values: list[str | int] = []
    forms = [word.form for word in words(typed[:500])][:16]
    if forms:
        expression = " AND ".join(names_match(connection, (form,), typing=True) for form in forms)
        conditions.append("id IN (SELECT rowid FROM name_terms WHERE name_terms MATCH ?)")
        values.append(expression)
    if type_ is not None:
        conditions.append("type = ?")
        values.append(TYPES.index(type_))
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    rows = connection.execute(
        f"SELECT name, type, articles, mentions, quotations FROM names{where} ORDER BY mentions DESC, name LIMIT ?",
        (*values, max(0, limit)),
    )
    return [EntitySummary(name, TYPES[number], *counts) for name, number, *counts in rows]
