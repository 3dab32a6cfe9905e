"""Finds people, organisations and places, and merges their mentions: one entity a thing, nothing merged on a guess."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from newsreader.analysis.brackets import Links, bracketed
from newsreader.analysis.consistency import settled
from newsreader.analysis.document import Document
from newsreader.analysis.inflection import Grammar, bare, grammar_of
from newsreader.analysis.institutions import with_institutions
from newsreader.analysis.mentions import recognised
from newsreader.analysis.neighbours import typed_by_neighbours
from newsreader.analysis.people import group_people, person_display, read_people
from newsreader.analysis.repeats import with_repeats
from newsreader.analysis.things import group_things, read_things, thing_display
from newsreader.analysis.words import Mention, Words, words_of
from newsreader.models import Entity, EntityType, Span


def find_entities(document: Document, *, inflector: Any = None) -> tuple[Entity, ...]:
    """The document's entities, the most mentioned first. Texts in other languages than Russian have none.

    `inflector` is pymorphy3's analyser; without one, names are inflected by their endings alone.
    """
    if document.language != "ru" or not document.sentences:
        return ()
    words = words_of(document)
    grammar = grammar_of(inflector)
    mentions, links = _mentions(document, words, grammar)
    entities = []
    people = read_people([mention for mention in mentions if mention.type == "person"], words, grammar)
    for group in group_people(people, words, links):
        entities.append(_entity(person_display(group), "person", [named.mention for named in group], words))
    kinds: tuple[EntityType, ...] = ("organisation", "place")
    for kind in kinds:
        things = read_things([mention for mention in mentions if mention.type == kind], words, grammar)
        for things_group in group_things(things, links):
            entities.append(
                _entity(thing_display(things_group), kind, [thing.mention for thing in things_group], words)
            )
    return tuple(sorted(entities, key=lambda entity: (-len(entity.mentions), entity.mentions[0])))


def _mentions(document: Document, words: Words, grammar: Grammar) -> tuple[list[Mention], Links]:
    """All names of the story where they stand, with their types, and the pairs that name one thing.

    The dateline's place tells what the story's words for it are, but is itself no part of the story.
    """
    mentions = typed_by_neighbours(recognised(document, words, grammar), words, grammar)
    mentions, links = bracketed(mentions, words)
    mentions = settled(mentions, words, grammar, document.dateline)
    mentions = with_repeats(mentions, words, grammar, document.dateline)
    sent = words.within(document.dateline.span) if document.dateline is not None else (0, 0)
    return [one for one in with_institutions(mentions, words) if not sent[0] <= one.first < sent[1]], links


def _entity(name: str, kind: EntityType, mentions: Sequence[Mention], words: Words) -> Entity:
    spans: list[Span] = []
    for span in sorted({words.span(mention.first, mention.last) for mention in mentions}, key=_longest_first):
        if not spans or spans[-1].end <= span.start:
            spans.append(span)
    return Entity(name, kind, tuple(spans), _aliases(name, (span.of(words.body) for span in spans)))


def _longest_first(span: Span) -> tuple[int, int]:
    return span.start, -span.end


def _aliases(name: str, forms: Iterable[str]) -> tuple[str, ...]:
    """The forms as they stand in the text, without repetition and without the name."""
    return tuple(form for form in dict.fromkeys(bare(form) for form in forms) if form != name)
