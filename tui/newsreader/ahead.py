"""Lets threads make what another takes, so that none waits for the others' slow moments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from queue import Full, Queue
from threading import Event, Thread
from typing import TypeVar, cast

Item = TypeVar("Item")


def ahead(*sources: Iterable[Item], most: int) -> Iterator[Item]:
    """The items of all sources as they come, those of one in their order.

    A thread a source makes them, together up to `most` ahead of whoever takes them; what one raises is raised here.
    """
    made: Queue[tuple[bool, Item | BaseException | None]] = Queue(most)
    left = Event()

    def put(good: bool, value: Item | BaseException | None) -> bool:
        while not left.is_set():
            with suppress(Full):
                made.put((good, value), timeout=0.1)
                return True
        return False

    def make(items: Iterable[Item]) -> None:
        try:
            if all(put(True, item) for item in items):
                put(False, None)
        except BaseException as error:
            put(False, error)

    threads = [Thread(target=make, args=(items,), daemon=True) for items in sources]
    for thread in threads:
        thread.start()
    try:
        going = len(threads)
        while going:
            good, value = made.get()
            if good:
                yield cast("Item", value)
            elif value is None:
                going -= 1
            else:
                raise cast("BaseException", value)
    finally:
        left.set()
        for thread in threads:
            thread.join()
