"""Knows which names mean the same state, place or organisation, for whoever finds names and whoever asks for them.

The table is `analysis/lexicon/aliases_*.yaml`, read once, when needed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from newsreader.models import EntityType
from newsreader.tables import read_table
from newsreader.text import word_form

_STATES = "aliases_states.yaml"
_FILES: tuple[tuple[str, EntityType], ...] = (
    (_STATES, "place"),
    ("aliases_places.yaml", "place"),
    ("aliases_organisations.yaml", "organisation"),
)
Form = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Alias:
    """One thing of the table."""

    name: str
    type: EntityType
    written: Mapping[Form, str]
    """Each of its forms as it is written."""
    bynames: frozenset[Form]
    """The forms that mean it, but never name it where another stands in the text."""


@dataclass(frozen=True, slots=True)
class Aliases:
    """The whole table, by form: the comparable words of a nominative."""

    by_form: dict[Form, Alias]
    by_adjective: dict[str, Alias]
    """«российский» → Россия."""
    states: frozenset[str]
    """Usual names of states."""
    stems: frozenset[str]
    """The first two letters of its names of one word."""
    beginnings: frozenset[str]
    """The first two letters of its names of several words."""
    lengths: dict[str, tuple[int, ...]]
    """For the first word of each organisation's name of several words, how many there are; longest first."""
    longest: int
    """Words in the longest form."""

    def find(self, form: Form) -> Alias | None:
        """The thing that goes by this form, written with hyphens or with blanks."""
        return self.by_form.get(form) or self.by_form.get(("-".join(form),))


def form_of(name: str) -> Form:
    """A name as comparable words, marks left out."""
    return tuple(
        form for word in name.replace("«", " ").replace("»", " ").split() if (form := word_form(word)).strip("-—–")
    )


@lru_cache(maxsize=1)
def aliases() -> Aliases:
    """The table. Later files do not override earlier ones."""
    by_form: dict[Form, Alias] = {}
    by_adjective: dict[str, Alias] = {}
    states: set[str] = set()
    for file, kind in _FILES:
        for row in read_table(file):
            alias = _alias(row, kind)
            if file == _STATES:
                states.add(alias.name)
            for form in alias.written:
                by_form.setdefault(form, alias)
            for adjective in (row.get("adjective"), *row.get("adjectives", ())):
                if adjective is not None:
                    by_adjective.setdefault(word_form(adjective), alias)
            if "capital" in row:
                capital = form_of(row["capital"])
                by_form.setdefault(capital, Alias(row["capital"], "place", {capital: row["capital"]}, frozenset()))
    stems = frozenset(form[0][:2] for form in by_form if len(form) == 1)
    beginnings = frozenset(form[0][:2] for form in by_form if len(form) > 1)
    lengths: dict[str, set[int]] = defaultdict(set)
    for form, alias in by_form.items():
        if len(form) > 1 and alias.type == "organisation":
            lengths[form[0]].add(len(form))
    ordered = {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}
    longest = max(len(form) for form in by_form)
    return Aliases(by_form, by_adjective, frozenset(states), stems, beginnings, ordered, longest)


def other_names(name: str) -> tuple[str, ...]:
    """What else the thing of this name is called; nothing where the table does not know it."""
    known = aliases().find(form_of(name))
    return () if known is None else tuple(other for form, other in known.written.items() if form != form_of(name))


def _alias(row: dict[str, Any], kind: EntityType) -> Alias:
    names = [row["name"], *row.get("full", ()), *row.get("short", ())]
    bynames = row.get("also", ())
    written = {form_of(name): name for name in (*names, *bynames)}
    return Alias(row["name"], kind, written, frozenset(map(form_of, bynames)))
