"""Saves a view in the configuration file, or removes one: only where the file then says just that and what it said."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path

from newsreader.config import LARGEST_FILE, parse
from newsreader.errors import ArticleError, ConfigError
from newsreader.phrase import reason
from newsreader.record import replace
from newsreader.store.writing import replace_file
from newsreader.text import clean_line
from newsreader.viewrows import UneditableError, view_row, with_view, without_view


def save_view(path: Path, name: str, words: str) -> Mapping[str, str]:
    """Writes a view into the file, which need not be there yet, and returns all that it then has.

    Raises:
        ConfigError: where that cannot be done; the file is as it was.
    """
    name, words = clean_line(name), clean_line(words)
    by_hand = ConfigError(
        "{place}: cannot be edited safely; under views: write by hand {row}",
        place=str(path),
        row=view_row(name, words),
    )
    return _edit(path, lambda text: with_view(text, name, words), lambda views: {**views, name: words}, by_hand)


def remove_view(path: Path, name: str) -> Mapping[str, str]:
    """Takes a view out of the file and returns the others.

    Raises:
        ConfigError: where that cannot be done; the file is as it was.
    """
    by_hand = ConfigError("{place}: cannot be edited safely; remove {name} by hand", place=str(path), name=name)

    def others(views: Mapping[str, str]) -> dict[str, str]:
        return {other: words for other, words in views.items() if other != name}

    return _edit(path, lambda text: without_view(text, name), others, by_hand)


def _edit(
    path: Path,
    change: Callable[[str], str],
    meant: Callable[[Mapping[str, str]], dict[str, str]],
    by_hand: ConfigError,
) -> Mapping[str, str]:
    """Changes the file where afterwards it says what is meant, and of everything else what it said before."""
    try:
        old = _read(path)
        text = change(old)
    except (UneditableError, UnicodeDecodeError) as error:
        raise by_hand from error
    before, after = parse(old, path), parse(text, path)
    views = meant(before.config.views)
    same = after.config == replace(before.config, views=views) and len(after.problems) <= len(before.problems)
    if not same or len(text.encode()) > LARGEST_FILE:
        raise by_hand
    _write(path, text)
    return after.config.views


def _read(path: Path) -> str:
    """What the file says, each letter and line end of it; nothing where it is not there."""
    try:
        return path.read_bytes().decode() if os.path.lexists(path) else ""
    except OSError as error:
        raise ConfigError("{place}: cannot be read ({reason})", place=str(path), reason=reason(error)) from error


def _write(path: Path, text: str) -> None:
    try:
        if path.exists() and not os.access(path, os.W_OK):
            raise ConfigError("{place}: may not be written; it stays as it was", place=str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        replace_file(path, [text])
    except (OSError, ArticleError) as error:
        why = error.said if isinstance(error, ArticleError) else reason(error)
        raise ConfigError("{place}: {problem}", place=str(path), problem=why) from error
