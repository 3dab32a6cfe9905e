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
VERSION = f"1/{Stemmer.version()}"
"""Changes whenever the same text may give other tokens."""

_LONGEST = 64
_STEMS = 100_000
_CHUNKS = 400_000
"""As many are remembered. Of the same words there are many stretches: with capitals, and with signs around them."""
_PART = 65_536
_AROUND = '«»“”„"().,:;!?…—–'
"""What stands around words and is no part of them."""
_CYRILLIC = "[\u0400-\u04ff]"
_PLAIN = f"[а-я]{{1,{_LONGEST}}}"
"""A Russian word that is its own comparable form."""


class _Stems:
    """Snowball stemmers; they keep state inside, so that one thread at a time uses them."""

    def __init__(self) -> None:
        self._lock = allocate_lock()
        self._stemmers: tuple[Stemmer.Stemmer, Stemmer.Stemmer] | None = None

    def __call__(self, form: str) -> str:
        with self._lock:
            if self._stemmers is None:
                self._stemmers = Stemmer.Stemmer("russian", 0), Stemmer.Stemmer("english", 0)
            russian, english = self._stemmers
            stem: str = (russian if compiled(_CYRILLIC).search(form) else english).stemWord(form)
        return stem


_stems = _Stems()


@lru_cache(maxsize=_STEMS)
def stem(form: str) -> str:
    """What a word's forms have in common; «form» is as `text.words` gives it."""
    return _stems(form)


def token(form: str) -> str:
    """A word's form as the index holds it: very long ones are cut."""
    return form[:_LONGEST]


def _forms(chunk: str) -> str:
    """The comparable forms of the words in a stretch of text."""
    bare = chunk.strip(_AROUND).lower()
    if compiled(_PLAIN).fullmatch(bare):
        return bare
    return " ".join([token(word.form) for word in words(chunk)])


def _stems_in(chunk: str) -> str:
    forms = _forms(chunk)
    return " ".join(map(stem, forms.split())) if " " in forms else stem(forms) if forms else ""


class _Chunks(dict[str, str]):
    """Stretch of text without blanks → what is made of it. Most stretches of a text have been met before."""

    def __init__(self, make: Callable[[str], str]) -> None:
        self._make = make

    def __missing__(self, chunk: str) -> str:
        made = self._make(chunk)
        if len(chunk) <= _LONGEST:
            if len(self) >= _CHUNKS:
                self.clear()
            self[chunk] = made
        return made


_forms_of = _Chunks(_forms)
_stems_of = _Chunks(_stems_in)


def forms_and_stems(text: str) -> tuple[str, str]:
    """The words of a text and their stems, in the same order, each joined by blanks."""
    chunks = text.split()
    return " ".join(map(_forms_of.__getitem__, chunks)), " ".join(map(_stems_of.__getitem__, chunks))


def stems(text: str) -> str:
    """The stems of a text's words, each once, joined by blanks."""
    chunks: dict[str, None] = {}
    for part in _parts(text):
        chunks.update(dict.fromkeys(part.split()))
    return " ".join(dict.fromkeys(map(_stems_of.__getitem__, chunks)))


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
