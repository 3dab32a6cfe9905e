"""Saved views: filters of the list by names of one's own, chosen, made and removed in one menu."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.library import Library
from newsreader.text import clean_line
from newsreader.ui.i18n import _
from newsreader.ui.keymap import rebind
from newsreader.ui.screens.listing import Listing

if TYPE_CHECKING:
    from newsreader.ui.screens.filter_menu import Choice


class Viewing(Listing):
    """What is saved stands in the configuration file, where it can be edited, too."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.views: Mapping[str, str] = {}
        """Filters by the names under which they are saved."""
        self.config: Path | None = None
        """The file that they are saved in."""

    def action_choose_view(self) -> None:
        from newsreader.ui.screens.filter_menu import FilterMenu

        menu = FilterMenu(self.wanted[0], self.views, editable=self.config is not None)
        rebind(menu, "menu", getattr(self.app, "keymap", {}))
        self.app.push_screen(menu, self._choose_view)

    def _choose_view(self, wanted: Choice | None) -> None:
        from newsreader.ui.screens.filter_menu import RemoveView, SaveView

        if isinstance(wanted, SaveView):
            self._ask_name(wanted.words)
        elif isinstance(wanted, RemoveView):
            self._remove_view(wanted.name)
        elif wanted is not None:
            self.show_filtered(wanted)

    def _ask_name(self, words: str) -> None:
        from newsreader.ui.screens.quote_note import AskLine

        def take(name: str | None) -> None:
            if name is not None and clean_line(name):
                self._save_view(clean_line(name), words)

        self.app.push_screen(AskLine(_("Name of the view"), "", tuple(self.views)), take)

    def _save_view(self, name: str, words: str) -> None:
        file = self.config
        if file is None:
            return

        def write() -> Mapping[str, str]:
            from newsreader.views import save_view

            return save_view(file, name, words)

        self.keep_later(write, lambda views: self._take_views(views, _("Saved as the view “{name}”").format(name=name)))

    def _remove_view(self, name: str) -> None:
        file = self.config
        if file is None:
            return

        def write() -> Mapping[str, str]:
            from newsreader.views import remove_view

            return remove_view(file, name)

        said = _("“{name}” is no view any more; it was {words}").format(
            name=clean_line(name, limit=30), words=clean_line(self.views[name])
        )
        self.keep_later(write, lambda views: self._take_views(views, said))

    def _take_views(self, views: Mapping[str, str], said: str) -> None:
        self.views = views
        self.status.say(said)
