"""Documents made by hand, without models: tokens by a regular expression, names as a test states them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from newsreader.analysis.document import Document, Name, Sentence, Token
from newsreader.models import EntityType, Span
from newsreader.text import word_form

_TOKEN = re.compile(r"\w+(?:-\w+)*|[^\w\s]")
_SENTENCE = re.compile(r"[^.!?\n]+[.!?]*")


def token(text: str, start: int = 0, case: str = "Nom", pos: str | None = None) -> Token:
    """A token in a case, by default the nominative; a capital makes a proper noun."""
    kind = pos or ("PROPN" if text[:1].isupper() else "NOUN" if text[:1].isalpha() else "PUNCT")
    feats = {"Case": case, "Number": "Sing"} if kind in ("PROPN", "NOUN", "ADJ") else {}
    return Token(text, Span(start, start + len(text)), kind, feats, word_form(text), None, "root")


def tokens(text: str, case: str = "Nom") -> tuple[Token, ...]:
    """The words and marks of a text, each in the same case."""
    return tuple(token(found[0], found.start(), case) for found in _TOKEN.finditer(text))


def document(
    body: str,
    names: Iterable[tuple[str, EntityType]] = (),
    language: str = "ru",
    cases: Mapping[str, str] | None = None,
) -> Document:
    """A document in which every occurrence of the given words is a name; words stand in the nominative or as told."""
    sentences = []
    for found in _SENTENCE.finditer(body):
        words = tuple(
            token(word[0], found.start() + word.start(), (cases or {}).get(word[0], "Nom"))
            for word in _TOKEN.finditer(found[0])
        )
        if words:
            sentences.append(Sentence(Span(words[0].span.start, words[-1].span.end), words))
    marked = [
        Name(Span(place.start(), place.end()), kind)
        for name, kind in names
        for place in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", body)
    ]
    apart: list[Name] = []
    for name in sorted(marked, key=lambda name: (name.span.start, -name.span.end)):
        if not apart or apart[-1].span.end <= name.span.start:
            apart.append(name)
    blocks = tuple(Span(found.start(), found.end()) for found in re.finditer(r"\S[^\n]*", body))
    return Document(body, language, blocks, (), None, tuple(sentences), tuple(apart))
