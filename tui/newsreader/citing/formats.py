"""Citations as Markdown, CSV, JSON, BibTeX and CSL-JSON.

Each function takes citations and gives one text that ends with a line end.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterable
from dataclasses import asdict
from zlib import crc32

from newsreader.citing.citation import Citation
from newsreader.citing.reference import attribution

_FIELDS = (
    "address", "kind", "who", "speaker", "text", "context", "title", "source",
    "place", "published", "url", "authors", "language", "article", "start", "end",
)  # fmt: skip

_OWN = ("address", "kind", "who", "speaker", "text", "start", "end")
"""What makes it a quotation, and not just an article."""


def as_markdown(citations: Iterable[Citation]) -> str:
    """A block quotation each, with its attribution, link, address, and offsets into the article's body."""
    return "\n".join(_markdown(citation) for citation in citations)


def _markdown(citation: Citation) -> str:
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


def as_csv(citations: Iterable[Citation]) -> str:
    """A row each under a header, in the dialect that spreadsheets read; nothing in it can be taken for a formula."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(_FIELDS)
    for citation in citations:
        row = asdict(citation) | {"authors": "; ".join(citation.authors)}
        writer.writerow([_harmless(row[field]) for field in _FIELDS])
    return out.getvalue()


def _harmless(value: object) -> object:
    """A text that a spreadsheet would run is given an apostrophe, as spreadsheets themselves do."""
    return f"'{value}" if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t") else value


def as_json(citations: Iterable[Citation]) -> str:
    """A list of objects; offsets are half-open and count code points of the article's body."""
    rows = [{field: row[field] for field in _FIELDS} for row in map(asdict, citations)]
    return json.dumps(rows, ensure_ascii=False, indent=1) + "\n"


def as_csl(citations: Iterable[Citation]) -> str:
    """CSL-JSON items of the type article-newspaper; the quotation with its speaker in the note, apart in `custom`."""
    return json.dumps([_csl(citation) for citation in citations], ensure_ascii=False, indent=1) + "\n"


def _csl(citation: Citation) -> dict[str, object]:
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
    return {name: value for name, value in item.items() if value}


def as_bibtex(citations: Iterable[Citation]) -> str:
    """A @misc entry each: the quotation with its speaker in the note, and in fields that styles leave alone."""
    return "\n".join(_bibtex(citation) for citation in citations)


def _bibtex(citation: Citation) -> str:
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


FORMATS: dict[str, Callable[[Iterable[Citation]], str]] = {
    "markdown": as_markdown,
    "csv": as_csv,
    "json": as_json,
    "bibtex": as_bibtex,
    "csl": as_csl,
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
