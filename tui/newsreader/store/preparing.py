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
    body: bytes
    """In UTF-8, as it goes from a worker through the program into the index."""
    digest: bytes
    """Of the body."""
    stems: bytes
    """Under which the list finds it before it is analysed, in UTF-8."""


def prepare(article: Article) -> Prepared:
    """What the index keeps of an article."""
    title, text = clean_line(article.title), clean(article.body)
    source, place = article.source and clean_line(article.source), article.place and clean_line(article.place)
    authors, tags = tuple(map(clean_line, article.authors)), tuple(map(clean_line, article.tags))
    details = pack_details(
        article.format,
        place=place,
        language=article.language and clean_line(article.language),
        url=article.url and clean_line(article.url),
        authors=authors,
        tags=tags,
        encoding=article.encoding,
        warnings=tuple(map(clean_said, article.warnings)),
    )
    body = text.encode()
    return Prepared(
        claimed=clean_line(article.id),
        title=title,
        source=source,
        published=article.published and clean_line(article.published),
        tags=tags,
        details=clean(details),
        body=body,
        digest=body_digest(body),
        stems=_stems(title, source, place, authors, tags, text).encode(),
    )


def body_digest(body: bytes) -> bytes:
    """What tells one body from another, 16 bytes; of a body in UTF-8."""
    return hashlib.blake2b(body, digest_size=16).digest()


def article_stems(title: str, source: str | None, details: str, body: str) -> str:
    """The stems under which the list finds an article, without those that its analysis adds."""
    fields = unpack_details(details)
    return _stems(title, source, fields["place"], fields["authors"], fields["tags"], body)


def _stems(
    title: str, source: str | None, place: str | None, authors: tuple[str, ...], tags: tuple[str, ...], body: str
) -> str:
    about = " ".join([title, source or "", place or "", *authors, *tags])
    return f"{stems(about)} {stems(body)}"
