"""How a query could go on at the cursor: names of refinements, and values that the library has."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter
from collections.abc import Iterable
from datetime import date

from newsreader.findings import Completion
from newsreader.store.facets import moment_of
from newsreader.store.filtering import TITLE, UNREAD
from newsreader.store.narrowing import is_russian, name_of, stated
from newsreader.store.profiles import speakers
from newsreader.store.refinements import KINDS, NAMES, Field
from newsreader.store.searching import find_entities
from newsreader.store.tagged import begins
from newsreader.text import fold, words

_AT_CURSOR = re.compile(r"(?P<minus>-?)(?:(?P<name>[^\W\d_]+):)?(?P<quote>[\"«“„]?)(?P<value>[^\"«»“”„]*)$")
_SPOKEN_DAYS = (("сегодня", "вчера"), ("today", "yesterday"))
Offer = tuple[str, int | None]


def completions(
    connection: sqlite3.Connection,
    typed: str,
    cursor: int,
    tags: Iterable[tuple[str, int]],
    limit: int,
    *,
    articles: bool = False,
) -> tuple[Completion, ...]:
    """What the word before the cursor can become, the likeliest first.

    Args:
        articles: whether it is articles that are asked for, which have titles and can be unread.
    """
    cursor = max(0, min(cursor, len(typed)))
    start, found = _at(typed[:cursor])
    if found is None:
        return ()
    end = cursor + len(re.match(r"[^\s\"]*\"?", typed[cursor:])[0])  # type: ignore[index]
    field = NAMES.get(fold(found["name"] or ""))
    minus, value = found["minus"], found["value"]
    if field is None:
        name = fold(found["name"] or "")
        if articles and name in UNREAD:
            said = [one for one in _yes_or_no(russian=not name.isascii()) if one.startswith(fold(value))]
            return tuple(_put(typed, start, end, f"{minus}{found['name']}:{one} ", one, None) for one in said)
        if name or found["quote"]:
            return ()
        russian = is_russian(value)
        names = [name_of(one, russian=russian) for one in _FIELDS]
        names += [own[russian] for own in (TITLE, UNREAD)] if articles else []
        names = [name for name in names if name.startswith(fold(value))]
        return tuple(_put(typed, start, end, f"{minus}{name}:", f"{name}:", None) for name in names)[:limit]
    russian = not (found["name"] or "").isascii()
    made = []
    for label, count in _values(connection, field, value, tags, russian, limit):
        made.append(_put(typed, start, end, minus + stated(field, label, russian=russian) + " ", label, count))
    return tuple(made[:limit])


def _yes_or_no(*, russian: bool) -> tuple[str, str]:
    return ("да", "нет") if russian else ("yes", "no")


_FIELDS: tuple[Field, ...] = ("who", "about", "source", "since", "until", "kind", "tag", "starred", "date")


def _at(before: str) -> tuple[int, re.Match[str] | None]:
    """Where the piece before the cursor begins, and its parts; an open quotation mark holds blanks together.

    What is no beginning of a refinement, such as the end of a phrase, has no parts.
    """
    start = max(before.rfind(" "), before.rfind("\n"), before.rfind("\t")) + 1
    opened = None
    for found in re.finditer(r"-?[^\W\d_]+:[\"«“„]", before):
        if not re.search(r"[\"»”“]", before[found.end() :]):
            opened = found
            break
    if opened is not None:
        start = opened.start()
    return start, _AT_CURSOR.match(before, start)


def _put(typed: str, start: int, end: int, text: str, label: str, count: int | None) -> Completion:
    rest = typed[end:].lstrip() if text.endswith(" ") else typed[end:]
    return Completion(label, typed[:start] + text + rest, start + len(text), count)


def _values(
    connection: sqlite3.Connection,
    field: Field,
    value: str,
    tags: Iterable[tuple[str, int]],
    russian: bool,
    limit: int,
) -> list[Offer]:
    said = fold(value.strip())
    if field == "who":
        return [(one.name, one.quotations) for one in speakers(connection, value, limit)]
    if field == "about":
        return [(one.name, one.articles) for one in find_entities(connection, value, None, limit)]
    if field == "source":
        rows = connection.execute("SELECT name, quotations FROM sources ORDER BY quotations DESC, name LIMIT 2000")
        return [(name, count) for name, count in rows if _begins(name, said)]
    if field == "tag":
        return _tags(connection, said, tags, limit)
    if field == "kind":
        return [(names[1 if russian else 0], None) for names in KINDS.values() if names[russian].startswith(said)]
    if field == "starred":
        return [(name, None) for name in _yes_or_no(russian=russian) if name.startswith(said)]
    return [(name, None) for name in _times(connection, russian) if name.startswith(said)]


def _tags(connection: sqlite3.Connection, said: str, kept: Iterable[tuple[str, int]], limit: int) -> list[Offer]:
    """The tags of quotations and those of articles, each once; how many quotations either brings."""
    found: Counter[str] = Counter({name: count for name, count in kept if _begins(name, said)})
    there = {fold(name): name for name in found}
    for name, count in begins(connection, said.lstrip("#"), limit):
        found[there.setdefault(fold(name), name)] += count
    return [*sorted(found.items(), key=lambda item: (-item[1], item[0]))]


def _begins(name: str, said: str) -> bool:
    """Whether each word typed begins a word of the name."""
    forms = [word.form for word in words(name)]
    return all(any(form.startswith(word.form) for form in forms) for word in words(said))


def _times(connection: sqlite3.Connection, russian: bool) -> list[str]:
    (first, last) = connection.execute("SELECT (SELECT min(id) FROM said), (SELECT max(id) FROM said)").fetchone()
    years = [] if first is None else range(moment_of(last).year, moment_of(first).year - 1, -1)
    return [*_SPOKEN_DAYS[0 if russian else 1], date.today().isoformat()[:7], *map(str, years)]
