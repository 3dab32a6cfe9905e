"""The list of articles on the library's screen: its filter as one types, its order, its title."""

from __future__ import annotations

from array import array
from dataclasses import replace

from textual import events, on, work
from textual.content import Content
from textual.widgets import Static

from newsreader.errors import FilterError, NewsreaderError
from newsreader.library import EVERYTHING, Library
from newsreader.models import ListFilter, Sort
from newsreader.text import clean_line
from newsreader.ui.i18n import _
from newsreader.ui.keymap import rebind
from newsreader.ui.message import Message
from newsreader.ui.rows import list_title
from newsreader.ui.screens.browsing import Browsing
from newsreader.ui.standing import kept_standing
from newsreader.ui.widgets.find_bar import FindBar
from newsreader.ui.wording import filter_problem, sort_name, told

FIRST_PAGE = 200
"""How many rows are there before the first paint; the rest follows."""
_CORNERS = 6
"""Cells that a frame needs beside the title in it."""


class Listing(Browsing):
    """Asks for the list in the background; the last good answer stays until there is a better one."""

    class Listed(Message):
        """The keys that a filter lets through and how many are unread, or why there are none."""

        asked: tuple[ListFilter, Sort]
        keys: array[int] | None
        """None where only the unread ones were counted."""
        unread: int = 0
        problem: str | None = None
        wrong: bool = False
        """Whether it is the filter that is wrong."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.filter: ListFilter = EVERYTHING
        self.sort: Sort = "date"
        self.by_day = False
        self._asked: tuple[ListFilter, Sort] = (EVERYTHING, "date")
        self._refused = False
        """Whether what was asked for last could not be had."""
        self._unread = 0
        self._titled = ("", "")
        self._whole = False
        """Whether the list is more than its first page."""

    @property
    def wanted(self) -> tuple[ListFilter, Sort]:
        """Filter and order asked for last, before their answer is there; where it was none, those that hold."""
        return (self.filter, self.sort) if self._refused else self._asked

    def list_articles(self, wanted: ListFilter | None = None, *, sort: Sort | None = None) -> None:
        """Makes the list anew, with another filter or in another order if one is given."""
        filter, order = self.wanted
        self._asked = (filter if wanted is None else wanted, order if sort is None else sort)
        self._refused = False
        self._list(self._asked)

    def list_news(self) -> None:
        """Brings the list up to date; what was just marked stays under the reader's eyes though it does not belong."""
        marked = self.sort == "unread" or self.library.depends_on_marks(self.filter)
        holds = marked and self._whole and self._asked == (self.filter, self.sort)
        self._list(self._asked, shown=self.articles.keys if holds else None)

    @work(thread=True, exclusive=True, group="list", exit_on_error=False)
    def _list(self, asked: tuple[ListFilter, Sort], *, count: bool = False, shown: array[int] | None = None) -> None:
        wanted, sort = asked
        try:
            keys = None if count else self.library.keys(wanted, sort=sort)
            if keys is not None and shown is not None:
                keys = kept_standing(shown, keys, self.library.keys(sort=sort), sort)
            unread = len(self.library.keys(replace(wanted, unread=True))) if wanted != EVERYTHING else 0
            message = self.Listed(asked, keys, unread)
        except FilterError as error:
            message = self.Listed(asked, None, problem=filter_problem(error), wrong=True)
        except NewsreaderError as error:
            message = self.Listed(asked, None, problem=told(error))
        except Exception as error:  # a worker's edge: whatever happens is said, and reading goes on
            message = self.Listed(asked, None, problem=clean_line(f"{type(error).__name__}: {error}"))
        self.post_message(message)

    @on(Listed)
    def _show_listed(self, message: Listed) -> None:
        if message.asked != self._asked:
            return  # an answer to an older question
        self._refused = message.problem is not None
        if message.problem is not None:
            if message.wrong:
                self._say_below(message.problem, wrong=True)
            else:
                self.notify(message.problem, title=_("The list could not be read"), severity="error", markup=False)
            return
        self.filter, self.sort = message.asked
        self._unread = message.unread
        if message.keys is not None:
            self._whole = True
            by_day = self.by_day and self.sort == "date"
            self.articles.show(message.keys, current=self.row_for(message.keys), by_day=by_day)
        self.show_title()
        self._say_what_fits()

    def _say_what_fits(self) -> None:
        """Says how much the filter lets through; where that is nothing, also how to come back."""
        if self.filter == EVERYTHING or self.articles.keys:
            self._say_below(self.title_words() if self.filter.words.strip() else "")
        elif any(bar.display for bar in self.query("#filter-bar")):
            self._say_below(_("No article fits; Esc shows all"))
        else:
            self.status.say(_("No article fits; Esc shows all"))

    def row_for(self, keys: array[int]) -> int | None:
        """The key whose row is to be current when these are shown; None for the one that is."""
        return None

    def _say_below(self, words: str, *, wrong: bool = False) -> None:
        """Says under the line for typing what has come of it."""
        for note in self.query("#filter-note").results(Static):
            note.update(Content(words))
            note.set_class(wrong, "-wrong")
            note.display = bool(words)

    def title_words(self, *, width: int | None = None) -> str:
        """How much there is."""
        counts = self.library.counts()
        if self.filter == EVERYTHING:
            return list_title(counts.articles, counts.unread, filtered=False, width=width)
        return list_title(len(self.articles.keys), self._unread, filtered=True, width=width)

    def show_title(self) -> None:
        """Puts into the list's frame how much there is, and what of it is shown in which order."""
        pane = self.query_one("#list-pane")
        titled = self.title_words(width=pane.outer_size.width - _CORNERS if pane.outer_size else None), self._shown()
        if titled != self._titled:
            self._titled = titled
            pane.border_title, pane.border_subtitle = map(Content, titled)

    @on(events.Resize)
    def fit_title(self) -> None:
        """Says as much in the list's frame as it has room for, when its width is known."""
        self.call_after_refresh(self.show_title)

    def _shown(self) -> str:
        names = [_("only unread")] if self.filter.unread else []
        names += [_("only starred")] if self.filter.starred else []
        names += [clean_line(self.filter.words, limit=24)] if self.filter.words.strip() else []
        names += [sort_name(self.sort)] if self.sort != "date" else []
        names += [_("{n} chosen").format(n=len(self.articles.chosen))] if self.articles.chosen else []
        return " · ".join(names)

    def count_anew(self) -> None:
        """Shows how many are unread after a mark."""
        if self.filter == EVERYTHING:
            self.show_title()
        else:
            self._list(self._asked, count=True)

    def mark_opened_read(self) -> None:
        super().mark_opened_read()
        self.count_anew()

    async def action_filter(self) -> None:
        self.catch_up()
        self.show_pane("list")
        await self.open_filter()

    async def open_filter(self) -> None:
        """Gives the list's line for typing the keys, with the words that hold."""
        await self.open_bar("list")
        if not self.query("#filter-note"):
            note = Static("", id="filter-note")
            note.display = False
            await self.query_one("#list-pane").mount(note, after=0)
        words = self.wanted[0].words
        if self.filter_bar.text != words:
            self.filter_bar.line.value = words

    @on(FindBar.Changed, "#filter-bar")
    def _filter_live(self, message: FindBar.Changed) -> None:
        self.list_articles(replace(self.wanted[0], words=message.text))

    @on(FindBar.Submitted, "#filter-bar")
    def _keep_filter(self) -> None:
        self.articles.focus()

    @on(FindBar.Closed, "#filter-bar")
    def clear_filter(self) -> None:
        """Shows the whole list again."""
        self.close_bar("list")
        self._say_below("")
        self.articles.focus()
        if self._asked[0] != EVERYTHING:
            self.list_articles(EVERYTHING)

    def show_filtered(self, wanted: ListFilter) -> None:
        """Shows what a chosen filter lets through, instead of what is being typed."""
        self.close_bar("list")
        self._say_below("")
        self.list_articles(wanted)
        self.show_pane("list")

    def action_sort_list(self) -> None:
        from newsreader.ui.screens.filter_menu import SortMenu

        menu = SortMenu(self.wanted[1], self.by_day)
        rebind(menu, "menu", getattr(self.app, "keymap", {}))
        self.app.push_screen(menu, self._choose_sort)

    def _choose_sort(self, wanted: tuple[Sort, bool] | None) -> None:
        if wanted is not None:
            sort, self.by_day = wanted
            self.list_articles(sort=sort)
            self.show_pane("list")
