"""Finding on the library's screen: in the open text, in the list as one types, in all quotations."""

from __future__ import annotations

from pathlib import Path

from textual import on

from newsreader.library import Library
from newsreader.models import QuoteHit, Span
from newsreader.ui.i18n import _
from newsreader.ui.keymap import rebind
from newsreader.ui.requests import ShowProfile
from newsreader.ui.screens.following import Following
from newsreader.ui.trail import Pages, Trail
from newsreader.ui.widgets.find_bar import FindBar
from newsreader.ui.widgets.reader import ArticleView

FIRST_PAGE = 200
"""How many rows are there before the first paint; the rest follows."""


class Finding(Following):
    """What is looked for, and where one came from."""

    state: Path | None = None
    """Where the screen's state is kept between runs; unset: nowhere."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.pages: Pages = ()
        """The pages among whose quotations the open article was chosen."""

    async def action_find(self) -> None:
        self.catch_up()
        if self.pane == "sidebar":
            self.sidebar.search()
            return
        if self.pane == "list":
            await self.open_filter()
            return
        await self.open_bar("reader")
        if self.pane == "reader":
            self.find_bar.show_forms(self.reader.finds_forms)

    @on(FindBar.Changed, "#find-bar")
    def _find_live(self, message: FindBar.Changed) -> None:
        self.reader.find(message.text)

    @on(FindBar.Submitted, "#find-bar")
    def _keep_find(self) -> None:
        self.reader.focus()

    @on(FindBar.Closed, "#find-bar")
    def clear_find(self) -> None:
        """Takes the marks of the search off and goes back to where it began."""
        self.close_bar("reader")
        self.reader.clear_find(back=True)
        self.reader.focus()

    @on(ArticleView.Found)
    def _say_found(self, message: ArticleView.Found) -> None:
        for bar in self.query("#find-bar").results(FindBar):
            bar.show_count(message.number, message.total, wrapped=message.wrapped)
        if message.wrapped and message.total:
            last = message.number == message.total > 1
            self.status.say(
                _("Over the beginning: on from the end") if last else _("Over the end: on from the beginning")
            )

    def action_toggle_forms(self) -> None:
        forms = not self.reader.finds_forms
        self.reader.find_all_forms(forms)
        for bar in self.query("#find-bar").results(FindBar):
            bar.show_forms(forms)
        self.status.say(_("Words are found in any of their forms") if forms else _("Words are found as they are typed"))

    def action_next_match(self) -> None:
        self.reader.step_find(1)

    def action_previous_match(self) -> None:
        self.reader.step_find(-1)

    def action_search_quotations(self) -> None:
        from newsreader.ui.screens.quote_search import QuoteSearch

        if not self.app.is_screen_installed("search"):
            screen = QuoteSearch(self.library, self.writer, state=self.state)
            rebind(screen, "search", getattr(self.app, "keymap", {}))
            self.app.install_screen(screen, "search")
        elif isinstance(there := self.app.get_screen("search"), QuoteSearch):
            there.action_search_quotations()
        self.app.push_screen("search")

    def open_hit(self, hit: QuoteHit, pages: Pages = ()) -> None:
        """Opens an article at a quotation that was found; the next step back leads to the pages again."""
        start = hit.span.start
        self.open_at(
            hit.article_id, hit.span, tuple(Span(start + one.start, start + one.end) for one in hit.highlights)
        )
        self.pages = pages

    def show_article(self, article_id: str) -> bool:
        self._forget(self.pages)
        return super().show_article(article_id)

    def _forget(self, pages: Pages) -> None:
        self.pages = ()
        trail: Trail | None = getattr(self.app, "trail", None)
        if trail is not None:
            trail.forget(pages)

    def return_to_search(self) -> bool:
        """Goes back to the pages that this article was opened from; False where it was not."""
        pages, self.pages = self.pages, ()
        trail: Trail | None = getattr(self.app, "trail", None)
        if trail is not None and pages:
            trail.come_back(pages)
        return bool(pages)

    def action_show_speaker(self) -> None:
        """Opens the page of the sidebar's current name, else of who speaks in the current quotation."""
        row = self.sidebar.current if self.pane == "sidebar" else None
        quotation = self.text.current_quotation
        if row is not None and row.entity is not None:
            self.post_message(ShowProfile(row.entity.name, row.entity.type))
        elif row is not None and row.who:
            self.post_message(ShowProfile(row.who))
        elif quotation is not None and quotation.who:
            self.post_message(ShowProfile(quotation.who))
        else:
            self.status.say(_("Choose a name in the list of names (3), or a quotation"))
