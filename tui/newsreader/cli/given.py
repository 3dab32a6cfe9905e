"""What a command is given to read: standard streams that may be missing, and texts that may be made to do harm."""

from __future__ import annotations

import os
import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newsreader.models import Article
    from newsreader.worker import Worker


def fill_missing_streams() -> None:
    """Puts something in the place of each standard stream that was closed before the start.

    Else the next file that is opened would have its number. Input and output fail where they are used, and that is
    told; what would go to standard error is gone.
    """
    for number, name, way in ((0, "stdin", os.O_WRONLY), (1, "stdout", os.O_RDONLY), (2, "stderr", os.O_WRONLY)):
        try:
            os.fstat(number)
        except OSError:
            os.open(os.devnull, way)  # takes the lowest number that is free
            stream = open(number, "r" if number == 0 else "w", errors="replace", closefd=False)  # noqa: SIM115
            setattr(sys, name, stream)
            setattr(sys, f"__{name}__", stream)


def standard_input() -> bytes:
    """All that comes on standard input.

    Raises:
        ArticleError: where it cannot be read, or is more than a file may be.
    """
    from newsreader.errors import ArticleError
    from newsreader.store.files import LARGEST

    try:
        raw = sys.stdin.buffer.read(LARGEST + 1)
    except OSError as error:
        raise ArticleError(f"standard input: cannot be read: {error.strerror}") from error
    if len(raw) > LARGEST:
        raise ArticleError(f"standard input: is larger than {LARGEST >> 20} MiB; split it into articles")
    return raw


def keys_from_terminal() -> None:
    """Has the keys come from the terminal where standard input is something else.

    Raises:
        UsageError: where there is no terminal.
    """
    if os.isatty(0):
        return
    from newsreader.errors import UsageError

    try:
        terminal = os.open("/dev/tty", os.O_RDONLY)
    except OSError as error:
        raise UsageError("the reader needs a terminal for its keys; standard input is none") from error
    os.dup2(terminal, 0)
    os.close(terminal)


def article_of(worker: Worker, raw: bytes, name: str) -> Article:
    """The article that a file of this name with this content would be; the worker bounds time and memory.

    Raises:
        NewsreaderError: where it is none.
    """
    from newsreader.errors import ArticleError, NewsreaderError
    from newsreader.models import Article
    from newsreader.sync import read_deadline
    from newsreader.tasks import Text

    (article,) = worker.map("parse", [Text(raw, name)], seconds=read_deadline(len(raw)))
    if isinstance(article, NewsreaderError):
        raise article if name in str(article) else ArticleError("{name}: {problem}", name=name, problem=article.said)
    assert isinstance(article, Article)
    return article
