"""Looks up what the words of a query mean in one index: lemmas, entities, sources, and the quotations somebody kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from newsreader.store.addresses import row_of_mark
from newsreader.store.facts import entity_fact, source_fact
from newsreader.store.kept import Mark
from newsreader.store.matching import phrase
from newsreader.store.query import Query, Term
from newsreader.store.terms import stem
from newsreader.store.vocabulary import Vocabulary, with_lemmas
from newsreader.text import clean_line, words

_MOST_ENTITIES = 40
_MOST_SOURCES = 2_000
_MOST_KEPT = 20_000


class Kept(Protocol):
    """What the search needs of the marks."""

    def starred_quotations(self) -> list[Mark]:
        """Quotations with a star."""
        ...

    def tagged_quotations(self, tag: str, *, typing: bool) -> list[Mark]:
        """Quotations with a tag, or one that begins so."""
        ...


@dataclass(frozen=True, slots=True)
class Meant:
    """A query that can be asked of one index."""

    query: Query
    only: frozenset[int] | None = None
    """Rows among which to search; None for all."""
    without: frozenset[int] = frozenset()


def looked_up(connection: sqlite3.Connection, query: Query, kept: Kept | None) -> Meant:
    """The query with all that it needs to know of the index."""
    query = with_lemmas(connection, query)
    only: frozenset[int] | None = None
    without: frozenset[int] = frozenset()
    if query.starred is not None:
        starred = _rows(connection, kept.starred_quotations() if kept else ())
        only, without = (starred, without) if query.starred else (None, starred)
    groups = []
    for group in query.groups:
        tags = [term for term in group if term.field == "tag"]
        if tags:
            tagged = frozenset[int]().union(*(_tagged(connection, term, kept) for term in tags))
            only = tagged if only is None else only & tagged
        rest = tuple(_with_facts(connection, term) for term in group if term.field != "tag")
        if rest:
            groups.append(rest)
    for term in query.excluded:
        if term.field == "tag":
            without |= _tagged(connection, term, kept)
    excluded = tuple(_with_facts(connection, term) for term in query.excluded if term.field != "tag")
    return Meant(replace(query, groups=tuple(groups), excluded=excluded), only, without)


def _tagged(connection: sqlite3.Connection, term: Term, kept: Kept | None) -> frozenset[int]:
    return _rows(connection, kept.tagged_quotations(term.value, typing=term.typing) if kept else ())


def _rows(connection: sqlite3.Connection, kept: Iterable[Mark]) -> frozenset[int]:
    """Rows of the kept quotations, as far as their words are still there."""
    rows = (row_of_mark(connection, mark) for mark in list(kept)[:_MOST_KEPT])
    return frozenset(row for row in rows if row is not None)


def _with_facts(connection: sqlite3.Connection, term: Term) -> Term:
    if term.field == "about":
        return replace(term, facts=tuple(map(entity_fact, entities_of(connection, term))))
    if term.field == "source":
        return replace(term, facts=tuple(map(source_fact, sources_of(connection, term))))
    return term


def entities_of(connection: sqlite3.Connection, term: Term) -> list[int]:
    """Rows of the entities that a value names: by its full name, else by words of any of its names."""
    if term.exact:
        rows = connection.execute("SELECT id FROM names WHERE name = ?", (clean_line(term.value),)).fetchall()
        if rows:
            return [id_ for (id_,) in rows]
    expression = names_match(connection, term.forms, typing=term.typing)
    rows = connection.execute(
        "SELECT n.id FROM name_terms t JOIN names n ON n.id = t.rowid WHERE t.name_terms MATCH ?"
        " ORDER BY n.mentions DESC LIMIT ?",
        (expression, _MOST_ENTITIES),
    ).fetchall()
    return [id_ for (id_,) in rows]


def names_match(connection: sqlite3.Connection, forms: Iterable[str], *, typing: bool) -> str:
    """The expression that finds entities with all of the words among their names, in any form."""
    vocabulary = Vocabulary(connection)
    forms = list(forms)
    parts = []
    for at, form in enumerate(forms):
        tokens = dict.fromkeys((form, stem(form), *vocabulary.understood(form)))
        each = [phrase((token,)) for token in tokens]
        if typing and at == len(forms) - 1:
            each.append(f"{phrase((form,))} *")
        parts.append(f"({' OR '.join(each)})")
    return " AND ".join(parts)


def sources_of(connection: sqlite3.Connection, term: Term) -> list[int]:
    """Rows of the sources that have all words of the value, whole or as beginnings, in their names."""
    rows = connection.execute(
        "SELECT id, name FROM sources ORDER BY quotations DESC LIMIT ?", (_MOST_SOURCES,)
    ).fetchall()
    if term.exact:
        exact = [id_ for id_, name in rows if name == clean_line(term.value)]
        if exact:
            return exact
    found = []
    for id_, name in rows:
        forms = [word.form for word in words(name)]
        if all(any(form.startswith(wanted) for form in forms) for wanted in term.forms):
            found.append(id_)
    return found
