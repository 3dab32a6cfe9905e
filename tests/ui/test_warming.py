"""What is made ready in idle moments is not made again when it is asked for."""

from __future__ import annotations

import subprocess
import sys

import pytest
from textual.color import Color
from textual.css.stylesheet import Stylesheet
from textual.widgets import Input

from newsreader.ui import warming
from newsreader.ui.screens.quote_search import QuoteSearch
from tests.ui.driving import reading


@pytest.mark.parametrize("key", ["quotation_mark", "question_mark"])
async def test_styles_are_there_before_they_are_asked_for(monkeypatch: pytest.MonkeyPatch, key: str) -> None:
    """Opening the search or the help parses no sheet anew, and does not style the library's screen again."""
    monkeypatch.setattr("newsreader.ui.screens.main.warm", lambda screen: None)
    async with reading() as reader:
        for _ in warming.steps(reader.app):
            pass

        def reparse(sheet: Stylesheet) -> None:
            raise AssertionError("all sheets were parsed anew")

        monkeypatch.setattr(Stylesheet, "reparse", reparse)
        await reader.press(key)
        if key == "quotation_mark":
            assert isinstance(reader.app.screen, QuoteSearch)
            assert reader.app.screen.query_one("#query", Input).styles.border_top[0] in ("", "none")
        assert len(reader.app.screen_stack) == 2


@pytest.mark.parametrize(("keys", "name"), [(("enter", "slash"), "#find-bar"), (("f",), "#filter-bar")])
async def test_a_line_for_typing_has_its_looks_before_anything_is_warm(
    monkeypatch: pytest.MonkeyPatch, keys: tuple[str, ...], name: str
) -> None:
    """Its styles are read with it: one line high, on the ground of panels."""
    monkeypatch.setattr("newsreader.ui.screens.main.warm", lambda screen: None)
    async with reading() as reader:
        await reader.press(*keys)
        bar = reader.app.screen.query_one(name)
        assert bar.outer_size.height == 1
        assert bar.styles.background == Color.parse(reader.app.get_css_variables()["panel"])


def test_the_parts_of_the_search_are_loaded_in_steps() -> None:
    """After them, the search's own module is all that is left."""
    code = (
        "import sys\nfrom newsreader.ui import app, warming\n"
        "for name in warming.PARTS:\n"
        "    before = len(sys.modules)\n"
        "    __import__(name)\n"
        "    print(len(sys.modules) - before)\n"
    )
    run = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    counts = [int(line) for line in run.stdout.split()]
    assert all(0 < count <= 12 for count in counts), counts
