"""`quotes` and `speakers`: who said what, answered without a screen."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from itertools import chain
from typing import TYPE_CHECKING

from newsreader.cli import output
from newsreader.cli.asking import NOTHING_FOUND, asked_library
from newsreader.errors import UsageError

if TYPE_CHECKING:
    from newsreader.findings import Profile
    from newsreader.library import Library
    from newsreader.models import QuoteHit

_REFINEMENTS = ("by", "about", "source", "since", "until", "kind", "tag")


def list_quotations(arguments: Namespace) -> int:
    """Prints the quotations that match, newest first, as they are found."""
    query = query_of(arguments)
    with asked_library(arguments, analysed=True) as library:
        hits = library.stream_quotes(query, limit=arguments.limit)
        first = next(hits, None)
        if first is None:
            return _nothing(library, query, quiet=arguments.json)
        for text in _lines(library, chain([first], hits), arguments):
            sys.stdout.write(text)
    return 0


def query_of(arguments: Namespace) -> str:
    """The query that the words and options of a command state.

    Raises:
        UsageError: where an option has a value that means nothing.
    """
    if not arguments.starred and not any(getattr(arguments, name) for name in _REFINEMENTS):
        return " ".join(arguments.query)
    from newsreader.store.narrowing import stated
    from newsreader.store.refinements import NAMES
    from newsreader.store.understanding import understood

    parts = [
        stated(NAMES[name], value, russian=False) for name in _REFINEMENTS for value in getattr(arguments, name) or ()
    ]
    if arguments.starred:
        parts.append("starred:yes")
    for part in parts:
        if understood(part + " ").unfinished or not part.partition(":")[2]:
            name, _, value = part.partition(":")
            raise UsageError(f"--{name} {value}: means nothing; a date is 2024, 2024-04, 2024-04-03 or yesterday")
    return " ".join([*parts, " ".join(arguments.query)])


def _lines(library: Library, hits: Iterator[QuoteHit], arguments: Namespace) -> Iterator[str]:
    if arguments.format:
        from newsreader.citing.streaming import written

        yield from written(arguments.format, library.cite(hits))
        return
    for hit in hits:
        if arguments.json:
            yield output.as_line(output.hit_record(hit))
            continue
        where = output.join([(hit.published or "")[:10], hit.source, hit.title, hit.address])
        who = output.styled(hit.who or hit.speaker or "(not named)", output.BOLD)
        yield f"{who}\n  {' '.join(hit.text.split())}\n{output.styled('  ' + where, output.DIM)}\n\n"


def _nothing(library: Library, query: str, *, quiet: bool) -> int:
    if not quiet:
        results = library.search_quotes(query, limit=1)
        missing = f": no quotation has {', '.join(results.missing)}" if results.missing else ""
        instead = [meant for _, meant in results.corrections]
        hint = f"; there is {', '.join(instead)}" if instead else ""
        print(f"newsreader: no quotation matches{missing}{hint}", file=sys.stderr)
    return NOTHING_FOUND


def list_speakers(arguments: Namespace) -> int:
    """Prints the speakers, the most quoted first; or the page of the one that is named."""
    name = " ".join(arguments.name)
    with asked_library(arguments, analysed=True) as library:
        found = library.speakers(name, limit=arguments.limit)
        page = _page(library, name, [one.name for one in found]) if name else None
    if page is not None:
        if arguments.json:
            output.emit(output.profile_record(page))
        else:
            print("\n".join(_profile_lines(page)))
        return 0
    if not found:
        if not arguments.json:
            print("newsreader: nobody of this name speaks", file=sys.stderr)
        return NOTHING_FOUND
    if arguments.json:
        for one in found:
            output.emit({"name": one.name, "quotations": one.quotations, "first": one.first, "last": one.last})
    else:
        rows = [(str(one.quotations), one.first, one.last, one.name) for one in found]
        print("\n".join(output.table([("quotations", "first", "last", "name"), *rows])))
    return 0


def _page(library: Library, name: str, found: list[str]) -> Profile | None:
    """The page of a name; also of a part of it, where that means one speaker, or one thing that speaks nowhere."""
    page = library.profile(name)
    if page is None and len(found) == 1:
        page = library.profile(found[0])
    if page is None and not found:
        entities = library.entities(name, limit=1)
        page = library.profile(entities[0].name) if entities else None
    return page


def _profile_lines(page: Profile) -> Iterator[str]:
    yield output.styled(page.name, output.BOLD)
    yield f"quotations: {page.quotations}, articles: {page.articles}"
    if page.aliases:
        yield "also: " + ", ".join(page.aliases)
    for title, rows in (
        ("by month", [f"{month.month}  {month.count}" for month in page.timeline]),
        ("called", [f"{role.first} – {role.last}  {role.words} ({role.count})" for role in page.roles]),
        ("named with", [f"{one.name} ({one.count})" for one in page.named_with]),
        ("spoken of by", [f"{one.name} ({one.count})" for one in page.spoken_of_by]),
    ):
        if rows:
            yield from ("", output.styled(title, output.DIM), *(f"  {row}" for row in rows))
