"""The program's own colours."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from newsreader.ui.screens.quote_search import QuoteSearch
from newsreader.ui.themes import OWN_THEMES, variable_defaults
from tests.ui.driving import reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import samples

WORDS = ("quote", "indirect", "speaker", "heading", "link", "person", "organisation", "place", "faint")
GROUNDS = ("background", "chosen", "block-cursor-background")
LEAST = 4.5
"""Contrast that WCAG asks for in ordinary text."""


def contrast(colour: Color, ground: Color) -> float:
    """The contrast ratio of WCAG."""

    def light(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4

    def luminance(of: Color) -> float:
        return 0.2126 * light(of.r) + 0.7152 * light(of.g) + 0.0722 * light(of.b)

    lighter, darker = sorted((luminance(colour), luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def colours(theme: Theme) -> dict[str, Color]:
    """The theme's colours by the names of the style sheets."""
    named = {**theme.to_color_system().generate(), **theme.variables}
    wanted = (
        *WORDS,
        *GROUNDS,
        "foreground",
        "primary",
        "accent",
        "error",
        "warning",
        "found",
        "found-current",
        "panel",
    )
    return {name: Color.parse(named[name]) for name in wanted}


@pytest.mark.parametrize("theme", OWN_THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("word", (*WORDS, "foreground", "primary", "accent", "error", "warning"))
def test_every_kind_of_word_can_be_read_on_every_ground(theme: Theme, ground: str, word: str) -> None:
    found = colours(theme)
    assert contrast(found[word], found[ground]) >= LEAST


@pytest.mark.parametrize("theme", OWN_THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(
    ("word", "ground"),
    [
        ("heading", "found"), ("heading", "found-current"), ("foreground", "panel"), ("accent", "panel"),
        ("faint", "panel"), ("warning", "panel"),
    ],
)  # fmt: skip
def test_other_pairs_in_use_can_be_read(theme: Theme, word: str, ground: str) -> None:
    found = colours(theme)
    assert contrast(found[word], found[ground]) >= LEAST


@pytest.mark.parametrize("theme", OWN_THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("share", [0.22, 0.35])
@pytest.mark.parametrize("ground", ["background", "chosen"])
def test_a_name_that_is_marked_and_what_is_selected_can_be_read(theme: Theme, ground: str, share: float) -> None:
    found = colours(theme)
    assert contrast(found["heading"], found[ground].blend(found["primary"], share)) >= LEAST


@pytest.mark.parametrize("theme", OWN_THEMES, ids=lambda theme: theme.name)
async def test_the_current_result_can_be_read(theme: Theme) -> None:
    """With the keys in the list and while one types; all that it may say, as it is drawn."""

    def worst(search: QuoteSearch) -> float:
        lines = [search.quotes.render_line(y) for y in range(search.quotes.rows_each - 1)]
        return min(_contrast_of(part) for line in lines for part in line if part.text.strip(" ▎▌┆"))

    library = FakeLibrary(samples())
    library.set_quote_tags(["bridge#q1"], ["мост"])
    library.set_quote_starred(["bridge#q1"], True)
    async with reading(library, theme=theme.name) as driven:
        await driven.press("f2")
        await driven.type("часть")
        search = driven.app.screen
        assert isinstance(search, QuoteSearch) and not search.quotes.has_focus
        assert worst(search) >= LEAST
        await driven.press("tab")
        assert search.quotes.has_focus
        assert worst(search) >= LEAST


def _contrast_of(part: Segment) -> float:
    assert part.style is not None and part.style.color is not None and part.style.bgcolor is not None
    return contrast(Color.from_rich_color(part.style.color), Color.from_rich_color(part.style.bgcolor))


@pytest.mark.parametrize("theme", BUILTIN_THEMES.values(), ids=lambda theme: theme.name)
def test_every_theme_gets_all_of_the_programs_colours(theme: Theme) -> None:
    own = {name for name in OWN_THEMES[0].variables if name in variable_defaults(theme)}
    assert set(variable_defaults(theme)) == own
    assert {*WORDS, "quote-bar", "rule", "found", "found-current", "chosen"} == own


async def test_the_default_of_textual_brings_its_colours_when_it_is_asked_for() -> None:
    async with reading(FakeLibrary(samples()), theme="textual-dark") as driven:
        assert driven.app.theme_variables["primary"] == BUILTIN_THEMES["textual-dark"].primary
        assert "quote" in driven.app.theme_variables
