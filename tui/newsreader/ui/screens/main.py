"""The library's screen: joins list, text and sidebar, and says which keys matter where one is."""

from __future__ import annotations

import gc
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from rich.text import Text
from textual import events, on

from newsreader.errors import NewsreaderError
from newsreader.library import EVERYTHING, Library
from newsreader.ui.actions import State
from newsreader.ui.i18n import _
from newsreader.ui.keymap import bindings_for, hints
from newsreader.ui.panes import Wishes
from newsreader.ui.remembered import Remembered, recall, remember
from newsreader.ui.screens.correcting import Correcting
from newsreader.ui.screens.frame import Frame
from newsreader.ui.screens.greeting import Greeting
from newsreader.ui.screens.listing import FIRST_PAGE
from newsreader.ui.screens.shelving import Shelving
from newsreader.ui.screens.stepping import Stepping
from newsreader.ui.screens.syncing import Syncing
from newsreader.ui.screens.tagging import Tagging
from newsreader.ui.screens.viewing import Viewing
from newsreader.ui.warming import warm
from newsreader.ui.widgets.reader import ArticleView
from newsreader.ui.widgets.status import StatusLine


class LibraryScreen(Greeting, Syncing, Viewing, Stepping, Correcting, Shelving, Tagging, Frame, inherit_bindings=False):
    """Where one reads."""

    BINDINGS = bindings_for("library")

    def __init__(
        self, library: Library, *, first: str | None = None, sync: bool = True, measure: int = 76, jobs: int = 1
    ) -> None:
        super().__init__(library, jobs=jobs)
        self._first = first
        self._measure = self.stated_measure = measure
        self._syncs = sync
        self.last_theme = self.stated_theme = ""
        """The colours that were chosen in an earlier run, and those that hold where none were."""

    def on_mount(self) -> None:
        """Shows the first page at once; the whole list and the folder's news follow."""
        self._arrange()  # before the first paint: panes that are away never show
        self.reader.measure = self._measure
        self.explain()
        self._show_first_page()
        self.show_title()
        self.show_pane("list")
        if self._first is not None:
            self.show_first(self._first)
        self.explain_empty(looking=self._syncs)
        self.greet()
        self.catch_up()
        self.call_after_refresh(self.call_after_refresh, self._begin)

    def _begin(self) -> None:
        """What begins when the first article is on the screen, so that nothing competes with that."""
        if not gc.isenabled():  # whoever started the app put the collector off; what there is now stays to the end
            gc.freeze()
            gc.enable()
        self.list_articles()
        if self._syncs:
            self.sync()
            self.watch_folder()
        warm(self)

    def take_up(
        self, views: Mapping[str, str], state: Path | None, *, samples: bool = False, config: Path | None = None
    ) -> None:
        """Begins as an earlier run has ended, where that is kept, and with the saved views."""
        self.views = views
        self.config = config
        self.state = state
        self.samples = samples
        self.first_run = samples or (state is not None and not state.exists())
        if state is None:
            return
        left = recall(state)
        self.set_reactive(
            LibraryScreen.wishes, Wishes(list=left.list, sidebar=left.sidebar, list_width=left.list_width)
        )
        self._measure = left.measure or self._measure
        self.last_theme = left.theme
        self.by_day = left.by_day
        self._asked = (left.filter, left.sort)

    def keep_state(self) -> Text | None:
        """Keeps where reading stopped, what waits to be written, and how the screen stands; says why not all of it."""
        self.remember_position()
        problems = self.writer.now()
        if self.state is not None:
            remember(self.state, self.left())
        return Text(_("Not kept") + f": {problems[0]}") if problems else None

    def left(self) -> Remembered:
        """How the screen stands now."""
        filter, sort = self.wanted
        return Remembered(
            list=self.wishes.list,
            sidebar=self.wishes.sidebar,
            list_width=self.wishes.list_width,
            measure=self.reader.measure if self.reader.measure != self.stated_measure else 0,
            theme=self.app.theme if self.app.theme != self.stated_theme else "",
            sort=sort,
            by_day=self.by_day,
            words=filter.words,
            unread=filter.unread,
            starred=filter.starred,
        )

    def _show_first_page(self) -> None:
        wanted, sort = self._asked
        try:
            keys = self.library.keys(wanted, sort=sort, limit=FIRST_PAGE)
        except NewsreaderError:  # a remembered filter that no longer means anything
            self._asked = wanted, sort = EVERYTHING, "date"
            keys = self.library.keys(limit=FIRST_PAGE)
        self.filter, self.sort = wanted, sort
        self.articles.show(keys, by_day=self.by_day and sort == "date")

    def show_first(self, article_id: str) -> None:
        """Opens the article that the program was started with."""
        key = self.library.key_of(article_id)
        if key is not None and not self.articles.go_to_key(key):
            self.articles.show(self.library.keys(), current=key)
        if self.show_article(article_id):
            self.show_pane("reader")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """n and N belong to the search while there is one."""
        if action in ("next_match", "previous_match"):
            return self.reader.find_active
        return True

    def action_open(self) -> None:
        pane = self.pane
        if pane == "list":
            self.articles.choose()
        elif pane == "sidebar":
            self.sidebar.choose()

    def action_back(self) -> None:
        self.go_back()

    def action_escape(self) -> None:
        if self.tagging:
            self.leave_tags()
        elif self.typing:
            (self.clear_filter if self.pane == "list" else self.clear_find)()
        elif self.pane == "list" and self.articles.chosen:
            self.choose_rows(False)
        elif self.pane == "sidebar" and self.sidebar.clear_search():
            return
        elif self.reader.find_active:
            self.clear_find()
        elif self.chosen:
            self.choose_none()
        elif self.pane == "list" and self.wanted[0] != EVERYTHING:
            self.clear_filter()
        else:
            self.go_back()

    def action_leave(self) -> None:
        if not self.go_back():
            self.run_worker(self.app.action_quit())

    def go_back(self) -> bool:
        """One level back; False at the top."""
        if self.wishes.over == "sidebar" or self.pane == "sidebar":
            self.show_pane("reader")
        elif self.wishes.zen:
            self.wishes = replace(self.wishes, zen=False, over=None)
        elif self.pane == "reader":
            if not self.return_to_search():
                self.show_pane("list")
        else:
            return False
        return True

    def article_changed(self) -> None:
        self.show_busy()
        self.show_kept()

    def show_busy(self) -> None:
        self.status.busy = _("analysing…") if self.analysing else self.written_words or self.sync_words

    def watch_wishes(self) -> None:
        super().watch_wishes()
        self.show_hints()
        self.fit_title()

    @on(events.DescendantFocus)
    @on(ArticleView.Found)
    def show_hints(self) -> None:
        """Reminds of the keys that matter where one is."""
        state: State = "typing" if self.typing else "found" if self.reader.find_active else self.pane
        self.status.hints = () if self.wishes.zen else tuple(hints(state, getattr(self.app, "keymap", {})))

    @on(StatusLine.Pressed)
    async def _press_hint(self, message: StatusLine.Pressed) -> None:
        await self.run_action(message.action)
