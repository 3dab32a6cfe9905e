"""The second wall between foreign text and the terminal: no strip leaves the app with a character that acts on it.

Texts are cleaned on their way in; this catches what one place forgot. What Textual counts as no cell wide is dropped
and the rest replaced by a sign of the same width, so that the layout stands still. Here, too, passes what a terminal
that does not speak UTF-8 gets.
"""

from __future__ import annotations

import codecs
import sys
from collections.abc import Callable
from functools import partial
from io import TextIOWrapper

from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from textual.strip import Strip

from newsreader.text import compiled
from newsreader.ui.charset import UTF_8
from newsreader.ui.charset import shown as as_shown

_ACTING = "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
_LINK = "(?i:https?)://[!-~]+"


def harmless(text: str) -> str:
    """The text without characters that act on a terminal, as wide as Textual counts it."""
    return compiled(_ACTING).sub(lambda found: "\ufffd" * cell_len(found[0]), text)


def _safe(segment: Segment) -> Segment:
    text, style, _control = segment
    if style is not None and style.link is not None and not compiled(_LINK).fullmatch(style.link):
        style = style.update_link(None)
    return Segment(harmless(text), style)


def _needs_care(segment: Segment) -> bool:
    style = segment.style
    if style is not None and style.link is not None:
        return True
    # What is printable acts on nothing.
    return not segment.text.isprintable() and compiled(_ACTING).search(segment.text) is not None


class _Terminal:
    """What the terminal speaks, as `install` was told last."""

    charset = UTF_8


def install(charset: str = UTF_8) -> None:
    """Puts the guard around `Strip.render`, the one place that all widgets' text passes; once.

    Args:
        charset: what the terminal speaks, as `codecs` calls it.
    """
    _Terminal.charset = charset
    render: Callable[[Strip, Console], str] = Strip.render
    if getattr(render, "guarded", False):
        return

    def guarded_render(strip: Strip, console: Console) -> str:
        if strip._render_cache is None:
            if any(_needs_care(segment) for segment in strip):
                strip = Strip([_safe(segment) for segment in strip], strip.cell_length)
            if _Terminal.charset != UTF_8:
                shown = [Segment(as_shown(text, _Terminal.charset), style) for text, style, _control in strip]
                strip = Strip(shown, strip.cell_length)
        return render(strip, console)

    guarded_render.guarded = True  # type: ignore[attr-defined]
    Strip.render = guarded_render  # type: ignore[method-assign,assignment]


def speak(charset: str) -> None:
    """Has what is written and typed pass in the terminal's own characters.

    Bytes that are no character are passed over: with the driver's own decoder one such byte ends the app.
    """
    from textual.drivers import linux_driver

    of_charset = codecs.getincrementaldecoder(UTF_8 if charset == "ascii" else charset)  # many terminals know more
    decoder = partial(of_charset, errors="ignore")
    linux_driver.getincrementaldecoder = lambda _name: decoder  # type: ignore[attr-defined,assignment]
    if isinstance(sys.__stderr__, TextIOWrapper):
        sys.__stderr__.reconfigure(encoding=charset, errors="replace")
