"""The program's own colours."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from newsreader.ui.readable import LEAST, contrast, readable_colours
from newsreader.ui.screens.quote_search import QuoteSearch
from newsreader.ui.themes import OWN_THEMES, variable_defaults
from tests.ui.driving import Reading, reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import samples

WORDS = ("quote", "indirect", "speaker", "heading", "link", "person", "organisation", "place", "faint")
GROUNDS = ("background", "chosen", "block-cursor-background")


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
    assert (
        part.style is not None
        and part.style.color is not None
        and part.style.bgcolor is not None
        and not part.style.dim
    )
    return contrast(Color.from_rich_color(part.style.color), Color.from_rich_color(part.style.bgcolor))


FOREIGN = [theme for theme in BUILTIN_THEMES.values() if not theme.ansi]


@pytest.mark.parametrize("theme", FOREIGN, ids=lambda theme: theme.name)
def test_under_the_themes_of_textual_every_word_can_be_read_on_every_ground(theme: Theme) -> None:
    found = {name: Color.parse(value) for name, value in readable_colours(theme).items()}
    grounds = {"background": Color.parse(theme.to_color_system().generate()["background"])}
    grounds |= {name: found[name] for name in ("panel", "chosen", "block-cursor-background")}
    for word in (*WORDS, "foreground", "primary", "accent", "error", "warning", "success", "block-cursor-foreground"):
        for ground, colour in grounds.items():
            assert contrast(found[word], colour) >= LEAST, (word, ground)
    for ground in ("found", "found-current", "mentioned", "input-selection-background"):
        assert contrast(found["heading"], found[ground]) >= LEAST, ground


@pytest.mark.parametrize("theme", FOREIGN, ids=lambda theme: theme.name)
def test_under_the_themes_of_textual_grounds_differ_from_the_background(theme: Theme) -> None:
    found = readable_colours(theme)
    background = Color.parse(theme.to_color_system().generate()["background"]).hex
    grounds = ("chosen", "block-cursor-background", "found", "found-current", "mentioned")
    assert len({background, *(found[name] for name in grounds)}) == len(grounds) + 1


@pytest.mark.parametrize("theme", [*OWN_THEMES, BUILTIN_THEMES["textual-light"]], ids=lambda theme: theme.name)
async def test_everything_that_is_drawn_can_be_read(theme: Theme) -> None:
    library = FakeLibrary(samples(), problems={"weather": "broken"})
    async with reading(library, theme=theme.name, samples=True, faults=("something is odd",)) as driven:
        assert unreadable(driven) == []
        for keys in (
            ("s", "enter"), ("c",), ("3", "j", "j", "enter"), ("2", "/", *"мост"), ("escape", "1", "f", *"а"),
            ("escape", "x"), ("f2", *"часть"), ("tab",), ("f",), ("escape", "escape", "escape", "?"),
            ("escape", ":", *"quot"), ("escape", "F"), ("escape", "H"), ("escape", "T"), ("escape", "2", "c", "a"),
            ("P",), ("escape", "1", "e"),
        ):  # fmt: skip
            await driven.press(*keys)
            assert unreadable(driven) == [], keys


_ORNAMENTS = frozenset("─│╭╮╰╯├┤┬┴┼━┃▎▌┆▁▂▃▄▅▆▇█▏▕▔▊▍▐╺╸· ")


def unreadable(driven: Reading) -> list[str]:
    """What stands on the screen in too faint a colour; of a dialogue, what stands in it."""
    screen = driven.app.screen
    above = [child.region for child in screen.children] if screen.styles.background.a < 1 else [screen.region]
    found = []
    for y, strip in enumerate(screen._compositor.render_strips()):
        x = 0
        for part in strip:
            last = x + part.cell_length - 1
            if not _ORNAMENTS.issuperset(part.text) and any(
                place.contains(x, y) and place.contains(last, y) for place in above
            ):
                found += [part.text] if _contrast_of(part) < LEAST else []
            x = last + 1
    return found


@pytest.mark.parametrize("theme", BUILTIN_THEMES.values(), ids=lambda theme: theme.name)
def test_every_theme_gets_all_of_the_programs_colours(theme: Theme) -> None:
    own = {name for name in OWN_THEMES[0].variables if not name.startswith(("scrollbar", "border", "block", "input"))}
    assert own <= set(variable_defaults(theme))


async def test_the_default_of_textual_brings_its_colours_when_it_is_asked_for() -> None:
    async with reading(FakeLibrary(samples()), theme="textual-dark") as driven:
        variables = driven.app.get_css_variables()
        assert variables["secondary"] == BUILTIN_THEMES["textual-dark"].secondary
        assert "quote" in variables
