"""Where the headings of days stand among the rows of a list. Pure; a step a day, not a row."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence


def day_starts(keys: array[int], day: Callable[[int], int]) -> list[int]:
    """Numbers of the rows that begin a day; the newest day comes first."""
    starts: list[int] = []
    index = 0
    while index < len(keys):
        starts.append(index)
        current = day(keys[index])
        index = bisect_left(keys, True, lo=index + 1, key=lambda key: day(key) < current)
    return starts


class Places:
    """Lines of rows that all have the same height, with a heading line above those in `starts`."""

    def __init__(self, rows: int, lines: int, starts: Sequence[int] = ()) -> None:
        self._rows = rows
        self._lines = lines
        self._starts = starts
        self._headings = [start * lines + number for number, start in enumerate(starts)]

    @property
    def height(self) -> int:
        """Lines of the whole list."""
        return self._rows * self._lines + len(self._starts)

    def top(self, index: int) -> int:
        """The first line of a row, below its heading."""
        return index * self._lines + bisect_right(self._starts, index)

    def heading(self, index: int) -> int:
        """The line from which a row is to be seen: its heading's, where it begins a day."""
        at = bisect_left(self._starts, index)
        return self.top(index) - (at < len(self._starts) and self._starts[at] == index)

    def locate(self, y: int) -> tuple[int, int]:
        """Row and line inside it of a line of the list; -1 for the heading above the row."""
        at = bisect_right(self._headings, y) - 1
        if at < 0:
            return divmod(y, self._lines)
        if self._headings[at] == y:
            return self._starts[at], -1
        index, line = divmod(y - self._headings[at] - 1, self._lines)
        return self._starts[at] + index, line
