"""The quotations that a search found, as a list. Draws only the rows on screen; does not ask for any."""

from __future__ import annotations

from textual import events

from newsreader.findings import Variants
from newsreader.models import QuoteHit
from newsreader.ui.comparison import Compared
from newsreader.ui.message import Message
from newsreader.ui.widgets.hit_rows import HitRows


class QuoteList(HitRows, can_focus=True, inherit_bindings=False):
    """Results with one current; the same number of rows each. The same words in several articles are one result."""

    class Highlighted(Message):
        """Another result is the current one; None in an empty list."""

        hit: QuoteHit | None

        def can_replace(self, message: object) -> bool:
            return isinstance(message, QuoteList.Highlighted)

    class Opened(Message):
        """A person wants to read the article of this result."""

        hit: QuoteHit

    class EndNear(Message):
        """The last results have come into sight."""

    @property
    def cursor(self) -> int:
        """The number of the current result, from 0."""
        return self._cursor

    @property
    def current(self) -> QuoteHit | None:
        """The current result."""
        return self.rows[self._cursor].hit if self.rows else None

    @property
    def group(self) -> Variants | None:
        """The current result with its copies in other articles."""
        return self._listing.group_of(self.current)

    @property
    def selected(self) -> tuple[QuoteHit, ...]:
        """The results that are selected, in the order in which they were."""
        return tuple(self._listing.selected.values())

    def show(self, groups: tuple[Variants, ...], *, advice: tuple[str, ...] = (), again: bool = False) -> None:
        """Lists results, the first one current; `again`: the same ones, or more, and everything stays where it is."""
        before = self.current if again else None
        self._listing.show(groups, again=again)
        self._advice = advice
        if not again:
            self._cursor = 0
            self.scroll_to(y=0, animate=False, force=True)
        self._relist(before)

    def _relist(self, before: QuoteHit | None) -> None:
        """Draws the rows anew; the cursor stays at the quotation that it was at."""
        place = self._listing.place_of(before) if before is not None else self._cursor
        self._cursor = max(0, min(self._cursor if place is None else place, len(self.rows) - 1))
        self._drawn.clear()
        self._resize()
        self.refresh()
        if before is None or self.current != before:
            self.post_message(self.Highlighted(self.current))

    def unfold(self) -> bool:
        """Shows the copies of the current result below it, or hides them; False where there are none."""
        group, before = self.group, self.current
        if group is None or not group.others:
            return False
        self._listing.fold(group)
        self._relist(before)
        self._reveal()
        return True

    @property
    def unfolded(self) -> bool:
        """Whether the copies of the current result are shown."""
        group = self.group
        return group is not None and self._listing.is_unfolded(group)

    def complete(self, group: Variants) -> None:
        """Gives a result the copies that were found elsewhere in the library."""
        before = self.current
        self._listing.complete(group)
        self._relist(before)

    def select(self) -> None:
        """Selects the current result, or no longer, and goes on to the next."""
        hit = self.current
        if hit is not None:
            self._listing.select(hit)
            self._relist(hit)
            self.move(1)

    def compare(self, compared: dict[str, Compared]) -> None:
        """Shows how the words of copies differ, by address; again, shows them as they stand."""
        self._listing.compare(compared)
        self._relist(self.current)

    def _resize(self) -> None:
        self.set_height(max(0, len(self.rows) * self.rows_each - 1))

    def fit(self) -> None:
        """Keeps the current result in sight."""
        self._drawn.clear()
        self._resize()
        self._reveal()

    def move(self, lines: int) -> None:
        """Makes the next (negative: an earlier) result the current one."""
        self._go_to(self._cursor + lines)

    def page(self, screens: float) -> None:
        """Moves by screenfuls."""
        step = max(1, int(self.size.height * abs(screens)) // self.rows_each)
        self.move(step if screens > 0 else -step)

    def edge(self, last: bool) -> None:
        """Moves to the first or last result."""
        self._go_to(len(self.rows) - 1 if last else 0)

    def _go_to(self, number: int) -> None:
        number = max(0, min(number, len(self.rows) - 1))
        if number != self._cursor and self.rows:
            for changed in (self._cursor, number):
                self.refresh_lines(changed * self.rows_each, self.rows_each)
            self._cursor = number
            self._reveal()
            self.post_message(self.Highlighted(self.current))

    def _reveal(self) -> None:
        top, height = self.scroll_offset.y, self.size.height
        first = self._cursor * self.rows_each
        last = first + self.rows_each - 1
        if first < top or height <= self.rows_each:
            self.scroll_to(y=first, animate=False, force=True)
        elif last > top + height:
            self.scroll_to(y=last - height, animate=False, force=True)

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Asks for more results before the last ones are reached."""
        super().watch_scroll_y(old_value, new_value)
        if new_value > old_value and new_value + 2 * self.size.height >= self.virtual_size.height:
            self.post_message(self.EndNear())

    def on_click(self, event: events.Click) -> None:
        """Makes the result under the pointer current; a second click opens it."""
        event.prevent_default()
        number = (self.scroll_offset.y + event.y) // self.rows_each
        if number < len(self.rows):
            if number == self._cursor:
                self.post_message(self.Opened(self.rows[number].hit))
            self._go_to(number)
