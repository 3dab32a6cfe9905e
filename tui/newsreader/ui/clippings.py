"""What is copied of an article: a paragraph, the whole as text or as Markdown. The article's own words; pure."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from newsreader.models import Article, Span
from newsreader.ui.blocks import cut_pages, find_blocks
from newsreader.ui.formatting import byline, title_of

LONGEST_COPY = 1_000_000
"""Code points of a body that is copied as a whole."""


def article_text(article: Article) -> str:
    """Title, byline, paragraphs without Markdown marks, address."""
    parts = [title_of(article), byline(article), *_paragraphs(article), article.url or ""]
    return "\n\n".join(part for part in parts if part) + "\n"


def _paragraphs(article: Article) -> Iterator[str]:
    for start, end in pairwise(cut_pages(article.body)):
        for block in find_blocks(article.body, Span(start, end), {}, markdown=article.format != "txt"):
            yield block.text.strip()


def article_markdown(article: Article) -> str:
    """The title as a heading, the byline, the body as it stands, the address."""
    address = f"<{article.url}>" if article.url else ""
    parts = [f"# {title_of(article)}", f"*{byline(article)}*", article.body.strip(), address]
    return "\n\n".join(part for part in parts if part) + "\n"
