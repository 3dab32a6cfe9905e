"""What runs inside a worker process.

Reads requests from stdin, streams the answers to stdout, one an item.

A request is `(task, items, seconds, together)`, an answer `(True, value)` or `(False, message)`; answers are sent in
lists, one each where they are not to come together. Nothing else may write to
stdout, so that a library's warning cannot garble the answers. The process ends when its parent is gone or has asked for
nothing for a while.
"""

from __future__ import annotations

import gc
import hashlib
import math
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from functools import cache
from multiprocessing.connection import Connection
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from newsreader.errors import NewsreaderError
from newsreader.phrase import Phrase

if TYPE_CHECKING:
    from newsreader.analysis.language import Runtime
    from newsreader.analysis.lemmas import Lemmas
    from newsreader.ingest.fetch import Page
    from newsreader.models import Analysed, Article
    from newsreader.store.preparing import Prepared

MEMORY_LIMIT = 4 * 2**30
"""Address space of a worker, in bytes: the models take about a gigabyte of it."""
NICENESS = 5
"""The screen comes first where there are fewer processors than processes."""
IDLE_SECONDS = 60.0
TOGETHER_SECONDS = 0.01
"""How long answers wait for the next ones, where they may: sending each alone takes a tenth of reading a file."""
PARENT_SECONDS = 2.0
"""How soon a process whose parent was killed ends, also in the middle of a text."""


class ReadRequest(NamedTuple):
    """A file to read as an article; where its digest is the known one, it is not parsed again."""

    folder: Path
    name: bytes
    known: bytes | None


class FileRead(NamedTuple):
    """A file's digest, and its article unless the digest is the known one."""

    digest: bytes
    article: Prepared | None


def read(request: ReadRequest) -> FileRead:
    """Reads and parses one file of a library."""
    from newsreader.store.articles import parse_article, read_inside
    from newsreader.store.preparing import prepare

    raw = read_inside(request.folder, request.name)
    digest = hashlib.blake2b(raw, digest_size=16).digest()
    if digest == request.known:
        return FileRead(digest, None)
    return FileRead(digest, prepare(parse_article(raw, name=os.fsdecode(request.name))))


class Text(NamedTuple):
    """The content of a file that lies in no library, and its name."""

    raw: bytes
    name: str


def parse(text: Text) -> Article:
    """The article that a file's content makes."""
    from newsreader.store.articles import parse_article

    return parse_article(text.raw, name=text.name)


def collect_rarely() -> None:
    """A text makes many small records and no cycles; to look for these as often as usual takes a tenth of reading."""
    gc.set_threshold(100_000, 20, 20)


@cache
def runtime() -> Runtime:
    """The models, loaded with the first text that needs them."""
    from newsreader.analysis.language import Runtime

    loaded = Runtime()
    gc.collect()
    gc.freeze()  # the models stay
    collect_rarely()
    return loaded


@cache
def lemmas() -> Lemmas:
    """The dictionary of the models."""
    from newsreader.analysis.lemmas import Lemmas

    return Lemmas(runtime().inflector)


def analyse(body: str) -> Analysed:
    """Analyses one text."""
    from newsreader.analysis.lemmas import spoken
    from newsreader.analysis.pipeline import analyse as run
    from newsreader.models import Analysed

    analysis = run(runtime(), body)
    return Analysed(analysis, lemmas().of_words(spoken(body, analysis)))


def look_up(texts: list[str]) -> dict[str, tuple[str, ...]]:
    """The dictionary forms of the texts' words."""
    return lemmas().of_words(texts)


def fetch(url: str) -> Page:
    """Fetches a web page; whoever asks bounds the time."""
    from newsreader.ingest.fetch import fetch as run

    return run(url)


def echo(value: object) -> object:
    """Gives back what it was given: whether the process answers at all."""
    return value


def sleep(seconds: float) -> float:
    """Does nothing for a while: what a deadline is good for."""
    time.sleep(seconds)
    return seconds


def spin(seconds: float) -> float:
    """Computes for a while: what a limit of processor time is good for."""
    until = time.process_time() + seconds
    while time.process_time() < until:
        pass
    return seconds


TASKS: dict[str, Callable[[Any], object]] = {
    "read": read,
    "parse": parse,
    "analyse": analyse,
    "lemmas": look_up,
    "fetch": fetch,
    "echo": echo,
    "sleep": sleep,
    "spin": spin,
}


def _answer(task: Callable[[Any], object], item: object) -> tuple[bool, object]:
    try:
        return True, task(item)
    except NewsreaderError as error:
        return False, error.said
    except MemoryError:
        return False, Phrase("it needs more memory than a file may take")
    except RecursionError:
        return False, Phrase("it is nested too deeply")
    except Exception as error:  # the worker's edge: one text may fail, the next is to go on
        return False, Phrase("unexpected {name} while working on it", name=type(error).__name__)


def _allow(seconds: float) -> None:
    """Lets the process compute so much longer; past that the system ends it, whatever it is at, with SIGXCPU."""
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    until = math.ceil(time.process_time() + seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (until if most < 0 else min(until, most), most))


def _end_with_parent() -> None:
    """Looks now and then whether the parent is still there: one that was killed can tell nobody to stop."""
    parent = os.getppid()

    def look(number: int, frame: object) -> None:
        if os.getppid() != parent:
            os._exit(0)

    signal.signal(signal.SIGALRM, look)
    signal.setitimer(signal.ITIMER_REAL, PARENT_SECONDS, PARENT_SECONDS)


def main() -> None:
    """Serves requests until the parent goes away or is silent for `IDLE_SECONDS`."""
    _end_with_parent()
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's business
    os.setpgid(0, 0)
    os.nice(NICENESS)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # what a person reads is left in no file by an end
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
    collect_rarely()
    requests = Connection(os.dup(0), writable=False)
    answers = Connection(os.dup(1), readable=False)
    quiet = os.open(os.devnull, os.O_RDWR)
    os.dup2(quiet, 0)
    os.dup2(quiet, 1)
    try:
        while requests.poll(IDLE_SECONDS):
            name, items, seconds, together = requests.recv()
            for group in _answered(TASKS[name], items, seconds, TOGETHER_SECONDS if together else 0.0):
                answers.send(group)
    except (EOFError, BrokenPipeError):
        sys.exit(0)


def _answered(
    task: Callable[[Any], object], items: Sequence[object], seconds: float, together: float
) -> Iterator[list[tuple[bool, object]]]:
    """The answers, those of so many seconds together; each item may take its processor time."""
    group: list[tuple[bool, object]] = []
    due = 0.0
    for item in items:
        if not group:
            _allow(seconds)
            due = time.monotonic() + together
        group.append(_answer(task, item))
        if time.monotonic() >= due:
            yield group
            group = []
    if group:
        yield group
