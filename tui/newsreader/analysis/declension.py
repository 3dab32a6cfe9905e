"""Says which nominatives a Russian name may have, by its ending alone: for the names that no dictionary knows."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple

Case = Literal["Nom", "Gen", "Dat", "Acc", "Ins", "Loc"]
Gender = Literal["Masc", "Fem", "Neut"]

ANY_CASE: tuple[Case, ...] = ("Nom", "Gen", "Dat", "Acc", "Ins", "Loc")


class Reading(NamedTuple):
    """One way to read a word: its nominative of the same number, and the case, gender and number it stands in."""

    form: str
    """Nominative, lower case."""
    case: Case
    gender: Gender | None
    """None where any gender fits."""
    plural: bool
    weight: float
    """How far to trust it: 1 for a name in the dictionary."""
    tag: str
    """"Name", "Patr", "Surn", "Geox", "Orgn", "Abbr", "Adj", "Noun", or "" where only the ending speaks."""


_MASCULINE_SURNAME: dict[str, tuple[Case, ...]] = {
    "": ("Nom",),
    "а": ("Gen", "Acc"),
    "у": ("Dat",),
    "ым": ("Ins",),
    "е": ("Loc",),
}
_FEMININE_SURNAME: dict[str, tuple[Case, ...]] = {
    "а": ("Nom",),
    "ой": ("Gen", "Dat", "Ins", "Loc"),
    "ою": ("Ins",),
    "у": ("Acc",),
}
_SURNAME: dict[Gender, dict[str, tuple[Case, ...]]] = {"Masc": _MASCULINE_SURNAME, "Fem": _FEMININE_SURNAME}
_POSSESSIVE = ("ов", "ев", "ин", "ын")

_FEMININE_OBLIQUE = ("овой", "евой", "иной", "ыной")
"""A woman's surname that ends so is inflected: «Сомовой» is no nominative of hers."""

_ADJECTIVE_MASCULINE: dict[str, tuple[Case, ...]] = {
    "ого": ("Gen", "Acc"),
    "ому": ("Dat",),
    "им": ("Ins",),
    "ым": ("Ins",),
    "ом": ("Loc",),
}
_ADJECTIVE_FEMININE: dict[str, tuple[Case, ...]] = {"ая": ("Nom",), "ой": ("Gen", "Dat", "Ins", "Loc"), "ую": ("Acc",)}
_ADJECTIVE: dict[Gender, dict[str, tuple[Case, ...]]] = {"Masc": _ADJECTIVE_MASCULINE, "Fem": _ADJECTIVE_FEMININE}
_ADJECTIVE_STEMS = ("ск", "цк")

_HARD: dict[str, tuple[Case, ...]] = {"а": ("Gen", "Acc"), "у": ("Dat",), "ом": ("Ins",), "ем": ("Ins",), "е": ("Loc",)}
_SOFT: dict[str, tuple[Case, ...]] = {"я": ("Gen", "Acc"), "ю": ("Dat",), "ем": ("Ins",), "е": ("Loc",)}
_FIRST_HARD: dict[str, tuple[Case, ...]] = {
    "ы": ("Gen",),
    "и": ("Gen",),
    "е": ("Dat", "Loc"),
    "у": ("Acc",),
    "ой": ("Ins",),
    "ою": ("Ins",),
    "ей": ("Ins",),
}
_FIRST_SOFT: dict[str, tuple[Case, ...]] = {
    "и": ("Gen", "Dat", "Loc"),
    "е": ("Dat", "Loc"),
    "ю": ("Acc",),
    "ей": ("Ins",),
}

_NEUTER_IN_YE: dict[str, tuple[Case, ...]] = {"ья": ("Gen",), "ью": ("Dat",), "ьем": ("Ins",), "ье": ("Nom", "Loc")}
_FEMININE_IN_IYA: dict[str, tuple[Case, ...]] = {"ии": ("Gen", "Dat", "Loc"), "ию": ("Acc",), "ией": ("Ins",)}

_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
_HUSHING = frozenset("жшчщц")
_VELAR = frozenset("гкх")
_SHORTEST = 2


@lru_cache(maxsize=20_000)
def surname_readings(word: str) -> tuple[Reading, ...]:
    """Readings of a surname (or a foreign first name), lower case, ё as е. Never empty: a name may be indeclinable."""
    other = noun_readings(word)
    if word.endswith(_FEMININE_OBLIQUE):
        other = tuple(reading for reading in other if reading.form != word)
    return (*_russian(word), *_adjectival(word), *other)


