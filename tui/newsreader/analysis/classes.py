"""Knows the common nouns that stand beside names: `lexicon/entity_classes.yaml`, read once, when first needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from newsreader.tables import read_table


@dataclass(frozen=True, slots=True)
class Classes:
    """Lists of words in dictionary form."""

    organisation: frozenset[str]
    place: frozenset[str]
    thing: frozenset[str]
    """What bears a name and is neither person, place nor organisation: ships, films, laws."""
    institutions: frozenset[str]
    """Make an organisation together with a place: «правительство Китая»."""
    unnaming: frozenset[str]
    """Adjectives that are no part of an institution's name: «новое правительство России»."""
    not_names: frozenset[str]
    """Abbreviations that name nothing."""
    roles: frozenset[str]
    """Offices and relations; no part of the name after them."""


@lru_cache(maxsize=1)
def classes() -> Classes:
    """The lists."""
    return Classes(**{name: frozenset(words) for name, words in read_table("entity_classes.yaml").items()})
