"""Going on from article to article: to the next row of the list, to the next unread one, however far it is."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace

from textual import on, work

from newsreader.errors import NewsreaderError
from newsreader.library import EVERYTHING
from newsreader.models import ArticleSummary
from newsreader.ui.i18n import _
from newsreader.ui.message import Message
from newsreader.ui.screens.suggesting import Suggesting

_NEAR = 100
"""Rows among which an unread one is looked for at once; further away it is looked for in the background."""
Then = Callable[[ArticleSummary | None], None]


class Following(Suggesting):
    """Steps through the list from anywhere."""

    class Sought(Message):
        """The nearest unread article that is far from the current row; None where there is none."""

        found: ArticleSummary | None
        then: Then
        place: tuple[array[int], int]
        """The list and the row from which it was looked for."""

    def action_next_article(self) -> None:
        if not self._take_over():
            self.articles.move(1)

    def action_previous_article(self) -> None:
        self.articles.move(-1)

    def action_next_unread(self) -> None:
        self._go_to_unread(forward=True)

    def action_previous_unread(self) -> None:
        self._go_to_unread(forward=False)

    def _take_over(self) -> bool:
        """Shows the article after one that has gone while it was read; False where none has."""
        current = self.articles.current if self._left_behind else None
        return current is not None and self.show_article(current.id)

    def _go_to_unread(self, *, forward: bool) -> None:
        def go(summary: ArticleSummary | None) -> None:
            if summary is None:
                said = _("No unread article further on") if forward else _("No unread article before this one")
                self.status.say(said)
            elif not self.articles.go_to_key(summary.key):
                self.show_article(summary.id)

        current = self.articles.current
        if forward and current is not None and not current.read and self._take_over():
            return
        self._seek_unread(go, forward=forward)

    def show_following(self) -> None:
        if self._being_read and self.opened is not None:
            self._seek_unread(self._name_following, forward=True)

    def _name_following(self, summary: ArticleSummary | None) -> None:
        self.reader.follow_on(summary.title if summary is not None else "")

    def _seek_unread(self, then: Then, *, forward: bool) -> None:
        """Goes on with the nearest unread article of the list below (forward) or above the current one."""
        at, keys = self.articles.cursor, self.articles.keys
        if self.filter == EVERYTHING and self.sort == "date":
            current = self.articles.current
            then(self.library.next_unread(current.key if current else None, forward=forward))
            return
        ahead = keys[at + 1 :] if forward else keys[:at][::-1]
        rows = self.library.summaries(ahead[:_NEAR])
        near = next((rows[key] for key in ahead[:_NEAR] if key in rows and not rows[key].read), None)
        if near is not None or len(ahead) <= _NEAR:
            then(near)
        else:
            self._seek_far(ahead[_NEAR:], then, (keys, at))

    @work(thread=True, exclusive=True, group="unread", exit_on_error=False)
    def _seek_far(self, ahead: array[int], then: Then, place: tuple[array[int], int]) -> None:
        with suppress(NewsreaderError):  # whoever lists is told what is wrong
            unread = set(self.library.keys(replace(EVERYTHING, unread=True)))
            key = next(filter(unread.__contains__, ahead), None)
            found = None if key is None else self.library.summaries([key]).get(key)
            self.post_message(self.Sought(found, then, place))

    @on(Sought)
    def _take_sought(self, message: Sought) -> None:
        keys, at = message.place
        if keys is self.articles.keys and at == self.articles.cursor:
            message.then(message.found)
