"""What a person does with an article: stars, marks, copies, opens its page. Every mark can be undone."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Literal

from textual import on

from newsreader.models import ArticleSummary
from newsreader.text import clean_line
from newsreader.ui.citation import cite
from newsreader.ui.i18n import _, ngettext
from newsreader.ui.opener import LinkError, open_url
from newsreader.ui.repaint import repaint
from newsreader.ui.requests import Copy
from newsreader.ui.screens.writing import Writing
from newsreader.ui.widgets.reader import ArticleView
from newsreader.ui.wording import told

_AT_ONCE = 500
"""Rows that are looked at at a time when the whole list is marked."""


class Marking(Writing):
    """Marks, copies and links."""

    @property
    def targets(self) -> list[int]:
        """Keys of the articles that a mark is meant for: the chosen ones, else the one that is read or pointed at."""
        chosen = self.articles.chosen
        if chosen:
            return [key for key in self.articles.keys if key in chosen]
        if self.pane == "reader":
            self.catch_up()
            return [self.opened.key] if self.opened is not None else []
        current = self.articles.current
        return [current.key] if current is not None else []

    def action_choose_row(self) -> None:
        self.articles.toggle_chosen()
        self.count_anew()

    def action_choose_all(self) -> None:
        self.choose_rows(len(self.articles.chosen) < len(self.articles.keys))

    def choose_rows(self, all_: bool) -> None:
        """Chooses all articles of the list, or none."""
        self.articles.choose_rows(all_)
        self.count_anew()

    def action_toggle_star(self) -> None:
        self._toggle_mark("starred")

    def action_toggle_read(self) -> None:
        self._toggle_mark("read")

    def _toggle_mark(self, field: Literal["read", "starred"]) -> None:
        keys, several = self.targets, bool(self.articles.chosen)
        if keys:
            self.keep_later(lambda: self._toggled(field, keys, several=several), self._say_marked)

    def action_read_all(self) -> None:
        keys = self.articles.keys
        self.keep_later(lambda: self._all_read(keys), self._say_marked)

    def _rows(self, keys: Sequence[int]) -> Iterator[ArticleSummary]:
        for start in range(0, len(keys), _AT_ONCE):
            part = keys[start : start + _AT_ONCE]
            rows = self.library.summaries(part)
            yield from (rows[key] for key in part if key in rows)

    # These run in a worker's thread, and give back what to say.

    def _all_read(self, keys: array[int]) -> str:
        unread = [summary.id for summary in self._rows(keys) if not summary.read]
        if not unread:
            return _("Everything here is read already")
        self.library.set_read(unread, True)
        said = ngettext("{n} article marked read; u undoes it", "{n} articles marked read; u undoes it", len(unread))
        return said.format(n=len(unread))

    def _toggled(self, field: Literal["read", "starred"], keys: Sequence[int], *, several: bool) -> str:
        """Marks all of them, or takes the mark off where all have it."""
        rows = list(self._rows(keys))
        if not rows:
            return _("The library no longer has this article")
        wanted = not all(getattr(row, field) for row in rows)
        ids = [row.id for row in rows if getattr(row, field) != wanted]
        if field == "read":
            self.library.set_read(ids, wanted)
            said = _("{n} marked read; u undoes it") if wanted else _("{n} marked unread; u undoes it")
            one = _("Marked read") if wanted else _("Marked unread")
        else:
            self.library.set_starred(ids, wanted)
            said = _("{n} starred; u undoes it") if wanted else _("{n} stars taken off; u undoes it")
            one = _("Starred") if wanted else _("Star taken off")
        return said.format(n=len(ids)) if several else one

    def _say_marked(self, said: str) -> None:
        self.status.say(said)
        self.marks_changed()
        repaint(self.screen, self.articles, self.status)

    def count_anew(self) -> None:
        """Shows how many there are of each after a mark or a choice."""

    def show_undone(self, article_id: str | None, words: str) -> None:
        """Goes to the article whose mark has been taken back, and says so in these words."""
        if article_id is None:
            self.status.say(_("Nothing to undo"))
            return
        key = self.library.key_of(article_id) if article_id else None
        if key is not None:
            self.articles.go_to_key(key)
        self._say_marked(words)

    def marks_changed(self) -> None:
        """Shows marks as they now are."""
        self.articles.update_rows()
        self.count_anew()
        if self.opened is not None:
            summary = self.library.summaries([self.opened.key]).get(self.opened.key)
            if summary is not None:
                state = replace(self.opened.state, read=summary.read, starred=summary.starred)
                self.opened = replace(self.opened, state=state)

    def action_copy_quotation(self) -> None:
        quotation, opened = self.text.current_quotation, self.opened
        if quotation is None or opened is None:
            self.status.say(_("There is no quotation to copy here"))
        else:
            self.post_message(Copy(cite(quotation, opened.article), _("Copied: {text}")))

    def action_copy_link(self) -> None:
        self.catch_up()
        url = self.opened.article.url if self.opened is not None else None
        if url:
            self.post_message(Copy(url, _("Link copied: {text}")))
        else:
            self.status.say(_("This article has no link."))

    def action_open_link(self) -> None:
        self._open_link()

    def action_open_link_and_read(self) -> None:
        opened = self.opened if self._open_link() else None
        if opened is not None:
            article_id = opened.article.id
            self.keep_later(lambda: self.library.set_read([article_id], True), lambda _written: self.marks_changed())

    def _open_link(self) -> bool:
        self.catch_up()
        return self.follow(self.opened.article.url if self.opened is not None else None)

    def follow(self, url: str | None) -> bool:
        """Opens an address in the browser and says which one."""
        try:
            target = open_url(url)
        except LinkError as error:
            self.status.say(told(error))
            return False
        self.status.say(_("Opened in the browser: {url}").format(url=clean_line(target)))
        return True

    @on(ArticleView.LinkChosen)
    def _follow_link(self, message: ArticleView.LinkChosen) -> None:
        self.follow(message.url)
