"""Corrections made by hand in the journal of the marks, so that undo takes them back in any later run.

The corrections themselves lie beside the articles; whoever takes a step back puts the files right, then closes it.
"""

from __future__ import annotations

import sqlite3

from newsreader.record import Record
from newsreader.store.index import Index
from newsreader.store.journal import CORRECTIONS, next_step
from newsreader.store.marks import Marks
from newsreader.store.undoing import latest_change
from newsreader.text import clean


class Noted(Record):
    """A step of corrections."""

    seq: int
    article: str
    corrections: str
    """As they were noted."""


class Mended:
    """What the store knows of the corrections of one library."""

    def __init__(self, index: Index, marks: Marks) -> None:
        self._index = index
        self._marks = marks

    def note(self, article_id: str, corrections: str) -> None:
        """Notes corrections as a step for undo.

        Raises:
            StoreError: where marks cannot be written.
        """
        library = self._marks.library
        values = library, clean(article_id), CORRECTIONS, clean(corrections)

        def work(connection: sqlite3.Connection) -> None:
            connection.execute(
                "INSERT INTO journal (step, library, article, field, before, detail) VALUES (?, ?, ?, ?, 0, ?)",
                (next_step(connection, library), *values),
            )

        self._marks.write(work)

    def latest(self) -> Noted | None:
        """The step that undo takes back next, if it is one of corrections."""

        def work(connection: sqlite3.Connection) -> Noted | None:
            row = connection.execute(
                "SELECT seq, article, detail, field FROM journal WHERE library = ? AND step IS NOT NULL"
                " ORDER BY step DESC, seq DESC LIMIT 1",
                (self._marks.library,),
            ).fetchone()
            return Noted(*row[:3]) if row is not None and row[3] == CORRECTIONS else None

        return self._marks.read_kept(work, None)

    def undoes(self) -> tuple[str, int]:
        """What undo takes back next, marks and corrections alike; see `latest_change`."""
        library = self._marks.library
        return self._marks.read_kept(lambda connection: latest_change(connection, library), ("", 0))

    def close(self, noted: Noted) -> None:
        """Makes a step that was taken back no step any more.

        Raises:
            StoreError: where marks cannot be written.
        """
        sql = "UPDATE journal SET step = NULL WHERE seq = ?"
        self._marks.write(lambda connection: connection.execute(sql, (noted.seq,)))

    def unknown_words(self, texts: list[str]) -> bool:
        """Whether a word of the texts is not yet in the vocabulary of the search."""
        from newsreader.store.terms import forms_and_stems
        from newsreader.store.vocabulary import Vocabulary

        forms = set(" ".join(forms_and_stems(text)[0] for text in texts).split())

        def work(connection: sqlite3.Connection) -> bool:
            vocabulary = Vocabulary(connection)
            return not all(vocabulary.lemmas(form) for form in forms)

        return self._index.read(work)
