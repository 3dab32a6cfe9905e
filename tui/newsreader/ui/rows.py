"""What a row of the article list says: an article's summary → short lines of named pieces, cut to a width in cells. Pure."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len, set_cell_size

from newsreader.models import ArticleSummary
from newsreader.text import clean_line
from newsreader.ui.dates import short_date
from newsreader.ui.i18n import _, ngettext
from newsreader.ui.wrap import drawn, wrap

Piece = tuple[str, str]
"""A component class's last word ("title", "meta" …) and the text in it."""

UNREAD = "●"
STARRED = "★"


def fit(text: str, width: int) -> str:
    """The text in exactly `width` cells: padded with blanks, or cut with …; wide and combining characters count as drawn."""
    if width <= 0:
        return ""
    length = cell_len(text)
    if length == width:
        return text
    if length < width:
        return text + " " * (width - length)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)


def fold_title(title: str, width: int, lines: int) -> list[str]:
    """The title in up to `lines` lines of `width` cells, broken between words; the last one is cut with …."""
    pieces = [drawn(title[start:end]).rstrip() for start, end in wrap(title, width)] or [""]
    if len(pieces) > lines:
        start = wrap(title, width)[lines - 1][0]
        pieces[lines - 1 :] = [drawn(title[start:])]
    return [fit(piece, width) for piece in pieces]


def who_said(summary: ArticleSummary) -> str:
    """«Касым-Жомарт Токаев · 5 цитат», «анализируется…», or nothing."""
    if summary.quotations is None:
        return _("not analysed yet")
    if not summary.quotations:
        return _("no quotations")
    count = ngettext("{n} quotation", "{n} quotations", summary.quotations).format(n=summary.quotations)
    return f"{summary.speaker} · {count}" if summary.speaker else count


def row_lines(summary: ArticleSummary, *, width: int, lines: int, today: date | None = None) -> list[list[Piece]]:
    """The row's lines, each exactly `width` cells: date and source; the title; who speaks in it.

    With four lines the title may take two.
    """
    mark = UNREAD if not summary.read else " "
    star = STARRED if summary.starred else " "
    source = clean_line(summary.source or "", limit=80)
    meta = "  ".join(part for part in (short_date(summary.published, today=today), source) if part)
    top: list[Piece] = [("unread", f"{mark} "), ("meta", fit(meta, width - 4)), ("star", f" {star}")]
    inner = width - 3
    kind = "read" if summary.read else "title"
    title = clean_line(summary.title) or _("(untitled)")
    if summary.problem is not None:
        problem = _("could not be read: {reason}").format(reason=clean_line(summary.problem, limit=200))
        rest = [("problem", row) for row in fold_title(problem, inner, max(1, lines - 2))]
        body = [(kind, fit(title, inner)), *rest]
    else:
        body = [(kind, row) for row in fold_title(title, inner, max(1, lines - 2))]
        body.append(("speaker", fit(clean_line(who_said(summary), limit=200), inner)))
    rows = [top, *([("meta", "  "), piece, ("meta", " ")] for piece in body)]
    rows += [[("meta", " " * width)]] * (lines - len(rows))
    return rows[:lines]


def missing_row(*, width: int, lines: int) -> list[list[Piece]]:
    """A row whose article is no longer there."""
    return [[("meta", " " * width)]] * lines


def list_title(shown: int, unread: int, *, filtered: bool) -> str:
    """«Статьи 42 · 7 новых»; with a filter «Найдено 3»."""
    if filtered:
        return _("Found {n}").format(n=shown)
    title = _("Articles {n}").format(n=shown)
    if unread:
        title += " · " + ngettext("{n} unread", "{n} unread", unread).format(n=unread)
    return title
