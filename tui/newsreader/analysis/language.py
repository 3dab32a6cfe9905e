"""Owns the language libraries: which language a text is in, and the models that turn Russian text into
sentences, tokens and names.

The only module that imports razdel, slovnet, navec and pymorphy3, and it does so when a `Runtime` is loaded,
never when it is imported.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from newsreader.analysis.datelines import find_dateline
from newsreader.analysis.document import Document, Name, Sentence, Token
from newsreader.analysis.limits import LONGEST_PARSED
from newsreader.analysis.sections import find_blocks, find_sections
from newsreader.errors import AnalysisError
from newsreader.models import EntityType, Span

_LONGEST_SENTENCE = 200
"""Tokens; longer ones are cut, for the syntax model takes time and memory by the square of the length."""
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


_BATCH = 8
"""Sentences that a model is run on at once."""
_REMEMBERED_WORDS = 20_000


def _in_batches(model: Any, sentences: Sequence[Sequence[str]]) -> list[Any]:
    """What a model says of each sentence.

    Sentences of about the same length go together: in a batch, each is as long as the longest.
    """
    order = sorted(range(len(sentences)), key=lambda index: len(sentences[index]))
    answers: list[Any] = [None] * len(sentences)
    for index, answer in zip(order, model.map([sentences[index] for index in order]), strict=True):
        answers[index] = answer
    return answers


class Runtime:
    """The loaded models. Takes about a second and 270 MiB to make; lives in a worker process."""

    def __init__(self) -> None:
        from navec import Navec
        from pymorphy3 import MorphAnalyzer
        from slovnet import NER, Morph, Syntax

        folder = weights_folder()
        vectors = Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
        self._names = NER.load(folder / "model" / "slovnet_ner_news_v1.tar")
        self._morphology = Morph.load(folder / "model" / "slovnet_morph_news_v1.tar", batch_size=_BATCH)
        self._syntax = Syntax.load(folder / "model" / "slovnet_syntax_news_v1.tar", batch_size=_BATCH)
        for model in (self._names, self._morphology, self._syntax):
            model.navec(vectors)
        self.inflector: Any = MorphAnalyzer()
        """pymorphy3's analyser, for lemmas and for inflecting names."""
        # Lemmas, verbs and names ask for the same words; a look-up in the dictionary takes about 0.1 ms.
        self.inflector.parse = lru_cache(maxsize=_REMEMBERED_WORDS)(self.inflector.parse)
        self.lemma = lru_cache(maxsize=100_000)(self._lemma)
        self._sure_verb = lru_cache(maxsize=100_000)(self._only_verb)

    def parse(self, body: str) -> Document:
        """The text with blocks, sections, sentences, tokens and names.

        Texts in other languages, and ones longer than `LONGEST_PARSED`, get blocks and sections only.
        """
        language = detect_language(body)
        blocks = find_blocks(body)
        sections = find_sections(body, blocks)
        dateline = find_dateline(body, blocks)
        sentences: tuple[Sentence, ...] = ()
        names: tuple[Name, ...] = ()
        if language == "ru" and len(body) <= LONGEST_PARSED:
            sentences = self._sentences(body, blocks)
            names = self._find_names(body)
        return Document(body, language, blocks, sections, dateline, sentences, names)

    def _find_names(self, body: str) -> tuple[Name, ...]:
        # The whole text at once: the model takes longer for the same words in pieces, and sees less of them.
        return tuple(Name(Span(name.start, name.stop), _NAME_TYPES[name.type]) for name in self._names(body).spans)

    def _sentences(self, body: str, blocks: Iterable[Span]) -> tuple[Sentence, ...]:
        from razdel import sentenize, tokenize

        spans: list[Span] = []
        tokens: list[list[Span]] = []
        for block in blocks:
            for sentence in sentenize(block.of(body)):
                start = block.start + sentence.start
                pieces = _joined(
                    body, [Span(start + token.start, start + token.stop) for token in tokenize(sentence.text)]
                )
                for first in range(0, len(pieces), _LONGEST_SENTENCE):
                    part = pieces[first : first + _LONGEST_SENTENCE]
                    spans.append(Span(part[0].start, part[-1].end))
                    tokens.append(part)
        words = [[piece.of(body).translate(_WITHOUT_YO) for piece in pieces] for pieces in tokens]
        morphology = _in_batches(self._morphology, words)
        syntax = _in_batches(self._syntax, words)
        return tuple(
            Sentence(span, self._tokens(body, pieces, forms.tokens, arcs.tokens))
            for span, pieces, forms, arcs in zip(spans, tokens, morphology, syntax, strict=True)
        )

    def _tokens(
        self, body: str, pieces: Sequence[Span], forms: Sequence[Any], arcs: Sequence[Any]
    ) -> tuple[Token, ...]:
        places = {arc.id: index for index, arc in enumerate(arcs)}
        tokens = []
        for piece, form, arc in zip(pieces, forms, arcs, strict=True):
            text = piece.of(body)
            pos, feats = form.pos, form.feats
            verb = self._sure_verb(text) if pos not in ("PUNCT", "ADP") else None
            if verb is not None and (
                pos not in ("VERB", "AUX") or any(verb.get(own) != feats.get(own) for own in _OWN)
            ):
                pos, feats = "VERB", verb
            tokens.append(
                Token(
                    text,
                    piece,
                    pos,
                    feats,
                    self.lemma(text, pos, _grammemes(pos, feats)),
                    places.get(arc.head_id),
                    arc.rel,
                )
            )
        return tuple(tokens)

    def _only_verb(self, word: str) -> Mapping[str, str] | None:
        """Features of a word that the dictionary knows as nothing but a verb of the present or future; the
        models miss rare ones."""
        parses = self.inflector.parse(word)
        if parses[0].tag.POS not in ("VERB", "GRND") or not self.inflector.word_is_known(word):
            return None
        tags = {parse.tag for parse in parses}
        if all(tag.POS == "GRND" for tag in tags):
            return {"VerbForm": "Conv", "Aspect": "Perf" if "perf" in tags.pop() else "Imp"}
        if any(tag.POS != "VERB" or tag.mood != "indc" for tag in tags):
            return None
        forms = {(tag.person, tag.number, tag.gender) for tag in tags}
        if len(forms) > 1:
            return None
        return _finite(parses[0].tag)

    def _lemma(self, word: str, pos: str, grammemes: frozenset[str] = frozenset()) -> str:
        """Dictionary form of a word, of the reading that agrees best with what the morphology chose."""
        wanted = _DICTIONARY_POS.get(pos)
        parses = self.inflector.parse(_plain(word))
        own = [parse for parse in parses if wanted and parse.tag.POS in wanted] or parses[:1]
        chosen = (
            max(own, key=lambda parse: len(grammemes & parse.tag.grammemes)) if len(own) > 1 and grammemes else own[0]
        )
        return str(chosen.normal_form).replace("ё", "е")


