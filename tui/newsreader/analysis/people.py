"""Merges the mentions of people: one group a person, and nothing merged where two people fit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from newsreader.analysis.inflection import Grammar
from newsreader.analysis.lexicon import people
from newsreader.analysis.likeness import initials_fit, key, patronymic_fits, same_full, word_set
from newsreader.analysis.personal import PersonName, Piece, read_pieces, resolve, support_of
from newsreader.analysis.words import Mention, Words, is_foreign

_MARGIN = 0.5
_MOST_BEARERS = 48
"""More people of one name than this are not told apart, so that a list of namesakes costs linear time."""


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
    lasts: set[str] = field(default_factory=set)
    """The spellings of the surname."""


class _Register:
    """The persons gathered so far, by surname and first name."""

    def __init__(self) -> None:
        self.persons: list[_Person] = []
        self._by_start: dict[int, _Person] = {}
        self._by_key: dict[str, list[_Person]] = defaultdict(list)

    def find(self, *keys: str) -> list[_Person]:
        """The persons under any of the keys, none twice."""
        found = {id(person): person for one in keys for person in self._by_key.get(one, ())[:_MOST_BEARERS]}
        return list(found.values())

    def at(self, start: int) -> list[_Person]:
        """The person whose mention begins at this token."""
        return [self._by_start[start]] if start in self._by_start else []

    def join(self, named: Named, fitting: Sequence[_Person]) -> None:
        """Takes the mention into the only person that fits, or into a new one."""
        if len(fitting) == 1:
            person = fitting[0]
        else:
            person = _Person(named.name)
            self.persons.append(person)
        person.members.append(named)
        self._by_start[named.mention.first] = person
        mine, new = person.name, named.name
        if new.last and (new.first or not mine.first):
            person.lasts.add(new.last)
        if _parts(new) > _parts(mine):
            person.name = new
        for one in _keys(named.name):
            if person not in self._by_key[one][:_MOST_BEARERS]:
                self._by_key[one].append(person)


def _parts(name: PersonName) -> tuple[bool, bool, bool]:
    return bool(name.last), bool(name.first), bool(name.patronymic)


def _keys(name: PersonName) -> set[str]:
    """Where a name is to be found again."""
    found = {f"first {word}" for word in {key(name.first), *key(name.first).split()[:1]} if word}
    if name.last:
        last = key(name.last)
        found |= {f"last {last}", f"last {last.split()[-1]}"}
        found |= {f"near {key(name.first)} {last[:2]}", f"full {word_set(name)}"} if name.first else {f"bare {last}"}
    return found


def read_people(mentions: Iterable[Mention], words: Words, grammar: Grammar) -> list[Named]:
    """The mentions with their names in the nominative, read with an eye on all the others."""
    read = [(mention, *read_pieces(mention.tokens(words), grammar)) for mention in mentions]
    read = [(mention, pieces, initials) for mention, pieces, initials in read if pieces]
    support = support_of(pieces for _, pieces, _ in read)
    full = frozenset(tuple(piece.form for piece in pieces) for _, pieces, _ in read if len(pieces) > 1)
    return [
        Named(mention, resolve(pieces, initials, support, full, woman=_is_said_of_a_woman(mention, words)), pieces)
        for mention, pieces, initials in read
    ]


def _is_said_of_a_woman(mention: Mention, words: Words) -> bool:
    """«Камила Усманова заявила», «пенсионерка Камила Усманова»: the verb behind the name or the noun before it is
    feminine, and the name is nobody's whose wife or mother speaks."""
    before = words.tokens[mention.first - 1] if mention.first else None
    if before is not None and (before.pos == "ADP" or before.lemma in people().relations):
        return False
    if before is not None and before.pos == "NOUN" and before.feats.get("Case") == "Nom":
        return before.feats.get("Gender") == "Fem" and before.feats.get("Animacy") == "Anim"
    after = words.tokens[mention.last] if mention.last < len(words.tokens) else None
    return after is not None and after.feats.get("VerbForm") == "Fin" and after.feats.get("Gender") == "Fem"


