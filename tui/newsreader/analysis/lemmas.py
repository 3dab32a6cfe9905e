"""Dictionary forms of the words by which quotations are searched."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from newsreader.models import Analysis
from newsreader.text import fold, words

_RUSSIAN = re.compile("[а-я]+")
_MOST = 4
_LEAST = 0.05
"""Likelihood below which a reading is left out: «стали» hardly ever means steel."""
_CACHED = 100_000


class Lemmas:
    """Looks words up in pymorphy3's dictionary, and remembers them.

    Args:
        inflector: pymorphy3's analyser.
    """

    def __init__(self, inflector: Any) -> None:
        self._inflector = inflector
        self.of_word = lru_cache(maxsize=_CACHED)(self._look_up)

    def _look_up(self, form: str) -> tuple[str, ...]:
        scores: dict[str, float] = {}
        for parse in self._inflector.parse(form):
            lemma = fold(parse.normal_form)
            scores[lemma] = scores.get(lemma, 0.0) + parse.score
        ordered = sorted(scores, key=lambda lemma: -scores[lemma])
        likely = [lemma for lemma in ordered if scores[lemma] >= _LEAST] or ordered[:1]
        return tuple(likely[:_MOST])

    def of_words(self, texts: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The Russian words of some texts, in comparable form, with their lemmas, the likeliest first."""
        forms = dict.fromkeys(word.form for text in texts for word in words(text))
        return {form: self.of_word(form) for form in forms if _RUSSIAN.fullmatch(form)}


def spoken(body: str, analysis: Analysis) -> set[str]:
    """The texts whose words are searched: quotations, and what their speakers are called."""
    texts = {quotation.span.of(body) for quotation in analysis.quotations}
    texts.update(quotation.who for quotation in analysis.quotations if quotation.who)
    texts.update(quotation.speaker.of(body) for quotation in analysis.quotations if quotation.speaker)
    return texts
