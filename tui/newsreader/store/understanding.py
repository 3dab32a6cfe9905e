"""Says what a query was taken to mean, in records that a screen can put in words."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from newsreader.findings import Condition, Part, Understood
from newsreader.models import Span
from newsreader.record import replace
from newsreader.store.query import Piece, read, term_of
from newsreader.store.refinements import Field, kinds_of, minutes_of, yes_or_no
from newsreader.text import clean_line

_PARTS: dict[Field, Part] = {
    "text": "words", "who": "speaker", "about": "about", "source": "source", "since": "since", "until": "until",
    "date": "date", "kind": "kind", "tag": "tag", "starred": "starred",
}  # fmt: skip
_EPOCH = datetime(1900, 1, 1)


def understood(typed: str, *, today: date | None = None) -> Understood:
    """The conditions of a query in their order; «ИЛИ» joins values of one condition, or conditions."""
    conditions: list[Condition] = []
    reading = read(typed, today=today)
    for chain, _query in reading.chains:
        begun = len(conditions)
        for piece in chain:
            condition = _condition(piece, today or date.today())
            if condition is None:
                continue
            if len(conditions) == begun:
                conditions.append(condition)
            else:
                conditions[-1:] = _joined(conditions[-1], condition)
    return Understood(tuple(conditions), reading.unfinished, reading.left_out)


def _joined(last: Condition, condition: Condition) -> tuple[Condition, ...]:
    """Two conditions of which one is enough: one of several values where they are about the same."""
    alike = last.part == condition.part and condition.part not in ("since", "until", "starred")
    if not alike or last.negated or condition.negated:
        return last, replace(condition, joined=True)
    span = Span(last.piece.start, condition.piece.end)
    return (replace(last, values=(*last.values, *condition.values), piece=span, typing=condition.typing),)


def _condition(piece: Piece, today: date) -> Condition | None:
    """What one piece asks for; None where it asks for nothing yet."""
    span = Span(piece.start, piece.end)
    part = _PARTS[piece.field]
    if piece.field in ("since", "until", "date"):
        return _bound(piece, span, today)
    if piece.field == "starred":
        wanted = yes_or_no(piece.value)
        return None if wanted is None else Condition(part, (), span, negated=wanted is piece.negated)
    if piece.field == "kind":
        kinds = kinds_of(piece.value)
        return Condition(part, kinds, span, negated=piece.negated) if kinds else None
    term = term_of(piece)
    if term is None:
        return None
    if piece.field == "text" and piece.quoted:
        part = "phrase"
    return Condition(part, (clean_line(piece.value),), span, negated=piece.negated, typing=term.typing)


def _bound(piece: Piece, span: Span, today: date) -> Condition | None:
    found = minutes_of(piece.value, today=today)
    if found is None:
        return None
    first, after = found
    if piece.field == "date":
        days = dict.fromkeys((_day(first), _day(after - 1)))
        return Condition("date", (" – ".join(days),), span, negated=piece.negated)
    since = (piece.field == "since") is not piece.negated
    minute = {"since": after if piece.negated else first, "until": first - 1 if piece.negated else after - 1}
    part: Part = "since" if since else "until"
    return Condition(part, (_day(minute[part]),), span)


def _day(minute: int) -> str:
    """The day of a minute since 1900, ISO 8601."""
    return (_EPOCH + timedelta(minutes=minute)).date().isoformat()
