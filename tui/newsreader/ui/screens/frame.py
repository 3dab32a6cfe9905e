"""The frame of the library's screen: its panes, where they stand and which one has the keys."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Protocol

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message_pump import MessagePump
from textual.reactive import reactive
from textual.screen import Screen
from textual.widget import Widget

from newsreader.library import Library
from newsreader.models import OpenArticle
from newsreader.ui.i18n import _
from newsreader.ui.panes import Pane, Wishes, has_room, lay_out, list_width, visible, wish
from newsreader.ui.screens.fresh import Fresh
from newsreader.ui.sheets import OVERLAYS, parse_sheet
from newsreader.ui.widgets.article_list import ArticleList
from newsreader.ui.widgets.find_bar import FindBar
from newsreader.ui.widgets.note import Note
from newsreader.ui.widgets.reader import ArticleView
from newsreader.ui.widgets.sidebar import Sidebar
from newsreader.ui.widgets.status import StatusLine


class Movable(Protocol):
    """What the keys for moving are sent to."""

    def move(self, lines: int) -> None: ...
    def page(self, screens: float) -> None: ...
    def edge(self, last: bool) -> None: ...


class Frame(Fresh, Screen[None], inherit_bindings=False):
    """Three panes and a status line. What they show is for those who build on it."""

    AUTO_FOCUS = ""  # the first keys go where the screen says, and nowhere else before

    articles = getters.query_one("#articles", ArticleList)
    reader = getters.query_one("#reader", ArticleView)
    sidebar = getters.query_one("#sidebar", Sidebar)
    filter_bar = getters.query_one("#filter-bar", FindBar)
    find_bar = getters.query_one("#find-bar", FindBar)
    note = getters.query_one("#note", Note)
    status = getters.query_one("#status", StatusLine)

    wishes: reactive[Wishes] = reactive(Wishes(), init=False)

    def __init__(self, library: Library) -> None:
        super().__init__(id="library")
        self.library = library
        self.opened: OpenArticle | None = None

    def compose(self) -> ComposeResult:
        places = lay_out(self.app.size.width, self.wishes)  # before styles are looked up: so that is done once
        with Horizontal(id="panes"):
            with Vertical(id="list-pane", classes=f"-{places.list}"):
                yield ArticleList(self.library.summaries, day=self.library.day_of, id="articles")
            with Vertical(id="reader-pane"):
                yield ArticleView(id="reader")
            yield Sidebar(id="sidebar", classes=f"-{places.sidebar}")
        yield StatusLine(id="status")

    def catch_up(self) -> None:
        """Shows the article of the list's current row now, where keys come faster than the text follows."""

    @property
    def text(self) -> ArticleView:
        """The reader with the article that a person means."""
        self.catch_up()
        return self.reader

    @property
    def pane(self) -> Pane:
        """The pane that has the keys."""
        focused = self.focused
        if focused is None:
            return "reader"
        above = [focused, *focused.ancestors]
        if self.sidebar in above:
            return "sidebar"
        return "list" if self.query_one("#list-pane") in above else "reader"

    @property
    def typing(self) -> bool:
        """Whether a line of input has the keys."""
        focused = self.focused
        return focused is not None and any(isinstance(node, FindBar) for node in focused.ancestors_with_self)

    async def open_bar(self, pane: Pane) -> None:
        """Gives the pane's line for typing the keys; the line is made when it is first asked for."""
        name = "filter-bar" if pane == "list" else "find-bar"
        if not self.query(f"#{name}"):
            parse_sheet(self.app, OVERLAYS)
            if pane == "list":
                bar = FindBar(_("words of a title, a text, a speaker"), id=name)
                await self.query_one("#list-pane").mount(bar, before=0)
            else:
                await self.query_one("#reader-pane").mount(FindBar(_("find in this text"), id=name))
        opened = self.query_one(f"#{name}", FindBar)
        opened.display = True
        opened.focus()

    def close_bar(self, pane: Pane) -> None:
        """Puts the pane's line away."""
        self.query("#filter-bar" if pane == "list" else "#find-bar").set(display=False)

    def watch_wishes(self) -> None:
        """Puts the panes where they are asked for."""
        self._arrange()

    @on(events.Resize)
    def _arrange(self) -> None:
        width = self.app.size.width
        places = lay_out(width, self.wishes)
        for selector, place in (("#list-pane", places.list), ("#sidebar", places.sidebar)):
            pane = self.query_one(selector)
            for name in ("beside", "over", "away"):
                pane.set_class(name == place, f"-{name}")
        self.query_one("#list-pane").styles.width = list_width(width, self.wishes) if places.list == "beside" else None
        self.set_class(self.wishes.zen, "-zen")
        if not visible(self.pane, places):
            self.reader.focus(scroll_visible=False)

    @on(events.DescendantFocus)
    def _leave_pane_over(self, event: events.DescendantFocus) -> None:
        """A pane that lies over the text goes when the keys go elsewhere."""
        if self.wishes.over is not None and self.pane != self.wishes.over:
            self.wishes = replace(self.wishes, over=None)

    def show_pane(self, pane: Pane) -> None:
        """Gives a pane the keys, after bringing it back if it is away."""
        widgets: dict[Pane, Widget] = {"list": self.articles, "reader": self.reader, "sidebar": self.sidebar}
        width = self.app.size.width
        if visible(pane, lay_out(width, self.wishes)):
            self.set_focus(widgets[pane], scroll_visible=False)  # at once: the next key may be on its way
            return
        if has_room(pane, width) and not self.wishes.zen:
            self.wishes = wish(self.wishes, pane, True)
        else:
            self.wishes = replace(self.wishes, over=pane)  # type: ignore[arg-type]
        widgets[pane].focus(scroll_visible=False)  # when it has come

    def _toggle(self, pane: Pane) -> None:
        places = lay_out(self.app.size.width, self.wishes)
        if not visible(pane, places):
            # Beside the text it only appears; over the text it is there to be used.
            beside = has_room(pane, self.app.size.width) and not self.wishes.zen
            if beside:
                self.wishes = wish(self.wishes, pane, True)
            else:
                self.show_pane(pane)
        elif self.wishes.over == pane:
            self.wishes = replace(self.wishes, over=None)
        else:
            self.wishes = wish(self.wishes, pane, False)

    def action_toggle_list(self) -> None:
        self._toggle("list")

    def action_toggle_sidebar(self) -> None:
        self._toggle("sidebar")

    def action_zen(self) -> None:
        self.wishes = replace(self.wishes, zen=not self.wishes.zen, over=None)
        if self.wishes.zen:
            self.reader.focus(scroll_visible=False)

    def action_focus_list(self) -> None:
        self.show_pane("list")

    def action_focus_reader(self) -> None:
        self.show_pane("reader")

    def action_focus_sidebar(self) -> None:
        self.show_pane("sidebar")

    def _cycle(self, step: int) -> None:
        places = lay_out(self.app.size.width, self.wishes)
        order: list[Pane] = [pane for pane in ("list", "reader", "sidebar") if visible(pane, places)]
        self.show_pane(order[(order.index(self.pane) + step) % len(order)])

    def action_focus_next(self) -> None:
        self._cycle(1)

    def action_focus_previous(self) -> None:
        self._cycle(-1)

    @property
    def _moving(self) -> Movable:
        panes: dict[Pane, Movable] = {"list": self.articles, "reader": self.reader, "sidebar": self.sidebar}
        return panes[self.pane]

    def action_down(self) -> None:
        self._moving.move(1)

    def action_up(self) -> None:
        self._moving.move(-1)

    def action_page_down(self) -> None:
        self._moving.page(1.0)

    def action_page_up(self) -> None:
        self._moving.page(-1.0)

    def action_half_page_down(self) -> None:
        self._moving.page(0.5)

    def action_half_page_up(self) -> None:
        self._moving.page(-0.5)

    def action_first(self) -> None:
        self._moving.edge(last=False)

    def action_last(self) -> None:
        self._moving.edge(last=True)


if TYPE_CHECKING:
    Part = Frame
else:
    Part = MessagePump  # its handlers are found all the same; a screen's bindings are not merged again for each part
"""What the parts of the library's screen build on: the screen is made of them and, last, of the frame."""
