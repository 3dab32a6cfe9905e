"""Reads the quotations that somebody kept."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence

from newsreader.record import Record, replace
from newsreader.text import clean, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newsreader.models import QuoteHit

_CHUNK = 500
_KEPT = (
    "(starred OR tags <> '[]' OR note <> '' OR EXISTS"
    " (SELECT 1 FROM collected c WHERE c.article = m.article AND c.digest = m.digest))"
)


Read = Callable[[Callable[[sqlite3.Connection], list["Mark"]], list["Mark"]], list["Mark"]]


class Mark(Record):
    """What somebody did with a quotation: it goes by its article's id and a digest of its words."""

    article: str
    digest: int
    text: str
    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""


def marks_of(connection: sqlite3.Connection, rest: str, *values: str | int) -> list[Mark]:
    """The rows of `quotation_marks m` that the end of an SQL statement selects."""
    sql = f"SELECT m.article, m.digest, m.text, m.starred, m.tags, m.note FROM quotation_marks m {rest}"
    return [
        Mark(article, digest, text, bool(starred), _unpacked(tags), note)
        for article, digest, text, starred, tags, note in connection.execute(sql, values)
    ]


def _unpacked(tags: str) -> tuple[str, ...]:
    if tags == "[]":
        return ()
    import json  # here, as most searches meet no tags

    return tuple(json.loads(tags))


class Kept:
    """The kept quotations of all libraries that share the marks.

    Args:
        read: gives what a function finds in the marks, or the default where there are none.
    """

    def __init__(self, read: Read) -> None:
        self._read = read

    def starred_quotations(self) -> list[Mark]:
        """Those with a star."""
        return self._select("WHERE starred = 1")

    def tagged_quotations(self, tag: str, *, typing: bool) -> list[Mark]:
        """Those with a tag, or one that begins so; case and ё do not matter."""
        wanted = comparable(tag)
        return [
            mark
            for mark in self._select("WHERE tags <> '[]'")
            if any(one == wanted or (typing and one.startswith(wanted)) for one in map(comparable, mark.tags))
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
        return self._select(f"WHERE {_KEPT} ORDER BY place DESC")

    def in_article(self, article_id: str) -> list[Mark]:
        """The same of one article."""
        return self._select(f"WHERE article = ? AND {_KEPT}", clean(article_id))

    def tags(self) -> tuple[tuple[str, int], ...]:
        """Tags and how many quotations have them, the most used first."""
        counted = Counter(tag for mark in self._select("WHERE tags <> '[]'") for tag in mark.tags)
        return tuple(sorted(counted.items(), key=lambda item: (-item[1], item[0])))

    def marked(self, hits: Sequence[QuoteHit]) -> tuple[QuoteHit, ...]:
        """The hits with what somebody did with them."""
        by_article: dict[str, list[Mark]] = {}
        for mark in self.of_articles([hit.article_id for hit in hits]):
            by_article.setdefault(mark.article, []).append(mark)
        if not by_article:
            return tuple(hits)
        from newsreader.store.addresses import mark_of

        marked = []
        for hit in hits:
            kept = mark_of(by_article.get(hit.article_id, ()), hit.text)
            marked.append(replace(hit, starred=kept.starred, tags=kept.tags, note=kept.note) if kept else hit)
        return tuple(marked)

    def _select(self, rest: str, *values: str) -> list[Mark]:
        nothing: list[Mark] = []
        return self._read(lambda connection: marks_of(connection, rest, *values), nothing)


def comparable(tag: str) -> str:
    """A tag for comparison: case and ё do not matter."""
    return " ".join(word.form for word in words(tag))
