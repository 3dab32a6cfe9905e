"""Citations written one after the other, for more of them than one text should hold: the formats of `formats`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator

from newsreader.citing.citation import Citation
from newsreader.citing.formats import as_bibtex, as_csl, as_csv, as_json, as_markdown


def written(format_: str, citations: Iterable[Citation]) -> Iterator[str]:
    """The pieces of the text that `FORMATS[format_]` makes of the citations."""
    write, begin, between, end = _WRITERS[format_]
    yield begin
    for number, citation in enumerate(citations):
        yield (between if number else "") + write(citation)
    yield end


def _row(citation: Citation) -> str:
    return as_csv([citation]).partition("\n")[2]


def _item(as_list: Callable[[Iterable[Citation]], str]) -> Callable[[Citation], str]:
    """What one citation is inside a list of them."""

    def item(citation: Citation) -> str:
        (record,) = json.loads(as_list([citation]))
        indented = json.dumps([record], ensure_ascii=False, indent=1)
        return indented.removeprefix("[").removesuffix("\n]")

    return item


_WRITERS: dict[str, tuple[Callable[[Citation], str], str, str, str]] = {
    "markdown": (lambda citation: as_markdown([citation]), "", "\n", ""),
    "csv": (_row, as_csv([]), "", ""),
    "json": (_item(as_json), "[", ",", "\n]\n"),
    "bibtex": (lambda citation: as_bibtex([citation]), "", "\n", ""),
    "csl": (_item(as_csl), "[", ",", "\n]\n"),
}
"""Of each format: how one citation is written, and what stands before, between and behind them."""
