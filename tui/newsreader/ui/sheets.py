"""Style sheets, read without what only people need in them: that takes a third of the time of their parsing."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from textual.app import App

FIRST = ("newsreader.tcss", "reader.tcss")
"""What the first screen needs."""
SEARCH, OVERLAYS = "search.tcss", "overlays.tcss"
"""What it does without."""


def lean(css: str) -> str:
    """The same rules without comments, line ends and most blanks: the parser looks at each of them."""
    bare = re.sub(r"/\*.*?\*/", " ", css, flags=re.DOTALL)
    return re.sub(r"\s*([{};,>])\s*|(?<=:)\s+|\s+(?=\s)", r"\1", bare).strip()


def read_sheet(app: App[Any], name: str) -> bool:
    """Has a sheet of this folder at hand, for what is styled from now on; False where it was."""
    path = Path(__file__).resolve().with_name(name)
    place = str(path), ""  # as Textual calls it, which then does not read it for a screen that names it
    if app.stylesheet.has_source(*place):
        return False
    app.stylesheet.add_source(lean(path.read_text(encoding="utf-8")), place)
    return True


def parse_sheet(app: App[Any], name: str) -> None:
    """Reads and parses a sheet.

    Without this the first screen with it in its CSS_PATH would have all sheets parsed anew, and every widget styled.
    """
    if read_sheet(app, name):
        app.stylesheet.parse()
