"""The palette: finds every action by its name in English and in Russian, whatever the interface's language."""

from __future__ import annotations

from asyncio import to_thread
from collections.abc import Mapping
from contextlib import suppress

from textual.await_complete import AwaitComplete
from textual.command import CommandList, CommandPalette, DiscoveryHit, Hit, Hits, Provider
from textual.content import Content
from textual.dom import DOMNode
from textual.widgets import Input
from textual.widgets.option_list import Option

from newsreader.errors import NewsreaderError
from newsreader.library import Library
from newsreader.text import clean_line, fold
from newsreader.ui.actions import ACTIONS, Action
from newsreader.ui.formatting import article_count, quotation_count
from newsreader.ui.i18n import _, in_language
from newsreader.ui.keymap import keys_of, show_keys, show_twins
from newsreader.ui.requests import ShowProfile
from newsreader.ui.screens.typing_ahead import TypesAhead

_SHORTEST_NAME, _MOST_NAMES = 2, 8
"""Letters from which names are looked for, and how many are shown."""


def names(action: Action) -> tuple[str, ...]:
    """What the action may be looked for by: its name as shown, in English, in Russian, and its id."""
    found = (_(action.help), action.help, in_language("ru", action.help), action.id.replace("_", " "))
    return tuple(dict.fromkeys(found))


def _has(action: Action, query: str) -> bool:
    words = fold(query).split()
    return any(all(word in name for word in words) for name in map(fold, names(action)))


def keys_shown(action: Action, keymap: Mapping[str, str]) -> str:
    """The action's keys in both layouts."""
    keys = keys_of(action, keymap)
    twins = show_twins(keys)
    return show_keys(keys) + (f"  ·  {twins}" if twins else "")


_LOW = 14
"""Rows below which the palette does without frames."""
_LEAST_WIDTH = 12
"""Columns below which no name of an action has room anyhow."""


class ActionProvider(Provider):
    """Gives the palette the actions of the screen it was called from."""

    _chosen = False
    """Whether an action has been chosen; only one is."""

    def _target(self, action: Action) -> DOMNode:
        return self.app if action.app else self.screen

    def _offered(self) -> list[Action]:
        return [action for action in ACTIONS if callable(getattr(self._target(action), f"action_{action.id}", None))]

    @property
    def _keymap(self) -> Mapping[str, str]:
        keymap: Mapping[str, str] = getattr(self.app, "keymap", {})
        return keymap

    def _run(self, action: Action) -> None:
        if self._chosen:
            return
        self._chosen = True
        self.app.call_later(self.app.run_action, action.id, self._target(action))

    async def discover(self) -> Hits:
        """All actions, in the order of the table."""
        for action in self._offered():
            title = _(action.help)
            yield DiscoveryHit(
                Content(title),
                lambda action=action: self._run(action),
                text=title,
                help=keys_shown(action, self._keymap),
            )

    async def search(self, query: str) -> Hits:
        """Actions one of whose names has the words; where none has, those whose letters come in this order."""
        matcher = self.matcher(query)
        offered = self._offered()
        for action in [action for action in offered if _has(action, query)] or offered:
            score, name = max((matcher.match(name), name) for name in names(action))
            if score > 0:
                shown = matcher.highlight(name) if name == _(action.help) else Content(_(action.help))
                yield Hit(
                    score,
                    shown,
                    lambda action=action: self._run(action),
                    text=_(action.help),
                    help=keys_shown(action, self._keymap),
                )


class PageProvider(Provider):
    """Finds the pages of speakers, and of whatever articles name, by their names."""

    async def search(self, query: str) -> Hits:
        """Names that have the words: of speakers, the most quoted first, then of others, the most mentioned first."""
        library: Library | None = getattr(self.app, "library", None)
        if library is None or len(query.strip()) < _SHORTEST_NAME:
            return
        matcher = self.matcher(query)
        with suppress(NewsreaderError):
            for asked, told in await to_thread(_pages, library, query):
                name = clean_line(asked.name)
                title = _("Page of {name}").format(name=name)
                yield Hit(
                    max(matcher.match(name), 0.1),
                    Content(title),
                    lambda asked=asked: self.app.post_message(asked),
                    text=title,
                    help=told,
                )


def _pages(library: Library, words: str) -> list[tuple[ShowProfile, str]]:
    """The pages of names that have the words, and what there is to tell of each."""
    speakers = library.speakers(words, limit=_MOST_NAMES)
    found = [(ShowProfile(one.name), quotation_count(one.quotations)) for one in speakers]
    known = {one.name for one in speakers}
    others = [one for one in library.entities(words, limit=_MOST_NAMES) if one.name not in known]
    return found + [(ShowProfile(one.name, one.type), article_count(one.articles)) for one in others]


class Palette(CommandPalette, TypesAhead[None]):
    """The palette of actions."""

    CSS_PATH = "overlays.tcss"

    def __init__(self) -> None:
        super().__init__([ActionProvider, PageProvider], placeholder=_("What do you want to do?"), id="palette")

    def on_mount(self) -> None:
        """Nothing moves by itself."""
        self.query_one(Input).cursor_blink = False

    def on_resize(self) -> None:
        """Leaves room for what is found, where there are few rows."""
        size = self.app.size
        self.set_class(size.height < _LOW and size.width >= _LEAST_WIDTH, "-low")

    def _start_no_matches_countdown(self, search_value: str) -> None:
        """As Textual does it, in the interface's language."""
        self._stop_no_matches_countdown()

        def say() -> None:
            if search_value:
                nothing = Option(Content(_("nothing has these words")), disabled=True, id=self._NO_MATCHES)
                self.query_one(CommandList).add_option(nothing)
            self._list_visible = bool(search_value)

        self._no_matches_timer = self.set_timer(self._NO_MATCHES_COUNTDOWN, say)

    def dismiss(self, result: None = None) -> AwaitComplete:
        """Goes once: a second Enter may be on its way while the first one closes the palette."""
        return super().dismiss(result) if self.is_current else AwaitComplete()
