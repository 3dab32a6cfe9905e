"""What a person does with an article: stars, marks, copies, opens its page. Every mark can be undone."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace

from textual import on, work
from textual.message import Message

from newsreader.errors import NewsreaderError
from newsreader.models import ArticleSummary
from newsreader.text import clean_line
from newsreader.ui.citation import cite
from newsreader.ui.i18n import _, ngettext
from newsreader.ui.messages import Copy
from newsreader.ui.opener import LinkError, open_url
from newsreader.ui.screens.frame import Frame
from newsreader.ui.widgets.reader import ArticleView

_AT_ONCE = 500
"""Rows that are looked at at a time when the whole list is marked."""


class Marking(Frame):
    """Marks, copies and links."""

    @dataclass
    class AllRead(Message):
        """All articles of the list have been marked read."""

        number: int
        problem: str | None = None

    def _marked(self) -> ArticleSummary | None:
        """The article that a mark is meant for: the one of the list's current row."""
        return self.articles.current

    def action_toggle_star(self) -> None:
        summary = self._marked()
        if summary is not None and self.keep(lambda: self.library.set_starred([summary.id], not summary.starred)):
            self.status.say(_("Star taken off") if summary.starred else _("Starred"))
            self.marks_changed()

    def action_toggle_read(self) -> None:
        summary = self._marked()
        if summary is not None and self.keep(lambda: self.library.set_read([summary.id], not summary.read)):
            self.status.say(_("Marked unread") if summary.read else _("Marked read"))
            self.marks_changed()

    def action_read_all(self) -> None:
        self._mark_all_read(self.articles.keys)

    @work(thread=True, exclusive=True, group="marks", exit_on_error=False)
    def _mark_all_read(self, keys: array[int]) -> None:
        unread: list[str] = []
        for start in range(0, len(keys), _AT_ONCE):
            rows = self.library.summaries(keys[start : start + _AT_ONCE])
            unread += [summary.id for summary in rows.values() if not summary.read]
        try:
            if unread:
                self.library.set_read(unread, True)
            self.post_message(self.AllRead(len(unread)))
        except NewsreaderError as error:
            self.post_message(self.AllRead(0, clean_line(str(error))))

    @on(AllRead)
    def _say_all_read(self, message: AllRead) -> None:
        if message.problem is not None:
            self.notify(message.problem, title=_("Not kept"), severity="error", markup=False)
            return
        if not message.number:
            self.status.say(_("Everything here is read already"))
            return
        number = message.number
        said = ngettext("{n} article marked read; u undoes it", "{n} articles marked read; u undoes it", number)
        self.status.say(said.format(n=number))
        self.marks_changed()

    def action_undo(self) -> None:
        undone: list[str | None] = []
        if not self.keep(lambda: undone.append(self.library.undo())):
            return
        article_id = undone[0]
        if article_id is None:
            self.status.say(_("Nothing to undo"))
            return
        key = self.library.key_of(article_id)
        if key is not None:
            self.articles.go_to_key(key)
        self.status.say(_("Undone"))
        self.marks_changed()

    def marks_changed(self) -> None:
        """Shows marks as they now are."""
        self.articles.update_rows()
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
        if opened is not None and self.keep(lambda: self.library.set_read([opened.article.id], True)):
            self.marks_changed()

    def _open_link(self) -> bool:
        self.catch_up()
        return self.follow(self.opened.article.url if self.opened is not None else None)

    def follow(self, url: str | None) -> bool:
        """Opens an address in the browser and says which one."""
        try:
            target = open_url(url)
        except LinkError as error:
            self.status.say(clean_line(str(error)))
            return False
        self.status.say(_("Opened in the browser: {url}").format(url=clean_line(target)))
        return True

    @on(ArticleView.LinkChosen)
    def _follow_link(self, message: ArticleView.LinkChosen) -> None:
        self.follow(message.url)