def group_people(
    people: Sequence[Named], words: Words, links: Iterable[tuple[Mention, Mention]] = ()
) -> list[tuple[Named, ...]]:
    """The mentions of each person, persons in the order of their first mention.

    Full names first, then initials, then first name and patronymic, then single words: each finds the fuller ones.
    """
    owners = {other.first: one.first for one, other in links}
    register = _Register()
    for named in sorted(people, key=lambda named: (_turn(named, owners), named.mention)):
        register.join(named, _fitting(named, register, owners, words))
    groups = [tuple(sorted(person.members, key=lambda named: named.mention)) for person in register.persons]
    return sorted(groups, key=lambda group: group[0].mention)


def _turn(named: Named, owners: Mapping[int, int]) -> int:
    name = named.name
    if named.mention.first in owners:
        return 4
    if name.last and name.first:
        return 0
    if name.last and name.initials:
        return 1
    return 2 if name.patronymic else 3


def _fitting(named: Named, register: _Register, owners: Mapping[int, int], words: Words) -> list[_Person]:
    """The persons that the mention can mean."""
    name = named.name
    turn = _turn(named, owners)
    if turn == 4:
        return register.at(owners[named.mention.first])
    if turn == 0:
        equal = register.find(f"full {word_set(name)}")
        near = register.find(f"last {key(name.last)}", f"near {key(name.first)} {key(name.last)[:2]}")
        return [person for person in equal or near if same_full(person.name, name)]
    if turn == 1:
        return [person for person in register.find(f"last {key(name.last)}") if initials_fit(name, person.name)]
    if turn == 2:
        return [person for person in register.find(f"first {key(name.first)}") if patronymic_fits(name, person.name)]
    return _bearers(named, register, words)


def _bearers(named: Named, register: _Register, words: Words) -> list[_Person]:
    """The persons that a mention of one word, or of a surname of several, can mean."""
    name = named.name
    if name.first and not name.last:
        by_first = register.find(f"first {key(name.first)}")
        if by_first:
            return by_first
    forms = sorted({key(name.last), *(reading.form for reading in named.pieces[-1].readings)} - {""})
    weighed = [
        (_surname_weight(named, person), person) for person in register.find(*(f"last {form}" for form in forms))
    ]
    by_last = sorted((pair for pair in weighed if pair[0] > 0), key=lambda pair: -pair[0])
    if len(by_last) > 1 and by_last[0][0] - by_last[1][0] < _MARGIN:
        gender = _agreed_gender(named, words)
        agreeing = [person for _, person in by_last if gender and person.name.gender == gender]
        return agreeing if len(agreeing) == 1 else register.find(f"bare {key(name.last)}")
    if by_last:
        return [by_last[0][1]]
    return register.find(*(f"first {form}" for form in forms)) if len(named.pieces) == 1 else []


def _surname_weight(named: Named, person: _Person) -> float:
    """How well the mention can be read as the person's surname; 0 where it cannot."""
    other = person.name
    if not other.last or named.name.initials:
        return 0.0
    piece = named.pieces[-1]
    if len(named.pieces) > 1:
        return 1.0 if key(named.name.last) in map(key, person.lasts) else 0.0
    lasts = {key(last) for last in person.lasts or (other.last,)}
    if other.first:
        lasts |= {last.split()[-1] for last in lasts}
    best = 0.0
    for reading in piece.readings:
        if key(reading.form) not in lasts or (other.certain and reading.gender not in (None, other.gender)):
            continue
        case = piece.token.feats.get("Case") if piece.token else None
        best = max(best, reading.weight + 0.9 * (case == reading.case))
    return best


def _agreed_gender(named: Named, words: Words) -> str | None:
    """Gender of the verb whose subject the mention is: «Петров заявил», «Бут заявила»."""
    index = named.mention.first
    head = words.head(index)
    return (
        words.tokens[head].feats.get("Gender") if head is not None and words.tokens[index].relation == "nsubj" else None
    )


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
    cyrillic = not is_foreign(name.display)
    return bool(name.last), cyrillic, bool(name.first) * 2 + bool(name.initials), bool(name.patronymic)


def _capitalised(text: str) -> str:
    """ТОКАЕВ → Токаев; initials and Latin abbreviations stay."""
    return " ".join(
        "-".join(part.capitalize() for part in word.split("-"))
        if len(word) > 2 and word.isupper() and not is_foreign(word)
        else word
        for word in text.split()
    )
