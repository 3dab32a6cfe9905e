"""The facts of a speaker's page, of which names can be chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from newsreader.findings import Companion, Profile
from newsreader.ui.message import Message
from newsreader.ui.panel import Piece
from newsreader.ui.portrait import Fact, fact_pieces, facts
from newsreader.ui.widgets.choices import Choices


class FactList(Choices[Fact], can_focus=True, inherit_bindings=False):
    """Timeline, roles, aliases, companions."""

    PREFIX = "fact-list"
    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"fact-list--{name}"
        for name in (
            *("group", "rule", "text", "bars", "scale", "role", "named", "speaks", "count", "cursor"),
            *("person", "organisation", "place"),
        )
    }

    class Chosen(Message):
        """A person wants to see the page of this name."""

        companion: Companion

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._profile: Profile | None = None

    def show(self, profile: Profile | None) -> None:
        """Lists the facts of another page."""
        self._profile = profile
        self.fit()

    def fit(self) -> None:
        """Lays the facts out for the width."""
        if self._profile is not None:
            before = self.current
            width = self.size.width - self.scrollbar_size_vertical
            self.list_rows(facts(self._profile, width), same=lambda row: row == before)

    def pieces(self, row: Fact, width: int) -> Sequence[Piece]:
        return fact_pieces(row, width)

    def can_choose(self, row: Fact) -> bool:
        return row.companion is not None

    def choose(self) -> None:
        """Asks for the page of the cursor's name."""
        row = self.current
        if row is not None and row.companion is not None:
            self.post_message(self.Chosen(row.companion))
