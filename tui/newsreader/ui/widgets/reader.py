"""The reading pane: steps through an article's sections, quotations and names, answers the mouse."""

from __future__ import annotations

from dataclasses import replace

from textual import events
from textual.timer import Timer

from newsreader.models import Entity, Quotation, Span
from newsreader.ui.marks import neighbour
from newsreader.ui.message import Message
from newsreader.ui.widgets.searchable import SearchablePage

_FLASH_SECONDS = 1.5
_HEADING_ROWS = 1
"""Rows left above a heading that was stepped to."""


class ArticleView(SearchablePage):
    """Shows an article. Keys are the screen's: each step is a method that tells whether there was somewhere to go."""

    class LinkChosen(Message):
        """A person clicked on a link in the text."""

        url: str

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._flashing: Timer | None = None

    def go_to(self, span: Span, *, flash: bool = True) -> None:
        """Brings a piece of the text well into sight and makes it shine for a moment; a quotation is chosen."""
        quotation = next((found for found in self._marks.speech.quotations if found.span == span), None)
        if quotation is not None:
            self.choose_quotation(quotation)
        self.reveal(span, low=self.size.height // 3)
        if flash:
            self._flash(span)

    def show_words(self, words: tuple[Span, ...]) -> None:
        """Marks words until others are looked for, and brings the first of them into sight."""
        self._mark(self._marks.with_hits(words, None))
        self.reveal(words[0], low=1)

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

    def show_kept(self, kept: tuple[tuple[int, str], ...]) -> None:
        """Puts signs in the bar where kept quotations begin."""
        if kept != self._marks.kept:
            self._mark(replace(self._marks, kept=kept))

    @property
    def current_paragraph(self) -> str:
        """The paragraph of the chosen quotation, else the first on screen; empty where there is none."""
        layout, chosen = self._layout, self._marks.quotation
        if layout is None:
            return ""
        first, last = self.offsets_in_sight
        seen = chosen is not None and chosen.span.start < last and chosen.span.end > first
        offset = chosen.span.start if chosen is not None and seen else self.top_anchor.offset
        line = layout.line(layout.row_of(offset))
        return line.block.text.strip() if line is not None and line.block is not None else ""

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
