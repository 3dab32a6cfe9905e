"""The second wall between foreign text and the terminal."""

from __future__ import annotations

import io

import pytest
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsreader.ui import guard

DANGEROUS = [
    *range(0x20), *range(0x7F, 0xA0), 0x2028, 0x2029, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xD800, 0xDFFF,
]  # fmt: skip


@pytest.fixture
def console() -> Console:
    guard.install()
    return Console(file=io.StringIO(), color_system="truecolor", force_terminal=True)


@pytest.mark.parametrize("code", DANGEROUS)
def test_no_character_that_acts_on_a_terminal_is_drawn(code: int, console: Console) -> None:
    drawn = Strip([Segment(f"до{chr(code)}после")]).render(console)
    assert chr(code) not in drawn
    assert drawn.startswith("до") and drawn.endswith("после")


@pytest.mark.parametrize("code", DANGEROUS)
def test_the_layout_does_not_move(code: int) -> None:
    text = f"до{chr(code)}после"
    assert cell_len(guard.harmless(text)) == cell_len(text)


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "file:///etc/passwd", "http://x\x1b]52;c;eA==\x07", "https://пример"]
)
def test_a_link_that_is_not_plain_http_is_drawn_without_it(url: str, console: Console) -> None:
    drawn = Strip([Segment("здесь", Style(link=url))]).render(console)
    assert "\x1b]" not in drawn and "здесь" in drawn


def test_a_web_link_stays(console: Console) -> None:
    assert "https://example.org/a" in Strip([Segment("здесь", Style(link="https://example.org/a"))]).render(console)


def test_ordinary_text_and_its_colours_are_left_alone(console: Console) -> None:
    drawn = Strip([Segment("Привет, 世界", Style(bold=True))]).render(console)
    assert drawn == "\x1b[1mПривет, 世界\x1b[0m"


def test_installing_twice_wraps_once() -> None:
    guard.install()
    before = Strip.render
    guard.install()
    assert Strip.render is before
