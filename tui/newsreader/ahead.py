"""Lets threads make what another takes, so that none waits for the others' slow moments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import Condition, Thread
from typing import TypeVar

Item = TypeVar("Item")


def ahead(*sources: Iterable[Item], most: int) -> Iterator[Item]:
    """The items of all sources as they come, those of one in their order.

    A thread a source makes them, together up to `most` ahead of whoever takes them; what one raises is raised here.
    """
    changed = Condition()
    made: list[Item] = []
    faults: list[BaseException] = []
    going = len(sources)
    left = False

    def put(item: Item) -> bool:
        with changed:
            changed.wait_for(lambda: left or len(made) < most)
            made.append(item)
            if len(made) == 1:
                changed.notify_all()
            return not left

    def make(items: Iterable[Item]) -> None:
        nonlocal going
        try:
            all(map(put, items))
        except BaseException as error:
            faults.append(error)
        finally:
            with changed:
                going -= 1
                changed.notify_all()

    threads = [Thread(target=make, args=(items,), daemon=True) for items in sources]
    for thread in threads:
        thread.start()
    try:
        while True:
            with changed:
                changed.wait_for(lambda: made or faults or not going)
                taken = made.copy()  # all that is there, so that the threads take turns once in many items
                made.clear()
                fault = faults[0] if faults else None
                changed.notify_all()
            yield from taken
            if fault is not None:
                raise fault
            if not taken:
                return
    finally:
        with changed:
            left = True
            changed.notify_all()
        for thread in threads:
            thread.join()
