"""The sidebar: contents, speakers and names of the open article as a list that folds. Draws only what is on screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.geometry import Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from newsreader.models import Entity, OpenArticle, Section
from newsreader.ui.layout import shorten
from newsreader.ui.panel import Group, Row, panel_rows
from newsreader.ui.styling import component_style

HERE, CHOSEN, FOLDED = "▸", "●", "+"


class Sidebar(ScrollView, can_focus=True, inherit_bindings=False):
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
            "cursor",
        )
    }

    @dataclass
    class SectionChosen(Message):
        """A person wants to read this section."""

        section: Section

    @dataclass
    class SpeakerChosen(Message):
        """A person wants to see what somebody said: the name, "" for those not named, None for nobody in particular."""

        who: str | None

    @dataclass
    class EntityChosen(Message):
        """A person wants to see where somebody or something is mentioned; None: no longer."""

        entity: Entity | None

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._opened: OpenArticle | None = None
        self._folded: frozenset[Group] = frozenset()
        self._rows: tuple[Row, ...] = ()
        self._cursor = 0
        self._section = -1
        self._choice: Row | None = None

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
        self._list(keep=self.current if same else None)

    def mark_section(self, index: int) -> None:
        """Shows which section is being read, counted from 0; -1 for none."""
        if index != self._section:
            self._section = index
            self.refresh()

    def clear_choice(self) -> None:
        """Takes the mark off the speaker or name that was chosen."""
        self._choice = None
        self.refresh()

    def _list(self, *, keep: Row | None) -> None:
        self._rows = panel_rows(self._opened, self._folded)
        first = next((number for number, row in enumerate(self._rows) if row.kind != "group"), 0)
        self._cursor = next((number for number, row in enumerate(self._rows) if keep and _same(row, keep)), first)
        self.virtual_size = Size(0, len(self._rows))
        if keep is None:
            self.scroll_to(y=0, animate=False, force=True)
        self.refresh()

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
        self._cursor = max(0, min(number, len(self._rows) - 1))
        top, height = self.scroll_offset.y, self.size.height
        if not top <= self._cursor < top + height:
            self.scroll_to(
                y=self._cursor if self._cursor < top else self._cursor - height + 1, animate=False, force=True
            )
        self.refresh()

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
        width = max(0, self.size.width - self.scrollbar_size_vertical)
        if number >= len(self._rows):
            return Strip.blank(width, self.rich_style)
        row = self._rows[number]
        over = self._style("cursor") if number == self._cursor and self.has_focus else Style()
        segments = self._head(row, width) if row.kind == "group" else self._member(row, width)
        return Strip(
            [Segment(text, self.rich_style + style + over) for text, style in segments if text]
        ).adjust_cell_length(width, self.rich_style + over)

    def _head(self, row: Row, width: int) -> list[tuple[str, Style]]:
        folded = row.group in self._folded
        count = f" {row.count}" if folded and row.count else ""
        title = shorten(row.text, max(0, width - 3 - len(count)))
        rule = "─" * max(0, width - 3 - cell_len(title) - len(count))
        rule_style, style = self._style("rule"), self._style("group")
        sign = (f"{FOLDED} ", self._style("mark")) if folded else ("─ ", rule_style)
        return [sign, (title, style), (" " + rule, rule_style), (count, self._style("count"))]

    def _member(self, row: Row, width: int) -> list[tuple[str, Style]]:
        here = row.kind == "section" and row.number == self._section
        chosen = self._choice is not None and _same(row, self._choice)
        mark = HERE if here else CHOSEN if chosen else " "
        count = f" {row.count}" if row.count else ""
        room = max(0, width - 2 - row.indent - len(count))
        text = shorten(row.text, room)
        style = self._style(row.group if row.kind == "entity" else row.kind)
        bold = Style(bold=True) if here or chosen else Style()
        blanks = " " * max(0, room - cell_len(text))
        indent = " " * (1 + row.indent)
        return [
            (mark, self._style("mark")),
            (indent, Style()),
            (text, style + bold),
            (blanks, Style()),
            (count, self._style("count")),
        ]

    def _style(self, name: str) -> Style:
        return component_style(self, f"sidebar--{name}")

    def on_focus(self) -> None:
        """Shows the cursor."""
        self.refresh()

    def on_blur(self) -> None:
        """Hides the cursor."""
        self.refresh()


def _same(row: Row, other: Row) -> bool:
    return (row.kind, row.group, row.who, row.number) == (other.kind, other.group, other.who, other.number) and (
        (row.entity.name if row.entity else "") == (other.entity.name if other.entity else "")
    )
