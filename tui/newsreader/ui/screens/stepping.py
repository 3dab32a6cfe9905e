"""Walking through the open text by its sections, quotations and names; sidebar and text follow each other."""

from __future__ import annotations

from dataclasses import replace

from textual import on

from newsreader.ui.i18n import _
from newsreader.ui.panes import LEAST_LIST
from newsreader.ui.screens.frame import Part
from newsreader.ui.widgets.reader import ArticleView
from newsreader.ui.widgets.sidebar import Sidebar
from newsreader.ui.wording import place_words

_NARROWEST, _WIDEST, _STEP = 40, 120, 4


class Stepping(Part):
    """Steps from anywhere: the text moves, the keys stay where they are."""

    chosen = False
    """Whether a name or a speaker is chosen in the sidebar."""

    def choose_none(self) -> None:
        """Takes the choice of a name or speaker off."""
        self.chosen = False
        self.reader.choose_entity(None)
        self.reader.choose_speaker(None)
        self.sidebar.clear_choice()

    def action_next_section(self) -> None:
        self._say_unless(self.text.step_section(1), _("This is the last section"))

    def action_previous_section(self) -> None:
        self._say_unless(self.text.step_section(-1), _("This is the first section"))

    def action_next_quotation(self) -> None:
        self._say_unless(self.text.step_quotation(1), _("No quotation further on"))

    def action_previous_quotation(self) -> None:
        self._say_unless(self.text.step_quotation(-1), _("No quotation before this"))

    def action_next_mention(self) -> None:
        self._say_unless(self.text.step_mention(1), self._no_mention())

    def action_previous_mention(self) -> None:
        self._say_unless(self.text.step_mention(-1), self._no_mention())

    def _no_mention(self) -> str:
        return _("No other mention this way; a name is chosen in the list of names (3)")

    def _say_unless(self, moved: bool, words: str) -> None:
        if not moved:
            self.status.say(words)

    def action_toggle_indirect(self) -> None:
        self.reader.show_indirect = not self.reader.show_indirect
        shown = self.reader.show_indirect
        self.status.say(_("Reported speech is shown") if shown else _("Only what is in quotation marks is shown"))

    def action_wider(self) -> None:
        self._set_measure(self.reader.measure + _STEP)

    def action_narrower(self) -> None:
        self._set_measure(self.reader.measure - _STEP)

    def action_wider_list(self) -> None:
        self._set_list_width(_STEP)

    def action_narrower_list(self) -> None:
        self._set_list_width(-_STEP)

    def _set_list_width(self, step: int) -> None:
        wanted = max(LEAST_LIST, self.query_one("#list-pane").outer_size.width + step)
        self.wishes = replace(self.wishes, list=True, list_width=wanted)

    def _set_measure(self, measure: int) -> None:
        self.reader.measure = max(_NARROWEST, min(_WIDEST, measure))
        self.status.say(_("Text {n} cells wide").format(n=self.reader.measure))

    @on(ArticleView.Moved)
    def _show_where(self, message: ArticleView.Moved) -> None:
        self.status.where = place_words(
            section=message.section,
            sections=message.sections,
            quotation=message.quotation,
            quotations=message.quotations,
            share=message.share,
        )
        self.sidebar.mark_section(message.section - 1)
        for changed in (self.status, self.sidebar):
            changed._check_refresh()  # now, not when it is idle: so it is painted together with the text

    @on(Sidebar.SectionChosen)
    def _go_to_section(self, message: Sidebar.SectionChosen) -> None:
        self.reader.go_to(message.section.heading or message.section.span)

    @on(Sidebar.SpeakerChosen)
    def _choose_speaker(self, message: Sidebar.SpeakerChosen) -> None:
        self.chosen = message.who is not None
        self.reader.choose_speaker(message.who)
        if self.chosen:
            self.text.step_quotation(1)

    @on(Sidebar.EntityChosen)
    def _choose_entity(self, message: Sidebar.EntityChosen) -> None:
        self.chosen = message.entity is not None
        self.reader.choose_entity(message.entity)
        if self.chosen:
            self.text.step_mention(1)
