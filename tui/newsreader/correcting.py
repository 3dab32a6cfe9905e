"""The part of the library that opens and analyses articles, and sees to it that corrections made by hand hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import replace
from threading import Event, Lock
from typing import TYPE_CHECKING

from newsreader.errors import AnalysisError, ArticleError, CorrectionError, StoreError
from newsreader.models import Analysed, Analysis, OpenArticle
from newsreader.text import clean_line

if TYPE_CHECKING:
    from newsreader.corrections import Correction
    from newsreader.store.mended import Noted
    from newsreader.store.store import Store
    from newsreader.worker import WorkerPool

_LOOK_UP_SECONDS = 10.0


def corrections_of(store: Store, key: int) -> tuple[Correction, ...]:
    """The corrections of an article by its key.

    Raises:
        CorrectionError: where there are some that cannot be read.
    """
    from newsreader.corrections import read

    name = store.file_of(key)
    return read(store.folder, name) if name is not None else ()


def corrected(store: Store, opened: OpenArticle) -> OpenArticle:
    """The article with its corrections; where they cannot be read, with a warning that says so."""
    try:
        corrections = corrections_of(store, opened.key)
    except CorrectionError as error:
        warnings = (*opened.article.warnings, error.said)
        return replace(opened, article=replace(opened.article, warnings=warnings))
    if not corrections or opened.analysis is None:
        return opened
    from newsreader.corrections import apply

    return replace(opened, analysis=apply(opened.analysis, opened.article.body, corrections))


Answer = tuple[int, "Analysed | Analysis | str"]


def corrected_answers(store: Store, answers: Iterable[Answer]) -> list[Answer]:
    """New analyses by key with the corrections that their articles have."""
    return [(key, _corrected_answer(store, key, answer)) for key, answer in answers]


def _corrected_answer(store: Store, key: int, answer: Analysed | Analysis | str) -> Analysed | Analysis | str:
    if isinstance(answer, str):
        return answer
    try:
        corrections = corrections_of(store, key)
        if not corrections:
            return answer
        body = store.body(key)
    except (CorrectionError, StoreError):  # who opens the article is told; the analysis is kept as it is
        return answer
    from newsreader.corrections import apply

    if isinstance(answer, Analysed):
        return replace(answer, analysis=apply(answer.analysis, body, corrections))
    return apply(answer, body, corrections)


class Corrections:
    """Opens articles and has them analysed, with what has been corrected in them; corrects, and takes that back."""

    _store: Store
    _engine: str
    _closing: Event
    _pool: WorkerPool
    _mending: Lock
    _analyse: Callable[[str], Analysed | Analysis]

    def open(self, article_id: str) -> OpenArticle:
        """An article with its analysis as far as there is one, and its reading state.

        Raises:
            ArticleError: where the library has no such article.
        """
        opened = self._store.article(article_id)
        if opened is None:
            raise ArticleError(
                "{name}: the library has no such article; `newsreader list` shows what it has",
                name=clean_line(article_id),
            )
        return corrected(self._store, opened)

    def analyse_now(self, article_id: str) -> Analysis:
        """The article's analysis, made and kept if it is not there yet. Takes up to some seconds.

        Where it cannot be kept, as on a full disk, it is good for this once.

        Raises:
            ArticleError: where the library has no such article.
            AnalysisError: where the text cannot be analysed.
        """
        opened = self.open(article_id)
        if opened.analysis is not None and opened.analysis.engine == self._engine:
            return opened.analysis
        try:
            analysis = self._analyse(opened.article.body)
        except AnalysisError as error:
            if not self._closing.is_set():
                with suppress(StoreError):
                    self._store.put_analyses([(opened.key, error.said)])
            raise
        ((_key, kept),) = answers = corrected_answers(self._store, [(opened.key, analysis)])
        with suppress(StoreError):
            self._store.put_analyses(answers)
        assert not isinstance(kept, str)
        return kept.analysis if isinstance(kept, Analysed) else kept

    def corrections(self, article_id: str) -> tuple[Correction, ...]:
        """What has been corrected in an article, the oldest first.

        Raises:
            ArticleError: where the library has no such article.
            CorrectionError: where its corrections cannot be read.
        """
        return corrections_of(self._store, self.open(article_id).key)

    def correct(self, article_id: str, *corrections: Correction) -> OpenArticle:
        """Keeps corrections beside the article and in the index, as one step for `undo`.

        Takes up to some seconds where a name is new: its forms are looked up. Gives the article as it is with them.

        Raises:
            ArticleError: where the library has no such article.
            CorrectionError: where corrections cannot be read or written; nothing has changed then.
        """
        from newsreader.corrections import written

        with self._mending:
            opened = self._keep(article_id, (*self.corrections(article_id), *corrections))
            if opened.analysis is not None:
                lemmas = self._lemmas_of([one.to for one in corrections])
                self._store.put_analyses([(opened.key, Analysed(opened.analysis, lemmas))])
            with suppress(StoreError):  # what is corrected stands in its file, also where marks cannot be kept
                self._store.mended.note(opened.article.id, written(corrections))
        return opened

    def undoes_correction(self) -> str | None:
        """The article in which `undo` would take corrections back; None where it would take back a mark."""
        noted = self._store.mended.latest()
        return noted.article if noted is not None else None

    def undoes(self) -> tuple[str, int]:
        """What `undo` would take back, as the journal calls it, and how often; "" and 0 for nothing."""
        return self._store.mended.undoes()

    def undo(self) -> str | None:
        """Takes the latest step back, also one of an earlier run.

        Returns the id of the article it was about, an empty string where none or many, None if nothing is left.
        Where corrections are taken back the article is analysed anew, which takes up to some seconds.

        Raises:
            ArticleError: where the library no longer has the article that was corrected.
            CorrectionError: where corrections are no longer in their file, or cannot be read or written.
            AnalysisError: where the corrected text cannot be analysed.
        """
        with self._mending:
            noted = self._store.mended.latest()
            if noted is None:
                return self._store.undo()
            self._take_back(noted)
            return noted.article

    def _take_back(self, noted: Noted) -> None:
        from newsreader.corrections import parsed, without

        try:
            left = without(self.corrections(noted.article), parsed(noted.corrections))
        except (ArticleError, CorrectionError):
            self._store.mended.close(noted)  # else no earlier step could be taken back
            raise
        analysed = self._analyse(self.open(noted.article).article.body)
        opened = self._keep(noted.article, left)
        self._store.put_analyses(corrected_answers(self._store, [(opened.key, analysed)]))
        self._store.mended.close(noted)

    def _lemmas_of(self, texts: list[str]) -> dict[str, tuple[str, ...]]:
        """Dictionary forms of the texts' words, where the search does not know all of them yet."""
        if not self._store.mended.unknown_words(texts):
            return {}
        try:
            with self._pool.worker(urgent=True) as worker:
                (answer,) = worker.map("lemmas", [texts], seconds=_LOOK_UP_SECONDS)
        except AnalysisError:
            return {}
        return answer if isinstance(answer, dict) else {}

    def _keep(self, article_id: str, corrections: tuple[Correction, ...]) -> OpenArticle:
        from newsreader.corrections import write

        name = self._store.file_of(self.open(article_id).key)
        if name is None:
            raise CorrectionError("the article has no file to keep corrections beside")
        write(self._store.folder, name, corrections)
        return self.open(article_id)
