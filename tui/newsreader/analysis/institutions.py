"""Finds organisations that are named by a common noun and by whose they are: «правительство Китая»."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsreader.aliases import aliases
from newsreader.analysis.classes import classes
from newsreader.analysis.words import Mention, Words, is_foreign

_PREPOSITIONS = frozenset(["по", "при", "против"])
_OF_ORGANISATIONS = frozenset(
    [
        "комиссия",
        "комитет",
        "пресс-служба",
        "секретариат",
        "отделение",
        "филиал",
        "аппарат",
        "штаб",
        "управление",
        "совет",
        "представительство",
        "канцелярия",
        "администрация",
    ]
)
"""Institutions that belong to an organisation: «пресс-служба МЧС», «комиссия ЕС»."""
_OF_PERSONS = frozenset(["пресс-служба", "администрация", "канцелярия", "аппарат", "офис", "штаб"])
"""Institutions that belong to an office: «администрация президента России»."""
_OF_MANY = frozenset(["орган", "служба", "спецслужба"])
"""Institutions that are named in the plural: «правоохранительные органы Китая»."""
_MOST_BEFORE = 2
_STEM = 4
_LONGEST_TAIL = 8


def with_institutions(mentions: Sequence[Mention], words: Words) -> list[Mention]:
    """The mentions, organisations lengthened by what belongs to their name, and those without a name of their own.

    The places inside stay mentions: the spans are nested.
    """
    starts = {mention.first: mention for mention in mentions}
    covered = {index for mention in mentions for index in range(mention.first, mention.last)}
    found: dict[int, Mention] = {}
    kept: list[Mention] = []
    reach = 0
    for mention in mentions:
        if mention.type == "organisation" and mention.first >= reach:
            longer = _lengthened(mention, words, starts)
            if longer.last > mention.last and _swallows(longer, mention, starts):
                found[longer.first] = longer
                reach = longer.last
                continue
        kept.append(mention)
    owners = list(mentions)
    for mention in owners:  # grows: «канцелярия правительства Израиля» is found by its «правительство Израиля»
        new = _institution(mention, words, starts, covered) if mention.type != "person" else None
        if new is not None and new.first not in found and _swallows(new, mention, starts):
            found[new.first] = new
            owners.append(new)
    return _uncrossed({*kept, *found.values()})


def _uncrossed(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions, nested or apart; of two that cross, the earlier stays."""
    kept: list[Mention] = []
    open_ends: list[int] = []
    for mention in sorted(mentions, key=lambda mention: (mention.first, -mention.last)):
        while open_ends and open_ends[-1] <= mention.first:
            open_ends.pop()
        if not open_ends or mention.last <= open_ends[-1]:
            kept.append(mention)
            open_ends.append(mention.last)
    return kept


def _swallows(longer: Mention, mention: Mention, starts: dict[int, Mention]) -> bool:
    """Whether every mention inside the lengthened one ends inside it."""
    return all(starts[index].last <= longer.last for index in range(mention.last, longer.last) if index in starts)


def _institution(owner: Mention, words: Words, starts: dict[int, Mention], covered: set[int]) -> Mention | None:
    """The organisation whose noun stands right before a place or organisation in the genitive."""
    head = owner.first - 1
    if head > 0 and words.tokens[head].lemma in classes().roles and words.tokens[head - 1].lemma in _OF_PERSONS:
        head -= 1  # «пресс-служба президента Украины»
    if (
        head < 0
        or head in covered
        or words.sentences[head] != words.sentences[owner.first]
        or not _genitive(owner, words)
    ):
        return None
    token = words.tokens[head]
    if token.lemma not in classes().institutions or token.pos not in ("NOUN", "PROPN"):
        return None
    if owner.type == "organisation" and token.lemma not in _OF_ORGANISATIONS:
        return None
    if token.feats.get("Number") == "Plur" and token.lemma not in _OF_MANY:
        return None
    first = head
    while head - first < _MOST_BEFORE and first - 1 not in covered and _qualifies(first - 1, head, words):
        first -= 1
    return _lengthened(Mention(first, owner.last, "organisation"), words, starts)


def _qualifies(index: int, head: int, words: Words) -> bool:
    """Whether the token is an adjective that tells which institution it is, not what the writer thinks of it."""
    if index < 0 or words.sentences[index] != words.sentences[head]:
        return False
    token = words.tokens[index]
    if token.pos != "ADJ" or token.lemma in classes().unnaming or token.lemma in aliases().by_adjective:
        return False
    return token.feats.get("Case") == words.tokens[head].feats.get("Case")


def _genitive(owner: Mention, words: Words) -> bool:
    """Whether the name can stand in the genitive: by its first word, or as an abbreviation."""
    token = words.tokens[owner.first]
    if token.text.isupper() and len(token.text) > 1:
        return True
    return token.feats.get("Case") == "Gen" or (token.pos == "PROPN" and "Case" not in token.feats)


def _lengthened(mention: Mention, words: Words, starts: dict[int, Mention]) -> Mention:
    """With the genitive place or body right behind the name, and with a phrase «по …», «при …» that depends on it."""
    if mention.quoted(words) or not _has_common_head(mention, words):
        return mention
    last = mention.last
    while (owner := starts.get(last)) is not None and owner.type != "person" and _genitive(owner, words):
        if words.sentences[owner.first] != words.sentences[mention.first] or _renames(owner, mention, words):
            break
        last = owner.last
    last = _with_phrase(mention.first, last, words)
    return replace(mention, last=last)


def _renames(owner: Mention, mention: Mention, words: Words) -> bool:
    """Whether what follows is another name of the same body: «Международная федерация футбола ФИФА»."""
    alias = aliases().by_form.get(words.forms[owner.first : owner.last])
    length, start = mention.last - mention.first, words.forms[mention.first][:_STEM]
    return alias is not None and any(len(form) == length and form[0][:_STEM] == start for form in alias.written)


def _has_common_head(mention: Mention, words: Words) -> bool:
    """Whether the name is made of common nouns or an abbreviation, so that a place can be a part of it."""
    first = words.tokens[mention.first]
    if is_foreign(first.text):
        return False
    if mention.last - mention.first == 1:
        known = aliases().by_form.get((first.lemma,))
        named = known is not None and known.type == "organisation" and first.text[:1].isupper()
        return named or first.text[:2].isupper() or first.lemma in classes().institutions
    return any(
        token.lemma in classes().organisation or token.lemma in classes().institutions
        for token in mention.tokens(words)
    )


def _with_phrase(first: int, last: int, words: Words) -> int:
    """End of the name with the prepositional phrase that depends on one of its words."""
    if last >= len(words.tokens) or words.forms[last] not in _PREPOSITIONS or last - first < 1:
        return last
    end = last
    inside = range(first, last)
    for index in range(last, min(last + _LONGEST_TAIL, len(words.tokens))):
        token = words.tokens[index]
        if words.sentences[index] != words.sentences[first] or token.pos in ("PUNCT", "VERB", "AUX", "SCONJ"):
            break
        if not _hangs_on(index, inside, words):
            break
        if token.pos in ("NOUN", "PROPN"):
            end = index + 1
    return end


def _hangs_on(index: int, inside: range, words: Words) -> bool:
    """Whether the syntax leads from the token to one of those inside, in a few steps."""
    for _ in range(_LONGEST_TAIL):
        head = words.head(index)
        if head is None:
            return False
        if head in inside:
            return True
        index = head
    return False
