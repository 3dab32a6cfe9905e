"""What a found quotation looks like in the list: who, when, where, its words and which of them matched. Pure."""

from __future__ import annotations

from rich.cells import cell_len

from newsreader.models import QuoteHit, QuoteResults
from newsreader.text import clean, clean_line
from newsreader.ui.dates import short_date
from newsreader.ui.i18n import N_, _, ngettext
from newsreader.ui.layout import shorten
from newsreader.ui.painting import BAR, INDIRECT_BAR
from newsreader.ui.spans import Places, overlay
from newsreader.ui.wrap import drawn, wrap

Piece = tuple[tuple[str, ...], str]
"""Component names, the later over the earlier, and the text that has them."""
HitLine = tuple[Piece, ...]

_KINDS = {"direct": "", "mixed": N_("fragment"), "indirect": N_("reported")}
_BEFORE, _AFTER = 1_000, 4_000
"""Code points of a long quotation that are looked at around the first word that matched."""
_GAP = 2
_LEAST_SOURCE = 8


def hit_lines(hit: QuoteHit, width: int, *, words: int, title: bool) -> list[HitLine]:
    """The lines of one result: who and where, `words` lines of the quotation, and its article's title."""
    room = max(1, width - 2)
    lines = [_head(hit, room), *_words(hit, room, words)]
    if title:
        lines.append(_title(hit, room, with_source=clean_line(hit.source or "") not in lines[0][-1][1]))
    bar = ("bar-indirect", INDIRECT_BAR) if hit.kind == "indirect" else ("bar", BAR)
    return [(((bar[0],), bar[1]), ((), " "), *line) for line in lines]


def _head(hit: QuoteHit, room: int) -> HitLine:
    spoken = clean_line(hit.who or "") or clean_line(hit.speaker or "", limit=60)
    name = spoken or _("not named")
    kind = _(_KINDS[hit.kind])
    left = f" · {kind}" if kind else ""
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


def _title(hit: QuoteHit, room: int, *, with_source: bool) -> HitLine:
    """The article's title, after the source where the first line had no room for that."""
    title = clean_line(hit.title) or _("(untitled)")
    source = clean_line(hit.source or "") if with_source else ""
    return ((("title",), shorten(f"{source} · {title}" if source else title, room)),)


def _words(hit: QuoteHit, room: int, rows: int) -> list[HitLine]:
    """The quotation's lines around the first word that matched, with … where it goes on."""
    first = hit.highlights[0].start if hit.highlights else 0
    skipped = max(0, first - _BEFORE)
    text = clean(hit.text[skipped : first + _AFTER]).replace("\n", " ")
    places = Places.of(hit.highlights)
    lines = wrap(text, max(2, room - 4)) or [(0, 0)]
    at = next((number for number, (_start, end) in enumerate(lines) if skipped + end > first), 0)
    top = max(0, min(at - rows + 2 if rows > 1 else at, len(lines) - rows)) if at >= rows else 0
    shown = lines[top : top + rows]
    cut_before = top > 0 or skipped > 0
    cut_after = top + rows < len(lines) or first + _AFTER < len(hit.text)
    lines_shown = []
    for number, (start, end) in enumerate(shown):
        before, after = cut_before and not number, cut_after and number + 1 == len(shown)
        lines_shown.append(_line(text, start, end, places, skipped, hit.kind, before=before, after=after))
    return lines_shown


def _line(
    text: str, start: int, end: int, places: Places, skipped: int, kind: str, *, before: bool, after: bool
) -> HitLine:
    end = start + len(text[start:end].rstrip())
    pieces: list[Piece] = [((kind,), "… ")] if before else []
    for first, last, names in overlay(start + skipped, end + skipped, [("word", places)]):
        pieces.append(((kind, *names), drawn(text[first - skipped : last - skipped])))
    if after:
        pieces.append(((kind,), " …"))
    return tuple(pieces)


def summary_line(results: QuoteResults) -> str:
    """What there is for the query, in one line: how many, whether there are more, which words are found nowhere."""
    number = len(results.hits)
    if not number:
        if results.missing:
            return _("Nothing found: no quotation has {words}").format(words=_listed(results.missing))
        return (
            _("Nothing found for these words together") if results.query.strip() else _("There are no quotations yet")
        )
    if not results.query.strip():
        said = ngettext("the newest quotation", "the {number} newest quotations", number)
    elif results.more:
        said = _("the first {number} quotations; more as you go down")
    else:
        said = ngettext("{number} quotation", "{number} quotations", number)
    line = said.format(number=number)
    return f"{line} · " + _("without {words}").format(words=_listed(results.missing)) if results.missing else line


def _listed(words: tuple[str, ...]) -> str:
    return ", ".join(f"«{clean_line(word, limit=40)}»" for word in words)


def advice(results: QuoteResults) -> tuple[str, ...]:
    """What to try where nothing was found."""
    if results.hits or not results.query.strip():
        return ()
    return (
        _("Words are found in any form, so one form is enough."),
        _("Fewer words find more; part of a name will do."),
    )
