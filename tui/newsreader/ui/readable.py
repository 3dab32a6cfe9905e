"""Makes the colours of a theme that knows nothing of the program fit to be read: contrasts of 4.5 and more. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from textual.color import BLACK, WHITE, Color
from textual.theme import Theme

LEAST = 4.5
"""Contrast that WCAG asks for in ordinary text."""
_SURE = 4.65
"""Aimed at, as what is drawn is rounded."""
_FAR = 7.0
"""How far a ground stays from black or white, so that coloured words find room between."""
_STEPS = 20


def contrast(one: Color, other: Color) -> float:
    """The contrast ratio of WCAG."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _toward(colour: Color, end: Color, grounds: Iterable[Color], least: float) -> Color:
    """The colour, or as much nearer to `end` as lets it be read on all grounds."""
    for step in range(_STEPS):
        tried = colour.blend(end, step / _STEPS, 1.0)
        if all(contrast(tried, ground) >= least for ground in grounds):
            return tried
    return end


def readable_colours(theme: Theme) -> dict[str, str]:
    """The program's colour variables, and those of Textual's that it uses, for a theme that states real colours."""
    made = {**theme.to_color_system().generate(), **theme.variables}
    background = Color.parse(made["background"])
    pole = max((WHITE, BLACK), key=lambda end: contrast(end, background))

    def ground(colour: Color) -> Color:
        return _toward(colour, background, (pole,), _FAR)

    foreground = _toward(_parsed(made["foreground"], background), pole, (background,), _FAR)
    primary, warning = _parsed(made["primary"], background), _parsed(made["warning"], background)
    grounds = {
        "panel": ground(_parsed(made["panel"], background)),
        "chosen": ground(background.blend(foreground, 0.1, 1.0)),
        "block-cursor-background": ground(background.blend(primary, 0.25, 1.0)),
        "found": ground(background.blend(warning, 0.25, 1.0)),
        "found-current": ground(background.blend(warning, 0.45, 1.0)),
        "mentioned": ground(background.blend(primary, 0.22, 1.0)),
        "input-selection-background": ground(background.blend(primary, 0.35, 1.0)),
    }
    under = (background, *grounds.values())

    def word(name: str) -> Color:
        return _toward(_parsed(made[name], background), pole, under, _SURE)

    strong = _toward(foreground, pole, under, _SURE)
    words = {
        "foreground": strong,
        "heading": strong,
        "block-cursor-foreground": strong,
        "faint": _toward(background.blend(foreground, 0.55, 1.0), pole, under, _SURE),
        "quote": word("warning"),
        "quote-bar": word("warning"),
        "indirect": word("success"),
        "speaker": word("accent"),
        "link": word("primary"),
        "person": word("primary"),
        "organisation": word("secondary"),
        "place": word("success"),
        **{name: word(name) for name in ("primary", "accent", "warning", "error", "success")},
        "rule": background.blend(foreground, 0.3, 1.0),
    }
    return {name: colour.hex for name, colour in {**grounds, **words}.items()}


def _parsed(value: str, background: Color) -> Color:
    """A colour of a theme as it looks on its background; one that is not known looks like the background."""
    colour = Color.parse(value.partition(" ")[0]) if not value.startswith("auto") else background
    return background.blend(colour, colour.a, 1.0) if colour.a < 1 else colour
