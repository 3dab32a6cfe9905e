"""Cuts an article's body into pages and a page into blocks: paragraphs, headings, list items.

Pages bound the work: however long the text is, only pages near the screen are cut further. A block's `text` is what
is shown (Markdown marks and line ends inside a paragraph are gone); its offsets lead back to the body.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Literal

from newsreader.models import Section, Span
from newsreader.record import Record
from newsreader.text import compiled
from newsreader.ui.links import BARE, bare_address

BlockKind = Literal["paragraph", "heading", "item"]

PAGE = 16_384
"""Code points after which a page ends at the next good place."""
_LONGEST_PAGE = 65_536
_SHORTEST_WRAPPED_LINE, _LONGEST_WRAPPED_LINE = 40, 100
_SENTENCE_END = '.!?…»”"'
_LONGEST_MARKS = 8  # «###### »
_LINE = re.compile(r"[^\n]+")
_ITEM = r"(?:[-*+•–‣▪·] |\d{1,3}[.)] )[ \t]*"
_ITEM_SIGNS = frozenset("-*+•–‣▪·")
_MARKDOWN_HEADING = r"#{1,6}[ \t]+"
_MARKUP = (
    r"\*\*(?P<strong>[^*\n]{1,400})\*\*"
    r"|(?<![\w*])\*(?P<em>[^*\s](?:[^*\n]{0,398}[^*\s])?)\*(?![\w*])"
    r"|\[(?P<text>[^\[\]\n]{1,300})\]\((?P<url>https?://(?:[^()\s]|\([^()\s]{0,200}\)){1,1000})\)"
)


class Block(Record):
    """A stretch of text that is wrapped as one."""

    kind: BlockKind
    span: Span
    """In the body: from the first shown character to behind the last."""
    text: str
    offsets: array[int] | None = None
    """Where in the body each character of `text` stands; None where `text` is the span, character for character."""
    level: int = 0
    """Of a heading: 1 for the highest."""
    hang: int = 0
    """Characters of `text` that stand to the left of the following lines (a list item's mark)."""
    close: bool = False
    """Whether it follows the block before it without a blank line."""
    links: tuple[tuple[Span, str], ...] = ()
    """Stretches of the body that lead to an address."""

    def offset(self, index: int) -> int:
        """Where in the body the character of `text` stands; behind the last one: the block's end."""
        if self.offsets is None:
            return self.span.start + index
        return self.offsets[index] if index < len(self.offsets) else self.span.end

    def index(self, offset: int) -> int:
        """The first character of `text` that stands at the offset or behind it."""
        if self.offsets is None:
            return min(max(0, offset - self.span.start), len(self.text))
        return bisect_left(self.offsets, offset)


def cut_pages(body: str) -> array[int]:
    """Where the pages begin, and the end: behind an empty line if one is near, else behind a line, else within one."""
    starts = array("q", [0])
    start = 0
    while len(body) - start > 2 * PAGE:
        start = _page_end(body, start)
        starts.append(start)
    if start < len(body):
        starts.append(len(body))
    return starts


def _page_end(body: str, start: int) -> int:
    limit = min(len(body), start + _LONGEST_PAGE)
    for mark, last in (("\n\n", start + 2 * PAGE), ("\n", limit)):
        place = body.find(mark, start + PAGE, last)
        if place >= 0:
            return place + len(mark)
    blank = body.rfind(" ", limit - PAGE, limit)
    return blank + 1 if blank >= 0 else limit


def find_blocks(body: str, page: Span, headings: Mapping[int, Section], *, markdown: bool) -> Iterator[Block]:
    """The blocks of one page; `headings` by where their words begin."""
    group: list[Span] = []
    for line in _lines(body, page):
        apart = group and body.count("\n", group[-1].end, line.start) > 1
        if apart or (group and (_heading(line, headings) or _heading(group[-1], headings))):
            yield from _group_blocks(body, group, headings, markdown)
            group = []
        group.append(line)
    yield from _group_blocks(body, group, headings, markdown)


def _heading(line: Span, headings: Mapping[int, Section]) -> Section | None:
    """The section whose heading the line is: it begins with the heading, or with the heading's Markdown marks."""
    return next(
        (headings[start] for start in range(line.start, line.start + _LONGEST_MARKS) if start in headings), None
    )


def _lines(body: str, page: Span) -> Iterator[Span]:
    """Lines that hold more than white space, trimmed."""
    for found in _LINE.finditer(body, page.start, page.end):
        line = found[0]
        text = line.strip()
        if text:
            start = found.start() + len(line) - len(line.lstrip())
            yield Span(start, start + len(text))


def _group_blocks(body: str, group: list[Span], headings: Mapping[int, Section], markdown: bool) -> Iterator[Block]:
    """Blocks of lines that stand together: one paragraph where they were wrapped by hand, else one a line."""
    if len(group) > 1 and wrapped_by_hand([line.of(body) for line in group]):
        group = [Span(group[0].start, group[-1].end)]
    after_item = False
    for line in group:
        block = _block(body, line, _heading(line, headings), markdown, after_item)
        after_item = block.kind == "item"
        yield block


def wrapped_by_hand(lines: list[str]) -> bool:
    """Whether lines look like one paragraph that was cut to a width.

    None had room for the next one's first word, few end where a sentence ends, none begins an item or a reply.
    """
    longest = max(map(len, lines))
    if not _SHORTEST_WRAPPED_LINE <= longest <= _LONGEST_WRAPPED_LINE or lines[0][0] in "#>|":
        return False
    if any(_item(line) or line[0] in "—#>|" for line in lines[1:]):
        return False
    finished = sum(line[-1] in _SENTENCE_END for line in lines[:-1])
    if 2 * finished >= len(lines) - 1 or (len(lines) == 2 and not lines[1][0].islower()):
        return False
    return all(len(line) + 1 + len(after.split(maxsplit=1)[0]) > longest for line, after in pairwise(lines))


def _item(text: str) -> re.Match[str] | None:
    """The sign or number with which an item of a list begins."""
    return compiled(_ITEM).match(text) if text[0] in _ITEM_SIGNS or text[0].isdecimal() else None


def _block(body: str, line: Span, section: Section | None, markdown: bool, after_item: bool) -> Block:
    text = line.of(body)
    if section is not None and section.heading is not None and line.holds(section.heading):
        return _shown(body, "heading", section.heading, markdown, level=max(1, section.level))
    if markdown and text[0] == "#" and (marks := compiled(_MARKDOWN_HEADING).match(text)):
        words = text[marks.end() :].rstrip("# \t")
        start = line.start + marks.end()
        return _shown(body, "heading", Span(start, start + len(words)), markdown, level=text.count("#", 0, marks.end()))
    if markdown and text[0] == ">" and len(text) > (quote := 2 if text[1:2] == " " else 1):
        return _shown(body, "paragraph", Span(line.start + quote, line.end), markdown)
    item = _item(text)
    if item and not text.startswith("– "):
        return _shown(body, "item", line, markdown, hang=item.end(), close=after_item)
    return _shown(body, "paragraph", line, markdown)


def _shown(
    body: str, kind: BlockKind, span: Span, markdown: bool, *, level: int = 0, hang: int = 0, close: bool = False
) -> Block:
    """The block with its text as it is shown."""
    text = span.of(body).replace("\n", " ")
    if not markdown or ("*" not in text and "](" not in text):
        return Block(kind, span, text, None, level, hang, close, tuple(_addresses(text, span.start)))
    pieces: list[str] = []
    offsets = array("q")
    links: list[tuple[Span, str]] = []
    done = 0
    for found in compiled(_MARKUP).finditer(text):
        links.extend(_addresses(text[done : found.start()], span.start + done))
        group = found.lastgroup if found.lastgroup != "url" else "text"
        first, last = found.span(group or 0)
        for start, end in ((done, found.start()), (first, last)):
            pieces.append(text[start:end])
            offsets.extend(range(span.start + start, span.start + end))
        if found["url"]:
            links.append((Span(span.start + first, span.start + last), found["url"]))
        else:
            links.extend(_addresses(text[first:last], span.start + first))
        done = found.end()
    pieces.append(text[done:])
    links.extend(_addresses(text[done:], span.start + done))
    offsets.extend(range(span.start + done, span.end))
    return Block(kind, span, "".join(pieces), offsets, level, hang, close, tuple(links))


def _addresses(text: str, start: int) -> Iterator[tuple[Span, str]]:
    """Web addresses that stand in a text as they are; `start` is where it begins in the body."""
    if "://" not in text:
        return
    for found in compiled(BARE).finditer(text):
        url = bare_address(found[0])
        yield Span(start + found.start(), start + found.start() + len(url)), url
