"""Keeping the quotation that is being read: star, tags, note, collection, shown in its bar."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from textual import events, on

from newsreader.errors import NewsreaderError
from newsreader.ui.i18n import _
from newsreader.ui.screens.marking import Marking

if TYPE_CHECKING:
    from newsreader.findings import KeptQuote
    from newsreader.ui.keeper import Keeper


class ReadQuote(NamedTuple):
    """The quotation that is read, at its address, and what is kept with it."""

    address: str
    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""


class Shelving(Marking):
    """What is kept is a mark like every other: undo takes it back."""

    @cached_property
    def keeper(self) -> Keeper:
        """Who asks and writes."""
        from newsreader.ui.keeper import Keeper

        return Keeper(self, self.library, self._keep_quotation)

    def _keep_quotation(self, write: Callable[[], object], said: str) -> None:
        if self.keep(write):
            self.status.say(said)
            self.marks_changed()

    def _read_quotation(self) -> ReadQuote | None:
        """The quotation that is read, with what is kept of it; it becomes the chosen one."""
        quotation, opened = self.text.current_quotation, self.opened
        if quotation is None or opened is None or opened.analysis is None:
            self.status.say(_("There is no quotation to keep here"))
            return None
        self.reader.choose_quotation(quotation)
        article_id, number = opened.article.id, opened.analysis.quotations.index(quotation)
        kept: dict[int, KeptQuote] = {}
        if not self.keep(lambda: kept.update(self.library.kept_in(article_id))):
            return None
        address, one = f"{article_id}#q{number + 1}", kept.get(number)
        return ReadQuote(address) if one is None else ReadQuote(address, one.starred, one.tags, one.note)

    def action_star_this(self) -> None:
        quote = self._read_quotation()
        if quote is not None:
            self.keeper.star([quote])

    def action_tag_this(self) -> None:
        quote = self._read_quotation()
        if quote is not None:
            self.keeper.tag([quote])

    def action_note_this(self) -> None:
        quote = self._read_quotation()
        if quote is not None:
            self.keeper.note(quote)

    def action_collect_this(self) -> None:
        quote = self._read_quotation()
        if quote is not None:
            self.keeper.collect([quote])

    def action_collections(self) -> None:
        self.keeper.open_collection()

    def marks_changed(self) -> None:
        super().marks_changed()
        self.show_kept()

    @on(events.ScreenResume)
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
