"""Dates are right or absent."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.store.dates import minutes_since_1900, period, read_date


@pytest.mark.parametrize(
    ("stated", "read"),
    [
        ("2024-04-03", "2024-04-03"),
        ("2024-4-3", "2024-04-03"),
        ("20240403", "2024-04-03"),
        ("2024-04-03 12:30", "2024-04-03T12:30"),
        ("2024-04-03T12:30:45.123+03:00", "2024-04-03T12:30"),
        ("2024-04-03T12:30:45Z", "2024-04-03T12:30"),
        ("3 апреля 2024", "2024-04-03"),
        ("3 АПРЕЛЯ 2024 года", "2024-04-03"),
        ("3 апр. 2024 г., 9:05", "2024-04-03T09:05"),
        ("1\u00a0мая\u00a02023", "2023-05-01"),
        ("03.04.2024", "2024-04-03"),
        ("03.04.2024 в 12:30", "2024-04-03T12:30"),
        ("April 3, 2024", "2024-04-03"),
        ("3 Apr 2024", "2024-04-03"),
        ("Wed, 03 Apr 2024 12:30:00 +0300", "2024-04-03T12:30"),
        ("Wed, 03 Apr 2024 12:30:00 GMT", "2024-04-03T12:30"),
        ("2024-02-29", "2024-02-29"),
    ],
)
def test_what_people_write_is_read(stated: str, read: str) -> None:
    """In the time zone in which it was stated."""
    assert read_date(stated) == read


@pytest.mark.parametrize(
    "stated",
    [
        "2024-02-30", "2023-02-29", "2024-13-01", "31.04.2024", "вчера", "в среду", "3 апреля", "апрель 2024", "2024",
        "3 мартышка 2024", "12:30", "04/03/2024", "2024-04-03T25:00", "2024-04-03 12:61", "0000-00-00", "",
        "9" * 100_000, "2024-04-03; rm", "Wed, 99 Apr 2024 12:30:00 GMT", "-1", "2024-04-03" + " " * 500 + "x",
    ],
)  # fmt: skip
def test_what_is_no_date_is_absent(stated: str) -> None:
    """No day is invented."""
    assert read_date(stated) is None


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_survives_in_each_notation(day: date) -> None:
    """The same day, however it is written."""
    months = (
        "января", "февраля", "марта", "апреля", "мая", "июня",
        "июля", "августа", "сентября", "октября", "ноября", "декабря",
    )  # fmt: skip
    for stated in (
        day.isoformat(),
        f"{day.day:02}.{day.month:02}.{day.year}",
        f"{day.day} {months[day.month - 1]} {day.year}",
    ):
        assert read_date(stated) == day.isoformat()


@given(st.text(max_size=70))
def test_any_string_is_legal(stated: str) -> None:
    """What comes out is an ISO date, or nothing."""
    read = read_date(stated)
    assert read is None or minutes_since_1900(read) is not None


def test_order_follows_time() -> None:
    """A later minute is a larger number; before 1900 all are the same."""
    assert minutes_since_1900("1812-09-07") == 0
    first = minutes_since_1900("2024-04-03")
    second = minutes_since_1900((date(2024, 4, 3) + timedelta(days=1)).isoformat())
    noon = minutes_since_1900("2024-04-03T12:30")
    assert first is not None
    assert (noon, second) == (first + 750, first + 1440)


def test_periods_end_where_the_next_begins() -> None:
    """Years, months, days and minutes."""
    assert period("2024") == (minutes_since_1900("2024-01-01"), minutes_since_1900("2025-01-01"))
    assert period("2024-12") == (minutes_since_1900("2024-12-01"), minutes_since_1900("2025-01-01"))
    assert period("2024-2") == (minutes_since_1900("2024-02-01"), minutes_since_1900("2024-03-01"))
    assert period("28.02.2024") == (minutes_since_1900("2024-02-28"), minutes_since_1900("2024-02-29"))
    for stated in ("0000", "9999", "2024-13", "2024-00", "x", ""):
        assert period(stated) is None
