"""Sets of places in a text that are asked, line by line, which of them a line meets."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

from newsreader.models import Span
from newsreader.record import Record


class Places(Record):
    """Stretches of a text in order, none meeting another."""

    starts: tuple[int, ...] = ()
    ends: tuple[int, ...] = ()

    @classmethod
    def of(cls, spans: Iterable[Span]) -> Places:
        """The places that the spans cover together."""
        starts: list[int] = []
        ends: list[int] = []
        for span in sorted(spans):
            if ends and span.start < ends[-1]:
                ends[-1] = max(ends[-1], span.end)
            elif len(span):
                starts.append(span.start)
                ends.append(span.end)
        return cls(tuple(starts), tuple(ends))

    def within(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """What of the places lies in [start, end)."""
        for number in range(bisect_right(self.ends, start), bisect_left(self.starts, end)):
            yield max(start, self.starts[number]), min(end, self.ends[number])

    def touch(self, start: int, end: int) -> bool:
        """Whether a place meets [start, end); for an empty stretch, whether one goes on over it."""
        number = bisect_right(self.ends, start)
        return number < len(self.starts) and self.starts[number] < max(end, start)

    def __bool__(self) -> bool:
        return bool(self.starts)


NOWHERE = Places()


def overlay(start: int, end: int, layers: Iterable[tuple[str, Places]]) -> list[tuple[int, int, tuple[str, ...]]]:
    """Cuts [start, end) into pieces that lie in the same layers, with the layers' names in the order given."""
    found = [(name, first, last) for name, places in layers for first, last in places.within(start, end)]
    if not found:
        return [(start, end, ())] if start < end else []
    edges = sorted({start, end, *(first for _, first, _ in found), *(last for _, _, last in found)})
    return [
        (left, right, tuple(name for name, first, last in found if first <= left and right <= last))
        for left, right in pairwise(edges)
    ]
