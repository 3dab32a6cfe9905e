"""What the search index holds of a text, and what a query looks for: words in comparable form, and their stems.

Both sides use these functions, and the index's tokeniser takes their result as it is: tokens are joined by blanks and
hold nothing but letters, digits, marks, «_» and «'».
"""

from __future__ import annotations

from _thread import allocate_lock
from collections.abc import Callable, Iterator
from functools import lru_cache

import Stemmer

from newsreader.text import compiled, words

TOKENIZER = """ascii tokenchars '_'''"""
"""FTS5's `ascii` takes each code point beyond ASCII as part of a token: no Unicode table of SQLite's comes between."""
VERSION = f"2/{Stemmer.version()}"
"""Changes whenever the same text may give other tokens."""

_LONGEST = 64
_STEMS = 100_000
_CHUNKS = 200_000
"""As many stretches of text are remembered."""
_PART = 65_536
_AROUND = '«»“”„"().,:;!?…—–'
"""What stands around words and is no part of them."""
_CYRILLIC = "[\u0400-\u04ff]"
_PLAIN = f"[а-я]{{1,{_LONGEST}}}"
"""A Russian word that is its own comparable form."""
_MARKS = "[\u0300-\u036f]"
"""A letter and a mark may be one character in small letters only («J̌»), so that what comes first makes a difference."""
_UNSURE = "\n"
"""Stands for a stretch with such marks, which has to be looked at as it was written."""


class _Stemmers:
    """Snowball stemmers; they keep state inside, so that one thread at a time uses them."""

    def __init__(self) -> None:
        self._lock = allocate_lock()
        self._stemmers: tuple[Stemmer.Stemmer, Stemmer.Stemmer] | None = None

    def __call__(self, form: str, *, russian: bool | None = None) -> str:
        """A form's stem; whether it has Cyrillic letters is looked for unless told."""
        with self._lock:
            if self._stemmers is None:
                self._stemmers = Stemmer.Stemmer("english", 0), Stemmer.Stemmer("russian", 0)
            if russian is None:
                russian = compiled(_CYRILLIC).search(form) is not None
            made: str = self._stemmers[russian].stemWord(form)
        return made


_stemmed = _Stemmers()


@lru_cache(maxsize=_STEMS)
def stem(form: str) -> str:
    """What a word's forms have in common; «form» is as `text.words` gives it."""
    return _stemmed(form)


def token(form: str) -> str:
    """A word's form as the index holds it: very long ones are cut."""
    return form[:_LONGEST]


def _written(text: str) -> str:
    """The comparable forms of the words in a text as it was written."""
    return " ".join([token(word.form) for word in words(text)])


class _Made(dict[str, str]):
    """Stretch of text → what is made of it. Most stretches of a text have been met before."""

    def __init__(self, make: Callable[[str], str]) -> None:
        self._make = make

    def __missing__(self, chunk: str) -> str:
        made = self._make(chunk)
        if len(chunk) <= _LONGEST:
            if len(self) >= _CHUNKS:
                self.clear()
            self[chunk] = made
        return made


def _forms(chunk: str) -> str:
    """The comparable forms of the words in a stretch of text."""
    bare = chunk.strip(_AROUND).lower()
    return bare if compiled(_PLAIN).fullmatch(bare) else _written(chunk)


_forms_of = _Made(_forms)


def forms_and_stems(text: str) -> tuple[str, str]:
    """The words of a text and their stems, in the same order, each joined by blanks."""
    forms = " ".join(map(_forms_of.__getitem__, text.split()))
    return forms, " ".join(map(stem, forms.split()))


def _bare_chunks(text: str) -> list[str]:
    """The stretches of a text without blanks, in small letters and without what stands around words."""
    small = text.lower()
    for sign in _AROUND:
        small = small.replace(sign, " ")
    return small.split()


_stems_seen: dict[str, str] = {}


def _shared(made: str) -> str:
    """The string of this stem that is there already: most are of several forms, and fewer strings are found faster."""
    if len(_stems_seen) >= _STEMS:
        _stems_seen.clear()
    return _stems_seen.setdefault(made, made)


def _stems(bare: str) -> str:
    """The stems of the words in such a stretch."""
    if compiled(_PLAIN).fullmatch(bare):
        return _shared(_stemmed(bare, russian=True))
    return _UNSURE if compiled(_MARKS).search(bare) else " ".join(map(stem, _written(bare).split()))


_stems_of = _Made(_stems)


def stems(text: str) -> str:
    """The stems of a text's words, each once, joined by blanks."""
    found: dict[str, None] = {}
    for part in _parts(text):
        made = dict.fromkeys(map(_stems_of.__getitem__, _bare_chunks(part)))
        found |= dict.fromkeys(map(stem, _written(part).split())) if _UNSURE in made else made
    return " ".join(found)


def _parts(text: str) -> Iterator[str]:
    """Parts of a long text, cut at blanks: the stretches of all of it at once would take ten times its memory."""
    start = 0
    blanks = compiled(r"\s")
    while len(text) - start > _PART:
        blank = blanks.search(text, start + _PART, start + 2 * _PART)
        end = blank.start() if blank else len(text)  # hardly a text: the rest of it is one part
        yield text[start:end]
        start = end
    yield text[start:]
