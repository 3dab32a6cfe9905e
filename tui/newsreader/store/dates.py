"""Reads dates as people and programs write them. A date is right or absent, never invented."""

from __future__ import annotations

import re
from datetime import date, datetime

_MONTHS = (
    "январь января янв january jan", "февраль февраля фев февр february feb", "март марта мар march mar",
    "апрель апреля апр april apr", "май мая may", "июнь июня июн june jun", "июль июля июл july jul",
    "август августа авг august aug", "сентябрь сентября сен сент september sep sept",
    "октябрь октября окт october oct", "ноябрь ноября ноя нояб november nov", "декабрь декабря дек december dec",
)  # fmt: skip
_NUMBER = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_FLAGS = re.IGNORECASE | re.ASCII
_TIME = r"(?:[T\s,]+(?:в\s+)?(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::\d{2}(?:[.,]\d{1,9})?)?)?"
_ZONE = r"\s*(?:Z|UTC|GMT|MSK|МСК|[+-]\d{2}:?\d{2}|[+-]\d{2})?"
_ISO = re.compile(rf"(?P<year>\d{{4}})-(?P<month>\d{{1,2}})-(?P<day>\d{{1,2}}){_TIME}{_ZONE}", _FLAGS)
_COMPACT = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})", _FLAGS)
_DOTTED = re.compile(rf"(?P<day>\d{{1,2}})\.(?P<month>\d{{1,2}})\.(?P<year>\d{{4}})(?:\s*г\.?)?{_TIME}{_ZONE}", _FLAGS)
_SPELT = re.compile(
    rf"(?P<day>\d{{1,2}})\s+(?P<name>[А-Яа-яa-z]{{3,9}})\.?,?\s+(?P<year>\d{{4}})(?:\s*(?:года|г\.?))?{_TIME}{_ZONE}",
    _FLAGS,
)
_SPELT_FIRST = re.compile(
    rf"(?P<name>[a-z]{{3,9}})\.?\s+(?P<day>\d{{1,2}}),?\s+(?P<year>\d{{4}}){_TIME}{_ZONE}",
    _FLAGS,
)
_RFC = re.compile(r"(?:[a-z]{3},\s*)?\d{1,2}\s+[a-z]{3}\s+\d{4}\s+\d{1,2}:\d{2}(?::\d{2})?(?:\s+\S{1,6})?", _FLAGS)


def read_date(stated: str) -> str | None:
    """A date as ISO 8601, "2024-04-03" or "2024-04-03T12:30", in the time zone it was stated in; None where it is none.

    Knows ISO dates and times, RFC 2822, "3 апреля 2024", "April 3, 2024" and "03.04.2024".
    """
    if len(stated) > 80:
        return None
    text = " ".join(stated.split())
    for pattern in (_ISO, _COMPACT, _DOTTED, _SPELT, _SPELT_FIRST):
        found = pattern.fullmatch(text)
        if found:
            return _composed(found.groupdict())
    return _rfc(text) if _RFC.fullmatch(text) else None


def _composed(parts: dict[str, str | None]) -> str | None:
    name = parts.get("name")
    month = _NUMBER.get(name.lower(), 0) if name else int(parts.get("month") or 0)
    try:
        day = date(int(parts["year"] or 0), month, int(parts["day"] or 0))
        if not parts.get("hour"):
            return day.isoformat()
        moment = datetime(day.year, day.month, day.day, int(parts["hour"] or 0), int(parts["minute"] or 0))
    except ValueError:
        return None
    return moment.isoformat(timespec="minutes")


def _rfc(text: str) -> str | None:
    from email.utils import parsedate_to_datetime  # here, as the reader, which also reads this module, does without

    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return moment.replace(tzinfo=None).isoformat(timespec="minutes")


_PERIOD = re.compile(r"(?P<year>[0-9]{4})(?:-(?P<month>[0-9]{1,2}))?")


def period(stated: str) -> tuple[int, int] | None:
    """First minute, and the one after the last, of a year ("2024"), a month ("2024-04"), a day or a minute."""
    part = _PERIOD.fullmatch(stated)
    if part:
        year, month = int(part["year"]), int(part["month"] or 1)
        after = (year + 1, 1) if not part["month"] or month == 12 else (year, month + 1)
        first = minutes_since_1900(read_date(f"{year:04}-{month:02}-01"))
        end = minutes_since_1900(read_date(f"{after[0]:04}-{after[1]:02}-01"))
        return None if first is None or end is None else (first, end)
    moment = read_date(stated)
    first = minutes_since_1900(moment)
    if moment is None or first is None:
        return None
    return first, first + (1 if "T" in moment else 24 * 60)


def minutes_since_1900(published: str | None) -> int | None:
    """Where an ISO date or time stands in the order of all articles; None where it is none."""
    if published is None:
        return None
    try:
        moment = datetime.fromisoformat(published)
    except ValueError:
        return None
    moment = moment.replace(tzinfo=None)
    return max(0, int((moment - datetime(1900, 1, 1)).total_seconds()) // 60)
