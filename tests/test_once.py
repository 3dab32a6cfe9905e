"""One making for all who want the same thing at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from newsreader.once import Once


def test_who_wants_the_same_at_the_same_time_gets_the_same() -> None:
    """It is made once; what is wanted later is made again."""
    once: Once[object] = Once()
    begun, may_end = Event(), Event()
    made: list[object] = []

    def make() -> object:
        begun.set()
        assert may_end.wait(10)
        made.append(object())
        return made[-1]

    with ThreadPoolExecutor(3) as pool:
        first = pool.submit(once.make, "a", make)
        assert begun.wait(10)
        others = [pool.submit(once.make, "a", make), pool.submit(once.awaited, "a")]
        assert once.make("b", lambda: "other") == "other"
        assert once.awaited("b") is None
        may_end.set()
        assert [other.result(10) for other in others] == [first.result(10)] * 2 == made * 2
    assert once.make("a", make) is made[-1] and len(made) == 2


def test_an_error_is_everybodys() -> None:
    """And the next one may try again."""
    once: Once[str] = Once()
    begun, may_end = Event(), Event()

    def fail() -> str:
        begun.set()
        assert may_end.wait(10)
        raise ValueError("no")

    with ThreadPoolExecutor(2) as pool:
        first = pool.submit(once.make, "a", fail)
        assert begun.wait(10)
        other = pool.submit(once.awaited, "a")
        may_end.set()
        for one in (first, other):
            with pytest.raises(ValueError, match="no"):
                one.result(10)
    assert once.make("a", lambda: "yes") == "yes"
