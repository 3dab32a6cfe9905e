"""The list of articles: draws only the rows on screen, whatever the number of keys, and says which article is meant.

Knows keys and summaries; what an article holds and what becomes of a choice is the screen's.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual import events, on
from textual.message import Message
from textual.strip import Strip

from newsreader.models import ArticleSummary
from newsreader.ui.row_cache import Fetch, RowCache
from newsreader.ui.rows import missing_row, row_lines
from newsreader.ui.widgets.lines import Lines

AIRY = 5
"""Lines of a row where there is room: two for the title, one to keep rows apart."""


class ArticleList(Lines, can_focus=True, inherit_bindings=False):
    """Articles by key, newest first, with one current row."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"article-list--{name}"
        for name in ("title", "read", "meta", "speaker", "unread", "star", "problem", "current", "bar")
    }

    @dataclass
    class Highlighted(Message):
        """The current row is another one."""

        article_id: str

        def can_replace(self, message: Message) -> bool:
            return isinstance(message, ArticleList.Highlighted)

    @dataclass
    class Opened(Message):
        """A person wants to read this article."""

        article_id: str

    def __init__(self, fetch: Fetch, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._keys: array[int] = array("q")
        self._rows = RowCache(fetch)
        self._cursor = 0
        self._lines = 3
        self._style: Style | None = None

    @property
    def keys(self) -> array[int]:
        """The keys that are shown, newest first."""
        return self._keys

    @property
    def cursor(self) -> int:
        """Number of the current row, from 0."""
        return self._cursor

    @property
    def current(self) -> ArticleSummary | None:
        """The current row's article; None in an empty list."""
        return self._summary(self._cursor) if self._keys else None

    def show(self, keys: array[int], *, current: int | None = None) -> None:
        """Shows these keys; the current row stays the same article on the same line of the screen, if it is there.

        Args:
            current: key of the article to make current instead.
        """
        old = self._keys[self._cursor] if self._keys else None
        offset = self._cursor * self._lines - round(self.scroll_y)
        self._keys = keys
        wanted = current if current is not None else old
        try:
            self._cursor = keys.index(wanted) if wanted is not None else 0
        except ValueError:
            self._cursor = max(0, min(self._cursor, len(keys) - 1))
        self._rows.forget()
        self._resize()
        self.scroll_to(y=self._cursor * self._lines - offset, animate=False, force=True)
        self._reveal()
        self.refresh()
        if keys and keys[self._cursor] != old:
            self._announce()

    def update_rows(self, keys: Iterable[int] | None = None) -> None:
        """Fetches these rows anew (unset: all) because something about them has changed."""
        self._rows.forget(keys)
        self.refresh()

    def move(self, rows: int) -> None:
        """Moves the current row down (negative: up)."""
        self.go_to(self._cursor + rows)

    def page(self, screens: float) -> None:
        """Moves by screenfuls."""
        step = max(1, int(self.size.height * abs(screens)) // self._lines)
        self.move(step if screens > 0 else -step)

    def edge(self, last: bool) -> None:
        """Moves to the first or last row."""
        self.go_to(len(self._keys) - 1 if last else 0)

    def go_to(self, index: int) -> None:
        """Makes a row current."""
        index = max(0, min(index, len(self._keys) - 1))
        if not self._keys or index == self._cursor:
            return
        self._refresh_row(self._cursor)
        self._cursor = index
        self._refresh_row(index)
        self._reveal()
        self._announce()

    def go_to_key(self, key: int) -> bool:
        """Makes the row of an article current; False where the list does not show it."""
        try:
            self.go_to(self._keys.index(key))
        except ValueError:
            return False
        return True

    def choose(self) -> None:
        """Opens the current row."""
        summary = self.current
        if summary is not None:
            self.post_message(self.Opened(summary.id))

    def render_line(self, y: int) -> Strip:
        """One line of the visible part."""
        index, line = divmod(round(self.scroll_y) + y, self._lines)
        width = self.scrollable_content_region.width
        style = self._plain()
        if index >= len(self._keys):
            return Strip.blank(width, style)
        summary = self._summary(index)
        inner = max(4, width - 1)
        rows = (
            missing_row(width=inner, lines=self._lines)
            if summary is None
            else row_lines(summary, width=inner, lines=self._lines)
        )
        current = index == self._cursor and line < AIRY - 1  # the last line of a tall row only keeps rows apart
        return self._strip(rows[line], current=current).adjust_cell_length(width, style)

    def _strip(self, pieces: Sequence[tuple[str, str]], *, current: bool) -> Strip:
        over = self.get_component_rich_style("article-list--current", partial=True) if current else Style.null()
        bar = self.get_component_rich_style("article-list--bar") if current else self._plain()
        segments = [Segment("▌" if current else " ", bar + Style(bgcolor=over.bgcolor))]
        for name, text in pieces:
            style = self.get_component_rich_style(f"article-list--{name}") + over
            if over.reverse:  # where the row is reversed for want of colours, its pieces' colours would make patches
                style = self._plain() + Style(reverse=True, bold=style.bold)
            segments.append(Segment(text, style))
        return Strip(segments)

    def _plain(self) -> Style:
        if self._style is None:
            self._style = self.rich_style
        return self._style

    def notify_style_update(self) -> None:
        """Forgets the style that the lines were drawn in."""
        super().notify_style_update()
        self._style = None

    def _summary(self, index: int) -> ArticleSummary | None:
        return self._rows.row(self._keys, index, screenful=self.size.height // self._lines + 2)

    def _announce(self) -> None:
        summary = self.current
        if summary is not None:
            self.post_message(self.Highlighted(summary.id))

    def _refresh_row(self, index: int) -> None:
        self.refresh_lines(index * self._lines, self._lines)

    def _reveal(self) -> None:
        top = self._cursor * self._lines
        height = self.size.height
        if not height:
            return
        if top < self.scroll_y:
            self.scroll_to(y=top, animate=False, force=True)
        elif top + self._lines > self.scroll_y + height:
            # The page begins with a whole row where one fits.
            above = max(0, height // self._lines - 1) * self._lines
            self.scroll_to(y=top - above, animate=False, force=True)

    def _resize(self) -> None:
        height = len(self._keys) * self._lines
        if height > self.size.height:
            height += self.size.height % self._lines  # lets the last page begin with a whole row
        self.set_height(height)

    def fit(self) -> None:
        """Gives the rows as many lines as there is room for; the current one stays in sight."""
        height = self.size.height
        lines = 2 if height < 12 else 3 if height < 30 else AIRY
        if lines != self._lines:
            row = self._cursor - round(self.scroll_y) // self._lines
            self._lines = lines
            self._resize()
            self.scroll_to(y=(self._cursor - row) * lines, animate=False, force=True)
        self._resize()
        self._reveal()

    @on(events.Click)
    def _choose_by_mouse(self, event: events.Click) -> None:
        index = (round(self.scroll_y) + event.get_content_offset_capture(self).y) // self._lines
        if index >= len(self._keys):
            return
        again = index == self._cursor
        self.go_to(index)
        if again or event.chain > 1:
            self.choose()
