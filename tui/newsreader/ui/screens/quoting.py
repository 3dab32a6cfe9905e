"""A list of quotations with the context of the current one, and the keys for moving in it."""

from __future__ import annotations

from contextlib import suppress

from textual import getters, on, work
from textual.screen import Screen

from newsreader.errors import NewsreaderError
from newsreader.library import Library
from newsreader.models import OpenArticle, QuoteHit
from newsreader.ui.message import Message
from newsreader.ui.screens.frame import Movable
from newsreader.ui.screens.fresh import Fresh
from newsreader.ui.widgets.preview import Preview
from newsreader.ui.widgets.quote_results import QuoteList
from newsreader.ui.widgets.status import StatusLine


class Quoting(Fresh, Screen[None], inherit_bindings=False):
    """What is listed and how it is asked for is for who builds on it."""

    AUTO_FOCUS = ""

    quotes = getters.query_one("#quotes", QuoteList)
    preview = getters.query_one("#preview", Preview)
    status = getters.query_one(StatusLine)

    class Fetched(Message):
        """The article of a result, for its context; None where it cannot be opened."""

        hit: QuoteHit
        opened: OpenArticle | None

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library

    @on(QuoteList.Highlighted)
    def show_context(self) -> None:
        """Shows where the current result stands, once the list is painted."""
        self.call_after_refresh(self._fetch_current)

    def _fetch_current(self) -> None:
        hit = self.quotes.current
        if hit is None:
            self.preview.show(None)
        elif self.preview.display and not self.preview.points_at(hit):
            shown = self.preview.opened
            if shown is not None and shown.article.id == hit.article_id:
                self.preview.point_at(shown, hit)
            else:
                self._fetch(hit)

    @work(thread=True, exclusive=True, group="context", description="context", exit_on_error=False)
    def _fetch(self, hit: QuoteHit) -> None:
        opened: OpenArticle | None = None
        with suppress(NewsreaderError):  # the result shows what was said; who opens it hears what is wrong
            opened = self.library.open(hit.article_id)
        self.post_message(self.Fetched(hit, opened))

    @on(Fetched)
    def _show_fetched(self, message: Fetched) -> None:
        if message.hit is self.quotes.current:
            self.preview.point_at(message.opened, message.hit)

    @on(StatusLine.Pressed)
    async def _press_hint(self, message: StatusLine.Pressed) -> None:
        await self.run_action(message.action)

    @property
    def moving(self) -> Movable:
        """What the keys for moving are sent to."""
        return self.quotes

    def action_down(self) -> None:
        self.moving.move(1)

    def action_up(self) -> None:
        self.moving.move(-1)

    def action_page_down(self) -> None:
        self.moving.page(1.0)

    def action_page_up(self) -> None:
        self.moving.page(-1.0)

    def action_half_page_down(self) -> None:
        self.moving.page(0.5)

    def action_half_page_up(self) -> None:
        self.moving.page(-0.5)

    def action_first(self) -> None:
        self.moving.edge(last=False)

    def action_last(self) -> None:
        self.moving.edge(last=True)
