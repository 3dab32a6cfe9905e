"""Letters that come faster than the line for them opens: none is lost, none is taken for a command."""

from __future__ import annotations

import pytest
from textual import events
from textual.keys import key_to_character

from newsreader.ui.keymap import key_names
from newsreader.ui.widgets.typing_line import TypingLine
from tests.ui.driving import Reading, reading


def at_once(driven: Reading, text: str) -> None:
    """Presses keys as a terminal hands over what was typed while the program was busy."""
    for char in text:
        key = key_names((char,))[0]
        driven.app.post_message(events.Key(key, key_to_character(key)))


@pytest.mark.parametrize("pane", ["1", "2"])
async def test_what_is_typed_at_once_after_the_key_for_finding_stands_in_the_line(pane: str) -> None:
    async with reading() as driven:
        await driven.press(pane)
        at_once(driven, "/мост")
        await driven.settle()
        line = driven.app.focused
        assert isinstance(line, TypingLine)
        assert line.value == "мост"
        assert driven.app.screen is driven.screen


async def test_it_takes_the_place_of_what_was_looked_for_before() -> None:
    async with reading() as driven:
        await driven.press("2", "/")
        await driven.type("мост")
        await driven.press("enter")
        at_once(driven, "/рек")
        await driven.settle()
        assert driven.screen.find_bar.text == "рек"
