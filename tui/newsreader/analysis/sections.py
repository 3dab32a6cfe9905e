"""Finds a text's structure without any model: blocks (paragraphs and headings) and sections. Linear in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from newsreader.models import Section, Span

_MARKDOWN_HEADING = re.compile(r"(#{1,6})[ \t]+(.*?)[ \t]*#*")
_UNDERLINE = re.compile(r"(=+|-{2,})[ \t]*")
_RULE = re.compile(r"[-=*_~•· \t]{3,}")
_ITEM = re.compile(r"(?:[*•·‣▪■●–—−+>|©№-]|\d+[.)]|[a-zа-я]\))(?:\s|$)|[>|©@]|\[|\(")
_CAPTION = re.compile(
    r"(?:на )?(?:фото|видео|источник|читайте|читать|смотрите|подпис|иллюстрац|скриншот|автор\b|авторы\b|текст\b"
    r"|материал\b|графика|инфографика|реклама|теги|метки|поделиться"
    r"|photo|image|picture|source|video|read more|caption|by\b|tags|share)",
    re.IGNORECASE,
)
_LONGEST_HEADING = 120
_LONGEST_QUESTION = 60
_SHORTEST_PARAGRAPH = 50
_SENTENCE_END = re.compile('[.!?…:;]["»”“’)\\]]*$|["»”“]$')
_WRAPPED = 55, 120
"""Shortest and longest right margin of a text whose paragraphs are broken into lines."""


class _Line(NamedTuple):
    """A line that holds more than white space, trimmed."""

    span: Span
    joined: bool
    """Whether no empty line stands before it."""


def find_blocks(body: str) -> tuple[Span, ...]:
    """Paragraphs and headings in order, trimmed: lines, or runs of lines where the text is broken at a right margin."""
    lines = list(_lines(body))
    if not _is_wrapped(body, lines):
        return tuple(line.span for line in lines)
    blocks: list[Span] = []
    for line in lines:
        if line.joined and blocks and _goes_on(body, blocks[-1], line.span):
            blocks[-1] = Span(blocks[-1].start, line.span.end)
        else:
            blocks.append(line.span)
    return tuple(blocks)


def _lines(body: str) -> Iterator[_Line]:
    start, joined = 0, False
    for line in body.split("\n"):
        text = line.strip()
        if text and not _RULE.fullmatch(text):
            first = start + line.index(text[0])
            yield _Line(Span(first, first + len(text)), joined)
        joined = bool(text)
        start += len(line) + 1


def _is_wrapped(body: str, lines: Sequence[_Line]) -> bool:
    """Whether lines end at a right margin rather than with their paragraph."""
    inner = [one.span for one, after in pairwise(lines) if after.joined]
    if len(inner) < 3:
        return False
    margin = max(len(span) for span in inner)
    if not _WRAPPED[0] <= margin <= _WRAPPED[1]:
        return False
    full = sum(len(span) > margin * 0.7 for span in inner)
    broken = sum(body[span.end - 1] not in '.!?…:;»"' for span in inner)
    return full > len(inner) * 0.7 and broken > len(inner) * 0.5


def _goes_on(body: str, block: Span, line: Span) -> bool:
    """Whether a line of a broken text belongs to the paragraph before it."""
    text = line.of(body)[:40]
    return not (_ITEM.match(text) or _MARKDOWN_HEADING.match(text) or body.startswith("#", block.start))


class _Heading(NamedTuple):
    start: int
    level: int
    words: Span


def find_sections(body: str, blocks: Sequence[Span]) -> tuple[Section, ...]:
    """Sections in order; the first is the lead, without a title, unless the text begins with a heading."""
    if not blocks:
        return ()
    headings = list(_headings(body, blocks))
    sections = []
    first = headings[0].start if headings else len(body)
    if first > blocks[0].start:
        sections.append(Section("", Span(blocks[0].start, first), 0, None))
    for number, heading in enumerate(headings):
        end = headings[number + 1].start if number + 1 < len(headings) else len(body)
        sections.append(Section(heading.words.of(body), Span(heading.start, end), heading.level, heading.words))
    return tuple(sections)


def _headings(body: str, blocks: Sequence[Span]) -> Iterator[_Heading]:
    """The headings: marked ones anywhere; plain ones only in a text without marked ones."""
    marked = [heading for block in blocks if (heading := _marked_heading(body, block)) is not None]
    if marked:
        yield from marked
        return
    last = -2
    for number in range(1, len(blocks) - 1):
        if number - last > 1 and _is_plain_heading(body, blocks, number):
            last = number
            yield _Heading(blocks[number].start, 2, blocks[number])


def _marked_heading(body: str, block: Span) -> _Heading | None:
    """A Markdown heading: after # or over a line of = or -."""
    if found := _MARKDOWN_HEADING.fullmatch(body, block.start, min(block.end, block.start + 400)):
        start, end = found.span(2)
        return (
            _Heading(block.start, len(found[1]), Span(start, end)) if end > start and found.end() == block.end else None
        )
    if len(block) > _LONGEST_HEADING or not body.startswith("\n", block.end):
        return None
    below = body[
        block.end + 1 : body.find("\n", block.end + 1)
        if "\n" in body[block.end + 1 : block.end + 300]
        else block.end + 300
    ]
    underline = _UNDERLINE.fullmatch(below)
    if underline is None or _ITEM.match(body, block.start, block.end):
        return None
    return _Heading(block.start, 1 if underline[1][0] == "=" else 2, block)


def _is_plain_heading(body: str, blocks: Sequence[Span], number: int) -> bool:
    """A short line without a final stop between two paragraphs; no quotation, caption, item of a list, or line
    of a poem."""
    block = blocks[number]
    if len(block) > _LONGEST_HEADING:
        return False
    text = block.of(body)
    if text[-1] in ".,;:…" or (text[-1] in "!?" and len(text) > _LONGEST_QUESTION):
        return False
    if (
        _ITEM.match(text)
        or _CAPTION.match(text)
        or "\t" in text
        or "|" in text
        or (not text[0].isupper() and text[0] not in '«"“„' and not text[0].isdigit())
    ):
        return False
    if not any(char.isalpha() for char in text) or _is_quotation(text):
        return False
    before, after = blocks[number - 1], blocks[number + 1]
    return _is_paragraph(body, before, len(block)) and _is_paragraph(body, after, len(block))


_ATTRIBUTED = re.compile(r"[,.!?]\s?[»\"”]|[»\"”],? [—–-] ")


def _is_quotation(text: str) -> bool:
    """Whether marks hold the whole line, an attribution follows them, or a colon introduces them."""
    if text[0] in '«"“„':
        if _ATTRIBUTED.search(text, 1):
            return True
        if text[-1] in '»"”“' and not any(mark in text[1:-1] for mark in '«»"”„'):
            return True
    return bool(re.search(r": ?[«\"“„]", text))


def _is_paragraph(body: str, block: Span, heading: int) -> bool:
    """Whether a block is running text: longer than a heading, and with the end of a sentence at its end."""
    if len(block) < max(_SHORTEST_PARAGRAPH, heading):
        return False
    tail = body[max(block.start, block.end - 6) : block.end]
    return _SENTENCE_END.search(tail) is not None or len(block) > 200
