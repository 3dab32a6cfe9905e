"""Asks the library for quotations as one types, and for the article of the current one. Stale answers are dropped."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass

from textual import getters, on, work
from textual.content import Content
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from newsreader.errors import NewsreaderError
from newsreader.library import Library
from newsreader.models import OpenArticle, QuoteHit, QuoteResults
from newsreader.text import clean_line
from newsreader.ui.hits import advice, summary_line
from newsreader.ui.widgets.preview import Preview
from newsreader.ui.widgets.quote_results import QuoteList
from newsreader.ui.widgets.typing_line import TypingLine

_PAGE = 50
_MOST = 2_000
"""Results beyond which the list does not grow."""


class Asking(Screen[None], inherit_bindings=False):
    """What is asked and what is answered; keys and looks are for who builds on it."""

    line = getters.query_one("#query", TypingLine)
    quotes = getters.query_one("#quotes", QuoteList)
    preview = getters.query_one("#preview", Preview)
    found = getters.query_one("#found", Static)

    @dataclass
    class Found(Message):
        """The answer to a query, or why there is none."""

        query: str
        results: QuoteResults | None
        problem: str = ""

    @dataclass
    class Fetched(Message):
        """The article of a result, for its context; None where it cannot be opened."""

        hit: QuoteHit
        opened: OpenArticle | None

    def __init__(self, library: Library) -> None:
        super().__init__()
        self.library = library
        self.results: QuoteResults | None = None
        self._limit = _PAGE
        self._asked: tuple[str, int] | None = None

    @on(Input.Changed, "#query")
    def _type(self) -> None:
        self._limit = _PAGE
        self.ask()

    def ask(self) -> None:
        """Asks for what stands in the line, unless that has just been asked."""
        asked = (self.line.value, self._limit)
        if asked != self._asked:
            self._asked = asked
            self._search(*asked)

    @work(thread=True, exclusive=True, group="quotations", description="search", exit_on_error=False)
    def _search(self, query: str, limit: int) -> None:
        try:
            message = self.Found(query, self.library.search_quotes(query, limit=limit))
        except NewsreaderError as error:
            message = self.Found(query, None, clean_line(str(error)))
        except Exception as error:  # a worker's edge: whatever happens is said, and typing goes on
            message = self.Found(query, None, clean_line(f"{type(error).__name__}: {error}"))
        self.post_message(message)

    @on(Found)
    def _show_found(self, message: Found) -> None:
        if message.query != self.line.value:
            return  # an answer to an older question
        self.found.set_class(bool(message.problem), "-problem")
        if message.results is None:
            self.found.update(Content(message.problem), layout=False)
            return
        self.results = message.results
        self.found.update(Content(summary_line(message.results)), layout=False)
        self.quotes.show(message.results.hits, advice=advice(message.results))

    @on(QuoteList.EndNear)
    def _ask_for_more(self) -> None:
        if self.results is not None and self.results.more and len(self.results.hits) >= self._limit < _MOST:
            self._limit *= 2
            self.ask()

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
