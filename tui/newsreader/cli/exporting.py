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

if TYPE_CHECKING:
    from newsreader.citing.citation import Citation
    from newsreader.library import Library


def export_quotations(arguments: Namespace) -> int:
    """Writes the quotations that match, newest first, or those of a collection; exit code 1 where there are none."""
    from newsreader.citing.formats import format_of
    from newsreader.citing.streaming import written
    from newsreader.store.writing import replace_file

    if arguments.output and Path(arguments.output).is_dir():
        raise UsageError(f"{arguments.output}: is a folder; name a file")
    query = query_of(arguments)
    if arguments.collection is not None and query.strip():
        raise UsageError("--collection: takes all of a collection; leave the query away")
    with asked_library(arguments, analysed=True) as library:
        citations = _citations(library, query, arguments.collection)
        first = next(citations, None)
        chosen = citations if first is None else chain([first], citations)
        pieces = written(arguments.format or format_of(arguments.output or "") or "markdown", chosen)
        if not arguments.output:
            sys.stdout.writelines(pieces)
        elif first is not None:  # nothing takes the place of an earlier file
            replace_file(Path(arguments.output), "".join(pieces).encode())
    if first is None:
        print("newsreader: no quotation matches", file=sys.stderr)
        return output.NOTHING_FOUND
    return 0


def _citations(library: Library, query: str, collection: str | None) -> Iterator[Citation]:
    if collection is None:
        return library.cite(library.stream_quotes(query))
    return library.cite_addresses(one.address for one in library.collection(collection) if one.address)
