"""What the index says of a quotation beside its words: who, source, kind, the things its article names."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterable, Sequence

from newsreader.record import Record
from newsreader.store.query import kind_fact
from newsreader.store.schema import KINDS, QUOTATION_BITS
from newsreader.store.terms import forms_and_stems
from newsreader.store.vocabulary import Vocabulary

_MOST_ENTITIES = 40
"""Entities of an article by which its quotations are found: the most mentioned ones."""
_SOURCE, _MOST_SOURCES = 0xE100, 0x1700
_ENTITY, _MOST_NAMES = 0x10000, 0x100000
"""Where the characters begin that stand for sources and entities, and how many there are."""


class Said(Record):
    """A row of `quotations`."""

    id: int
    kind: int
    start: int
    stop: int
    who: str | None
    speaker: str | None
    text: str


def entity_fact(name: int) -> str:
    """What the index calls an entity, by its row in `names`: one character, which has no beginning to be kept."""
    return chr(_ENTITY + name) if name < _MOST_NAMES else f"e{name}"


def source_fact(source: int) -> str:
    """What the index calls a source, by its row in `sources`."""
    return chr(_SOURCE + source) if source < _MOST_SOURCES else f"s{source}"


def words_digest(text: str) -> int:
    """What tells the words of one quotation from those of another; marks, case and look-alike letters do not count."""
    from hashlib import blake2b  # here, as most searches digest nothing

    forms, _ = forms_and_stems(text)
    return int.from_bytes(blake2b(forms.encode(), digest_size=8).digest(), "big", signed=True)


def add_quotations(connection: sqlite3.Connection, key: int, rows: Sequence[Said], vocabulary: Vocabulary) -> None:
    """Writes an article's quotations; its entities stand in the index already, and the words in the vocabulary."""
    if not rows:
        return
    source = _source(connection, key, len(rows))
    said = Counter(row.who for row in rows if row.who)
    speakers = {name: _speaker(connection, name, count) for name, count in said.items()}
    callings = {row.speaker: _calling(connection, row.speaker) for row in rows if row.speaker}
    connection.executemany(
        "INSERT INTO quotations VALUES (?, ?, ?, ?, ?, ?, ?)",
        [(row.id, row.kind, row.start, row.stop, row.who, row.speaker, row.text) for row in rows],
    )
    connection.executemany(
        "INSERT INTO said VALUES (?, ?, ?, ?, ?)",
        [
            (row.id, speakers.get(row.who or ""), source, callings.get(row.speaker or ""), words_digest(row.text))
            for row in rows
        ],
    )
    shared = _shared_facts(connection, key, source)
    connection.executemany(
        "INSERT INTO quotation_terms (rowid, forms, lemmas, who, facts) VALUES (?, ?, ?, ?, ?)",
        [_terms(row, vocabulary, shared) for row in rows],
    )


def remove_quotations(connection: sqlite3.Connection, key: int) -> None:
    """Takes out an article's quotations, before its entities are."""
    first, last = key << QUOTATION_BITS, (key + 1) << QUOTATION_BITS
    found = connection.execute("SELECT * FROM quotations WHERE id >= ? AND id < ?", (first, last)).fetchall()
    if not found:
        return
    (source,) = connection.execute("SELECT source FROM said WHERE id = ?", (found[0][0],)).fetchone()
    vocabulary = Vocabulary(connection)
    shared = _shared_facts(connection, key, source)
    connection.executemany(
        "INSERT INTO quotation_terms (quotation_terms, rowid, forms, lemmas, who, facts)"
        " VALUES ('delete', ?, ?, ?, ?, ?)",
        [_terms(Said(*row), vocabulary, shared) for row in found],
    )
    speakers: list[tuple[int, int]] = connection.execute(
        "SELECT count(*), who FROM said WHERE id >= ? AND id < ? AND who IS NOT NULL GROUP BY who", (first, last)
    ).fetchall()
    for table, counted in (("speakers", speakers), ("sources", [(len(found), source)])):
        connection.executemany(f"UPDATE {table} SET quotations = quotations - ? WHERE id = ?", counted)
        connection.executemany(f"DELETE FROM {table} WHERE quotations <= 0 AND id = ?", [row[1:] for row in counted])
    connection.execute("DELETE FROM quotations WHERE id >= ? AND id < ?", (first, last))
    connection.execute("DELETE FROM said WHERE id >= ? AND id < ?", (first, last))


def spoken_words(rows: Iterable[Said]) -> Iterable[str]:
    """The forms of all words under which quotations are found."""
    for row in rows:
        for text in (row.text, row.who, row.speaker):
            if text:
                yield from forms_and_stems(text)[0].split()


def _terms(row: Said, vocabulary: Vocabulary, shared: str) -> tuple[int, str, str, str, str]:
    """What the search index holds of a quotation; the speaker's names are kept apart for phrases."""
    forms, lemmas = vocabulary.of_text(row.text)
    who, name_lemmas = vocabulary.of_text(row.who or "")
    speaker, role_lemmas = vocabulary.of_text(row.speaker or "")
    names = f"{who} _ {speaker} _ {name_lemmas} _ {role_lemmas}"
    return row.id, forms, lemmas, names, f"{kind_fact(KINDS[row.kind])} {shared}"


def _shared_facts(connection: sqlite3.Connection, key: int, source: int | None) -> str:
    rows = connection.execute(
        "SELECT name FROM entities WHERE key = ? ORDER BY mentions DESC, name LIMIT ?", (key, _MOST_ENTITIES)
    )
    facts = [entity_fact(name) for (name,) in rows]
    return " ".join(facts if source is None else [source_fact(source), *facts])


def _source(connection: sqlite3.Connection, key: int, count: int) -> int | None:
    (name,) = connection.execute("SELECT source FROM articles WHERE key = ?", (key,)).fetchone()
    if not name:
        return None
    (id_,) = connection.execute(
        "INSERT INTO sources (name, quotations) VALUES (?, ?)"
        " ON CONFLICT (name) DO UPDATE SET quotations = quotations + excluded.quotations RETURNING id",
        (name, count),
    ).fetchone()
    return int(id_)


def _speaker(connection: sqlite3.Connection, name: str, count: int) -> int:
    (id_,) = connection.execute(
        "INSERT INTO speakers (name, words, quotations) VALUES (?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET quotations = quotations + excluded.quotations RETURNING id",
        (name, f" {' '.join(forms_and_stems(name))} ", count),
    ).fetchone()
    return int(id_)


def _calling(connection: sqlite3.Connection, words: str) -> int:
    row = connection.execute("SELECT id FROM callings WHERE words = ?", (words,)).fetchone()
    if row is None:
        row = connection.execute("INSERT INTO callings (words) VALUES (?) RETURNING id", (words,)).fetchone()
    return int(row[0])
