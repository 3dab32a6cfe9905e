"""Merges the mentions of organisations and of places: one group a thing, by name, alias and abbreviation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsreader.aliases import Alias, Form, aliases
from newsreader.analysis.classes import classes
from newsreader.analysis.document import Token
from newsreader.analysis.inflection import ADJECTIVE, Grammar, bare, nominative, restore
from newsreader.analysis.parts import name_parts
from newsreader.analysis.words import CLOSING, OPENING, Mention, Words, is_foreign
from newsreader.text import word_form


@dataclass(frozen=True, slots=True)
class Thing:
    """A mention of an organisation or place as it was read."""

    mention: Mention
    display: str
    """As it stands in the text, in the nominative."""
    form: Form
    """Comparable words of the name itself, without legal form and marks."""
    alias: Alias | None
    place: str
    """Name of the state or body that it belongs to, where the phrase names one; else empty."""
    plain: bool
    """Whether the text itself has it in the nominative."""
    tail: int
    """Words of `form` that name that state or body."""


def read_things(mentions: Iterable[Mention], words: Words, grammar: Grammar) -> list[Thing]:
    """The mentions with their names in the nominative."""
    mentions = list(mentions)
    single = [mention.first for mention in mentions if mention.last - mention.first == 1]
    surfaces = {words.forms[index] for index in single}
    support = Counter(form for surface in surfaces for form in _unknown_forms(surface, grammar))
    support.update({words.forms[index] for index in single if words.tokens[index].feats.get("Case") == "Nom"})
    return [_read(mention, words, grammar, support) for mention in mentions]


def _unknown_forms(word: str, grammar: Grammar) -> set[str]:
    """The nominatives that a word may have which the dictionary does not know; none for one that it knows."""
    if grammar.knows(word):
        return set()
    return {reading.form for reading in grammar.readings(word) if reading.weight > 0.3}


def _read(mention: Mention, words: Words, grammar: Grammar, support: Counter[str]) -> Thing:
    tokens = mention.tokens(words)
    inner = _inner(mention, words)
    still = mention.quoted(words) and words.tokens[max(0, mention.first - 2)].lemma in classes().organisation
    texts = _texts(mention, words, grammar, support, still=still)
    core = texts[inner[0] - mention.first : inner[1] - mention.first]
    form = tuple(word for text in core if (word := word_form(text))[:1].isalnum())
    alias, place, tail = _known(form, tokens, grammar)
    if still and alias is not None and alias.type == "place" and mention.type == "organisation":
        alias = None  # «Гостиница „Москва“» is not the city
    if alias is not None and not place:
        place = _adjective_before(mention, words)
    shown = mention if words.text(mention.first).isupper() else Mention(*inner, mention.type)
    display = _display(shown, words, texts[shown.first - mention.first : shown.last - mention.first])
    plain = all(text == token.text for text, token in zip(texts, tokens, strict=True))
    return Thing(mention, display, form, alias, place, plain, tail)


def _texts(mention: Mention, words: Words, grammar: Grammar, support: Counter[str], *, still: bool) -> tuple[str, ...]:
    """The words in the nominative; a single one that nobody knows in the nominative that the table or the text has,
    or that goes with most of its forms in the text."""
    tokens = mention.tokens(words)
    if still:
        return tuple(bare(token.text) for token in tokens)
    texts = nominative(tokens, grammar, place=mention.type == "place")
    if len(texts) > 1 or (word_form(texts[0]),) in aliases().by_form:
        return texts
    word = words.forms[mention.first]
    forms = sorted({reading.form for reading in grammar.readings(word) if reading.weight > 0.3})
    known = next((form for form in forms if (form,) in aliases().by_form), None)
    if known is None and not grammar.knows(word):
        best = max(forms, key=lambda form: (support[form], -len(form)), default=word)
        doubted = support[best] > support[word] or tokens[0].feats.get("Case") != "Nom"
        known = best if best != word and support[best] > 1 and doubted else None
    return texts if known is None else (restore(known, texts[0]),)


def _inner(mention: Mention, words: Words) -> tuple[int, int]:
    """The name itself behind a common noun or legal form: ОАО «Газпром», агентство France-Presse."""
    opening = next((index for index in range(mention.first + 1, mention.last) if words.text(index) in OPENING), 0)
    if opening and words.text(mention.last - 1) in CLOSING:
        if all(_is_class(index, words) or words.text(index).isupper() for index in range(mention.first, opening)):
            return opening + 1, mention.last - 1
        return mention.first, mention.last
    following = words.text(mention.first + 1) if mention.last - mention.first > 1 else ""
    latin = following[:1].isupper() and is_foreign(following)
    return (mention.first + 1 if latin and _is_class(mention.first, words) else mention.first), mention.last


def _is_class(index: int, words: Words) -> bool:
    return words.tokens[index].lemma in classes().organisation


def _display(mention: Mention, words: Words, texts: Sequence[str]) -> str:
    """The texts put together with the blanks of the body."""
    pieces = []
    for offset, text in enumerate(texts):
        index = mention.first + offset
        gap = offset > 0 and words.starts[index] > words.ends[index - 1]
        pieces.append((" " if gap else "") + text)
    return "".join(pieces)


def _known(form: Form, tokens: Sequence[Token], grammar: Grammar) -> tuple[Alias | None, str, int]:
    """The table's entry for the name or its head; whose it is, by «МИД России»; how many words say so."""
    table = aliases().by_form
    if whole := aliases().find(form):
        return whole, "", 0
    for length in range(1, min(len(form), aliases().longest + 1)):
        if owner := _owner(length, tokens, grammar):
            head = table.get(form[:-length])
            return head if head is not None and head.type == "organisation" else None, owner, length
    if len(form) > 1 and form[0] in aliases().by_adjective:
        head = table.get(form[1:])
        if head is not None and head.type == "organisation":
            return head, aliases().by_adjective[form[0]].name, 0
    return None, "", 0


