"""Knows the small words inside names: `lexicon/name_parts.yaml`, read once, when first needed."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from newsreader.tables import read_table


@dataclass(frozen=True, slots=True)
class NameParts:
    """Lists of words, lower case, ё as е."""

    patronymic_tails: frozenset[str]
    """Make a patronymic of the name before them: «Гейдар оглы»."""
    patronymic_heads: frozenset[str]
    """Make a patronymic of the name behind them."""
    particles: frozenset[str]
    """Parts of a surname that are never inflected."""
    families_first: frozenset[str]
    """Family names that stand before the given names."""
    women: frozenset[str]
    """Women's first names that the dictionary lacks."""
    either: frozenset[str]
    """Foreign first names of men and women alike."""
    still: frozenset[str]
    """First parts of place names that are never inflected."""
    function_words: frozenset[str]
    """Words that abbreviations leave out."""


@lru_cache(maxsize=1)
def name_parts() -> NameParts:
    """The lists."""
    return NameParts(**{name: frozenset(words) for name, words in read_table("name_parts.yaml").items()})
