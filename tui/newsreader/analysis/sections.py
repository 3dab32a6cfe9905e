"""Finds a text's structure without any model: blocks (paragraphs and headings), sections, the dateline. Linear in the text."""

from __future__ import annotations

import re

from newsreader.models import Dateline, Section, Span

_MARKDOWN_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*")
_LONGEST_PLAIN_HEADING = 120
_NO_HEADING_END = ".!?…:;,"
_DATELINE = re.compile(
    r"(?P<place>[А-ЯЁA-Z][А-ЯЁA-Zа-яёa-z\- ]{1,40}), (?P<date>\d{1,2}[ \u00a0][а-яёa-z]{3,10}\.?)"
    r"(?:[ \u00a0]\d{4}(?: г\.)?)?\s?[.—–-]*\s?(?P<agency>[^.\n]{2,40})\."
)


def find_blocks(body: str) -> tuple[Span, ...]:
    """Each line that holds more than white space, trimmed."""
    blocks = []
    start = 0
    for line in body.split("\n"):
        text = line.strip()
        if text:
            first = start + line.index(text[0])
            blocks.append(Span(first, first + len(text)))
        start += len(line) + 1
    return tuple(blocks)


def find_sections(body: str, blocks: tuple[Span, ...]) -> tuple[Section, ...]:
    """Sections in order; the first is the lead, without a title, unless the text begins with a heading."""
    headings = [found for number in range(len(blocks)) if (found := _heading(body, blocks, number))]
    if not blocks:
        return ()
    starts = [start for start, _, _ in headings]
    sections = []
    if not starts or starts[0] > blocks[0].start:
        sections.append(Section("", Span(blocks[0].start, starts[0] if starts else len(body)), 0, None))
    for (start, level, heading), end in zip(headings, [*starts[1:], len(body)], strict=False):
        sections.append(Section(heading.of(body), Span(start, end), level, heading))
    return tuple(sections)


def _heading(body: str, blocks: tuple[Span, ...], number: int) -> tuple[int, int, Span] | None:
    """(where the heading's line begins, level, the heading's words) where this block is a heading."""
    block = blocks[number]
    text = body[block.start : min(block.end, block.start + 300)]
    if found := _MARKDOWN_HEADING.fullmatch(text):
        start, end = found.span(2)
        return (block.start, len(found[1]), Span(block.start + start, block.start + end)) if end > start else None
    alone = 0 < number < len(blocks) - 1
    if alone and len(block) <= _LONGEST_PLAIN_HEADING and text[-1] not in _NO_HEADING_END and text[0] not in "—–-«\"“„*>•[(":
        return block.start, 2, block
    return None


def find_dateline(body: str, blocks: tuple[Span, ...]) -> Dateline | None:
    """The dateline at the head of the first paragraph, if there is one."""
    if not blocks:
        return None
    found = _DATELINE.match(body, blocks[0].start, min(blocks[0].end, blocks[0].start + 200))
    if found is None:
        return None
    return Dateline(Span(*found.span()), *(Span(*found.span(part)) for part in ("place", "date", "agency")))
