"""Lets threads make what another takes, so that none waits for the others' slow moments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from threading import Condition, Thread
from typing import Generic, TypeVar

Item = TypeVar("Item")


def ahead(*sources: Iterable[Item], most: int) -> Iterator[Item]:
    """The items of all sources as they come, those of one in their order.

    A thread a source makes them, together up to `most` ahead of whoever takes them; what one raises is raised here.
    """
    shelf: _Shelf[Item] = _Shelf(most, makers=len(sources))
    threads = [Thread(target=shelf.fill, args=(items,), daemon=True) for items in sources]
    for thread in threads:
        thread.start()
    try:
        while taken := shelf.take():
            yield from taken
    finally:
        shelf.leave()
        for thread in threads:
            thread.join()


class _Shelf(Generic[Item]):
    """What has been made and not yet taken."""

    def __init__(self, most: int, *, makers: int) -> None:
        self._most = most
        self._makers = makers
        self._made: list[Item] = []
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
            self._changed.notify_all()

    def _put(self, item: Item) -> bool:
        with self._changed:
            self._changed.wait_for(lambda: self._left or len(self._made) < self._most)
            self._made.append(item)
            if len(self._made) == 1:
                self._changed.notify_all()
            return not self._left

    def take(self) -> list[Item]:
        """All that is there, so that the threads take turns once in many items; nothing when all has been made.

        What a source has raised is raised when what was made before it has been taken.
        """
        with self._changed:
            self._changed.wait_for(lambda: self._made or self._fault or not self._makers)
            if self._fault is not None and not self._made:
                raise self._fault
            taken, self._made = self._made, []
            self._changed.notify_all()
            return taken

    def leave(self) -> None:
        """Ends the making."""
        with self._changed:
            self._left = True
            self._changed.notify_all()
