"""A library in memory: does at once and without files what the real one does, and can be told to fail or to wait."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Event

from newsreader.errors import AnalysisError, ArticleError, FilterError
from newsreader.library import EVERYTHING, Library
from newsreader.models import (
    Analysis,
    Article,
    ArticleSummary,
    Counts,
    EntitySummary,
    EntityType,
    ListFilter,
    OpenArticle,
    QuoteHit,
    ReadingState,
    Sort,
    Span,
)
from newsreader.reports import Progress, SyncReport
from newsreader.text import fold
from tests.ui.quote_fakes import FakeQuotes


class FakeLibrary(FakeQuotes, Library):
    """Articles in the order of the list, newest first, each with its analysis."""

    def __init__(
        self,
        articles: Iterable[tuple[Article, Analysis | None]] = (),
        *,
        pending: Iterable[str] = (),
        problems: dict[str, str] | None = None,
        failing: bool = False,
        notices: tuple[str, ...] = (),
    ) -> None:
        rows = list(articles)
        self._articles = {len(rows) - index: row for index, row in enumerate(rows)}
        self._pending = set(pending)
        self._problems = problems or {}
        self._failing = failing
        self._notices = notices
        self.begin_keeping()
        self._history: list[dict[str, ReadingState]] = []
        self.states = {article.id: ReadingState() for article, _analysis in rows}
        self.report = SyncReport(unchanged=len(rows))
        self.may_analyse = Event()
        self.may_analyse.set()
        self.stopped = False
        self.synced = 0
        self.undone = ("", 0)
        """What the next step of undo takes back."""
        self.folder_changed = False
        self.indexed = 0
        self.stages: list[Progress] = []
        self.may_sync = Event()
        self.may_sync.set()

    @property
    def folder(self) -> Path:
        return Path("/news")

    @property
    def notices(self) -> tuple[str, ...]:
        return self._notices

    def add(self, article: Article, analysis: Analysis | None = None) -> None:
        """A new article at the top, as a sync would find it."""
        self._articles = {max(self._articles, default=0) + 1: (article, analysis), **self._articles}
        self.states[article.id] = ReadingState()

    def edit(self, article_id: str, article: Article) -> None:
        """Another article in the file's place, as a sync would find it."""
        key = self.key_of(article_id)
        assert key is not None
        self._articles[key] = article, None
        self.states[article.id] = self.states.pop(article_id)

    def remove(self, article_id: str) -> None:
        """An article whose file has gone."""
        self._articles = {key: row for key, row in self._articles.items() if row[0].id != article_id}

    def standing(self, opened: OpenArticle) -> tuple[str, bytes] | None:
        row = self._articles.get(opened.key)
        return row and (row[0].id, row[0].body.encode())

    def stop(self) -> None:
        self.stopped = True
        self.may_analyse.set()

    def version(self) -> int:
        return self.indexed

    def counts(self) -> Counts:
        states = self.states.values()
        return Counts(
            articles=len(self._articles),
            unread=sum(not state.read for state in states),
            starred=sum(state.starred for state in states),
            pending=len(self._pending),
            quotations=sum(len(analysis.quotations) for _article, analysis in self._articles.values() if analysis),
        )

    def keys(self, wanted: ListFilter = EVERYTHING, *, limit: int | None = None, sort: Sort = "date") -> array[int]:
        if self._failing:
            raise ArticleError("the index cannot be read")
        if "since:" in wanted.words:
            raise FilterError("since", "x", "date")
        keys = [key for key, (article, _analysis) in self._articles.items() if self._lets_through(article, wanted)]
        rows = {key: self._summary(key) for key in keys}
        if sort == "source":
            keys.sort(key=lambda key: rows[key].source or "\uffff")
        elif sort == "quotations":
            keys.sort(key=lambda key: -(rows[key].quotations or 0))
        elif sort == "unread":
            keys.sort(key=lambda key: rows[key].read)
        return array("q", keys[:limit])

    def day_of(self, key: int) -> int:
        published = self._articles[key][0].published if key in self._articles else None
        return date.fromisoformat((published or "1900-01-01")[:10]).toordinal()

    def _lets_through(self, article: Article, wanted: ListFilter) -> bool:
        state = self.states[article.id]
        text = fold(f"{article.title} {article.source} {article.body}")
        return (
            all(word in text for word in fold(wanted.words).split())
            and not (wanted.unread and state.read)
            and not (wanted.starred and not state.starred)
        )

    def summaries(self, keys: Sequence[int]) -> dict[int, ArticleSummary]:
        return {key: self._summary(key) for key in keys if key in self._articles}

    def _summary(self, key: int) -> ArticleSummary:
        article, analysis = self._articles[key]
        state = self.states[article.id]
        if article.id in self._pending:
            analysis = None
        said = [quotation.who for quotation in analysis.quotations if quotation.who] if analysis else []
        return ArticleSummary(
            key,
            article.id,
            article.title,
            article.source,
            article.published,
            state.read,
            state.starred,
            len(analysis.quotations) if analysis else None,
            max(said, key=said.count) if said else None,
            self._problems.get(article.id),
            (*state.tags, *article.tags),
            unreadable=article.id in self._problems,
        )

    def next_unread(self, key: int | None, *, forward: bool = True) -> ArticleSummary | None:
        keys = [row for row, (article, _analysis) in self._articles.items() if not self.states[article.id].read]
        ahead = [row for row in keys if key is None or (row < key if forward else row > key)]
        return None if not ahead else self._summary(ahead[0 if forward else -1])

    def key_of(self, article_id: str) -> int | None:
        return next((key for key, (article, _a) in self._articles.items() if article.id == article_id), None)

    def open(self, article_id: str) -> OpenArticle:
        key = self.key_of(article_id)
        if key is None:
            raise ArticleError(f"{article_id}: the library has no such article")
        article, analysis = self._articles[key]
        waiting = article_id in self._pending
        return OpenArticle(
            key,
            article,
            None if waiting else analysis,
            self.states[article_id],
            self._problems.get(article_id),
            article.body.encode(),
        )

    def analyse_now(self, article_id: str) -> Analysis:
        assert self.may_analyse.wait(10)
        opened = self.open(article_id)
        analysis = self._articles[opened.key][1]
        if analysis is None:
            raise AnalysisError("the worker gave no answer in time")
        self._pending.discard(article_id)
        return analysis

    def all_hits(self) -> Iterable[QuoteHit]:
        for key, (article, analysis) in self._articles.items():
            for index, quotation in enumerate(analysis.quotations if analysis else ()):
                speaker = quotation.speaker.of(article.body) if quotation.speaker else None
                text = quotation.span.of(article.body)
                yield QuoteHit(
                    key,
                    article.id,
                    index,
                    quotation.kind,
                    text,
                    quotation.span,
                    quotation.who,
                    speaker,
                    article.title,
                    article.source,
                    article.published,
                    (Span(0, min(4, len(text))),),
                )

    def entities(self, words: str = "", *, type: EntityType | None = None, limit: int = 50) -> list[EntitySummary]:
        return []

    def _remember(self, article_ids: Iterable[str]) -> list[str]:
        ids = list(article_ids)
        self._history.append({article_id: self.states[article_id] for article_id in ids})
        return ids

    def set_read(self, article_ids: Iterable[str], read: bool, *, by_hand: bool = True) -> None:
        for article_id in self._remember(article_ids) if by_hand else article_ids:
            self.states[article_id] = replace(self.states[article_id], read=read)

    def set_starred(self, article_ids: Iterable[str], starred: bool) -> None:
        for article_id in self._remember(article_ids):
            self.states[article_id] = replace(self.states[article_id], starred=starred)

    def own_tags(self, article_id: str) -> tuple[str, ...]:
        return self.states[article_id].tags

    def change_tags(self, article_ids: Iterable[str], *, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        added, gone = set(add), set(remove)
        for article_id in self._remember(article_ids):
            state = self.states[article_id]
            self.states[article_id] = replace(state, tags=tuple(sorted((set(state.tags) - gone) | added)))

    def set_position(self, article_id: str, offset: int) -> None:
        self.states[article_id] = replace(self.states[article_id], position=offset)

    def undoes_correction(self) -> str | None:
        return None

    def undoes(self) -> tuple[str, int]:
        return self.undone

    def undo(self) -> str | None:
        if self.undo_kept():
            return next(iter(self.states))
        if not self._history:
            return None
        before = self._history.pop()
        for article_id, state in before.items():
            self.states[article_id] = replace(
                self.states[article_id], read=state.read, starred=state.starred, tags=state.tags
            )
        return next(iter(before)) if len(before) == 1 else ""

    def changed(self) -> bool:
        if self._failing:
            raise ArticleError("the folder /news cannot be read")
        changed, self.folder_changed = self.folder_changed, False
        return changed

    def sync(
        self,
        *,
        analyse: bool = True,
        jobs: int = 1,
        on_progress: Callable[[Progress], None] | None = None,
        stop: Event | None = None,
    ) -> SyncReport:
        self.synced += 1
        if self._failing:
            raise ArticleError("the folder /news cannot be read")
        if on_progress is not None:
            on_progress(Progress("scan", 0, 0))
            for progress in self.stages:
                on_progress(progress)
            while not self.may_sync.wait(0.01) and not (stop is not None and stop.is_set()):
                pass
            on_progress(Progress("done", len(self._articles), len(self._articles)))
        return self.report

    def close(self) -> None:
        pass
