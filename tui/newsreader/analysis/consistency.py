"""Gives all mentions of one name in a document one type: the recogniser looks at each sentence alone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from newsreader.aliases import Alias, Form, aliases
from newsreader.analysis.classes import classes
from newsreader.analysis.declension import surname_readings
from newsreader.analysis.inflection import Grammar, nominative
from newsreader.analysis.neighbours import is_one_of
from newsreader.analysis.parts import name_parts
from newsreader.analysis.words import Mention, Words
from newsreader.models import Dateline, EntityType
from newsreader.text import word_form

_KINDS: tuple[EntityType, ...] = ("person", "organisation", "place")
_SURE = 100
_SYLLABLE = 6
_NAME_TAGS = frozenset(("Name", "Surn", "Patr"))


class _Evidence(NamedTuple):
    """What the whole document says of its names."""

    surnames: set[str]
    """Nominatives of the surnames in full names."""
    votes: dict[Form, Counter[EntityType]]


def settled(
    mentions: Sequence[Mention], words: Words, grammar: Grammar, dateline: Dateline | None = None
) -> list[Mention]:
    """The mentions, each with the type that the whole document speaks for."""
    surnames = {
        form
        for mention in mentions
        if mention.type == "person" and mention.last - mention.first > 1
        for form in _nominatives(words.forms[mention.last - 1])
    }
    votes: dict[Form, Counter[EntityType]] = defaultdict(Counter)
    for mention in mentions:
        kind: EntityType = mention.type
        if kind == "person" and _begins_with_adjective(mention, words, grammar):
            kind = "place"
        sure = _is_sure(mention, words, grammar) or _is_sent_from(mention, words, dateline)
        for form in _forms(mention, words, grammar):
            votes[form][kind] += _SURE if sure else 1
            votes[form]["place"] += _stays_in(mention, words)
    evidence = _Evidence(surnames, votes)
    return [
        _settle(piece, words, grammar, evidence)
        for mention in mentions
        for piece in _without_place(mention, words, grammar, evidence)
    ]


def _stays_in(mention: Mention, words: Words) -> int:
    """Votes for a place: «в Сольмаре», «из Сольмара» is said of a person hardly ever."""
    if mention.type == "organisation" or mention.last - mention.first > 1 or mention.first == 0:
        return 0
    return 2 if words.forms[mention.first - 1] in ("в", "во", "из") else 0


def _without_place(mention: Mention, words: Words, grammar: Grammar, evidence: _Evidence) -> list[Mention]:
    """«Жолдыстана Арслан Тойгамбаев»: a place that the document knows is cut off a person's name of three words."""
    if mention.type != "person" or mention.last - mention.first < 3:
        return [mention]
    first = Mention(mention.first, mention.first + 1, "place")
    tags = {reading.tag for reading in grammar.readings(words.forms[mention.first])}
    votes = sum((evidence.votes[form] for form in _forms(first, words, grammar)), Counter[EntityType]())
    if tags & _NAME_TAGS or votes["place"] <= votes["person"]:
        return [mention]
    return [first, Mention(mention.first + 1, mention.last, "person")]


def _settle(mention: Mention, words: Words, grammar: Grammar, evidence: _Evidence) -> Mention:
    if _is_sure(mention, words, grammar):
        return mention
    if mention.last - mention.first > 1:
        return _settle_phrase(mention, words, grammar, evidence)
    forms = _forms(mention, words, grammar)
    bears = bool({form[0] for form in forms} & evidence.surnames)
    known = next((alias for form in sorted(forms) if (alias := aliases().by_form.get(form))), None)
    if known is not None and mention.type != "person":
        return mention.typed(known.type)
    total: Counter[EntityType] = Counter()
    for form in forms:
        total |= evidence.votes[form]
    unknown = not grammar.knows(words.forms[mention.first])
    winner = max(_KINDS, key=lambda kind: (total[kind], unknown and kind == "place", kind == mention.type))
    if total[winner] >= _SURE and not (bears and mention.type == "person"):
        return mention.typed(winner)
    tags = {reading.tag for reading in grammar.readings(words.forms[mention.first]) if reading.weight >= 1}
    if mention.type == "person" and (bears or tags & _NAME_TAGS):
        return mention
    if known is not None:
        return mention.typed(known.type)
    if mention.type == "person" and "Geox" in tags:
        return mention.typed("place")
    if bears and not tags & {"Geox", "Orgn"} and not mention.quoted(words):
        return mention.typed("person")
    return mention.typed(winner)


