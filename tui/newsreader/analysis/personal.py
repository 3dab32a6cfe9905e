"""Reads a person's name: which word is the first name, the patronymic, the surname; and puts it into the nominative."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from newsreader.analysis.declension import ANY_CASE, Case, Gender, Reading, noun_readings, surname_readings
from newsreader.analysis.document import Token
from newsreader.analysis.inflection import Grammar, bare, restore
from newsreader.analysis.parts import name_parts
from newsreader.analysis.words import is_foreign
from newsreader.text import word_form

Role = Literal["first", "patronymic", "last"]
_FIRST: Role = "first"
_LAST: Role = "last"
Support = Mapping[str, frozenset[str]]
"""For each possible nominative, the different forms in the document that can be read as it."""

_PATRONYMIC = re.compile(r"\w+(?:[ое]вич|ьич|[ое]вн|иничн|ичн)(?:а|у|ем|е|ы|ой|ою|и)?")
_PATRONYMIC_STEM = re.compile(r"(\w+?)(?:[ое]вич|ьевич|[ое]вн)")
_YOUNGER = re.compile("(.+)-(младш|старш)(ий|его|ему|им|ем)")
_OF_ADJECTIVE = {"ий": ("Nom",), "его": ("Gen", "Acc"), "ему": ("Dat",), "им": ("Ins",), "ем": ("Loc",)}
"""The cases of «младший» behind a surname, by its ending."""
_APOSTROPHES = frozenset("'’‘`´ʼ")
_ENDING = re.compile(r"(?:а|у|ом|ем|е|я|ю)$")


class Piece(NamedTuple):
    """One word of a name with all that it may be read as."""

    role: Role
    text: str
    form: str
    readings: tuple[Reading, ...]
    token: Token | None


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name in the nominative. Each part in comparable form; empty where the mention lacks it."""

    first: str
    patronymic: str
    last: str
    initials: str
    """Letters of the initials, in order."""
    gender: Gender | None
    display: str
    certain: bool
    """Whether the gender is told by a first name or a patronymic."""


def read_pieces(tokens: Sequence[Token], grammar: Grammar) -> tuple[tuple[Piece, ...], str]:
    """The words of a name with their roles, and the letters of its initials."""
    words, initials = _split(tokens)
    forms = [word_form(text) for text, _ in words]
    roles = _roles(forms, [_tags(form, grammar) for form in forms], bool(initials), grammar)
    eastern = len(forms) > 2 and roles == [_LAST] + [_FIRST] * (len(forms) - 1)
    pieces = tuple(
        Piece(role, bare(text), form, _readings(form, role, grammar, eastern=eastern, alone=len(forms) == 1), token)
        for (text, token), form, role in zip(words, forms, roles, strict=True)
    )
    return pieces, initials


def _split(tokens: Sequence[Token]) -> tuple[list[tuple[str, Token]], str]:
    """The words of a name, O’Нил being one, and the letters of its initials."""
    words: list[tuple[str, Token]] = []
    initials = ""
    index = 0
    while index < len(tokens):
        token, following = tokens[index], tokens[index + 1].text if index + 1 < len(tokens) else ""
        if len(token.text) == 1 and following in _APOSTROPHES and index + 2 < len(tokens):
            words.append((f"{token.text}{following}{tokens[index + 2].text}", tokens[index + 2]))
            index += 2
        elif len(token.text) == 1 and token.text.isupper() and (following == "." or len(tokens) > 1):
            initials += word_form(token.text)
        elif token.text[:1].isalpha():
            words.append((token.text, token))
        index += 1
    return words, initials


def _tags(form: str, grammar: Grammar) -> frozenset[str]:
    return frozenset(reading.tag for reading in grammar.readings(form) if reading.weight >= 1)


def _roles(forms: Sequence[str], tags: Sequence[frozenset[str]], initials: bool, grammar: Grammar) -> list[Role]:
    count = len(forms)
    if count == 0:
        return []
    if initials:
        bare = count == 1 and "Name" in tags[0] and "Surn" not in tags[0]  # «Ольга К.»
        return [_FIRST if bare else _LAST] * count
    patronymic = next((index for index in range(1, count) if _is_patronymic(forms, tags, index, grammar)), 0)
    if patronymic:
        return _around_patronymic(forms, patronymic)
    if count == 1:
        return [_FIRST if "Name" in tags[0] and "Surn" not in tags[0] else _LAST]
    particle = next((index for index in range(1, count - 1) if forms[index] in name_parts().particles), 0)
    if particle:
        return [_FIRST] * particle + [_LAST] * (count - particle)
    if forms[0] in name_parts().particles and count == 2:
        return [_LAST] * count
    if count == 2:
        turned = "Surn" in tags[0] and "Name" not in tags[0] and "Name" in tags[1]
        return [_LAST, _FIRST] if turned else [_FIRST, _LAST]
    if forms[0] in name_parts().families_first or _ENDING.sub("", forms[0]) in name_parts().families_first:
        return [_LAST] + [_FIRST] * (count - 1)
    return [_FIRST] * (count - 1) + [_LAST]


