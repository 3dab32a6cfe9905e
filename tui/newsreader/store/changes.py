"""What a sync tells the index about files."""

from __future__ import annotations

from dataclasses import dataclass

from newsreader.models import Article
from newsreader.store.files import FileState


@dataclass(frozen=True, slots=True)
class Put:
    """A file is new or has other content."""

    file: FileState
    digest: bytes
    """Of the file's content, see `articles.digest`."""
    article: Article


@dataclass(frozen=True, slots=True)
class Problem:
    """A file could not be read as an article."""

    file: FileState
    message: str
    digest: bytes = b""
    """Where it is known, the file is not looked at again until it changes."""


@dataclass(frozen=True, slots=True)
class Touch:
    """A file has another time or size, and the content the index knows."""

    file: FileState


@dataclass(frozen=True, slots=True)
class Gone:
    """A file is no longer there."""

    name: bytes


Change = Put | Problem | Touch | Gone


@dataclass(slots=True)
class Applied:
    """How many articles a batch of changes added, changed and so on."""

    added: int = 0
    changed: int = 0
    renamed: int = 0
    removed: int = 0
    touched: int = 0
    problems: int = 0
