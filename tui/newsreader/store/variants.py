"""The same words in several articles: which quotations are variants of one another, and where they differ."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from math import ceil

from newsreader.findings import Difference, Variants
from newsreader.models import QuoteHit, Span
from newsreader.store.likeness import SHARED, Bag, bag, overlap
from newsreader.store.matching import phrase
from newsreader.text import Word, words

_MOST_WORDS = 400
_CANDIDATES = 1_000
_COMMON = 1_000
"""Quotations beyond which a word is as good as in all."""
_RARE = 60
"""Words of a quotation among which the rarest are looked for."""


def fold(hits: Sequence[QuoteHit]) -> tuple[Variants, ...]:
    """The hits with those of the same words in one group, in the order of their first hits."""
    groups: list[tuple[Bag, list[QuoteHit]]] = []
    by_word: dict[str, list[int]] = {}
    for hit in hits:
        said = bag(hit.text)
        near = Counter(number for word in said for number in by_word.get(word, ()))
        fitting = (
            number
            for number, shared in near.most_common()
            if 2 * shared >= len(said) and overlap(groups[number][0], said) >= SHARED
        )
        number = next(fitting, None)
        if number is None:
            for word in said:
                by_word.setdefault(word, []).append(len(groups))
            groups.append((said, [hit]))
        else:
            groups[number][1].append(hit)
    return tuple(_ordered(members) for _, members in groups)


def _ordered(hits: Sequence[QuoteHit]) -> Variants:
    first, *others = sorted(hits, key=lambda hit: (hit.key, hit.index))
    return Variants(first, tuple(others))


def variants_of(connection: sqlite3.Connection, text: str) -> list[int]:
    """Rows of the quotations with the same words, the earliest first."""
    said = bag(text)
    expression = _must_have(connection, said)
    if expression is None:
        return []
    rows = connection.execute(
        "SELECT q.id, q.text FROM quotation_terms t CROSS JOIN quotations q ON q.id = t.rowid"
        " WHERE t.quotation_terms MATCH ? ORDER BY t.rowid LIMIT ?",
        (expression, _CANDIDATES),
    )
    return [id_ for id_, other in rows if overlap(said, bag(other)) >= SHARED]


def _must_have(connection: sqlite3.Connection, said: Bag) -> str | None:
    """What every variant has: one of the rarest words, of which no variant can lack all; None where there are none."""
    if not said:
        return None
    rarest = sorted(list(said)[:_RARE], key=lambda form: (_frequency(connection, form), form))
    lacking = said.total() - ceil(SHARED * said.total())
    needed: list[str] = []
    weight = 0
    for form in rarest:
        if weight > lacking:
            break
        needed.append(form)
        weight += said[form]
    return f"{{forms}} : ({' OR '.join(phrase((form,)) for form in needed)})"


def _frequency(connection: sqlite3.Connection, form: str) -> int:
    """How many quotations have a word, as far as that tells rare ones from others."""
    sql = "SELECT count(*) FROM (SELECT 1 FROM quotation_terms WHERE quotation_terms MATCH ? LIMIT ?)"
    (count,) = connection.execute(sql, (f"{{forms}} : {phrase((form,))}", _COMMON)).fetchone()
    return int(count)


def differences(before: str, after: str) -> tuple[Difference, ...]:
    """The stretches of words in which two texts differ; marks and case do not count."""
    from difflib import SequenceMatcher

    one, other = list(words(before))[:_MOST_WORDS], list(words(after))[:_MOST_WORDS]
    matcher = SequenceMatcher(None, [word.form for word in one], [word.form for word in other], autojunk=False)
    return tuple(
        Difference(_stretch(one, i, j, before), _stretch(other, k, m, after))
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
    )


def _stretch(said: Sequence[Word], first: int, last: int, text: str) -> Span:
    """From the first word to the end of the last; where there are none, the place between their neighbours."""
    if first < last:
        return Span(said[first].start, said[last - 1].end)
    place = said[first - 1].end if first else (said[0].start if said else len(text))
    return Span(place, place)
