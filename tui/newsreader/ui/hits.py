"""What a found quotation looks like in the list: who, when, where, its words and which of them matched. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len

from newsreader.findings import Variants
from newsreader.models import QuoteHit, Span
from newsreader.text import clean, clean_line
from newsreader.ui.comparison import Compared
from newsreader.ui.dates import short_date
from newsreader.ui.i18n import N_, _
from newsreader.ui.layout import shorten
from newsreader.ui.painting import BAR, INDIRECT_BAR
from newsreader.ui.rows import STARRED
from newsreader.ui.spans import Places, overlay
from newsreader.ui.wrap import drawn, wrap

Piece = tuple[tuple[str, ...], str]
"""Component names, the later over the earlier, and the text that has them."""
HitLine = tuple[Piece, ...]

_KINDS = {"direct": "", "mixed": N_("fragment"), "indirect": N_("reported")}
_BEFORE, _AFTER = 1_000, 4_000
"""Code points of a long quotation that are looked at around the first word that matched."""
_GAP = 2
_SIDE_BY_SIDE = 2
"""Code points between two words of a phrase, at most: a comma and a blank."""
NOTED, TAGGED, COLLECTED, SELECTED = "✎", "#", "+", "✓"
_COPY = "└ "
_LEAST_SOURCE = 8


@dataclass(frozen=True, slots=True)
class ResultRow:
    """One row of the results: a quotation, and how it stands to others with the same words."""

    hit: QuoteHit
    copies: int = 1
    """In how many articles these words stand."""
    inner: bool = False
    """Whether it is one of the copies, shown below the first one."""
    compared: Compared | None = None
    """How its words differ from those of the first one, where that is asked for."""
    selected: bool = False


def result_rows(
    groups: Iterable[Variants],
    unfolded: Collection[str],
    compared: Mapping[str, Compared],
    selected: Collection[str],
) -> Iterator[ResultRow]:
    """A row a group; below those whose first address is in `unfolded`, a row for each copy."""
    for group in groups:
        shown = (group.first, *group.others) if group.first.address in unfolded else (group.first,)
        for number, hit in enumerate(shown):
            address = hit.address
            copies = 1 if number else 1 + len(group.others)
            yield ResultRow(hit, copies, number > 0, compared.get(address), address in selected)


def row_lines(row: ResultRow, width: int, *, words: int, title: bool) -> list[HitLine]:
    """The lines of one row; a copy stands a little to the right."""
    if not row.inner:
        return hit_lines(row.hit, width, words=words, title=title, row=row)
    lines = hit_lines(row.hit, width - len(_COPY), words=words, title=title, row=row)
    return [(((), _COPY if number == 0 else " " * len(_COPY)), *line) for number, line in enumerate(lines)]


def hit_lines(hit: QuoteHit, width: int, *, words: int, title: bool, row: ResultRow | None = None) -> list[HitLine]:
    """The lines of one result: who and where, `words` lines of the quotation, and its article's title.

    Where the words are compared, they have a line more: that of the title, or the blank one behind.
    """
    row = row or ResultRow(hit)
    room = max(1, width - 2)
    lines = [_head(row, room), *_words(hit, room, words + (row.compared is not None), row.compared)]
    if title and row.compared is None:
        lines.append(_title(hit, room, with_source=clean_line(hit.source or "") not in lines[0][-1][1]))
    bar = ("bar-indirect", INDIRECT_BAR) if hit.kind == "indirect" else ("bar", BAR)
    return [(((bar[0],), bar[1]), ((), " "), *line) for line in lines]


def _head(row: ResultRow, room: int) -> HitLine:
    hit = row.hit
    spoken = clean_line(hit.who or "") or clean_line(hit.speaker or "", limit=60)
    name = spoken or _("not named")
    left = "".join(f" · {sign}" for sign in _signs(row))
    date, source = short_date(hit.published), clean_line(hit.source or "")
    name = shorten(name, max(1, room - cell_len(left)))
    free = room - cell_len(name) - cell_len(left) - _GAP
    right = next(
        (text for text in (f"{date} · {source}" if date and source else source, date) if cell_len(text) <= free), ""
    )
    if not right and source and free > cell_len(date) + _LEAST_SOURCE:
        right = shorten(f"{date} · {source}" if date else source, free)
    gap = " " * max(0, room - cell_len(name) - cell_len(left) - cell_len(right))
    style = "speaker" if hit.who else "unnamed"
    return (((style,), name), (("meta",), left), ((), gap), (("meta",), right))


def _signs(row: ResultRow) -> Iterator[str]:
    """What the first line says between the name and the date."""
    hit = row.hit
    if row.selected or hit.starred or hit.note:
        yield (SELECTED if row.selected else "") + (STARRED if hit.starred else "") + (NOTED if hit.note else "")
    if row.copies > 1:
        yield f"×{row.copies}"
    if hit.kind != "direct":
        yield _(_KINDS[hit.kind])
    if hit.by_form and len(hit.by_form) == len(hit.highlights):
        yield _("other form")


def kept_words(tags: Iterable[str], note: str) -> str:
    """What a person keeps with a quotation: its tags and the note."""
    said = [f"#{clean_line(tag, limit=40)}" for tag in tags]
    return " ".join([*said, f"{NOTED} {clean_line(note)}"] if note else said)


def _title(hit: QuoteHit, room: int, *, with_source: bool) -> HitLine:
    """The article's title, after the source where the first line had no room for that."""
    title = clean_line(hit.title) or _("(untitled)")
    source = clean_line(hit.source or "") if with_source else ""
    said = f"{source} · {title}" if source else title
    kept = shorten(kept_words(hit.tags, hit.note), room * 2 // 3)
    if not kept:
        return ((("title",), shorten(said, room)),)
    said = shorten(said, max(0, room - cell_len(kept) - 1))
    return ((("kept",), f"{kept} "), (("title",), said))


def _words(hit: QuoteHit, room: int, rows: int, compared: Compared | None) -> list[HitLine]:
    """The quotation's lines around the first word that matched, with … where it goes on."""
    if compared is not None:
        whole, first, last = compared.text, 0, 0
        layers = [("dropped", Places.of(compared.dropped)), ("added", Places.of(compared.added))]
    else:
        whole, (first, last) = hit.text, _first_words(hit.highlights)
        exact = tuple(span for span in hit.highlights if span not in hit.by_form)
        layers = [("form", Places.of(hit.by_form)), ("word", Places.of(exact))]
    skipped = max(0, first - _BEFORE)
    text = clean(whole[skipped : first + _AFTER]).replace("\n", " ")
    lines = wrap(text, max(2, room - 4)) or [(0, 0)]
    at = next((number for number, (_start, end) in enumerate(lines) if skipped + end > first), 0)
    if rows == 1 and (at or skipped + lines[0][1] < last):  # one line is cut so that the words stand in it
        begin = text.rfind(" ", 0, max(1, first - skipped - room // 3)) + 1
        lines = [(0, begin), *((start + begin, end + begin) for start, end in wrap(text[begin:], max(2, room - 4)))]
        at = 1
    top = max(0, min(at - rows + 2 if rows > 1 else at, len(lines) - rows)) if at >= rows else 0
    shown = lines[top : top + rows]
    cut_before = top > 0 or skipped > 0
    cut_after = top + rows < len(lines) or first + _AFTER < len(whole)
    lines_shown = []
    for number, (start, end) in enumerate(shown):
        before, after = cut_before and not number, cut_after and number + 1 == len(shown)
        lines_shown.append(_line(text, start, end, layers, skipped, hit.kind, before=before, after=after))
    return lines_shown


def _first_words(highlights: Sequence[Span]) -> tuple[int, int]:
    """Where the first words that matched stand: one, or several side by side."""
    if not highlights:
        return 0, 0
    last = highlights[0].end
    for span in highlights[1:]:
        if span.start - last > _SIDE_BY_SIDE:
            break
        last = span.end
    return highlights[0].start, last


def _line(
    text: str,
    start: int,
    end: int,
    layers: list[tuple[str, Places]],
    skipped: int,
    kind: str,
    *,
    before: bool,
    after: bool,
) -> HitLine:
    end = start + len(text[start:end].rstrip())
    pieces: list[Piece] = [((kind,), "… ")] if before else []
    for first, last, names in overlay(start + skipped, end + skipped, layers):
        pieces.append(((kind, *names), drawn(text[first - skipped : last - skipped])))
    if after:
        pieces.append(((kind,), " …"))
    return tuple(pieces)
