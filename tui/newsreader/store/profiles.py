"""Pages of speakers and of whatever articles name: what they said when, in which roles, beside whom they are named."""

from __future__ import annotations

import json
import sqlite3
from collections import Counter

from newsreader.findings import Companion, Month, Profile, SpeakerSummary
from newsreader.models import EntityType
from newsreader.store.codec import unpack_aliases
from newsreader.store.facets import day_of_row, moment_of, row_of
from newsreader.store.roles import roles
from newsreader.store.schema import QUOTATION_BITS, TYPES, UNDATED_ROW
from newsreader.store.terms import stem
from newsreader.text import clean_line, fold, words

_LATEST = 1_500
"""Articles, the latest, from which companions are taken."""
_READ = 120
"""Articles, the latest, from which aliases are taken."""
_MOST = 24
_DATED = f"id & {UNDATED_ROW} = 0"


def profile(connection: sqlite3.Connection, name: str, type_: EntityType | None) -> Profile | None:
    """The page of one name; without a type, of the one that is mentioned most. None where nothing has that name."""
    name = clean_line(name)
    speaker = connection.execute("SELECT id, quotations FROM speakers WHERE name = ?", (name,)).fetchone()
    condition = "" if type_ is None else f" AND type = {TYPES.index(type_)}"
    entity = connection.execute(
        f"SELECT id, type, articles FROM names WHERE name = ?{condition} ORDER BY mentions DESC LIMIT 1", (name,)
    ).fetchone()
    if speaker is None and entity is None:
        return None
    keys = _articles(connection, entity[0], _LATEST) if entity else []
    return Profile(
        name=name,
        type=TYPES[entity[1]] if entity else type_,
        quotations=speaker[1] if speaker else 0,
        articles=entity[2] if entity else _articles_with(connection, speaker[0]),
        aliases=_aliases(connection, name, keys[:_READ]),
        timeline=_timeline(connection, speaker[0]) if speaker else (),
        roles=roles(connection, name, speaker[0]) if speaker else (),
        named_with=_companions(connection, entity[0], keys) if entity else (),
        spoken_of_by=_speakers_in(connection, name, keys),
    )


def _articles_with(connection: sqlite3.Connection, speaker: int) -> int:
    """In how many articles somebody says something."""
    sql = f"SELECT count(DISTINCT id >> {QUOTATION_BITS}) FROM said WHERE who = ?"
    return int(connection.execute(sql, (speaker,)).fetchone()[0])


def _articles(connection: sqlite3.Connection, entity: int, limit: int) -> list[int]:
    rows = connection.execute("SELECT key FROM entities WHERE name = ? ORDER BY key DESC LIMIT ?", (entity, limit))
    return [key for (key,) in rows]


def _timeline(connection: sqlite3.Connection, speaker: int) -> tuple[Month, ...]:
    """Quotations a month, of those with a date; from month to month by the index."""
    months = []
    next_ = f"SELECT id FROM said WHERE who = ? AND id >= ? AND {_DATED} ORDER BY id LIMIT 1"
    within = f"SELECT count(*) FROM said WHERE who = ? AND id >= ? AND id < ? AND {_DATED}"
    found = connection.execute(next_, (speaker, 0)).fetchone()
    while found is not None:
        (first,) = found
        moment = moment_of(first)
        end = row_of(moment.year + moment.month // 12, moment.month % 12 + 1)
        (count,) = connection.execute(within, (speaker, first, end)).fetchone()
        months.append(Month(f"{moment.year:04}-{moment.month:02}", count))
        found = connection.execute(next_, (speaker, end)).fetchone()
    return tuple(months)


def _companions(connection: sqlite3.Connection, entity: int, keys: list[int]) -> tuple[Companion, ...]:
    rows = connection.execute(
        "SELECT e.name, count(*) AS shared FROM json_each(?) j CROSS JOIN entities e ON e.key = j.value"
        " WHERE e.name <> ? GROUP BY e.name ORDER BY shared DESC, e.name LIMIT ?",
        (json.dumps(keys), entity, _MOST),
    ).fetchall()
    found = []
    for id_, count in rows:
        name, type_ = connection.execute("SELECT name, type FROM names WHERE id = ?", (id_,)).fetchone()
        found.append(Companion(name, count, TYPES[type_]))
    return tuple(found)


def _speakers_in(connection: sqlite3.Connection, name: str, keys: list[int]) -> tuple[Companion, ...]:
    """Who else speaks in some articles, and how often."""
    rows = connection.execute(
        "SELECT p.name, count(*) AS said FROM json_each(?) j CROSS JOIN said s"
        f" ON s.id >= j.value << {QUOTATION_BITS} AND s.id < (j.value + 1) << {QUOTATION_BITS}"
        " CROSS JOIN speakers p ON p.id = s.who WHERE p.name <> ? GROUP BY p.id ORDER BY said DESC, p.name LIMIT ?",
        (json.dumps(keys), name, _MOST),
    )
    return tuple(Companion(speaker, count) for speaker, count in rows)


def _aliases(connection: sqlite3.Connection, name: str, keys: list[int]) -> tuple[str, ...]:
    """The other forms in the latest articles, the most frequent first."""
    counted: Counter[str] = Counter()
    shown: dict[str, str] = {}
    others: set[str] = set()
    for key in keys:
        row = connection.execute("SELECT data FROM analyses WHERE key = ?", (key,)).fetchone()
        if row is None:
            continue
        for entity, aliases in unpack_aliases(row[0]):
            if entity == name or (entity not in others and clean_line(entity) == name):
                for alias in map(clean_line, aliases):
                    counted[fold(alias)] += 1
                    shown.setdefault(fold(alias), alias)
            else:
                others.add(entity)
    return tuple(shown[one] for one, _ in counted.most_common(_MOST) if one != fold(name))


def speakers(connection: sqlite3.Connection, typed: str, limit: int) -> list[SpeakerSummary]:
    """Speakers that have all of the words in their names, in any form or as a beginning; the most quoted first."""
    conditions = []
    values: list[str | int] = []
    for word in list(words(typed[:500]))[:16]:
        conditions.append("(instr(words, ?) OR instr(words, ?))")
        values += [f" {word.form}", f" {stem(word.form)} "]
    where = f" WHERE {' AND '.join(conditions)}" if conditions else ""
    rows = connection.execute(
        f"SELECT id, name, quotations FROM speakers{where} ORDER BY quotations DESC, name LIMIT ?",
        (*values, max(0, limit)),
    ).fetchall()
    return [SpeakerSummary(name, count, *_days(connection, id_)) for id_, name, count in rows]


def _days(connection: sqlite3.Connection, speaker: int) -> tuple[str, str]:
    """Of the first and the last quotation with a date."""
    row = f"SELECT id FROM said WHERE who = ?1 AND {_DATED} ORDER BY id"
    first, last = connection.execute(f"SELECT ({row} LIMIT 1), ({row} DESC LIMIT 1)", (speaker,)).fetchone()
    return day_of_row(first), day_of_row(last)


def said_by(connection: sqlite3.Connection, name: str, limit: int, before: int | None) -> list[int]:
    """Rows of what a speaker said, the newest first; those older than `before`."""
    rows = connection.execute(
        "SELECT id FROM said WHERE who = (SELECT id FROM speakers WHERE name = ?) AND id < ? ORDER BY id DESC LIMIT ?",
        (clean_line(name), (1 << 62) if before is None else before, max(0, limit)),
    )
    return [id_ for (id_,) in rows]
