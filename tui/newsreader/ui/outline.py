"""Decides what the steps through an article are: its sections, or, without headings, its groups of paragraphs. Pure."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import pairwise

from newsreader.models import Analysis, Quotation, Section, Span
from newsreader.text import clean_line, compiled
from newsreader.ui.blocks import find_blocks
from newsreader.ui.spans import Places

_MOST_GROUPED = 1 << 18
"""Code points of a text without headings that are looked at."""
_LONGEST_GROUP = 4
_TITLE = 60
_BACKGROUND = r"(?:Ранее|Напомним|Как (?:уже )?сообщал\w*|Earlier|Previously)\b"


def outline(body: str, analysis: Analysis | None) -> tuple[Section, ...]:
    """The article's sections; without headings: the lead, then groups that begin after speech or with background."""
    if analysis is None:
        return ()
    if any(section.heading for section in analysis.sections):
        return analysis.sections
    speech = Places.of(quotation.span for quotation in analysis.quotations if quotation.kind == "direct")
    starts = _group_starts(body, speech)
    return tuple(_group(body, start, end, lead=start == starts[0]) for start, end in pairwise([*starts, len(body)]))


def _group_starts(body: str, speech: Places) -> list[int]:
    starts: list[int] = []
    size = 0
    spoken = False
    for number, block in enumerate(find_blocks(body, Span(0, min(len(body), _MOST_GROUPED)), {}, markdown=False)):
        speaks = speech.touch(block.span.start, block.span.end)
        background = compiled(_BACKGROUND).match(block.text) is not None
        if number <= 1 or background or size >= _LONGEST_GROUP or (spoken and not speaks):
            starts.append(block.span.start)
            size = 0
        size += 1
        spoken = speaks
    return starts


def _group(body: str, start: int, end: int, *, lead: bool) -> Section:
    title = "" if lead else clean_line(body[start : min(end, start + 8 * _TITLE)].split("\n", 1)[0], limit=_TITLE)
    return Section(title, Span(start, end), 0 if lead else 2, None)


def section_at(sections: Sequence[Section], offset: int) -> int:
    """Which section the offset lies in, from 0; -1 where there are none."""
    found = bisect_right(sections, offset, key=lambda section: section.span.start) - 1
    return max(0, found) if sections else -1


def quotation_counts(sections: Sequence[Section], analysis: Analysis | None) -> Counter[int]:
    """How many of the quotations that are counted stand in each section, by its number."""
    counts: Counter[int] = Counter()
    number = 0
    for quotation in spoken(analysis.quotations if analysis else ()):
        while number + 1 < len(sections) and sections[number + 1].span.start <= quotation.span.start:
            number += 1
        counts[number] += 1
    return counts


def shares(sections: Sequence[Section]) -> list[int]:
    """How many hundredths of the text each section takes, rounded."""
    whole = sections[-1].span.end - sections[0].span.start if sections else 0
    ends = [*(section.span.start for section in sections[1:]), sections[-1].span.end] if sections else []
    return [
        round(100 * (end - section.span.start) / max(1, whole)) for section, end in zip(sections, ends, strict=True)
    ]


def spoken(quotations: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """The quotations that are counted and stepped through: words in marks, not what is only reported."""
    return tuple(quotation for quotation in quotations if quotation.kind != "indirect")


def said_by(quotations: Iterable[Quotation], who: str) -> tuple[Quotation, ...]:
    """What one speaker said, "" for those whom the text does not name."""
    return tuple(quotation for quotation in quotations if (quotation.who or "") == who)
