"""Citations as Markdown, CSV, JSON, BibTeX and CSL-JSON, written one after the other: there may be a million."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple
from zlib import crc32

from newsreader.citing.citation import Citation
from newsreader.citing.reference import attribution

_FIELDS = (
    "address", "kind", "who", "speaker", "text", "context", "title", "source",
    "place", "published", "url", "authors", "language", "article", "start", "end",
)  # fmt: skip

_OWN = ("address", "kind", "who", "speaker", "text", "start", "end")
"""What makes it a quotation, and not just an article."""


class Format(NamedTuple):
    """How one citation is written, and what stands before, between and behind them."""

    write: Callable[[Citation], str]
    begin: str = ""
    between: str = ""
    end: str = ""


def written(format_: str, citations: Iterable[Citation]) -> Iterator[str]:
    """The pieces of one text, which ends with a line end where there is anything in it."""
    write, begin, between, end = FORMATS[format_]
    yield begin
    for number, citation in enumerate(citations):
        yield (between if number else "") + write(citation)
    yield end


def _markdown(citation: Citation) -> str:
    """A block quotation with its attribution, link, address, and offsets into the article's body."""
    title = _escaped(citation.title)
    if citation.url and re.fullmatch(r"https?://[^\s<>()]+", citation.url):
        title = f"[{title}]({citation.url})"
    where = ", ".join(part for part in (title, _escaped(citation.source or ""), citation.day) if part)
    who = _escaped(citation.who or citation.speaker or "")
    lines = [f"> {_escaped(line)}" for line in citation.text.splitlines() if line.strip()]
    return (
        "\n>\n".join(lines)
        + f"\n>\n> — {who + ', ' if who else ''}{where} `{citation.address}` ({citation.start}–{citation.end})\n"
    )


def _escaped(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#|])", r"\\\1", text)


class _Line:
    """What a row is written to: gives it back."""

    def write(self, text: str) -> str:
        return text


def _row(values: Iterable[object]) -> str:
    """A row in the dialect that spreadsheets read; nothing in it can be taken for a formula."""
    line: str = csv.writer(_Line(), lineterminator="\n").writerow(map(_harmless, values))
    return line


def _csv(citation: Citation) -> str:
    return _row("; ".join(citation.authors) if name == "authors" else getattr(citation, name) for name in _FIELDS)


def _harmless(value: object) -> object:
    """A text that a spreadsheet would run is given an apostrophe, as spreadsheets themselves do."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value


def _json(citation: Citation) -> str:
    """An object; offsets are half-open and count code points of the article's body."""
    return _in_list({name: getattr(citation, name) for name in _FIELDS})


def _in_list(record: dict[str, object]) -> str:
    """An object as it stands in a list of them, a field a line; `indent` would take several times as long."""
    fields = (f'  "{name}": {json.dumps(value, ensure_ascii=False)}' for name, value in record.items())
    return "\n {\n" + ",\n".join(fields) + "\n }"


def _csl(citation: Citation) -> str:
    """A CSL-JSON item of the type article-newspaper; the quotation with its speaker in the note, apart in `custom`."""
    item: dict[str, object] = {
        "id": citation.address,
        "type": "article-newspaper",
        "title": citation.title,
        "container-title": citation.source,
        "event-place": citation.place,
        "URL": citation.url,
        "language": citation.language,
        "author": [{"literal": author} for author in citation.authors],
        "issued": {"date-parts": [[int(part) for part in citation.day.split("-")]]} if citation.day else None,
        "note": attribution(citation),
        "custom": {name: getattr(citation, name) for name in _OWN},
    }
    return _in_list({name: value for name, value in item.items() if value})


def _bibtex(citation: Citation) -> str:
    """A @misc entry: the quotation with its speaker in the note, and in fields that styles leave alone."""
    fields = {
        "title": "{" + _tex(citation.title) + "}",
        "author": " and ".join("{" + _tex(author) + "}" for author in citation.authors),
        "howpublished": _tex(citation.source or ""),
        "address": _tex(citation.place or ""),
        "date": citation.day or "",
        "year": (citation.day or "")[:4],
        "url": re.sub(r"[{}\\\s]", "", citation.url or ""),
        "language": citation.language or "",
        "note": _tex(attribution(citation)),
        "speaker": _tex(citation.who or ""),
        "speakerwords": _tex(citation.speaker or ""),
        "quotation": _tex(citation.text),
        "offsets": f"{citation.start}--{citation.end}",
    }
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "\n".join([f"@misc{{{_key(citation.address)},", *lines, "}"]) + "\n"


def _key(address: str) -> str:
    """An address as BibTeX can read it; what it cannot read is told apart by a check sum."""
    wanted = address.replace("#", ":")
    key = re.sub(r"[^A-Za-z0-9:._]+", "-", wanted).strip("-:")
    return key if key == wanted else f"{key}-{crc32(address.encode(errors='replace')):08x}"


_TEX = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # BibTeX counts braces behind a backslash, too
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
} | {char: f"\\{char}" for char in "#$%&_"}


def _tex(text: str) -> str:
    """Text for a BibTeX field: TeX's own characters escaped, on one line."""
    return " ".join("".join(_TEX.get(char, char) for char in text).split())


FORMATS = {
    "markdown": Format(_markdown, between="\n"),
    "csv": Format(_csv, begin=_row(_FIELDS)),
    "json": Format(_json, "[", ",", "\n]\n"),
    "bibtex": Format(_bibtex, between="\n"),
    "csl": Format(_csl, "[", ",", "\n]\n"),
}
"""The formats of an export by name."""
ENDINGS = {
    "markdown": (".md", ".markdown"),
    "csv": (".csv",),
    "json": (".json",),
    "bibtex": (".bib", ".bibtex"),
    "csl": (".csl.json", ".csl"),
}
"""How files of each format end; the first one is that of new files."""


def format_of(name: str) -> str | None:
    """The format that a file's name states by its ending; None where it states none."""
    found = [(ending, known) for known, endings in ENDINGS.items() for ending in endings]
    name = name.casefold()
    return max(((len(ending), known) for ending, known in found if name.endswith(ending)), default=(0, None))[1]
