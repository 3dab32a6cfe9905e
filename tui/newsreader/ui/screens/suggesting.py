"""How the list's filter could go on, offered under its line as one types."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, cast

from textual import events, on, work

from newsreader.errors import NewsreaderError
from newsreader.library import Library
from newsreader.ui.message import Message
from newsreader.ui.screens.listing import Listing
from newsreader.ui.widgets.find_bar import FindBar

if TYPE_CHECKING:
    from newsreader.findings import Completion
    from newsreader.ui.widgets.offers import Offers


class Suggesting(Listing):
    """One question is under way at a time; the next one is about what stands in the line by then."""

    class Suggested(Message):
        """How a filter could go on at the cursor."""

        typed: str
        cursor: int
        completions: tuple[Completion, ...]

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._suggesting = False

    async def open_filter(self) -> None:
        await super().open_filter()
        if not self.query("#filter-offers"):
            from newsreader.ui.widgets.offers import Offers  # here, as the reader starts without

            await self.query_one("#list-pane").mount(Offers(id="filter-offers"), after=0)

    @property
    def _lists(self) -> list[Offers]:
        """The list of what is offered, where the line has been asked for."""
        return [cast("Offers", found) for found in self.query("#filter-offers")]

    def _offer(self, completions: tuple[Completion, ...]) -> None:
        for offers in self._lists:
            offers.show(completions)

    @on(FindBar.Changed, "#filter-bar")
    def _suggest_typed(self) -> None:
        self._offer(())
        line = self.filter_bar.line
        if line.has_focus and not self._suggesting and line.value[: line.cursor_position][-1:].strip():
            self._suggesting = True
            self._suggest(line.value, line.cursor_position)

    @work(thread=True, group="suggestions", exit_on_error=False)
    def _suggest(self, typed: str, cursor: int) -> None:
        completions: tuple[Completion, ...] = ()
        with suppress(NewsreaderError):  # a filter without offers is still a filter
            completions = self.library.completions(typed, cursor, articles=True)
        self.post_message(self.Suggested(typed, cursor, completions))

    @on(Suggested)
    def _show_suggested(self, message: Suggested) -> None:
        self._suggesting = False
        line = self.filter_bar.line
        if message.typed != line.value:
            self._suggest_typed()
        elif line.has_focus and line.cursor_position == message.cursor:
            self._offer(message.completions)

    @property
    def _suggested(self) -> Offers | None:
        """What is offered, while the line has the keys."""
        for offers in self._lists:
            if offers.marked is not None and self.filter_bar.line.has_focus:
                return offers
        return None

    def action_focus_next(self) -> None:
        """Takes what is offered; else goes to the next pane."""
        offers = self._suggested
        if offers is not None and offers.marked is not None:
            self._take(offers.marked)
        else:
            super().action_focus_next()

    def action_focus_previous(self) -> None:
        """Marks the next offer; else goes to the pane before."""
        offers = self._suggested
        if offers is not None:
            offers.step()
        else:
            super().action_focus_previous()

    def on_offers_taken(self, message: Offers.Taken) -> None:
        """An offer was clicked."""
        self._take(message.completion)

    def _take(self, completion: Completion) -> None:
        self._offer(())
        line = self.filter_bar.line
        line.value, line.cursor_position = completion.text, completion.cursor

    @on(events.DescendantBlur, "#filter-bar TypingLine")
    def _withdraw(self) -> None:
        self._offer(())
