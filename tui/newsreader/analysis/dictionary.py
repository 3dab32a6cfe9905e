"""Looks words up in pymorphy3's dictionary: their dictionary forms, and verbs that the models miss."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any, NamedTuple

_REMEMBERED = 50_000


class Reading(NamedTuple):
    """A word as a token reads it."""

    pos: str
    feats: Mapping[str, str]
    lemma: str


class Dictionary:
    """Reads words in the light of what morphology says of them; remembers the words it was asked for.

    Args:
        inflector: pymorphy3's analyser.
    """

    def __init__(self, inflector: Any) -> None:
        self._inflector = inflector
        self._verb = lru_cache(maxsize=_REMEMBERED)(self._only_verb)
        self.read = lru_cache(maxsize=_REMEMBERED)(self._read)

    def _read(self, word: str, tag: str) -> Reading:
        """The reading of a word to which morphology gives this tag: "NOUN|Case=Nom|Number=Sing"."""
        pos, feats = _parsed(tag)
        verb = self._verb(word) if pos not in ("PUNCT", "ADP") else None
        if verb is not None and (pos not in ("VERB", "AUX") or any(verb.get(own) != feats.get(own) for own in _OWN)):
            pos, feats = "VERB", verb
        return Reading(pos, feats, self._lemma(word, pos, _grammemes(pos, feats)))

    def _only_verb(self, word: str) -> Mapping[str, str] | None:
        """Features of a word that the dictionary knows as nothing but a verb of the present or future; the
        models miss rare ones."""
        parses = self._inflector.parse(word)
        if parses[0].tag.POS not in ("VERB", "GRND") or not self._inflector.word_is_known(word):
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

    def _lemma(self, word: str, pos: str, grammemes: frozenset[str]) -> str:
        """Dictionary form of a word, of the reading that agrees best with what the morphology chose."""
        wanted = _DICTIONARY_POS.get(pos)
        parses = self._inflector.parse(_plain(word))
        own = [parse for parse in parses if wanted and parse.tag.POS in wanted] or parses[:1]
        chosen = (
            max(own, key=lambda parse: len(grammemes & parse.tag.grammemes)) if len(own) > 1 and grammemes else own[0]
        )
        return str(chosen.normal_form).replace("ё", "е")


@lru_cache(maxsize=2_000)
def _parsed(tag: str) -> tuple[str, Mapping[str, str]]:
    """A tag of morphology as part of speech and features; the words of one tag share them."""
    pos, *feats = tag.split("|")
    return pos, {name: value for name, _, value in (one.partition("=") for one in feats)}


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

_OWN = ("VerbForm", "Person", "Number")
"""Features of a verb in which its ending decides against the models."""
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
