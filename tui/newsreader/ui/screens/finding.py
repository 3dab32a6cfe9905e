"""Finding on the library's screen: in the open text, in the list as one types, in all quotations."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, replace

from textual import on, work
from textual.message import Message

from newsreader.errors import NewsreaderError
from newsreader.library import EVERYTHING, Library
from newsreader.models import ArticleSummary, ListFilter, QuoteHit
from newsreader.text import clean_line
from newsreader.ui.i18n import _
from newsreader.ui.keymap import rebind
from newsreader.ui.messages import ShowProfile
from newsreader.ui.rows import list_title
from newsreader.ui.screens.reading import Reading
from newsreader.ui.trail import Pages, Trail
from newsreader.ui.widgets.find_bar import FindBar
from newsreader.ui.widgets.reader import ArticleView

FIRST_PAGE = 200
"""How many rows are there before the first paint; the rest follows."""


class Finding(Reading):
    """What the list shows, and what is looked for in the text."""

    @dataclass
    class Listed(Message):
        """The keys that a filter lets through, or why there are none."""

        wanted: ListFilter
        keys: array[int]
        problem: str | None = None

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.filter: ListFilter = EVERYTHING
        self.pages: Pages = ()
        """The pages among whose quotations the open article was chosen."""

    def list_articles(self, wanted: ListFilter | None = None) -> None:
        """Brings the list up to date, with another filter if one is given."""
        if wanted is not None:
            self.filter = wanted
        self._list(self.filter)

    @work(thread=True, exclusive=True, group="list", exit_on_error=False)
    def _list(self, wanted: ListFilter) -> None:
        try:
            message = self.Listed(wanted, self.library.keys(wanted))
        except NewsreaderError as error:
            message = self.Listed(wanted, array("q"), clean_line(str(error)))
        except Exception as error:  # a worker's edge: whatever happens is said, and reading goes on
            message = self.Listed(wanted, array("q"), clean_line(f"{type(error).__name__}: {error}"))
        self.post_message(message)

    @on(Listed)
    def _show_listed(self, message: Listed) -> None:
        if message.wanted != self.filter:
            return  # an answer to an older question
        if message.problem is not None:
            self.notify(message.problem, title=_("The list could not be read"), severity="error", markup=False)
            return
        self.articles.show(message.keys)
        self.show_title()

    def show_title(self) -> None:
        """Puts into the list's frame how much there is."""
        counts = self.library.counts()
        filtered = self.filter != EVERYTHING
        shown = len(self.articles.keys)
        pane = self.query_one("#list-pane")
        pane.border_title = list_title(shown if filtered else counts.articles, counts.unread, filtered=filtered)
        pane.border_subtitle = self._filter_name()

    def _filter_name(self) -> str:
        names = [_("only unread")] if self.filter.unread else []
        names += [_("only starred")] if self.filter.starred else []
        return " · ".join(names)

    def nearest_unread(self, *, forward: bool) -> ArticleSummary | None:
        if self.filter == EVERYTHING:
            return super().nearest_unread(forward=forward)
        index = self.articles.cursor
        unread = set(self.library.keys(replace(self.filter, unread=True)))
        keys = self.articles.keys
        ahead = keys[index + 1 :] if forward else keys[:index][::-1]
        key = next((key for key in ahead if key in unread), None)
        return None if key is None else self.library.summaries([key]).get(key)

    async def action_find(self) -> None:
        self.catch_up()
        if self.pane == "sidebar":
            self.sidebar.search()
            return
        await self.open_bar("list" if self.pane == "list" else "reader")
        if self.pane == "reader":
            self.find_bar.show_forms(self.reader.finds_forms)

    def action_filter(self) -> None:
        from newsreader.ui.screens.filter_menu import FilterMenu

        menu = FilterMenu(self.filter)
        rebind(menu, "menu", getattr(self.app, "keymap", {}))
        self.app.push_screen(menu, self._choose_filter)

    def _choose_filter(self, wanted: ListFilter | None) -> None:
        if wanted is not None:
            self.list_articles(wanted)
            self.show_pane("list")

    @on(FindBar.Changed, "#filter-bar")
    def _filter_live(self, message: FindBar.Changed) -> None:
        self.list_articles(replace(self.filter, words=message.text))

    @on(FindBar.Submitted, "#filter-bar")
    def _keep_filter(self) -> None:
        self.articles.focus()

    @on(FindBar.Closed, "#filter-bar")
    def clear_filter(self) -> None:
        """Shows the whole list again."""
        self.close_bar("list")
        self.articles.focus()
        if self.filter != EVERYTHING:
            self.list_articles(EVERYTHING)

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
            screen = QuoteSearch(self.library)
            rebind(screen, "search", getattr(self.app, "keymap", {}))
            self.app.install_screen(screen, "search")
        self.app.push_screen("search")

    def open_hit(self, hit: QuoteHit, pages: Pages = ()) -> None:
        """Opens an article at a quotation that was found; the next step back leads to the pages again."""
        self.open_at(hit.article_id, hit.span)
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
