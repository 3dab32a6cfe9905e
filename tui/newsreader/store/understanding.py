"""Says what a query was taken to mean, in records that a screen can put in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta

from newsreader.findings import Condition, Part, Understood
from newsreader.models import Span
from newsreader.store.query import Piece, pieces, term_of
from newsreader.store.refinements import Field, kinds_of, minutes_of, yes_or_no
from newsreader.text import clean_line

_PARTS: dict[Field, Part] = {
    "text": "words", "who": "speaker", "about": "about", "source": "source", "since": "since", "until": "until",
    "kind": "kind", "tag": "tag", "starred": "starred",
}  # fmt: skip
_EPOCH = datetime(1900, 1, 1)


def understood(typed: str, *, today: date | None = None) -> Understood:
    """The conditions of a query in their order; «ИЛИ» joins values of one condition."""
    conditions: list[Condition] = []
    unfinished: list[str] = []
    for piece in pieces(typed):
        condition = _condition(piece, today or date.today())
        if condition is None:
            if piece.field != "text":
                unfinished.append(clean_line(typed[piece.start : piece.end]))
            continue
        last = conditions[-1] if conditions else None
        if last is None or not piece.joined or not (_can_join(last) and _can_join(condition)):
            conditions.append(condition)
        elif last.part == condition.part and not last.joined:
            values = (*last.values, *condition.values)
            span = Span(last.piece.start, condition.piece.end)
            conditions[-1] = Condition(last.part, values, span, typing=condition.typing)
        else:
            conditions.append(replace(condition, joined=True))
    return Understood(tuple(conditions), tuple(unfinished))


def _can_join(condition: Condition) -> bool:
    return not condition.negated and condition.part not in ("since", "until", "starred", "tag")


def _condition(piece: Piece, today: date) -> Condition | None:
    """What one piece asks for; None where it asks for nothing yet."""
    span = Span(piece.start, piece.end)
    part = _PARTS[piece.field]
    if piece.field in ("since", "until"):
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
    since = (piece.field == "since") is not piece.negated
    minute = {"since": after if piece.negated else first, "until": first - 1 if piece.negated else after - 1}
    part: Part = "since" if since else "until"
    return Condition(part, (_day(minute[part]),), span)


def _day(minute: int) -> str:
    """The day of a minute since 1900, ISO 8601."""
    return (_EPOCH + timedelta(minutes=minute)).date().isoformat()
