"""`export`: quotations as a file for other tools."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path

from newsreader.cli.asking import asked_library
from newsreader.errors import UsageError

EVERYTHING = 10_000_000
"""More quotations than a library holds."""


def export_quotations(arguments: Namespace) -> int:
    """Writes the quotations that match, newest first; exit code 1 where there are none."""
    from newsreader.citing.formats import FORMATS
    from newsreader.store.writing import replace_file

    if arguments.output and Path(arguments.output).is_dir():
        raise UsageError(f"{arguments.output}: is a folder; name a file")
    with asked_library(arguments, analysed=True) as library:
        results = library.search_quotes(" ".join(arguments.query), limit=EVERYTHING)
        text = FORMATS[arguments.format](library.cite(results.hits))
    if arguments.output:
        replace_file(Path(arguments.output), text.encode())
    else:
        print(text, end="")
    return 0 if results.hits else 1
