"""Which rows a list of results has: groups of the same words, unfolded or not, what is selected, what differs."""

from __future__ import annotations

from dataclasses import replace

from newsreader.findings import Variants
from newsreader.models import QuoteHit
from newsreader.ui.comparison import Compared
from newsreader.ui.hits import ResultRow, result_rows


class Listing:
    """The groups and what a person did with them."""

    def __init__(self) -> None:
        self.groups: tuple[Variants, ...] = ()
        self.rows: tuple[ResultRow, ...] = ()
        self.selected: dict[str, QuoteHit] = {}
        self._unfolded: frozenset[str] = frozenset()
        self._compared: dict[str, Compared] = {}

    def show(self, groups: tuple[Variants, ...], *, again: bool) -> None:
        """Takes other groups; `again`: the same ones, or more, and what was done with them stays."""
        self.groups = groups
        if not again:
            self._unfolded, self._compared, self.selected = frozenset(), {}, {}
        now = {hit.address: hit for group in groups for hit in (group.first, *group.others)}
        self.selected = {address: now.get(address, hit) for address, hit in self.selected.items()}
        self._list()

    def _list(self) -> None:
        self.rows = tuple(result_rows(self.groups, self._unfolded, self._compared, self.selected))

    def place_of(self, hit: QuoteHit) -> int | None:
        """The row of a quotation, or of the first of its words where it is folded away."""
        address = hit.address
        group = self.group_of(hit)
        names = (address, group.first.address) if group is not None else (address,)
        for name in names:
            for number, row in enumerate(self.rows):
                if row.hit.address == name:
                    return number
        return None

    def group_of(self, hit: QuoteHit | None) -> Variants | None:
        """A quotation with its copies in other articles."""
        address = hit.address if hit is not None else None
        for group in self.groups:
            if any(one.address == address for one in (group.first, *group.others)):
                return group
        return None

    def is_unfolded(self, group: Variants) -> bool:
        """Whether the copies are shown below the first."""
        return group.first.address in self._unfolded

    def fold(self, group: Variants) -> None:
        """Shows the copies below the first, or hides them."""
        self._unfolded = self._unfolded ^ {group.first.address}
        self._list()

    def select(self, hit: QuoteHit) -> None:
        """Selects a quotation, or no longer."""
        if self.selected.pop(hit.address, None) is None:
            self.selected[hit.address] = hit
        self._list()

    def compare(self, compared: dict[str, Compared]) -> None:
        """Shows how the words of copies differ, by address; again, shows them as they stand."""
        shown = set(compared) <= set(self._compared)
        self._compared = {address: one for address, one in self._compared.items() if address not in compared}
        if not shown:
            self._compared |= compared
        self._list()

    def complete(self, group: Variants) -> None:
        """Gives a group the copies that are not among the results; its own ones keep what was found in them."""
        old = self.group_of(group.first) or next(filter(None, map(self.group_of, group.others)), None)
        if old is None:
            return
        known = {hit.address: hit for hit in (old.first, *old.others)}
        first, *others = (known.get(hit.address, hit) for hit in (group.first, *group.others))
        unfolded = self.is_unfolded(old)
        whole = replace(group, first=first, others=tuple(others))
        self.groups = tuple(whole if one == old else one for one in self.groups)
        if unfolded:
            self._unfolded = self._unfolded - {old.first.address} | {first.address}
        self._list()
