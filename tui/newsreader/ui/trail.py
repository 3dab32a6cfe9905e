"""The pages that lie over the library, and the way back to them from an article that was opened there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from typing import Any

from textual.app import App
from textual.screen import Screen

from newsreader.library import Library
from newsreader.ui.keymap import rebind
from newsreader.ui.requests import ShowCollection, ShowProfile
from newsreader.ui.writer import Writer

Pages = tuple[Screen[Any], ...]


def page_for(
    message: ShowProfile | ShowCollection, library: Library, writer: Writer, keymap: Mapping[str, str]
) -> Screen[None]:
    """The page that is asked for, with the user's keys."""
    page: Screen[None]
    if isinstance(message, ShowProfile):
        from newsreader.ui.screens.speaker_page import SpeakerPage

        page = SpeakerPage(library, writer, message.name, message.type)
    else:
        from newsreader.ui.screens.collection_page import CollectionPage

        page = CollectionPage(library, writer, message.name)
    rebind(page, "search", keymap)
    return page


class Trail:
    """Opens pages over the app's first screen; each stays as it is until it is closed."""

    def __init__(self, app: App[None]) -> None:
        self._app = app
        self._numbers = count(1)
        self._names: dict[Screen[Any], str] = {}

    def open(self, page: Screen[Any]) -> None:
        """Shows a page over what is on screen."""
        name = f"page-{next(self._numbers)}"
        self._names[page] = name
        self._app.install_screen(page, name)
        self._app.push_screen(page)

    @property
    def over(self) -> Pages:
        """What lies over the first screen, the uppermost last."""
        return tuple(self._app.screen_stack[1:])

    def leave(self) -> Pages:
        """Uncovers the first screen. Returns what lay over it, for coming back."""
        pages = self.over
        for _ in pages:
            self._app.pop_screen()
        return pages

    def come_back(self, pages: Pages) -> None:
        """Puts what was left over the first screen again."""
        for page in pages:
            self._app.push_screen(page)

    def back_to(self, name: str) -> bool:
        """Closes the pages that lie over an installed screen; False where it is not below them."""
        wanted = self._app.get_screen(name) if self._app.is_screen_installed(name) else None
        if wanted not in self.over:
            return False
        while self._app.screen is not wanted:
            self.close()
        return True

    def close(self) -> None:
        """Closes the page on screen."""
        page = self._app.screen
        if self.over:
            self._app.pop_screen()
            self.forget((page,))

    def forget(self, pages: Iterable[Screen[Any]]) -> None:
        """Lets go of pages to which nothing leads back."""
        for page in pages:
            name = self._names.pop(page, None)
            if name is not None and page not in self._app.screen_stack:
                self._app.uninstall_screen(name)
                page.remove()
