"""What the key of an article says: its minute since 1900 in the upper bits, a number within the minute below.

The numbers of a minute are in two halves. An article that states no date has its place by its file's time, and a number
of the upper half, by which it is told from those that were published then.
"""

from __future__ import annotations

KEYS_A_MINUTE_BITS = 8
UNDATED = 1 << (KEYS_A_MINUTE_BITS - 1)
"""Set in the key of an article without a date."""
_MINUTES_A_DAY = 24 * 60
_FIRST_DAY = 693_596
"""1 January 1900, as `date.toordinal` counts."""


def day_of_key(key: int) -> int:
    """The day of an article, as `date.toordinal` counts."""
    return (key >> KEYS_A_MINUTE_BITS) // _MINUTES_A_DAY + _FIRST_DAY
