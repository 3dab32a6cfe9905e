"""Articles that wait are analysed on all workers at once, each once, and what cannot be written is told."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier, Event, Lock

import pytest

from newsreader import analysing
from newsreader.analysing import Analysing
from newsreader.errors import AnalysisError, StoreError
from newsreader.models import Analysed, ListFilter
from newsreader.store.changes import Put
from newsreader.store.files import FileState
from newsreader.store.store import Store
from newsreader.worker import Worker, WorkerPool
from tests.builders import make_analysis, make_article
from tests.store.syncing import open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of ten articles without an analysis."""
    opened = open_store(tmp_path)
    names = [f"a{number}" for number in range(10)]
    opened.apply([Put(FileState(id_.encode(), 1, 1), id_.encode(), make_article(id_, id=id_)) for id_ in names])
    yield opened
    opened.close()


def run(store: Store, *, jobs: int, stop: Event | None = None) -> int:
    """Analyses what waits; how many articles that were."""
    return Analysing(store, WorkerPool(jobs), on_progress=lambda _: None, stop=stop or Event()).run("test", jobs=jobs)


def stand_in(monkeypatch: pytest.MonkeyPatch, *, together: int = 1) -> list[str]:
    """Puts an analysis without models in the place of the worker's; the texts that it gets, as they come.

    So many texts have to be there at once before any of them is done.
    """
    asked: list[str] = []
    lock = Lock()
    barrier = Barrier(together, timeout=10)

    def analyse_text(pool: WorkerPool, body: str, *, urgent: bool) -> Analysed:
        with lock:
            asked.append(body)
        barrier.wait()
        return Analysed(make_analysis(body, (body, "Иван Петров")), {})

    monkeypatch.setattr(analysing, "analyse_text", analyse_text)
    return asked


def test_one_job_is_one_after_another(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Newest first, however many workers others have asked for."""
    asked = stand_in(monkeypatch)
    Analysing(store, WorkerPool(5), on_progress=lambda _: None, stop=Event()).run("test", jobs=1)
    assert asked == [f"a{number}" for number in reversed(range(10))]


@pytest.mark.parametrize("jobs", [1, 2, 5])
def test_each_article_is_analysed_once(store: Store, monkeypatch: pytest.MonkeyPatch, jobs: int) -> None:
    """By as many workers as there are, though the next ones are looked for while results are still to be written."""
    monkeypatch.setattr(analysing, "_LOOK_AHEAD", 2)
    asked = stand_in(monkeypatch, together=jobs)
    assert run(store, jobs=jobs) == 10
    assert sorted(asked) == [f"a{number}" for number in range(10)]
    assert store.counts().quotations == 10
    assert run(store, jobs=jobs) == 0


def test_what_cannot_be_written_ends_the_analysis(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """At once, and with the reason: the rest would be worked on in vain."""

    def full(items: object) -> None:
        raise StoreError("the disk is full")

    asked: list[str] = []
    made = Analysing(store, WorkerPool(1), on_progress=lambda _: None, stop=Event())

    def analyse_text(pool: WorkerPool, body: str, *, urgent: bool) -> Analysed:
        asked.append(body)
        assert len(asked) == 1 or made._ended.wait(10)
        return Analysed(make_analysis(body), {})

    monkeypatch.setattr(analysing, "analyse_text", analyse_text)
    monkeypatch.setattr(store, "put_analyses", full)
    monkeypatch.setattr(analysing, "WRITE_SECONDS", 0.01)
    with pytest.raises(StoreError, match="disk is full"):
        made.run("test", jobs=1)
    assert len(asked) == 2


def test_an_error_in_a_thread_is_raised(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """By whoever runs the analysis; what was finished before is kept."""
    stand_in(monkeypatch)
    really = store.pending
    looked = iter([3])

    def pending(*, engine: str, limit: int) -> list[tuple[int, str]]:
        for some in looked:
            return really(engine=engine, limit=some)
        raise StoreError("the index cannot be read")

    monkeypatch.setattr(store, "pending", pending)
    with pytest.raises(StoreError, match="cannot be read"):
        run(store, jobs=2)
    assert store.counts().quotations == 3


def test_a_stopped_analysis_goes_on_where_it_was(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was finished is kept."""
    asked = stand_in(monkeypatch)
    stop = Event()
    half = Analysing(
        store, WorkerPool(1), on_progress=lambda progress: stop.set() if progress.done == 4 else None, stop=stop
    )
    assert half.run("test", jobs=1) == 4
    assert store.counts().pending == 6
    assert run(store, jobs=1) == 6
    assert len(set(asked)) == len(asked) == 10


def test_a_text_that_is_opened_while_it_is_analysed_is_analysed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever opens it waits for the analysis that is under way, however many workers are free."""
    asked: list[object] = []
    begun, may_end = Event(), Event()

    def analyse(self: Worker, task: str, items: list[str], *, seconds: float) -> Iterator[object]:
        asked.append(items)
        begun.set()
        assert may_end.wait(10)
        yield Analysed(make_analysis(items[0], (items[0], "Иван Петров")), {})

    monkeypatch.setattr(Worker, "map", analyse)
    pool = WorkerPool(2)
    with ThreadPoolExecutor(2) as threads:
        first = threads.submit(analysing.analyse_text, pool, "Мост открыт", urgent=False)
        assert begun.wait(10)
        other = threads.submit(analysing.analyse_text, pool, "Мост открыт", urgent=True)
        may_end.set()
        assert first.result(10) is other.result(10)
    assert asked == [["Мост открыт"]]


def test_an_analysis_that_is_ended_is_made_another_time(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The articles wait as before, and nothing is said against them."""

    def stopped(self: Worker, task: str, items: list[str], *, seconds: float) -> Iterator[object]:
        raise AnalysisError("stopped")

    monkeypatch.setattr(Worker, "map", stopped)
    assert run(store, jobs=2) == 0
    assert store.pending_count("test") == 10
    assert not any(row.problem for row in store.summaries(store.keys(ListFilter())).values())


def test_an_article_that_has_gone_is_passed_over(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else may sync at the same time."""
    stand_in(monkeypatch)
    really = store.body

    def body(key: int) -> str:
        text = really(key)
        if text == "a3":
            raise StoreError("is no longer in the library")
        return text

    monkeypatch.setattr(store, "body", body)
    assert run(store, jobs=1) == 9
    assert store.counts().pending == 1
