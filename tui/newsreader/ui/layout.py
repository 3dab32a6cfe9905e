"""Turns an article into visual lines, page by page as they are needed; heights of pages not yet needed are estimated.

Each visual line knows which part of the body it shows; a place in the article is always an offset into the body: line
numbers change with the width, with the analysis and with each estimate that becomes exact.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import Literal, NamedTuple

from rich.cells import cell_len

from newsreader.models import Section, Span
from newsreader.record import Record
from newsreader.ui.blocks import Block, cut_pages, find_blocks
from newsreader.ui.wrap import drawn, wrap

LineKind = Literal[
    "title", "meta", "notice", "rule", "blank", "text", "heading", "heading-rule", "speaker", "unnamed", "end", "hint"
]  # fmt: skip
ALWAYS_EXACT = 200_000
"""Bodies up to this many code points are laid out at once; longer ones near the screen only."""


class VisualLine(NamedTuple):
    """One line of the reader."""

    kind: LineKind
    start: int
    end: int
    """The part of the body that the line stands for; empty for ornaments, which stand where the text before ends."""
    block: Block | None = None
    first: int = 0
    last: int = 0
    """What the line shows of the block's text."""
    text: str = ""
    """What an ornament shows."""
    note: str = ""
    """What stands in the margin beside the line."""


class Voice(Record):
    """Whose the words of a direct quotation are, as the reader shows it."""

    span: Span
    name: str
    named: bool


_NO_HEADINGS: Mapping[int, Section] = MappingProxyType({})


class Manuscript(Record):
    """What an article's lines are made from, at any width."""

    body: str
    markdown: bool = False
    headings: Mapping[int, Section] = _NO_HEADINGS
    """Sections by where their headings begin."""
    title: str = ""
    """What stands in the title block; a body that begins with the same line does not repeat it."""
    voices: tuple[Voice, ...] = ()
    """Direct quotations in the order of their ends."""


class Columns(Record):
    """Where things stand across the reader, in cells."""

    left: int
    """Blank cells before the bar."""
    measure: int
    note: int
    """Width of the margin for speakers' names; 0 where they stand under the quotations."""

    BAR = 2
    GAP = 2


NOTE = 20
_WIDEST_NOTE = 28
_RULED = 2  # headings up to this level have a rule under them
_NARROWEST_MEASURE = 10


