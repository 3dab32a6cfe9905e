"""Writes what was found in an article: its quotations, its entities, and the words they add to the search."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from operator import itemgetter

from newsreader.models import Analysed, Analysis
from newsreader.store import listing
from newsreader.store.codec import pack_analysis, pack_problem
from newsreader.store.facts import Said, add_quotations, spoken_words
from newsreader.store.rows import forget_name, remove_analysis, replace_stems, stored_stems
from newsreader.store.schema import KINDS, MOST_QUOTATIONS, QUOTATION_BITS, TYPES
from newsreader.store.terms import forms_and_stems, stems
from newsreader.store.vocabulary import Vocabulary
from newsreader.text import clean, clean_line

_NO_LEMMAS: Mapping[str, tuple[str, ...]] = {}
_MOST_WORDS = 2_000
"""Letters of an entity's names and aliases by which it is found."""


def take_engine(connection: sqlite3.Connection, engine: str) -> None:
    """Notes which engine analyses the library; what another one failed at, this one may be able to do.

    Files that could not be read have no text, and keep their problem.
    """
    connection.execute(
        "UPDATE articles SET problem = NULL WHERE problem IS NOT NULL"
        " AND EXISTS (SELECT 1 FROM bodies b WHERE b.key = articles.key AND b.body <> '')"
    )
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('engine', ?)", (engine,))


def put_all(
    connection: sqlite3.Connection,
    items: Iterable[tuple[int, Analysed | Analysis | str]],
    stale: Callable[[int, bytes], bool],
) -> None:
    """Puts analyses in by key, or why there is none; `stale` tells by the digest whether a text was another one."""
    vocabulary = Vocabulary(connection)
    for key, analysis in sorted(items, key=itemgetter(0)):  # a falling key makes FTS5 write out what it has gathered
        found = listing.body(connection, key)
        if found is None or stale(key, found[1]):
            continue
        if isinstance(analysis, str):
            put_problem(connection, key, analysis)
        elif isinstance(analysis, Analysed):
            put_analysis(connection, key, found[0], analysis.analysis, analysis.lemmas, vocabulary)
        else:
            put_analysis(connection, key, found[0], analysis)


def put_problem(connection: sqlite3.Connection, key: int, message: str) -> None:
    """Notes that an article could not be analysed; an earlier analysis stays."""
    connection.execute("UPDATE articles SET problem = ? WHERE key = ?", (pack_problem(message), key))


def put_analysis(
    connection: sqlite3.Connection,
    key: int,
    body: str,
    analysis: Analysis,
    lemmas: Mapping[str, tuple[str, ...]] = _NO_LEMMAS,
    vocabulary: Vocabulary | None = None,
) -> None:
    """Puts an analysis in the place of the one that an article had, if any; words without a lemma go by their stem.

    A vocabulary that has served other articles in the same transaction knows most words already.
    """
    names = _put_names(connection, key, analysis)
    remove_analysis(connection, key)
    connection.execute("INSERT OR REPLACE INTO analyses VALUES (?, ?, ?)", (key, names, clean(pack_analysis(analysis))))
    _insert_entities(connection, key, analysis)
    rows = _said(key, body, analysis)
    vocabulary = vocabulary or Vocabulary(connection)
    vocabulary.add(spoken_words(rows), lemmas)
    add_quotations(connection, key, rows, vocabulary)
    speakers = Counter(quotation.who for quotation in analysis.quotations if quotation.who)
    connection.execute(
        "UPDATE articles SET quotations = ?, speaker = ?, engine = ?, problem = NULL WHERE key = ?",
        (
            len(analysis.quotations),
            clean_line(speakers.most_common(1)[0][0]) if speakers else None,
            clean(analysis.engine),
            key,
        ),
    )


def _put_names(connection: sqlite3.Connection, key: int, analysis: Analysis) -> str:
    """Makes an article found by the names that were found in it; gives their stems that the text does not have."""
    names = [quotation.who for quotation in analysis.quotations if quotation.who]
    names += [entity.name for entity in analysis.entities]
    found = set(stems(" \n".join(names)).split())
    before = connection.execute("SELECT 1 FROM analyses WHERE key = ? AND names <> ''", (key,)).fetchone()
    if not found and not before:
        return ""  # without a look at the text, whose stems take seconds where it is a long one
    base, old = stored_stems(connection, key)
    new = " ".join(sorted(found.difference(base.split())))
    replace_stems(connection, key, f"{base} {old}", f"{base} {new}")
    return new


def _said(key: int, body: str, analysis: Analysis) -> list[Said]:
    return [
        Said(
            key << QUOTATION_BITS | number,
            KINDS.index(quotation.kind),
            quotation.span.start,
            quotation.span.end,
            (quotation.who and clean_line(quotation.who)) or None,
            None if quotation.speaker is None else clean_line(quotation.speaker.of(body)),
            quotation.span.of(body),
        )
        for number, quotation in enumerate(analysis.quotations[:MOST_QUOTATIONS])
    ]


def _insert_entities(connection: sqlite3.Connection, key: int, analysis: Analysis) -> None:
    said = Counter(quotation.who for quotation in analysis.quotations)
    mentions: Counter[tuple[str, int]] = Counter()
    quotations: Counter[tuple[str, int]] = Counter()
    aliases: dict[tuple[str, int], list[str]] = {}
    for entity in analysis.entities:
        name = clean_line(entity.name), TYPES.index(entity.type)
        if name[0]:
            mentions[name] += len(entity.mentions)
            quotations[name] += said[entity.name]
            aliases.setdefault(name, []).extend(entity.aliases)
    for name, count in mentions.items():
        id_, words = connection.execute(
            "INSERT INTO names (name, type, words, articles, mentions, quotations) VALUES (?, ?, ' ', 1, ?, ?)"
            " ON CONFLICT (name, type) DO UPDATE SET articles = articles + 1,"
            " mentions = mentions + excluded.mentions, quotations = quotations + excluded.quotations"
            " RETURNING id, words",
            (*name, count, quotations[name]),
        ).fetchone()
        connection.execute("INSERT INTO entities VALUES (?, ?, ?, ?)", (key, id_, count, quotations[name]))
        _add_words(connection, id_, words, [name[0], *aliases[name]])


def _add_words(connection: sqlite3.Connection, name: int, known: str, forms: list[str]) -> None:
    """Makes an entity found by its name and whatever else it has been called, as long as there is any article of it."""
    found = " ".join(forms_and_stems(" \n".join(forms))).split()
    new = [word for word in dict.fromkeys(found) if f" {word} " not in known]
    if new and len(known) < _MOST_WORDS:
        words = f"{known}{' '.join(new)} "
        connection.execute("UPDATE names SET words = ? WHERE id = ?", (words, name))
        if known.strip():
            forget_name(connection, name, known)
        connection.execute("INSERT INTO name_terms (rowid, words) VALUES (?, ?)", (name, words))
