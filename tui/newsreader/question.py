"""Questions to the library that may stop being wanted before they are answered, as when somebody types on.

question = Question()
with question:                      # in a thread
    library.facets("граница")      # raises DroppedError once another thread has called question.drop()
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from threading import Lock

from newsreader.errors import NewsreaderError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextvars import Token


class DroppedError(NewsreaderError):
    """Nobody wants the answer any more."""


class Question:
    """What is asked in its `with` block, by one thread at a time."""

    def __init__(self) -> None:
        self._guard = Lock()
        self._stops: list[Callable[[], None]] = []
        self._tokens: list[Token[Question | None]] = []
        self.dropped = False

    def __enter__(self) -> Question:
        self._tokens.append(_asked.set(self))
        return self

    def __exit__(self, *_: object) -> None:
        _asked.reset(self._tokens.pop())

    def drop(self) -> None:
        """Stops what is under way. May be called from any thread, more than once, and when all has been answered."""
        with self._guard:
            self.dropped = True
            for stop in self._stops:
                stop()

    @contextmanager
    def under_way(self, stop: Callable[[], None]) -> Iterator[None]:
        """A part of the work, which `stop`, called from another thread, brings to an end by some error.

        Raises:
            DroppedError: in the place of that error.
        """
        with self._guard:
            self._stops.append(stop)
        try:
            check()
            yield
        except Exception as error:
            if self.dropped:
                raise DroppedError("no longer wanted") from error
            raise
        finally:
            with self._guard:
                self._stops.remove(stop)


_asked: ContextVar[Question | None] = ContextVar("asked", default=None)


def asked() -> Question | None:
    """The question that this thread works on."""
    return _asked.get()


def check() -> None:
    """Goes on only while the answer is wanted.

    Raises:
        DroppedError: where it is not.
    """
    question = _asked.get()
    if question is not None and question.dropped:
        raise DroppedError("no longer wanted")
