"""`export`: quotations as a file for other tools."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from newsreader.cli import output
from newsreader.cli.asking import asked_library
from newsreader.cli.searching import query_of
from newsreader.errors import UsageError

_OFTEN = 100
"""After how many quotations it is shown how many they are."""

if TYPE_CHECKING:
    from newsreader.citing.citation import Citation
    from newsreader.library import Library


def export_quotations(arguments: Namespace) -> int:
    """Writes the quotations that match, newest first, or those of a collection; exit code 1 where there are none."""
    from newsreader.citing.formats import format_of, written

    if arguments.output and Path(arguments.output).is_dir():
        raise UsageError(f"{arguments.output}: is a folder; name a file")
    query = query_of(arguments)
    if arguments.collection is not None and query.strip():
        raise UsageError("--collection: takes all of a collection; leave the query away")
    with asked_library(arguments, analysed=True) as library:
        citations, number = _citations(library, query, arguments.collection)
        first = next(citations, None)
        chosen = citations if first is None else chain([first], citations)
        format_ = arguments.format or format_of(arguments.output or "") or "markdown"
        if not arguments.output:
            sys.stdout.writelines(written(format_, chosen))
        elif first is not None:  # nothing takes the place of an earlier file
            _write(Path(arguments.output), format_, chosen, number)
    if first is None:
        print("newsreader: no quotation matches", file=sys.stderr)
        return output.NOTHING_FOUND
    return 0


def _citations(library: Library, query: str, collection: str | None) -> tuple[Iterator[Citation], int]:
    """What is asked for, made as it is taken; and how much that is, 0 where it is not known."""
    if collection is None:
        return library.cite(library.stream_quotes(query)), 0 if query.strip() else library.counts().quotations
    kept = library.collection(collection)
    return library.cite_addresses(one.address for one in kept if one.address), len(kept)


def _write(target: Path, format_: str, citations: Iterator[Citation], number: int) -> None:
    """Writes them into a file, and shows how far that has come."""
    from newsreader.citing.formats import written
    from newsreader.cli.progress import shown_progress
    from newsreader.reports import Progress
    from newsreader.store.writing import replace_file

    with shown_progress() as show:

        def counted() -> Iterator[Citation]:
            for done, citation in enumerate(citations, 1):
                yield citation
                if not done % _OFTEN:
                    show(Progress("write", done, number))

        replace_file(target, written(format_, counted()))
