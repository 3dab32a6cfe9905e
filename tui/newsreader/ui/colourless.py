"""Lines without colours, for whoever has set NO_COLOR: bold, italic, underline, reverse tell things apart."""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter


class Colourless(LineFilter):
    """Takes the colours out of lines. Textual's own way makes greys of them."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments as they are without colours."""
        return [Segment(text, style and _plain(style), control) for text, style, control in segments]


@lru_cache(maxsize=1_000)
def _plain(style: Style) -> Style:
    return style.without_color
