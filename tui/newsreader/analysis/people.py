"""Merges the mentions of people: one group a person, and nothing merged where two people fit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from newsreader.analysis.inflection import Grammar
from newsreader.analysis.personal import PersonName, Piece, read_pieces, resolve, support_of
from newsreader.analysis.words import Mention, Words

_LONG_NAME = 6
_MARGIN = 0.5


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of a person as it was read."""

    mention: Mention
    name: PersonName
    pieces: tuple[Piece, ...]


@dataclass(slots=True)
class _Person:
    """One person while the mentions are being gathered."""

    name: PersonName
    members: list[Named] = field(default_factory=list)

    def take(self, named: Named) -> None:
        self.members.append(named)
        mine, new = self.name, named.name
        if (bool(new.first), bool(new.patronymic), len(new.last)) > (
            bool(mine.first),
            bool(mine.patronymic),
            len(mine.last),
        ):
            self.name = new


def read_people(mentions: Iterable[Mention], words: Words, grammar: Grammar) -> list[Named]:
    """The mentions with their names in the nominative, read with an eye on all the others."""
    read = [(mention, *read_pieces(mention.tokens(words), grammar)) for mention in mentions]
    read = [(mention, pieces, initials) for mention, pieces, initials in read if pieces]
    support = support_of(pieces for _, pieces, _ in read)
    return [Named(mention, resolve(pieces, initials, support), pieces) for mention, pieces, initials in read]


def group_people(
    people: Sequence[Named], words: Words, links: Iterable[tuple[Mention, Mention]] = ()
) -> list[tuple[Named, ...]]:
    """The mentions of each person, persons in the order of their first mention."""
    persons: list[_Person] = []
    later: list[Named] = []
    owners = {other.first: one.first for one, other in links}
    people, bracketed = (
        [named for named in people if named.mention.first not in owners],
        [named for named in people if named.mention.first in owners],
    )
    for named in people:
        if named.name.last and named.name.first:
            _join(named, [person for person in persons if _same_full(person.name, named.name)], persons)
        else:
            later.append(named)
    for accepts in (_initials_fit, _patronymic_fits):
        left = []
        for named in later:
            if accepts(named.name, None):
                _join(named, [person for person in persons if accepts(named.name, person.name)], persons)
            else:
                left.append(named)
        later = left
    for named in later:
        _join(named, _bearers(named, persons, words), persons)
    for named in bracketed:
        owner = owners[named.mention.first]
        _join(
            named, [person for person in persons if any(one.mention.first == owner for one in person.members)], persons
        )
    groups = [tuple(sorted(person.members, key=lambda named: named.mention)) for person in persons]
    return sorted(groups, key=lambda group: group[0].mention)


def _join(named: Named, fitting: Sequence[_Person], persons: list[_Person]) -> None:
    """Into the only person that fits, or into a new one."""
    if len(fitting) == 1:
        fitting[0].take(named)
    else:
        person = _Person(named.name)
        person.take(named)
        persons.append(person)


def _key(name: str) -> str:
    return name.replace("-", " ")


def _same_full(one: PersonName, other: PersonName) -> bool:
    if not (one.first and one.last):
        return False
    if one.patronymic and other.patronymic and one.patronymic != other.patronymic:
        return False
    if _key(one.last) == _key(other.last):
        return _key(one.first) == _key(other.first) or _misspelt(one.first, other.first)
    if _key(one.first) == _key(other.first) and _misspelt(one.last, other.last):
        return True
    return sorted(f"{_key(one.first)} {_key(one.last)}".split()) == sorted(
        f"{_key(other.first)} {_key(other.last)}".split()
    )


def _misspelt(one: str, other: str) -> bool:
    """Whether two long names differ by one letter only, and not at their end."""
    if min(len(one), len(other)) < _LONG_NAME or abs(len(one) - len(other)) > 1 or one[-1] != other[-1]:
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    rest = slice(start + 1, None)
    if len(one) == len(other):
        return one[rest] == other[rest]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[rest] == shorter[start:]


