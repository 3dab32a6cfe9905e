"""How much of the words of two quotations is the same.

Two texts are variants when at least four fifths of the words of the longer one are in both.
"""

from __future__ import annotations

from collections import Counter

from newsreader.store.terms import forms_and_stems

SHARED = 0.8
_LONGEST = 5_000
"""Code points of a text that are compared."""

Bag = Counter[str]


def bag(text: str) -> Bag:
    """The words of a text in comparable form, with how often each is there."""
    return Counter(forms_and_stems(text[:_LONGEST])[0].split())


def overlap(one: Bag, other: Bag) -> float:
    """The part of the words of the longer text that both have."""
    longer = max(one.total(), other.total())
    return (one & other).total() / longer if longer else 0.0
