"""The keys of the keyboard under two layouts, the Latin one and ЙЦУКЕН."""

from __future__ import annotations

import re

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

_LATIN = "qwertyuiop[]asdfghjkl;'zxcvbnm,./" + '{}:"<>?#'
_RUSSIAN = "йцукенгшщзхъфывапролджэячсмитьбю." + "ХЪЖЭБЮ,№"
TWINS: dict[str, str] = dict(zip(_LATIN, _RUSSIAN, strict=True)) | {
    latin.upper(): russian.upper() for latin, russian in zip(_LATIN, _RUSSIAN, strict=True) if latin.isalpha()
}
"""Character of a key on the Latin layout → what the same key sends under ЙЦУКЕН (Windows and Linux)."""

_LETTERS = {latin: russian for latin, russian in TWINS.items() if russian.isalpha()} | {"`": "ё", "~": "Ё"}
_TO_RUSSIAN = str.maketrans(_LETTERS)
_TO_LATIN = str.maketrans({russian: latin for latin, russian in _LETTERS.items()})
_RUN = r"[\w\[\]{};',.<>`~]+"
"""What the keys of letters give under either layout; a colon and quotation marks mean something in a query."""


def other_layout(typed: str) -> str:
    """What the same keys give under the other layout."""
    return typed.translate(_TO_RUSSIAN if typed.isascii() else _TO_LATIN)


def runs_with(typed: str, word: str) -> list[str]:
    """The runs of keys of letters that a word stands in, as they were typed: it may be a part of what was meant."""
    return [run for run in re.findall(_RUN, typed) if word in run.casefold()]


def put_for_runs(typed: str, meant: Mapping[str, str]) -> str:
    """The text with what was meant in the place of these runs."""
    return re.sub(_RUN, lambda found: meant.get(found[0], found[0]), typed)
