"""What the facets beside the results list, and how a row of them looks. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from rich.cells import cell_len

from newsreader.findings import Facet, FacetField, Facets
from newsreader.text import clean_line
from newsreader.ui.i18n import N_, _
from newsreader.ui.layout import shorten
from newsreader.ui.panel import CHOSEN, Piece

TITLES: dict[FacetField, str] = {"speaker": N_("Who speaks"), "source": N_("Sources"), "year": N_("Years")}


@dataclass(frozen=True, slots=True)
class FacetRow:
    """One line: the head of a group, or a value to narrow by."""

    field: FacetField
    text: str
    facet: Facet | None = None
    at_least: bool = False


def facet_rows(facets: Facets | None) -> tuple[FacetRow, ...]:
    """The lines of the three groups; a group without values is left out."""
    return tuple(_rows(facets)) if facets is not None else ()


def _rows(facets: Facets) -> Iterator[FacetRow]:
    groups: tuple[tuple[FacetField, tuple[Facet, ...]], ...] = (
        ("speaker", facets.speakers),
        ("source", facets.sources),
        ("year", facets.years),
    )
    for field, values in groups:
        if values:
            yield FacetRow(field, _(TITLES[field]))
        for facet in values:
            yield FacetRow(field, clean_line(facet.value), facet, at_least=not facets.exact)


def facet_pieces(row: FacetRow, width: int) -> list[Piece]:
    """What a row shows in `width` cells."""
    if row.facet is None:
        title = shorten(row.text, max(0, width - 3))
        return [(("rule",), "─ "), (("group",), title), (("rule",), " " + "─" * max(0, width - 3 - cell_len(title)))]
    count = f" {row.facet.count}{'+' if row.at_least else ''}"
    room = max(0, width - 2 - cell_len(count))
    text = shorten(row.text, room)
    blanks = " " * max(0, room - cell_len(text))
    names = (row.field, "chosen") if row.facet.asked else (row.field,)
    return [(("mark",), f"{CHOSEN if row.facet.asked else ' '} "), (names, text), ((), blanks), (("count",), count)]
