"""What follows the results of a search without holding them up: facets, and how the query could go on."""

from __future__ import annotations

from contextlib import suppress

from textual import getters, on, work
from textual.widgets import Input

from newsreader.errors import NewsreaderError
from newsreader.findings import Completion, Facet, Facets
from newsreader.library import Library
from newsreader.question import Question
from newsreader.ui.message import Message
from newsreader.ui.requests import ShowProfile
from newsreader.ui.screens.asking import Answer, Asking
from newsreader.ui.widgets.facets import FacetList
from newsreader.ui.widgets.offers import Offers
from newsreader.ui.writer import Writer

_GROUPS, _FEWEST, _MOST = 3, 4, 12
"""Speakers, sources, years; and how many of each are listed: as many as are in sight together."""


class Counting(Asking, inherit_bindings=False):
    """One question of each kind is wanted at a time: a key drops it, and the next one is about the line by then."""

    facets = getters.query_one("#facets", FacetList)
    offers = getters.query_one("#offers", Offers)

    class Counted(Message):
        """How the hits of a query are spread; None where that cannot be told."""

        query: str
        facets: Facets | None

    class Completed(Message):
        """How a query could go on at the cursor."""

        query: str
        cursor: int
        completions: tuple[Completion, ...]

    def __init__(self, library: Library, writer: Writer) -> None:
        super().__init__(library, writer)
        self._wanted_count = Question()
        self._wanted_completions = Question()
        self._shown: tuple[str, Facets | None] | None = None
        self._offering = True
        """Whether completions are wanted; not after a query was put in whole."""

    def answered(self, answer: Answer) -> None:
        if self._corrects_before_cursor:
            self.offers.show(())
        if self._shown is None or self._shown[0] != answer.results.query:
            self.call_after_refresh(self.count)

    def count(self) -> None:
        """Asks for the facets of what stands in the line, where they are in sight."""
        self._wanted_count.drop()
        if self.facets.display:
            self._wanted_count = Question()
            each = (self.facets.size.height - _GROUPS) // _GROUPS
            self._count(self._wanted_count, self.line.value, max(_FEWEST, min(_MOST, each)))

    @work(thread=True, group="facets", description="facets", exit_on_error=False)
    def _count(self, question: Question, query: str, limit: int) -> None:
        facets: Facets | None = None
        with suppress(Exception), question:  # a worker's edge: results without counts are still results
            facets = self.library.facets(query, limit=limit)
        if not question.dropped:
            self.post_message(self.Counted(query, facets))

    @on(Counted)
    def _show_counted(self, message: Counted) -> None:
        if message.query != self.line.value:
            return  # an answer to an older question
        self._shown = (message.query, message.facets)
        self.facets.show(message.facets)

    @property
    def _listed(self) -> list[Facet]:
        """What the facets list, from top to bottom."""
        facets = self._shown[1] if self._shown is not None else None
        return [] if facets is None else [*facets.speakers, *facets.sources, *facets.years]

    @on(FacetList.Chosen)
    def _narrow_or_widen(self, message: FacetList.Chosen) -> None:
        change = self.library.widened if message.facet.asked else self.library.narrowed
        self._offering = False
        self.put(change(self.line.value, message.facet))

    def widen(self) -> bool:
        """Takes the condition of the facets' current row off, else the last one that was narrowed by."""
        query, row = self.line.value, self.facets.current
        wanted: list[Facet] = [row.facet] if row is not None and row.facet is not None and row.facet.asked else []
        for facet in (*wanted, *reversed(self._listed)):
            wider = self.library.widened(query, facet)
            if wider != query:
                self._offering = False
                self.put(wider)
                return True
        return False

    def action_show_speaker(self) -> None:
        """Opens the page of the speaker whose count has the keys, else of who said the current quotation."""
        row = self.facets.current if self.facets.has_focus else None
        if row is not None and row.facet is not None and row.facet.field == "speaker":
            self.post_message(ShowProfile(row.facet.value))
        else:
            super().action_show_speaker()

    @on(Input.Changed, "#query")
    def _complete_typed(self) -> None:
        self._wanted_count.drop()  # what nobody waits for any more leaves the machine to the results
        self.offers.show(())
        self.complete()

    def complete(self) -> None:
        """Asks how the query could go on."""
        wanted, self._offering = self._offering, True
        begun = self.line.value[: self.line.cursor_position][-1:].strip()
        self._wanted_completions.drop()
        if wanted and begun and self.line.has_focus:
            self._wanted_completions = Question()
            self._complete(self._wanted_completions, self.line.value, self.line.cursor_position)

    @work(thread=True, group="completions", description="completions", exit_on_error=False)
    def _complete(self, question: Question, query: str, cursor: int) -> None:
        completions: tuple[Completion, ...] = ()
        with suppress(NewsreaderError), question:
            completions = self.library.completions(query, cursor)
        if not question.dropped:
            self.post_message(self.Completed(query, cursor, completions))

    @on(Completed)
    def _offer(self, message: Completed) -> None:
        same = message.query == self.line.value and message.cursor == self.line.cursor_position
        if same and self.line.has_focus and not self._corrects_before_cursor:
            self.offers.show(message.completions)

    @property
    def _corrects_before_cursor(self) -> bool:
        """Whether a correction is offered of another word than the one that is being typed: the key is for that."""
        better, typed = self.correction, self.line.value[: self.line.cursor_position]
        return better is not None and not better.startswith(typed[: typed.rfind(" ") + 1])

    @on(Offers.Taken)
    def _take_clicked(self, message: Offers.Taken) -> None:
        self.take(message.completion)

    def take(self, completion: Completion) -> None:
        """Puts a completion into the line; a refinement's name is followed by its values."""
        self._offering = completion.text[: completion.cursor].endswith(":")
        self.offers.show(())
        self.put(completion.text, completion.cursor)
