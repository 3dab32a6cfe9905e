"""Making ahead of taking."""

from __future__ import annotations

from collections.abc import Iterator
from threading import Event

import pytest

from newsreader.ahead import ahead


def test_all_items_come_in_their_order() -> None:
    assert list(ahead(range(50), most=3)) == list(range(50))


def test_several_sources_are_made_side_by_side() -> None:
    """A source that stands still holds up no other; what each gives keeps its order."""
    go = Event()

    def slow() -> Iterator[int]:
        go.wait(10)
        yield from range(100, 103)

    def quick() -> Iterator[int]:
        yield from range(20)
        go.set()

    items = list(ahead(slow(), quick(), most=3))
    assert items[:20] == list(range(20))
    assert items[20:] == [100, 101, 102]


def test_an_error_comes_after_what_was_made_before_it() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("two")

    taken: list[int] = []
    with pytest.raises(ValueError, match="two"):
        taken.extend(ahead(items(), most=3))
    assert taken == [1]


def test_who_leaves_early_leaves_no_thread_behind() -> None:
    """The maker is at most as far ahead as it may be, and ends."""
    made: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1000):
            made.append(number)
            yield number

    taking = ahead(items(), most=2)
    assert next(taking) == 0
    taking.close()  # type: ignore[attr-defined]
    assert len(made) <= 5
