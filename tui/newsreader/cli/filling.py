"""`add` and `sync`: what changes a library."""

from __future__ import annotations

import os
import re
import signal
import sys
from argparse import Namespace
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING

from newsreader.cli import output
from newsreader.cli.build import library_folder, open_library, settings, tell_start
from newsreader.cli.given import article_of, standard_input
from newsreader.cli.progress import shown_progress
from newsreader.errors import ArticleError, NewsreaderError
from newsreader.models import Article
from newsreader.reports import SyncReport
from newsreader.text import clean_line, is_blank, shown
from newsreader.worker import Worker

if TYPE_CHECKING:
    from newsreader.library import Library

FETCH_SECONDS = 30.0
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://")


def add_articles(arguments: Namespace) -> int:
    """Takes files, folders, web pages or standard input into the library.

    One that fails does not keep the others out.
    """
    known = settings()
    folder = library_folder(arguments.library, known)
    failed = 0
    worker = Worker()
    try:
        for answer in chain.from_iterable(_added(worker, path, folder) for path in arguments.paths):
            if isinstance(answer, NewsreaderError):
                failed += 1
                print(f"newsreader: {clean_line(str(answer))}", file=sys.stderr)
            else:
                print(shown(os.fsencode(os.path.relpath(answer, folder))))
    finally:
        worker.close()
    library = open_library(folder, known)
    try:
        tell_start(known, library)
        bring_up_to_date(library, analyse=False, jobs=1)
    finally:
        library.close()
    return 1 if failed else 0


def sync_library(arguments: Namespace) -> int:
    """Brings the index up to date; what could not be read is named, and makes the exit code 1."""
    from newsreader.tasks import collect_rarely

    collect_rarely()
    known = settings()
    library = open_library(library_folder(arguments.library, known), known)
    try:
        tell_start(known, library)
        report = bring_up_to_date(library, analyse=not arguments.no_analysis, jobs=arguments.jobs or known.config.jobs)
        counts = library.counts()
    finally:
        library.close()
    for name, message in report.problems:
        print(f"newsreader: {name}: {message}" if name not in message else f"newsreader: {message}", file=sys.stderr)
    parts = [
        f"{getattr(report, part)} {part}"
        for part in ("added", "changed", "renamed", "removed", "unchanged", "analysed")
    ]
    print(", ".join(parts) + f"; {output.held(counts)}")
    if report.stopped:
        print("newsreader: stopped; run it again to go on", file=sys.stderr)
        return 130
    return 1 if report.problems else 0


def bring_up_to_date(library: Library, *, analyse: bool, jobs: int) -> SyncReport:
    """Syncs with progress on standard error; Ctrl-C stops it after the piece of work at hand."""
    stop = Event()
    before = signal.signal(signal.SIGINT, lambda *_: stop.set())
    try:
        with shown_progress() as shown:
            report = library.sync(analyse=analyse, jobs=jobs, on_progress=shown, stop=stop)
    finally:
        signal.signal(signal.SIGINT, before)
    return report


def _added(worker: Worker, path: str, folder: Path) -> Iterator[Path | NewsreaderError]:
    """The new files that one argument gave, each on its own."""
    from newsreader.store.articles import write_article

    if not path:
        yield ArticleError("an empty word names no file; is a variable unset?")
        return
    if path == "-" or _ADDRESS.match(path):
        try:
            yield write_article(folder, _from_stdin(worker) if path == "-" else _from_web(worker, path))
        except NewsreaderError as error:
            yield error
        return
    if Path(path).is_dir():
        from newsreader.store.files import scan

        try:
            files = [Path(path) / os.fsdecode(file.name) for file in scan(Path(path))]
        except NewsreaderError as error:
            yield error
            return
        if not files:
            yield ArticleError(f"{path}: no .md, .txt or .html files in this folder")
    else:
        files = [Path(path)]
    for file in files:
        try:
            yield _copied(worker, file, folder)
        except NewsreaderError as error:
            yield error


def _copied(worker: Worker, file: Path, folder: Path) -> Path:
    """Copies a file into the library as it is, under a free name, once it is sure that it can be read."""
    from newsreader.store.articles import read_bytes, write_bytes

    raw = read_bytes(file)
    _readable(worker, raw, file.name, called=shown(os.fsencode(file)))
    return write_bytes(folder, file.name, raw)


def _from_stdin(worker: Worker) -> Article:
    """The article on standard input; where it states no id, its id comes from its title, as its file's name does."""
    from newsreader.store.naming import file_name, id_of_name

    name = "standard input.md"
    article = _readable(worker, standard_input(), name, called="standard input")
    return replace(article, id=id_of_name(f"{file_name(article)}.md")) if article.id == id_of_name(name) else article


def _from_web(worker: Worker, url: str) -> Article:
    from newsreader.ingest.fetch import Page

    (page,) = worker.map("fetch", [url], seconds=FETCH_SECONDS, by_clock=FETCH_SECONDS)
    if isinstance(page, NewsreaderError):
        raise page if clean_line(url) in str(page) else ArticleError("{name}: {problem}", name=url, problem=page.said)
    assert isinstance(page, Page)
    name = "page.txt" if page.type == "text/plain" else "page.html"
    hint = "; if scripts make it, save the page in a browser and add the file"
    article = _readable(worker, page.content, name, called=clean_line(url), hint=hint)
    host = page.url.split("/")[2]
    return replace(article, id="", url=article.url or page.url, source=article.source or host)


def _readable(worker: Worker, raw: bytes, name: str, *, called: str, hint: str = "") -> Article:
    """The article that a file of this name with this content is.

    Args:
        worker: where it is parsed.
        raw: the content.
        name: its ending tells the format.
        called: what messages call it.
        hint: what to do where there is no text.

    Raises:
        NewsreaderError: where it is none, or there is nothing to read in it.
    """
    from newsreader.ingest.feeds import is_feed

    if is_feed(raw):
        raise ArticleError(f"{called}: is a feed, which is not read; add the articles themselves")
    article = article_of(worker, raw, name)
    if is_blank(article.body):
        raise ArticleError(f"{called}: has no text and was not added{hint}")
    return article
