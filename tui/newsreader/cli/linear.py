"""An article as lines of text: for a terminal, and linear for screen readers."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.analysis.sections import find_blocks
from newsreader.cli.output import BOLD, DIM, join, styled
from newsreader.models import Analysis, Article, Quotation, Span


def article_text(article: Article, analysis: Analysis) -> str:
    """The article with its headings and, under each paragraph that holds direct speech, the names of the speakers."""
    lines = [styled(article.title, BOLD), styled(_meta(article), DIM)]
    headings = {section.span.start: section.title for section in analysis.sections if section.heading}
    for block in find_blocks(article.body):
        lines.append("")
        if block.start in headings:
            lines.append(styled(headings[block.start], BOLD))
            continue
        lines.append(block.of(article.body))
        lines.extend(styled(f"    — {who}", DIM) for who in _speakers(block, analysis))
    return "\n".join(lines)


def plain_text(article: Article, analysis: Analysis) -> str:
    """The article as linear text that a screen reader reads well: what is a heading or a quotation is said in words."""
    body = article.body
    lines = [f"Title: {article.title}"]
    lines += [f"{name}: {value}" for name, value in _fields(article) if value]
    lines.append(f"Sections: {len(analysis.sections)}. Quotations: {len(analysis.quotations)}.")
    headings = {section.span.start: section for section in analysis.sections if section.heading}
    direct = [quotation for quotation in analysis.quotations if quotation.kind == "direct"]
    for block in find_blocks(body):
        lines.append("")
        if block.start in headings:
            section = headings[block.start]
            lines.append(f"Heading level {section.level}: {section.title}")
        else:
            lines.extend(_spoken(body, block, [one for one in direct if block.meets(one.span)]))
    return "\n".join(lines)


def _spoken(body: str, block: Span, quotations: list[Quotation]) -> Iterator[str]:
    """A paragraph as lines, each quotation on a line of its own that says whose it is."""
    place = block.start
    for quotation in quotations:
        start, end = max(place, quotation.span.start), min(block.end, quotation.span.end)
        if start >= end:
            continue
        if before := body[place:start].strip(' \t«»“”„"—–-'):
            yield before
        yield f"Quotation by {quotation.who or _mention(body, quotation)}: {body[start:end]} End of quotation."
        place = end
    if rest := body[place : block.end].strip(' \t«»“”„"—–-,'):
        yield rest


def quotation_text(article: Article, quotation: Quotation) -> str:
    """One quotation with its attribution."""
    who = quotation.who or _mention(article.body, quotation)
    return f"{quotation.span.of(article.body)}\n    — {who}. {article.title}. {_meta(article)}"


def _mention(body: str, quotation: Quotation) -> str:
    return quotation.speaker.of(body) if quotation.speaker else "a source that is not named"


def _meta(article: Article) -> str:
    return join([article.source, article.place, (article.published or "")[:10], article.url])


def _fields(article: Article) -> list[tuple[str, str | None]]:
    return [
        ("Source", article.source),
        ("Place", article.place),
        ("Published", article.published),
        ("Authors", ", ".join(article.authors)),
        ("Address", article.url),
    ]


def _speakers(block: Span, analysis: Analysis) -> list[str]:
    """Names of those whose direct speech stands in the block, in order, each once."""
    names = [one.who for one in analysis.quotations if one.kind == "direct" and one.who and block.meets(one.span)]
    return [*dict.fromkeys(names)]
