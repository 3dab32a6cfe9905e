"""`check`: whether what is stored is still what was written."""

from __future__ import annotations

import sys
from argparse import Namespace
from pathlib import Path

from newsreader.cli import output
from newsreader.cli.build import library_folder, settings
from newsreader.text import clean_line


def check_library(arguments: Namespace) -> int:
    """Looks through the whole index and the marks; a line for each fault, and the exit code 1 where there is any."""
    from newsreader.store.check import check, check_marks
    from newsreader.store.schema import index_name
    from newsreader.store.store import Store

    known = settings()
    folder = library_folder(arguments.library, known)
    cache, data = Path(known.paths.cache), Path(known.paths.data)
    store = Store.open(folder, cache=cache, data=data)
    try:
        for notice in store.notices:
            _say(notice)
        faults = check(store)
        counts = store.counts()
    finally:
        store.close()
    marks = data / "marks.db"
    rotten = check_marks(marks)
    for line in (*faults, *rotten):
        print(clean_line(line))
    if faults:
        _say(f"{cache / index_name(folder)}: the index is damaged; delete it, and the next sync makes it anew")
    if rotten:
        _say(f"{marks}: the marks are damaged; put {marks.name}.backup in their place")
    if not faults and not rotten:
        print(f"sound: {output.held(counts)}")
    return 1 if faults or rotten else 0


def _say(line: str) -> None:
    print(f"newsreader: {clean_line(line)}", file=sys.stderr)
