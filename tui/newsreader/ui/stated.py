"""What is wrong with the settings that only the interface understands: keys, saved views, colours.

Textual is loaded for what of them is stated, and for nothing else.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from newsreader.ui.i18n import _, ngettext
from newsreader.ui.wording import at_place, told, view_problems

_NOTHING: Mapping[str, str] = {}
_LONGEST = 300
"""Code points of the first of several faults."""


def setting_faults(
    *,
    keys: Mapping[str, str] = _NOTHING,
    views: Mapping[str, str] = _NOTHING,
    theme: str | None = None,
    places: Mapping[str, str] = _NOTHING,
) -> Iterator[str]:
    """The faults, a line each.

    Args:
        keys: own keys by action.
        views: filters of the list by the names under which they are saved.
        theme: name of a theme.
        places: where in the configuration's file each setting stands; a fault begins with that.
    """
    if keys:
        from newsreader.ui.keymap import keymap_problems

        yield from keymap_problems(keys, places)
    yield from view_problems(views, places)
    if theme is not None:
        from newsreader.ui.themes import known_themes

        if theme not in known_themes():
            fault = _("There is no theme {name}; T shows the themes there are").format(name=theme)
            yield at_place("theme", fault, places)


def faults_in_short(faults: Sequence[str]) -> list[str]:
    """What is said of the faults when the reader starts: the first one, and how many more there are."""
    if len(faults) < 2:
        return list(faults)
    more = len(faults) - 1
    said = ngettext(
        "{fault}; {n} more fault is listed by `newsreader config`",
        "{fault}; {n} more faults are listed by `newsreader config`",
        more,
    )
    return [said.format(fault=told(faults[0], limit=_LONGEST), n=more)]
