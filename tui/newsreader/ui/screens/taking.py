"""Taking something along from the open text: copies, the linear text in a pager, whose words they are."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from contextlib import suppress

from textual.app import SuspendNotSupported

from newsreader.errors import NewsreaderError
from newsreader.models import Article
from newsreader.ui.charset import UTF_8
from newsreader.ui.i18n import _
from newsreader.ui.pager import PagerError, page_text, pager_command
from newsreader.ui.requests import Copy
from newsreader.ui.screens.jumping import Jumping
from newsreader.ui.wording import told

_ATTRIBUTION_SECONDS = 20.0


class Taking(Jumping):
    """Copies, pages and explains."""

    def action_copy_paragraph(self) -> None:
        text = self.text.current_paragraph
        if text:
            self.post_message(Copy(text, _("Paragraph copied: {text}")))
        else:
            self.status.say(_("There is no paragraph to copy here"))

    def action_copy_text(self) -> None:
        from newsreader.ui.clippings import article_text

        self._copy_article(article_text, _("Whole article copied as text: {text}"))

    def action_copy_markdown(self) -> None:
        from newsreader.ui.clippings import article_markdown

        self._copy_article(article_markdown, _("Whole article copied as Markdown: {text}"))

    def _copy_article(self, written: Callable[[Article], str], said: str) -> None:
        from newsreader.ui.clippings import LONGEST_COPY

        self.catch_up()
        if self.opened is None:
            self.status.say(_("There is no article to copy here"))
        elif len(self.opened.article.body) > LONGEST_COPY:
            self.status.say(_("The article is too long for the clipboard"))
        else:
            self.post_message(Copy(written(self.opened.article), said))

    def action_read_plain(self) -> None:
        """Gives the terminal to the pager until it is left."""
        from newsreader.ui.plain import plain_text

        self.catch_up()
        if self.opened is None:
            return
        try:
            pager_command(os.environ, shutil.which)  # said here, before the screen goes
            with self.app.suspend():
                words = plain_text(self.opened.article, self.opened.analysis) + "\n"
                page_text(words, charset=getattr(self.app, "charset", UTF_8))
        except PagerError as error:
            self.status.say(told(error))
        except SuspendNotSupported:
            self.status.say(_("This terminal cannot be given to a pager"))
        self.refresh()

    def action_show_attribution(self) -> None:
        """Says whose the current quotation is, and by which words of the text."""
        from newsreader.ui.formatting import attribution
        from newsreader.ui.hits import kept_words

        quotation, opened = self.text.current_quotation, self.opened
        if quotation is None or opened is None or opened.analysis is None:
            self.status.say(_("There is no quotation here"))
            return
        number = opened.analysis.quotations.index(quotation) + 1
        self.reader.choose_quotation(quotation)
        parts = [attribution(quotation, opened.article, number)]
        with suppress(NewsreaderError):  # what is kept of it is told where that can be read
            kept = self.library.kept_in(opened.article.id).get(number - 1)
            if kept is not None and (words := kept_words(kept.tags, kept.note)):
                parts.insert(0, words)
        self.status.say(" · ".join(parts), seconds=_ATTRIBUTION_SECONDS)
