"""A document's tokens as one row, and stretches of them: what the entity stages count in."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate

from newsreader.analysis.document import Document, Token
from newsreader.models import EntityType, Span
from newsreader.text import word_form

OPENING = frozenset("«“„‹\"'‘")
CLOSING = frozenset("»”“›\"'’")

_FEW = 4
_CYRILLIC = re.compile("[\u0400-\u04ff]")


def is_foreign(text: str) -> bool:
    """Whether no Cyrillic letter is in it: nothing there can be inflected."""
    return _CYRILLIC.search(text) is None


def has_capital(text: str) -> bool:
    """Whether a word begins with a capital, or has one behind an article: аль-Багдади."""
    if "-" in text and text[:1].isalpha():
        return any(part[:1].isupper() for part in text.split("-"))
    return text[:1].isupper()


@dataclass(frozen=True, slots=True)
class Words:
    """All tokens of a document in order, with their comparable forms and the number of their sentence."""

    body: str
    tokens: tuple[Token, ...]
    forms: tuple[str, ...]
    sentences: tuple[int, ...]
    openings: tuple[int, ...]
    """Index of each sentence's first token."""
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def within(self, span: Span) -> tuple[int, int]:
        """The tokens that share a code point with `span`, as a half-open range."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)

    def span(self, first: int, last: int) -> Span:
        """From the first token's start to the last one's end; `last` is not included."""
        return Span(self.starts[first], self.ends[last - 1])

    def text(self, index: int) -> str:
        """The token's text; the empty string outside the document."""
        return self.tokens[index].text if 0 <= index < len(self.tokens) else ""

    def head(self, index: int) -> int | None:
        """Index of the token that governs this one; None for a root."""
        head = self.tokens[index].head
        return None if head is None else self.openings[self.sentences[index]] + head

    def opens_sentence(self, index: int) -> bool:
        """Whether no word stands before this one in its sentence."""
        while index > 0 and self.sentences[index - 1] == self.sentences[index]:
            index -= 1
            if self.forms[index][:1].isalpha():
                return False
        return True

    def closes_sentence(self, index: int) -> bool:
        """Whether no word stands behind this one in its sentence."""
        end = self.openings[self.sentences[index] + 1]
        return not any(self.forms[other][:1].isalnum() for other in range(index + 1, min(end, index + _FEW)))


def words_of(document: Document) -> Words:
    """The document's tokens as one row."""
    tokens = tuple(token for sentence in document.sentences for token in sentence.tokens)
    openings = tuple(accumulate((len(sentence.tokens) for sentence in document.sentences), initial=0))
    return Words(
        body=document.body,
        tokens=tokens,
        forms=tuple(word_form(token.text) for token in tokens),
        sentences=tuple(number for number, sentence in enumerate(document.sentences) for _ in sentence.tokens),
        openings=openings,
        starts=tuple(token.span.start for token in tokens),
        ends=tuple(token.span.end for token in tokens),
    )


@dataclass(frozen=True, slots=True, order=True)
class Mention:
    """A name where it stands: a half-open range of tokens."""

    first: int
    last: int
    type: EntityType

    def typed(self, kind: EntityType) -> Mention:
        """The same stretch as a name of another type."""
        return self if kind == self.type else Mention(self.first, self.last, kind)

    def tokens(self, words: Words) -> Sequence[Token]:
        """The tokens of the mention, marks included."""
        return words.tokens[self.first : self.last]

    def meets(self, other: Mention) -> bool:
        """Whether the two share a token."""
        return self.first < other.last and other.first < self.last

    def quoted(self, words: Words) -> bool:
        """Whether it stands between quotation marks, alone."""
        return words.text(self.first - 1) in OPENING and words.text(self.last) in CLOSING and self.first > 0
