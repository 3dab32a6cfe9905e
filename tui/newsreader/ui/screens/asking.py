"""Asks the library for quotations as one types. Stale answers are dropped."""

from __future__ import annotations

from dataclasses import dataclass

from textual import getters, on, work
from textual.content import Content
from textual.message import Message
from textual.widgets import Input, Static

from newsreader.errors import NewsreaderError
from newsreader.findings import Understood, Variants
from newsreader.library import Library
from newsreader.models import QuoteHit, QuoteResults
from newsreader.text import clean_line
from newsreader.ui.answers import advice, corrected, summary_line, understood_line
from newsreader.ui.i18n import _
from newsreader.ui.screens.keeping import Keeping
from newsreader.ui.widgets.quote_results import QuoteList
from newsreader.ui.widgets.typing_line import TypingLine

_PAGE = 50
_MOST = 2_000
"""Results beyond which the list does not grow."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What the library answered to a query."""

    results: QuoteResults
    groups: tuple[Variants, ...]
    understood: Understood
    articles: int = 0
    """How many the library has, where some wait for their analysis."""


class Asking(Keeping, inherit_bindings=False):
    """What is asked and what is answered; keys and looks are for who builds on it."""

    line = getters.query_one("#query", TypingLine)
    found = getters.query_one("#found", Static)
    meaning = getters.query_one("#meaning", Static)

    @dataclass
    class Found(Message):
        """The answer to a query, or why there is none."""

        query: str
        answer: Answer | None
        problem: str = ""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
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

    def marks_changed(self) -> None:
        self._asked = None
        self.ask()

    @work(thread=True, exclusive=True, group="quotations", description="search", exit_on_error=False)
    def _search(self, query: str, limit: int) -> None:
        try:
            message = self.Found(query, self._answer(query, limit))
        except NewsreaderError as error:
            message = self.Found(query, None, clean_line(str(error)))
        except Exception as error:  # a worker's edge: whatever happens is said, and typing goes on
            message = self.Found(query, None, clean_line(f"{type(error).__name__}: {error}"))
        self.post_message(message)

    def _answer(self, query: str, limit: int) -> Answer:
        results = self.library.search_quotes(query, limit=limit)
        articles = self.library.counts().articles if results.pending else 0
        return Answer(results, self.library.fold(results.hits), self.library.understood(query), articles)

    @on(Found)
    def _show_found(self, message: Found) -> None:
        if message.query != self.line.value:
            return  # an answer to an older question
        self.found.set_class(bool(message.problem), "-problem")
        if message.answer is None:
            self.found.update(Content(message.problem), layout=False)
            return
        answer, before = message.answer, self.results
        self.results = answer.results
        self.found.update(Content(summary_line(answer.results, articles=answer.articles)), layout=False)
        self.meaning.update(Content(understood_line(answer.understood)), layout=False)
        again = before is not None and before.query == answer.results.query
        self.quotes.show(answer.groups, advice=advice(answer.results), again=again)
        self.answered(answer)

    def answered(self, answer: Answer) -> None:
        """The results are listed."""

    def correct(self) -> bool:
        """Takes the likeliest spelling of a mistyped word; False where there is nothing to correct."""
        better = corrected(self.results) if self.results is not None and self.results.query == self.line.value else None
        if better is not None:
            self.put(better)
        return better is not None

    def put(self, query: str, cursor: int | None = None) -> None:
        """Puts a query into the line, as if it had been typed."""
        self.line.value = query
        self.line.cursor_position = len(query) if cursor is None else cursor

    @on(QuoteList.EndNear)
    def _ask_for_more(self) -> None:
        if self.results is not None and self.results.more and len(self.results.hits) >= self._limit < _MOST:
            self._limit *= 2
            self.ask()

    def exportable(self) -> list[tuple[str, str | tuple[QuoteHit, ...]]]:
        query = self.line.value
        asked = clean_line(query, limit=30)
        name = _("all results for “{query}”").format(query=asked) if asked else _("all quotations of the library")
        return [*super().exportable(), (name, query)]
