"""An article as a page: shows it, takes its analysis when that arrives, wraps it anew, tells where the reader is."""

from __future__ import annotations

from dataclasses import replace

from textual.reactive import reactive

from newsreader.models import Analysis, OpenArticle, Quotation, Section
from newsreader.ui.formatting import head_lines, manuscript, tail_lines
from newsreader.ui.layout import Columns, Layout, VisualLine, columns
from newsreader.ui.marks import Marks, Speech
from newsreader.ui.message import Message
from newsreader.ui.outline import outline, section_at, spoken
from newsreader.ui.widgets.page import TICKS, Anchor
from newsreader.ui.widgets.selectable import SelectablePage


class ArticlePage(SelectablePage):
    """Shows an article and keeps its place by offset."""

    measure: reactive[int] = reactive(76, init=False)
    """Cells across the text, where the pane is wide enough."""
    show_indirect: reactive[bool] = reactive(True, init=False)
    """Whether reported speech is marked."""

    class Moved(Message, namespace="article_view"):
        """Another place is in sight. Numbers count from 1; 0 where there is none."""

        offset: int
        share: float
        """How much of the article is above the screen's lower edge, from 0 to 1."""
        section: int
        sections: int
        quotation: int
        quotations: int

        def can_replace(self, message: object) -> bool:
            return isinstance(message, ArticlePage.Moved)

    class Finished(Message, namespace="article_view"):
        """The end of the article was reached."""

        article_id: str

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._opened: OpenArticle | None = None
        self._sections: tuple[Section, ...] = ()
        self._spoken: tuple[Quotation, ...] = ()
        self._stood: tuple[int, int] | None = None
        self._held: Anchor | None = None
        self._finished = False
        self._following: str | None = None

    @property
    def opened(self) -> OpenArticle | None:
        """The article on screen."""
        return self._opened

    @property
    def sections(self) -> tuple[Section, ...]:
        """What the section keys step through."""
        return self._sections

    @property
    def current_offset(self) -> int:
        """The offset of the first text on screen; 0 at the very beginning."""
        return self.top_anchor.offset if self.scroll_offset.y else 0

    @property
    def current_section(self) -> int:
        """Which section is read, from 0, -1 for none; the one stepped to, until the reader moves."""
        if self._stood is not None and self._stood[1] == self.scroll_offset.y:
            return self._stood[0]
        return section_at(self._sections, self.top_anchor.offset)

    @property
    def current_quotation(self) -> Quotation | None:
        """The chosen quotation, else the first on screen."""
        if self._marks.quotation is not None:
            return self._marks.quotation
        first, last = self.offsets_in_sight
        return next((found for found in self._spoken if found.span.end > first and found.span.start < last), None)

    def show(self, opened: OpenArticle | None, *, at: int | None = None) -> None:
        """Shows an article with the character at `at` (unset: where it was left) on top; None for an empty pane."""
        self._finished = False
        self._following = None
        self._stood = None
        self._take(opened)
        self._mark(Marks(Speech.of(opened.analysis if opened else None), self.show_indirect))
        offset = (opened.state.position if at is None else at) if opened else 0
        self._lay_out(Anchor(offset) if offset > 0 else None)

    def enrich(self, analysis: Analysis) -> None:
        """Adds the analysis to the article on screen; the text in sight stays where it is."""
        if self._opened is None:
            return
        held = self._place()
        self._take(replace(self._opened, analysis=analysis))
        self._mark(replace(self._marks, speech=Speech.of(analysis)))
        self._lay_out(held)

    def _take(self, opened: OpenArticle | None) -> None:
        analysis = opened.analysis if opened else None
        self._opened = opened
        self._sections = outline(opened.article.body, analysis) if opened else ()
        self._spoken = spoken(analysis.quotations) if analysis else ()

    def _place(self) -> Anchor | None:
        """What to hold on to when the lines change; None at the very beginning."""
        return self.top_anchor if self.scroll_offset.y > 0 else None

    def _lay_out(self, anchor: Anchor | None) -> None:
        self._held = anchor
        opened, width = self._opened, self.line_width
        if opened is None or not width:
            self._set_layout(None, None)
            self._held = anchor
            return
        across = columns(width - TICKS, self.measure)
        source = manuscript(opened.article, opened.analysis)
        layout = Layout(source, across, head=head_lines(opened, across), tail=self._tail(across))
        self._set_layout(layout, anchor)
        self._held = anchor
        self._tell()

    def _tail(self, across: Columns) -> list[VisualLine]:
        return tail_lines(self._opened.article, across, self._following) if self._opened is not None else []

    def follow_on(self, title: str | None) -> None:
        """Says under the text which article is the next unread one; "" where there is none."""
        layout = self._layout
        if title == self._following or layout is None:
            return
        self._following = title
        bottom = self.scroll_offset.y + self.size.height
        for key in [key for key in self._strips if key[0] >= layout.bottom]:
            del self._strips[key]
        layout.tail = tuple(self._tail(layout.columns))
        self.set_height(layout.height)
        if bottom > layout.bottom:
            self.refresh_lines(layout.bottom, bottom - layout.bottom)

    def fit(self) -> None:
        """Wraps the text anew where the width is another; what was on top stays on top."""
        if self.laid_out_width != self.line_width:
            self._lay_out(self._held)
        else:
            self._set_ticks()
            self._tell()

    def watch_measure(self) -> None:
        """Wraps the text anew."""
        self._lay_out(self._place())

    def watch_show_indirect(self, show: bool) -> None:
        """Marks reported speech or leaves it plain."""
        self._mark(replace(self._marks, show_indirect=show))

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Tells where the reader is."""
        super().watch_scroll_y(old_value, new_value)
        self._held = self._place()
        self._tell()
        if new_value > old_value:
            self._tell_end()

    def move(self, rows: int) -> None:
        """Scrolls; down where the end is in sight already, the article has been read."""
        at_end = self.is_vertical_scroll_end
        super().move(rows)
        if rows > 0 and at_end:
            self._tell_end()

    def _tell_end(self) -> None:
        if self._opened is not None and not self._finished and self.is_vertical_scroll_end:
            self._finished = True
            self.post_message(self.Finished(self._opened.article.id))

    def _tell(self) -> None:
        if self._opened is None or self._layout is None:
            return
        quotation = self.current_quotation
        number = self._spoken.index(quotation) + 1 if quotation in self._spoken else 0
        bottom = self.scroll_offset.y + self.size.height
        share = min(1.0, bottom / max(1, self._layout.height))
        total = len(self._spoken)
        moved = self.Moved(self.current_offset, share, self.current_section + 1, len(self._sections), number, total)
        self.screen.post_message(moved)  # at once to who shows it, so that text and place are painted together
