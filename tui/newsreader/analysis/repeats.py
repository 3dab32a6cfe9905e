"""Finds names that the recogniser marked in one sentence and missed in another, and known places it missed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from newsreader.aliases import aliases
from newsreader.analysis.declension import surname_readings
from newsreader.analysis.inflection import Grammar
from newsreader.analysis.words import Mention, Words, has_capital, is_foreign
from newsreader.models import Dateline, EntityType

_STEM = 2
"""Letters that every form of a name shares: what begins otherwise is not looked up."""
_LONGEST = 12


class _Phrases(NamedTuple):
    types: dict[tuple[str, ...], EntityType]
    lengths: dict[str, list[int]]


def with_repeats(
    mentions: Sequence[Mention], words: Words, grammar: Grammar, dateline: Dateline | None = None
) -> list[Mention]:
    """The mentions and, where no mention is, the other places where one of their names stands."""
    covered = {index for mention in mentions for index in range(mention.first, mention.last)}
    if dateline is not None:
        covered.update(range(*words.within(dateline.span)))
    single = _single_words(mentions, words, grammar)
    phrases = _phrases(mentions, words)
    stems = {form[:_STEM] for form in single} | aliases().stems
    lower = not any(has_capital(token.text) for token in words.tokens)
    found: list[Mention] = []
    index = 0
    while index < len(words.tokens):
        new = None
        if index not in covered:
            new = _known_body_at(index, words, covered)
            named = words.tokens[index].lemma in phrases.lengths or words.forms[index] in phrases.lengths
            if new is None and named:
                new = _phrase_at(index, words, phrases, covered)
            if new is None and (lower or has_capital(words.text(index))) and words.forms[index][:_STEM] in stems:
                new = _word_at(index, words, grammar, single)
        if new is not None:
            found.append(new)
            index = new.last
        else:
            index += 1
    return sorted([*mentions, *found])


def _single_words(mentions: Iterable[Mention], words: Words, grammar: Grammar) -> dict[str, EntityType]:
    """The nominatives of names of one word, and of surnames in full names, with their type."""
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for mention in mentions:
        length = mention.last - mention.first
        if mention.type == "person" and 1 < length <= 3 and not is_foreign(words.forms[mention.last - 1]):
            for form in _nominatives(words.forms[mention.last - 1], grammar, person=True):
                votes[form]["person"] += 1
        elif length == 1:
            for form in _nominatives(words.forms[mention.first], grammar, person=mention.type == "person"):
                votes[form][mention.type] += 1
    return {form: counter.most_common(1)[0][0] for form, counter in votes.items()}


def _nominatives(form: str, grammar: Grammar, *, person: bool) -> set[str]:
    readings = [reading for reading in grammar.readings(form) if reading.weight >= 1 and reading.tag != "Adj"]
    if person:
        readings += [reading for reading in surname_readings(form) if reading.weight > 0.4]
    return {reading.form for reading in readings} | {form}


def _word_at(index: int, words: Words, grammar: Grammar, single: dict[str, EntityType]) -> Mention | None:
    form = words.forms[index]
    token = words.tokens[index]
    if token.pos not in ("NOUN", "PROPN", "X", "ADJ") and "-" not in form:
        return None
    tags = {reading.tag for reading in grammar.readings(form) if reading.weight >= 1}
    common = bool(tags) and not tags & {"Name", "Surn", "Patr", "Geox", "Orgn", "Abbr"}
    opens = words.opens_sentence(index)
    if not common and _is_known_place(form, tags, grammar) and _stands_alone(index, words):
        return Mention(index, index + 1, "place")
    if opens and common and token.pos != "PROPN":
        return None
    for nominative in sorted(_nominatives(form, grammar, person=True)):
        kind = single.get(nominative)
        if kind is not None and (kind == "person" or nominative == form or tags or nominative in single):
            return Mention(index, index + 1, kind)
    return None


def _known_body_at(index: int, words: Words, covered: set[int]) -> Mention | None:
    """A body of the table under its name of several words, in whatever case: «министерство обороны»."""
    lemma = words.tokens[index].lemma
    for length in aliases().lengths.get(lemma, ()):
        alias = aliases().by_form.get((lemma, *words.forms[index + 1 : index + length]))
        if alias is not None and alias.type == "organisation" and not covered & set(range(index, index + length)):
            return Mention(index, index + length, "organisation")
    return None


def _is_known_place(form: str, tags: set[str], grammar: Grammar) -> bool:
    """Whether the word is a form of a place in the table; in an oblique case the dictionary must know it as a place."""
    forms = {form} | ({reading.form for reading in grammar.readings(form) if reading.tag == "Geox"} if tags else set())
    return any((alias := aliases().by_form.get((one,))) is not None and alias.type == "place" for one in forms)


def _stands_alone(index: int, words: Words) -> bool:
    """Whether no other capitalised word stands beside it: «Россия», not «Единая Россия» or «Россия 24»."""
    for other in (index - 1, index + 1):
        text = words.text(other)
        if not 0 <= other < len(words.tokens) or words.sentences[other] != words.sentences[index]:
            continue
        if (text[:1].isupper() and not words.opens_sentence(other)) or text[:1].isdigit() or text in '«»"“”„':
            return False
    return True


def _phrases(mentions: Iterable[Mention], words: Words) -> _Phrases:
    """Names of several words by their dictionary forms, and the lengths that occur behind each first word."""
    types: dict[tuple[str, ...], EntityType] = {}
    lengths: dict[str, set[int]] = defaultdict(set)
    for mention in mentions:
        length = mention.last - mention.first
        if 1 < length <= _LONGEST and mention.quoted(words):
            surface = words.forms[mention.first : mention.last]
            types.setdefault(("«", *surface), mention.type)
            lengths[surface[0]].add(length)
        elif 1 < length <= _LONGEST:
            lemmas = _lemmas(mention.first, length, words)
            types.setdefault(lemmas, mention.type)
            lengths[lemmas[0]].add(length)
    return _Phrases(types, {first: sorted(found, reverse=True) for first, found in lengths.items()})


def _lemmas(index: int, length: int, words: Words) -> tuple[str, ...]:
    return tuple(token.lemma for token in words.tokens[index : index + length])


def _phrase_at(index: int, words: Words, phrases: _Phrases, covered: set[int]) -> Mention | None:
    """A name of several words in whatever case; a person's only with capitals."""
    first, capital = words.tokens[index], words.text(index)[:1].isupper()
    for length in phrases.lengths.get(words.forms[index], ()) if capital else ():
        kind = phrases.types.get(("«", *words.forms[index : index + length]))
        if kind is not None and not covered & set(range(index, index + length)):
            return Mention(index, index + length, kind)
    for length in phrases.lengths.get(first.lemma, ()):
        kind = phrases.types.get(_lemmas(index, length, words))
        if kind is None or covered & set(range(index, index + length)):
            continue
        if kind != "person" or (capital and words.text(index + length - 1)[:1].isupper()):
            return Mention(index, index + length, kind)
    return None
