"""Repairs what the name recogniser marked: names are cut, joined, trimmed and typed as the language wants them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from newsreader.aliases import Alias, aliases
from newsreader.analysis.classes import classes
from newsreader.analysis.document import Document
from newsreader.analysis.inflection import ADJECTIVE, Grammar
from newsreader.analysis.parts import name_parts
from newsreader.analysis.words import CLOSING, OPENING, Mention, Words, has_capital, is_foreign

_FAMILY = re.compile("(?:[оеи]в|ин|ын|ск|цк)(?:ы|ые|ие|ых|их|ым|им|ыми|ими)$")
_MANY = frozenset(("овых", "евых", "овыми", "евыми", "иных", "иными"))
"""Endings that no single person's surname has."""
_BREAKS = frozenset("()[]{}|;•·*/\\")
_LIST_BREAKS = frozenset(",")
_QUOTES = OPENING | CLOSING


def recognised(document: Document, words: Words, grammar: Grammar) -> list[Mention]:
    """The recogniser's names, repaired, in order, none overlapping another. The dateline's agency is left out."""
    found: list[Mention] = []
    for name in document.names:
        first, last = words.within(name.span)
        for mention in chain.from_iterable(
            _without_owner(piece, words, grammar) for piece in _pieces(Mention(first, last, name.type), words)
        ):
            repaired = _repair(mention, words, grammar)
            if repaired is not None and (not found or found[-1].last <= repaired.first):
                found.append(repaired)
    named = {
        words.forms[index]
        for mention in found
        if _shows(mention, words)
        for index in range(mention.first, mention.last)
    }
    kept = [
        mention for mention in found if _shows(mention, words) or not _is_common_word(mention, words, grammar, named)
    ]
    return list(_dateline(document, words, kept))


def _joined(mentions: Iterable[Mention], words: Words, grammar: Grammar) -> list[Mention]:
    """A surname and the first name right behind it in the same case are one name: «Крылова Анна»."""
    joined: list[Mention] = []
    for mention in mentions:
        if joined and joined[-1].last == mention.first and _turned_name(joined[-1], mention, words, grammar):
            joined[-1] = Mention(joined[-1].first, mention.last, "person")
        else:
            joined.append(mention)
    return joined


def _turned_name(one: Mention, other: Mention, words: Words, grammar: Grammar) -> bool:
    if one.type != "person" or other.type != "person":
        return False
    if words.forms[one.last - 1] in name_parts().patronymic_tails:
        return True
    if other.last - one.first != 2:
        return False
    surname, first = (
        {reading.tag for reading in grammar.readings(words.forms[index])} for index in (one.first, other.first)
    )
    same = words.sentences[one.first] == words.sentences[other.first]
    cases = [words.tokens[index].feats.get("Case") for index in (one.first, other.first)]
    return same and cases[0] == cases[1] and "Surn" in surname - first and "Name" in first - surname


def _shows(mention: Mention, words: Words) -> bool:
    """Whether the mention itself shows that it is a name: by several words, marks, or a capital inside a sentence."""
    role = mention.type == "person" and words.tokens[mention.first].lemma in classes().roles
    alone = role or words.opens_sentence(mention.first)  # «Президент» has its capital from respect
    return mention.last - mention.first > 1 or mention.quoted(words) or not alone


def _pieces(mention: Mention, words: Words) -> Iterator[Mention]:
    """The mention cut at brackets and bullets; a person or place also at commas."""
    breaks = _BREAKS if mention.type == "organisation" else _BREAKS | _LIST_BREAKS
    first = mention.first
    for index in range(mention.first, mention.last + 1):
        if mention.type == "place" and index > first and words.forms[index : index + 1] == ("по",):
            yield Mention(first, index, mention.type)
            return
        if index == mention.last or words.text(index) in breaks or _line_break(words, first, index):
            if index > first:
                piece = Mention(first, index, mention.type)
                bracketed = words.text(first - 1) == "(" and first > mention.first
                yield _retyped(piece, words) if bracketed else piece
            first = index if index < mention.last and words.text(index) not in breaks else index + 1


