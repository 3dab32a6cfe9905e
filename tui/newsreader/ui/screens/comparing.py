"""The same words in several articles: shows the copies of a quotation below it, and what they drop and add."""

from __future__ import annotations

from contextlib import suppress

from textual import on, work

from newsreader.errors import NewsreaderError
from newsreader.findings import Variants
from newsreader.models import QuoteHit
from newsreader.ui.comparison import compared
from newsreader.ui.i18n import _
from newsreader.ui.message import Message
from newsreader.ui.screens.quoting import Quoting


class Comparing(Quoting, inherit_bindings=False):
    """Looks for copies in the whole library when somebody asks for them."""

    class Compared(Message):
        """A quotation with its copies, as far as they were found."""

        hit: QuoteHit
        group: Variants | None
        differ: bool
        """Whether the words in which they differ are asked for."""

    def action_unfold(self) -> None:
        """Shows the same words in other articles, or hides them."""
        if self.quotes.unfolded:
            self.quotes.unfold()
        elif self.quotes.current is not None:
            self._compare(self.quotes.current, differ=False)

    def action_differences(self) -> None:
        """Shows what the copies have dropped and added against the first one; again, shows them as they stand."""
        if self.quotes.current is not None:
            self._compare(self.quotes.current, differ=True)

    @work(thread=True, exclusive=True, group="variants", description="variants", exit_on_error=False)
    def _compare(self, hit: QuoteHit, *, differ: bool) -> None:
        group: Variants | None = None
        with suppress(NewsreaderError):
            group = self.library.variants(hit.address)
        self.post_message(self.Compared(hit, group, differ))

    @on(Compared)
    def _show_compared(self, message: Compared) -> None:
        current = self.quotes.current
        if current is None or current.address != message.hit.address:
            return  # one has gone on meanwhile
        if message.group is not None and message.group.others:
            self.quotes.complete(message.group)
        group = self.quotes.group
        if group is None or not group.others:
            self.status.say(_("These words stand in one article only"))
            return
        if not self.quotes.unfolded:
            self.quotes.unfold()
        if message.differ:
            self._mark_differences(group)

    def _mark_differences(self, group: Variants) -> None:
        first = group.first.text
        found = {other.address: self.library.differences(first, other.text) for other in group.others}
        texts = {other.address: other.text for other in group.others}
        self.quotes.compare(
            {
                address: compared(first, texts[address], differences)
                for address, differences in found.items()
                if differences
            }
        )
        if not any(found.values()):
            self.status.say(_("The copies have no other words"))
