"""Puts a facet into the text of a query, and takes it out again."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.store.query import Piece, chains, pieces
from newsreader.store.refinements import Field
from newsreader.text import words

if TYPE_CHECKING:
    from newsreader.findings import Facet

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_FIELDS: dict[str, tuple[Field, ...]] = {"speaker": ("who",), "source": ("source",), "year": ("since", "until")}
_NAMED: dict[Field, tuple[str, str]] = {
    "who": ("кто", "by"), "about": ("о", "about"), "source": ("источник", "source"),
    "since": ("от", "since"), "until": ("до", "until"), "date": ("дата", "date"),
    "kind": ("вид", "kind"), "tag": ("тег", "tag"), "starred": ("звезда", "starred"),
}  # fmt: skip
"""The names under which refinements are put in: Russian, English."""


def stated(field: Field, value: str, *, russian: bool) -> str:
    """A refinement as a person would type it."""
    value = " ".join(value.replace('"', " ").split())
    quoted = f'"{value}"' if " " in value else value
    return f"{_NAMED[field][0 if russian else 1]}:{quoted}"


def name_of(field: Field, *, russian: bool) -> str:
    """The name of a refinement."""
    return _NAMED[field][0 if russian else 1]


def is_russian(query: str, value: str = "") -> bool:
    """Whether somebody who typed this would call refinements by their Russian names."""
    said = query.strip() or value
    return _CYRILLIC.search(said) is not None or not re.search("[A-Za-z]", said)


def narrowed(query: str, facet: Facet) -> str:
    """The query with the facet as a condition, in the place of another one of its kind.

    It stands at the beginning, so that the word at the end can still be typed on.
    """
    fields = _FIELDS[facet.field]
    russian = is_russian(query, facet.value)
    said = list(chains(pieces(query)))
    alike = [chain for chain in said if all(piece.field in fields and not piece.negated for piece in chain)]
    rest = _without(query, [piece for chain in alike for piece in chain])
    rest = rest[next((piece.start for piece in pieces(rest)), 0) :]  # an «ИЛИ» at the beginning would join the facet
    return " ".join([*(stated(field, facet.value, russian=russian) for field in fields), rest.lstrip()]).rstrip(" ") + (
        " " if rest.endswith(" ") and rest.strip() else ""
    )


def widened(query: str, facet: Facet) -> str:
    """The query without the condition that the facet stands for; where none has its words, without all of its kind."""
    stating = [piece for piece in pieces(query) if piece.field in _FIELDS[facet.field] and not piece.negated]
    exact = [piece for piece in stating if states(piece, facet)]
    return _without(query, exact or stating)


def states(piece: Piece, facet: Facet) -> bool:
    """Whether a part of a query asks for a facet in its very words."""
    said, wanted = ([word.form for word in words(value)] for value in (piece.value, facet.value))
    return piece.field in _FIELDS[facet.field] and not piece.negated and said == wanted


def _without(query: str, gone: Sequence[Piece]) -> str:
    """The query without some of its parts, and without the «ИЛИ» that joined them."""
    for chain in reversed(list(chains(pieces(query)))):
        kept = [(number, piece) for number, piece in enumerate(chain) if piece not in gone]
        if len(kept) == len(chain):
            continue
        text = ""
        for number, piece in kept:
            text += query[chain[number - 1].end : piece.start] if text else ""
            text += query[piece.start : piece.end]
        rest = query[chain[-1].end :]
        query = query[: chain[0].start] + text + (rest if text else rest.lstrip())
    return query
