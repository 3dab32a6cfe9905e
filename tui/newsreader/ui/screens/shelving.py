"""Keeping the quotation that is being read: star, tags, note, collection, shown in its bar."""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING

from textual import events, on

from newsreader.errors import NewsreaderError
from newsreader.ui.i18n import _
from newsreader.ui.screens.marking import Marking

if TYPE_CHECKING:
    from newsreader.findings import KeptQuote
    from newsreader.ui.keeper import Keeper


class Shelving(Marking):
    """What is kept is a mark like every other: undo takes it back."""

    @cached_property
    def keeper(self) -> Keeper:
        """Who asks and writes."""
        from newsreader.ui.keeper import Keeper

        return Keeper(self, self.library, self.writer)

    def _read_quotation(self) -> str | None:
        """The address of the quotation that is read; it becomes the chosen one."""
        quotation, opened = self.text.current_quotation, self.opened
        if quotation is None or opened is None or opened.analysis is None:
            self.status.say(_("There is no quotation to keep here"))
            return None
        self.reader.choose_quotation(quotation)
        return f"{opened.article.id}#q{opened.analysis.quotations.index(quotation) + 1}"

    def action_star_this(self) -> None:
        address = self._read_quotation()
        if address is not None:
            self.keeper.star([address])

    def action_tag_this(self) -> None:
        address = self._read_quotation()
        if address is not None:
            self.keeper.tag([address])

    def action_note_this(self) -> None:
        address = self._read_quotation()
        if address is not None:
            self.keeper.note(address)

    def action_collect_this(self) -> None:
        address = self._read_quotation()
        if address is not None:
            self.keeper.collect([address])

    def action_collections(self) -> None:
        self.keeper.open_collection()

    def marks_changed(self) -> None:
        super().marks_changed()
        self.show_kept()

    @on(events.ScreenResume)
    def _show_kept_elsewhere(self) -> None:
        """What other screens keep is seen here once it is written."""
        self.writer.after(self, self.show_kept)

    def show_kept(self) -> None:
        """Marks in the text what is kept of it, once it is painted."""
        self.call_after_refresh(self._mark_kept)

    def _mark_kept(self) -> None:
        opened = self.opened
        if opened is None or opened.analysis is None:
            return
        kept: dict[int, KeptQuote] = {}
        with suppress(NewsreaderError):  # whoever keeps something hears what is wrong
            kept = self.library.kept_in(opened.article.id)
        quotations = opened.analysis.quotations
        starts = {quotations[number].span.start: sign(one) for number, one in kept.items() if number < len(quotations)}
        self.reader.show_kept(tuple(sorted(starts.items())))


def sign(kept: KeptQuote) -> str:
    """What stands in the bar of a kept quotation."""
    from newsreader.ui.hits import COLLECTED, NOTED, TAGGED
    from newsreader.ui.rows import STARRED

    return STARRED if kept.starred else NOTED if kept.note else TAGGED if kept.tags else COLLECTED