def _russian(word: str) -> list[Reading]:
    found = []
    for gender, endings in _SURNAME.items():
        for ending, cases in endings.items():
            stem = word[: len(word) - len(ending)] if word.endswith(ending) else ""
            if len(stem) > _SHORTEST and stem.endswith(_POSSESSIVE):
                form = stem if gender == "Masc" else stem + "а"
                found += [_reading(form, case, gender, 0.8) for case in cases]
    return found


def _adjectival(word: str) -> list[Reading]:
    found = []
    if word.endswith(("ий", "ый", "ой")) and len(word) > 4:
        found.append(_reading(word, "Nom", "Masc", 0.7))
    for gender, endings in _ADJECTIVE.items():
        for ending, cases in endings.items():
            stem = word[: -len(ending)]
            if not word.endswith(ending) or not stem.endswith(_ADJECTIVE_STEMS) or len(stem) <= _SHORTEST:
                continue
            form = stem + ("ий" if gender == "Masc" else "ая")
            found += [_reading(form, case, gender, 0.8) for case in cases]
    return found


@lru_cache(maxsize=20_000)
def noun_readings(word: str) -> tuple[Reading, ...]:
    """Readings of a proper noun as a noun in the singular; the last is the indeclinable one."""
    found: list[Reading] = []
    last = word[-1:]
    if last in _CONSONANTS or last in ("й", "ь"):
        found.append(_reading(word, "Nom", "Masc", 0.6))
    if last in ("а", "я"):
        found.append(_reading(word, "Nom", None, 0.5))
    found += _endings(word, _HARD, "", "Masc", 0.5)
    found += _endings(word, _SOFT, "йь", "Masc", 0.4)
    found += _endings(word, _FIRST_HARD, "а", None, 0.4)
    found += _endings(word, _FIRST_SOFT, "я", None, 0.3)
    for ending, cases in _FEMININE_IN_IYA.items():
        if word.endswith(ending) and len(word) > len(ending) + _SHORTEST:
            found += [_reading(word[: -len(ending)] + "ия", case, "Fem", 0.9) for case in cases]
    if word.endswith("йе") and len(word) > 3:
        found += [_reading(word[:-1] + "я", case, None, 0.7) for case in ("Dat", "Loc")]
    for ending, cases in _NEUTER_IN_YE.items():
        if word.endswith(ending) and len(word) > len(ending) + _SHORTEST:
            found += [_reading(word[: -len(ending)] + "ье", case, "Neut", 0.5) for case in cases]
    indeclinable = 0.25 if last not in "оиуюэе" else 0.45
    found += [_reading(word, case, "Fem" if last in _CONSONANTS else None, indeclinable) for case in ANY_CASE]
    return tuple(found)


def _endings(
    word: str, endings: dict[str, tuple[Case, ...]], nominatives: str, gender: Gender | None, weight: float
) -> list[Reading]:
    found = []
    for ending, cases in endings.items():
        stem = word[: -len(ending)]
        if not word.endswith(ending) or len(stem) < _SHORTEST or not _fits(stem, ending, nominatives):
            continue
        for nominative in nominatives or ("",):
            if (nominative == "й" and stem[-1] in _CONSONANTS) or (nominative == "ь" and stem[-1] not in _CONSONANTS):
                continue
            found += [_reading(stem + nominative, case, gender, weight) for case in cases]
    return found


def _fits(stem: str, ending: str, nominatives: str) -> bool:
    """Whether Russian spelling lets this ending follow this stem."""
    last = stem[-1]
    if nominatives in ("", "а"):
        if last not in _CONSONANTS and not (nominatives == "а" and last in "аеиоуэ"):
            return False
        if ending in ("ем", "ей"):
            return last in _HUSHING
        if ending in ("и", "ы"):
            return (last in _VELAR or last in _HUSHING) == (ending == "и") or (last == "ц" and ending == "ы")
        return not (ending in ("ом", "ой") and last in "чщж")
    return last not in _VELAR and last not in "жшць"


def _reading(form: str, case: Case, gender: Gender | None, weight: float) -> Reading:
    return Reading(form, case, gender, False, weight, "")
