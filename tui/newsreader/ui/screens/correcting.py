"""Correcting by hand on the library's screen: chosen from lists, kept at once, taken back by undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from textual import on, work

from newsreader.errors import NewsreaderError
from newsreader.models import Entity, OpenArticle
from newsreader.text import clean_line
from newsreader.ui.i18n import _
from newsreader.ui.keymap import rebind
from newsreader.ui.message import Message
from newsreader.ui.screens.taking import Taking
from newsreader.ui.wording import told, undone_words

if TYPE_CHECKING:
    from newsreader.corrections import Correction
    from newsreader.ui.mending import Question
    from newsreader.ui.screens.picker import Picker
    from newsreader.ui.widgets.pick_list import Choice

    Take = Callable[[int | None, Picker], None]
    """What is done with the place of a choice, and the picker that it was chosen in."""


class Correcting(Taking):
    """Asks what is right, and has the library keep it."""

    class Corrected(Message):
        """An article as it is with a correction, or without one that was taken back."""

        article_id: str
        said: str
        opened: OpenArticle | None = None
        problem: str | None = None

    def action_correct(self) -> None:
        from newsreader.ui.mending import questions_about, speaker_question

        quotation, opened = self.text.current_quotation, self.opened
        if opened is None or opened.analysis is None:
            self.status.say(_("There is nothing to correct yet"))
            return
        analysis, body = opened.analysis, opened.article.body
        entity = self._meant()
        asked: list[tuple[Question, Entity | None]] = []
        if quotation is not None and entity is None:
            asked.append((speaker_question(analysis, quotation, body), None))
        subjects = [entity] if entity is not None else list(analysis.entities)
        asked += [(question, one) for one in subjects for question in questions_about(analysis, one, body)]
        if not asked:
            self.status.say(_("There is nothing to correct here"))
            return

        def ask(number: int | None, _picker: Picker) -> None:
            if number is not None:
                self._ask_answer(opened, *asked[number])

        from newsreader.ui.widgets.pick_list import Choice

        self._pick(_("What is wrong?"), [Choice(question.title) for question, _one in asked], ask)

    def _meant(self) -> Entity | None:
        """The name that the sidebar's cursor is on, while the sidebar has the keys."""
        row = self.sidebar.current if self.pane == "sidebar" else None
        return row.entity if row is not None else None

    def _ask_answer(self, opened: OpenArticle, question: Question, entity: Entity | None) -> None:
        from newsreader.ui.mending import correction_of, speaker_correction
        from newsreader.ui.screens.picker import TYPED

        if question.kind == "split" and entity is not None:
            self._ask_mentions(opened, question.title, entity)
            return
        quotation = self.reader.current_quotation

        def take(number: int | None, picker: Picker) -> None:
            if number is None:
                return
            answer = picker.typed if number == TYPED else question.answers[number]
            if entity is not None:
                self._correct(opened.article.id, correction_of(question.kind, entity, answer))
            elif quotation is not None:
                self._correct(opened.article.id, speaker_correction(quotation, opened.article.body, answer))

        self._pick(question.title, question.choices, take, free=_("this name") if question.free else "")

    def _ask_mentions(self, opened: OpenArticle, title: str, entity: Entity) -> None:
        """Asks which mentions are somebody or something else, then who or what."""
        from newsreader.ui.mending import Mentions, name_question, split_corrections
        from newsreader.ui.screens.choosing import ManyPicker
        from newsreader.ui.screens.picker import TYPED

        analysis, body = opened.analysis, opened.article.body
        assert analysis is not None
        mentions = Mentions.of(entity, body)
        most, too_many = len(entity.mentions) - 1, _("All of them: rename it instead")
        many = ManyPicker(title, mentions.choices, mentions.members, most=most, too_many=too_many)

        def ask(number: int | None) -> None:
            if number is None:
                return
            question = name_question(analysis, entity, body, many.chosen)

            def take(number: int | None, picker: Picker) -> None:
                if number is not None:
                    name = picker.typed if number == TYPED else question.answers[number]
                    self._correct(opened.article.id, *split_corrections(entity, body, many.chosen, name))

            self._pick(question.title, question.choices, take, free=_("this name"))

        rebind(many, "picker", getattr(self.app, "keymap", {}))
        self.app.push_screen(many, ask)

    def _pick(self, title: str, choices: Sequence[Choice], take: Take, *, free: str = "") -> None:
        from newsreader.ui.screens.picker import Picker

        picker = Picker(title, choices, placeholder=_("words, or another name") if free else _("words"), free=free)
        rebind(picker, "picker", getattr(self.app, "keymap", {}))
        self.app.push_screen(picker, lambda number: take(number, picker))

    @work(thread=True, group="corrections", exit_on_error=False)
    def _correct(self, article_id: str, *corrections: Correction) -> None:
        from newsreader.ui.mending import said_of

        said = _("Corrected: {what}; u takes it back").format(what=said_of(corrections[0]))
        self._report(article_id, said, lambda: self.library.correct(article_id, *corrections))

    @work(thread=True, group="corrections", exit_on_error=False)
    def _take_back(self, article_id: str) -> None:
        said = _("The correction is taken back")

        def change() -> OpenArticle:
            return self.library.open(self.library.undo() or article_id)

        self._report(article_id, said, change)

    def _report(self, article_id: str, said: str, change: Callable[[], OpenArticle]) -> None:
        try:
            message = self.Corrected(article_id, said, change())
        except NewsreaderError as error:
            message = self.Corrected(article_id, said, problem=told(error))
        except Exception as error:  # a worker's edge: whatever happens is said, and reading goes on
            message = self.Corrected(article_id, said, problem=clean_line(f"{type(error).__name__}: {error}"))
        self.post_message(message)

    @on(Corrected)
    def _show_corrected(self, message: Corrected) -> None:
        if message.problem is not None or message.opened is None:
            self.notify(message.problem or "", title=_("Not corrected"), severity="error", markup=False)
            return
        self.status.say(message.said)
        opened, analysis = self.opened, message.opened.analysis
        if opened is not None and opened.article.id == message.article_id and analysis is not None:
            self.opened = replace(opened, analysis=analysis)
            self.reader.enrich(analysis)
            self.sidebar.show(self.opened)
        self.marks_changed()

    def action_undo(self) -> None:
        """Takes back what was done last, in this run or an earlier one: a correction or a mark."""
        self.keep_later(self._undone, self._go_on_undoing)

    def _undone(self) -> tuple[str | None, str | None, str]:
        """The article whose correction is to be taken back; else that of the mark which has been, and what it was.

        In a thread.
        """
        corrected = self.library.undoes_correction()
        if corrected is not None:
            return corrected, None, ""
        words = undone_words(*self.library.undoes())
        return None, self.library.undo(), words

    def _go_on_undoing(self, undone: tuple[str | None, str | None, str]) -> None:
        corrected, marked, words = undone
        if corrected is None:
            self.show_undone(marked, words)
        else:
            self.status.say(_("Taking the correction back…"))
            self._take_back(corrected)
