"""Cuts long texts into portions that are analysed one by one, and joins what was found in them.

Who is meant by a name, an office or a pronoun is found by comparing with whoever was named; in portions, time and
memory grow with the text and no faster.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from newsreader.analysis.document import Document
from newsreader.models import Entity, EntityType, Quotation, Span

LONGEST_PORTION = 100_000
"""Code points. Hardly an article is that long: nearly all texts are one portion."""

Found = tuple[tuple[Quotation, ...], tuple[Entity, ...]]


def portions(outline: Document) -> Iterator[Span]:
    """Stretches that cover the text in order, cut before sections or else paragraphs where these are short enough."""
    body = outline.body
    sections = [section.span.start for section in outline.sections]
    blocks = [block.start for block in outline.blocks]
    start = 0
    while len(body) - start > LONGEST_PORTION:
        least, most = start + LONGEST_PORTION // 2, start + LONGEST_PORTION
        end = _last(sections, least, most) or _last(blocks, least, most) or _after_mark(body, least, most)
        yield Span(start, end)
        start = end
    yield Span(start, len(body))


def _last(places: Sequence[int], least: int, most: int) -> int | None:
    """The last place from `least` to `most`."""
    index = bisect_right(places, most) - 1
    return places[index] if index >= 0 and places[index] >= least else None


def _after_mark(body: str, least: int, most: int) -> int:
    """Behind the last sentence, or else word, that ends from `least` to `most`."""
    for mark in (". ", " "):
        place = body.rfind(mark, least, most)
        if place >= 0:
            return place + len(mark)
    return most


def blocks_in(outline: Document, portion: Span) -> tuple[Span, ...]:
    """The blocks of a portion; one that goes over its edge is cut there."""
    blocks = outline.blocks
    first = bisect_right(blocks, portion.start, key=lambda block: block.end)
    last = bisect_left(blocks, portion.end, key=lambda block: block.start)
    return tuple(
        block if portion.holds(block) else _trimmed(outline.body, block, portion) for block in blocks[first:last]
    )


def _trimmed(body: str, block: Span, portion: Span) -> Span:
    start, end = max(block.start, portion.start), min(block.end, portion.end)
    text = body[start:end]
    start += len(text) - len(text.lstrip())
    return Span(start, max(start, end - len(text) + len(text.rstrip())))


def joined(found: Sequence[Found]) -> Found:
    """What was found in the portions of one text: the same name is the same thing, a surname alone its only bearer."""
    if len(found) == 1:
        return found[0]
    names = _full_names(entity for _, entities in found for entity in entities)
    mentions: dict[tuple[str, EntityType], list[Span]] = defaultdict(list)
    aliases: dict[tuple[str, EntityType], dict[str, None]] = defaultdict(dict)
    for _, entities in found:
        for entity in entities:
            key = (names.get(entity.name, entity.name) if entity.type == "person" else entity.name), entity.type
            mentions[key] += entity.mentions
            aliases[key].update(dict.fromkeys((entity.name, *entity.aliases)))
    things = [
        Entity(name, kind, tuple(spans), tuple(alias for alias in aliases[name, kind] if alias != name))
        for (name, kind), spans in mentions.items()
    ]
    quotations = tuple(
        quotation if quotation.who is None else replace(quotation, who=names.get(quotation.who, quotation.who))
        for own, _ in found
        for quotation in own
    )
    return quotations, tuple(sorted(things, key=lambda entity: (-len(entity.mentions), entity.mentions[0])))


def _full_names(entities: Iterable[Entity]) -> Mapping[str, str]:
    """The full name for each surname that only one person in the text has."""
    people = {entity.name for entity in entities if entity.type == "person"}
    bearers: dict[str, set[str]] = defaultdict(set)
    for name in people:
        *first, surname = name.split()
        if first:
            bearers[surname].add(name)
    return {surname: full.pop() for surname, full in bearers.items() if len(full) == 1 and surname in people}
