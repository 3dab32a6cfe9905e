"""Says whether two names can be one person's, by all their parts; one letter's slip is allowed."""

from __future__ import annotations

from newsreader.analysis.personal import PersonName

_LONG_NAME = 6


def key(name: str) -> str:
    """A name for comparison: hyphens are blanks."""
    return name.replace("-", " ")


def same_full(one: PersonName, other: PersonName) -> bool:
    """Whether two names with first name and surname are one person's."""
    if not (one.first and one.last and other.first and other.last):
        return False
    if one.patronymic and other.patronymic and one.patronymic != other.patronymic:
        return False
    if key(one.last) == key(other.last):
        return _same_first(key(one.first), key(other.first)) or misspelt(one.first, other.first)
    if key(one.first) == key(other.first) and misspelt(one.last, other.last):
        return True
    return word_set(one) == word_set(other)


def word_set(name: PersonName) -> str:
    """First name and surname in whatever order they stand."""
    return " ".join(sorted(key(f"{name.first} {name.last}").split()))


def _same_first(one: str, other: str) -> bool:
    """Equal, or one leaves out the later ones of several first names: Реджеп Тайип, Реджеп."""
    return one == other or one.startswith(other + " ") or other.startswith(one + " ")


def misspelt(one: str, other: str) -> bool:
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


def initials_fit(name: PersonName, person: PersonName) -> bool:
    """Whether «И. О. Фамилия» can be this person."""
    if key(person.last) != key(name.last):
        return False
    if person.first:
        return person.first[0] == name.initials[0] and (
            len(name.initials) < 2 or not person.patronymic or person.patronymic[0] == name.initials[1]
        )
    shorter, longer = sorted((name.initials, person.initials), key=len)
    return bool(shorter) and longer.startswith(shorter)


def patronymic_fits(name: PersonName, person: PersonName) -> bool:
    """Whether «Имя Отчество» can be this person."""
    return person.first == name.first and person.patronymic in ("", name.patronymic)
