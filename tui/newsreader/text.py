"""Makes foreign text harmless and comparable; knows nothing of files, articles or screens.

`clean` is applied to every string from outside, after all decoding. `fold` keeps the length, so that what is found in
folded text can be marked in the text itself. `words` is the one place that says what a word is, for the index and for
queries alike.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache

from newsreader.phrase import Phrase
from newsreader.record import Record

# Characters that act on a terminal or hide in a text. Each is replaced by one character, so that offsets hold.
_CONTROLS: dict[int, str] = {
    **{code: chr(0x2400 + code) for code in range(0x20) if code not in (0x09, 0x0A)},
    0x7F: "\u2421",
    **dict.fromkeys(range(0x80, 0xA0), "\ufffd"),
    **dict.fromkeys(range(0x202A, 0x202F), "\ufffd"),
    **dict.fromkeys(range(0x2066, 0x206A), "\ufffd"),
    0x2028: "\n",
    0x2029: "\n",
    0xFFFE: "\ufffd",
    0xFFFF: "\ufffd",
}
_HARMFUL = "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
_ZERO_WIDTH = "[\u00ad\u200b\u200e\u200f\u061c\u2060-\u2064\ufeff\U000e0000-\U000e007f]"
_MARK = "[\u0300-\u036f\u0483-\u0489\u20d0-\u20ff]"
"""Stands on the letter before it."""
_MANY_MARKS = f"({_MARK}{{8}}){_MARK}+"
_BLANKS = r"[ \t\n]+"

LONGEST_LINE = 500
"""Code points that a one-line field (a title, a source, a file name) keeps."""


@cache
def compiled(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """A pattern that most texts do without: compiled when it is first asked for, not at the start."""
    return re.compile(pattern, flags)


def clean(text: str) -> str:
    """The text with line ends unified and each control character replaced, one for one, by a visible sign.

    C0 and DEL become Control Pictures (ESC is seen as ␛), C1, direction overrides, lone surrogates and non-characters
    become U+FFFD; line and paragraph separators become line ends. Tabs and line ends stay.
    """
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    # What is printable acts on nothing, and to see that a text is takes a tenth of a look for what does.
    if text.replace("\n", " ").isprintable() or compiled(_HARMFUL).search(text) is None:
        return text
    return compiled(_HARMFUL).sub(lambda found: _CONTROLS.get(ord(found[0]), "\ufffd"), text)


def clean_line(text: str, *, limit: int = LONGEST_LINE) -> str:
    """A foreign string for a field of one line.

    Cleaned, blanks joined, invisible characters and piles of marks off, cut.

    Returns the empty string where nothing visible is left.
    """
    line = text[: 8 * limit]
    if not line.isprintable():  # what is has neither controls nor invisible characters
        line = compiled(_BLANKS).sub(" ", compiled(_ZERO_WIDTH).sub("", clean(line)))
    elif "  " in line:
        line = compiled(_BLANKS).sub(" ", line)
    if not line.isascii() and compiled(_MARK).search(line):
        line = compiled(_MANY_MARKS).sub(r"\1", line)
    line = line.strip()
    return line if len(line) <= limit else line[: limit - 1] + "…"


def shown(name: bytes) -> str:
    """A file's name for a person to read."""
    return clean_line(name.decode("utf-8", "replace")) or "?"


def is_blank(text: str) -> bool:
    """Whether nothing of a text that `clean` has made harmless can be seen, but signs for what was a control."""
    return compiled(f"[^\\s{_ZERO_WIDTH[1:-1]}\u200c\u200d\u2400-\u2421\ufe00-\ufe0f\ufffd]").search(text) is None


def clean_said(words: str) -> str:
    """As `clean_line`; what can be said in another language still can be."""
    return words.with_values(clean_said) if isinstance(words, Phrase) else clean_line(words)


_UNIFIED = {
    "ё": "е",
    "Ё": "е",
    **dict.fromkeys("«»“”„‟‹›〝〞＂", '"'),
    **dict.fromkeys("‘’‚‛′ʼ＇", "'"),
    **dict.fromkeys("‐‑‒–—―−﹘﹣－", "-"),
    **dict.fromkeys(
        "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000\t", " "
    ),
}


class _Folding(dict[int, str]):
    """Code point → folded character, filled as characters are met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        folded = _UNIFIED.get(char)
        if folded is None:
            folded = char.casefold()
            if len(folded) != 1:  # «ß», «İ»: their foldings are longer, and offsets must hold
                folded = char.lower() if len(char.lower()) == 1 else char
        self[code] = folded
        return folded


_FOLDING = _Folding()


def fold(text: str) -> str:
    """The text for comparison: case folded, ё as е, quotes, dashes and blanks unified. Has the length of `text`.

    Idempotent.
    """
    return text.translate(_FOLDING)


# A word is letters and digits with marks, soft hyphens and inner hyphens or apostrophes («что-то», «don't»).
_WORD = re.compile(r"\w[\w\u0300-\u036f\u00ad]*(?:[-'’‑][\w\u0300-\u036f\u00ad]+)*")
_PART = r"[^-]+"
_STRESS_AND_HYPHEN = dict.fromkeys(map(ord, "\u00ad\u0300\u0301\u200b\u200c\u200d\u2060"))
_LATIN = "aceopxyktmhb"
_TWINS = str.maketrans(_LATIN, "асеорхукт" + "мнв")
_CYRILLIC_LETTER = "[\u0400-\u04ff]"
_LATIN_LETTER = re.compile("[a-z]")


class Word(Record):
    """A word in comparable form, and where it stands."""

    form: str
    start: int
    end: int

    def __init__(self, form: str, start: int, end: int) -> None:
        _put_form(self, form)
        _put_start(self, start)
        _put_end(self, end)


_put_form, _put_start, _put_end = Word._setters


@lru_cache(maxsize=50_000)
def word_form(word: str) -> str:
    """One word in comparable form.

    Folded, stress marks and soft hyphens off, Latin look-alikes in a Cyrillic word made Cyrillic.
    """
    form = fold(unicodedata.normalize("NFC", word.translate(_STRESS_AND_HYPHEN)))
    if not form.isascii() and _LATIN_LETTER.search(form) and compiled(_CYRILLIC_LETTER).search(form):
        twins = form.translate(_TWINS)
        if not _LATIN_LETTER.search(twins):
            return twins
    return form


def words(text: str) -> Iterator[Word]:
    """The words of a text in order, in comparable form; a hyphenated word gives each of its parts."""
    for found in _WORD.finditer(text):
        start = found.start()
        if "-" not in found[0] and "‑" not in found[0]:
            yield Word(word_form(found[0]), start, found.end())
            continue
        for part in compiled(_PART).finditer(found[0].replace("‑", "-")):
            yield Word(word_form(part[0]), start + part.start(), start + part.end())
