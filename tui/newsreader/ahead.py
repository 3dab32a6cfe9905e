"""Lets one thread make what another takes, so that neither waits for the other's slow moments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress
from queue import Full, Queue
from threading import Event, Thread
from typing import TypeVar, cast

Item = TypeVar("Item")


def ahead(items: Iterable[Item], most: int) -> Iterator[Item]:
    """The items, which a thread makes up to `most` ahead of whoever takes them; what it raises is raised here."""
    made: Queue[tuple[bool, Item | BaseException | None]] = Queue(most)
    left = Event()

    def put(good: bool, value: Item | BaseException | None) -> bool:
        while not left.is_set():
            with suppress(Full):
                made.put((good, value), timeout=0.1)
                return True
        return False

    def make() -> None:
        try:
            for item in items:
                if not put(True, item):
                    return
            put(False, None)
        except BaseException as error:
            put(False, error)

    thread = Thread(target=make, daemon=True)
    thread.start()
    try:
        while True:
            good, value = made.get()
            if good:
                yield cast("Item", value)
            elif value is None:
                return
            else:
                raise cast("BaseException", value)
    finally:
        left.set()
        thread.join()
