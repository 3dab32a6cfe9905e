"""An article and its quotations as lines for a terminal; `newsreader.ui.plain` has the linear text."""

from __future__ import annotations

from newsreader.analysis.sections import find_blocks
from newsreader.cli.output import BOLD, DIM, join, styled
from newsreader.models import Analysis, Article, Quotation, Span
from newsreader.ui.plain import mention


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


def quotation_text(article: Article, quotation: Quotation) -> str:
    """One quotation with its attribution."""
    who = quotation.who or mention(article.body, quotation)
    return f"{quotation.span.of(article.body)}\n    — {who}. {article.title}. {_meta(article)}"


def _meta(article: Article) -> str:
    return join([article.source, article.place, (article.published or "")[:10], article.url])


def _speakers(block: Span, analysis: Analysis) -> list[str]:
    """Names of those whose direct speech stands in the block, in order, each once."""
    names = [one.who for one in analysis.quotations if one.kind == "direct" and one.who and block.meets(one.span)]
    return [*dict.fromkeys(names)]