def _owner(length: int, tokens: Sequence[Token], grammar: Grammar) -> str:
    """The table's name of the state or body that the last words give in the genitive; empty where they give none."""
    tail = [token for token in tokens if token.text[:1].isalnum()][-length:]
    if not tail[0].text[:1].isupper():
        return ""
    owner = tuple(word_form(text) for text in nominative(tail, grammar, place=True))
    alias = aliases().by_form.get(owner)
    return alias.name if alias is not None else ""


def _adjective_before(mention: Mention, words: Words) -> str:
    """«российский МИД»: the state by the adjective before the name."""
    if mention.first == 0:
        return ""
    alias = aliases().by_adjective.get(words.tokens[mention.first - 1].lemma)
    return alias.name if alias and mention.type == "organisation" else ""


def group_things(things: Sequence[Thing], links: Iterable[tuple[Mention, Mention]]) -> list[tuple[Thing, ...]]:
    """The mentions of each thing, things in the order of their first mention. All of one type."""
    groups: dict[tuple[str, ...], list[Thing]] = defaultdict(list)
    for thing in things:
        groups[_key(thing)].append(thing)
    parents = {key: key for key in groups}
    _by_links(groups, parents, links)
    _by_abbreviation(groups, parents)
    _by_beginning(groups, parents)
    merged: dict[tuple[str, ...], list[Thing]] = defaultdict(list)
    for key, members in groups.items():
        merged[_root(parents, key)].extend(members)
    found = [tuple(sorted(members, key=lambda thing: thing.mention)) for members in merged.values()]
    return sorted(found, key=lambda group: group[0].mention)


def _key(thing: Thing) -> tuple[str, ...]:
    if thing.alias:
        return ("=", thing.alias.name, thing.place)
    stems = tuple(ADJECTIVE.sub("", word) or word for word in thing.form)  # «мостовой» and «мостовый» have one genitive
    return (*stems[: -thing.tail], "=", thing.place) if thing.tail else stems


