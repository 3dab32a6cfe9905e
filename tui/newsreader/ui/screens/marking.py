"""What a person does with an article: stars, marks, copies, opens its page. Every mark can be undone."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

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
    class Marked(Message):
        """Several articles have been marked."""

        said: str
        problem: str | None = None

    @property
    def targets(self) -> list[int]:
        """Keys of the articles that a mark is meant for: the chosen ones, else the one of the current row."""
        chosen = self.articles.chosen
        if chosen:
            return [key for key in self.articles.keys if key in chosen]
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
        if self.articles.chosen:
            self._toggle_all("starred", self.targets)
            return
        summary = self.articles.current
        if summary is not None and self.keep(lambda: self.library.set_starred([summary.id], not summary.starred)):
            self.status.say(_("Star taken off") if summary.starred else _("Starred"))
            self.marks_changed()

    def action_toggle_read(self) -> None:
        if self.articles.chosen:
            self._toggle_all("read", self.targets)
            return
        summary = self.articles.current
        if summary is not None and self.keep(lambda: self.library.set_read([summary.id], not summary.read)):
            self.status.say(_("Marked unread") if summary.read else _("Marked read"))
            self.marks_changed()

    def action_read_all(self) -> None:
        self._mark_all_read(self.articles.keys)

    def _rows(self, keys: Sequence[int]) -> Iterator[ArticleSummary]:
        for start in range(0, len(keys), _AT_ONCE):
            yield from self.library.summaries(keys[start : start + _AT_ONCE]).values()

    @work(thread=True, exclusive=True, group="marks", exit_on_error=False)
    def _mark_all_read(self, keys: array[int]) -> None:
        unread = [summary.id for summary in self._rows(keys) if not summary.read]
        said = ngettext("{n} article marked read; u undoes it", "{n} articles marked read; u undoes it", len(unread))
        if unread:
            self._mark(lambda: self.library.set_read(unread, True), said.format(n=len(unread)))
        else:
            self.post_message(self.Marked(_("Everything here is read already")))

    @work(thread=True, exclusive=True, group="marks", exit_on_error=False)
    def _toggle_all(self, field: Literal["read", "starred"], keys: Sequence[int]) -> None:
        """Marks all of them, or takes the mark off where all have it."""
        rows = list(self._rows(keys))
        wanted = not all(getattr(row, field) for row in rows)
        ids = [row.id for row in rows if getattr(row, field) != wanted]
        if field == "read":
            said = _("{n} marked read; u undoes it") if wanted else _("{n} marked unread; u undoes it")
            self._mark(lambda: self.library.set_read(ids, wanted), said.format(n=len(ids)))
        else:
            said = _("{n} starred; u undoes it") if wanted else _("{n} stars taken off; u undoes it")
            self._mark(lambda: self.library.set_starred(ids, wanted), said.format(n=len(ids)))

    def _mark(self, write: Callable[[], object], said: str) -> None:
        """Runs in a worker's thread."""
        try:
            write()
            self.post_message(self.Marked(said))
        except NewsreaderError as error:
            self.post_message(self.Marked("", clean_line(str(error))))

    @on(Marked)
    def _say_marked(self, message: Marked) -> None:
        if message.problem is not None:
            self.notify(message.problem, title=_("Not kept"), severity="error", markup=False)
            return
        self.status.say(message.said)
        self.marks_changed()

    def count_anew(self) -> None:
        """Shows how many there are of each after a mark or a choice."""

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
