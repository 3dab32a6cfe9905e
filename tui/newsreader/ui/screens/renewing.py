"""What becomes of the open article when its file changes, is renamed or goes: the text stays where it is read."""

from __future__ import annotations

from newsreader.errors import NewsreaderError
from newsreader.models import OpenArticle
from newsreader.ui.i18n import _
from newsreader.ui.moved import moved_offset
from newsreader.ui.screens.finding import Finding


class Renewing(Finding):
    """Keeps the text in step with its file; asked whenever a sync has brought something."""

    def renew_opened(self) -> None:
        """Shows the open article as its file is now, with the same words on top."""
        opened = self.opened
        fresh = self._changed(opened) if opened is not None else None
        if opened is None or fresh is None:
            return
        self._keep_place(opened, fresh)
        self.articles.take_key(opened.key, fresh.key)
        if self._followed == opened.article.id:
            self._followed = fresh.article.id
        self.show_article(fresh.article.id)
        if fresh.article.body != opened.article.body:
            self.status.report(_("The article has changed; this is its new text"))

    def _changed(self, opened: OpenArticle) -> OpenArticle | None:
        """The article as its file is now; None where that is the same, has gone or cannot be read."""
        try:
            standing = self.library.standing(opened)
            if standing is None or standing == (opened.article.id, opened.digest):
                return None
            fresh = self.library.open(standing[0])
        except NewsreaderError:  # whoever lists is told what is wrong
            return None
        return fresh if fresh.article.body or fresh.problem is None else None

    def _keep_place(self, opened: OpenArticle, fresh: OpenArticle) -> None:
        """Notes the place that is read, before another text moves it."""
        if not self._being_read:
            return
        self.remember_position()
        offset = moved_offset(opened.article.body, fresh.article.body, self.reader.current_offset)
        self._positions[fresh.article.id] = offset
        self.keep_later(lambda: self.library.set_position(fresh.article.id, offset), lambda _written: None)