def _root(parents: dict[tuple[str, ...], tuple[str, ...]], key: tuple[str, ...]) -> tuple[str, ...]:
    while parents[key] != key:
        parents[key] = key = parents[parents[key]]
    return key


def _by_links(
    groups: dict[tuple[str, ...], list[Thing]],
    parents: dict[tuple[str, ...], tuple[str, ...]],
    links: Iterable[tuple[Mention, Mention]],
) -> None:
    """A name and the one that stands in brackets behind it."""
    owners = {thing.mention.first: key for key, members in groups.items() for thing in members}
    for one, other in links:
        if one.first in owners and other.first in owners:
            parents[_root(parents, owners[other.first])] = _root(parents, owners[one.first])


def _by_abbreviation(
    groups: dict[tuple[str, ...], list[Thing]], parents: dict[tuple[str, ...], tuple[str, ...]]
) -> None:
    """«ДПНИ» and the only name of several words with these initials."""
    initials: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for key, members in groups.items():
        for letters in {letters for thing in members for letters in _initials(thing.form)}:
            initials[letters].add(_root(parents, key))
    for key, members in groups.items():
        form = members[0].form
        if len(form) != 1 or not members[0].display.replace("-", "").isupper():
            continue
        fitting = {_root(parents, full) for full in initials.get(form[0].replace("-", ""), ())} - {_root(parents, key)}
        if len(fitting) == 1:
            parents[_root(parents, key)] = fitting.pop()


def _initials(form: Form) -> set[str]:
    full = [word for word in form if word not in name_parts().function_words]
    parts = [part for word in full for part in word.split("-") if part]
    if len(parts) < 2:
        return set()
    found = {"".join(word[0] for word in form), "".join(word[0] for word in full), "".join(part[0] for part in parts)}
    return {letters for letters in found if len(letters) > 1}


def _by_beginning(groups: dict[tuple[str, ...], list[Thing]], parents: dict[tuple[str, ...], tuple[str, ...]]) -> None:
    """«МИД» and the only «МИД России», «Большой» and the only longer name that begins so. Organisations only."""
    longer: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
    for key, members in groups.items():
        for thing in members:
            if thing.mention.type == "organisation":
                for length in range(1, len(thing.form)):
                    longer[thing.form[:length]].add(key)
                if thing.alias and thing.place:
                    longer["=", thing.alias.name, ""].add(key)
    for key, members in groups.items():
        fitting = set().union(
            *(longer.get(form, set()) for form in {key, *(thing.form for thing in members if not thing.place)})
        )
        roots = {_root(parents, other) for other in fitting} - {_root(parents, key)}
        if len(roots) == 1 and not (members[0].alias and members[0].place):
            parents[_root(parents, key)] = roots.pop()


def thing_display(group: Sequence[Thing]) -> str:
    """The group's fullest form, in the nominative; an abbreviation or byname only where nothing else stands there."""
    forms = Counter(thing.display for thing in group)
    best = max(group, key=lambda thing: (*_rank(thing), forms[thing.display], -thing.mention.first))
    return _written(best)


def _rank(thing: Thing) -> tuple[bool, bool, int, int, bool]:
    byname = thing.alias is not None and thing.form in thing.alias.bynames
    short = len(thing.form) == 1 and thing.display.isupper()
    cyrillic = not is_foreign(thing.display)
    return not byname, not short and cyrillic, len(thing.form), len(thing.display), thing.plain


def _written(thing: Thing) -> str:
    """With the table's capitals where the table has the form; else a Cyrillic name begins with a capital."""
    if thing.alias is not None and not thing.place:
        written = thing.alias.written.get(thing.form)
        if written:
            return written
    text = thing.display
    if thing.mention.type == "place" and text.isupper() and len(text) > 4:
        text = "-".join(part.capitalize() for part in text.split("-"))
    return text[:1].upper() + text[1:] if not is_foreign(text[:1]) else text
