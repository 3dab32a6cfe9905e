"""Stars, tags and notes of quotations. They lie with the marks, are never dropped, and are undone as marks are."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from newsreader.store.kept import Kept, Mark, comparable
from newsreader.text import clean, clean_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newsreader.store.marks import Marks
    from newsreader.store.undoing import Row

_LONGEST_NOTE = 20_000
_LONGEST_TAG = 100
_MOST_TAGS = 50


class Keeping(Kept):
    """The kept quotations of all libraries that share the marks; a step for undo belongs to one library."""

    def __init__(self, marks: Marks) -> None:
        super().__init__(marks.read_kept)
        self._marks = marks

    def set(
        self,
        quotations: Sequence[Mark],
        *,
        starred: bool | None = None,
        tags: Sequence[str] | None = None,
        instead_of: Sequence[str] | None = None,
        note: str | None = None,
    ) -> None:
        """Changes what is stated of some quotations, as one step; what they had besides stays.

        Args:
            instead_of: the tags whose place `tags` take; unset: that of all.

        Raises:
            StoreError: where marks cannot be written.
        """
        from newsreader.store.journal import next_step
        from newsreader.store.undoing import change, row_of

        changes: Row = {}
        if starred is not None:
            changes["starred"] = int(starred)
        if note is not None:
            changes["note"] = clean(note).strip()[:_LONGEST_NOTE]

        def work(connection: sqlite3.Connection) -> None:
            step = next_step(connection, self._marks.library)
            for mark in quotations:
                key = {"digest": mark.digest}
                before = row_of(connection, "quotation_marks", mark.article, key)
                old = before or blank(connection, mark)
                if tags is not None:
                    changes["tags"] = _with_tags(old["tags"], tags, instead_of)
                if {**old, **changes} != old:
                    after = {**old, **changes}
                    change(connection, step, self._marks.library, "quotation_marks", mark.article, key, after)

        self._marks.write(work)


def blank(connection: sqlite3.Connection, mark: Mark) -> Row:
    """The row of a quotation of which nothing is stated yet."""
    (place,) = connection.execute("SELECT ifnull(max(place), 0) + 1 FROM quotation_marks").fetchone()
    return {"text": mark.text, "starred": 0, "tags": "[]", "note": "", "place": place}


def _with_tags(stored: str, tags: Sequence[str], instead_of: Sequence[str] | None) -> str:
    """The stored tags with these in the place of some of them, or of all."""
    import json

    gone = None if instead_of is None else set(map(comparable, instead_of))
    stay = [] if gone is None else [tag for tag in json.loads(stored) if comparable(tag) not in gone]
    return json.dumps(tidy_tags([*stay, *tags]), ensure_ascii=False)


def tidy_tags(tags: Sequence[str]) -> list[str]:
    """Tags as they are kept: on one line, without quotation marks, each once."""
    tidy: dict[str, str] = {}
    for tag in tags:
        name = clean_line(tag.replace('"', " "), limit=_LONGEST_TAG).lstrip("#").strip()
        if comparable(name):
            tidy.setdefault(comparable(name), name)
    return list(tidy.values())[:_MOST_TAGS]
