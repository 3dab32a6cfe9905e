"""Every action of the library's screen, by its key in both layouts: something that can be seen happens."""

from __future__ import annotations

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from newsreader.ui.actions import Action
from newsreader.ui.app import NewsreaderApp
from newsreader.ui.commands import ActionProvider
from newsreader.ui.i18n import in_language
from newsreader.ui.keymap import actions_of
from tests.ui.driving import LAYOUTS, Reading, reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import samples

BEFORE: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("up", "page_up", "half_page_up", "first", "previous_article", "previous_unread"), ("1", "G")),
    **dict.fromkeys(("page_down", "half_page_down", "last", "open", "down", "next_article", "next_unread"), ("1",)),
    **dict.fromkeys(("page_up", "half_page_up"), ("2", "G")),
    **dict.fromkeys(("page_down", "half_page_down"), ("2",)),
    **dict.fromkeys(("next_match", "previous_match"), ("2", "/", "м", "о", "enter")),
    **dict.fromkeys(("next_mention", "previous_mention"), ("2", "3", *["j"] * 6, "enter", "2", "}")),
    "escape": ("2", "/", "м", "о", "enter"),
    "previous_section": ("2", "]", "]"),
    "previous_quotation": ("2", "c", "c", "c"),
    "undo": ("1", "s"),
    "narrower_list": ("1", "ctrl+right"),
    "copy_selection": ("2",),
    "focus_list": ("2",),
    "focus_reader": ("1",),
    "rescan": ("1",),
}
"""What is pressed first, so that the action has something to do; unset: the text has the keys."""


@pytest.fixture(autouse=True)
def own_machine_only() -> Iterator[None]:
    """No clipboard, browser or pager of the machine's."""
    with (
        patch("newsreader.ui.app.copy_by_tool", lambda _text: True),
        patch("newsreader.ui.screens.marking.open_url", lambda url: url),
    ):
        yield


def seen(driven: Reading) -> object:
    """All that a person can see of the app, and what has been kept."""
    app = driven.app
    lines = tuple(strip.text for strip in app.screen._compositor.render_strips())
    looks = (app.theme, driven.screen.reader.show_indirect, driven.screen.reader.finds_forms)
    kept = (tuple(driven.library.states.items()), driven.library.synced, tuple(driven.notices))
    return type(app.screen).__name__, app.focused, lines, looks, kept, app._exit


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("action", actions_of("library"), ids=lambda action: action.id)
async def test_something_happens(action: Action, layout: str) -> None:
    with patch.object(NewsreaderApp, "copy_to_clipboard", lambda _app, _text: None):
        async with reading(FakeLibrary(samples()), layout=layout, size=(120, 16)) as driven:
            await driven.press(*BEFORE.get(action.id, ("2", "c")))
            driven.screen.status.say("")
            await driven.settle()
            before = seen(driven)
            await driven.press(action.keys[0])
            assert seen(driven) != before


async def test_the_palette_finds_every_action_by_its_english_and_its_russian_name() -> None:
    async with reading() as driven:
        provider = ActionProvider(driven.screen)
        for action in actions_of("library"):
            for words in (action.help, in_language("ru", action.help)):
                hits = [hit async for hit in provider.search(words)]
                assert max(hits, key=lambda hit: hit.score).text == action.help, words
