"""Messages have fields as dataclasses do."""

from __future__ import annotations

from typing import ClassVar

import pytest

from newsreader.ui.message import Message


class Told(Message):
    """Something to tell."""

    MOST: ClassVar[int] = 3

    words: str
    times: int = 1


class ToldAgain(Told, namespace="teller"):
    """Says more."""

    louder: bool = False


class Nothing(Message):
    """Has no fields."""


def test_fields_are_stated_in_order_or_by_name() -> None:
    assert (Told("so").words, Told("so").times) == ("so", 1)
    assert Told(times=2, words="so") == Told("so", 2)
    again = ToldAgain("so", louder=True)
    assert (again.words, again.times, again.louder, again.handler_name) == ("so", 1, True, "on_teller_told_again")
    assert Nothing().bubble


@pytest.mark.parametrize(
    ("values", "named"), [((), {}), (("so", 1, 2), {}), (("so",), {"words": "no"}), (("so",), {"louder": True})]
)
def test_wrong_fields_are_refused(values: tuple[str, ...], named: dict[str, object]) -> None:
    with pytest.raises(TypeError, match="Told has the fields words, times"):
        Told(*values, **named)  # type: ignore[arg-type]


def test_messages_are_compared_and_shown_by_their_fields() -> None:
    assert Told("so") != Told("no")
    assert Told("so") != ToldAgain("so")
    assert repr(Told("so", 2)) == "Told(words='so', times=2)"
