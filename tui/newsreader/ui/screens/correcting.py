"""Correcting by hand on the library's screen: chosen from lists, kept at once, taken back by undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual import on, work
from textual.message import Message

from newsreader.errors import NewsreaderError
from newsreader.models import Entity, OpenArticle
from newsreader.text import clean_line
from newsreader.ui.i18n import _
from newsreader.ui.keymap import rebind
from newsreader.ui.screens.taking import Taking

if TYPE_CHECKING:
    from newsreader.corrections import Correction
    from newsreader.ui.mending import Question
    from newsreader.ui.screens.picker import Picker
    from newsreader.ui.widgets.pick_list import Choice

    Take = Callable[[int | None, Picker], None]
    """What is done with the place of a choice, and the picker that it was chosen in."""


class Correcting(Taking):
    """Asks what is right, and has the library keep it."""

    @dataclass
    class Corrected(Message):
        """An article as it is with a correction, or without one that was taken back."""

        article_id: str
        said: str
        opened: OpenArticle | None = None
        problem: str | None = None
        back: bool = False
        """Whether a correction was taken back."""

    _steps: tuple[str, ...] = ()
    """What undo takes back, the latest last: the id of a corrected article, or "" for a mark."""

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

    def _pick(self, title: str, choices: Sequence[Choice], take: Take, *, free: str = "") -> None:
        from newsreader.ui.screens.picker import Picker

        picker = Picker(title, choices, placeholder=_("words, or another name") if free else _("words"), free=free)
        rebind(picker, "picker", getattr(self.app, "keymap", {}))
        self.app.push_screen(picker, lambda number: take(number, picker))

    @work(thread=True, group="corrections", exit_on_error=False)
    def _correct(self, article_id: str, correction: Correction) -> None:
        from newsreader.ui.mending import said_of

        said = _("Corrected: {what}; u takes it back").format(what=said_of(correction))
        self._report(article_id, said, lambda: self.library.correct(article_id, correction))

    @work(thread=True, group="corrections", exit_on_error=False)
    def _take_back(self, article_id: str) -> None:
        said = _("The correction is taken back")
        self._report(article_id, said, lambda: self.library.undo_correction(article_id), back=True)

    def _report(self, article_id: str, said: str, change: Callable[[], OpenArticle], *, back: bool = False) -> None:
        try:
            message = self.Corrected(article_id, said, change(), back=back)
        except NewsreaderError as error:
            message = self.Corrected(article_id, said, problem=clean_line(str(error)))
        except Exception as error:  # a worker's edge: whatever happens is said, and reading goes on
            message = self.Corrected(article_id, said, problem=clean_line(f"{type(error).__name__}: {error}"))
        self.post_message(message)

    @on(Corrected)
    def _show_corrected(self, message: Corrected) -> None:
        if message.problem is not None or message.opened is None:
            self.notify(message.problem or "", title=_("Not corrected"), severity="error", markup=False)
            return
        if not message.back:
            self._steps = (*self._steps, message.article_id)
        self.status.say(message.said)
        opened, analysis = self.opened, message.opened.analysis
        if opened is not None and opened.article.id == message.article_id and analysis is not None:
            self.opened = replace(opened, analysis=analysis)
            self.reader.enrich(analysis)
            self.sidebar.show(self.opened)
        self.articles.update_rows([message.opened.key])

    def marks_changed(self) -> None:
        """A mark is what undo takes back next."""
        super().marks_changed()
        self._steps = (*self._steps, "")

    def action_undo(self) -> None:
        """Takes back what was done last: a correction of this session, or a mark."""
        *before, latest = self._steps or ("",)
        self._steps = tuple(before)
        if latest:
            self._take_back(latest)
            return
        super().action_undo()
        self._steps = tuple(before)
