"""Names: an article's id from its file, a file's name from its article. Neither is ever a path out of its folder."""

from __future__ import annotations

import hashlib
import os
import re

from newsreader.models import Article
from newsreader.text import clean_line

LONGEST_ID = 160
LONGEST_NAME = 200
"""Bytes of a file name in UTF-8; file systems take 255."""

_BLANK = re.compile(r"[\s~]+")
_NOT_SLUG = re.compile(r"[^\w./]+|_+")
_NOT_WORD = re.compile(r"[\W_]+")
_NOT_NAME = re.compile(r'[/\\:*?"<>|\u2400-\u2421\ufffd]+')
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_SUFFIX = re.compile(r"\.(?:md|markdown|txt|html?)$", re.IGNORECASE)


def clean_id(stated: str) -> str:
    """An id as front matter states it, in one word; empty where nothing is left.

    «~» is kept for telling apart the files that state the same id.
    """
    return _BLANK.sub("-", clean_line(stated, limit=LONGEST_ID)).strip("-")


def id_of_name(name: str) -> str:
    """The id of an article that states none, from its file's path inside the library."""
    raw = os.fsencode(name)
    stem = _SUFFIX.sub("", clean_line(raw.decode("utf-8", "replace"), limit=4 * LONGEST_ID))
    slug = _NOT_SLUG.sub("-", stem.lower()).strip("-./")
    if 0 < len(slug) <= LONGEST_ID and "\ufffd" not in stem:
        return slug
    mark = hashlib.blake2b(raw, digest_size=4).hexdigest()
    return f"{slug[: LONGEST_ID - 9]}-{mark}".lstrip("-")


def file_name(article: Article) -> str:
    """A file's name, without its suffix, from the article's date and title."""
    day = _DATE.match(article.published or "")
    words = _NOT_WORD.sub("-", clean_line(article.title, limit=120).lower()).strip("-")
    return cut_bytes("-".join(part for part in (day[0] if day else "", words) if part) or "article", LONGEST_NAME - 20)


def safe_name(stated: str) -> tuple[str, str]:
    """Stem and suffix of a file's name that somebody else chose, without what could lead elsewhere or be hidden."""
    line = _NOT_NAME.sub("-", clean_line(stated.encode("utf-8", "replace").decode())).lstrip(".- ")
    suffix = _SUFFIX.search(line)
    stem = line[: suffix.start()] if suffix else line
    return cut_bytes(stem, LONGEST_NAME - 20) or "article", suffix[0].lower() if suffix else ".txt"


def cut_bytes(text: str, limit: int) -> str:
    """The beginning of `text` that takes at most `limit` bytes."""
    return text.encode("utf-8", "replace")[:limit].decode("utf-8", "ignore").rstrip(" -.")
