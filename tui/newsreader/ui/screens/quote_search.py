"""The search of all quotations: who said what, found as one types. The screen keeps its results for coming back."""

from __future__ import annotations

from pathlib import Path

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal, Vertical
from textual.widgets import Input, Static

from newsreader.library import Library
from newsreader.models import QuoteHit
from newsreader.ui.actions import State
from newsreader.ui.history import History
from newsreader.ui.i18n import _
from newsreader.ui.keymap import bindings_for, hints
from newsreader.ui.message import Message
from newsreader.ui.queries import keep_query, past_queries, queries_path
from newsreader.ui.screens.counting import Counting
from newsreader.ui.screens.frame import Movable
from newsreader.ui.screens.typing_ahead import TypesAhead
from newsreader.ui.widgets.facets import FacetList
from newsreader.ui.widgets.offers import Offers
from newsreader.ui.widgets.preview import Preview
from newsreader.ui.widgets.quote_results import QuoteList
from newsreader.ui.widgets.status import StatusLine
from newsreader.ui.widgets.typing_line import TypingLine
from newsreader.ui.writer import Writer

_BESIDE, _BELOW, _ROOMY = 110, 22, 34
_FACETS, _THREE = 120, 150
_LOW, _MEANING = 12, 17
"""Columns from which the context stands beside the results; rows from which it stands below them, and from which it
does so though facets leave room beside them; columns from which facets stand beside both, and from which there is room
for three side by side; rows under which all are for the results, and from which one says what was understood."""


