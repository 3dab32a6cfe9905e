"""The sidebar: contents, speakers and names of the open article as a list that folds. Draws only what is on screen."""

from __future__ import annotations

from typing import ClassVar

from rich.segment import Segment
from textual import events
from textual.strip import Strip

from newsreader.models import Entity, OpenArticle, Section
from newsreader.ui.message import Message
from newsreader.ui.panel import Group, Row, panel_rows, row_pieces
from newsreader.ui.styling import Palette
from newsreader.ui.widgets.typed_lines import TypedLines


class Sidebar(TypedLines, can_focus=True, inherit_bindings=False):
    """Lists what can be gone to in the open article; says what was chosen."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        f"sidebar--{name}"
        for name in (
            "group",
            "section",
            "speaker",
            "person",
            "organisation",
            "place",
            "note",
            "count",
            "mark",
            "rule",
            "here",
            "cursor",
        )
    }

    class SectionChosen(Message):
        """A person wants to read this section."""

        section: Section

    class SpeakerChosen(Message):
        """A person wants to see what somebody said: the name, "" for those not named, None for nobody in particular."""

        who: str | None

    class EntityChosen(Message):
        """A person wants to see where somebody or something is mentioned; None: no longer."""

        entity: Entity | None

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self._opened: OpenArticle | None = None
        self._folded: frozenset[Group] = frozenset()
        self._rows: tuple[Row, ...] = ()
        self._cursor = 0
        self._section = -1
        self._choice: Row | None = None
        self._palette = Palette(self, "sidebar")

    @property
    def rows(self) -> tuple[Row, ...]:
        """The lines that are listed."""
        return self._rows

    @property
    def current(self) -> Row | None:
        """The row that the cursor is on."""
        return self._rows[self._cursor] if self._rows else None

    def show(self, opened: OpenArticle | None) -> None:
        """Lists another article; the same article keeps the cursor's row."""
        before = self._opened.article.id if self._opened else None
        same = opened is not None and opened.article.id == before
        self._opened = opened
        if not same:
            self._choice = None
            self._section = -1
            self._wanted = ""
        self._list(keep=self.current if same else None)

    def mark_section(self, index: int) -> None:
        """Shows which section is being read, counted from 0; -1 for none."""
        if index != self._section:
            shown = {self._section, index}
            self._section = index
            for number, row in enumerate(self._rows):
                if row.kind == "section" and row.number in shown:
                    self.refresh_lines(number)

    def clear_choice(self) -> None:
        """Takes the mark off the speaker or name that was chosen."""
        self._choice = None
        self.refresh()

    def _list(self, *, keep: Row | None) -> None:
        self._rows = panel_rows(self._opened, self._folded, self._wanted)
        first = next((number for number, row in enumerate(self._rows) if row.kind != "group"), 0)
        self._cursor = next((number for number, row in enumerate(self._rows) if keep and _same(row, keep)), first)
        self.set_height(len(self._rows) + self.searching)
        if keep is None:
            self.scroll_to(y=0, animate=False, force=True)
        self.refresh()

    def filter_lines(self) -> None:
        """Lists what has the words; the cursor stays on its row if that is among them."""
        self._list(keep=self.current)
        self._go_to(self._cursor)

    def move(self, lines: int) -> None:
        """Moves the cursor down by rows (negative: up)."""
        self._go_to(self._cursor + lines)

    def page(self, screens: float) -> None:
        """Moves the cursor by screenfuls."""
        rows = max(1, int(self.size.height * abs(screens)))
        self.move(rows if screens > 0 else -rows)

    def edge(self, last: bool) -> None:
        """Moves the cursor to the first or last row."""
        self._go_to(len(self._rows) - 1 if last else 0)

    def _go_to(self, number: int) -> None:
        number = max(0, min(number, len(self._rows) - 1))
        for changed in (self._cursor, number):
            self.refresh_lines(changed)
        self._cursor = number
        top, height = self.scroll_offset.y, self.list_height
        if not top <= self._cursor < top + height:
            self.scroll_to(
                y=self._cursor if self._cursor < top else self._cursor - height + 1, animate=False, force=True
            )

    def choose(self) -> None:
        """Does what the cursor's row is for: goes to it, takes a choice back, folds a group."""
        row = self.current
        if row is None or row.kind == "note":
            return
        if row.kind == "group":
            self.fold()
        elif row.section is not None:
            self.post_message(self.SectionChosen(row.section))
        else:
            again = self._choice is not None and _same(row, self._choice)
            self._choice = None if again else row
            if row.kind == "speaker":
                self.post_message(self.SpeakerChosen(None if again else row.who))
            else:
                self.post_message(self.EntityChosen(None if again else row.entity))
            self.refresh()

    def fold(self) -> None:
        """Folds the cursor's group, or unfolds it."""
        row = self.current
        if row is not None:
            self._folded = self._folded ^ {row.group}
            head = next(other for other in self._rows if other.kind == "group" and other.group == row.group)
            self._list(keep=head)

    def on_click(self, event: events.Click) -> None:
        """Chooses the row under the pointer."""
        event.prevent_default()
        number = self.scroll_offset.y + event.y - self.gutter.top
        if 0 <= number < len(self._rows):
            self._go_to(number)
            self.choose()

    def render_line(self, y: int) -> Strip:
        """One row."""
        number = self.scroll_offset.y + y
        width = self.line_width
        if self.searching and y == self.size.height - 1:
            return self.typed_strip(width, "sidebar--group")
        if number >= len(self._rows):
            return Strip.blank(width, self._palette())
        row = self._rows[number]
        over = ("cursor",) if number == self._cursor and self.has_focus else ()
        pieces = row_pieces(
            row,
            width,
            folded=row.group in self._folded,
            here=row.kind == "section" and row.number == self._section,
            chosen=self._choice is not None and _same(row, self._choice),
        )
        segments = [Segment(text, self._palette(*names, *over)) for names, text in pieces if text]
        return Strip(segments).adjust_cell_length(width, self._palette(*over))

    def notify_style_update(self) -> None:
        """Forgets the old looks."""
        super().notify_style_update()
        self._palette.clear()

    def on_focus(self) -> None:
        """Shows the cursor."""
        self.refresh()


def _same(row: Row, other: Row) -> bool:
    return (row.kind, row.group, row.who, row.number) == (other.kind, other.group, other.who, other.number) and (
        (row.entity.name if row.entity else "") == (other.entity.name if other.entity else "")
    )
