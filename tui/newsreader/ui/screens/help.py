"""The screen of keys: every action with its keys in both layouts, as they are now; and what a pressed key means."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from textual import events, getters
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from newsreader.text import clean_line
from newsreader.ui.actions import ACTIONS, GROUPS, Action
from newsreader.ui.i18n import _
from newsreader.ui.keymap import action_of, bindings_for, keys_of, show_key, show_keys, show_twins
from newsreader.ui.rows import fit

Row = tuple[str, str, str]


def help_rows(keymap: Mapping[str, str], group: str) -> list[Row]:
    """One group's rows: keys, the same keys under the Russian layout, what they do."""
    rows = []
    for action in _of_group(group):
        keys = keys_of(action, keymap)
        rows.append((show_keys(keys), show_twins(keys), _(action.help)))
    return rows


def _of_group(group: str) -> list[Action]:
    return [action for action in ACTIONS if action.group == group]


def help_content(keymap: Mapping[str, str], width: int) -> Content:
    """The whole table, for a screen of so many cells."""
    groups = [(group, help_rows(keymap, group)) for group in GROUPS]
    first = max(cell_len(row[0]) for _group, rows in groups for row in rows) + 2
    second = max(cell_len(row[1]) for _group, rows in groups for row in rows) + 2
    narrow = width < first + second + 24
    parts: list[str | tuple[str, str]] = []
    for group, rows in groups:
        parts += ["\n" if parts else "", (_(group), ".help--group"), "\n"]
        for keys, twins, words in rows:
            columns = fit(keys, first) + ("" if narrow else fit(twins, second))
            parts += [(columns, ".help--key"), words, "\n"]
    return Content.assemble(*parts)


class HelpTable(Static):
    """The table itself."""

    COMPONENT_CLASSES = {"help--group", "help--key"}  # noqa: RUF012

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__(id="help-table")
        self._keymap = keymap

    def on_resize(self, event: events.Resize) -> None:
        """Lays the columns out for the width there is."""
        self.update(help_content(self._keymap, event.size.width))


class HelpScreen(ModalScreen[None], inherit_bindings=False):
    """All keys, scrollable."""

    CSS_PATH = "../overlays.tcss"
    BINDINGS = bindings_for("help")

    page = getters.query_one("#help", VerticalScroll)

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._keymap = keymap

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help") as page:
            page.border_title = Content(_("Keys · the same in the Latin and the Russian layout"))
            page.border_subtitle = Content(_("press a key to see what it does · q or Esc: back"))
            yield HelpTable(self._keymap)

    def on_key(self, event: events.Key) -> None:
        """Says what arrived for a key, and what it does."""
        action = action_of(event.key, self._keymap)
        words = _(action.help) if action is not None else _("does nothing")
        key = event.character if event.is_printable and event.character else show_key(event.key)
        self.page.border_subtitle = Content(f"{clean_line(key)} — {words}")

    def _scroll(self, lines: float) -> None:
        self.page.scroll_relative(y=lines, animate=False)

    def action_down(self) -> None:
        self._scroll(1)

    def action_up(self) -> None:
        self._scroll(-1)

    def action_page_down(self) -> None:
        self._scroll(self.page.size.height)

    def action_page_up(self) -> None:
        self._scroll(-self.page.size.height)

    def action_half_page_down(self) -> None:
        self._scroll(self.page.size.height // 2)

    def action_half_page_up(self) -> None:
        self._scroll(-(self.page.size.height // 2))

    def action_first(self) -> None:
        self.page.scroll_home(animate=False)

    def action_last(self) -> None:
        self.page.scroll_end(animate=False)

    def action_back(self) -> None:
        self.dismiss()

    def action_escape(self) -> None:
        self.dismiss()

    def action_leave(self) -> None:
        self.dismiss()