def _is_patronymic(forms: Sequence[str], tags: Sequence[frozenset[str]], index: int, grammar: Grammar) -> bool:
    if forms[index] in name_parts().patronymic_tails or (
        forms[index] in name_parts().patronymic_heads and index + 2 < len(forms)
    ):
        return True
    if "Patr" not in tags[index] and not _PATRONYMIC.fullmatch(forms[index]):
        return False
    if index == 2 or index + 1 < len(forms):
        return "Name" in tags[index - 1] or "Patr" in tags[index]
    return "Name" in tags[0] and _of_a_first_name(forms[index], grammar)


def _of_a_first_name(form: str, grammar: Grammar) -> bool:
    """Whether a first name stands in the patronymic: Николаевич, but not Янукович."""
    found = _PATRONYMIC_STEM.match(form)
    if found is None:
        return True
    stems = (found[1], found[1] + "й", found[1] + "ь", found[1][:-1] + "ий", found[1] + "а", found[1] + "я")
    return any("Name" in _tags(stem, grammar) for stem in stems)


def _around_patronymic(forms: Sequence[str], index: int) -> list[Role]:
    """Roles where the patronymic stands at `index`: Имя Отчество [Фамилия], or Фамилия Имя Отчество."""
    count = len(forms)
    roles: list[Role] = ["last"] * count
    begin, end = index, index + 1
    if forms[index] in name_parts().patronymic_tails:
        begin = index - 1
    if forms[index] in name_parts().patronymic_heads:
        end = min(count, index + 2)
    roles[begin:end] = ["patronymic"] * (end - begin)
    roles[begin - 1 if begin else min(end, count - 1)] = "first"
    return roles


def _readings(form: str, role: Role, grammar: Grammar, *, eastern: bool, alone: bool) -> tuple[Reading, ...]:
    """All readings of a name's word. A word alone may have any role; a Korean name is inflected at its end only."""
    if form in name_parts().particles or form in name_parts().patronymic_tails or is_foreign(form):
        return tuple(Reading(form, case, None, False, 0.5, "") for case in ANY_CASE)
    if role == "last" and (younger := _YOUNGER.fullmatch(form)) is not None:
        readings = _readings(younger[1], role, grammar, eastern=eastern, alone=alone)
        return tuple(
            reading._replace(form=f"{reading.form}-{younger[2]}ий")
            for reading in readings
            if reading.case in _OF_ADJECTIVE[younger[3]] and reading.gender in ("Masc", None)
        )
    woman = _woman_readings(form) if role == "first" else ()
    if woman:
        return woman
    known = [reading for reading in grammar.readings(form) if reading.weight >= 1 and not reading.plural]
    still = tuple(Reading(form, case, None, False, 0.3 if role == "first" else 0.9, "") for case in ANY_CASE)
    if role == "patronymic":
        return tuple(reading for reading in known if reading.tag == "Patr") or (*surname_readings(form), *still)
    wanted = "Name" if role == "first" else "Surn"
    named = tuple(reading for reading in known if reading.tag == wanted)
    if role == "first" and form in name_parts().either:
        named = tuple(reading._replace(gender=None, weight=0.9) for reading in named)
    if role == "first" and named and not (eastern or alone):
        return (*named, *(Reading(form, case, None, False, 0.2, "") for case in ANY_CASE))
    other = tuple(_weaker(reading) for reading in known if reading.tag not in (wanted, "Patr"))
    by_ending = surname_readings(form) if role == "last" or eastern or alone else noun_readings(form)
    return (*named, *other, *(still if eastern else ()), *by_ending)


def _woman_readings(form: str) -> tuple[Reading, ...]:
    """Readings of a woman's first name that only the lexicon has: «Алсу» stays as it is, «Амины» is «Амина»."""
    women = name_parts().women
    if form in women and form[-1] not in "ая":
        return tuple(Reading(form, case, "Fem", False, 1.0, "Name") for case in ANY_CASE)
    return tuple(
        reading._replace(gender="Fem", weight=1.0, tag="Name")
        for reading in noun_readings(form)
        if reading.form in women and reading.form[-1] in "ая" and (reading.form != form or reading.case == "Nom")
    )


