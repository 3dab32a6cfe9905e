"""Brings a list up to date: the current row stays, and what was just marked stays where it stands. Pure."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from contextlib import suppress
from heapq import merge
from itertools import chain
from operator import neg

from newsreader.models import Sort


def row_in(fresh: array[int], shown: Sequence[int], row: int) -> int:
    """The row of the fresh list that takes the place of a shown one.

    It is the same article's; where that has gone, the nearest one's below it, else above it, that has not.
    """
    if not shown:
        return 0
    with suppress(ValueError):
        return fresh.index(shown[row])
    there = set(fresh)
    nearest = next(filter(there.__contains__, chain(shown[row + 1 :], reversed(shown[:row]))), None)
    return 0 if nearest is None else fresh.index(nearest)


def kept_standing(shown: Sequence[int], fresh: Sequence[int], there: Sequence[int], sort: Sort) -> array[int]:
    """The fresh list with the rows that are shown and that a mark would take away, or move.

    Args:
        fresh: keys that the filter lets through now, in order.
        there: keys of all articles, in the same order.
    """
    if sort == "unread":
        return _by_read(shown, fresh, there)
    wanted = set(fresh) | set(shown)
    return array("q", filter(wanted.__contains__, there))


def _by_read(shown: Sequence[int], fresh: Sequence[int], there: Sequence[int]) -> array[int]:
    """Unread and read ones each with the newest first; only new rows take a place, the others have theirs."""
    known, left = set(shown), set(there)
    old = _parts([key for key in shown if key in left])
    new = _parts(fresh)
    parts = [
        merge(stood, (key for key in came if key not in known), key=neg) for stood, came in zip(old, new, strict=True)
    ]
    return array("q", (key for part in parts for key in part))


def _parts(keys: Sequence[int]) -> tuple[Iterable[int], Iterable[int]]:
    """The keys up to where they rise again, and those from there on."""
    edge = next((place for place in range(1, len(keys)) if keys[place] > keys[place - 1]), len(keys))
    return keys[:edge], keys[edge:]
