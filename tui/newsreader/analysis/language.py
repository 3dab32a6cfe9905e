"""Owns the language libraries: which language a text is in, and the models that turn Russian text into
sentences, tokens and names.

The only module that imports razdel, slovnet, navec and pymorphy3, and it does so when a `Runtime` is loaded,
never when it is imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from newsreader.analysis.datelines import find_dateline
from newsreader.analysis.dictionary import Dictionary
from newsreader.analysis.document import Document, Name, Sentence, Token
from newsreader.analysis.limits import LONGEST_PARSED
from newsreader.analysis.portions import blocks_in
from newsreader.analysis.sections import find_blocks, find_sections
from newsreader.analysis.segments import Place, Segmenter
from newsreader.errors import AnalysisError
from newsreader.models import EntityType, Span

if TYPE_CHECKING:
    from newsreader.analysis.networks import Answer

_NAME_TYPES: dict[str, EntityType] = {"PER": "person", "ORG": "organisation", "LOC": "place"}

_CYRILLIC = re.compile("[\u0400-\u04ff]")
_LATIN = re.compile("[A-Za-z]")
_NOT_RUSSIAN = re.compile("[іїєґўјљњћђџқңғүұһәөҳҷӣӯѐѝ]", re.IGNORECASE)
_ENGLISH = frozenset(("the", "of", "and", "to", "in", "that", "is", "was", "for", "said"))


def detect_language(body: str) -> str:
    """ISO 639-1 code of the text's language: "ru", "en", or "und" for any other. Looks at the first 20,000
    code points."""
    head = body[:20_000]
    cyrillic, latin = len(_CYRILLIC.findall(head)), len(_LATIN.findall(head))
    if cyrillic > latin:
        return "und" if len(_NOT_RUSSIAN.findall(head)) > cyrillic / 100 else "ru"
    words = re.findall("[a-z]+", head.lower())
    return "en" if words and sum(word in _ENGLISH for word in words) > len(words) / 20 else "und"


def weights_folder() -> Path:
    """Where the package natasha keeps its model weights. natasha itself is not imported: its code fails on
    Python 3.12 and later."""
    spec = find_spec("natasha")
    if spec is None or not spec.submodule_search_locations:
        raise AnalysisError("the language models are missing: install the package natasha")
    return Path(spec.submodule_search_locations[0]) / "data"


_REMEMBERED_WORDS = 20_000


class Runtime:
    """The loaded models. Takes about a second and 270 MiB to make; lives in a worker process."""

    def __init__(self) -> None:
        from navec import Navec
        from pymorphy3 import MorphAnalyzer
        from razdel import sentenize, tokenize
        from slovnet import NER, Morph, Syntax

        from newsreader.analysis.networks import Networks  # not before numpy is needed

        folder = weights_folder()
        vectors = Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
        models = [
            kind.load(folder / "model" / f"slovnet_{name}_news_v1.tar").navec(vectors)
            for name, kind in (("ner", NER), ("morph", Morph), ("syntax", Syntax))
        ]
        self._networks = Networks(*models)
        self._segmenter = Segmenter(sentenize, tokenize)
        self.inflector: Any = MorphAnalyzer()
        """pymorphy3's analyser, for lemmas and for inflecting names."""
        # Lemmas, verbs and names ask for the same words; a look-up in the dictionary takes about 0.1 ms.
        self.inflector.parse = lru_cache(maxsize=_REMEMBERED_WORDS)(self.inflector.parse)
        self._dictionary = Dictionary(self.inflector)

    def outline(self, body: str) -> Document:
        """The text's language, blocks and sections: what is found without the models."""
        blocks = find_blocks(body)
        sections = find_sections(body, blocks)
        return Document(body, detect_language(body), blocks, sections, find_dateline(body, blocks), (), ())

    def read(self, outline: Document, portion: Span) -> Document:
        """A portion of a text, with the sentences, tokens and names in it.

        Texts in other languages, and ones longer than `LONGEST_PARSED`, get none.
        """
        own = replace(outline, blocks=blocks_in(outline, portion))
        if outline.language != "ru" or len(outline.body) > LONGEST_PARSED:
            return own
        names = tuple(self._find_names(outline.body, portion))
        return replace(own, sentences=self._sentences(outline.body, own.blocks), names=names)

    def parse(self, body: str) -> Document:
        """A whole text as one portion."""
        return self.read(self.outline(body), Span(0, len(body)))

    def _find_names(self, body: str, portion: Span) -> Iterator[Name]:
        """The names of a portion; the recogniser sees it as one sentence."""
        words = self._segmenter.words(portion.of(body), portion.start)
        tags = self._networks.names([body[start:end] for start, end in words])
        first, last, kind = 0, 0, ""
        for (start, end), tag in zip(words, tags, strict=True):
            part, _, own = tag.partition("-")
            if part != "I" and kind:
                yield Name(Span(first, last), _NAME_TYPES[kind])
            if part != "I":
                first, kind = start, own
            last = end
        if kind:
            yield Name(Span(first, last), _NAME_TYPES[kind])

    def _sentences(self, body: str, blocks: Iterable[Span]) -> tuple[Sentence, ...]:
        places = self._segmenter.sentences(body, blocks)
        texts = [[body[start:end] for start, end in sentence] for sentence in places]
        answers = self._networks.sentences([[word.translate(_WITHOUT_YO) for word in sentence] for sentence in texts])
        return tuple(
            Sentence(Span(own[0][0], own[-1][1]), tuple(map(self._token, words, own, said)))
            for words, own, said in zip(texts, places, answers, strict=True)
        )

    def _token(self, word: str, place: Place, said: Answer) -> Token:
        pos, feats, lemma = self._dictionary.read(word, said.tag)
        return Token(word, Span(*place), pos, feats, lemma, said.head, said.relation)


_WITHOUT_YO = str.maketrans("ёЁ", "еЕ")
"""The models were trained on texts that write е for ё, as most do."""
