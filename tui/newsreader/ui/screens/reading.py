"""Reading on the library's screen: which article is open, what is known and what is remembered of it."""

from __future__ import annotations

from dataclasses import replace

from textual import events, on, work
from textual.timer import Timer

from newsreader.errors import NewsreaderError
from newsreader.library import Library
from newsreader.models import Analysis, Span
from newsreader.text import clean_line
from newsreader.ui.i18n import _
from newsreader.ui.message import Message
from newsreader.ui.screens.writing import Writing
from newsreader.ui.widgets.note import Note
from newsreader.ui.widgets.reader import ArticleView
from newsreader.ui.wording import told

READ_AFTER = 15.0
"""Seconds of reading after which an article counts as read; browsing the list does not count."""


class Reading(Writing):
    """Opens articles, has them analysed and remembers where reading stopped."""

    class Analysed(Message):
        """An analysis is there, or the reason why there is none."""

        article_id: str
        analysis: Analysis | None
        problem: str | None = None

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._followed: str | None = None
        self._left_behind = False
        """Whether the article that is read has gone; the list's current row is the one after it."""
        self._begun = False
        """Whether an article has been shown."""
        self._analysing: str | None = None
        self._being_read = False
        self._clock: Timer | None = None
        self._positions: dict[str, int] = {}
        """Where reading stopped in articles of which that is not written yet."""

    def open_at(self, article_id: str, span: Span, words: tuple[Span, ...] = ()) -> None:
        """Opens an article at a piece of its text, with some words in it marked, and gives it the keys."""
        key = self.library.key_of(article_id)
        if key is not None and self.articles.go_to_key(key):
            self._followed = article_id
        if self.show_article(article_id):
            self.show_pane("reader")
            self.call_after_refresh(self.reader.go_to, span)
            if words:
                self.call_after_refresh(self.reader.show_words, words)

    def show_article(self, article_id: str) -> bool:
        """Shows an article in the reader and the sidebar; False where it cannot be opened."""
        self.remember_position()
        self._left_behind = False
        try:
            opened = self.library.open(article_id)
        except NewsreaderError as error:
            self.opened = None
            self.reader.show(None)
            self.sidebar.show(None)
            self.explain(_("This article cannot be opened"), told(error))
            return False
        if article_id in self._positions:
            opened = replace(opened, state=replace(opened.state, position=self._positions[article_id]))
        self.opened = opened
        self.explain()
        self.close_bar("reader")
        self.reader.show(opened)
        if self._begun:
            self.sidebar.show(opened)
        else:  # a start shows the list and the text first
            self.call_after_refresh(self._show_beside)
        self._begun = True
        self._start_reading()
        if opened.analysis is None and (opened.article.body or opened.problem is None):  # else it could not be read
            self._analyse_opened()
        self.article_changed()
        return True

    def _show_beside(self) -> None:
        self.sidebar.show(self.opened)
        self.sidebar.mark_section(self.reader.current_section)

    def explain(self, *lines: str) -> None:
        """Puts a note in the place of the text; without lines the text comes back."""
        if lines and not self.query("#note"):
            self.query_one("#reader-pane").mount(Note(id="note"), after=self.reader)
        for note in self.query("#note").results(Note):
            note.lines = lines
            note.display = bool(lines)
        self.reader.display = not lines

    def article_changed(self) -> None:
        """Another article is open, or its analysis has arrived."""

    def _analyse_opened(self) -> None:
        """Has the open article analysed. One at a time: who browses fast gets the article where they stop."""
        if self._analysing is None and self.opened is not None:
            self._analysing = self.opened.article.id
            self.analyse(self._analysing)

    @work(thread=True, group="analysis", exit_on_error=False)
    def analyse(self, article_id: str) -> None:
        """Analyses an article and posts what came of it."""
        try:
            message = self.Analysed(article_id, self.library.analyse_now(article_id))
        except NewsreaderError as error:
            message = self.Analysed(article_id, None, told(error))
        except Exception as error:  # a worker's edge: whatever happens is said, and reading goes on
            message = self.Analysed(article_id, None, clean_line(f"{type(error).__name__}: {error}"))
        self.post_message(message)

    @on(Analysed)
    def _enrich(self, message: Analysed) -> None:
        self._analysing = None
        opened = self.opened
        if opened is None:
            return
        if opened.article.id != message.article_id:
            if opened.analysis is None and opened.problem is None:
                self._analyse_opened()
        elif message.analysis is not None:
            self.opened = replace(opened, analysis=message.analysis)
            self.reader.enrich(message.analysis)
            self.sidebar.show(self.opened)
            self.articles.update_rows([opened.key])
        else:
            self.opened = replace(opened, problem=message.problem)
            self.notify(message.problem or "", title=_("Not analysed"), severity="warning", markup=False)
        self.article_changed()

    @property
    def analysing(self) -> bool:
        """Whether the open article waits for its analysis."""
        return self._analysing is not None and self.opened is not None and self.opened.analysis is None

    @on(events.DescendantFocus)
    @on(events.DescendantBlur)
    def _start_reading(self) -> None:
        """Reading is having the keys in the text; looking through the list is not."""
        self.remember_position()
        if self._clock is not None:
            self._clock.stop()
            self._clock = None
        self._being_read = self.opened is not None and self.focused is self.reader
        if self._being_read and self.opened is not None:
            self.call_after_refresh(self.show_following)  # when the text is painted, as it needs the index
            if not self.opened.state.read:
                self._clock = self.set_timer(READ_AFTER, self.read_long_enough)

    def show_following(self) -> None:
        """Says under the text which article is the next unread one."""

    def read_long_enough(self) -> None:
        """Marks the open article read, unless the terminal has been left for another window: then it waits on."""
        if self.app.app_focus:
            self.mark_opened_read()
        else:
            self._clock = self.set_timer(READ_AFTER, self.read_long_enough)

    @on(ArticleView.Finished)
    def _finished(self, message: ArticleView.Finished) -> None:
        if self._being_read and self.opened is not None and self.opened.article.id == message.article_id:
            self.mark_opened_read()

    def mark_opened_read(self) -> None:
        """Marks the open article read, once."""
        opened = self.opened
        if opened is None or opened.state.read:
            return
        article_id, key = opened.article.id, opened.key

        def show(_written: object) -> None:
            if self.opened is not None and self.opened.article.id == article_id:
                self.opened = replace(self.opened, state=replace(self.opened.state, read=True))
            self.articles.update_rows([key])
            self.article_changed()

        self.keep_later(lambda: self.library.set_read([article_id], True, by_hand=False), show)

    def remember_position(self) -> None:
        """Keeps where reading stopped, if there was any."""
        opened = self.opened
        if opened is None or not self._being_read:
            return
        article_id, offset = opened.article.id, self.reader.current_offset
        if offset == opened.state.position:
            return
        self.opened = replace(opened, state=replace(opened.state, position=offset))
        self._positions[article_id] = offset

        def forget(_written: object) -> None:
            if self._positions.get(article_id) == offset:
                del self._positions[article_id]

        self.keep_later(lambda: self.library.set_position(article_id, offset), forget)