def _without_owner(mention: Mention, words: Words, grammar: Grammar) -> list[Mention]:
    """«Жолдыстана Арслан Тойгамбаев»: all parts of a name stand in one case, so the genitive is no part."""
    if mention.type != "person" or mention.last - mention.first < 3:
        return [mention]
    cases = [token.feats.get("Case") for token in mention.tokens(words)]
    tags = {reading.tag for reading in grammar.readings(words.forms[mention.first])}
    foreign_case = cases[0] == "Gen" and "Gen" not in cases[1:] and cases[1] == cases[2] and not tags & {"Name", "Surn"}
    foreign_case = foreign_case or (
        words.forms[mention.first + 1] in name_parts().women and words.forms[mention.first] not in name_parts().women
    )
    if not foreign_case and _alias_at(mention.first, words, grammar) is None:
        return [mention]
    return [Mention(mention.first, mention.first + 1, "place"), Mention(mention.first + 1, mention.last, "person")]


def _alias_at(index: int, words: Words, grammar: Grammar) -> Alias | None:
    """The table's entry for a word that is no personal name."""
    form = words.forms[index]
    readings = grammar.readings(form)
    if {reading.tag for reading in readings} & {"Name", "Surn", "Patr"}:
        return None
    forms = sorted({form, *(reading.form for reading in readings)})
    return next((alias for one in forms if (alias := aliases().by_form.get((one,)))), None)


def _line_break(words: Words, first: int, index: int) -> bool:
    return index > first and "\n" in words.body[words.ends[index - 1] : words.starts[index]]


def _retyped(mention: Mention, words: Words) -> Mention:
    """A bracketed abbreviation beside a person is no person: «Лонгин (РПЦ)»."""
    text = words.text(mention.first)
    if mention.type == "person" and text.isupper() and len(text) > 1 and not is_foreign(text):
        return mention.typed("organisation")
    return mention


def _repair(mention: Mention, words: Words, grammar: Grammar) -> Mention | None:
    mention = _trim(mention, words)
    if mention.first >= mention.last:
        return None
    if mention.type == "person":
        mention = _with_tail(_with_initials(_without_roles(mention, words, grammar), words), words)
        if mention.last - mention.first == 1 and _is_first_name(mention.first - 1, words):
            mention = Mention(mention.first - 1, mention.last, mention.type)
    else:
        mention = _with_closing_quote(_without_roles(mention, words, grammar), words)
    return None if _is_no_name(mention, words) else mention


def _trim(mention: Mention, words: Words) -> Mention:
    first, last = mention.first, mention.last
    while first < last and not words.forms[first][:1].isalnum() and not _opens_inside(words, first, last):
        first += 1
    while last > first and not words.forms[last - 1][:1].isalnum() and not _closes_inside(words, first, last):
        last -= 1
    if (
        last - first > 1
        and words.text(first) in OPENING
        and words.text(last - 1) in CLOSING
        and not _inner_quotes(words, first, last)
    ):
        first, last = first + 1, last - 1
    return Mention(first, last, mention.type)


def _opens_inside(words: Words, first: int, last: int) -> bool:
    return words.text(first) in OPENING and any(words.text(index) in CLOSING for index in range(first + 2, last))


def _closes_inside(words: Words, first: int, last: int) -> bool:
    if words.text(last - 1) == "." and last - first > 1 and len(words.text(last - 2)) == 1:
        return True  # the full stop of an initial: «Иванов И. И.»
    return words.text(last - 1) in CLOSING and any(words.text(index) in OPENING for index in range(first, last - 2))


def _inner_quotes(words: Words, first: int, last: int) -> bool:
    return any(words.text(index) in _QUOTES for index in range(first + 1, last - 1))


def _with_closing_quote(mention: Mention, words: Words) -> Mention:
    """A name that was cut before its closing mark gets it: ОАО «Газпром → ОАО «Газпром»."""
    inside = [words.text(index) for index in range(mention.first, mention.last) if words.text(index) in _QUOTES]
    if len(inside) == 1 and inside[0] in OPENING and words.text(mention.last) in CLOSING:
        return Mention(mention.first, mention.last + 1, mention.type)
    return mention


def _without_roles(mention: Mention, words: Words, grammar: Grammar) -> Mention:
    """«Замглавы Федеральной службы», «Аптекарь Пётр Иванов»: the office or trade is no part of the name."""
    first = mention.first
    while first + 1 < mention.last and _is_role(first, mention, words, grammar):
        first += 1
    return Mention(first, mention.last, mention.type)


