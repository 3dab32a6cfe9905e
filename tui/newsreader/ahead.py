"""Lets threads make what another takes, so that none waits for the others' slow moments."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from threading import Condition, Thread
from typing import Generic, TypeVar

Item = TypeVar("Item")


def ahead(
    *sources: Iterable[Item], most: int, pause: float, weigh: Callable[[Item], int] = lambda _: 1
) -> Iterator[list[Item]]:
    """The items of all sources as they come, in lists; those of one source in their order.

    A thread a source makes them; what one raises ends the others and is raised here.

    Args:
        sources: what makes the items.
        most: how much of them, together, is made ahead of whoever takes them.
        pause: seconds after which an empty list comes where nothing else does.
        weigh: how much an item counts.
    """
    shelf = _Shelf(most, weigh, makers=len(sources))
    threads = [Thread(target=shelf.fill, args=(items,), daemon=True) for items in sources]
    for thread in threads:
        thread.start()
    try:
        while (taken := shelf.take(pause)) is not None:
            yield taken
    finally:
        shelf.leave()
        for thread in threads:
            thread.join()


class _Shelf(Generic[Item]):
    """What has been made and not yet taken."""

    def __init__(self, most: int, weigh: Callable[[Item], int], *, makers: int) -> None:
        self._most = most
        self._weigh = weigh
        self._makers = makers
        self._made: list[Item] = []
        self._weight = 0
        self._fault: BaseException | None = None
        self._left = False
        self._changed = Condition()

    def fill(self, items: Iterable[Item]) -> None:
        """Makes the items, as there is room for them, until nobody takes them any more."""
        fault = None
        try:
            all(map(self._put, items))
        except BaseException as error:
            fault = error
        with self._changed:
            self._makers -= 1
            self._fault = self._fault or fault
            self._left = self._left or fault is not None
            self._changed.notify_all()

    def _put(self, item: Item) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._left or self._weight < self._most)
            self._made.append(item)
            self._weight += self._weigh(item)
            if len(self._made) == 1:
                self._changed.notify_all()
            return not self._left

    def take(self, pause: float) -> list[Item] | None:
        """All that is there, so that the threads take turns once in many items; None when all has been made.

        What a source has raised is raised when what was made before it has been taken.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._made or self._fault or not self._makers, pause)
            if not self._made and self._fault is not None:
                raise self._fault
            if not self._made and not self._makers:
                return None
            taken, self._made, self._weight = self._made, [], 0
            self._changed.notify_all()
            return taken

    def leave(self) -> None:
        """Ends the making."""
        with self._changed:
            self._left = True
            self._changed.notify_all()
