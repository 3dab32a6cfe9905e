"""Records behave as frozen dataclasses with slots do."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from typing import ClassVar

import pytest

from newsreader.models import Span
from newsreader.record import Record, replace


class Point(Record):
    """A place on the screen."""

    ORIGIN: ClassVar = (0, 0)

    x: int
    y: int = 0
    """From the top."""
    name: str = ""

    @property
    def far(self) -> bool:
        """Whether it is no neighbour."""
        return self.x > 10


class Other(Record):
    """Has the same fields."""

    x: int
    y: int = 0
    name: str = ""


def test_fields_are_stated_in_order_or_by_name() -> None:
    point = Point(3, name="here")
    assert (point.x, point.y, point.name, point.far) == (3, 0, "here", False)
    assert Point(y=2, x=1) == Point(1, 2) == Point(1, 2, "")
    assert Point.ORIGIN == (0, 0)


@pytest.mark.parametrize(
    ("values", "named"),
    [((), {}), ((1, 2, "", 4), {}), ((1,), {"x": 2}), ((1,), {"z": 2}), ((), {"y": 2}), ((), {"x": 1, "z": 2})],
)
def test_wrong_fields_are_refused(values: tuple[int, ...], named: dict[str, int]) -> None:
    with pytest.raises(TypeError, match="Point has the fields x, y, name"):
        Point(*values, **named)  # type: ignore[arg-type]


def test_records_are_values() -> None:
    assert Point(1) == Point(1)
    assert Point(1) != Point(2)
    assert Point(1) != Other(1)
    assert Point(1) != (1, 0, "")
    assert len({Point(1), Point(1), Point(2)}) == 2
    assert repr(Point(1, name="a")) == "Point(x=1, y=0, name='a')"


def test_records_are_frozen_and_have_no_room_for_more() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match="frozen"):
        point.x = 2  # type: ignore[misc]
    with pytest.raises(AttributeError, match="frozen"):
        del point.x
    assert not hasattr(point, "__dict__")


def test_records_travel_between_processes() -> None:
    point = Point(1, name="a")
    assert pickle.loads(pickle.dumps(point)) == copy.deepcopy(point) == copy.copy(point) == point


def test_records_are_dataclasses_for_those_who_ask() -> None:
    point = Point(1, name="a")
    assert dataclasses.asdict(point) == {"x": 1, "y": 0, "name": "a"}
    assert [field.name for field in dataclasses.fields(Point)] == ["x", "y", "name"]
    assert dataclasses.replace(point, y=5) == replace(point, y=5) == Point(1, 5, "a")
    assert dataclasses.is_dataclass(point)


def test_replacing_knows_the_fields() -> None:
    with pytest.raises(TypeError, match="Point has the fields"):
        replace(Point(1), z=2)  # type: ignore[call-arg]


def test_a_record_is_matched_by_its_fields() -> None:
    match Point(4, 5):
        case Point(x, y):
            assert (x, y) == (4, 5)


def test_a_constructor_of_its_own_checks() -> None:
    assert replace(Span(1, 2), end=5) == Span(1, 5)
    with pytest.raises(ValueError, match="no span"):
        Span(3, 2)
    assert sorted([Span(2, 3), Span(1, 9), Span(1, 2)]) == [Span(1, 2), Span(1, 9), Span(2, 3)]
