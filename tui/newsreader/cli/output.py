"""Turns records into lines for a terminal, a pipe or another program.

Every string from outside has been cleaned by then.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Mapping, Sequence

from newsreader.text import clean_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from newsreader.findings import Profile
    from newsreader.models import (
        Analysis,
        Article,
        ArticleSummary,
        Counts,
        Dateline,
        EntitySummary,
        Quotation,
        QuoteHit,
        Span,
    )

NOTHING_FOUND = 1
"""Exit code where nothing matches."""
BOLD, DIM, PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"


def emit(record: Mapping[str, object]) -> None:
    """Prints one JSON object on a line of its own."""
    sys.stdout.write(as_line(record))


def as_line(record: Mapping[str, object]) -> str:
    """One JSON object as a line."""
    import json  # here, as plain lines need none

    return json.dumps(record, ensure_ascii=False) + "\n"


def styled(text: str, style: str) -> str:
    """The text in a style where standard output is a terminal with colours, as it is elsewhere."""
    return f"{style}{text}{PLAIN}" if sys.stdout.isatty() and "NO_COLOR" not in os.environ else text


def join(parts: Iterable[str | None], separator: str = " · ") -> str:
    """The parts that there are, as one line."""
    return separator.join(clean_line(part) for part in parts if part)


def summary_record(summary: ArticleSummary) -> dict[str, object]:
    """A row of the list for JSON."""
    names = ("id", "title", "source", "published", "read", "starred", "quotations", "speaker", "problem", "tags")
    return {name: getattr(summary, name) for name in names}


def hit_record(hit: QuoteHit) -> dict[str, object]:
    """A found quotation for JSON; offsets count in the article's body."""
    return {
        "address": hit.address,
        "kind": hit.kind,
        "text": hit.text,
        "start": hit.span.start,
        "end": hit.span.end,
        "who": hit.who,
        "speaker": hit.speaker,
        "article": hit.article_id,
        "title": hit.title,
        "source": hit.source,
        "published": hit.published,
        "starred": hit.starred,
        "tags": hit.tags,
        "note": hit.note,
    }


def profile_record(page: Profile) -> dict[str, object]:
    """The page of a speaker or an entity for JSON."""
    return {
        "name": page.name,
        "type": page.type,
        "quotations": page.quotations,
        "articles": page.articles,
        "aliases": page.aliases,
        "timeline": [{"month": one.month, "quotations": one.count} for one in page.timeline],
        "roles": [
            {"words": one.words, "count": one.count, "first": one.first or None, "last": one.last or None}
            for one in page.roles
        ],
        "named_with": [{"name": one.name, "type": one.type, "articles": one.count} for one in page.named_with],
        "spoken_of_by": [{"name": one.name, "quotations": one.count} for one in page.spoken_of_by],
    }


def entity_record(entity: EntitySummary) -> dict[str, object]:
    """An entity of the library for JSON."""
    return {
        "name": entity.name,
        "type": entity.type,
        "articles": entity.articles,
        "mentions": entity.mentions,
        "quotations": entity.quotations,
    }


def article_record(article: Article) -> dict[str, object]:
    """An article's own fields for JSON, without its body."""
    names = ("id", "title", "source", "place", "published", "language", "url", "authors", "tags", "warnings")
    return {name: getattr(article, name) for name in names}


def _piece(body: str, span: Span | None) -> dict[str, object] | None:
    return None if span is None else {"start": span.start, "end": span.end, "text": span.of(body)}


def quotation_record(body: str, quotation: Quotation) -> dict[str, object]:
    """A quotation for JSON; offsets count in `body`."""
    return {
        "kind": quotation.kind,
        "start": quotation.span.start,
        "end": quotation.span.end,
        "text": quotation.span.of(body),
        "cue": _piece(body, quotation.cue),
        "speaker": _piece(body, quotation.speaker),
        "who": quotation.who,
    }


def analysis_record(file: str, body: str, analysis: Analysis) -> dict[str, object]:
    """The analysis of one text for JSON; offsets are half-open and count code points of "body"."""
    return {
        "file": file,
        "body": body,
        "language": analysis.language,
        "dateline": _dateline_record(body, analysis.dateline),
        "sections": [
            {"title": section.title, "level": section.level, "start": section.span.start, "end": section.span.end}
            for section in analysis.sections
        ],
        "quotations": [quotation_record(body, quotation) for quotation in analysis.quotations],
        "entities": [
            {"name": entity.name, "type": entity.type, "mentions": [[span.start, span.end] for span in entity.mentions]}
            for entity in analysis.entities
        ],
    }


def _dateline_record(body: str, dateline: Dateline | None) -> dict[str, object] | None:
    if dateline is None:
        return None
    parts = {"place": dateline.place, "date": dateline.date, "agency": dateline.agency}
    words = {name: span.of(body) if span else None for name, span in parts.items()}
    return {"start": dateline.span.start, "end": dateline.span.end, **words}


def held(counts: Counts) -> str:
    """What the library has: «1 article, 2 quotations»."""
    each = ((counts.articles, "article"), (counts.quotations, "quotation"))
    return ", ".join(f"{number} {name}{'' if number == 1 else 's'}" for number, name in each)


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Rows as lines with aligned columns; the last column is left as long as it is."""
    from rich.cells import cell_len

    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)][:-1]
    lines = []
    for row in rows:
        cells = [cell + " " * (width - cell_len(cell)) for cell, width in zip(row, widths, strict=False)]
        lines.append("  ".join([*cells, row[-1]]).rstrip())
    return lines
