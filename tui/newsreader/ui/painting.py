"""Draws a visual line: which bar, which pieces of text in which styles, what in the margin. Knows no widget."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from newsreader.models import Span
from newsreader.record import Record
from newsreader.ui.layout import Columns, VisualLine
from newsreader.ui.spans import NOWHERE, Places, overlay
from newsreader.ui.wrap import SOFT_HYPHEN, drawn

BAR, CHOSEN_BAR, INDIRECT_BAR, TICK = "▎", "▌", "┆", "╺"
_CENTRED = frozenset({"end", "hint"})
_SIGNATURES = frozenset({"speaker", "unnamed"})

Styling = Callable[..., Style]
"""Component names → the style of a text that has them, the later over the earlier."""


class Paint(Record):
    """What is marked in the text."""

    layers: tuple[tuple[str, Places], ...] = ()
    """Component name → where it applies, in the order in which they are laid over each other."""
    direct: Places = NOWHERE
    indirect: Places = NOWHERE
    chosen: Places = NOWHERE
    kept: tuple[tuple[int, str], ...] = ()
    """Where kept quotations begin, and the sign that stands there in the bar; in order."""

    def changed(self, other: Paint) -> list[Places]:
        """Where the other paint differs, roughly: the whole of each layer that is not the same."""
        mine, its = dict(self.layers), dict(other.layers)
        mine |= {"bar": self.direct, "bar-indirect": self.indirect}
        its |= {"bar": other.direct, "bar-indirect": other.indirect}
        names = [name for name in mine.keys() | its.keys() if mine.get(name) != its.get(name)]
        places = [places for name in names for places in (mine.get(name), its.get(name)) if places is not None]
        signs = set(self.kept) ^ set(other.kept)
        return [*places, Places.of(Span(start, start + 1) for start, _sign in sorted(signs))] if signs else places


def draw(line: VisualLine, columns: Columns, width: int, paint: Paint, styling: Styling) -> Strip:
    """The line as a strip of `width` cells."""
    plain = styling()
    segments = [Segment(" " * columns.left, plain), *_bar(line, paint, styling)]
    text = _shown(line, columns, paint, styling)
    segments += text
    used = sum(cell_len(segment.text) for segment in segments)
    if line.note:
        note = columns.left + Columns.BAR + columns.measure + Columns.GAP
        segments += [Segment(" " * max(0, note - used), plain), Segment(line.note, styling("note"))]
        used = max(used, note) + cell_len(line.note)
    segments.append(Segment(" " * max(0, width - used), plain))
    return Strip([segment for segment in segments if segment.text]).crop(0, width)


def _bar(line: VisualLine, paint: Paint, styling: Styling) -> list[Segment]:
    start, end = line.start, line.end
    kept = next((sign for place, sign in paint.kept if start <= place < end), "")
    if kept and line.kind == "text":
        return [Segment(kept, styling("kept")), Segment(" " * (Columns.BAR - cell_len(kept)), styling())]
    if line.kind in _SIGNATURES and line.block is not None:
        start, end = line.block.span.end - 1, line.block.span.end
        chosen = paint.chosen.touch(line.block.span.start, line.block.span.end)
        name, sign = ("bar-chosen", CHOSEN_BAR) if chosen else ("bar", BAR)
    elif line.kind not in ("text", "blank"):
        return [Segment(" " * Columns.BAR, styling())]
    elif paint.chosen.touch(start, end):
        name, sign = "bar-chosen", CHOSEN_BAR
    elif paint.direct.touch(start, end):
        name, sign = "bar", BAR
    elif paint.indirect.touch(start, end):
        name, sign = "bar-indirect", INDIRECT_BAR
    else:
        return [Segment(" " * Columns.BAR, styling())]
    return [Segment(sign, styling(name)), Segment(" " * (Columns.BAR - 1), styling())]


def _shown(line: VisualLine, columns: Columns, paint: Paint, styling: Styling) -> list[Segment]:
    if line.first < line.last:
        return _words(line, paint, styling)
    style = styling(line.kind) if line.kind != "blank" else styling()
    room = columns.measure - cell_len(line.text)
    if line.kind in _SIGNATURES:
        return [Segment(" " * max(0, room), styling()), Segment(line.text, style)]
    if line.kind in _CENTRED:
        return [Segment(" " * max(0, room // 2), styling()), Segment(line.text, style)]
    return [Segment(line.text, style)]


def _words(line: VisualLine, paint: Paint, styling: Styling) -> list[Segment]:
    block = line.block
    if block is None:
        return []
    base = (line.kind,) if line.kind == "heading" else ()
    last = line.first + len(block.text[line.first : line.last].rstrip())
    segments = [Segment(" " * hanging(line), styling())] if hanging(line) else []
    behind = block.offset(last - 1) + 1 if last > line.first else line.start
    layers = paint.layers
    if block.links:
        layers = (("link", Places.of(span for span, _url in block.links)), *layers)
    for start, end, names in overlay(block.offset(line.first), behind, layers):
        text = drawn(block.text[block.index(start) : block.index(end)])
        segments.append(Segment(text, styling(*base, *names)))
    if last < len(block.text) and block.text[line.first : last].endswith(SOFT_HYPHEN):
        segments.append(Segment("-", segments[-1].style))
    return segments


def hanging(line: VisualLine) -> int:
    """Blank cells before the line's text: under a list item's mark."""
    block = line.block
    if block is None or not block.hang or line.first < block.hang:
        return 0
    return cell_len(drawn(block.text[: block.hang]))


def place_at(line: VisualLine, columns: Columns, cell: int) -> int | None:
    """The offset into the body of what a cell of the line shows; beyond its ends the nearest; None without text."""
    block = line.block
    if block is None or line.first >= line.last:
        return None
    room = cell - columns.left - Columns.BAR - hanging(line)
    shown = 0
    for index in range(line.first, line.last):
        shown += cell_len(drawn(block.text[index]))
        if shown > room:
            return block.offset(index)
    return block.offset(line.last)


def character_at(line: VisualLine, number: int) -> int | None:
    """The offset into the body of the drawn line's character with this number, counted from the text's first."""
    block = line.block
    if block is None or line.first >= line.last:
        return None
    room = number - hanging(line)
    shown = 0
    for index in range(line.first, line.last):
        shown += len(drawn(block.text[index]))
        if shown > room:
            return block.offset(index)
    return block.offset(line.last)


def tick_rows(places: Sequence[float], height: int) -> frozenset[int]:
    """Rows of a column of `height` cells that stand for shares of the text."""
    return frozenset(min(height - 1, int(share * height)) for share in places) if height > 0 else frozenset()
