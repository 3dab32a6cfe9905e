"""Where a place in a text is after the text was edited. Pure."""

from __future__ import annotations


def moved_offset(before: str, after: str, offset: int) -> int:
    """The offset in the new text of what stood at an offset in the old one; where that was edited, of the edit."""
    start = _common(before, after)
    if offset <= start:
        return offset
    rest = len(before) - offset
    end = _common(before[::-1], after[::-1])
    return max(start, len(after) - rest) if rest <= end else start


def _common(one: str, other: str) -> int:
    """How many characters both begin with; compares in halves, as a text may be long."""
    least, most = 0, min(len(one), len(other))
    while least < most:
        middle = (least + most + 1) // 2
        if one[least:middle] == other[least:middle]:
            least = middle
        else:
            most = middle - 1
    return least
