"""Saved views in the reader: made of the filter that holds, chosen at once, removed."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.config import load
from newsreader.models import ListFilter
from newsreader.ui.screens.filter_menu import FilterMenu, in_words
from tests.ui.driving import LAYOUTS, Reading, reading


def offered(driven: Reading) -> list[str]:
    """What the menu on the screen offers."""
    menu = driven.app.screen
    assert isinstance(menu, FilterMenu)
    return [str(option.prompt).strip() for option in menu.options.options]


async def save(driven: Reading, name: str) -> None:
    """Saves the filter that holds."""
    await driven.press("F", "G", "enter")
    await driven.type(name)
    await driven.press("enter")


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_filter_is_saved_chosen_and_removed(layout: str, tmp_path: Path) -> None:
    """In the configuration file; what was saved is there at once."""
    path = tmp_path / "newsreader" / "config.yaml"
    async with reading(layout=layout, config=path) as driven:
        await driven.press("f")
        await driven.type("вести")
        await driven.press("enter")
        await save(driven, "Мои вести")
        assert driven.said == "Saved as the view “Мои вести”"
        assert load(path).config.views == {"Мои вести": "вести"}
        await driven.press("escape", "F")
        assert offered(driven)[4:] == ["Мои вести"]
        await driven.press("G", "enter")
        assert driven.screen.filter == ListFilter(words="вести")
        await driven.press("F")
        assert offered(driven)[5:] == ["Remove the view “Мои вести”"]
        await driven.press("G", "enter")
        assert driven.said == "“Мои вести” is no view any more; it was вести"
        assert load(path).config.views == {} and driven.screen.views == {}


async def test_without_a_filter_the_menu_says_how_to_make_a_view(tmp_path: Path) -> None:
    """A line that cannot be chosen; who has views knows."""
    async with reading(language="ru", config=tmp_path / "config.yaml") as driven:
        await driven.press("F")
        assert offered(driven)[4:] == ["Отбор списка можно сохранить здесь как вид"]
        await driven.press("G", "enter")
        assert driven.screen.filter == ListFilter(unread=True, starred=True)
    async with reading(config=tmp_path / "config.yaml", views={"a": "b"}) as driven:
        await driven.press("F")
        assert offered(driven)[4:] == ["a"]


async def test_a_name_is_wanted(tmp_path: Path) -> None:
    """An empty one and Esc save nothing."""
    path = tmp_path / "config.yaml"
    async with reading(config=path) as driven:
        await driven.press("F", "j", "enter")
        await save(driven, "  ")
        await driven.press("F", "G", "enter", "x", "escape")
        assert not path.exists() and driven.screen.views == {}
        await save(driven, "new")
        assert load(path).config.views == {"new": "unread:"}


async def test_what_is_wrong_is_one_notice(tmp_path: Path) -> None:
    """The file stays, and the views are what they were."""
    path = tmp_path / "config.yaml"
    path.write_text("views: {a: b}\n", encoding="utf-8")
    async with reading(config=path, language="ru") as driven:
        await driven.press("F", "j", "enter")
        await save(driven, "новое")
        (notice,) = driven.notices
        assert 'впишите вручную под views: "новое": "unread:"' in notice and str(path) in notice
        assert driven.screen.views == {} and path.read_text(encoding="utf-8") == "views: {a: b}\n"


@pytest.mark.parametrize(
    ("filter", "words"),
    [
        (ListFilter(words=" мост "), "мост"),
        (ListFilter(words='"мост', unread=True), 'unread: "мост'),
        (ListFilter(unread=True, starred=True), "unread: starred:"),
    ],
)
def test_a_filter_is_said_in_words(filter: ListFilter, words: str) -> None:
    """Those come first that a phrase without its end would swallow."""
    assert in_words(filter) == words
