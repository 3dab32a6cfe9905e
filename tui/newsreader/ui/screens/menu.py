"""A small menu over the screen: a few things by name, one of them chosen by arrows and Enter, or nothing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Generic, TypeVar

from textual import getters, on
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Size
from textual.screen import ModalScreen
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from newsreader.text import clean_line
from newsreader.ui.keymap import bindings_for

Answer = TypeVar("Answer")
_LONGEST_NAME = 60


class _Options(OptionList):
    """An option list that stands a terminal of a few columns, where its own text has no room for one cell."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        return super().get_content_height(container, viewport, max(width, 8))


class Menu(ModalScreen[Answer | None], Generic[Answer], inherit_bindings=False):
    """Choices as (name, answer).

    Args:
        title: what is chosen.
        choices: all of them.
        now: the answer to begin at; where none is that, the cursor stands at the first.
        hint: what stands below them and cannot be chosen.
    """

    CSS_PATH = "../overlays.tcss"
    BINDINGS = bindings_for("menu")

    options = getters.query_one(_Options)

    def __init__(
        self,
        title: str,
        choices: Sequence[tuple[str, Answer]],
        now: Answer | None = None,
        *,
        hint: str = "",
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._title = title
        self._choices = choices
        self._now = now
        self._hint = hint

    def compose(self) -> ComposeResult:
        menu = _Options(*(Content(f" {clean_line(name, limit=_LONGEST_NAME)} ") for name, _answer in self._choices))
        if self._hint:
            menu.add_option(Option(Content(f" {self._hint} "), disabled=True))
        menu.border_title = Content(self._title)
        menu.highlighted = next((i for i, (_n, answer) in enumerate(self._choices) if answer == self._now), 0)
        yield menu

    @on(OptionList.OptionSelected)
    def _choose(self, event: OptionList.OptionSelected) -> None:
        if self.is_current:
            self.dismiss(self._choices[event.option_index][1])

    def action_down(self) -> None:
        self.options.action_cursor_down()

    def action_up(self) -> None:
        self.options.action_cursor_up()

    def action_first(self) -> None:
        self.options.action_first()

    def action_last(self) -> None:
        self.options.action_last()

    def action_open(self) -> None:
        self.options.action_select()

    def action_back(self) -> None:
        self.action_escape()

    def action_leave(self) -> None:
        self.action_escape()

    def action_escape(self) -> None:
        """Answers with nothing."""
        if self.is_current:
            self.dismiss(None)
