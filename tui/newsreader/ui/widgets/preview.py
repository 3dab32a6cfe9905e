"""Where a found quotation stands: its article, with the quotation chosen and the words that matched marked."""

from __future__ import annotations

from dataclasses import replace

from newsreader.models import OpenArticle, QuoteHit, Span
from newsreader.ui.widgets.article_page import ArticlePage


class Preview(ArticlePage, can_focus=False):
    """An article that is looked into, not read: it takes no keys and remembers no place."""

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._hit: QuoteHit | None = None

    def points_at(self, hit: QuoteHit) -> bool:
        """Whether this result is the one shown."""
        return self._hit is hit

    def point_at(self, opened: OpenArticle | None, hit: QuoteHit) -> None:
        """Shows the result's quotation in its article, a third down."""
        same = self.opened is not None and opened is not None and self.opened.article == opened.article
        if not same:
            self.show(opened)
        self._hit = hit
        if opened is None or hit.span.end > len(opened.article.body):
            return
        start = hit.span.start
        words = tuple(
            Span(start + word.start, start + word.end) for word in hit.highlights if start + word.end <= hit.span.end
        )
        analysis = opened.analysis
        quotation = next((found for found in analysis.quotations if found.span == hit.span), None) if analysis else None
        marks = replace(self._marks, quotation=quotation, flash=None if quotation else hit.span)
        self._mark(marks.with_hits(words, None))
        self._point()

    def _point(self) -> None:
        if self._hit is not None:
            first = self._marks.hits[0].start if self._marks.hits else self._hit.span.start
            self.reveal(Span(first, first), from_top=self.size.height // 3)

    def fit(self) -> None:
        """Keeps the quotation in sight."""
        self._lay_out(None)
        self._point()
