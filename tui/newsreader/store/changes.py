"""What a sync tells the index about files."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple

from newsreader.models import Article
from newsreader.store.files import FileState
from newsreader.store.preparing import Prepared


class Put(NamedTuple):
    """A file is new or has other content."""

    file: FileState
    digest: bytes
    """Of the file's content, see `articles.digest`."""
    article: Article | Prepared
    """Prepared already where a worker has read it."""


class Problem(NamedTuple):
    """A file could not be read as an article."""

    file: FileState
    message: str
    digest: bytes = b""
    """Where it is known, the file is not looked at again until it changes."""


class Touch(NamedTuple):
    """A file has another time or size, and the content the index knows."""

    file: FileState


class Gone(NamedTuple):
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
    fresh: list[int] = field(default_factory=list, compare=False)
    """Keys of the articles added."""
    heirs: dict[str, int] = field(default_factory=dict, compare=False)
    """Keys of the articles in which those live on that have gone, by the ids of these."""
    waiting: list[int] = field(default_factory=list, compare=False)
    """Keys of the articles written that have no analysis yet."""
