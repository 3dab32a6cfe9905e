"""How the hits of a query are spread over speakers, sources and years, counted within bounds."""

from __future__ import annotations

import json
import sqlite3
from bisect import bisect_left
from datetime import datetime, timedelta

from newsreader.findings import Facet, Facets
from newsreader.store.asked import with_asked
from newsreader.store.meaning import EVERYTHING, Meant, looked_up
from newsreader.store.query import parse
from newsreader.store.schema import KEY_BITS, UNDATED_ROW
from newsreader.store.searching import selection

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newsreader.store.meaning import Kept

MOST_COUNTED = 20_000
"""Hits that are counted, the newest; of more, counts are "at least"."""
MOST_TAGGED = 2_000
"""The same where the tags of articles are looked at for each quotation."""
_EPOCH = datetime(1900, 1, 1)


def facets(connection: sqlite3.Connection, typed: str, limit: int, kept: Kept | None = None) -> Facets:
    """The most frequent speakers and sources of the hits, and their years, the latest first."""
    meant = looked_up(connection, parse(typed), kept)
    return with_asked(connection, typed, meant.query, _counted(connection, typed, meant, limit))


def _counted(connection: sqlite3.Connection, typed: str, meant: Meant, limit: int) -> Facets:
    if meant.ways == EVERYTHING:
        return _of_everything(connection, typed, limit)
    most = MOST_TAGGED if any(way.tagged for way in meant.ways) else MOST_COUNTED
    ids = _newest(connection, meant, most + 1)
    exact = len(ids) <= most
    ids = ids[-most:]
    speakers, sources = _named(connection, ids, limit)
    return Facets(typed, len(ids), exact, speakers, sources, _years(ids, limit))


def _newest(connection: sqlite3.Connection, meant: Meant, limit: int) -> list[int]:
    """The newest rows that match, in order of time; in one piece, so that no other thread waits for each of them."""
    sql, values = selection(meant, many=True)
    (found,) = connection.execute(
        f"SELECT json_group_array(id) FROM ({sql} ORDER BY 1 DESC LIMIT ?)", (*values, limit)
    ).fetchone()
    ids: list[int] = json.loads(found)
    return sorted(ids)


_FOUND = """
WITH found AS MATERIALIZED (SELECT s.who, s.source FROM json_each(?1) j CROSS JOIN said s ON s.id = j.value)
SELECT * FROM (
    SELECT 'speaker', n.name, c.number FROM (SELECT who, count(*) AS number FROM found GROUP BY who) c
    CROSS JOIN speakers n ON n.id = c.who ORDER BY 3 DESC, 2 LIMIT ?2
) UNION ALL SELECT * FROM (
    SELECT 'source', n.name, c.number FROM (SELECT source, count(*) AS number FROM found GROUP BY source) c
    CROSS JOIN sources n ON n.id = c.source ORDER BY 3 DESC, 2 LIMIT ?2
)"""


def _named(connection: sqlite3.Connection, ids: list[int], limit: int) -> tuple[tuple[Facet, ...], tuple[Facet, ...]]:
    """The most frequent speakers and sources of some rows."""
    found = [Facet(*row) for row in connection.execute(_FOUND, (json.dumps(ids), limit))]
    return tuple(one for one in found if one.field == "speaker"), tuple(one for one in found if one.field == "source")


def _years(ids: list[int], limit: int) -> tuple[Facet, ...]:
    """The years of rows, which stand in order of time; those without a date are in none."""
    found = []
    ids = [id_ for id_ in ids if not id_ & UNDATED_ROW]
    start = 0
    while start < len(ids):
        year = moment_of(ids[start]).year
        end = bisect_left(ids, row_of(year + 1), start)
        found.append(Facet("year", str(year), end - start))
        start = end
    return tuple(reversed(found))[:limit]


def moment_of(row: int) -> datetime:
    """When the article of a quotation's row was published; of one without a date, when its file was changed."""
    return _EPOCH + timedelta(minutes=row >> KEY_BITS)


def day_of_row(row: int | None) -> str:
    """The day on which a quotation was published, ISO 8601; empty where there is none."""
    return f"{moment_of(row):%Y-%m-%d}" if row is not None else ""


def row_of(year: int, month: int = 1) -> int:
    """The first row that a quotation of this month can have."""
    if year > 9999:
        return 1 << 62
    return (int((datetime(year, month, 1) - _EPOCH).total_seconds()) // 60) << KEY_BITS


def _of_everything(connection: sqlite3.Connection, typed: str, limit: int) -> Facets:
    """The facets of an empty query, from figures that the index keeps."""
    speakers, sources = (
        tuple(
            Facet(field, name, count)
            for name, count in connection.execute(
                f"SELECT name, quotations FROM {field}s ORDER BY quotations DESC, name LIMIT ?", (limit,)
            )
        )
        for field in ("speaker", "source")
    )
    years = []
    (first, last, total) = connection.execute(
        "SELECT (SELECT min(id) FROM said), (SELECT max(id) FROM said), (SELECT quotations FROM totals)"
    ).fetchone()
    if first is not None:
        for year in range(moment_of(last).year, moment_of(first).year - 1, -1):
            sql = f"SELECT count(*) FROM said WHERE id >= ? AND id < ? AND id & {UNDATED_ROW} = 0"
            (count,) = connection.execute(sql, (row_of(year), row_of(year + 1))).fetchone()
            years += [Facet("year", str(year), count)] if count else []
            if len(years) == limit:
                break
    return Facets(typed, total, True, speakers, sources, tuple(years))
