"""Reads plainly typed arguments of `quotes`, and of the reader, as `argparse` would, which is slow to load.

Whatever is not plain (an abbreviated or unknown option, a wrong value, a request for help) is left to `argparse`.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Iterator, Sequence
else:
    from types import SimpleNamespace as Namespace

MOST_ROWS = 1_000_000
REPEATED = ("by", "about", "source", "since", "until", "kind", "tag")
FORMATS = ("csv", "markdown", "bibtex", "csl")
_SWITCHES = ("starred", "json", "debug")


COMMANDS = {
    "add": "take articles into the library",
    "sync": "bring the index up to date and analyse what is new",
    "check": "look for damage in what is stored",
    "list": "list the articles",
    "show": "print one article with its quotations",
    "quotes": "search all quotations",
    "export": "write quotations as Markdown, CSV, JSON, BibTeX or CSL-JSON",
    "speakers": "list who is quoted, or tell all about one",
    "entities": "list people, organisations and places",
    "analyze": "analyse files without touching the library",
    "config": "print the settings and where each comes from",
}


def typed(argv: Sequence[str]) -> Namespace | None:
    """The arguments, with `run` to carry them out; None where `argparse` is to read them."""
    if not COMMANDS.keys().isdisjoint(argv[:1]):
        return _quotes(argv[1:]) if argv[0] == "quotes" else None
    if any(word.startswith("-") for word in argv):
        return None
    return Namespace(library=None, debug=False, paths=list(argv), run=_read)


def _quotes(argv: Sequence[str]) -> Namespace | None:
    found = Namespace(library=None, debug=False, starred=False, json=False, format=None, limit=50, run=_search)
    found.__dict__.update(dict.fromkeys(REPEATED))
    found.query = []
    rest = iter(argv)
    before = ""
    for word in rest:
        if not word.startswith("-"):
            if found.query and before.startswith("-"):
                return None  # words on both sides of an option
            found.query.append(word)
        elif not _take(found, word, rest):
            return None
        before = word
    return None if found.json and found.format else found  # two formats are for `argparse` to refuse


def _take(found: Namespace, word: str, rest: Iterator[str]) -> bool:
    """Puts an option where it belongs; False where it is not plain."""
    stated, equals, value = word.partition("=")
    name = stated.removeprefix("--") if stated.startswith("--") else ""
    if name in _SWITCHES:
        setattr(found, name, True)
        return not equals
    if name in FORMATS:
        found.format, before = name, found.format
        return not equals and before in (None, name)
    if name not in (*REPEATED, "limit", "library"):
        return False
    if not equals:
        value = next(rest, "-")
        if value.startswith("-"):
            return False
    if name == "limit":
        found.limit = whole_number(value, MOST_ROWS)
        return found.limit is not None
    setattr(found, name, value if name == "library" else [*(getattr(found, name) or ()), value])
    return True


def whole_number(text: str, most: int) -> int | None:
    """A number from 1 to `most`; None where it is none."""
    return int(text) if text.isascii() and text.isdigit() and 1 <= int(text[:9]) <= most else None


def _search(arguments: Namespace) -> int:
    from newsreader.cli.searching import list_quotations

    return list_quotations(arguments)


def _read(arguments: Namespace) -> int:
    from newsreader.cli.reading import read_library

    return read_library(arguments)
