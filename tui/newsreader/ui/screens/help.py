"""The screen of keys: every action with its keys in both layouts, as they are now; and what a pressed key means."""

from __future__ import annotations

from collections.abc import Mapping

from rich.cells import cell_len
from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from newsreader.text import clean_line, fold
from newsreader.ui.actions import ACTIONS, GROUPS, Action
from newsreader.ui.i18n import _, in_language
from newsreader.ui.keymap import action_of, bindings_for, keys_of, show_key, show_keys, show_twins
from newsreader.ui.rows import fit
from newsreader.ui.widgets.typing_line import TypingLine
from newsreader.ui.wrap import wrap

Row = tuple[str, str, str]
_WIDEST, _FRAME = 110, 7
"""Cells of the whole box, as in the style sheet, and of its frame, padding and scroll bar."""


def help_rows(keymap: Mapping[str, str], group: str, wanted: str = "") -> list[Row]:
    """One group's rows: keys, their twins, what they do; with words wanted, only what has them."""
    rows = []
    for action in ACTIONS:
        keys = keys_of(action, keymap)
        row = show_keys(keys), show_twins(keys), _(action.help)
        if action.group == group and _has_words(action, row, wanted):
            rows.append(row)
    return rows


def _has_words(action: Action, row: Row, wanted: str) -> bool:
    """Whether each word is in the action's name in any language, or is one of its keys."""
    text = fold("\n".join((row[2], action.help, in_language("ru", action.help), _(action.group))))
    keys = f"{row[0]} {row[1]}".split()
    return all(word in keys or fold(word) in text for word in wanted.split())


def help_content(keymap: Mapping[str, str], width: int, wanted: str = "") -> Content:
    """The whole table, for a screen of so many cells, or what of it has the words wanted."""
    groups = [(group, rows) for group in GROUPS if (rows := help_rows(keymap, group, wanted))]
    if not groups:
        return Content(_("nothing has these words"))
    first = max(cell_len(row[0]) for _group, rows in groups for row in rows) + 2
    second = max(cell_len(row[1]) for _group, rows in groups for row in rows) + 2
    narrow = width < first + second + 24
    parts: list[str | tuple[str, str]] = []
    for group, rows in groups:
        parts += ["\n" if parts else "", (_(group), ".help--group"), "\n"]
        for keys, twins, words in rows:
            columns = fit(keys, first) + ("" if narrow else fit(twins, second))
            room = max(1, width - cell_len(columns))
            lines = [words[start:end].rstrip() for start, end in wrap(words, room)]
            parts += [(columns, ".help--key"), ("\n" + " " * cell_len(columns)).join(lines), "\n"]
    return Content.assemble(*parts)


class HelpTable(Static):
    """The table itself."""

    COMPONENT_CLASSES = {"help--group", "help--key"}  # noqa: RUF012

    def __init__(self, keymap: Mapping[str, str], width: int) -> None:
        super().__init__(help_content(keymap, width), id="help-table")
        self._keymap = keymap
        self._width = width
        self._wanted = ""

    def on_resize(self, event: events.Resize) -> None:
        """Lays the columns out for the width there is, after the layout that is under way."""
        if event.size.width != self._width:
            self._width = event.size.width
            self.call_after_refresh(self.filter, self._wanted)

    def filter(self, wanted: str) -> None:
        """Shows what has the words."""
        self._wanted = wanted
        self.update(help_content(self._keymap, self._width, wanted))


class HelpScreen(ModalScreen[None], inherit_bindings=False):
    """All keys, scrollable."""

    CSS_PATH = "../overlays.tcss"
    BINDINGS = bindings_for("help")

    page = getters.query_one("#help", VerticalScroll)
    line = getters.query_one("#help-find", TypingLine)

    def __init__(self, keymap: Mapping[str, str]) -> None:
        super().__init__()
        self._keymap = keymap
        self._trying = False
        """Whether keys only say what they do."""

    def compose(self) -> ComposeResult:
        with VerticalScroll(id="help") as page:
            page.border_title = Content(_("Keys · the same in the Latin and the Russian layout"))
            yield TypingLine(_("what a key does, or a key"), id="help-find")
            yield HelpTable(self._keymap, min(_WIDEST, self.app.size.width) - _FRAME)

    def on_mount(self) -> None:
        """Says what can be done here."""
        self._remind()

    def _remind(self) -> None:
        words = _("press any key · Esc ends that") if self._trying else _("/ finds · Enter: try keys · q or Esc: back")
        self.page.border_subtitle = Content(words)

    def on_key(self, event: events.Key) -> None:
        """Says what arrived for a key, and what it does; while keys are tried, it does nothing else."""
        if self.focused is self.line:
            return
        key = event.character if event.is_printable and event.character else show_key(event.key)
        self.page.border_subtitle = Content(f"{clean_line(key)} — {self._meaning(event.key)}")
        if self._trying:
            event.stop()
            self._trying = event.key != "escape"
            if not self._trying:
                self._remind()

    def _meaning(self, key: str) -> str:
        """What a key does in the library, else in the search of quotations."""
        if action := action_of(key, self._keymap):
            return _(action.help)
        action = action_of(key, self._keymap, "search")
        return _("in the search: {words}").format(words=_(action.help)) if action else _("does nothing")

    def action_open(self) -> None:
        """From now on keys only say what they do."""
        self._trying = True
        self._remind()

    def action_find(self) -> None:
        """Finds actions by words, or by a key."""
        self.line.display = True
        self.line.focus()

    @on(Input.Changed)
    def _filter(self, event: Input.Changed) -> None:
        event.stop()
        self.query_one(HelpTable).filter(event.value)
        self.page.scroll_home(animate=False)

    @on(Input.Submitted)
    def _keep(self, event: Input.Submitted) -> None:
        event.stop()
        self.page.focus()

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
        if self.line.display:
            self.line.value = ""
            self.line.display = False
            self.page.focus()
        else:
            self.dismiss()

    def action_leave(self) -> None:
        self.dismiss()
