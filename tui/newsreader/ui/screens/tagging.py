"""Tags of articles on the library's screen: typed in a line over the list, for one article or for all chosen ones."""

from __future__ import annotations

from textual import on

from newsreader.library import Library
from newsreader.ui.i18n import _, ngettext
from newsreader.ui.screens.marking import Marking
from newsreader.ui.sheets import OVERLAYS, parse_sheet
from newsreader.ui.widgets.find_bar import FindBar

_MOST = 200
"""Chosen articles whose common tags are looked for; with more, the line begins empty."""


class Tagging(Marking):
    """The line begins with the tags that all of the articles have; what is then missing from it is taken off."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._tagged: list[int] = []
        self._common: frozenset[str] = frozenset()

    async def action_tag(self) -> None:
        self.catch_up()
        self._tagged = self.targets
        if not self._tagged:
            return
        self._common = self._common_tags() if len(self._tagged) <= _MOST else frozenset()
        self.show_pane("list")
        if not self.query("#tag-bar"):
            parse_sheet(self.app, OVERLAYS)
            bar = FindBar(_("tags, with commas between them"), id="tag-bar")
            await self.query_one("#list-pane").mount(bar, before=0)
        line = self.query_one("#tag-bar", FindBar)
        line.display = True
        line.line.value = ", ".join(sorted(self._common))
        line.focus()

    def _common_tags(self) -> frozenset[str]:
        """Own tags that all of the articles have."""
        each = [frozenset(self.library.own_tags(row.id)) for row in self._rows(self._tagged)]
        return frozenset.intersection(*each) if each else frozenset()

    @on(FindBar.Submitted, "#tag-bar")
    def _keep_tags(self, message: FindBar.Submitted) -> None:
        self._change_tags(message.text)

    @on(FindBar.Closed, "#tag-bar")
    def _close_tags(self, message: FindBar.Closed) -> None:
        """Enter in an empty line."""
        self._change_tags(message.text)

    @property
    def tagging(self) -> bool:
        """Whether the line for tags has the keys."""
        bars = self.query("#tag-bar")
        return bool(bars) and self.focused is not None and bars.first() in self.focused.ancestors

    def leave_tags(self) -> None:
        """Puts the line away; the tags stay as they are."""
        self.query("#tag-bar").set(display=False)
        self.articles.focus()

    def _change_tags(self, typed: str) -> None:
        wanted = {tag.strip().removeprefix("#") for tag in typed.split(",")} - {""}
        add, remove = wanted - self._common, self._common - wanted
        self.leave_tags()
        if not add and not remove:
            return
        keys = self._tagged

        def write() -> str:
            ids = [row.id for row in self._rows(keys)]
            self.library.change_tags(ids, add=sorted(add), remove=sorted(remove))
            number = len(ids)
            said = ngettext(
                "Tags of {n} article changed; u undoes it", "Tags of {n} articles changed; u undoes it", number
            )
            return said.format(n=number)

        self.keep_later(write, self._say_marked)
