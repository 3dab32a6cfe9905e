"""Lets threads that want the same thing at the same time share one making of it."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Lock
from typing import Generic, TypeVar

Value = TypeVar("Value")


class Once(Generic[Value]):
    """What is being made, by name. What has been made is not kept."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._under_way: dict[str, _Making[Value]] = {}

    def awaited(self, name: str) -> Value | None:
        """What another thread is making just now, when it has made it; None where nobody is."""
        with self._lock:
            making = self._under_way.get(name)
        return None if making is None else making.result()

    def make(self, name: str, make: Callable[[], Value]) -> Value:
        """What `make` gives, or what another thread that is at it already will get."""
        with self._lock:
            making = self._under_way.get(name)
            if making is None:
                mine = self._under_way[name] = _Making[Value]()
        if making is not None:
            return making.result()
        try:
            value = make()
        except BaseException as error:
            mine.end(error=error)
            raise
        else:
            mine.end(value)
            return value
        finally:
            with self._lock:
                del self._under_way[name]


class _Making(Generic[Value]):
    def __init__(self) -> None:
        self._ended = Event()
        self._value: Value | None = None
        self._error: BaseException | None = None

    def end(self, value: Value | None = None, *, error: BaseException | None = None) -> None:
        self._value, self._error = value, error
        self._ended.set()

    def result(self) -> Value:
        self._ended.wait()
        if self._error is not None:
            raise self._error
        assert self._value is not None
        return self._value
