"""What the reader's screens look like, each in four sizes, dark and light. Each picture was looked at.

After a change of looks: `pytest tests/snapshots -k NAME --snapshot-update`, then look at the SVG.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from unittest.mock import patch

import pytest

from newsreader.errors import ArticleError
from newsreader.models import OpenArticle
from newsreader.phrase import Phrase
from newsreader.ui.app import NewsreaderApp
from newsreader.ui.themes import DARK, LIGHT
from tests.snapshots.test_screens import SnapCompare, fixed_year, pressing, reader
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import bridge, samples

__all__ = ["fixed_year"]

SIZES = {"60x20": (60, 20), "80x24": (80, 24), "120x40": (120, 40), "200x50": (200, 50)}
THEMES = {"dark": DARK, "light": LIGHT}


class Gone(FakeLibrary):
    """A library whose articles have gone from the disk."""

    def open(self, article_id: str) -> OpenArticle:
        raise ArticleError("{name}: {problem}", name="bridge.md", problem=Phrase("no such file"))


def linked(theme: str) -> NewsreaderApp:
    """An article with links of every kind."""
    article, analysis = bridge()
    body = (
        article.body
        + "\nСмета: https://example.org/dokumenty/smeta?god=2024. Карта — [на сайте](https://example.com/)."
    )
    return NewsreaderApp(FakeLibrary([(replace(article, body=body), analysis)]), language="ru", theme=theme)


def first_run(theme: str) -> NewsreaderApp:
    """The samples in the place of an empty library."""
    return NewsreaderApp(FakeLibrary(samples()), language="ru", theme=theme, samples=True)


def broken(theme: str) -> NewsreaderApp:
    """Everything that can be wrong at the start."""
    wide = Phrase("expected a number from {least} to {most}, found “{found}”", least=40, most=120, found="wide")
    notice = Phrase("{place}: {name}: {problem}", place="config.yaml:3", name="measure", problem=wide)
    return NewsreaderApp(Gone(samples()), language="ru", theme=theme, faults=(notice,))


def usual(theme: str) -> NewsreaderApp:
    """The samples, some of them read, starred, unreadable or waiting."""
    return reader(theme=theme)


App = Callable[[str], NewsreaderApp]

STATES: dict[str, tuple[App, tuple[str, ...]]] = {
    # The text with its bars; a quotation chosen, the speaker's name below it or in the margin.
    "reader": (usual, ("enter", "c", "c")),
    # Nothing but the text and the line below it.
    "folded": (usual, ("enter", "t", "i")),
    # Nothing at all but the text.
    "zen": (usual, ("enter", "z", "c")),
    # Links by number with their targets.
    "links": (linked, ("enter", "number_sign")),
    # Links in the text, underlined.
    "linked": (linked, ("enter", "G")),
    # Sections with quotations and shares.
    "outline": (usual, ("enter", "H")),
    # Places that were found, a counter, the line of the search.
    "found": (usual, ("enter", "slash", "м", "о", "с", "т")),
    # The keys, and what a pressed one does.
    "help": (usual, ("question_mark", "y")),
    # Actions by name.
    "palette": (usual, ("colon", *"цитат")),
    # The themes there are.
    "themes": (usual, ("T",)),
    # What can be corrected.
    "correcting": (usual, ("enter", "c", "e")),
    # Mentions to choose, two of them chosen.
    "mentions": (usual, ("3", *["j"] * 7, "e", *"часть", "enter", "enter", "down", "enter")),
    # Tags being typed over the list.
    "tags": (usual, ("1", "W", *"мосты, реки")),
    # A name chosen: mentions, ticks.
    "name": (usual, ("3", *["j"] * 7, "enter", "2", "right_curly_bracket")),
    # What there is to know on the first run.
    "first-run": (first_run, ()),
    # What an empty library says.
    "empty": (lambda theme: NewsreaderApp(FakeLibrary(), language="ru", theme=theme), ()),
    # An article that has gone, a setting that is wrong.
    "errors": (broken, ()),
}


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("state", STATES)
def test_looks(snap_compare: SnapCompare, state: str, size: str, theme: str) -> None:
    app, keys = STATES[state]
    with patch("newsreader.ui.app.copy_by_tool", lambda _text: True):
        assert snap_compare(app(THEMES[theme]), terminal_size=SIZES[size], run_before=pressing(*keys))
