"""Puts names into the nominative, with a dictionary where it knows the word and by the ending where it does not."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from newsreader.analysis.declension import ANY_CASE, Case, Gender, Reading, noun_readings
from newsreader.analysis.document import Token
from newsreader.analysis.parts import name_parts
from newsreader.analysis.words import is_foreign
from newsreader.text import word_form

_CASES: dict[str, Case] = {
    "nomn": "Nom",
    "gent": "Gen",
    "gen2": "Gen",
    "datv": "Dat",
    "accs": "Acc",
    "ablt": "Ins",
    "loct": "Loc",
    "loc2": "Loc",
}
_GENDERS: dict[str, Gender] = {"masc": "Masc", "femn": "Fem", "neut": "Neut"}
_NAME_TAGS = ("Patr", "Name", "Surn", "Geox", "Orgn", "Abbr")
_MOST_PARSES = 16
_Paradigm = tuple[str, Gender | None, bool, str]

_INFLECTED_ABBREVIATION = re.compile(r"([А-ЯЁ]{2,})(?:а|у|ом|ем|е|ы|и|ов|ам|ами|ах|ой)")
ADJECTIVE = re.compile("(?:ий|ый|ой|ая|яя|ое|ее|ие|ые|ого|его|ому|ему|им|ым|ом|ем|ую|юю|их|ых|ими|ыми|ей)$")
_INVISIBLE = re.compile("[\u00ad\u0301\u0300\u200b-\u200d\u2060]")
_BLANKS = re.compile(r"\s+")


class Shape(NamedTuple):
    """What of a token decides its nominative."""

    text: str
    pos: str
    case: str | None
    plural: bool | None
    gender: str | None


class Grammar:
    """A dictionary of word forms behind the readings that names need. Remembers the words it was asked for."""

    def __init__(self, analyser: Any) -> None:
        self._analyser = analyser
        self.readings = lru_cache(maxsize=50_000)(self._readings)
        self.phrase = lru_cache(maxsize=20_000)(self._phrase)

    def _readings(self, word: str) -> tuple[Reading, ...]:
        """The dictionary's readings of a lower-case word, nominal ones only; by its ending where it is unknown."""
        if self._analyser is None:
            return noun_readings(word)
        parses = self._analyser.parse(word)[:_MOST_PARSES]
        if not parses or not parses[0].is_known:
            return (*self._predicted(parses), *noun_readings(word))
        nominatives: dict[_Paradigm, str] = {}
        return tuple(reading for parse in parses for reading in _dictionary_reading(parse, nominatives))

    def _phrase(self, shapes: tuple[Shape, ...], place: bool) -> tuple[str, ...]:
        """The words of a phrase in the nominative."""
        return _nominative(shapes, self, place=place)

    def _predicted(self, parses: Sequence[Any]) -> Iterator[Reading]:
        nominatives: dict[_Paradigm, str] = {}
        for parse in parses:
            for reading in _dictionary_reading(parse, nominatives):
                yield reading._replace(weight=0.2 + 0.3 * float(parse.score), tag="Adj" if reading.tag == "Adj" else "")

    def knows(self, word: str) -> bool:
        """Whether the dictionary has the word. A known word that is neither noun nor adjective has no readings."""
        readings = self.readings(word)
        return not readings or readings[0].weight >= 1


@lru_cache(maxsize=4)
def grammar_of(analyser: Any) -> Grammar:
    """The grammar over this morphological analyser; None stands for no dictionary at all."""
    return Grammar(analyser)


def _dictionary_reading(parse: Any, nominatives: dict[_Paradigm, str]) -> Iterator[Reading]:
    """The parse as a reading, if it is nominal; `nominatives` remembers what other cases of the same word gave."""
    tag = parse.tag
    if tag.POS not in ("NOUN", "ADJF", "PRTF"):
        return
    case = _CASES.get(tag.case or "")
    if case is None:
        return
    plural = tag.number == "plur"
    kind = next((name for name in _NAME_TAGS if name in tag), "Noun" if tag.POS == "NOUN" else "Adj")
    gender = None if "ms-f" in tag else _GENDERS.get(tag.gender or "")
    form = parse.word if case == "Nom" else nominatives.get((parse.normal_form, gender, plural, kind))
    if form is None:
        feminine = kind in ("Surn", "Patr") and gender == "Fem"
        if tag.POS == "NOUN" and not plural and not feminine:
            form = parse.normal_form
        else:
            inflected = parse.inflect({"nomn"})
            form = inflected.word if inflected else parse.normal_form
        nominatives[parse.normal_form, gender, plural, kind] = form
    yield Reading(form.replace("ё", "е"), case, gender, plural, 1.0 + 0.3 * float(parse.score), kind)


def restore(form: str, source: str) -> str:
    """`form`, lower case, in the letters of `source`: its capitals and its ё as far as the two agree."""
    source = bare(source)
    if "-" in source and source.count("-") == form.count("-"):
        return "-".join(map(restore, form.split("-"), source.split("-")))
    if len(source) > 1 and source.isupper():
        return (
            source[: len(form)] + form[len(source) :].upper()
            if form[: len(source)] == word_form(source)[: len(form)]
            else form.upper()
        )
    letters = []
    same = True
    for index, letter in enumerate(form):
        same = same and index < len(source) and word_form(source[index]) == letter
        letters.append(source[index] if same else letter)
    text = "".join(letters)
    return text[:1].upper() + text[1:] if source[:1].isupper() else text


