"""Makes of an article what the index keeps: strings that SQLite can hold and a screen can show, and its stems.

Needs no index, so that a worker process does it.
"""

from __future__ import annotations

import hashlib
from typing import NamedTuple

from newsreader.models import Article
from newsreader.store.codec import pack_details, unpack_details
from newsreader.store.terms import stems
from newsreader.text import clean, clean_line, clean_said


class Prepared(NamedTuple):
    """An article on its way into the index."""

    claimed: str
    """The id it states; the one it gets may have a number behind it."""
    title: str
    source: str | None
    published: str | None
    tags: tuple[str, ...]
    details: str
    body: str
    digest: bytes
    """Of the body."""
    stems: str
    """Under which the list finds it before it is analysed."""


def prepare(article: Article) -> Prepared:
    """What the index keeps of an article."""
    tags = tuple(map(clean_line, article.tags))
    details = clean(
        pack_details(
            article.format,
            place=article.place and clean_line(article.place),
            language=article.language and clean_line(article.language),
            url=article.url and clean_line(article.url),
            authors=tuple(map(clean_line, article.authors)),
            tags=tags,
            encoding=article.encoding,
            warnings=tuple(map(clean_said, article.warnings)),
        )
    )
    title, body = clean_line(article.title), clean(article.body)
    source = article.source and clean_line(article.source)
    return Prepared(
        claimed=clean_line(article.id),
        title=title,
        source=source,
        published=article.published and clean_line(article.published),
        tags=tags,
        details=details,
        body=body,
        digest=body_digest(body),
        stems=article_stems(title, source, details, body),
    )


def body_digest(body: str) -> bytes:
    """What tells one body from another, 16 bytes."""
    return hashlib.blake2b(body.encode(), digest_size=16).digest()


def article_stems(title: str, source: str | None, details: str, body: str) -> str:
    """The stems under which the list finds an article, without those that its analysis adds."""
    fields = unpack_details(details)
    about = [title, source or "", fields["place"] or "", *fields["authors"], *fields["tags"]]
    return f"{stems(' '.join(about))} {stems(body)}"
