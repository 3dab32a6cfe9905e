"""Finds where an article's text leads to: Markdown links, bare addresses, and the article's own page. Pure."""

from __future__ import annotations

from collections.abc import Iterator

from newsreader.models import Article, Span
from newsreader.record import Record
from newsreader.text import clean_line, compiled

MOST_LINKS = 999
"""Links of one article that are listed."""
BARE = r"(?i:\bhttps?://\w[^\s<>\[\]«»“”„\"|\\^`{}]{0,2000})"
"""An address in a text, with what of the sentence follows it."""
_LINK = (
    r"\[(?P<text>[^\[\]\n]{1,300})\]\(\s{0,8}<?"
    r"(?P<target>(?:[^()\s<>]|\([^()\s<>]{0,200}\)){1,2000})>?(?:\s{1,8}[\"'(][^\n\"')]{0,300}[\"')])?\)"
    rf"|(?P<bare>{BARE})"
)
_TRAILING = ".,;:!?…'*_~"


class Link(Record):
    """One address and the words that lead to it."""

    url: str
    """The true target, as it stands in the text."""
    text: str
    """The words; empty where the address stands for itself."""
    span: Span | None
    """Where in the body the words stand; None for the article's own page."""


def links(article: Article) -> tuple[Link, ...]:
    """The article's own page first, then the links of its text in order, each address once."""
    found: dict[str, Link] = {}
    if article.url:
        found[article.url] = Link(article.url, "", None)
    for link in _links(article.body, markdown=article.format != "txt"):
        if len(found) >= MOST_LINKS:
            break
        found.setdefault(link.url, link)
    return tuple(found.values())


def _links(body: str, *, markdown: bool) -> Iterator[Link]:
    if "://" not in body and "](" not in body:
        return  # seen at once, however long the text is
    for found in compiled(_LINK).finditer(body):
        if found["bare"]:
            url = bare_address(found["bare"])
            yield Link(url, "", Span(found.start(), found.start() + len(url)))
        elif markdown:
            yield Link(found["target"], clean_line(found["text"]), Span(*found.span("text")))
        else:  # in a plain text brackets are only brackets
            for bare in compiled(BARE).finditer(found[0]):
                url = bare_address(bare[0])
                start = found.start() + bare.start()
                yield Link(url, "", Span(start, start + len(url)))


def bare_address(text: str) -> str:
    """An address that stands in a sentence, without the sentence's own marks at its end."""
    end = len(text)
    unmatched = text.count(")") - text.count("(")
    while end and (text[end - 1] in _TRAILING or (text[end - 1] == ")" and unmatched > 0)):
        unmatched -= text[end - 1] == ")"
        end -= 1
    return text[:end]
