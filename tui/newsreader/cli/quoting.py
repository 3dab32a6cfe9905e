"""`speakers`: who is quoted, answered without a screen."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from typing import TYPE_CHECKING

from newsreader.cli import output
from newsreader.cli.asking import asked_library

if TYPE_CHECKING:
    from newsreader.findings import Profile, Role
    from newsreader.library import Library


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
        return output.NOTHING_FOUND
    if arguments.json:
        for one in found:
            days = {"first": one.first or None, "last": one.last or None}
            output.emit({"name": one.name, "quotations": one.quotations, **days})
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


def _span(role: Role) -> str:
    return f"{role.first} – {role.last}  " if role.first else ""


def _profile_lines(page: Profile) -> Iterator[str]:
    yield output.styled(page.name, output.BOLD)
    yield f"quotations: {page.quotations}, articles: {page.articles}"
    if page.aliases:
        yield "also: " + ", ".join(page.aliases)
    for title, rows in (
        ("by month", [f"{month.month}  {month.count}" for month in page.timeline]),
        ("called", [f"{_span(role)}{role.words} ({role.count})" for role in page.roles]),
        ("named with", [f"{one.name} ({one.count})" for one in page.named_with]),
        ("spoken of by", [f"{one.name} ({one.count})" for one in page.spoken_of_by]),
    ):
        if rows:
            yield from ("", output.styled(title, output.DIM), *(f"  {row}" for row in rows))