class QuoteSearch(Counting, TypesAhead[None], inherit_bindings=False):
    """Letters go to the line, arrows to the results; Tab gives the results the letters."""

    CSS_PATH = "../search.tcss"
    BINDINGS = bindings_for("search")

    class Chosen(Message):
        """A person wants to read the article at this quotation."""

        hit: QuoteHit

    class Closed(Message):
        """A person is done with the search; it stays as it is for the next time."""

    def __init__(self, library: Library, writer: Writer, query: str = "", *, state: Path | None = None) -> None:
        super().__init__(library, writer)
        self._first_query = query
        self._queries = None if state is None else queries_path(state)
        self._history = History(past_queries(self._queries))

    def compose(self) -> ComposeResult:
        """The line, what it found, the results and their context."""
        self.update_classes(self._parts(), update=False)  # known before anything is laid out
        with Horizontal(id="query-line"):
            yield Static("❝", id="query-sign")
            yield TypingLine(_("who said what: words, a name"), id="query")
        yield Static("", id="found")
        yield Static("", id="meaning")
        with Horizontal(id="search-body"):
            with Vertical(id="facet-pane"):
                yield FacetList(id="facets")
            with Container(id="search-panes"):
                yield QuoteList(id="quotes")
                yield Preview(id="preview")
        yield Offers(id="offers")
        yield StatusLine(id="search-status")

    def on_mount(self) -> None:
        """Begins with the newest quotations."""
        self._offering = False
        self.line.value = self._first_query
        self.ask()

    @on(events.ScreenResume)
    def _take_keys(self) -> None:
        if self.focused is None or self.focused is self.line:
            self.line.focus()

    @on(events.ScreenSuspend)
    @on(events.Unmount)
    def _keep_query(self) -> None:
        """Remembers what was asked for when it is left: for an article, a page, or the end."""
        if self.results is not None:
            self._history.keep(self.results.query)
            keep_query(self._queries, self.results.query)

    @on(events.DescendantBlur)
    def _select_next_time(self) -> None:
        """Who comes back to the line may mean another query: the first letter then replaces this one."""
        self.line.select_on_focus = True

    @on(events.DescendantFocus)
    def _show_hints(self) -> None:
        state: State = "search" if self.line.has_focus else "facets" if self.facets.has_focus else "results"
        self.status.hints = tuple(hints(state, getattr(self.app, "keymap", {})))
        if not self.line.has_focus:
            self.offers.show(())
        if not self.facets.has_focus and self.has_class("-facets-over"):
            self.remove_class("-facets-over")

    def _parts(self) -> dict[str, bool]:
        """Which parts there is room for."""
        width, height = self.app.size
        facets = width >= _FACETS and height >= _LOW
        beside = width >= _THREE or (width >= _BESIDE and (not facets or height < _ROOMY))
        below = not beside and height >= _BELOW
        sized = {"-low": height < _LOW, "-meaning": height >= _MEANING}
        return {"-facets": facets, "-beside": beside, "-below": below, **sized}

    @on(events.Resize)
    def _arrange(self) -> None:
        self.update_classes(self._parts())
        self.show_context()
        self.call_after_refresh(self._count_if_shown)

    def _count_if_shown(self) -> None:
        if self.facets_in_sight and (self._shown is None or self._shown[0] != self.line.value):
            self.count()

    @property
    def facets_in_sight(self) -> bool:
        """Whether the facets stand beside the results, or over them."""
        return self.has_class("-facets") or self.has_class("-facets-over")

    def count(self) -> None:
        if self.facets_in_sight:
            super().count()

    @property
    def moving(self) -> Movable:
        return self.facets if self.facets.has_focus else self.quotes

    @on(Input.Submitted, "#query")
    def action_open(self) -> None:
        """Reads the current result's article at the quotation; in the facets, narrows by the current one."""
        if self.facets.has_focus:
            self.facets.choose()
        elif self.quotes.current is not None:
            self.offers.show(())
            self.post_message(self.Chosen(self.quotes.current))

    @on(QuoteList.Opened)
    def _open_clicked(self) -> None:
        if self.quotes.current is not None:
            self.post_message(self.Chosen(self.quotes.current))

    def action_escape(self) -> None:
        """Puts away what lies over the results; else leaves the search, whose results stay for the next time."""
        if self.offers.display:
            self.offers.show(())
        elif self.has_class("-facets-over"):
            self.quotes.focus()
        else:
            self.post_message(self.Closed())

    def action_back(self) -> None:
        self.action_escape()

    def action_leave(self) -> None:
        self.action_escape()

    def action_to_query(self) -> None:
        """Back to the line."""
        self.line.focus()

    def action_search_quotations(self) -> None:
        """The same, from who presses the key that led here: what is typed then is another query."""
        self.line.focus()
        self.line.select_all()

    def action_facets(self) -> None:
        """To the facets, which lie over the results where there is no room beside them; again, back."""
        if self.facets.has_focus:
            self.quotes.focus()
            return
        if not self.has_class("-facets"):
            self.add_class("-facets-over")
        self.facets.focus(scroll_visible=False)
        self._count_if_shown()

    def action_widen(self) -> None:
        """Takes a condition off the query."""
        if not self.widen():
            self.status.say(_("Nothing to widen: no value beside the results is chosen"))

    def action_focus_next(self) -> None:
        """Takes what is offered; else goes to the next part of the screen."""
        if self.line.has_focus and self.offers.marked is not None:
            self.take(self.offers.marked)
        elif not (self.line.has_focus and self.correct()):
            self._cycle(1)

    def action_focus_previous(self) -> None:
        """Marks the next offer; else goes to the part of the screen before."""
        if self.line.has_focus and self.offers.marked is not None:
            self.offers.step()
        else:
            self._cycle(-1)

    def _cycle(self, step: int) -> None:
        parts = [self.line, self.quotes, *([self.facets] if self.facets_in_sight else [])]
        place = next((number for number, part in enumerate(parts) if part.has_focus), 0)
        parts[(place + step) % len(parts)].focus(scroll_visible=False)

    def action_down(self) -> None:
        newer = self._history.newer() if self.line.has_focus and self.quotes.cursor == 0 else None
        if newer is None:
            super().action_down()
        else:
            self._recall(newer)

    def action_up(self) -> None:
        recalls = self.line.has_focus and self.quotes.cursor == 0
        older = self._history.older(self.line.value) if recalls else None
        if older is None:
            super().action_up()
        else:
            self._recall(older)

    def _recall(self, query: str) -> None:
        self._offering = False
        self.put(query)
