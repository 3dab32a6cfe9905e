"""What the words of the list's filter let through, as conditions on the rows of `articles`.

The words are those of a search (see `store.query`), and two more that only articles can have:

    заголовок:мост     in the title, in any form (also title:)
    новые:             not read yet (also unread:); -новые: read

A source, a tag, a name and a speaker are those of the article: кто:Токаев lets through what quotes him.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from newsreader.errors import FilterError
from newsreader.store.matching import article_match, term_match
from newsreader.store.meaning import entities_of
from newsreader.store.ordering import KEYS_A_MINUTE_BITS, UNDATED
from newsreader.store.query import Query, Term, parse, pieces
from newsreader.store.refinements import kinds_of, minutes_of, yes_or_no
from newsreader.store.schema import QUOTATION_BITS
from newsreader.store.terms import stems
from newsreader.store.vocabulary import Vocabulary, with_lemmas
from newsreader.text import fold, words

TITLE = ("title", "заголовок")
UNREAD = ("unread", "новые", "непрочитанные")
_OWN = re.compile(
    rf"(?<!\S)(?P<minus>-?)(?P<name>{'|'.join((*TITLE, *UNREAD))}):"
    r"(?:[\"«“](?P<phrase>[^\"»”]*)[\"»”]?|(?P<word>\S*))",
    re.IGNORECASE,
)
_IN_TEXT = "key IN (SELECT rowid FROM article_terms WHERE article_terms MATCH ?)"
_QUOTING = f"key IN (SELECT rowid >> {QUOTATION_BITS} FROM quotation_terms WHERE quotation_terms MATCH ?)"
_ONE_OF = "IN (SELECT value FROM json_each(?))"

Condition = tuple[str, list[str | int]]
"""SQL and its values."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A filter's words, read."""

    query: Query
    titles: tuple[tuple[str, bool], ...] = ()
    """Words of the title, and whether they are refused."""
    unread: bool | None = None
    """None where it does not matter."""


def read_filter(typed: str, *, today: date | None = None) -> Wanted:
    """What a person wants to see.

    Raises:
        FilterError: where the value of a refinement says nothing.
    """
    titles: list[tuple[str, bool]] = []
    unread: bool | None = None
    for found in _OWN.finditer(typed):
        value = found["word"] if found["phrase"] is None else found["phrase"]
        name = found["name"]
        if fold(name) in TITLE:
            if not any(words(value)):
                raise FilterError(name, value, "words")
            titles.append((value, bool(found["minus"])))
        else:
            wanted = yes_or_no(value)
            if wanted is None:
                raise FilterError(name, value, "yes or no")
            unread = wanted is not bool(found["minus"])
    rest = _OWN.sub(" ", typed)
    _check(rest, today or date.today())
    return Wanted(parse(rest, today=today), tuple(titles), unread)


def _check(typed: str, today: date) -> None:
    for piece in pieces(typed):
        name = typed[piece.start : piece.end].lstrip("-").partition(":")[0]
        if piece.field in ("since", "until", "date") and minutes_of(piece.value, today=today) is None:
            raise FilterError(name, piece.value, "date")
        if piece.field == "starred" and yes_or_no(piece.value) is None:
            raise FilterError(name, piece.value, "yes or no")
        if piece.field == "kind" and not kinds_of(piece.value):
            raise FilterError(name, piece.value, "kind")
        if piece.field in ("who", "about", "source", "tag") and not any(words(piece.value)):
            raise FilterError(name, piece.value, "words")


def conditions(connection: sqlite3.Connection, typed: str) -> Iterator[Condition]:
    """Conditions that all hold for the articles that are let through."""
    if not typed.strip():
        return
    wanted = read_filter(typed)
    yield from _of_query(connection, wanted.query)
    for value, refused in wanted.titles:
        condition = _titled(connection, value)
        yield _not(condition) if refused else condition
    if wanted.unread is not None:
        yield "read = ?", [int(not wanted.unread)]


def _of_query(connection: sqlite3.Connection, query: Query) -> Iterator[Condition]:
    yield from _of_text(connection, query)
    for group in query.groups:
        if not _plain(group):
            yield _any_of([_term(connection, term) for term in group])
    for term in query.excluded:
        if term.field != "text":
            yield _not(_term(connection, term))
    for minutes, sign in ((query.since, ">="), (query.until, "<")):
        if minutes is not None:
            yield f"key {sign} ? AND key & {UNDATED} = 0", [minutes << KEYS_A_MINUTE_BITS]
    if query.starred is not None:
        yield "starred = ?", [int(query.starred)]
    for choice in query.choices:
        yield _any_of([_all_of(list(_of_query(connection, one))) for one in choice])


