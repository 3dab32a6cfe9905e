"""An article in which words are found: as they are typed, or in any of their forms; one comes back to where one was."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on, work

from newsreader.models import OpenArticle, Span
from newsreader.ui.finding import find_forms, find_hits
from newsreader.ui.marks import neighbour
from newsreader.ui.message import Message
from newsreader.ui.widgets.article_page import ArticlePage
from newsreader.ui.widgets.page import Anchor

_FOUND_AT_ONCE = 1 << 18
"""Code points of a text that is searched between two key presses; a longer one is searched in a thread."""
_FORMS_AT_ONCE = 1 << 15
"""The same for a search of all forms, which looks at each word."""


class SearchablePage(ArticlePage):
    """Looks for words in the article on screen."""

    class Found(Message, namespace="article_view"):
        """What a search in the article came to; `number` counts from 1, 0 where nothing was found."""

        number: int
        total: int
        text: str
        wrapped: bool = False
        """Whether the step went over the end or the beginning."""

    class Searched(Message, namespace="article_view"):
        """A long text has been searched in the background."""

        opened: OpenArticle
        text: str
        forms: bool
        hits: tuple[Span, ...]

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._wanted = ""
        self._forms = False
        self._found_from: Anchor | None = None

    @property
    def find_active(self) -> bool:
        """Whether words are being looked for in the text."""
        return bool(self._wanted)

    @property
    def finds_forms(self) -> bool:
        """Whether a word is found in any of its forms."""
        return self._forms

    def find_all_forms(self, forms: bool) -> None:
        """Finds words in any of their forms, or as they are typed; what is looked for is looked for anew."""
        self._forms = forms
        if self._wanted:
            self.find(self._wanted)

    def show(self, opened: OpenArticle | None, *, at: int | None = None) -> None:
        """Shows an article with the character at `at` (unset: where it was left) on top; None for an empty pane."""
        self._wanted = ""
        self._found_from = None
        super().show(opened, at=at)

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
        if len(self._opened.article.body) <= (_FORMS_AT_ONCE if self._forms else _FOUND_AT_ONCE):
            self._take_hits(self._hits(self._opened.article.body, text, self._forms))
        else:
            self._search(self._opened, text, self._forms)

    @work(thread=True, exclusive=True, group="find", description="find", exit_on_error=False)
    def _search(self, opened: OpenArticle, text: str, forms: bool) -> None:
        self.post_message(self.Searched(opened, text, forms, self._hits(opened.article.body, text, forms)))

    @staticmethod
    def _hits(body: str, text: str, forms: bool) -> tuple[Span, ...]:
        return find_forms(body, text) if forms else find_hits(body, text)

    @on(Searched)
    def _take_searched(self, message: Searched) -> None:
        message.stop()
        asked = (self._wanted, self._forms)
        if message.opened is self._opened and (message.text, message.forms) == asked:
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