def _weaker(reading: Reading) -> Reading:
    """A reading that the dictionary has as something else than this part of a name."""
    if reading.tag in ("Name", "Surn"):
        return reading._replace(weight=0.9)
    return reading._replace(weight=0.7) if reading.tag == "Adj" else reading._replace(weight=0.45, gender=None)


def support_of(names: Iterable[Sequence[Piece]]) -> Support:
    """Which forms of the document can be read as which nominative."""
    found: dict[str, set[str]] = defaultdict(set)
    for form, readings in {piece.form: piece.readings for pieces in names for piece in pieces}.items():
        for reading in readings:
            if reading.weight > 0.3 or reading.case == "Nom":
                found[reading.form].add(form)
    return {nominative: frozenset(forms) for nominative, forms in found.items()}


def resolve(
    pieces: Sequence[Piece],
    initials: str,
    support: Support,
    full: frozenset[tuple[str, ...]] = frozenset(),
    *,
    woman: bool = False,
) -> PersonName:
    """The name in the nominative, in the case and gender in which its parts and its sentence agree best.

    `full` has the full names of the document as they stand; `woman` says that the neighbours speak of a woman in the
    nominative.
    """
    tables = [_best_readings(piece, support) for piece in pieces]
    own = tuple(piece.form for piece in pieces)
    gender, case = _agreement(tables, full - {own} if len(own) > 1 else frozenset(), woman=woman)
    parts: dict[Role, list[str]] = {"first": [], "patronymic": [], "last": []}
    shown: list[tuple[Role, str]] = []
    for piece, table in zip(pieces, tables, strict=True):
        _, form = table.get((gender, case), (0.0, piece.form))
        parts[piece.role].append(form)
        shown.append((piece.role, _display(piece, form)))
    first, patronymic, last = (" ".join(parts[role]) for role in ("first", "patronymic", "last"))
    certain = any(
        reading.gender for piece in pieces if piece.role != "last" for reading in piece.readings if reading.weight >= 1
    )
    dotted = " ".join(f"{letter.upper()}." for letter in initials)
    words = [text for _, text in _in_order(shown)]
    display = " ".join([*words, dotted] if first and not last else [dotted, *words]).strip()
    return PersonName(first, patronymic, last, initials, gender, display, certain)


def _in_order(shown: list[tuple[Role, str]]) -> list[tuple[Role, str]]:
    """Имя Отчество Фамилия, also where the text has the surname first; Chinese and Korean names stay as they are."""
    turned = shown[0][0] == "last" and len(shown) > 1
    eastern = turned and len(shown) > 2 and all(role == "first" for role, _ in shown[1:])
    return shown[1:] + shown[:1] if turned and not eastern else shown


def _display(piece: Piece, form: str) -> str:
    if form in name_parts().particles or is_foreign(form):
        return piece.text
    return restore(form, piece.text) if form != piece.form else piece.text


_Table = dict[tuple[Gender, Case], tuple[float, str]]
"""The best weight and nominative of a word for each gender and case that it can stand in."""
_BOTH: tuple[Gender, ...] = ("Masc", "Fem")
_NO_READING = -2.0
_TOLD = 1.5
"""What a feminine neighbour weighs, or the same name elsewhere in the nominative: more than the model's case."""


def _best_readings(piece: Piece, support: Support) -> _Table:
    feats = piece.token.feats if piece.token is not None else {}
    case, gender = feats.get("Case"), feats.get("Gender")
    table: _Table = {}
    for reading in piece.readings:
        weight = reading.weight + 0.4 * min(3, len(support.get(reading.form, ())) - 1)
        weight += 0.9 * (reading.case == case) + 0.3 * (reading.gender is not None and reading.gender == gender)
        for one in _BOTH if reading.gender is None else (reading.gender,):
            if weight > table.get((one, reading.case), (-100.0, ""))[0]:
                table[one, reading.case] = weight, reading.form
    return table


def _agreement(tables: Sequence[_Table], full: frozenset[tuple[str, ...]], *, woman: bool) -> tuple[Gender, Case]:
    """The gender and case in which the words of the name go together best; the first of equal ones."""

    def weight(frame: tuple[Gender, Case]) -> float:
        told = _TOLD if woman and frame == ("Fem", "Nom") else 0.0
        if full and tuple(table[frame][1] for table in tables if frame in table) in full:
            told += _TOLD
        return told + sum(table[frame][0] if frame in table else _NO_READING for table in tables)

    return max(((gender, case) for gender in _BOTH for case in ANY_CASE), key=weight)
