"""Terminals that do not speak UTF-8."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsreader.ui import guard
from newsreader.ui.charset import charset, shown, shows_cyrillic
from tests.ui.driving import reading
from tests.ui.test_layout_wrap import ANY_TEXT


@pytest.fixture(autouse=True)
def utf_8_again() -> Iterator[None]:
    yield
    guard.install()


@pytest.mark.parametrize(
    ("environ", "utf8_mode", "name"),
    [
        ({"LANG": "ru_RU.UTF-8"}, False, "utf-8"),
        ({"LANG": "C.utf8"}, False, "utf-8"),
        ({"LC_CTYPE": "UTF-8"}, False, "utf-8"),
        ({"LANG": "de_DE.UTF-8@euro"}, False, "utf-8"),
        ({"LC_ALL": "POSIX", "LANG": "ru_RU.UTF-8"}, True, "ascii"),
        ({"LANG": "C"}, True, "ascii"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, True, "ascii"),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, False, "utf-8"),
        ({"LANG": "", "LC_ALL": ""}, True, "ascii"),
        ({}, False, "ascii"),
        ({"LANG": "ru_RU.KOI8-R", "LC_CTYPE": "C.UTF-8"}, True, "koi8-r"),
        ({"LANG": "ru_RU.ISO-8859-5"}, False, "iso8859-5"),
        ({"LANG": "de_DE.ISO-8859-1@euro"}, False, "iso8859-1"),
        ({"LANG": "ru_RU"}, False, "ascii"),
        ({"LANG": "ru_RU.nonsense"}, False, "ascii"),
    ],
)
def test_the_character_set_is_the_locales(environ: dict[str, str], utf8_mode: bool, name: str) -> None:
    """What Python has put into LC_CTYPE by itself does not count."""
    assert charset(environ, utf8_mode=utf8_mode) == name


def test_lines_and_signs_become_ascii_and_letters_stay_readable() -> None:
    assert shown("╭─ Статьи · 2 ─╮", "ascii") == "+- Stat'i - 2 -+"
    assert shown("│▌● «Щука»… ★ ▸ ✓", "ascii") == '||o "Wuka". * > +'
    assert shown("Café №5 — 10 €", "ascii") == "Cafe N5 - 10 E"
    assert shown("世界", "ascii") == "????"


@pytest.mark.parametrize(("name", "kept"), [("koi8-r", True), ("iso8859-5", True), ("cp1251", True), ("ascii", False)])
def test_letters_that_the_terminal_has_are_left_alone(name: str, kept: bool) -> None:
    assert shows_cyrillic(name) is kept
    assert shown("╭ Мост", name).endswith("Мост") is kept
    assert shown("╭ Мост", name)[0] == "+"


@given(ANY_TEXT, st.sampled_from(["ascii", "koi8-r", "iso8859-5", "iso8859-1"]))
def test_any_text_can_be_written_and_is_as_wide_as_before(text: str, name: str) -> None:
    made = shown(guard.harmless(text), name)
    assert cell_len(made) == cell_len(guard.harmless(text))
    made.encode(name)


def test_the_guard_draws_for_the_terminal() -> None:
    guard.install("ascii")
    console = Console(file=io.StringIO(), color_system="truecolor", force_terminal=True)
    assert Strip([Segment("▎ «Мост»", Style(bold=True))]).render(console) == '\x1b[1m| "Most"\x1b[0m'


async def test_what_a_terminal_cannot_show_is_said_once() -> None:
    async with reading(charset="ascii") as driven:
        assert any("no Cyrillic letters" in notice for notice in driven.notices)
    async with reading(charset="koi8-r") as driven:
        assert driven.notices == []
