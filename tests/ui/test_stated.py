"""Settings that only the interface understands: each fault is found, and many are said in one line."""

from __future__ import annotations

import subprocess
import sys

import pytest

from newsreader.phrase import Phrase
from newsreader.ui.i18n import choose_language
from newsreader.ui.stated import faults_in_short, setting_faults
from newsreader.ui.themes import known_themes
from tests.ui.driving import reading

PLACES = {"theme": "c.yaml:1", "keys.fly": "c.yaml:3", "views.odd": "c.yaml:5"}


def test_all_faults_are_found_with_their_places() -> None:
    """Keys, views and the theme, a line each."""
    found = list(setting_faults(keys={"fly": "x"}, views={"odd": "since:soon"}, theme="sea", places=PLACES))
    assert [fault.partition(": ")[0] for fault in found] == ["c.yaml:3", "c.yaml:5", "c.yaml:1"]
    assert list(setting_faults(keys={"undo": "U"}, views={"new": "unread:"}, theme="nord", places=PLACES)) == []


async def test_the_known_themes_are_those_of_the_app() -> None:
    """What is checked without the app is what the app takes."""
    async with reading() as driven:
        assert known_themes() == set(driven.app.available_themes)


def test_where_neither_keys_nor_colours_are_stated_textual_stays_away() -> None:
    """The check costs a command nothing that it does not need."""
    code = (
        "import sys\nfrom newsreader.ui.stated import setting_faults\n"
        "assert len(list(setting_faults(views={'odd': 'since:soon'}))) == 1\nassert 'textual' not in sys.modules"
    )
    subprocess.run([sys.executable, "-P", "-c", code], check=True)


@pytest.mark.parametrize(
    ("language", "count", "said"),
    [
        ("en", 0, []),
        ("en", 1, ["one"]),
        ("en", 2, ["one; 1 more fault is listed by `newsreader config`"]),
        ("en", 5, ["one; 4 more faults are listed by `newsreader config`"]),
        ("ru", 2, ["one; ещё 1 ошибку назовёт `newsreader config`"]),
        ("ru", 5, ["one; ещё 4 ошибки назовёт `newsreader config`"]),
    ],
)
def test_several_faults_are_one_message(language: str, count: int, said: list[str]) -> None:
    """The first fault, and how many more; a long one leaves room for that."""
    choose_language(language)
    assert faults_in_short(["one", *["two"] * 4][:count]) == said
    long = faults_in_short([Phrase("{name}: " + "x" * 900, name="c"), "two"])
    assert "`newsreader config`" in long[0] and len(long[0]) < 400
    choose_language("en")
