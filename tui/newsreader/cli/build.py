"""Builds a library from the configuration, the environment and the arguments."""

from __future__ import annotations

import os
from collections.abc import Mapping

from newsreader.config import Config, Paths, load
from newsreader.errors import NewsreaderError, UsageError
from newsreader.phrase import reason
from newsreader.record import Record
from newsreader.text import clean_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path

    from newsreader.library import Library

VARIABLE = "NEWSREADER_LIBRARY"
"""The variable that names the library."""


class NoPlaceError(NewsreaderError):
    """There is no default library, and none can be made."""


class Settings(Record):
    """Configuration with what was wrong with it, and the standard places."""

    config: Config
    problems: tuple[str, ...]
    paths: Paths
    lines: Mapping[str, int]
    """The line of the configuration file that each stated setting stands in."""

    @property
    def places(self) -> dict[str, str]:
        """The file and line that each stated setting stands in."""
        return {name: f"{self.paths.config}:{line}" for name, line in self.lines.items()}


def settings() -> Settings:
    """Reads the configuration of the user who runs the program."""
    paths = Paths.standard()
    loaded = load(paths.config)
    return Settings(loaded.config, loaded.problems, paths, loaded.lines)


def samples() -> Path:
    """The folder of sample articles: inside the installed package, or beside the sources."""
    from pathlib import Path

    package = Path(__file__).resolve().parents[1]
    inside = package / "articles"
    return inside if inside.is_dir() else package.parents[1] / "articles"


def library_folder(stated: str | None, known: Settings) -> Path:
    """The folder of articles; see `named_folder`."""
    from pathlib import Path

    return Path(named_folder(stated, known))


def stated_folder(stated: str | None, known: Settings) -> tuple[str, str]:
    """The folder that the option, else NEWSREADER_LIBRARY, else the configuration names, and where it is named.

    Both are empty where none is named.
    """
    if stated:
        return stated, "--library"
    if os.environ.get(VARIABLE):
        return os.environ[VARIABLE], VARIABLE
    if known.config.library:
        return str(known.config.library), known.places.get("library", "")
    return "", ""


def named_folder(stated: str | None, known: Settings) -> str:
    """The folder of articles: the one of `stated_folder`, else the default, made when missing.

    Raises:
        UsageError: where a stated folder does not exist or is no folder.
        NoPlaceError: where the default cannot be made.
    """
    chosen, origin = stated_folder(stated, known)
    if not chosen:
        folder = f"{known.paths.data}/library"
        try:
            os.makedirs(folder, exist_ok=True)
        except OSError as error:
            raise NoPlaceError(
                f"{folder}: the library cannot be made: {reason(error)}; name a folder with --library DIR"
            ) from error
        return folder
    folder = os.path.expanduser(chosen)
    if os.path.isdir(folder):
        return folder
    state = "is not a folder" if os.path.exists(folder) else "does not exist"
    words = f"{folder}: the library {state}; name a folder of .md, .txt or .html files, or make this one"
    raise UsageError(words if stated else f"{origin}: {words}")


def open_library(folder: Path, known: Settings, *, cache: Path | None = None) -> Library:
    """The library in `folder`; `cache` is where its index lies for this once.

    Raises:
        StoreError: where the folder, the index or the marks cannot be opened.
    """
    from pathlib import Path

    from newsreader.analysis.version import ENGINE
    from newsreader.library import Library
    from newsreader.store.store import Store
    from newsreader.worker import WorkerPool

    place, lasting = cache or Path(known.paths.cache), cache is None
    store = Store.open(folder, cache=place, data=Path(known.paths.data), lasting=lasting)
    return Library(store, WorkerPool(known.config.jobs), engine=ENGINE)


def tell_start(known: Settings, library: Library) -> None:
    """Says what is wrong with the configuration, and where index and marks are not as usual."""
    import sys

    for notice in (*known.problems, *library.notices):
        print(f"newsreader: {clean_line(notice)}", file=sys.stderr)


def has_articles(folder: Path) -> bool:
    """Whether the folder holds at least one file that could be an article."""
    from newsreader.store.files import walk

    return any(one.names for one in walk(folder))