def _is_role(index: int, mention: Mention, words: Words, grammar: Grammar) -> bool:
    token, form = words.tokens[index], words.forms[index]
    if mention.type == "place":
        return False
    if token.lemma in classes().roles:
        return True
    if mention.type == "organisation" and token.pos == "NOUN" and token.feats.get("Animacy") == "Anim":
        return words.opens_sentence(index) and words.tokens[index + 1].feats.get("Case") == "Gen"
    if mention.type != "person":
        return False
    if token.pos in ("ADP", "CCONJ", "SCONJ", "PART", "ADV"):
        return form not in name_parts().particles
    tags = {reading.tag for reading in grammar.readings(form) if reading.weight >= 1}
    return tags == {"Noun"} and mention.last - index > 2 and words.opens_sentence(index)


def _with_initials(mention: Mention, words: Words) -> Mention:
    """«И. И. Иванов», «Иванов И. И.»: initials that the recogniser left out are taken in."""
    first, last = mention.first, mention.last
    while first >= 2 and words.text(first - 1) == "." and _initial(words, first - 2, mention):
        first -= 2
    if first == mention.first:
        while last + 1 < len(words.tokens) and words.text(last + 1) == "." and _initial(words, last, mention):
            last += 2
    return Mention(first, last, mention.type)


def _with_tail(mention: Mention, words: Words) -> Mention:
    """«Гейдар оглы», «Айдар уулу»: the word that makes a patronymic of the name before it."""
    if mention.last < len(words.tokens) and words.forms[mention.last] in name_parts().patronymic_tails:
        return Mention(mention.first, mention.last + 1, mention.type)
    return mention


def _is_first_name(index: int, words: Words) -> bool:
    """Whether the word before a surname is a woman's first name that only the lexicon knows."""
    return index >= 0 and words.text(index)[:1].isupper() and words.forms[index] in name_parts().women


def _initial(words: Words, index: int, mention: Mention) -> bool:
    text = words.text(index)
    return len(text) == 1 and text.isupper() and words.sentences[index] == words.sentences[mention.first]


def _is_no_name(mention: Mention, words: Words) -> bool:
    if mention.last - mention.first > 1:
        return False
    token = words.tokens[mention.first]
    form = words.forms[mention.first]
    if form in classes().not_names or not any(letter.isalpha() for letter in form):
        return True
    if len(form) == 1 or (mention.type == "person" and not has_capital(token.text) and not is_foreign(form)):
        return True
    if mention.quoted(words):
        return False
    return _is_adjective_or_family(mention, words)


def _is_adjective_or_family(mention: Mention, words: Words) -> bool:
    """«Королёвские чтения», «братья Ивановы»: an adjective of a noun, or several people at once."""
    token, following = words.tokens[mention.first], mention.last
    family = _FAMILY.search(words.forms[mention.first])
    if mention.type == "person" and family and (token.feats.get("Number") == "Plur" or family[0] in _MANY):
        return True
    same = following < len(words.tokens) and words.sentences[following] == words.sentences[mention.first]
    noun = same and words.tokens[following].pos == "NOUN" and words.text(following)[:1].islower()
    return noun and token.pos == "ADJ" and ADJECTIVE.search(words.forms[mention.first]) is not None


def _is_common_word(mention: Mention, words: Words, grammar: Grammar, named: set[str]) -> bool:
    """A word of the dictionary that has its capital from the sentence's beginning, and is in no name elsewhere."""
    token, form = words.tokens[mention.first], words.forms[mention.first]
    if form in named or (form,) in aliases().by_form or not grammar.knows(form):
        return False
    if token.lemma in classes().roles:
        return True
    if {reading.tag for reading in grammar.readings(form)} & {"Name", "Surn", "Patr", "Geox", "Orgn", "Abbr"}:
        return False
    alone = words.closes_sentence(mention.last - 1)
    return token.pos not in ("NOUN", "PROPN") or mention.type == "person" or alone


def _dateline(document: Document, words: Words, mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The dateline's place is a place for what follows, and its agency no name of the story."""
    dateline = document.dateline
    place = words.within(dateline.place) if dateline and dateline.place else (0, 0)
    if place[1] > place[0]:
        yield Mention(*place, "place")
    for mention in mentions:
        if dateline is None or not words.span(mention.first, mention.last).meets(dateline.span):
            yield mention