def depends_on_marks(typed: str) -> bool:
    """Whether marks decide what the words let through."""
    try:
        wanted = read_filter(typed)
    except FilterError:
        return False
    parts = list(wanted.query.parts())
    tagged = any(term.field == "tag" for part in parts for term in (*part.terms(), *part.excluded))
    return wanted.unread is not None or tagged or any(part.starred is not None for part in parts)


def _plain(group: tuple[Term, ...]) -> bool:
    return all(term.field == "text" for term in group)


def _of_text(connection: sqlite3.Connection, query: Query) -> Iterator[Condition]:
    """All plain words at once: the index of words joins them best."""
    groups = tuple(filter(_plain, query.groups))
    excluded = tuple(term for term in query.excluded if term.field == "text")
    found, refused = article_match(connection, replace(query, groups=groups, excluded=excluded))
    if found:
        yield _IN_TEXT, [f"({found}) NOT {refused}" if refused else found]
    elif refused:
        yield f"NOT {_IN_TEXT}", [refused]


def _not(condition: Condition) -> Condition:
    return f"NOT ifnull({condition[0]}, 0)", condition[1]


def _any_of(parts: Sequence[Condition], word: str = " OR ") -> Condition:
    return f"({word.join(f'({sql})' for sql, _ in parts)})", [value for _, values in parts for value in values]


def _all_of(parts: Sequence[Condition]) -> Condition:
    return _any_of(parts, " AND ")


def _term(connection: sqlite3.Connection, term: Term) -> Condition:
    if term.field == "about":
        named = json.dumps(entities_of(connection, term))
        return f"key IN (SELECT key FROM entities WHERE name {_ONE_OF})", [named]
    if term.field == "source":
        return f"source {_ONE_OF}", [json.dumps(_sources(connection, term), ensure_ascii=False)]
    if term.field == "tag":
        wanted = fold(term.value.strip())
        if not term.typing:
            return "key IN (SELECT key FROM tags WHERE folded = ?)", [wanted]
        return "key IN (SELECT key FROM tags WHERE folded >= ? AND folded < ?)", [wanted, wanted + "\U0010ffff"]
    if term.field in ("who", "kind"):
        (meant,) = with_lemmas(connection, Query(groups=((term,),))).groups[0]
        return _QUOTING, [term_match(meant)]
    found, _ = article_match(connection, Query(groups=((term,),)))
    return _IN_TEXT, [found]


def _sources(connection: sqlite3.Connection, term: Term) -> list[str]:
    """Sources that have all words of the value, whole or as beginnings, in their names."""
    found = []
    for name in sources(connection):
        forms = [word.form for word in words(name)]
        if all(any(form.startswith(wanted) for form in forms) for wanted in term.forms):
            found.append(name)
    return found


def sources(connection: sqlite3.Connection) -> list[str]:
    """The sources of all articles; takes a step a source, not an article."""
    names: list[str] = []
    last = ""
    while True:
        (name,) = connection.execute("SELECT min(source) FROM articles WHERE source > ?", (last,)).fetchone()
        if name is None:
            return names
        names.append(name)
        last = name


def _titled(connection: sqlite3.Connection, value: str) -> Condition:
    """Articles that have all of the words in the title, in any form; the last may be the beginning of one.

    The index of words knows no columns: titles are read of those articles only that have the words somewhere.
    """
    vocabulary = Vocabulary(connection)
    forms = [word.form for word in words(value)]
    wanted = [set(vocabulary.stems(form)) for form in forms]
    found, _ = article_match(connection, parse(value))
    sql = f"SELECT key, title FROM articles{f' WHERE {_IN_TEXT}' if found else ''}"
    keys = []
    for key, title in connection.execute(sql, [found] if found else []):
        there = stems(title).split()
        if all(each & set(there) for each in wanted[:-1]) and (
            wanted[-1] & set(there) or any(word.form.startswith(forms[-1]) for word in words(title))
        ):
            keys.append(key)
    return f"key {_ONE_OF}", [json.dumps(keys)]
