"""`quotes`: searches all quotations, and answers at once where the index is in order."""

from __future__ import annotations

import sys
from contextlib import suppress
from itertools import chain

from newsreader.cli import output
from newsreader.cli.build import named_folder, settings
from newsreader.cli.typed import REPEATED
from newsreader.errors import UsageError
from newsreader.quotes import pages
from newsreader.store.standing import Standing, UnreadyError
from newsreader.text import clean_line, words

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator

    from newsreader.library import Library
    from newsreader.models import QuoteHit, QuoteResults


_DATE = "; a date is 2024, 2024-04, 2024-04-03 or yesterday"
_NEVER_TOO_MUCH = 40
"""Letters of a query in which there is never too much."""
_MEANT = {"since": _DATE, "until": _DATE, "kind": "; a kind is direct, mixed or indirect"}


def list_quotations(arguments: Namespace) -> int:
    """Prints the quotations that match, newest first, as they are found."""
    query = query_of(arguments)
    if not arguments.format:  # the other formats cite whole articles
        with suppress(UnreadyError):
            return _list_standing(query, arguments)
    from newsreader.cli.asking import asked_library

    with asked_library(arguments, analysed=True) as library:
        return _list(library, query, arguments)


def _list_standing(query: str, arguments: Namespace) -> int:
    known = settings()
    folder = named_folder(arguments.library, known)
    with Standing(folder, cache=known.paths.cache, data=known.paths.data) as index:
        for problem in known.problems:
            print(f"newsreader: {problem}", file=sys.stderr)
        return _list(index, query, arguments)


def _list(library: Library | Standing, query: str, arguments: Namespace) -> int:
    waiting = 0

    def search(query: str, /, *, limit: int = 50, older_than: QuoteHit | None = None) -> QuoteResults:
        nonlocal waiting
        page = library.search_quotes(query, limit=limit, older_than=older_than)
        waiting = page.pending
        return page

    hits = pages(search, query, limit=arguments.limit)
    first = next(hits, None)
    if first is not None:
        for text in _lines(library, chain([first], hits), arguments):
            sys.stdout.write(text)
    code = _nothing(library, query, quiet=arguments.json) if first is None else 0
    if waiting:
        articles = "1 article is" if waiting == 1 else f"{waiting} articles are"
        print(f"newsreader: {articles} not analysed yet and not searched; see `newsreader sync`", file=sys.stderr)
    return code


def query_of(arguments: Namespace) -> str:
    """The query that the words and options of a command state.

    Raises:
        UsageError: where an option has a value that means nothing.
    """
    typed = _finished(" ".join(arguments.query))
    if not arguments.starred and not any(getattr(arguments, name) for name in REPEATED):
        _tell_left_out(typed)
        return typed
    from newsreader.store.narrowing import stated
    from newsreader.store.query import read
    from newsreader.store.refinements import NAMES

    parts = [stated(NAMES[name], value, russian=False) for name in REPEATED for value in getattr(arguments, name) or ()]
    if arguments.starred:
        parts.append("starred:yes")
    for part in parts:
        if read(part + " ").unfinished or not part.partition(":")[2]:
            name, _, value = part.partition(":")
            raise UsageError(f"--{name} {value or '“”'}: means nothing{_MEANT.get(name, '')}")
    query = " ".join([*parts, typed])
    _tell_left_out(query)
    return query


def _finished(query: str) -> str:
    """The query with a blank behind a last word of one letter: on a screen such a word is only about to be typed."""
    return f"{query} " if query[-1:].isalnum() and not query[-2:-1].isalnum() else query


def _tell_left_out(query: str) -> None:
    """Says what in a query means nothing, and does not narrow; and what would be too much at once."""
    said = clean_line(query)
    if said and not any(words(said)):
        print(f"newsreader: “{said}” has no word to look for, and is left out", file=sys.stderr)
        return
    if ":" not in query and len(query) < _NEVER_TOO_MUCH:
        return
    from newsreader.store.query import MOST_TERMS, MOST_WAYS, read

    reading = read(query + " ")
    for stated in reading.unfinished:
        print(f"newsreader: “{stated}” means nothing, and is left out", file=sys.stderr)
    if reading.left_out:
        more = f" and {len(reading.left_out) - 1} more" if len(reading.left_out) > 1 else ""
        most = f"at most {MOST_TERMS} words and refinements, and {MOST_WAYS} combinations of what OR joins, are asked"
        print(f"newsreader: {reading.left_out[0]}{more}: left out; {most}", file=sys.stderr)


def _lines(library: Library | Standing, hits: Iterator[QuoteHit], arguments: Namespace) -> Iterator[str]:
    if arguments.format and not isinstance(library, Standing):
        from newsreader.citing.formats import written

        yield from written(arguments.format, library.cite(hits))
        return
    for hit in hits:
        if arguments.json:
            yield output.as_line(output.hit_record(hit))
            continue
        where = output.join([(hit.published or "")[:10], hit.source, hit.title, hit.address])
        who = output.styled(hit.who or hit.speaker or "(not named)", output.BOLD)
        yield f"{who}\n  {' '.join(hit.text.split())}\n{output.styled('  ' + where, output.DIM)}\n\n"


def _nothing(library: Library | Standing, query: str, *, quiet: bool) -> int:
    if not quiet:
        results = library.search_quotes(query, limit=1)
        missing = f": no quotation has {', '.join(results.missing)}" if results.missing else ""
        instead = [meant for _, meant in results.corrections]
        hint = f"; there is {', '.join(instead)}" if instead else ""
        print(f"newsreader: no quotation matches{missing}{hint}", file=sys.stderr)
    return output.NOTHING_FOUND
