"""The refinements of a query: their names in Russian and English, and what their values mean."""

from __future__ import annotations

from datetime import date, timedelta

from newsreader.models import QuotationKind
from newsreader.text import fold

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    Field = Literal["text", "who", "about", "source", "since", "until", "date", "kind", "tag", "starred"]
else:
    Field = str

NAMES: dict[str, Field] = {
    "кто": "who", "by": "who", "who": "who",
    "о": "about", "об": "about", "about": "about",
    "источник": "source", "source": "source",
    "от": "since", "since": "since",
    "до": "until", "until": "until",
    "дата": "date", "date": "date",
    "вид": "kind", "kind": "kind",
    "тег": "tag", "tag": "tag",
    "звезда": "starred", "starred": "starred",
}  # fmt: skip
"""Every name under which a refinement may be typed."""
KINDS: dict[QuotationKind, tuple[str, ...]] = {
    "direct": ("direct", "прямая"),
    "mixed": ("mixed", "смешанная", "fragment", "отрывок"),
    "indirect": ("indirect", "косвенная", "reported", "пересказ"),
}
"""What is offered in English and Russian, and what the lists call them."""
_DAYS_AGO = {"сегодня": 0, "today": 0, "вчера": 1, "yesterday": 1, "позавчера": 2}
_YES = ("да", "yes", "1", "*")
_NO = ("нет", "no", "0")
_DAY = 24 * 60


def kinds_of(value: str) -> tuple[QuotationKind, ...]:
    """The kinds of speech whose name begins with the value."""
    start = fold(value)
    return (
        tuple(kind for kind, names in KINDS.items() if any(name.startswith(start) for name in names)) if start else ()
    )


def yes_or_no(value: str) -> bool | None:
    """Whether a value says yes; also where it says nothing. None where it means neither."""
    said = fold(value)
    if not said or any(word.startswith(said) for word in _YES):
        return True
    return False if any(word.startswith(said) for word in _NO) else None


def minutes_of(value: str, *, today: date) -> tuple[int, int] | None:
    """First minute, and the one after the last, of a stated time, in minutes since 1900; None where it is none.

    A year, a month, a day, a minute, or a word like «вчера».
    """
    from newsreader.store.dates import minutes_since_1900, period  # here, as most queries name no date

    ago = _DAYS_AGO.get(fold(value.strip()))
    if ago is None:
        return period(value.strip())
    first = minutes_since_1900((today - timedelta(days=ago)).isoformat())
    return None if first is None else (first, first + _DAY)
