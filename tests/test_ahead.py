"""Making ahead of taking."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from itertools import chain
from threading import Event, active_count

import pytest

from newsreader.ahead import ahead


def made(*sources: Iterable[int], most: int = 3) -> Iterator[int]:
    """What comes, one by one."""
    return chain.from_iterable(ahead(*sources, most=most, pause=60.0))


def test_all_items_come_in_their_order() -> None:
    assert list(made(range(50))) == list(range(50))
    assert list(made()) == []


def test_several_sources_are_made_side_by_side() -> None:
    """A source that stands still holds up no other; what each gives keeps its order."""
    go = Event()

    def slow() -> Iterator[int]:
        go.wait(10)
        yield from range(100, 103)

    def quick() -> Iterator[int]:
        yield from range(20)
        go.set()

    items = list(made(slow(), quick()))
    assert items[:20] == list(range(20))
    assert items[20:] == [100, 101, 102]


def test_an_error_comes_after_what_was_made_before_it() -> None:
    def items() -> Iterator[int]:
        yield 1
        raise ValueError("two")

    taken: list[int] = []
    with pytest.raises(ValueError, match="two"):
        taken.extend(made(items()))
    assert taken == [1]


def test_an_error_ends_the_other_sources() -> None:
    """Also where there is always something to take."""
    count = 0

    def bad() -> Iterator[int]:
        yield 1
        raise ValueError("bad")

    def endless() -> Iterator[int]:
        nonlocal count
        while True:
            count += 1
            yield count

    with pytest.raises(ValueError, match="bad"):
        for _ in made(bad(), endless()):
            time.sleep(0.001)
    assert count < 1000


def test_who_leaves_early_leaves_no_thread_behind() -> None:
    """The maker is at most as far ahead as it may be, and ends."""
    before = active_count()
    numbers: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1000):
            numbers.append(number)
            yield number

    taking = ahead(items(), most=2, pause=60.0)
    assert next(taking)[0] == 0
    taking.close()  # type: ignore[attr-defined]
    assert len(numbers) <= 5
    assert active_count() == before


def test_nothing_comes_where_nothing_is_made_for_a_while() -> None:
    """Whoever takes can do something else meanwhile."""
    go = Event()

    def slow() -> Iterator[int]:
        yield 1
        go.wait(10)
        yield 2

    seen: list[list[int]] = []
    for some in ahead(slow(), most=3, pause=0.01):
        seen.append(some)
        if not some:
            go.set()
    assert seen[0] == [1] and seen[-1] == [2] and [] in seen


def test_heavy_items_are_made_less_far_ahead() -> None:
    numbers: list[int] = []

    def items() -> Iterator[int]:
        for number in range(100):
            numbers.append(number)
            yield number

    taking = ahead(items(), most=10, pause=60.0, weigh=lambda _: 5)
    next(taking)
    time.sleep(0.05)
    assert len(numbers) <= 8
    taking.close()  # type: ignore[attr-defined]
