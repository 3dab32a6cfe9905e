"""Finds who is meant by an office or a description: «министр» after «министр обороны Иван Петров» is the same man."""

from __future__ import annotations

from newsreader.analysis.cast import Cast, Title
from newsreader.analysis.lexicon import People
from newsreader.models import Span

_STEM = 4
"""Letters in which a country and its adjective agree: Казахстан, казахстанский."""


def find_by_title(cast: Cast, title: Title, span: Span, words: People, last: int | None) -> int | None:
    """The one person whose title agrees with this one; None where nobody's does or several persons' do."""
    found: dict[int, int] = {}
    for entity, titles in cast.titles.items():
        best = max((_agreement(cast, title, other, words) for other in titles), default=0)
        if best > 0:
            found[entity] = best
    if not found:
        return None
    most = max(found.values())
    best_ones = [entity for entity, score in found.items() if score == most]
    if len(best_ones) == 1:
        return best_ones[0]
    if last in best_ones:
        return last
    earlier = [mention.entity for mention in cast.before(span.start) if mention.entity in best_ones]
    return earlier[0] if earlier and most >= 2 else None


def _agreement(cast: Cast, asked: Title, known: Title, words: People) -> int:
    """0 where the two titles cannot be one person's; more, the more words they share."""
    same_head = asked.head == known.head
    if not same_head and not _one_office(asked, known, words):
        return 0
    if asked.things and known.things and not asked.things & known.things and not _stems_meet(asked, known):
        return 0
    if not same_head and not (asked.things & known.things or _stems_meet(asked, known) or not asked.things):
        return 0
    rest = (asked.words & known.words) - {asked.head}
    return 2 * same_head + 1 + len(rest) + len(asked.things & known.things) + _stems_meet(asked, known)


def _one_office(asked: Title, known: Title, words: People) -> bool:
    return any(_holds(office, asked) and _holds(office, known) for office in words.offices)


def _holds(office: frozenset[str], title: Title) -> bool:
    return any(set(name.split()) <= title.words for name in office)


def _stems_meet(asked: Title, known: Title) -> bool:
    """Whether a country in one is an adjective in the other: «лидер Казахстана», «казахстанский лидер»."""
    one = {word[:_STEM] for word in asked.words - {asked.head} if len(word) > _STEM}
    other = {word[:_STEM] for word in known.words - {known.head} if len(word) > _STEM}
    return bool(one & other)
