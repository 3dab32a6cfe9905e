"""An article as linear text for screen readers: what is a heading or a quotation is said in words. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from newsreader.analysis.sections import find_blocks
from newsreader.models import Analysis, Article, Quotation, Span

_LONGEST_MARKS = 8  # «###### »
_MARKS = ' \t«»“”„"—–-'


def plain_text(article: Article, analysis: Analysis | None) -> str:
    """The article's fields, then its paragraphs, each quotation on a line of its own; no boxes, no colours."""
    body = article.body
    lines = [f"Title: {article.title}"]
    lines += [f"{name}: {value}" for name, value in _fields(article) if value]
    if analysis is not None:
        lines.append(f"Sections: {len(analysis.sections)}. Quotations: {len(analysis.quotations)}.")
    sections = analysis.sections if analysis else ()
    headings = {section.heading.start: section for section in sections if section.heading}
    direct = [quotation for quotation in (analysis.quotations if analysis else ()) if quotation.kind == "direct"]
    starts = [quotation.span.start for quotation in direct]
    latest = 0
    for block in find_blocks(body):
        lines.append("")
        begins = range(block.start, block.start + _LONGEST_MARKS)
        if section := next((headings[start] for start in begins if start in headings), None):
            lines.append(f"Heading level {section.level}: {section.title}")
            continue
        behind = bisect_left(starts, block.end)
        met = [one for one in direct[latest:behind] if block.meets(one.span)]
        latest = behind if not met or met[-1].span.end <= block.end else behind - 1
        lines.extend(_spoken(body, block, met))
    return "\n".join(lines)


def _spoken(body: str, block: Span, quotations: list[Quotation]) -> Iterator[str]:
    """A paragraph as lines, each quotation on a line of its own that says whose it is."""
    place = block.start
    for quotation in quotations:
        start, end = max(place, quotation.span.start), min(block.end, quotation.span.end)
        if start >= end:
            continue
        if before := body[place:start].strip(_MARKS):
            yield before
        yield f"Quotation by {quotation.who or mention(body, quotation)}: {body[start:end]} End of quotation."
        place = end
    if rest := body[place : block.end].strip(_MARKS + ","):
        yield rest


def mention(body: str, quotation: Quotation) -> str:
    """The text's words for a speaker, where it has any."""
    return quotation.speaker.of(body) if quotation.speaker else "a source that is not named"


def _fields(article: Article) -> list[tuple[str, str | None]]:
    return [
        ("Source", article.source),
        ("Place", article.place),
        ("Published", article.published),
        ("Authors", ", ".join(article.authors)),
        ("Address", article.url),
    ]
