"""Frozen records with slots, as `@dataclass(frozen=True, slots=True)` makes them, at next to no cost for the start.

`dataclasses` loads `inspect` and compiles several functions a class; here all records share their methods. Whatever
works on dataclasses (`replace`, `fields`, `asdict`) works on records too: what it looks for is made when it looks.
"""

from __future__ import annotations

from functools import cache, partial
from operator import attrgetter

TYPE_CHECKING = False  # as `typing` has it, which a quick command does without
if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import Field, replace
    from typing import Any, ClassVar, dataclass_transform
else:

    def dataclass_transform(**_):
        """Nothing: only type checkers read it."""
        return lambda made: made

    def replace(record, /, **changes):
        """The record with some fields changed, as `dataclasses.replace` gives it."""
        kept = {name: getattr(record, name) for name in record.__match_args__ if name not in changes}
        return type(record)(**kept, **changes)


__all__ = ["Record", "replace"]


class _Equivalent:
    """What `dataclasses` looks for on a class."""

    def __get__(self, record: object, kind: type[Record]) -> dict[str, Field[Any]]:
        return _equivalent(kind)


@cache
def _equivalent(kind: type[Record]) -> dict[str, Field[Any]]:
    """The fields of the dataclass that a record would be."""
    from dataclasses import field, make_dataclass

    types, defaults = kind.__annotations__, kind._defaults
    required = [(name, types[name]) for name in kind.__match_args__ if name not in defaults]
    # By a factory, as no value is taken for a default that could be changed.
    stated = [(name, types[name], field(default_factory=partial(defaults.get, name))) for name in defaults]
    made: Any = make_dataclass(kind.__name__, [*required, *stated])
    found: dict[str, Field[Any]] = made.__dataclass_fields__
    return found


@dataclass_transform(frozen_default=True)
class _RecordType(type):
    """Takes the fields from a class's annotations, and makes a slot of each."""

    _defaults: dict[str, Any]
    _setters: tuple[Callable[[object, Any], None], ...]
    _values: Callable[[object], object]

    def __new__(mcs, name: str, bases: tuple[type, ...], body: dict[str, Any]) -> _RecordType:
        stated: dict[str, str] = body.get("__annotations__", {})
        names = tuple(field for field, kind in stated.items() if not kind.startswith("ClassVar"))
        defaults = {field: body.pop(field) for field in names if field in body}
        made = super().__new__(mcs, name, bases, {**body, "__slots__": names, "__match_args__": names})
        made._defaults = defaults
        made._setters = tuple(getattr(made, field).__set__ for field in names)
        made._values = attrgetter(*names) if names else hash
        return made


class Record(metaclass=_RecordType):
    """Base of a record. One that is made by the thousand may have an `__init__` of its own."""

    if TYPE_CHECKING:
        __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
        __match_args__: ClassVar[tuple[str, ...]]
    else:
        __dataclass_fields__ = _Equivalent()

    def __init__(self, *values: Any, **named: Any) -> None:
        kind = type(self)
        if named or len(values) != len(kind._setters):
            whole = not values and tuple(named) == kind.__match_args__
            values = tuple(named.values()) if whole else self._completed(values, named)
        for put, value in zip(kind._setters, values, strict=True):
            put(self, value)

    @classmethod
    def _completed(cls, values: tuple[Any, ...], named: dict[str, Any]) -> tuple[Any, ...]:
        """The values of all fields, in their order.

        Raises:
            TypeError: where one is missing, stated twice, or there is no such field.
        """
        names = cls.__match_args__
        whole = {**cls._defaults, **named, **dict(zip(names, values, strict=False))}
        if len(values) > len(names) or whole.keys() != set(names) or not named.keys().isdisjoint(names[: len(values)]):
            raise TypeError(f"{cls.__name__} has the fields {', '.join(names)}")
        return tuple(map(whole.__getitem__, names))

    def __eq__(self, other: object) -> bool:
        kind = type(self)
        return bool(kind._values(self) == kind._values(other)) if type(other) is kind else NotImplemented

    def __hash__(self) -> int:
        return hash(type(self)._values(self))

    def __repr__(self) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__match_args__)
        return f"{type(self).__qualname__}({shown})"

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"cannot assign to {name!r}: {type(self).__name__} is frozen")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"cannot delete {name!r}: {type(self).__name__} is frozen")

    def __reduce__(self) -> tuple[type[Record], tuple[Any, ...]]:
        return type(self), tuple(getattr(self, name) for name in self.__match_args__)
