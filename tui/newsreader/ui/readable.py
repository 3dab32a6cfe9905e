"""Makes the colours of a theme that knows nothing of the program fit to be read: contrasts of 4.5 and more. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
    stated = {name: _parsed(made[name], background) for name in _STATED}
    pole = max((WHITE, BLACK), key=lambda end: contrast(end, background))
    foreground = _toward(stated["foreground"], pole, (background,), _FAR)
    grounds = _grounds(stated, background, foreground, pole)
    under = (background, *grounds.values())

    def word(colour: Color) -> Color:
        return _toward(colour, pole, under, _SURE)

    words = {name: word(stated[source]) for name, source in _WORDS.items()}
    words["faint"] = word(background.blend(foreground, 0.55, 1.0))
    words["rule"] = background.blend(foreground, 0.3, 1.0)
    return {name: colour.hex for name, colour in {**grounds, **words}.items()}


_STATED = ("foreground", "panel", "primary", "secondary", "accent", "warning", "error", "success")
_WORDS = {
    **{name: name for name in _STATED if name not in ("panel", "secondary")},
    **dict.fromkeys(("heading", "block-cursor-foreground"), "foreground"),
    **dict.fromkeys(("quote", "quote-bar"), "warning"),
    **dict.fromkeys(("indirect", "place"), "success"),
    **dict.fromkeys(("link", "person"), "primary"),
    "organisation": "secondary",
    "speaker": "accent",
}
"""Kind of word → the theme's colour that it is drawn in."""


def _grounds(stated: Mapping[str, Color], background: Color, foreground: Color, pole: Color) -> dict[str, Color]:
    """What words stand on beside the background itself."""
    mixed = {
        "panel": stated["panel"],
        "chosen": background.blend(foreground, 0.1, 1.0),
        "block-cursor-background": background.blend(stated["primary"], 0.25, 1.0),
        "found": background.blend(stated["warning"], 0.25, 1.0),
        "found-current": background.blend(stated["warning"], 0.45, 1.0),
        "mentioned": background.blend(stated["primary"], 0.22, 1.0),
        "input-selection-background": background.blend(stated["primary"], 0.35, 1.0),
    }
    return {name: _toward(colour, background, (pole,), _FAR) for name, colour in mixed.items()}


def _parsed(value: str, background: Color) -> Color:
    """A colour of a theme as it looks on its background; one that is not known looks like the background."""
    colour = Color.parse(value.partition(" ")[0]) if not value.startswith("auto") else background
    return background.blend(colour, colour.a, 1.0) if colour.a < 1 else colour
