"""What a terminal can show where the locale is not UTF-8: signs that stand for others, cell for cell. Pure.

A locale without UTF-8 mostly means plain ASCII. Borders and bars become ASCII signs, Cyrillic letters Latin ones, a
letter for a letter so that the layout stands still; what has no likeness is a question mark.
"""

from __future__ import annotations

import codecs
import unicodedata
from collections.abc import Mapping
from functools import lru_cache

from rich.cells import cell_len

UTF_8 = "utf-8"
_COERCED = ("C.UTF-8", "C.utf8", "UTF-8")
_SIGNS = {
    "-": "─━═╌╺╸‐‑‒–—―−▂•▪·", "|": "│┃║▎▌▏▐┆┊", "+": "╭╮╰╯┌┐└┘├┤┬┴┼╔╗╚╝▅✓", "~": "▔✎", ".": "▁…", "_": "▃", "=": "▄≈",
    "*": "▆★☆", "#": "▇█", "o": "●○°", ">": "▸▶►‣›→≥", "<": "◂‹←≤⌫", "^": "↑", "v": "↓", "@": "↻", '"': "«»“”„‟❝❞",
    "'": "‘’‚‛", "x": "×", ":": "÷", "N": "№", "S": "§", "E": "€", "R": "₽", "L": "£", "!": "≠",
    " ": "\u00a0\u2009\u202f\u2007",
}  # fmt: skip
_LETTERS = dict(
    zip("абвгдеёжзийклмнопрстуфхцчшщъыьэюяіїєґўәғқңөұүһ", "abvgdeejzijklmnoprstufhcqww'y'euaiieguagknouuh", strict=True)
)
_LIKENESS = {
    **{sign: plain for plain, signs in _SIGNS.items() for sign in signs},
    **_LETTERS,
    **{russian.upper(): latin.upper() for russian, latin in _LETTERS.items()},
}


def charset(environ: Mapping[str, str], *, utf8_mode: bool) -> str:
    """The name of the locale's character set, as `codecs` calls it.

    Args:
        environ: the process's environment.
        utf8_mode: whether Python took the locale for one without a character set; it may then have set LC_CTYPE itself.
    """
    coerced = utf8_mode and environ.get("LC_CTYPE") in _COERCED
    named = (environ.get("LC_ALL"), None if coerced else environ.get("LC_CTYPE"), environ.get("LANG"))
    locale = next((name for name in named if name), "C")
    codeset = locale.partition("@")[0].partition(".")[2]
    if locale in _COERCED:
        codeset = UTF_8
    try:
        return codecs.lookup(codeset or "ascii").name
    except LookupError:
        return "ascii"


def shows_cyrillic(charset: str) -> bool:
    """Whether Russian letters can be shown."""
    return _fits("я", charset)


@lru_cache(maxsize=4096)
def shown(text: str, charset: str) -> str:
    """The text in characters that the character set has, as wide as it was."""
    if _fits(text, charset):
        return text
    return "".join(char if _fits(char, charset) else _likeness(char) for char in text)


def _fits(text: str, charset: str) -> bool:
    try:
        text.encode(charset)
    except UnicodeError:
        return False
    return True


def _likeness(char: str) -> str:
    sign = _LIKENESS.get(char)
    if sign is not None:
        return sign
    width = cell_len(char)
    plain = unicodedata.normalize("NFKD", char)[:1]
    return plain if width == 1 and plain.isascii() and plain.isprintable() else "?" * width
