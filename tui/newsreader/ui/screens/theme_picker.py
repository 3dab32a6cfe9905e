"""The themes by their names: the program's own first, each with what it is made for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.app import App
from textual.theme import Theme

from newsreader.ui.i18n import _
from newsreader.ui.keymap import rebind
from newsreader.ui.screens.picker import Picker
from newsreader.ui.themes import OWN_THEMES
from newsreader.ui.widgets.pick_list import Choice


class ThemePicker(Picker):
    """Colours to choose."""

    def __init__(self, themes: Iterable[Theme], now: str) -> None:
        self.themes = sorted(themes, key=lambda theme: (theme not in OWN_THEMES, theme.name))
        super().__init__(
            _("Colours"),
            [Choice(theme.name, _ground(theme)) for theme in self.themes],
            placeholder=_("words of a name"),
            at=next((place for place, theme in enumerate(self.themes) if theme.name == now), 0),
        )


def choose_theme(app: App[None], keymap: Mapping[str, str]) -> None:
    """Opens the list, and puts on what is chosen."""
    if isinstance(app.screen, ThemePicker):
        return
    picker = ThemePicker(app.available_themes.values(), app.theme)
    rebind(picker, "picker", keymap)

    def put_on(place: int | None) -> None:
        if place is not None:
            app.theme = picker.themes[place].name

    app.push_screen(picker, put_on)


def _ground(theme: Theme) -> str:
    if theme.ansi:
        return _("the terminal's own colours")
    return _("light letters on dark") if theme.dark else _("dark letters on light")
