"""The list of articles: draws only the rows on screen, whatever the number of keys, and says which article is meant.

Knows keys and summaries; what an article holds and what becomes of a choice is the screen's.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from contextlib import suppress

from textual import events, on

from newsreader.ui.days import Places, day_starts
from newsreader.ui.message import Message
from newsreader.ui.standing import row_in
from newsreader.ui.widgets.article_rows import AIRY, ArticleRows


class ArticleList(ArticleRows, can_focus=True, inherit_bindings=False):
    """Articles by key, newest first, with one current row."""

    class Highlighted(Message):
        """The current row is another one."""

        article_id: str
        instead: bool = False
        """Whether it is so because the row before is no longer there."""

        def can_replace(self, message: object) -> bool:
            return isinstance(message, ArticleList.Highlighted)

    class Opened(Message):
        """A person wants to read this article."""

        article_id: str

    def show(self, keys: array[int], *, current: int | None = None, by_day: bool = False) -> None:
        """Shows these keys; the current row stays the same article on the same line of the screen, else its neighbour.

        Args:
            current: key of the article to make current instead.
            by_day: with a heading above each day's articles; for lists with the newest first.
        """
        starts = day_starts(keys, self._day) if by_day and self._day is not None else []
        if current is None and keys == self._keys and starts == self._starts:
            self.update_rows()
            return
        old = self._keys[self._cursor] if self._keys else None
        offset = self._places.top(self._cursor) - round(self.scroll_y)
        self._cursor = row_in(keys, *((self._keys, self._cursor) if current is None else ([current], 0)))
        self._keys = keys
        self._starts = starts
        if self.chosen:
            self.chosen.intersection_update(keys)
        self.forget_rows()
        self._resize()
        self.scroll_to(y=self._places.top(self._cursor) - offset, animate=False, force=True)
        self._reveal()
        self.refresh()
        if keys and keys[self._cursor] != old:
            self._announce(instead=old is not None and current is None)

    def take_key(self, old: int, new: int) -> None:
        """Lets the row of an article stand for another key, under which the article goes from now on."""
        with suppress(ValueError):
            self._keys[self._keys.index(old)] = new

    def update_rows(self, keys: Iterable[int] | None = None) -> None:
        """Fetches these rows anew (unset: all), and draws those about which something has changed."""
        for row in self.renew_rows(keys):
            self._refresh_row(row)

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

    def toggle_chosen(self) -> None:
        """Chooses the current row, or no longer, and goes on to the next."""
        if self._keys:
            self.chosen ^= {self._keys[self._cursor]}
            self._refresh_row(self._cursor)
            self.move(1)

    def choose_rows(self, all_: bool) -> None:
        """Chooses all rows, or none."""
        self.chosen = set(self._keys) if all_ else set()
        self.refresh()

    def choose(self) -> None:
        """Opens the current row."""
        summary = self.current
        if summary is not None:
            self.post_message(self.Opened(summary.id))

    def _announce(self, *, instead: bool = False) -> None:
        summary = self.current
        if summary is not None:
            self.post_message(self.Highlighted(summary.id, instead))

    def _refresh_row(self, index: int) -> None:
        self.refresh_lines(self._places.top(index), self._lines)

    def _reveal(self) -> None:
        top = self._places.top(self._cursor)
        height = self.size.height
        if not height:
            return
        if self._places.heading(self._cursor) < self.scroll_y:
            self.scroll_to(y=self._places.heading(self._cursor), animate=False, force=True)
        elif top + self._lines > self.scroll_y + height:
            # The page begins with a whole row where one fits.
            above = max(0, height // self._lines - 1) * self._lines
            self.scroll_to(y=top - above, animate=False, force=True)

    def _resize(self) -> None:
        self._places = Places(len(self._keys), self._lines, self._starts)
        height = self._places.height
        if height > self.size.height and not self._starts:
            height += self.size.height % self._lines  # lets the last page begin with a whole row
        self.set_height(height)

    def fit(self) -> None:
        """Gives the rows as many lines as there is room for; the current one stays in sight."""
        height = self.size.height
        lines = 2 if height < 12 else 3 if height < 30 else AIRY
        if lines != self._lines:
            row = self._cursor - self._places.locate(round(self.scroll_y))[0]
            self._lines = lines
            self._drawn.clear()
            self._resize()
            self.scroll_to(y=self._places.heading(max(0, self._cursor - row)), animate=False, force=True)
        self._resize()
        self._reveal()

    @on(events.Click)
    def _choose_by_mouse(self, event: events.Click) -> None:
        index, _ = self._places.locate(round(self.scroll_y) + event.get_content_offset_capture(self).y)
        if index >= len(self._keys):
            return
        again = index == self._cursor
        self.go_to(index)
        if again or event.chain > 1:
            self.choose()
