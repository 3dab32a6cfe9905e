"""What stands in the place of the text while there is none: a headline and what to do. Knows nothing of libraries."""

from __future__ import annotations

from typing import ClassVar

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget


class Note(Widget):
    """A few calm lines in the middle of a pane."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"note--headline", "note--key"}

    lines: reactive[tuple[str, ...]] = reactive(())
    """The headline, then the lines below it."""

    def render(self) -> Content:
        if not self.lines:
            return Content("")
        headline, *rest = self.lines
        below = "\n".join(rest)
        return Content.assemble((headline, ".note--headline"), f"\n\n{below}" if below else "")