def bare(text: str) -> str:
    """The text as it is read: without stress marks and soft hyphens, composed, blanks as single spaces."""
    return _BLANKS.sub(" ", unicodedata.normalize("NFC", _INVISIBLE.sub("", text))).strip()


def abbreviation(word: str) -> str | None:
    """The bare abbreviation of an inflected one: «МИДом» → «МИД»; None for anything else."""
    found = _INFLECTED_ABBREVIATION.fullmatch(word)
    return found[1] if found else None


def _weight(shape: Shape, reading: Reading) -> float:
    """How well a reading goes with what the morphology says of the word in its sentence."""
    weight = reading.weight
    if shape.case == reading.case:
        weight += 1.2
    if shape.plural == reading.plural:
        weight += 0.6
    if reading.gender is None:
        weight += 0.15
    elif shape.gender == reading.gender:
        weight += 0.3
    return weight


def shape_of(token: Token) -> Shape:
    """The token without its place in the text."""
    feats = token.feats
    plural = feats["Number"] == "Plur" if "Number" in feats else None
    return Shape(token.text, token.pos, feats.get("Case"), plural, feats.get("Gender"))


def nominative(tokens: Sequence[Token], grammar: Grammar, *, place: bool = False) -> tuple[str, ...]:
    """The words of a phrase with its head, and what agrees with it, in the nominative; marks stay as they are."""
    return grammar.phrase(tuple(map(shape_of, tokens)), place)


def _nominative(tokens: Sequence[Shape], grammar: Grammar, *, place: bool) -> tuple[str, ...]:
    words = [bare(token.text) for token in tokens]
    head, agreeing = _head(tokens, grammar, place=place)
    if head is None:
        return tuple(words)
    short = abbreviation(words[head])
    if short:
        words[head] = short
        return tuple(words)
    if words[head].isupper() and 1 < len(words[head]) <= 5 and not agreeing:
        return tuple(words)
    frame = _agreement(tokens, head, agreeing, grammar, place=place)
    for index in (*agreeing, head):
        reading = _best(tokens[index], grammar, frame, place=place, adjective=index != head)
        if reading is not None:
            words[index] = restore(reading.form, words[index])
    return tuple(words)


def _head(tokens: Sequence[Shape], grammar: Grammar, *, place: bool) -> tuple[int | None, tuple[int, ...]]:
    """Index of the phrase's head and of the adjectives before it; no head where nothing is to be inflected."""
    agreeing: list[int] = []
    for index, token in enumerate(tokens):
        form = word_form(token.text)
        if not form[:1].isalpha():
            if token.text in ",-" or form[:1].isdigit():
                continue
            break
        if token.pos in ("CCONJ",) or form in name_parts().still:
            continue
        full = token.pos == "VERB" and token.case is not None  # «Объединённый комитет»
        if token.pos in ("ADP", "SCONJ", "VERB", "ADV") and not full and index == 0 and not place:
            return None, ()
        if is_foreign(form):
            return None, ()
        if _is_adjective(token, form, grammar):
            agreeing.append(index)
            continue
        return index, tuple(agreeing)
    return (agreeing[-1], tuple(agreeing[:-1])) if agreeing else (None, ())


def _is_adjective(token: Shape, form: str, grammar: Grammar) -> bool:
    readings = grammar.readings(form)
    tags = {reading.tag for reading in readings if reading.weight >= 1}
    if tags:
        return "Adj" in tags and (token.pos in ("ADJ", "DET", "VERB") or tags == {"Adj"})
    return token.pos == "ADJ" and ADJECTIVE.search(form) is not None


class _Frame(NamedTuple):
    """What the words of a phrase agree in; any gender where it is None."""

    case: Case
    plural: bool
    gender: Gender | None


def _agreement(tokens: Sequence[Shape], head: int, agreeing: Sequence[int], grammar: Grammar, *, place: bool) -> _Frame:
    """The case, number and gender in which head and adjectives agree best."""
    genders: tuple[Gender | None, ...] = ("Masc", "Fem", "Neut") if agreeing else (None,)
    possible = {(reading.case, reading.plural) for reading in grammar.readings(word_form(tokens[head].text))}
    frames = [_Frame(case, False, gender) for case in ANY_CASE for gender in genders if (case, False) in possible]
    frames += [_Frame(case, True, None) for case in ANY_CASE if (case, True) in possible]

    def fit(frame: _Frame) -> float:
        total = 0.0
        for index in (head, *agreeing):
            reading = _best(tokens[index], grammar, frame, place=place, adjective=index != head)
            total += _weight(tokens[index], reading) if reading else -2.0
        return total

    return max(frames, key=fit, default=_Frame("Nom", False, None))


def _best(token: Shape, grammar: Grammar, frame: _Frame, *, place: bool, adjective: bool) -> Reading | None:
    found: Reading | None = None
    highest = -1.0
    for reading in grammar.readings(word_form(token.text)):
        if reading.case != frame.case or reading.plural != frame.plural:
            continue
        if frame.gender is not None and reading.gender not in (None, frame.gender):
            continue
        weight = _weight(token, reading)
        if (reading.tag == "Adj") == adjective:
            weight += 0.5
        if place and reading.tag == "Geox":
            weight += 0.5
        if weight > highest:
            found, highest = reading, weight
    return found
