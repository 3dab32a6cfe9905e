"""The text follows the list: the article of the current row is open, unless one that is read has gone."""

from __future__ import annotations

from time import monotonic

from textual import on
from textual.timer import Timer

from newsreader.library import Library
from newsreader.ui.i18n import _
from newsreader.ui.repaint import repaint
from newsreader.ui.screens.reading import Reading
from newsreader.ui.widgets.article_list import ArticleList

FAST = 0.2
"""Seconds from row to row of the list up to which somebody goes through it, and does not read row after row."""
PAUSE = 0.05
"""Seconds that such a row is current before its text shows: a bit longer than from key to key of one held."""


class Browsing(Reading):
    """Opens what the list points at."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._following: Timer | None = None
        self._moved = -FAST
        """When the list's current row became another one."""

    @on(ArticleList.Highlighted)
    def _browse(self, message: ArticleList.Highlighted) -> None:
        """The text follows the list to the row that is current by then; one that is read stays.

        While somebody goes through the list, as by a key that is held, it follows when they stop.
        """
        if message.instead and self._being_read:
            self._followed, self._left_behind = message.article_id, True
            self.status.say(_("This article is no longer in the list; its text stays until you go on"))
            return
        before, self._moved = self._moved, monotonic()
        if self._following is not None:
            self._following.stop()
            self._following = None
        if self.pane == "list" and self._moved - before < FAST:
            self._following = self.set_timer(PAUSE, self._follow)
        else:
            self._follow()

    def _follow(self) -> None:
        followed = self._followed
        self.catch_up()
        if self._followed != followed:
            repaint(self.screen, self.reader, self.sidebar)

    def catch_up(self) -> None:
        current = self.articles.current
        if current is not None and current.id != self._followed:
            self._followed = current.id
            if self.opened is None or self.opened.article.id != current.id:
                self.show_article(current.id)

    @on(ArticleList.Opened)
    def _go_in(self, message: ArticleList.Opened) -> None:
        if self.opened is None or self.opened.article.id != message.article_id:
            self.show_article(message.article_id)
        self.show_pane("reader")
