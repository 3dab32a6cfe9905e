"""The base of the interface's messages: as with `@dataclass` the annotations are the fields, but nothing is compiled.

The first screen alone knows some thirty messages; as dataclasses they would be a twentieth of the start.
"""

from __future__ import annotations

from inspect import get_annotations
from typing import Any, ClassVar, dataclass_transform

import rich.repr
from textual import message


@dataclass_transform()
class Message(message.Message):
    """What is told to those above; fields are stated in order or by name."""

    _fields: ClassVar[tuple[str, ...]] = ()

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        stated: dict[str, str] = get_annotations(cls)
        cls._fields += tuple(name for name, kind in stated.items() if not kind.startswith("ClassVar"))

    def __init__(self, *values: Any, **named: Any) -> None:
        stated = {**dict(zip(self._fields, values, strict=False)), **named}
        missing = [name for name in self._fields if name not in stated and not hasattr(type(self), name)]
        if missing or len(stated) != len(values) + len(named) or not stated.keys() <= set(self._fields):
            raise TypeError(f"{type(self).__qualname__} has the fields {', '.join(self._fields)}")
        self.__dict__.update(stated)
        super().__init__()

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and all(getattr(self, name) == getattr(other, name) for name in self._fields)

    def __rich_repr__(self) -> rich.repr.Result:
        for name in self._fields:
            yield name, getattr(self, name)
