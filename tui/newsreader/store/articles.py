"""Turns a file into an article and an article into a file; what was written is read back the same."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from newsreader.errors import ArticleError
from newsreader.models import Article, ArticleFormat
from newsreader.phrase import Phrase
from newsreader.store.dates import read_date
from newsreader.store.decoding import Decoded, decode
from newsreader.store.files import read_bytes, read_inside
from newsreader.store.frontmatter import FrontMatter, Value, emit, parse, split
from newsreader.store.naming import clean_id, file_name, id_of_name, safe_name
from newsreader.store.writing import place
from newsreader.text import clean, clean_line, clean_said, shown

__all__ = [
    "FORMATS",
    "digest",
    "format_article",
    "parse_article",
    "read_article",
    "read_bytes",
    "read_inside",
    "write_article",
    "write_bytes",
]

FORMATS: dict[str, ArticleFormat] = {".md": "md", ".markdown": "md", ".txt": "txt", ".html": "html", ".htm": "html"}
LONGEST_TITLE = 100
"""Code points of a title that is taken from the text."""

_HEADING = re.compile(r"^#[ \t]+(.*[^\s#])[ \t#]*$", re.MULTILINE)
_FIRST_LINE = re.compile(r"^[^\n]*\w[^\n]*$", re.MULTILINE)
_LINE_MARKS = re.compile(r"^(?:#{1,6}[ \t]+|>[ \t]*|[-*+][ \t]+)+")
_DATED_NAME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?![0-9])")
# «БИШКЕК, 3 апр — Sputnik. » says nothing of what a wire text is about.
_DATELINE = re.compile(r"[A-ZА-ЯЁ][A-ZА-ЯЁ -]{2,30},[^.\n]{0,40}[—–-] ?[^.\n]{2,40}\.\s+(?=\w)")
_SENTENCE_END = re.compile(r"[.!?…][»”\"')]*(?=\s+[\"'«„“(—A-ZА-ЯЁ])")


def digest(raw: bytes) -> bytes:
    """What tells one content of a file from another, 16 bytes."""
    return hashlib.blake2b(raw, digest_size=16).digest()


def parse_article(raw: bytes, *, name: str) -> Article:
    """The article that a file holds.

    Args:
        raw: the file's content.
        name: its path inside the library; its suffix tells the format, and it gives an id where the file states none.

    Raises:
        ArticleError: where the file is no article.
    """
    format_ = FORMATS.get(os.path.splitext(name)[1].lower())  # noqa: PTH122 - a name that is no path of this system
    if format_ is None:
        label = shown(os.fsencode(name))
        raise ArticleError("{name}: is no .md, .txt or .html file; rename it to say which it is", name=label)
    try:
        return _parsed(raw, name, format_)
    except ArticleError as error:
        raise ArticleError("{name}: {problem}", name=shown(os.fsencode(name)), problem=error.said) from None


def _parsed(raw: bytes, name: str, format_: ArticleFormat) -> Article:
    if format_ == "html":
        from newsreader.store.html import declared_encoding, read_html

        decoded = decode(raw, declared=declared_encoding(raw))
        head, rest = split(clean(decoded.text))
        page = read_html(rest)
        stated = parse(head) if head else FrontMatter()
        matter = FrontMatter({**page.metadata, **stated.values}, stated.warnings)
        return _article(decoded, matter, name, format_, page.body, page.title)
    decoded = decode(raw)
    head, body = split(clean(decoded.text))
    return _article(decoded, parse(head) if head else FrontMatter(), name, format_, body, None)


def _article(
    decoded: Decoded, matter: FrontMatter, name: str, format_: ArticleFormat, body: str, title: str | None
) -> Article:
    dated = matter.line("published", "date", "pubdate")
    published = read_date(dated) if dated else _date_of_name(name)
    warnings = [*decoded.warnings, *matter.warnings]
    if dated and published is None:
        warnings.append(Phrase("the date “{date}” is not understood", date=dated[:60]))
    language = matter.line("language", "lang")
    return Article(
        id=clean_id(matter.line("id") or "") or id_of_name(name),
        title=matter.line("title") or clean_line(title or "") or _title(body, format_) or shown(os.fsencode(name)),
        body=body,
        format=format_,
        source=matter.line("source", "site"),
        place=matter.line("place"),
        published=published,
        language=re.split("[-_]", language)[0].lower() if language and format_ == "html" else language,
        url=matter.line("url", "link"),
        authors=matter.lines("authors", "author"),
        tags=matter.lines("tags", "keywords"),
        encoding=decoded.encoding,
        warnings=tuple(map(clean_said, warnings)),
    )


def _date_of_name(name: str) -> str | None:
    """The day that a file's name begins with: «2024-04-03-summit.txt»."""
    found = _DATED_NAME.match(name.rpartition("/")[2])
    return read_date(found[0]) if found else None


def _title(body: str, format_: ArticleFormat) -> str:
    """A title from the text: its first heading, else its first line, else as much of that as makes a sentence."""
    head = body[:20_000]
    heading = _HEADING.search(head) if format_ == "md" else None
    if heading:
        return clean_line(heading[1])
    first = _FIRST_LINE.search(head)
    if first is None:
        return ""
    line = clean_line(_LINE_MARKS.sub("", first[0]) if format_ == "md" else first[0])
    line = _DATELINE.sub("", line, count=1)
    if len(line) <= LONGEST_TITLE:
        return line
    ends = [found.end() for found in _SENTENCE_END.finditer(line[: LONGEST_TITLE + 2]) if found.end() > 30]
    if ends:
        return line[: ends[-1]]
    cut = line[: LONGEST_TITLE - 1]
    return cut[: cut.rfind(" ")].rstrip(" ,;:—-") + "…" if " " in cut else cut + "…"


def read_article(folder: Path, name: bytes) -> Article:
    """An article of a library; links are not followed.

    Raises:
        ArticleError: where the file cannot be read or is no article.
    """
    return parse_article(read_inside(folder, name), name=os.fsdecode(name))


def format_article(article: Article) -> str:
    """The text of a Markdown or plain text file that reads as this article; an HTML article becomes Markdown."""
    stated: list[tuple[str, Value | None]] = [
        ("id", article.id),
        ("title", article.title),
        ("source", article.source),
        ("place", article.place),
        ("published", article.published),
        ("language", article.language),
        ("url", article.url),
        ("authors", article.authors),
        ("tags", article.tags),
    ]
    return emit([(name, value) for name, value in stated if value]) + article.body


def write_article(folder: Path, article: Article) -> Path:
    """Writes an article into a new file of `folder`, named by its date and title; returns where it lies.

    Raises:
        ArticleError: where the folder cannot be written.
    """
    suffix = ".txt" if article.format == "txt" else ".md"
    return place(folder, file_name(article), suffix, format_article(article).encode("utf-8", "replace"))


def write_bytes(folder: Path, name: str, raw: bytes, *, durable: bool = True) -> Path:
    """Writes a file as it is into `folder`, under its own name or, where another has it, a numbered one.

    Raises:
        ArticleError: where the folder cannot be written.
    """
    stem, suffix = safe_name(name)
    return place(folder, stem, suffix, raw, durable=durable)