def _settle_phrase(mention: Mention, words: Words, grammar: Grammar, evidence: _Evidence) -> Mention:
    known = _alias(mention, words, grammar)
    if known:
        return mention.typed(known.type)
    total: Counter[EntityType] = Counter()
    for form in _forms(mention, words, grammar):
        total |= evidence.votes[form]
    if mention.type == "person" and _begins_with_adjective(mention, words, grammar):
        total["person"] = 0
        total["place"] += 1
    elected = mention.typed(max(_KINDS, key=lambda kind: total[kind]))
    return _person_of_two_words(elected, words, grammar, evidence.surnames)


def _begins_with_adjective(mention: Mention, words: Words, grammar: Grammar) -> bool:
    """«Верхний Кольт»: no person's name begins so."""
    tags = {reading.tag for reading in grammar.readings(words.forms[mention.first]) if reading.weight >= 1}
    return mention.last - mention.first > 1 and "Adj" in tags and not tags & _NAME_TAGS


def _is_sure(mention: Mention, words: Words, grammar: Grammar) -> bool:
    """A name in marks behind a common noun has its type from that noun, whatever the recogniser guessed elsewhere."""
    nouns = classes().organisation | classes().place
    return mention.quoted(words) and is_one_of(nouns, mention.first - 2, words, grammar)


def _is_sent_from(mention: Mention, words: Words, dateline: Dateline | None) -> bool:
    """Whether it is the dateline's place."""
    if dateline is None or dateline.place is None:
        return False
    return dateline.place.meets(words.span(mention.first, mention.last))


def _alias(mention: Mention, words: Words, grammar: Grammar) -> Alias | None:
    """The table's entry for a place or organisation of several words."""
    table = aliases()
    if mention.last - mention.first > table.longest:
        return None
    if words.forms[mention.first][:2] not in table.beginnings | table.stems:
        return None
    texts = nominative(mention.tokens(words), grammar, place=mention.type == "place")
    return table.find(tuple(form for text in texts if (form := word_form(text))[:1].isalnum()))


def _person_of_two_words(mention: Mention, words: Words, grammar: Grammar, surnames: set[str]) -> Mention:
    """A place or organisation of two words that are a first name and a surname is a person; so is «Им Со Хи»."""
    if mention.type == "person" or mention.quoted(words):
        return mention
    if mention.last - mention.first == 3 and _is_eastern(mention, words):
        return mention.typed("person")
    if mention.last - mention.first != 2:
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


def _is_eastern(mention: Mention, words: Words) -> bool:
    """Three short words with capitals, the first a Korean, Chinese or Vietnamese family name."""
    texts = [token.text for token in mention.tokens(words)]
    short = all(text[:1].isupper() and text[1:].islower() and len(text) <= _SYLLABLE for text in texts)
    return short and words.forms[mention.first] in name_parts().families_first


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
        return frozenset((surface, tuple(token.lemma for token in mention.tokens(words))))
    return frozenset((surface, *((reading.form,) for reading in grammar.readings(surface[0]) if reading.weight > 0.4)))


def _nominatives(form: str) -> set[str]:
    """The surname of a full name, as it stands and in the nominatives that its ending allows."""
    return {form, *(reading.form for reading in surname_readings(form) if reading.weight > 0.4)}
