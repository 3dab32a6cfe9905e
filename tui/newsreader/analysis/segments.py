"""Cuts a text into sentences and words, as razdel does, in time linear in the text.

razdel looks at every letter anew in each text; here the words between blanks are remembered. Nothing in razdel's
rules reaches over a blank but the dash, the point and the comma, which ask what stands on their other side.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from newsreader.models import Span

Place = tuple[int, int]
"""Half-open code-point offsets; a `Span` for each word of each text takes time."""

_LONGEST_SENTENCE = 200
"""Tokens; longer ones are cut, for the syntax model takes time and memory by the square of the length."""
_LONGEST_PIECE = 20_000
"""Code points of a paragraph that are cut into sentences at once: razdel takes time by the square of a sentence."""
_REMEMBERED = 50_000

_PIECE = re.compile(r"\S{1,1000}")
"""What stands between blanks; the longest words are cut, for razdel takes time by the square of a word."""
_ONE_WORD = re.compile("([а-яё]+)([,.]?)", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w-]+\.(?:[a-z]{2,6}|рф)(?![\w])", re.IGNORECASE)


class Segmenter:
    """Sentences and words.

    Args:
        sentenize: razdel's.
        tokenize: razdel's.
    """

    def __init__(self, sentenize: Callable[[str], Iterable[Any]], tokenize: Callable[[str], Iterable[Any]]) -> None:
        self._sentenize, self._tokenize = sentenize, tokenize
        self._cut = lru_cache(maxsize=_REMEMBERED)(self._cut_piece)

    def words(self, text: str, at: int = 0) -> list[Place]:
        """The words and marks of a text that stands at an offset of a longer one."""
        found: list[Place] = []
        pieces = list(_PIECE.finditer(text))
        for number, piece in enumerate(pieces):
            start, form = at + piece.start(), piece[0]
            if (word := _ONE_WORD.fullmatch(form)) is not None:
                end = start + word.end(1)
                found.append((start, end))
                if word[2]:
                    found.append((end, end + 1))
                continue
            before = after = ""
            if not form[0].isalnum() and number:
                before = _neighbour(text[pieces[number - 1].end() - 1])
            if not form[-1].isalnum() and number + 1 < len(pieces):
                after = _neighbour(text[pieces[number + 1].start()])
            found += [(start + first, start + last) for first, last in self._cut(form, before, after)]
        return found

    def sentences(self, body: str, blocks: Iterable[Span]) -> list[list[Place]]:
        """The words of each sentence; no sentence crosses a block's edge, web addresses are one word."""
        found: list[list[Place]] = []
        for block in blocks:
            for start, end in self._sentences(body, block):
                words = _joined(body, self.words(body[start:end], start))
                found += [words[first : first + _LONGEST_SENTENCE] for first in range(0, len(words), _LONGEST_SENTENCE)]
        return found

    def _sentences(self, body: str, block: Span) -> Iterator[Place]:
        """Where the sentences of a block stand."""
        start = block.start
        while start < block.end:
            end = min(block.end, start + _LONGEST_PIECE)
            if end < block.end:
                end = body.rfind(" ", start, end) + 1 or end
            sentences = [(start + one.start, start + one.stop) for one in self._sentenize(body[start:end])]
            if end == block.end or len(sentences) < 2:
                yield from sentences
                start = end
            else:  # the last one may go on
                yield from sentences[:-1]
                start = sentences[-1][0]

    def _cut_piece(self, form: str, before: str, after: str) -> tuple[Place, ...]:
        """The words of what stands between blanks, with the kind of neighbour on either side."""
        start = len(before) + 1
        words = ((word.start - start, word.stop - start) for word in self._tokenize(f"{before} {form} {after}"))
        return tuple(word for word in words if 0 <= word[0] < len(form))


def _neighbour(letter: str) -> str:
    """A letter of the same kind, as far as razdel's rules tell kinds apart: a number's or a word's; else itself."""
    if letter.isalpha():
        return "а"
    return "1" if letter.isdecimal() else letter


def _joined(body: str, words: list[Place]) -> list[Place]:
    """The words with web addresses in one piece: «Lenta.ru»."""
    if not any(end - start == 1 and body[start] == "." for start, end in words):
        return words
    joined: list[Place] = []
    last = 0
    for start, end in words:
        if start < last:
            continue
        found = _ADDRESS.match(body, start) if body[start].isalnum() else None
        last = found.end() if found is not None and found.end() > end and found[0].isascii() else end
        joined.append((start, last))
    return joined