def _initials_fit(name: PersonName, person: PersonName | None) -> bool:
    if not (name.initials and name.last):
        return False
    if person is None:
        return True
    if _key(person.last) != _key(name.last):
        return False
    if person.first:
        return person.first[0] == name.initials[0] and (
            len(name.initials) < 2 or not person.patronymic or person.patronymic[0] == name.initials[1]
        )
    return bool(person.initials) and name.initials.startswith(person.initials[: len(name.initials)])


def _patronymic_fits(name: PersonName, person: PersonName | None) -> bool:
    if not name.patronymic or name.last:
        return False
    if person is None:
        return True
    return person.first == name.first and person.patronymic in ("", name.patronymic)


def _bearers(named: Named, persons: Sequence[_Person], words: Words) -> list[_Person]:
    """The persons that a mention of one word, or of a part of a name, can mean."""
    name = named.name
    if name.first and not name.last:
        by_first = [person for person in persons if person.name.first == name.first]
        return by_first or [person for person in persons if name.first in _key(person.name.first).split()]
    by_last = [(weight, person) for person in persons if (weight := _surname_weight(named, person)) > 0]
    if len(by_last) > 1:
        by_last.sort(key=lambda pair: -pair[0])
        if by_last[0][0] - by_last[1][0] < _MARGIN:
            gender = _agreed_gender(named, words)
            by_last = [pair for pair in by_last if gender and pair[1].name.gender == gender]
        else:
            by_last = by_last[:1]
    if by_last:
        return [person for _, person in by_last]
    if any(_surname_weight(named, person) > 0 for person in persons):
        return [person for person in persons if not person.name.first and person.name.last == name.last]
    return [
        person for person in persons if len(named.pieces) == 1 and person.name.first and person.name.first in name.lasts
    ]


def _surname_weight(named: Named, person: _Person) -> float:
    """How well the mention can be read as the person's surname; 0 where it cannot."""
    other = person.name
    if not other.last or named.name.initials:
        return 0.0
    piece = named.pieces[-1]
    if len(named.pieces) > 1:
        return 1.0 if _key(other.last) == _key(named.name.last) else 0.0
    lasts = {_key(other.last), _key(other.last).split()[-1]} if other.first else {_key(other.last)}
    best = 0.0
    for reading in piece.readings:
        if _key(reading.form) not in lasts or (other.certain and reading.gender not in (None, other.gender)):
            continue
        case = piece.token.feats.get("Case") if piece.token else None
        best = max(best, reading.weight + 0.9 * (case == reading.case))
    return best


def _agreed_gender(named: Named, words: Words) -> str | None:
    """Gender of the verb whose subject the mention is: «Петров заявил», «Бут заявила»."""
    token = words.tokens[named.mention.first]
    if token.relation != "nsubj" or token.head is None:
        return None
    first = named.mention.first
    while first > 0 and words.sentences[first - 1] == words.sentences[named.mention.first]:
        first -= 1
    return words.tokens[first + token.head].feats.get("Gender")


def person_display(group: Sequence[Named]) -> str:
    """The fullest form of the name in the group, in the nominative; of equal ones the most frequent."""
    forms: Counter[str] = Counter()
    for named in group:
        text = _capitalised(named.name.display)
        surface = " ".join(piece.text for piece in named.pieces)
        forms[text] += 2 if surface == text else 1
    fullness = {_capitalised(named.name.display): _fullness(named.name) for named in group}
    return max(forms, key=lambda text: (fullness[text], forms[text]))


def _fullness(name: PersonName) -> tuple[int, int, int, int]:
    cyrillic = not name.display.isascii()
    return bool(name.last), cyrillic, bool(name.first) * 2 + bool(name.initials), bool(name.patronymic)


def _capitalised(text: str) -> str:
    """ТОКАЕВ → Токаев; initials and Latin abbreviations stay."""
    return " ".join(
        "-".join(part.capitalize() for part in word.split("-"))
        if len(word) > 2 and word.isupper() and not word.isascii()
        else word
        for word in text.split()
    )
