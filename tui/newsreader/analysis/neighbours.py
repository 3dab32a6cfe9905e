"""Types a name by the common noun before it: «аэропорт „Внуково“» is a place, «фильм „Титаник“» no entity at all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from newsreader.aliases import aliases
from newsreader.analysis.classes import classes
from newsreader.analysis.inflection import Grammar
from newsreader.analysis.words import CLOSING, OPENING, Mention, Words
from newsreader.models import EntityType

_LONGEST = 6


def typed_by_neighbours(mentions: Iterable[Mention], words: Words, grammar: Grammar) -> list[Mention]:
    """Mentions with the type that the noun before them gives; the names of things are dropped."""
    things = set(_names_of_things(words, grammar))
    kept = []
    for mention in mentions:
        kind = _type(mention, words, grammar)
        dropped = mention.quoted(words) and _names(mention, words, grammar) & things
        if kind is not None and (not dropped or _is_known_body(mention, words, grammar)):
            kept.append(mention.typed(kind))
    return kept


def is_one_of(nouns: frozenset[str], index: int, words: Words, grammar: Grammar) -> bool:
    """Whether the token is a form of one of the nouns, which the dictionary need not know."""
    if index < 0 or words.tokens[index].pos not in ("NOUN", "PROPN", "X"):
        return False
    if words.tokens[index].lemma in nouns:
        return True
    form = words.forms[index]
    return not grammar.knows(form) and any(reading.form in nouns for reading in grammar.readings(form))


def _names_of_things(words: Words, grammar: Grammar) -> Iterator[tuple[str, ...]]:
    """What stands in quotation marks behind the noun of a thing, anywhere in the text."""
    for index, token in enumerate(words.tokens):
        if token.text not in OPENING or not is_one_of(classes().thing, index - 1, words, grammar):
            continue
        if not _may_be_nominative(index + 1, words, grammar):
            continue
        last = index + 1
        while last < len(words.tokens) and last - index <= _LONGEST and words.text(last) not in CLOSING:
            last += 1
        yield from _names(Mention(index + 1, last, "organisation"), words, grammar)


def _names(mention: Mention, words: Words, grammar: Grammar) -> set[tuple[str, ...]]:
    """The name as it stands, and the nominatives that a single word may have."""
    forms = words.forms[mention.first : mention.last]
    if len(forms) != 1:
        return {forms}
    return {forms, *((reading.form,) for reading in grammar.readings(forms[0]) if reading.weight > 0.4)}


def _type(mention: Mention, words: Words, grammar: Grammar) -> EntityType | None:
    """The type by the noun before the name, or by the name's own head; None where that noun is of a thing."""
    quoted = mention.quoted(words)
    if mention.type != "person" and not quoted and is_one_of(classes().thing, _head(mention, words), words, grammar):
        return None
    if mention.type == "organisation" and not quoted and _is_building(mention, words, grammar):
        return "place"
    before = mention.first - (2 if quoted else 1)
    if before < 0 or words.sentences[before] != words.sentences[mention.first]:
        return mention.type
    names = quoted and _may_be_nominative(mention.first, words, grammar) and not _is_known_body(mention, words, grammar)
    if (names or _apposed(mention, words)) and is_one_of(classes().thing, before, words, grammar):
        return None
    if not quoted and (mention.type != "person" or _may_be_person(mention, words, grammar)):
        return mention.type
    if is_one_of(classes().organisation, before, words, grammar):
        return "organisation"
    return "place" if is_one_of(classes().place, before, words, grammar) else mention.type


def _is_building(mention: Mention, words: Words, grammar: Grammar) -> bool:
    """«Городской аэропорт», «Дворец молодёжи»: a name of several words that the noun of a place heads."""
    head = _head(mention, words)
    known = _is_known_body(mention, words, grammar)
    return head >= 0 and not known and words.tokens[head].lemma in classes().place - classes().organisation


def _may_be_nominative(index: int, words: Words, grammar: Grammar) -> bool:
    """A name in marks behind its noun stands in the nominative: «песни „Маяка“» are not called „Маяк“."""
    if index >= len(words.tokens):
        return False
    readings = grammar.readings(words.forms[index])
    return not grammar.knows(words.forms[index]) or not readings or any(reading.case == "Nom" for reading in readings)


def _is_known_body(mention: Mention, words: Words, grammar: Grammar) -> bool:
    """Whether the table has the name as an organisation's: «автомобили „Фольксваген“»."""
    found = (aliases().find(form) for form in _names(mention, words, grammar))
    return any(alias is not None and alias.type == "organisation" for alias in found)


def _apposed(mention: Mention, words: Words) -> bool:
    """Whether the name stands to the noun before it as its name, «шаттл Индевор», not as its owner, «закон Госдумы»."""
    token = words.tokens[mention.first]
    known = aliases().by_form.get(words.forms[mention.first : mention.last])
    apposed = token.relation.startswith(("appos", "flat")) and words.head(mention.first) == mention.first - 1
    return mention.type == "organisation" and apposed and token.feats.get("Case") != "Gen" and known is None


def _head(mention: Mention, words: Words) -> int:
    """The first noun of a name of several words; -1 where it has none, or is a single word."""
    if mention.last - mention.first < 2:
        return -1
    return next((index for index in range(mention.first, mention.last) if words.tokens[index].pos == "NOUN"), -1)


def _may_be_person(mention: Mention, words: Words, grammar: Grammar) -> bool:
    """Whether a name after a common noun can be a person's: «глава компании Петров»."""
    if mention.last - mention.first > 1:
        return True
    form = words.forms[mention.first]
    return any(reading.tag in ("Surn", "Name", "Patr") and reading.weight >= 1 for reading in grammar.readings(form))