def columns(width: int, measure: int) -> Columns:
    """The text in the middle, with a margin for names where `width` has room for one."""
    measure = max(_NARROWEST_MEASURE, min(measure, width - Columns.BAR - 1))
    room = width - Columns.BAR - measure
    note = min(_WIDEST_NOTE, room - Columns.GAP) if room >= Columns.GAP + NOTE else 0
    used = Columns.BAR + measure + (Columns.GAP + note if note else 0)
    return Columns(max(0, (width - used) // 2), measure, note)


class _Page:
    """One page: an estimate until it is laid out."""

    __slots__ = ("height", "lines", "span", "starts")

    def __init__(self, span: Span, height: int) -> None:
        self.span = span
        self.height = height
        self.lines: list[VisualLine] | None = None
        self.starts: list[int] = []


class Layout:
    """The lines of one article at one width. Rows count from 0 at the title."""

    def __init__(
        self,
        manuscript: Manuscript,
        width: Columns,
        *,
        head: Sequence[VisualLine] = (),
        tail: Sequence[VisualLine] = (),
    ) -> None:
        self.manuscript = manuscript
        self.columns = width
        self.head = tuple(head)
        self.tail = tuple(tail)
        edges = cut_pages(manuscript.body)
        spans = [Span(start, end) for start, end in pairwise(edges)]
        self._pages = [_Page(span, self._estimate(span)) for span in spans]
        self._ends = [voice.span.end for voice in manuscript.voices]
        self._tops: list[int] = []
        if len(manuscript.body) <= ALWAYS_EXACT:
            for page in self._pages:
                self._lay_out(page)

    def _estimate(self, span: Span) -> int:
        lines = self.manuscript.body.count("\n", span.start, span.end)
        return 1 + len(span) * 27 // (self.columns.measure * 25) + 3 * lines // 2

    @property
    def bottom(self) -> int:
        """The first row under the text."""
        return self._page_tops()[-1]

    @property
    def height(self) -> int:
        """Rows of the whole, exact as far as its pages are laid out."""
        return self.bottom + len(self.tail)

    def _page_tops(self) -> list[int]:
        """The first row of each page, and the row behind the last."""
        if not self._tops:
            self._tops = list(accumulate((page.height for page in self._pages), initial=len(self.head)))
        return self._tops

    def line(self, row: int) -> VisualLine | None:
        """The line in a row; None above and below the article."""
        tops = self._page_tops()
        if row < len(self.head):
            return self.head[row] if row >= 0 else None
        if row >= tops[-1]:
            place = row - tops[-1]
            return self.tail[place] if place < len(self.tail) else None
        number = bisect_right(tops, row) - 1
        lines = self._lines(self._pages[number])
        place = row - self._page_tops()[number]
        return lines[place] if place < len(lines) else None

    def _lines(self, page: _Page) -> list[VisualLine]:
        return page.lines if page.lines is not None else self._lay_out(page)

    def settle(self, row: int, height: int) -> int:
        """Lays out what the rows from `row` on show, and a page on either side. Returns where that line stands then."""
        if len(self.manuscript.body) <= ALWAYS_EXACT or not self._pages:
            return row
        number = self._page_at(row)
        place = row - self._page_tops()[number]
        if self._pages[number].lines is None:
            estimate = self._pages[number].height
            exact = len(self._lay_out(self._pages[number]))
            place = min(place * exact // max(1, estimate), exact) if place > 0 else place
        if number:
            self._lines(self._pages[number - 1])
        row = self._page_tops()[number] + place
        after = number + 1
        while after < len(self._pages) and self._page_tops()[after - 1] <= row + height:
            self._lines(self._pages[after])
            after += 1
        return row

    def _page_at(self, row: int) -> int:
        return max(0, min(bisect_right(self._page_tops(), row) - 1, len(self._pages) - 1))

    def row_of(self, offset: int) -> int:
        """The row that shows the character at an offset; lays its page out."""
        if not self._pages:
            return 0
        number = max(0, bisect_right(self._pages, offset, key=lambda page: page.span.start) - 1)
        page = self._pages[number]
        lines = self._lines(page)
        place = max(0, bisect_right(page.starts, offset) - 1)
        while place < len(lines) and lines[place].end <= offset:  # an ornament, or a place that is not shown
            place += 1
        return self._page_tops()[number] + max(0, min(place, len(lines) - 1))

    def share(self, offset: int) -> float:
        """How far down the whole the offset stands, from 0 to 1, without laying anything out."""
        tops = self._page_tops()
        number = max(0, bisect_right(self._pages, offset, key=lambda page: page.span.start) - 1) if self._pages else 0
        if not self._pages:
            return 0.0
        page = self._pages[number]
        if page.lines is not None:
            place = max(0, bisect_right(page.starts, offset) - 1)
        else:
            place = (offset - page.span.start) * page.height // max(1, len(page.span))
        return min(1.0, (tops[number] + place) / max(1, self.height))

    def _lay_out(self, page: _Page) -> list[VisualLine]:
        lines: list[VisualLine] = []
        body = self.manuscript.body
        after: Block | None = None
        inside = page.span.start > 0 and body[page.span.start - 1] != "\n"
        for block in find_blocks(body, page.span, self.manuscript.headings, markdown=self.manuscript.markdown):
            if page.span.start == 0 and not lines and block.text.strip() == self.manuscript.title:
                continue
            at = after.span.end if after else page.span.start
            first = after is None and (inside or page.span.start == 0)
            lines.extend([VisualLine("blank", at, at)] * (0 if first else _blanks(after, block)))
            lines.extend(self._block_lines(block))
            after = block
        page.lines = lines
        page.starts = [line.start for line in lines]
        if page.height != len(lines):
            page.height = len(lines)
            self._tops = []
        return lines

    def _block_lines(self, block: Block) -> list[VisualLine]:
        measure = self.columns.measure
        hang = min(block.hang, measure // 2)
        pieces = wrap(block.text[hang:], measure - hang)
        if hang:
            pieces = [(start + hang if start else 0, end + hang) for start, end in pieces]
        kind: LineKind = "heading" if block.kind == "heading" else "text"
        lines = [VisualLine(kind, block.offset(start), block.offset(end), block, start, end) for start, end in pieces]
        end = block.span.end
        if kind == "heading" and block.level <= _RULED:
            longest = max((cell_len(drawn(block.text[line.first : line.last].rstrip())) for line in lines), default=0)
            return [*lines, VisualLine("heading-rule", end, end, text="─" * min(measure, longest))]
        voices = self.manuscript.voices[bisect_right(self._ends, block.span.start) : bisect_right(self._ends, end)]
        if not voices:
            return lines
        if self.columns.note:
            return with_notes(lines, voices, self.columns.note)
        beside = voices[-1].span.end > lines[-1].start
        return [*lines, *signatures(block if beside else None, voices, end, measure)]


def _blanks(before: Block | None, block: Block) -> int:
    """Blank lines between two blocks: more room above a heading than below it."""
    if before is None:
        return 1
    if block.kind == "heading":
        return 1 if before.kind == "heading" else 2
    return 0 if block.close or (before.kind == "heading" and before.level <= _RULED) else 1


def signatures(block: Block | None, voices: Sequence[Voice], end: int, measure: int) -> list[VisualLine]:
    """The lines under a quotation that name its speakers, each name once; `block` where the quotation's bar goes on."""
    names = dict.fromkeys((voice.name, voice.named) for voice in voices)
    return [
        VisualLine("speaker" if named else "unnamed", end, end, block, text=shorten(f"— {name}", measure))
        for name, named in names
    ]


def with_notes(lines: list[VisualLine], voices: Sequence[Voice], width: int) -> list[VisualLine]:
    """The lines with each quotation's speaker in the margin from where it begins on, the same one once in a row."""
    lines = list(lines)
    starts = [line.start for line in lines]
    latest = None
    for voice in voices:
        place = max(0, bisect_right(starts, voice.span.start) - 1)
        if voice.name == latest:
            continue
        latest = voice.name
        pieces = [voice.name[start:end].rstrip() for start, end in wrap(voice.name, width)]
        free = next((number for number in range(place, len(lines)) if lines[number].note), len(lines)) - place
        if len(pieces) > free > 0:
            pieces = [*pieces[: free - 1], shorten(" ".join(pieces[free - 1 :]), width)]
        for number, piece in enumerate(pieces[:free]):
            lines[place + number] = lines[place + number]._replace(note=piece)
    return lines


def shorten(text: str, width: int) -> str:
    """The text in at most `width` cells, with … where something was cut."""
    if cell_len(text) <= width:
        return text
    cells = list(accumulate(map(cell_len, text)))
    return text[: bisect_left(cells, width)].rstrip() + "…" if width > 0 else ""
