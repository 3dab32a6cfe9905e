"""Starts the app on a library in memory and presses its keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from textual import events
from textual.keys import key_to_character
from textual.pilot import Pilot

from newsreader.ui.app import NewsreaderApp
from newsreader.ui.keymap import key_names, twin
from newsreader.ui.screens.main import LibraryScreen
from tests.quiet import at_rest
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import samples

LAYOUTS = ("latin", "russian")


@dataclass
class Reading:
    """A running app, and what tests look at."""

    app: NewsreaderApp
    pilot: Pilot[None]
    library: FakeLibrary
    layout: str

    @property
    def screen(self) -> LibraryScreen:
        screen = self.app.screen_stack[0]
        assert isinstance(screen, LibraryScreen)
        return screen

    @property
    def opened(self) -> str | None:
        """Id of the article in the reader."""
        return self.screen.opened.article.id if self.screen.opened else None

    def pane(self) -> str:
        """Which pane has the keys."""
        return self.screen.pane

    @property
    def said(self) -> str:
        """What the bottom line says has just happened."""
        return self.screen.status.message

    @property
    def notices(self) -> list[str]:
        """What the notices in the corner say."""
        return [f"{notice.title} {notice.message}".strip() for notice in self.app._notifications]

    async def press(self, *keys: str) -> None:
        """Presses keys as the layout in use sends them, and waits for what they start."""
        for key in keys:
            await self._send(key if self.layout == "latin" else twin(key) or key)
        await self.settle()

    async def _send(self, key: str) -> None:
        """What Pilot does for a key, without its wait for an idle machine after each."""
        named = key_names((key,))[0] if len(key) == 1 else key
        self.app.post_message(events.Key(named, key_to_character(named)))
        await self.pilot.pause(0)

    async def type(self, text: str) -> None:
        """Types text into the line that has the keys."""
        for char in text:
            await self._send("space" if char == " " else char)
        await self.settle()

    async def settle(self) -> None:
        """Waits until nothing is under way; what has been replaced by something newer may have been cancelled."""
        await self.pilot.pause()
        await at_rest(self.app)
        await self.pilot.pause()


@asynccontextmanager
async def reading(
    library: FakeLibrary | None = None,
    *,
    size: tuple[int, int] = (120, 40),
    layout: str = "latin",
    before: Callable[[Pilot[None]], Awaitable[None]] | None = None,
    **options: object,
) -> AsyncIterator[Reading]:
    """The app on a library (unset: the samples), ready for keys."""
    library = library if library is not None else FakeLibrary(samples())
    app = NewsreaderApp(library, **{"language": "en", **options})  # type: ignore[arg-type]
    async with app.run_test(size=size) as pilot:
        driven = Reading(app, pilot, library, layout)
        if before is None:
            await driven.settle()
        else:
            await before(pilot)
        yield driven
