"""The language of the interface: English as written in the source, other languages by gettext.

The language is chosen when the app is made; until then, and where no catalogue fits, strings are shown as written.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from gettext import NullTranslations

DOMAIN = "newsreader"
LOCALE_FOLDER = Path(__file__).parent / "locale"
LANGUAGES = ("en", "ru")
"""Languages with a complete catalogue; English needs none."""


class _Chosen:
    """The catalogue in use, replaced by `choose_language`."""

    language = "en"
    catalogue: NullTranslations | None = None
    """None for English."""


def preferred_language(environ: Mapping[str, str]) -> str:
    """The interface's language by the locale variables, in the order in which gettext reads them."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        for value in environ.get(name, "").split(":"):
            code = value.replace("-", "_").partition("_")[0].partition(".")[0].lower()
            if code in LANGUAGES:
                return code
        if environ.get(name) and name != "LANGUAGE":
            break  # a locale that is set outranks the ones after it
    return "en"


def choose_language(language: str | None = None) -> str:
    """Switches the interface to a language (unset or unknown: by the locale) and returns which one it is."""
    chosen = language if language in LANGUAGES else preferred_language(os.environ)
    _Chosen.language = chosen
    _Chosen.catalogue = _catalogue(chosen)
    return chosen


def current_language() -> str:
    """The language that strings are shown in."""
    return _Chosen.language


@cache
def _catalogue(language: str) -> NullTranslations | None:
    if language == "en":
        return None
    import gettext

    return gettext.translation(DOMAIN, LOCALE_FOLDER, languages=[language], fallback=True)


def _(message: str) -> str:
    """The message in the chosen language."""
    return _translated(_Chosen.catalogue, message)


def _translated(catalogue: NullTranslations | None, message: str) -> str:
    # The translation of an empty message is the catalogue's head.
    return catalogue.gettext(message) if catalogue is not None and message else message


def ngettext(singular: str, plural: str, number: int) -> str:
    """The form of the message that goes with a number, in the chosen language."""
    if _Chosen.catalogue is None:
        return singular if number == 1 else plural
    return _Chosen.catalogue.ngettext(singular, plural, number)


def N_(message: str) -> str:
    """Marks a message for the catalogues where it cannot be translated yet."""
    return message


def in_language(language: str, message: str) -> str:
    """The message in a language that need not be the chosen one."""
    return _translated(_catalogue(language), message)
