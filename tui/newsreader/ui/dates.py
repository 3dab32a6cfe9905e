"""Dates as a reader writes them, from the ISO form that articles carry; what is no date gives an empty string."""

from __future__ import annotations

from datetime import date

from newsreader.ui.i18n import N_, _

_SHORT = (
    N_("{day} Jan"), N_("{day} Feb"), N_("{day} Mar"), N_("{day} Apr"), N_("{day} May"), N_("{day} Jun"),
    N_("{day} Jul"), N_("{day} Aug"), N_("{day} Sep"), N_("{day} Oct"), N_("{day} Nov"), N_("{day} Dec"),
)  # fmt: skip
_LONG = (
    N_("{day} January {year}"), N_("{day} February {year}"), N_("{day} March {year}"), N_("{day} April {year}"),
    N_("{day} May {year}"), N_("{day} June {year}"), N_("{day} July {year}"), N_("{day} August {year}"),
    N_("{day} September {year}"), N_("{day} October {year}"), N_("{day} November {year}"), N_("{day} December {year}"),
)  # fmt: skip


def _parse(published: str | None) -> date | None:
    if not published:
        return None
    try:
        return date.fromisoformat(published[:10])
    except ValueError:
        return None


def short_date(published: str | None, *, today: date | None = None) -> str:
    """«3 апр», and «3 апр 2023» where the year is not today's; `today` unset leaves the year out only for this year."""
    day = _parse(published)
    if day is None:
        return ""
    short = _(_SHORT[day.month - 1]).format(day=day.day)
    return short if day.year == (today or date.today()).year else f"{short} {day.year}"


def long_date(published: str | None) -> str:
    """«3 апреля 2024»."""
    day = _parse(published)
    return "" if day is None else _(_LONG[day.month - 1]).format(day=day.day, year=day.year)


_MONTHS = (
    N_("Jan {year}"), N_("Feb {year}"), N_("Mar {year}"), N_("Apr {year}"), N_("May {year}"), N_("Jun {year}"),
    N_("Jul {year}"), N_("Aug {year}"), N_("Sep {year}"), N_("Oct {year}"), N_("Nov {year}"), N_("Dec {year}"),
)  # fmt: skip


def month_name(month: str) -> str:
    """«апр 2024» for "2024-04"; what is no month stays as it is."""
    year, _dash, number = month.partition("-")
    if not (number.isdecimal() and 1 <= int(number) <= 12):
        return month
    return _(_MONTHS[int(number) - 1]).format(year=year)
