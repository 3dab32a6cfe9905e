"""Asks the library for quotations as one types. A key drops the question before it, whose answer is never shown."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import getters, on, work
from textual.content import Content
from textual.widgets import Input, Static

from newsreader.errors import NewsreaderError
from newsreader.findings import Understood, Variants
from newsreader.library import Library
from newsreader.models import QuoteHit, QuoteResults
from newsreader.question import DroppedError, Question
from newsreader.record import replace
from newsreader.text import clean_line
from newsreader.ui.answers import advice, corrected, language_line, summary_line, understood_line
from newsreader.ui.i18n import _
from newsreader.ui.message import Message
from newsreader.ui.repaint import repaint
from newsreader.ui.screens.keeping import Keeping
from newsreader.ui.widgets.quote_results import QuoteList
from newsreader.ui.widgets.typing_line import TypingLine
from newsreader.ui.wording import told
from newsreader.ui.writer import Writer

if TYPE_CHECKING:
    from newsreader.ui.screens.export_dialog import Scope

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

    class Found(Message):
        """The answer to a query, or why there is none."""

        question: Question
        query: str
        answer: Answer | None
        problem: str = ""

    def __init__(self, library: Library, writer: Writer) -> None:
        super().__init__(library, writer)
        self.results: QuoteResults | None = None
        self._question = Question()
        self._asked: str | None = None
        self._behind: QuoteHit | None = None
        """The last hit of the page after which more have been asked for."""

    @on(Input.Changed, "#query")
    def _type(self) -> None:
        self.ask()

    def ask(self) -> None:
        """Asks for what stands in the line, unless that has just been asked."""
        if self.line.value != self._asked:
            self._ask(self.line.value, _PAGE)

    def marks_changed(self) -> None:
        """Asks again for as much as there is."""
        self._ask(self.line.value, max(_PAGE, len(self.results.hits) if self.results is not None else 0))

    def _ask(self, query: str, limit: int, *, before: tuple[QuoteHit, ...] = ()) -> None:
        """Drops what was asked before; `before` are the hits behind which to go on."""
        self._asked = query
        self._behind = before[-1] if before else None
        self._question.drop()
        self._question = Question()
        self._search(self._question, query, limit, before)

    @work(thread=True, exclusive=True, group="quotations", description="search", exit_on_error=False)
    def _search(self, question: Question, query: str, limit: int, before: tuple[QuoteHit, ...]) -> None:
        try:
            with question:
                message = self.Found(question, query, self._answer(query, limit, before))
        except DroppedError:
            return
        except NewsreaderError as error:
            message = self.Found(question, query, None, told(error))
        except Exception as error:  # a worker's edge: whatever happens is said, and typing goes on
            message = self.Found(question, query, None, clean_line(f"{type(error).__name__}: {error}"))
        self.post_message(message)

    def _answer(self, query: str, limit: int, before: tuple[QuoteHit, ...]) -> Answer:
        results = self.library.search_quotes(query, limit=limit, older_than=before[-1] if before else None)
        if before:
            results = replace(results, hits=before + results.hits)
        articles = self.library.counts().articles if results.pending else 0
        return Answer(results, self.library.fold(results.hits), self.library.understood(query), articles)

    @on(Found)
    def _show_found(self, message: Found) -> None:
        if message.question is not self._question or message.query != self.line.value:
            return  # an answer to an older question
        self.found.set_class(bool(message.problem), "-problem")
        if message.answer is None:
            self.found.update(Content(message.problem), layout=False)
            return
        answer, before = message.answer, self.results
        self.results = answer.results
        left_out = answer.understood.left_out
        summary = summary_line(answer.results, articles=answer.articles, left_out=left_out)
        self.found.update(Content(summary), layout=False)
        meaning = understood_line(answer.understood) if answer.results.query.strip() else language_line()
        self.meaning.update(Content(meaning), layout=False)
        again = before is not None and before.query == answer.results.query
        self.quotes.show(answer.groups, advice=advice(answer.results), again=again)
        repaint(self.screen, self.found, self.meaning, self.quotes)
        self.answered(answer)

    def answered(self, answer: Answer) -> None:
        """The results are listed."""

    @property
    def correction(self) -> str | None:
        """What stands in the line with its mistyped words in their likeliest spelling; None where there are none."""
        return corrected(self.results) if self.results is not None and self.results.query == self.line.value else None

    def correct(self) -> bool:
        """Takes the likeliest spelling of a mistyped word; False where there is nothing to correct."""
        better = self.correction
        if better is not None:
            self.put(better)
        return better is not None

    def put(self, query: str, cursor: int | None = None) -> None:
        """Puts a query into the line, as if it had been typed."""
        self.line.value = query
        self.line.cursor_position = len(query) if cursor is None else cursor

    @on(QuoteList.EndNear)
    def _ask_for_more(self) -> None:
        results = self.results
        if results is None or not results.more or len(results.hits) >= _MOST or results.query != self._asked:
            return
        if results.hits[-1] is not self._behind:
            self._ask(results.query, _PAGE, before=results.hits)

    def exportable(self) -> list[Scope]:
        query = self.line.value
        asked = clean_line(query, limit=30)
        name = _("all results for “{query}”").format(query=asked) if asked else _("all quotations of the library")
        return [*super().exportable(), (name, lambda: self.library.stream_quotes(query))]
