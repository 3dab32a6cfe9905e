"""The second wall between foreign text and the terminal: no strip leaves the app with a character that acts on it.

Texts are cleaned on their way in; this catches what one place forgot. What Textual counts as no cell wide is dropped
and the rest replaced by a sign of the same width, so that the layout stands still.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

_ACTING = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_LINK = re.compile(r"https?://[!-~]+", re.IGNORECASE)


def harmless(text: str) -> str:
    """The text without characters that act on a terminal, as wide as Textual counts it."""
    return _ACTING.sub(lambda found: "\ufffd" * cell_len(found[0]), text)


def _safe(segment: Segment) -> Segment:
    text, style, _control = segment
    if style is not None and style.link is not None and not _LINK.fullmatch(style.link):
        style = style.update_link(None)
    return Segment(harmless(text), style)


def _needs_care(segment: Segment) -> bool:
    style = segment.style
    return _ACTING.search(segment.text) is not None or (style is not None and style.link is not None)


def install() -> None:
    """Puts the guard around `Strip.render`, the one place that all widgets' text passes; once."""
    render: Callable[[Strip, Console], str] = Strip.render
    if getattr(render, "guarded", False):
        return

    def guarded_render(strip: Strip, console: Console) -> str:
        if strip._render_cache is None and any(_needs_care(segment) for segment in strip):
            return render(Strip([_safe(segment) for segment in strip], strip.cell_length), console)
        return render(strip, console)

    guarded_render.guarded = True  # type: ignore[attr-defined]
    Strip.render = guarded_render  # type: ignore[method-assign,assignment]
