"""Where a quotation stands now: by its address, or by its words where it was kept under another number."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from newsreader.record import Record
from newsreader.store.facts import words_digest
from newsreader.store.kept import Mark
from newsreader.store.likeness import SHARED, bag, overlap
from newsreader.store.schema import MOST_QUOTATIONS, QUOTATION_BITS


class Place(Record):
    """A quotation at its address."""

    article_id: str
    number: int
    row: int
    digest: int
    text: str


def rows_at(connection: sqlite3.Connection, wanted: Iterable[tuple[str, int]]) -> list[Place]:
    """The quotations at (article id, number from 1); those that are not there are left out."""
    found = []
    for article_id, number in wanted:
        row = connection.execute(
            "SELECT q.id, s.digest, q.text FROM articles a JOIN quotations q"
            f" ON q.id = a.key << {QUOTATION_BITS} | ?2 JOIN said s ON s.id = q.id WHERE a.id = ?1",
            (article_id, min(number, MOST_QUOTATIONS) - 1),
        ).fetchone()
        if row is not None and 1 <= number < MOST_QUOTATIONS:
            found.append(Place(article_id, number, *row))
    return found


def mark_of(marks: Sequence[Mark], text: str) -> Mark | None:
    """Which of an article's marks belongs to a quotation: of the same words, else of almost the same."""
    if not marks:
        return None
    digest = words_digest(text)
    for mark in marks:
        if mark.digest == digest:
            return mark
    said = bag(text)
    best = max(marks, key=lambda mark: overlap(bag(mark.text), said))
    return best if overlap(bag(best.text), said) >= SHARED else None


def row_of_mark(connection: sqlite3.Connection, mark: Mark) -> int | None:
    """The row of a kept quotation, by its words, else by almost the same words; None where they have gone."""
    found = connection.execute("SELECT key FROM articles WHERE id = ?", (mark.article,)).fetchone()
    if found is None:
        return None
    first, last = found[0] << QUOTATION_BITS, (found[0] + 1) << QUOTATION_BITS
    same = connection.execute(
        "SELECT id FROM said WHERE digest = ? AND id >= ? AND id < ? ORDER BY id LIMIT 1", (mark.digest, first, last)
    ).fetchone()
    if same is not None:
        return int(same[0])
    said = bag(mark.text)
    rows = connection.execute("SELECT id, text FROM quotations WHERE id >= ? AND id < ?", (first, last))
    scored = [(overlap(said, bag(text)), -id_) for id_, text in rows]
    best = max(scored, default=(0.0, 0))
    return -best[1] if best[0] >= SHARED else None


def addresses_of(connection: sqlite3.Connection, marks: Sequence[Mark]) -> list[str | None]:
    """The addresses of kept quotations; None where their words are no longer there."""
    found: list[str | None] = []
    for mark in marks:
        row = row_of_mark(connection, mark)
        found.append(None if row is None else f"{mark.article}#q{(row & (MOST_QUOTATIONS - 1)) + 1}")
    return found
