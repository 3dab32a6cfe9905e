"""Puts the page of a speaker or an entity in words: rows for its facts, and a timeline of block characters. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from rich.cells import cell_len

from newsreader.findings import Companion, Month, Profile, Role
from newsreader.models import EntityType
from newsreader.text import clean_line
from newsreader.ui.dates import month_name
from newsreader.ui.formatting import article_count
from newsreader.ui.i18n import N_, _, ngettext
from newsreader.ui.layout import shorten
from newsreader.ui.panel import Piece
from newsreader.ui.wrap import wrap

BLOCKS = "▁▂▃▄▅▆▇█"
_TYPES: dict[EntityType, str] = {
    "person": N_("person"),
    "organisation": N_("organisation"),
    "place": N_("place"),
}
_MOST_ALIASES = 12

FactKind = Literal["head", "text", "bars", "scale", "role", "named", "speaks"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of the facts."""

    kind: FactKind
    text: str
    count: int | None = None
    companion: Companion | None = None
    """Whose page the row leads to."""


def subtitle(profile: Profile) -> str:
    """«человек · 87 цитат · 120 статей»."""
    said = ngettext("{n} quotation", "{n} quotations", profile.quotations).format(n=profile.quotations)
    named = article_count(profile.articles)
    return " · ".join(part for part in (_(_TYPES[profile.type]) if profile.type else "", said, named) if part)


def facts(profile: Profile, width: int) -> tuple[Fact, ...]:
    """The rows of the page in `width` cells; what there is nothing of is left out."""
    return tuple(_facts(profile, max(8, width)))


def _facts(profile: Profile, width: int) -> Iterator[Fact]:
    if profile.timeline:
        yield Fact("head", _("Quotations a month"))
        yield from _timeline(profile.timeline, width - 2)
    if profile.roles:
        yield Fact("head", _("Named as"))
        yield from (Fact("role", _role(role), role.count) for role in profile.roles)
    if profile.aliases:
        yield Fact("head", _("Also called"))
        names = ", ".join(clean_line(alias, limit=60) for alias in profile.aliases[:_MOST_ALIASES])
        yield from (Fact("text", names[start:end].rstrip()) for start, end in wrap(names, width - 2))
    yield from _companions("speaks", _("Who speaks about it"), profile.spoken_of_by)
    yield from _companions("named", _("Named together with"), profile.named_with)


def _companions(kind: FactKind, title: str, companions: Iterable[Companion]) -> Iterator[Fact]:
    for number, companion in enumerate(companions):
        if not number:
            yield Fact("head", title)
        yield Fact(kind, clean_line(companion.name), companion.count, companion)


def _role(role: Role) -> str:
    first, last = role.first[:4], role.last[:4]
    years = first if first == last else f"{first}–{last}"
    return f"{clean_line(role.words)} ({years})" if years else clean_line(role.words)


def _timeline(timeline: Sequence[Month], width: int) -> Iterator[Fact]:
    bars, months = sparkline(timeline, width)
    most = max(timeline, key=lambda month: month.count)
    yield Fact("bars", bars)
    first, last = month_name(timeline[0].month), month_name(timeline[-1].month)
    gap = len(bars) - cell_len(first) - cell_len(last)
    ends = first + " " * gap + last if gap > 0 else f"{first} – {last}" if first != last else first
    yield Fact("scale", ends)
    said = _("most in {month}: {count}").format(month=month_name(most.month), count=most.count)
    each = ngettext("a bar is {n} month", "a bar is {n} months", months).format(n=months)
    yield Fact("scale", said)
    if months > 1:
        yield Fact("scale", each)


def sparkline(timeline: Sequence[Month], width: int) -> tuple[str, int]:
    """A block a month from the first to the last, at most `width` of them, and how many months one stands for.

    Months without quotations are blank; the fullest one is a whole block.
    """
    counts = {_number(month.month): month.count for month in timeline}
    first, last = min(counts), max(counts)
    each = -(-(last - first + 1) // max(1, width))
    sums = [sum(counts.get(month, 0) for month in range(at, at + each)) for at in range(first, last + 1, each)]
    top = max(1, *sums)
    return "".join(BLOCKS[-(-count * 8 // top) - 1] if count > 0 else " " for count in sums), each


def _number(month: str) -> int:
    year, _dash, number = month.partition("-")
    return int(year) * 12 + int(number or 1)


def fact_pieces(fact: Fact, width: int) -> list[Piece]:
    """What a row shows in `width` cells."""
    if fact.kind == "head":
        title = shorten(fact.text, max(0, width - 3))
        return [(("rule",), "─ "), (("group",), title), (("rule",), " " + "─" * max(0, width - 3 - cell_len(title)))]
    count = f" {fact.count}" if fact.count is not None else ""
    room = max(0, width - 2 - cell_len(count))
    text = shorten(fact.text, room)
    name = fact.companion.type if fact.companion is not None and fact.companion.type else fact.kind
    return [((), "  "), ((name,), text), ((), " " * max(0, room - cell_len(text))), (("count",), count)]
