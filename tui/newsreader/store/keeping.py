"""Stars, tags and notes of quotations. They lie with the marks, are never dropped, and are undone as marks are."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence

from newsreader.store.marked import Mark, marks_of
from newsreader.text import clean, clean_line, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newsreader.store.kept import Row
    from newsreader.store.marks import Marks

_LONGEST_NOTE = 20_000
_LONGEST_TAG = 100
_MOST_TAGS = 50
_CHUNK = 500


class Keeping:
    """The kept quotations of all libraries that share the marks; a step for undo belongs to one library."""

    def __init__(self, marks: Marks) -> None:
        self._marks = marks

    def starred_quotations(self) -> list[Mark]:
        """Those with a star."""
        return self._select("WHERE starred = 1")

    def tagged_quotations(self, tag: str, *, typing: bool) -> list[Mark]:
        """Those with a tag, or one that begins so; case and ё do not matter."""
        wanted = _comparable(tag)
        return [
            mark
            for mark in self._select("WHERE tags <> '[]'")
            if any(one == wanted or (typing and one.startswith(wanted)) for one in map(_comparable, mark.tags))
        ]

    def of_articles(self, ids: Sequence[str]) -> list[Mark]:
        """The marks of the quotations of some articles."""
        chosen = list(dict.fromkeys(map(clean, ids)))
        marks: list[Mark] = []
        for first in range(0, len(chosen), _CHUNK):
            part = chosen[first : first + _CHUNK]
            marks += self._select(f"WHERE article IN ({','.join('?' * len(part))})", *part)
        return marks

    def everything(self) -> list[Mark]:
        """All quotations that have a star, a tag or a note, or are in a collection; the latest kept first."""
        return self._select(
            "WHERE starred OR tags <> '[]' OR note <> '' OR EXISTS"
            " (SELECT 1 FROM collected c WHERE c.article = m.article AND c.digest = m.digest) ORDER BY place DESC"
        )

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Tags and how many quotations have them, the most used first."""
        counted = Counter(tag for mark in self._select("WHERE tags <> '[]'") for tag in mark.tags)
        return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))

    def _select(self, rest: str, *values: str) -> list[Mark]:
        nothing: list[Mark] = []
        return self._marks.read_kept(lambda connection: marks_of(connection, rest, *values), nothing)

    def set(
        self,
        quotations: Sequence[Mark],
        *,
        starred: bool | None = None,
        tags: Sequence[str] | None = None,
        note: str | None = None,
    ) -> None:
        """Changes what is stated of some quotations, as one step; what they had besides stays.

        Raises:
            StoreError: where marks cannot be written.
        """
        from newsreader.store.journal import next_step
        from newsreader.store.kept import change, row_of

        changes: Row = {}
        if starred is not None:
            changes["starred"] = int(starred)
        if tags is not None:
            import json

            changes["tags"] = json.dumps(tidy_tags(tags), ensure_ascii=False)
        if note is not None:
            changes["note"] = clean(note).strip()[:_LONGEST_NOTE]

        def work(connection: sqlite3.Connection) -> None:
            step = next_step(connection, self._marks.library)
            for mark in quotations:
                key = {"digest": mark.digest}
                before = row_of(connection, "quotation_marks", mark.article, key)
                old = before or blank(connection, mark)
                if {**old, **changes} != old:
                    after = {**old, **changes}
                    change(connection, step, self._marks.library, "quotation_marks", mark.article, key, after)

        self._marks.write(work)


def blank(connection: sqlite3.Connection, mark: Mark) -> Row:
    """The row of a quotation of which nothing is stated yet."""
    (place,) = connection.execute("SELECT ifnull(max(place), 0) + 1 FROM quotation_marks").fetchone()
    return {"text": mark.text, "starred": 0, "tags": "[]", "note": "", "place": place}


def tidy_tags(tags: Sequence[str]) -> list[str]:
    """Tags as they are kept: on one line, without quotation marks, each once."""
    tidy: dict[str, str] = {}
    for tag in tags:
        name = clean_line(tag.replace('"', " "), limit=_LONGEST_TAG).lstrip("#").strip()
        if _comparable(name):
            tidy.setdefault(_comparable(name), name)
    return list(tidy.values())[:_MOST_TAGS]


def _comparable(tag: str) -> str:
    return " ".join(word.form for word in words(tag))
