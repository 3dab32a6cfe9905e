"""The search of all quotations: who said what, found as one types. The screen keeps its results for coming back."""

from __future__ import annotations

from dataclasses import dataclass

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.message import Message
from textual.widgets import Input, Static

from newsreader.errors import NewsreaderError
from newsreader.library import Library
from newsreader.models import QuoteHit
from newsreader.text import clean_line
from newsreader.ui.citation import cite
from newsreader.ui.history import History
from newsreader.ui.i18n import _
from newsreader.ui.keymap import bindings_for, hints
from newsreader.ui.messages import Copy
from newsreader.ui.screens.asking import Asking
from newsreader.ui.widgets.preview import Preview
from newsreader.ui.widgets.quote_results import QuoteList
from newsreader.ui.widgets.status import StatusLine
from newsreader.ui.widgets.typing_line import TypingLine

_BESIDE, _BELOW = 110, 34
_LOW = 12
"""Columns from which the context stands beside the results; rows from which it stands below them; rows under
which all are for the results."""


class QuoteSearch(Asking, inherit_bindings=False):
    """Letters go to the line, arrows to the results."""

    CSS_PATH = "../search.tcss"
    BINDINGS = bindings_for("search")

    status = getters.query_one("#search-status", StatusLine)

    @dataclass
    class Chosen(Message):
        """A person wants to read the article at this quotation."""

        hit: QuoteHit

    class Closed(Message):
        """A person is done with the search; it stays as it is for the next time."""

    def __init__(self, library: Library, query: str = "") -> None:
        super().__init__(library)
        self._first_query = query
        self._history = History()

    def compose(self) -> ComposeResult:
        """The line, what it found, the results and their context."""
        with Horizontal(id="query-line"):
            yield Static("❝", id="query-sign")
            yield TypingLine(_("who said what: words, a name"), id="query")
        yield Static("", id="found")
        with Container(id="search-panes"):
            yield QuoteList(id="quotes")
            yield Preview(id="preview")
        yield StatusLine(id="search-status")

    def on_mount(self) -> None:
        """Begins with the newest quotations."""
        self.line.value = self._first_query
        self.status.hints = tuple(hints("search"))
        self.ask()

    @on(events.ScreenResume)
    def _take_keys(self) -> None:
        self.line.focus()

    @on(events.Resize)
    def _arrange(self) -> None:
        width, height = self.app.size
        self.set_class(width >= _BESIDE, "-beside")
        self.set_class(width < _BESIDE and height >= _BELOW, "-below")
        self.set_class(height < _LOW, "-low")
        self.show_context()

    @on(Input.Submitted, "#query")
    def action_open(self) -> None:
        """Reads the current result's article at the quotation."""
        if self.quotes.current is not None:
            self._history.keep(self.line.value)
            self.post_message(self.Chosen(self.quotes.current))

    @on(QuoteList.Opened)
    def _open_clicked(self) -> None:
        self.action_open()

    def action_copy_quotation(self) -> None:
        """Copies the current result with who said it and where."""
        hit = self.quotes.current
        if hit is None:
            return
        try:
            opened = self.library.open(hit.article_id)
        except NewsreaderError as error:
            self.status.say(clean_line(str(error)))
            return
        quotations = opened.analysis.quotations if opened.analysis else ()
        quotation = next((quotation for quotation in quotations if quotation.span == hit.span), None)
        if quotation is not None:
            self.post_message(Copy(cite(quotation, opened.article), _("Copied: {text}")))

    @on(StatusLine.Pressed)
    async def _press_hint(self, message: StatusLine.Pressed) -> None:
        await self.run_action(message.action)

    def action_escape(self) -> None:
        """Leaves the search; its results stay for the next time."""
        self._history.keep(self.line.value)
        self.post_message(self.Closed())

    def action_back(self) -> None:
        self.action_escape()

    def action_leave(self) -> None:
        self.action_escape()

    def action_focus_next(self) -> None:
        self.line.focus()

    def action_focus_previous(self) -> None:
        self.line.focus()

    def action_down(self) -> None:
        newer = self._history.newer() if self.quotes.cursor == 0 else None
        if newer is None:
            self.quotes.move(1)
        else:
            self._recall(newer)

    def action_up(self) -> None:
        older = self._history.older(self.line.value) if self.quotes.cursor == 0 else None
        if older is None:
            self.quotes.move(-1)
        else:
            self._recall(older)

    def _recall(self, query: str) -> None:
        self.line.value = query
        self.line.cursor_position = len(query)

    def action_page_down(self) -> None:
        self.quotes.page(1.0)

    def action_page_up(self) -> None:
        self.quotes.page(-1.0)

    def action_half_page_down(self) -> None:
        self.quotes.page(0.5)

    def action_half_page_up(self) -> None:
        self.quotes.page(-0.5)

    def action_first(self) -> None:
        self.quotes.edge(last=False)

    def action_last(self) -> None:
        self.quotes.edge(last=True)
