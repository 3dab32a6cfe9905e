"""Speakers, sources and years of the results, with how many there are of each. Says by what to narrow or widen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from newsreader.findings import Facet, Facets
from newsreader.ui.message import Message
from newsreader.ui.narrowing import FacetRow, facet_pieces, facet_rows
from newsreader.ui.panel import Piece
from newsreader.ui.widgets.choices import Choices


class FacetList(Choices[FacetRow], can_focus=True, inherit_bindings=False):
    """The values of the three facets."""

    PREFIX = "facet-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"facet-list--{name}"
        for name in ("group", "rule", "mark", "count", "speaker", "source", "year", "chosen", "cursor")
    }

    class Chosen(Message):
        """Narrow by this value, or widen where the query asks for it already."""

        facet: Facet

    def show(self, facets: Facets | None) -> None:
        """Lists the facets of another query; the cursor stays at its value where that is still there."""
        before = self.current.facet if self.current is not None else None
        key = (before.field, before.value) if before is not None else None

        def same(row: FacetRow) -> bool:
            return row.facet is not None and (row.facet.field, row.facet.value) == key

        self.list_rows(facet_rows(facets), same=same)

    def pieces(self, row: FacetRow, width: int) -> Sequence[Piece]:
        return facet_pieces(row, width)

    def can_choose(self, row: FacetRow) -> bool:
        return row.facet is not None

    def choose(self) -> None:
        """Asks to narrow or widen by the cursor's value."""
        row = self.current
        if row is not None and row.facet is not None:
            self.post_message(self.Chosen(row.facet))
