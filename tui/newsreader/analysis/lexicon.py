"""Reads the lists of words in `lexicon/*.yaml`: once, when they are first needed. The lists are for linguists
to edit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from newsreader.errors import AnalysisError
from newsreader.tables import read_table


@dataclass(frozen=True, slots=True)
class Speech:
    """The words that report speech, by what they can do. All in dictionary form."""

    say: frozenset[str]
    write: frozenset[str]
    think: frozenset[str]
    weak: frozenset[str]
    auxiliary: frozenset[str]
    hint: frozenset[str]
    unhidden: frozenset[str]
    intend: frozenset[str]
    ask: frozenset[str]
    tell: frozenset[str]
    demand: frozenset[str]
    voice: frozenset[str]
    judge: frozenset[str]
    relay: frozenset[str]
    passive: frozenset[str]
    sure: frozenset[str]
    by_say: frozenset[str]
    by_data: frozenset[str]
    speech_noun: frozenset[str]
    feeling_noun: frozenset[str]
    express: frozenset[str]
    consist: frozenset[str]
    demand_noun: frozenset[str]
    naming: frozenset[str]
    rumour_noun: frozenset[str]
    wish: frozenset[str]
    phase: frozenset[str]
    topic: frozenset[str]
    notice: frozenset[str]
    sure_form: frozenset[str]
    event: frozenset[str]
    pointing: frozenset[str]
    word_noun: frozenset[str]
    nameless_data: frozenset[str]
    relayed_noun: frozenset[str]
    connective: frozenset[str]
    question_word: frozenset[str]
    question_noun: frozenset[str]
    times: frozenset[str]
    clausal: frozenset[str]
    """Verbs that take a clause."""
    verbs: frozenset[str]
    """Verbs that can stand after a quotation in marks."""


@dataclass(frozen=True, slots=True)
class People:
    """The words for those who speak. All in dictionary form."""

    offices: tuple[frozenset[str], ...]
    """Sets of names of one office."""
    fields: tuple[frozenset[str], ...]
    """Sets of words for one field of work."""
    kinds: Mapping[str, tuple[str, ...]]
    """For a word for a body («ведомство»), how names of such bodies begin, or (with a hyphen) end."""
    chiefs: frozenset[str]
    reporters: frozenset[str]
    sides: frozenset[str]
    media: frozenset[str]
    passing: frozenset[str]
    strangers: frozenset[str]
    leaders: frozenset[str]
    heads: frozenset[str]
    leading: frozenset[str]
    instrumental: frozenset[str]
    kin: frozenset[str]
    relations: frozenset[str]
    voices: frozenset[str]
    documents: frozenset[str]
    nameless: frozenset[str]
    bodies: frozenset[str]
    generic: frozenset[str]
    general: frozenset[str]
    persons: frozenset[str]
    nationals: frozenset[str]
    interlocutors: frozenset[str]
    famous: frozenset[str]
    scholars: frozenset[str]
    learned: frozenset[str]
    exclusive: tuple[frozenset[str], ...]
    """Sets of words that exclude each other."""


@lru_cache(maxsize=1)
def speech() -> Speech:
    """The lexicon of speech."""
    groups = {name: frozenset(_words(words)) for name, words in _load("speech.yaml").items()}
    clausal = groups["say"] | groups["write"] | groups["think"] | groups["ask"] | groups["demand"]
    return Speech(**groups, clausal=clausal, verbs=clausal | groups["voice"])


@lru_cache(maxsize=1)
def people() -> People:
    """The lexicon of speakers."""
    lists = _load("people.yaml")
    offices, fields, exclusive = (
        tuple(frozenset(words) for words in lists.pop(name)) for name in ("offices", "fields", "exclusive")
    )
    kinds = {word: tuple(names) for word, names in lists.pop("kinds").items()}
    rest: dict[str, Any] = {name: frozenset(_words(words)) for name, words in lists.items()}
    return People(offices=offices, fields=fields, exclusive=exclusive, kinds=kinds, **rest)


@dataclass(frozen=True, slots=True)
class English:
    """The English words that report speech, as they stand in a text."""

    verbs: frozenset[str]
    voice: frozenset[str]
    bare: frozenset[str]
    pronouns: frozenset[str]
    connectives: frozenset[str]
    title_modifiers: frozenset[str]
    titles: frozenset[str]


@lru_cache(maxsize=1)
def english() -> English:
    """The English lexicon."""
    return English(**{name: frozenset(_words(words)) for name, words in _load("english.yaml").items()})


def _words(lists: Iterable[Any]) -> Iterator[str]:
    """The words of a list whose items are words or lists of words."""
    for item in lists:
        if isinstance(item, str):
            yield item
        elif isinstance(item, list):
            yield from _words(item)
        else:
            raise AnalysisError("lexicon: {item} is no word; write it in quotation marks", item=repr(item))


def _load(name: str) -> dict[str, Any]:
    lists = read_table(name)
    if not isinstance(lists, Mapping):
        raise AnalysisError("{name}: lists of words are expected", name=name)
    return dict(lists)
