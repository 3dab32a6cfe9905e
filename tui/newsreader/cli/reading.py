"""`newsreader` itself: opens the reader on a library, on files, or on the samples."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from newsreader.cli.build import (
    NoPlaceError,
    Settings,
    has_articles,
    library_folder,
    open_library,
    samples,
    settings,
    stated_folder,
)
from newsreader.cli.given import keys_from_terminal, standard_input
from newsreader.errors import UsageError
from newsreader.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace

_TURN = 0.001
"""Seconds after which a thread lets another one work. What is painted goes to the terminal by a thread, which waits for
the one that works on; so does the screen for whoever looks something up."""


class Place(Record):
    """What the reader opens."""

    folder: Path
    cache: Path | None = None
    """Where the index lies, if not at the usual place."""
    samples: bool = False


def read_library(arguments: Namespace) -> int:
    """Opens the reader and returns when it is left."""
    known = settings()
    if not (sys.stdout.isatty() and sys.stderr.isatty()):
        raise UsageError("the reader needs a terminal; `newsreader list` and `newsreader show ID` print into a pipe")
    with _place(arguments, known) as place:
        keys_from_terminal()
        return _run(place, known)


def _load_asyncio() -> None:
    """Has asyncio at hand without TLS, which it does without where there is none: the reader speaks to nobody.

    To load OpenSSL takes some hundredths of a second of every start. Who needs it later can still import it.
    """
    if "ssl" not in sys.modules:
        sys.modules["ssl"] = None  # type: ignore[assignment]
        try:
            import asyncio  # noqa: F401
        finally:
            del sys.modules["ssl"]


def _run(place: Place, known: Settings) -> int:
    sys.setswitchinterval(_TURN)
    gc.disable()  # what is loaded for the first screen stays; the screen turns the collector on
    library = open_library(place.folder, known, cache=place.cache)
    if place.cache is not None:
        library.read_ahead()
    try:
        _load_asyncio()
        from newsreader.ui import guard
        from newsreader.ui.app import NewsreaderApp
        from newsreader.ui.charset import charset
        from newsreader.ui.remembered import state_path

        config = known.config
        spoken = charset(os.environ, utf8_mode=bool(sys.flags.utf8_mode))
        guard.speak(spoken)
        app = NewsreaderApp(
            library,
            language=config.language,
            theme=config.theme,
            keymap=config.keys,
            faults=known.problems,
            measure=config.measure,
            jobs=config.jobs,
            charset=spoken,
            samples=place.samples,
            views=config.views,
            places=known.places,
            config=Path(known.paths.config),
            state=None if place.cache or place.samples else state_path(Path(known.paths.state), place.folder),
        )
        app.run()
        return app.return_code or 0
    finally:
        library.close()


@contextmanager
def _place(arguments: Namespace, known: Settings) -> Iterator[Place]:
    """The library that the arguments mean; one made of single files ends with the `with` statement."""
    paths: list[str] = arguments.paths
    if len(paths) > 1 or (paths and not Path(paths[0]).is_dir()):
        if arguments.library:
            raise UsageError("name either --library or files, not both")
        import tempfile

        with tempfile.TemporaryDirectory(prefix="newsreader-") as made:
            yield Place(_gathered(paths, Path(made)), cache=Path(made) / "cache")
        return
    if paths and arguments.library:
        raise UsageError("name the library once, as --library DIR or as the argument")
    stated = paths[0] if paths else arguments.library
    try:
        folder = library_folder(stated, known)
    except NoPlaceError:  # whoever has no library sees the samples, also where none can be made
        yield Place(samples(), samples=True)
        return
    if not stated_folder(stated, known)[0] and not has_articles(folder):
        yield Place(samples(), samples=True)
    else:
        yield Place(folder)


def _gathered(paths: list[str], made: Path) -> Path:
    """A folder with copies of the files, as they were named.

    Raises:
        ArticleError: where a file cannot be read.
    """
    from newsreader.store.articles import read_bytes, write_bytes

    folder = made / "files"
    folder.mkdir()
    for path in paths:
        named, raw = ("standard input.md", standard_input()) if path == "-" else (Path(path).name, read_bytes(path))
        write_bytes(folder, named, raw, durable=False)
    return folder