_WITHOUT_YO = str.maketrans("ёЁ", "еЕ")
"""The models were trained on texts that write е for ё, as most do."""
_OWN = ("VerbForm", "Person", "Number")
"""Features of a verb in which its ending decides against the models."""

_ADDRESS = re.compile(r"[\w-]+\.(?:[a-z]{2,6}|рф)(?![\w])", re.IGNORECASE)


def _joined(body: str, pieces: list[Span]) -> list[Span]:
    """The tokens with web addresses in one piece: «Lenta.ru»."""
    if not any(len(piece) == 1 and body[piece.start] == "." for piece in pieces):
        return pieces
    joined: list[Span] = []
    end = 0
    for piece in pieces:
        if piece.start < end:
            continue
        found = _ADDRESS.match(body, piece.start) if body[piece.start].isalnum() else None
        if found is not None and found.end() > piece.end and body[found.start() : found.end()].isascii():
            piece = Span(piece.start, found.end())
        joined.append(piece)
        end = piece.end
    return joined


def _finite(tag: Any) -> dict[str, str]:
    """Universal features of pymorphy3's tag of a finite verb."""
    feats = {
        "Mood": "Ind",
        "Number": "Sing" if tag.number == "sing" else "Plur",
        "Aspect": "Perf" if tag.aspect == "perf" else "Imp",
        "Tense": {"pres": "Pres", "futr": "Fut", "past": "Past"}[tag.tense],
        "VerbForm": "Fin",
    }
    if tag.person is not None:
        feats["Person"] = str(tag.person)[0]
    if tag.gender is not None:
        feats["Gender"] = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}[tag.gender]
    return feats


def _plain(word: str) -> str:
    """A word without stress marks and soft hyphens."""
    return word.replace("\u0301", "").replace("\u00ad", "") if not word.isalpha() else word


def _grammemes(pos: str, feats: Mapping[str, str]) -> frozenset[str]:
    """pymorphy3's names for the features that tell one noun from another: «политика», «политик»."""
    if pos not in ("NOUN", "PROPN"):
        return frozenset()
    return _NOUN_GRAMMEMES[
        feats.get("Gender", ""), feats.get("Number", ""), feats.get("Case", ""), feats.get("Animacy", "")
    ]


class _Grammemes(dict[tuple[str, ...], frozenset[str]]):
    """Universal features → pymorphy3's grammemes, filled as they are met."""

    def __missing__(self, key: tuple[str, ...]) -> frozenset[str]:
        self[key] = frozenset(_PYMORPHY[value] for value in key if value in _PYMORPHY)
        return self[key]


_PYMORPHY = {
    "Masc": "masc", "Fem": "femn", "Neut": "neut", "Sing": "sing", "Plur": "plur",
    "Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct",
    "Anim": "anim", "Inan": "inan",
}  # fmt: skip
_NOUN_GRAMMEMES = _Grammemes()

# Universal part of speech → pymorphy3's.
_DICTIONARY_POS: dict[str, tuple[str, ...]] = {
    "NOUN": ("NOUN",),
    "PROPN": ("NOUN",),
    "VERB": ("VERB", "INFN", "PRTF", "PRTS", "GRND"),
    "AUX": ("VERB", "INFN"),
    "ADJ": ("ADJF", "ADJS", "COMP", "PRTF"),
    "ADV": ("ADVB", "PRED", "COMP"),
    "PRON": ("NPRO",),
    "DET": ("ADJF", "NPRO"),
    "NUM": ("NUMR",),
}
