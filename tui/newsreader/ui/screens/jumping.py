"""Going somewhere from a list over the text: to a section of the outline, to the target of a link."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from newsreader.ui.i18n import _
from newsreader.ui.keymap import rebind
from newsreader.ui.screens.marking import Marking

if TYPE_CHECKING:
    from newsreader.ui.links import Link


class Jumping(Marking):
    """Opens the lists and goes where one of them says."""

    def action_outline(self) -> None:
        from newsreader.ui.screens.outline import OutlineScreen

        reader, opened = self.text, self.opened
        if opened is None or not reader.sections:
            self.status.say(_("There are no contents to show yet"))
            return
        sections = reader.sections

        def go(number: int | None) -> None:
            if number is not None and self.opened is not None and self.opened.article == opened.article:
                self.reader.go_to(sections[number].heading or sections[number].span)
                self.show_pane("reader")

        screen = OutlineScreen(opened, at=reader.current_section)
        rebind(screen, "picker", getattr(self.app, "keymap", {}))
        self.app.push_screen(screen, go)

    def action_links(self) -> None:
        from newsreader.ui.links import links
        from newsreader.ui.screens.links import LinksScreen

        self.catch_up()
        found = links(self.opened.article) if self.opened is not None else ()
        if not found:
            self.status.say(_("There are no links here"))
            return
        screen = LinksScreen(found)
        rebind(screen, "picker", getattr(self.app, "keymap", {}))
        self.app.push_screen(screen, lambda number: self._follow_number(found, number))

    def _follow_number(self, found: Sequence[Link], number: int | None) -> None:
        if number is not None:
            self.follow(found[number].url)
