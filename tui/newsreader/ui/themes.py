"""The program's own colours, dark and light, and what its variables become under any other theme."""

from __future__ import annotations

from textual.theme import BUILTIN_THEMES, Theme

from newsreader.ui.readable import readable_colours

DARK = "newsreader-dark"
LIGHT = "newsreader-light"

_DARK_WORDS = {
    "quote": "#e6d3a8",
    "quote-bar": "#c9a25e",
    "indirect": "#b9c0a8",
    "speaker": "#d9a864",
    "heading": "#f2efe8",
    "link": "#8fb8de",
    "person": "#8fb8de",
    "organisation": "#b7a3d9",
    "place": "#8fc4a8",
    "faint": "#979da8",
    "rule": "#3a404b",
    "found": "#4d4526",
    "found-current": "#806518",
    "mentioned": "#2c3746",
    "chosen": "#2a2f39",
}
_LIGHT_WORDS = {
    "quote": "#5c4210",
    "quote-bar": "#b07d22",
    "indirect": "#4c5638",
    "speaker": "#86570c",
    "heading": "#1d1b16",
    "link": "#1f5c94",
    "person": "#1f5c94",
    "organisation": "#6a429c",
    "place": "#1d6b47",
    "faint": "#68645b",
    "rule": "#d3cdc0",
    "found": "#f3e3ad",
    "found-current": "#e8c252",
    "mentioned": "#ccd6de",
    "chosen": "#ece6d8",
}

OWN_THEMES = (
    Theme(
        name=DARK,
        primary="#7aa6d6",
        secondary="#979da8",
        accent="#d9a864",
        warning="#e0b46c",
        error="#e88c8d",
        success="#8fc48f",
        foreground="#d5d3cd",
        background="#16181d",
        surface="#1b1e24",
        panel="#22262e",
        dark=True,
        variables={
            **_DARK_WORDS,
            "border": "#7aa6d6",
            "border-blurred": "#3a404b",
            "scrollbar": "#3a404b",
            "scrollbar-hover": "#565e6c",
            "scrollbar-active": "#7aa6d6",
            "scrollbar-background": "#16181d",
            "scrollbar-background-hover": "#16181d",
            "scrollbar-background-active": "#16181d",
            "scrollbar-corner-color": "#16181d",
            "block-cursor-background": "#2b3442",
            "block-cursor-foreground": "#f2efe8",
            "block-cursor-text-style": "bold",
            "input-selection-background": "#7aa6d6 35%",
        },
    ),
    Theme(
        name=LIGHT,
        primary="#2a639d",
        secondary="#68645b",
        accent="#875609",
        warning="#825600",
        error="#b3323a",
        success="#2f7a3d",
        foreground="#2e2b25",
        background="#faf7f0",
        surface="#f5f1e7",
        panel="#efeadd",
        dark=False,
        variables={
            **_LIGHT_WORDS,
            "border": "#2a639d",
            "border-blurred": "#d3cdc0",
            "scrollbar": "#d3cdc0",
            "scrollbar-hover": "#b5ad9b",
            "scrollbar-active": "#2a639d",
            "scrollbar-background": "#faf7f0",
            "scrollbar-background-hover": "#faf7f0",
            "scrollbar-background-active": "#faf7f0",
            "scrollbar-corner-color": "#faf7f0",
            "block-cursor-background": "#dde6ee",
            "block-cursor-foreground": "#1d1b16",
            "block-cursor-text-style": "bold",
            "input-selection-background": "#2a639d 25%",
        },
    ),
)


def known_themes() -> frozenset[str]:
    """The names that a theme can be chosen by."""
    return frozenset((*BUILTIN_THEMES, *(own.name for own in OWN_THEMES)))


def variable_defaults(theme: Theme) -> dict[str, str]:
    """The program's colour variables under a theme that does not know them, before the theme's own of these names."""
    if theme.ansi:
        return {
            "quote": "ansi_yellow",
            "quote-bar": "ansi_yellow",
            "indirect": "ansi_default",
            "speaker": "ansi_bright_yellow",
            "heading": "ansi_default",
            "link": "ansi_cyan",
            "person": "ansi_cyan",
            "organisation": "ansi_magenta",
            "place": "ansi_green",
            "faint": "ansi_bright_black",
            "rule": "ansi_bright_black",
            "found": "ansi_blue",
            "found-current": "ansi_yellow",
            "mentioned": "ansi_blue",
            "chosen": "ansi_default",
        }
    return readable_colours(theme)
