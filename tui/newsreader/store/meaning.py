"""Looks up what the words of a query mean in one index: lemmas, entities, sources, and the quotations somebody kept."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from newsreader.record import Record, replace
from newsreader.store.matching import phrase
from newsreader.store.query import Query, Term
from newsreader.store.tagged import Tagged, end_of, keys_tagged, quotations_of, tags_of
from newsreader.store.terms import stem
from newsreader.store.vocabulary import Vocabulary, with_lemmas
from newsreader.text import clean_line, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Protocol

    from newsreader.store.kept import Mark

    class Kept(Protocol):
        """What the search needs of the marks."""

        def starred_quotations(self) -> list[Mark]:
            """Quotations with a star."""
            ...

        def tagged_quotations(self, tag: str, *, typing: bool) -> list[Mark]:
            """Quotations with a tag, or one that begins so."""
            ...


_MOST_ENTITIES = 40
_MOST_SOURCES = 2_000
_MOST_KEPT = 20_000
_MOST_TAGGED = 1_000
"""Articles of a tag up to which all their quotations are listed; of more, each quotation that is found is looked at."""


class Way(Record):
    """A query without choices that can be asked of one index."""

    query: Query
    only: frozenset[int] | None = None
    """Rows among which to search; None for all."""
    without: frozenset[int] = frozenset()
    tagged: tuple[Tagged, ...] = ()
    """Tags of too many articles for a list of their quotations."""


class Meant(Record):
    """A query that has been looked up in one index."""

    query: Query
    ways: tuple[Way, ...]
    """What the query finds, one of them finds."""


EVERYTHING = (Way(Query()),)


def looked_up(connection: sqlite3.Connection, query: Query, kept: Kept | None) -> Meant:
    """The query with all that it needs to know of the index, and the ways in which it can be met."""
    query = with_lemmas(connection, query).mapped(lambda term: _with_facts(connection, term))
    return Meant(query, tuple(_way(connection, way, kept) for way in query.ways()))


def _way(connection: sqlite3.Connection, query: Query, kept: Kept | None) -> Way:
    groups = tuple(group for group in query.groups if group[0].field != "tag")
    excluded = tuple(term for term in query.excluded if term.field != "tag")
    way = Way(replace(query, groups=groups, excluded=excluded))
    if query.starred is not None:
        starred = _rows(connection, kept.starred_quotations() if kept else ())
        way = replace(way, only=starred) if query.starred else replace(way, without=starred)
    for term, *_ in query.groups:
        if term.field == "tag":
            way = _narrowed(way, _tagged(connection, term, kept))
    for term in query.excluded:
        if term.field == "tag":
            way = _narrowed(way, replace(_tagged(connection, term, kept), refused=True))
    return way


def _narrowed(way: Way, tagged: Tagged) -> Way:
    if tagged.tags is not None:
        return replace(way, tagged=(*way.tagged, tagged))
    if tagged.refused:
        return replace(way, without=way.without | tagged.rows)
    return replace(way, only=tagged.rows if way.only is None else way.only & tagged.rows)


def _tagged(connection: sqlite3.Connection, term: Term, kept: Kept | None) -> Tagged:
    """What has a tag: quotations of themselves, and all quotations of articles."""
    tags = tags_of(term)
    rows = _rows(connection, kept.tagged_quotations(term.value, typing=term.typing) if kept else ())
    keys = keys_tagged(connection, tags, _MOST_TAGGED + 1)
    if len(keys) <= _MOST_TAGGED:
        return Tagged(rows | quotations_of(connection, keys), None)
    return Tagged(rows, tags, max(end_of(connection, tags), *rows, 0) + 1)


def _rows(connection: sqlite3.Connection, kept: Iterable[Mark]) -> frozenset[int]:
    """Rows of the kept quotations, as far as their words are still there."""
    from newsreader.store.addresses import row_of_mark

    rows = (row_of_mark(connection, mark) for mark in list(kept)[:_MOST_KEPT])
    return frozenset(row for row in rows if row is not None)


def _with_facts(connection: sqlite3.Connection, term: Term) -> Term:
    if term.field not in ("about", "source"):
        return term
    from newsreader.store.facts import entity_fact, source_fact

    if term.field == "about":
        return replace(term, facts=tuple(map(entity_fact, entities_of(connection, term))))
    if term.field == "source":
        return replace(term, facts=tuple(map(source_fact, sources_of(connection, term))))
    return term


def entities_of(connection: sqlite3.Connection, term: Term) -> list[int]:
    """Rows of the entities that a value names: by its full name, else by words of any name that articles give them.

    Else by what the thing of this name is also called, whether an article says so or not.
    """
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
    return [id_ for (id_,) in rows] or _known_otherwise(connection, term.value)


def _known_otherwise(connection: sqlite3.Connection, name: str) -> list[int]:
    from newsreader.aliases import other_names  # here, as the tables are read for a name that the library does not have

    others = other_names(name)
    rows = connection.execute(f"SELECT id FROM names WHERE name IN ({', '.join('?' * len(others))})", others)
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
