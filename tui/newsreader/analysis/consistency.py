"""Gives all mentions of one name in a document one type: the recogniser looks at each sentence alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from newsreader.analysis.aliases import aliases
from newsreader.analysis.declension import surname_readings
from newsreader.analysis.inflection import Grammar
from newsreader.analysis.words import Mention, Words
from newsreader.models import EntityType

_NAME_TAGS = frozenset(("Name", "Surn", "Patr"))


def settled(mentions: Sequence[Mention], words: Words, grammar: Grammar) -> list[Mention]:
    """The mentions, each with the type that the whole document speaks for."""
    surnames = {
        form
        for mention in mentions
        if mention.type == "person" and mention.last - mention.first > 1
        for form in _nominatives(words.forms[mention.last - 1])
    }
    votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
    for mention in mentions:
        if mention.last - mention.first == 1:
            for form in _forms(mention, words, grammar):
                votes[form][mention.type] += 1
    return [_settle(mention, words, grammar, surnames, votes) for mention in mentions]


def _settle(
    mention: Mention, words: Words, grammar: Grammar, surnames: set[str], votes: dict[str, Counter[EntityType]]
) -> Mention:
    if mention.last - mention.first > 1:
        return _person_of_two_words(mention, words, grammar)
    forms = _forms(mention, words, grammar)
    known = next((alias for form in sorted(forms) if (alias := aliases().by_form.get((form,)))), None)
    if known is not None and mention.type != "person":
        return mention.typed(known.type)
    tags = {reading.tag for reading in grammar.readings(words.forms[mention.first]) if reading.weight >= 1}
    if mention.type != "person":
        if forms & surnames and not tags & {"Geox", "Orgn"} and not mention.quoted(words):
            return mention.typed("person")
    elif forms & surnames or tags & _NAME_TAGS:
        return mention
    elif known is not None:
        return mention.typed(known.type)
    total: Counter[EntityType] = Counter()
    for form in forms:
        total |= votes[form]
    winner = max(total, key=lambda kind: (total[kind], kind == mention.type), default=mention.type)
    return mention.typed(winner)


def _person_of_two_words(mention: Mention, words: Words, grammar: Grammar) -> Mention:
    """A place or organisation of two words that are a first name and a surname is a person."""
    if mention.type == "person" or mention.last - mention.first != 2 or mention.quoted(words):
        return mention
    first, last = words.forms[mention.first], words.forms[mention.last - 1]
    names = {reading.tag for reading in grammar.readings(first) if reading.weight >= 1}
    surnames = {reading.tag for reading in grammar.readings(last) if reading.weight >= 1}
    if "Name" in names and not names & {"Geox", "Adj"} and "Surn" in surnames and not surnames & {"Geox", "Noun"}:
        return mention.typed("person")
    return mention


def _forms(mention: Mention, words: Words, grammar: Grammar) -> frozenset[str]:
    """What the single word may be in the nominative."""
    form = words.forms[mention.first]
    return frozenset((form, *(reading.form for reading in grammar.readings(form) if reading.weight > 0.4)))


def _nominatives(form: str) -> set[str]:
    """The surname of a full name, as it stands and in the nominatives that its ending allows."""
    return {form, *(reading.form for reading in surname_readings(form) if reading.weight > 0.4)}
