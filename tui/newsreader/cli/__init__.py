"""The commands. The only place where parts are built and joined; each command imports what it needs when it runs."""

from __future__ import annotations

import os
import sys
from contextlib import suppress

from newsreader.cli.given import fill_missing_streams
from newsreader.cli.typed import typed
from newsreader.errors import NewsreaderError, UsageError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

WRONG_USE, FAILURE, INTERRUPTED = 2, 1, 130


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command and returns the exit code: 0, 1 for failure (or nothing found), 2 for wrong use."""
    fill_missing_streams()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="replace")
    arguments = _read(sys.argv[1:] if argv is None else argv)
    try:
        code: int = arguments.run(arguments)
        sys.stdout.flush()
    except UsageError as error:
        return _complain(error, WRONG_USE)
    except NewsreaderError as error:
        return _complain(error, FAILURE)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has had enough
        _give_up_output()
        return 0
    except Exception as error:  # the program's edge: a person gets one line, never a traceback they did not ask for
        if arguments.debug:
            raise
        if isinstance(error, OSError):
            _give_up_output()
        name = type(error).__name__
        reason = _of_system(error) if isinstance(error, OSError) else f"unexpected {name}: {error}; --debug tells more"
        return _complain(NewsreaderError(reason), FAILURE)
    return code


def _read(argv: Sequence[str]) -> Namespace:
    plain = typed(argv)
    if plain is not None:
        return plain
    from newsreader.cli.parser import parse

    return parse(argv)


def _give_up_output() -> None:
    """What could not be written is not tried again at the end of the program."""
    try:
        sys.stdout.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _of_system(error: OSError) -> str:
    reason = error.strerror or str(error)
    return f"{os.fsdecode(error.filename)}: {reason}" if isinstance(error.filename, str | bytes) else reason


def _complain(error: BaseException, code: int) -> int:
    from newsreader.text import clean_line

    with suppress(OSError):
        print(f"newsreader: {clean_line(str(error) or type(error).__name__)}", file=sys.stderr)
    return code
