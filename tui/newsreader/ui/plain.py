"""An article as linear text for screen readers: what is a heading or a quotation is said in words. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping
from itertools import pairwise

from newsreader.models import Analysis, Article, Quotation, Section, Span
from newsreader.ui.blocks import Block, cut_pages, find_blocks
from newsreader.ui.dates import long_date
from newsreader.ui.i18n import _

_SENTENCE_ENDS = (".", "!", "?", "…")
_MARKS = ' \t«»“”„"—–-'


def plain_text(article: Article, analysis: Analysis | None) -> str:
    """The article's fields, then its paragraphs, each quotation on a line of its own; no boxes, no colours.

    In the interface's language.
    """
    lines = [_("{name}: {value}").format(name=name, value=value) for name, value in _fields(article) if value]
    if analysis is not None:
        words = _("Sections: {sections}. Quotations: {quotations}.")
        lines.append(words.format(sections=len(analysis.sections), quotations=len(analysis.quotations)))
    headings = {one.heading.start: one for one in (analysis.sections if analysis else ()) if one.heading}
    direct = [quotation for quotation in (analysis.quotations if analysis else ()) if quotation.kind == "direct"]
    starts = [quotation.span.start for quotation in direct]
    latest = 0
    for block in _blocks(article, headings):
        lines.append("")
        if block.kind == "heading":
            lines.append(_("Heading level {level}: {title}").format(level=block.level, title=block.text))
            continue
        behind = bisect_left(starts, block.span.end)
        met = [one for one in direct[latest:behind] if block.span.meets(one.span)]
        latest = behind if not met or met[-1].span.end <= block.span.end else behind - 1
        lines.extend(_spoken(article.body, block, met))
    return "\n".join(lines)


def _blocks(article: Article, headings: Mapping[int, Section]) -> Iterator[Block]:
    for start, end in pairwise(cut_pages(article.body)):
        yield from find_blocks(article.body, Span(start, end), headings, markdown=article.format != "txt")


def _spoken(body: str, block: Block, quotations: list[Quotation]) -> Iterator[str]:
    """A paragraph as lines, each quotation on a line of its own that says whose it is."""
    place = block.span.start
    for quotation in quotations:
        start, end = max(place, quotation.span.start), min(block.span.end, quotation.span.end)
        if start >= end:
            continue
        if before := _piece(block, place, start).strip(_MARKS):
            yield before
        words = _piece(block, start, end)
        words += "" if words.endswith(_SENTENCE_ENDS) else "."
        who = quotation.who or mention(body, quotation)
        yield _("Quotation by {who}: {words} End of quotation.").format(who=who, words=words)
        place = end
    if rest := _piece(block, place, block.span.end).strip(_MARKS + ","):
        yield rest


def _piece(block: Block, start: int, end: int) -> str:
    return block.text[block.index(start) : block.index(end)]


def mention(body: str, quotation: Quotation) -> str:
    """The text's words for a speaker, where it has any."""
    return quotation.speaker.of(body) if quotation.speaker else _("a source that is not named")


def _fields(article: Article) -> list[tuple[str, str | None]]:
    return [
        (_("Title"), article.title),
        (_("Source"), article.source),
        (_("Place"), article.place),
        (_("Published"), long_date(article.published) or article.published),
        (_("Authors"), ", ".join(article.authors)),
        (_("Address"), article.url),
    ]
