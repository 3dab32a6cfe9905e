"""What a row of the article list says: a summary → lines of named pieces, cut to a width in cells. Pure."""

from __future__ import annotations

from datetime import date

from rich.cells import cell_len, set_cell_size

from newsreader.models import ArticleSummary
from newsreader.phrase import Phrase
from newsreader.text import clean_line
from newsreader.ui.dates import short_date
from newsreader.ui.i18n import _, ngettext
from newsreader.ui.wording import told
from newsreader.ui.wrap import drawn, wrap

Piece = tuple[str, str]
"""A component class's last word ("title", "meta" …) and the text in it."""

UNREAD = "●"
STARRED = "★"
_SHORTEST_NAME = 4
_JOINER = "\u200d"


def fit(text: str, width: int) -> str:
    """The text in exactly `width` cells, padded with blanks or cut with …; characters count as they are drawn."""
    if width <= 0:
        return ""
    text = text.rstrip(_JOINER)  # it would join what follows to nothing
    length = cell_len(text)
    if length == width:
        return text
    if length < width:
        return text + " " * (width - length)
    return set_cell_size(set_cell_size(text, width - 1).rstrip(f" {_JOINER}") + "…", width)


def fold_title(title: str, width: int, lines: int) -> list[str]:
    """The title in up to `lines` lines of `width` cells, broken between words; the last one is cut with …."""
    pieces = [drawn(title[start:end]).rstrip() for start, end in wrap(title, width)] or [""]
    if len(pieces) > lines:
        start = wrap(title, width)[lines - 1][0]
        pieces[lines - 1 :] = [drawn(title[start:])]
    return [fit(piece, width) for piece in pieces]


def who_said(summary: ArticleSummary) -> tuple[str, str]:
    """Who speaks most in the article and how many quotations it has: («Анна Ветрова», «4 цитаты»)."""
    if summary.quotations is None:
        return "", _("not analysed yet")
    if not summary.quotations:
        return "", _("no quotations")
    count = ngettext("{n} quotation", "{n} quotations", summary.quotations).format(n=summary.quotations)
    return clean_line(summary.speaker or "", limit=120), count


def surname(who: str) -> str:
    """The last word of a person's name, for where the whole does not fit; other names stay."""
    words = who.split()
    person = 2 <= len(words) <= 3 and all(word[:1].isupper() for word in words)
    return words[-1] if person else who


def _who_line(summary: ArticleSummary, width: int) -> list[Piece]:
    """Who speaks and how much; where both do not fit, the name is cut."""
    who, count = who_said(summary)
    room = width - cell_len(count) - 3
    if not who or room < _SHORTEST_NAME:
        return [("meta", fit(count, width))]
    if cell_len(who) > room:
        who = surname(who)
    name = fit(who, min(room, cell_len(who)))
    return [("speaker", name), ("meta", fit(f" · {count}", width - cell_len(name)))]


def _bare(problem: str, title: str) -> str:
    """What is wrong with an article, without its title, which stands above it anyhow."""
    values = problem.values if isinstance(problem, Phrase) else {}
    inner = values.get("problem")
    if values.get("name") == title and isinstance(inner, str):
        return inner
    return problem.removeprefix(f"{title}: ") if problem.startswith(f"{title}: ") else problem


def row_lines(summary: ArticleSummary, *, width: int, lines: int, today: date | None = None) -> list[list[Piece]]:
    """The row's lines, each exactly `width` cells: date and source; the title; who speaks in it.

    With five lines the title may take two, and the last line keeps the rows apart.
    """
    mark = UNREAD if not summary.read else " "
    star = STARRED if summary.starred else " "
    source = clean_line(summary.source or "", limit=80)
    tags = " ".join(f"#{clean_line(tag, limit=40)}" for tag in summary.tags)
    meta = "  ".join(part for part in (short_date(summary.published, today=today), tags, source) if part)
    top: list[Piece] = [("unread", f"{mark} "), ("meta", fit(meta, width - 4)), ("star", f" {star}")]
    inner = width - 3
    room = max(1, min(2, lines - 3))
    kind = "read" if summary.read else "title"
    title = clean_line(summary.title) or _("(untitled)")
    if summary.problem is not None:
        said = _("could not be read: {reason}") if summary.unreadable else _("not analysed: {reason}")
        problem = said.format(reason=told(_bare(summary.problem, summary.title), limit=200))
        rest = [[("problem", row)] for row in fold_title(problem, inner, room)]
        body: list[list[Piece]] = [[(kind, fit(title, inner))], *rest]
    else:
        body = [[(kind, row)] for row in fold_title(title, inner, room)]
        body.append(_who_line(summary, inner))
    rows = [top, *([("meta", "  "), *pieces, ("meta", " ")] for pieces in body)]
    rows += [[("meta", " " * width)]] * (lines - len(rows))
    return rows[:lines]


def missing_row(*, width: int, lines: int) -> list[list[Piece]]:
    """A row whose article is no longer there."""
    return [[("meta", " " * width)]] * lines


def list_title(shown: int, unread: int, *, filtered: bool, width: int | None = None) -> str:
    """«Статьи 42 · 7 новых»; with a filter «Найдено 3 · 1 новая». In less than its width the numbers alone stay: one
    that is cut would be another number.
    """
    numbers = str(shown)
    if unread:
        numbers += " · " + ngettext("{n} unread", "{n} unread", unread).format(n=unread)
    whole = (_("Found {n}") if filtered else _("Articles {n}")).format(n=numbers)
    if width is None or cell_len(whole) <= width:
        return whole
    return numbers if cell_len(numbers) <= width else f"{shown} · {unread}"
