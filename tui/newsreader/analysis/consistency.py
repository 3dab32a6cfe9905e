"""Gives all mentions of one name in a document one type: the recogniser looks at each sentence alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from newsreader.analysis.aliases import Alias, Form, aliases
from newsreader.analysis.classes import classes
from newsreader.analysis.declension import surname_readings
from newsreader.analysis.inflection import Grammar, nominative
from newsreader.analysis.neighbours import is_one_of
from newsreader.analysis.words import Mention, Words
from newsreader.models import EntityType
from newsreader.text import word_form

_KINDS: tuple[EntityType, ...] = ("person", "organisation", "place")
_SURE = 100
_NAME_TAGS = frozenset(("Name", "Surn", "Patr"))


def settled(mentions: Sequence[Mention], words: Words, grammar: Grammar) -> list[Mention]:
    """The mentions, each with the type that the whole document speaks for."""
    surnames = {
        form
        for mention in mentions
        if mention.type == "person" and mention.last - mention.first > 1
        for form in _nominatives(words.forms[mention.last - 1])
    }
    votes: dict[Form, Counter[EntityType]] = defaultdict(Counter)
    for mention in mentions:
        for form in _forms(mention, words, grammar):
            votes[form][mention.type] += _weight(mention, words, grammar)
    return [_settle(mention, words, grammar, surnames, votes) for mention in mentions]


def _settle(
    mention: Mention, words: Words, grammar: Grammar, surnames: set[str], votes: dict[Form, Counter[EntityType]]
) -> Mention:
    if mention.last - mention.first > 1:
        known = _alias(mention, words, grammar)
        if known:
            return mention.typed(known.type)
        elected = max(_KINDS, key=lambda kind: votes[words.forms[mention.first : mention.last]][kind])
        return _person_of_two_words(mention.typed(elected), words, grammar, surnames)
    forms = _forms(mention, words, grammar)
    sure = _weight(mention, words, grammar) > 1
    known = next((alias for form in sorted(forms) if (alias := aliases().by_form.get(form))), None)
    if sure:
        return mention
    if known is not None and mention.type != "person":
        return mention.typed(known.type)
    tags = {reading.tag for reading in grammar.readings(words.forms[mention.first]) if reading.weight >= 1}
    if mention.type != "person":
        if {form[0] for form in forms} & surnames and not tags & {"Geox", "Orgn"} and not mention.quoted(words):
            return mention.typed("person")
    elif {form[0] for form in forms} & surnames or tags & _NAME_TAGS:
        return mention
    elif known is not None or "Geox" in tags:
        return mention.typed(known.type if known else "place")
    total: Counter[EntityType] = Counter()
    for form in forms:
        total |= votes[form]
    winner = max(_KINDS, key=lambda kind: (total[kind], kind == mention.type))
    return mention.typed(winner)


def _weight(mention: Mention, words: Words, grammar: Grammar) -> int:
    """A name in marks behind a common noun has its type from that noun, whatever the recogniser guessed elsewhere."""
    quoted = mention.quoted(words)
    before = mention.first - 2
    return _SURE if quoted and is_one_of(classes().organisation | classes().place, before, words, grammar) else 1


def _alias(mention: Mention, words: Words, grammar: Grammar) -> Alias | None:
    """The table's entry for a place or organisation of several words."""
    table = aliases()
    if mention.last - mention.first > table.longest:
        return None
    if words.forms[mention.first][:2] not in table.beginnings:
        return None
    texts = nominative(mention.tokens(words), grammar, place=mention.type == "place")
    return table.find(tuple(form for text in texts if (form := word_form(text))[:1].isalnum()))


def _person_of_two_words(mention: Mention, words: Words, grammar: Grammar, surnames: set[str]) -> Mention:
    """A place or organisation of two words that are a first name and a surname is a person."""
    if mention.type == "person" or mention.last - mention.first != 2 or mention.quoted(words):
        return mention
    first, last = words.forms[mention.first], words.forms[mention.last - 1]
    if not all(token.text[:1].isupper() for token in mention.tokens(words)) or words.tokens[mention.first].pos == "ADJ":
        return mention
    stranger = not grammar.knows(first)
    if stranger and (_nominatives(last) & surnames or _has_an_office(mention, words)):
        return mention.typed("person")
    names = {reading.tag for reading in grammar.readings(first) if reading.weight >= 1}
    surnames = {reading.tag for reading in grammar.readings(last) if reading.weight >= 1}
    if "Name" in names and not names & {"Geox", "Adj"} and "Surn" in surnames and not surnames & {"Geox", "Noun"}:
        return mention.typed("person")
    return mention


def _has_an_office(mention: Mention, words: Words) -> bool:
    """«архиепископ Лонгин Клинский»: the office before the name stands in its case, and not in the genitive."""
    if mention.first == 0 or words.sentences[mention.first - 1] != words.sentences[mention.first]:
        return False
    office, name = words.tokens[mention.first - 1], words.tokens[mention.first]
    case = office.feats.get("Case")
    return office.lemma in classes().roles and case == name.feats.get("Case") and case not in (None, "Gen")


def _forms(mention: Mention, words: Words, grammar: Grammar) -> frozenset[Form]:
    """The name as it stands, and what a single word may be in the nominative."""
    surface = words.forms[mention.first : mention.last]
    if len(surface) > 1:
        return frozenset((surface,))
    return frozenset((surface, *((reading.form,) for reading in grammar.readings(surface[0]) if reading.weight > 0.4)))


def _nominatives(form: str) -> set[str]:
    """The surname of a full name, as it stands and in the nominatives that its ending allows."""
    return {form, *(reading.form for reading in surname_readings(form) if reading.weight > 0.4)}
