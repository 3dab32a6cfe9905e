"""Finds who is meant by an office or a description: «министр» after «министр обороны Иван Петров» is the same man."""

from __future__ import annotations

from collections.abc import Iterable

from newsreader.analysis.cast import Cast, Title
from newsreader.analysis.lexicon import People
from newsreader.models import Span

_STEM = 4
"""Letters in which a country and its adjective agree: Казахстан, казахстанский."""


def find_by_title(cast: Cast, title: Title, span: Span, words: People, last: int | None) -> int | None:
    """The one person whose title agrees with this one; None where nobody's does or several persons' do."""
    found: dict[int, int] = {}
    lands = {mention.entity for mention in cast.within(span) if mention.type == "place"}
    new = lands - {mention.entity for mention in cast.before(span.start)}
    offices = offices_of(title, words)
    for entity, titles in cast.titles.items():
        if new and not any(known.things & title.things for known in titles):
            continue  # «премьер-министр Израиля», where nothing told of Israel so far
        best = max((agreement(title, known, words, offices) for known in titles), default=0)
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
    earlier = next((mention.entity for mention in cast.before(span.start) if mention.entity in best_ones), None)
    return earlier if most > 3 else None


def offices_of(title: Title, words: People) -> list[frozenset[str]]:
    """The offices that a title names; looked up once, as it is compared with those of everybody."""
    return [office for office in words.offices if _holds(office, title)]


def agreement(asked: Title, known: Title, words: People, offices: Iterable[frozenset[str]]) -> int:
    """0 where the two titles cannot be one person's; more, the more words they share. `offices` are those that the
    first one names."""
    same_head = asked.head == known.head
    both_lead = asked.head in words.chiefs and known.head in words.chiefs
    same_field = both_lead and (_one_field(asked, known, words) or _is_leader(asked, known, words))
    if asked.head == "министр" and len(asked.words) == 1 and known.head in words.chiefs and _has_field(known, words):
        return 1
    office = any(_holds(office, known) for office in offices)
    if not same_head and not same_field and not office:
        return 0
    meet = bool(asked.things & known.things) or _stems_meet(asked, known)
    if asked.things and known.things and not meet and not same_field:
        return 0
    if not same_head and not same_field and asked.things and not meet and (known.things or not office):
        return 0
    if not meet and ((asked.things and _is_of_a_land(known)) or (known.things and _is_of_a_land(asked))):
        return 0
    rest = (asked.words & known.words) - {asked.head}
    if not rest and same_head and not (meet or same_field or office) and _differ(asked, known, words):
        return 0
    return 2 * same_head + 2 * same_field + 1 + len(rest) + len(asked.things & known.things) + meet


def _differ(asked: Title, known: Title, words: People) -> bool:
    """Whether each says what it is the head of, and they are not one thing: «глава партии», «глава комитета»."""
    over = asked.words & words.bodies - words.generic
    other = known.words & words.bodies - words.generic
    return bool(over and other) and not over & other


def _is_of_a_land(title: Title) -> bool:
    """Whether an adjective names whose office it is: «британский премьер»."""
    return any(word.endswith(("ский", "цкий")) for word in title.words)


def _has_field(title: Title, words: People) -> bool:
    return any(title.words & field for field in words.fields)


def _one_field(asked: Title, known: Title, words: People) -> bool:
    if any(asked.words & field and known.words & field for field in words.fields):
        return True
    return _ministry(asked, known) or _ministry(known, asked)


def _is_leader(asked: Title, known: Title, words: People) -> bool:
    """«руководитель», «генеральный директор» without more is whoever leads what the article is about."""
    bare = asked.words <= {asked.head} | words.leading
    return bare and asked.head in words.leaders and known.head in words.leaders | words.heads


def _ministry(one: Title, other: Title) -> bool:
    """«глава Минсвязи» is «министр связи»."""
    stems = {word[3 : 3 + _STEM] for word in one.words if word.startswith("мин") and len(word) >= 3 + _STEM}
    return any(word[:_STEM] in stems for word in other.words)


def is_famous(title: Title | None, words: People) -> bool:
    """Whether news may name the holder of the office without it: «президент», «глава государства»."""
    if title is None or title.words & words.bodies:
        return False
    return title.head in words.famous or (title.head in words.leaders and "государство" in title.words)


def excludes(known: Title, head: str, words: People) -> bool:
    """Whether one of this office cannot be what the word says: a goalkeeper is no defender."""
    return any(head in group and known.head in group for group in words.exclusive)


def is_office(title: Title, words: People) -> bool:
    """Whether the words name an office by more than one word: «глава государства» is not just anybody."""
    names = (name.split() for office in words.offices for name in office)
    return any(len(name) > 1 and title.head in name and set(name) <= title.words for name in names)


def _holds(office: frozenset[str], title: Title) -> bool:
    """Whether the title is one of the office's names; «заместитель главы правительства» is not «глава
    правительства»."""
    return any(title.head in name.split() and set(name.split()) <= title.words for name in office)


def _stems_meet(asked: Title, known: Title) -> bool:
    """Whether a country in one is an adjective in the other: «лидер Казахстана», «казахстанский лидер»."""
    one = {word[:_STEM] for word in asked.words - {asked.head} if len(word) > _STEM}
    other = {word[:_STEM] for word in known.words - {known.head} if len(word) > _STEM}
    return bool(one & other)
