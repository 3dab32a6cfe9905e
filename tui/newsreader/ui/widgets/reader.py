"""The reading pane: steps through an article's sections, quotations and names, finds words, answers the mouse."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from textual import events, on, work
from textual.message import Message
from textual.timer import Timer

from newsreader.models import Entity, OpenArticle, Quotation, Span
from newsreader.ui.finding import find_hits
from newsreader.ui.marks import neighbour
from newsreader.ui.widgets.article_page import ArticlePage
from newsreader.ui.widgets.page import Anchor

_FOUND_AT_ONCE = 1 << 18
"""Code points of a text that is searched between two key presses; a longer one is searched in a thread."""
_FLASH_SECONDS = 1.5
_HEADING_ROWS = 1
"""Rows left above a heading that was stepped to."""


class ArticleView(ArticlePage):
    """Shows an article. Keys are the screen's: each step is a method that tells whether there was somewhere to go."""

    @dataclass
    class Found(Message):
        """What a search in the article came to; `number` counts from 1, 0 where nothing was found."""

        number: int
        total: int
        text: str
        wrapped: bool = False
        """Whether the step went over the end or the beginning."""

    @dataclass
    class LinkChosen(Message):
        """A person clicked on a link in the text."""

        url: str

    @dataclass
    class Searched(Message):
        """A long text has been searched in the background."""

        opened: OpenArticle
        text: str
        hits: tuple[Span, ...]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._wanted = ""
        self._found_from: Anchor | None = None
        self._flashing: Timer | None = None

    @property
    def find_active(self) -> bool:
        """Whether words are being looked for in the text."""
        return bool(self._wanted)

    def show(self, opened: OpenArticle | None, *, at: int | None = None) -> None:
        """Shows an article with the character at `at` (unset: where it was left) on top; None for an empty pane."""
        self._wanted = ""
        self._found_from = None
        super().show(opened, at=at)

    def go_to(self, span: Span, *, flash: bool = True) -> None:
        """Brings a piece of the text well into sight and makes it shine for a moment; a quotation is chosen."""
        quotation = next((found for found in self._marks.speech.quotations if found.span == span), None)
        if quotation is not None:
            self.choose_quotation(quotation)
        self.reveal(span, low=self.size.height // 3)
        if flash:
            self._flash(span)

    def _flash(self, span: Span) -> None:
        if self._flashing is not None:
            self._flashing.stop()
        self._mark(replace(self._marks, flash=span))
        self._flashing = self.set_timer(_FLASH_SECONDS, lambda: self._mark(replace(self._marks, flash=None)))

    def step_section(self, step: int) -> bool:
        """Goes to the next (1) or previous (-1) section; back first to the beginning of this one."""
        starts = [section.span.start for section in self.sections]
        here = self.current_section
        stood = self._stood is not None and self._stood[1] == self.scroll_offset.y
        inside = step < 0 and here >= 0 and not stood and self.top_anchor.offset > starts[here]
        target = here if inside else neighbour(starts, step, at=here, offset=0)
        if target is None or not starts:
            return False
        if target == 0:
            self.edge(False)
        else:
            self.reveal(Span(starts[target], starts[target]), from_top=_HEADING_ROWS)
        self._stood = (target, self.scroll_offset.y)
        if heading := self.sections[target].heading:
            self._flash(heading)
        self._tell()
        return True

    def step_quotation(self, step: int) -> bool:
        """Chooses the next (1) or previous (-1) quotation, of the chosen speaker if there is one."""
        steps = self._marks.steps()
        starts = [quotation.span.start for quotation in steps]
        first, last = self.offsets_in_sight
        chosen = self._marks.quotation
        at = steps.index(chosen) if chosen in steps and chosen.span.start < last and chosen.span.end > first else None
        target = neighbour(starts, step, at=at, offset=first)
        if target is None:
            return False
        self.choose_quotation(steps[target])
        self.reveal(steps[target].span)
        return True

    def choose_quotation(self, quotation: Quotation | None) -> None:
        """Makes a quotation the chosen one, or none."""
        self._mark(replace(self._marks, quotation=quotation))
        self._tell()

    def choose_speaker(self, who: str | None) -> None:
        """Lets the quotation keys go through one speaker's words ("": those of nobody named; None: all)."""
        entity = self._marks.entity if who is None else None
        self._mark(replace(self._marks, speaker=who, quotation=None, entity=entity, mention=None))
        self._tell()

    def choose_entity(self, entity: Entity | None) -> None:
        """Highlights where somebody or something is mentioned, and lets the mention keys go through it."""
        speaker = self._marks.speaker if entity is None else None
        self._mark(replace(self._marks, entity=entity, mention=None, speaker=speaker))

    def step_mention(self, step: int) -> bool:
        """Goes to the next (1) or previous (-1) mention of the chosen entity."""
        mentions = self._marks.entity.mentions if self._marks.entity else ()
        starts = [mention.start for mention in mentions]
        at = self._at_in_sight(mentions, self._marks.mention)
        target = neighbour(starts, step, at=at, offset=self.offsets_in_sight[0])
        if target is None:
            return False
        self._mark(replace(self._marks, mention=target))
        self.reveal(mentions[target])
        return True

    def _at_in_sight(self, spans: Sequence[Span], at: int | None) -> int | None:
        """The number of the current place unless the reader has scrolled away from it."""
        first, last = self.offsets_in_sight
        return at if at is not None and first <= spans[at].start < last else None

    def find(self, text: str) -> None:
        """Highlights the words wherever they stand and goes to the first from here on; the answer is `Found`."""
        if self._opened is None:
            return
        if self._found_from is None:
            self._found_from = self.top_anchor
        self._wanted = text
        if len(self._opened.article.body) <= _FOUND_AT_ONCE:
            self._take_hits(find_hits(self._opened.article.body, text))
        else:
            self._search(self._opened, text)

    @work(thread=True, exclusive=True, group="find", description="find", exit_on_error=False)
    def _search(self, opened: OpenArticle, text: str) -> None:
        self.post_message(self.Searched(opened, text, find_hits(opened.article.body, text)))

    @on(Searched)
    def _take_searched(self, message: Searched) -> None:
        message.stop()
        if message.opened is self._opened and message.text == self._wanted:
            self._take_hits(message.hits)

    def _take_hits(self, hits: tuple[Span, ...]) -> None:
        start = self._found_from.offset if self._found_from else 0
        first = neighbour([hit.start for hit in hits], 1, at=None, offset=start)
        self._show_hit(hits, first if first is not None else 0, wrapped=bool(hits) and first is None)

    def _show_hit(self, hits: tuple[Span, ...], number: int, *, wrapped: bool = False) -> None:
        self._mark(self._marks.with_hits(hits, number if hits else None))
        if hits:
            self.reveal(hits[number])
        elif self._found_from is not None:
            self._return()
        self.post_message(self.Found(number + 1 if hits else 0, len(hits), self._wanted, wrapped))

    def step_find(self, step: int) -> bool:
        """Goes to the next (1) or previous (-1) place that was found, from the last to the first and back."""
        hits = self._marks.hits
        if not hits:
            return False
        at = self._at_in_sight(hits, self._marks.hit)
        target = neighbour([hit.start for hit in hits], step, at=at, offset=self.offsets_in_sight[0])
        wrapped = target is None
        number = target if target is not None else (0 if step > 0 else len(hits) - 1)
        self._show_hit(hits, number, wrapped=wrapped)
        return True

    def clear_find(self, *, back: bool) -> None:
        """Takes the highlights off; `back`: returns to where the search began."""
        if back and self._found_from is not None:
            self._return()
        self._wanted = ""
        self._found_from = None
        self._mark(self._marks.with_hits((), None))

    def _return(self) -> None:
        if self._found_from is not None:
            place = self._found_from.offset
            self.reveal(Span(place, place), from_top=self._found_from.row)

    def on_click(self, event: events.Click) -> None:
        """Follows a link, or chooses the quotation under the pointer; twice: selects the paragraph, to be copied."""
        event.prevent_default()
        if event.chain == 2:
            self.select_block(event.offset)
        place = self.place_under(event.offset)
        if place is None or self._marks.selection is not None:
            return
        block = self.block_under(event.offset)
        url = next((url for span, url in block.links if span.start <= place < span.end), None) if block else None
        if url is not None:
            self.post_message(self.LinkChosen(url))
            return
        self.choose_quotation(self._marks.quotation_at(place))
