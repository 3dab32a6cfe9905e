"""A newer engine analyses anew what an older one has analysed, or has failed at."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.errors import NewsreaderError
from newsreader.library import Library
from newsreader.models import Analysed
from newsreader.store.store import Store
from newsreader.worker import WorkerPool
from tests.builders import make_analysis, write_library

Open = Callable[[str], Library]
FILES = {f"{number}.md": f"---\nid: n{number}\ndate: 2024-04-0{number}\n---\nНовость {number}." for number in (1, 2, 3)}


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens one library for an engine, and closes it."""
    folder = write_library(tmp_path / "news", FILES)
    libraries = []

    def open_library(engine: str) -> Library:
        store = Store.open(folder, cache=tmp_path / "cache", data=tmp_path / "data")
        library = Library(store, WorkerPool(1), engine=engine)
        libraries.append(library)
        return library

    yield open_library
    for library in libraries:
        library.close()


def synced(library: Library, monkeypatch: pytest.MonkeyPatch, *, engine: str, bad: str = "") -> list[str]:
    """The numbers of the articles that a sync analyses, in its order; at `bad` it fails."""
    asked: list[str] = []

    def analyse(pool: object, body: str, *, urgent: bool) -> Analysed | NewsreaderError:
        asked.append(body.split()[-1].rstrip("."))
        if asked[-1] == bad:
            return NewsreaderError("it is nested too deeply")
        return Analysed(replace(make_analysis(body, ("Новость", None)), engine=engine), {})

    monkeypatch.setattr("newsreader.analysing.analyse_text", analyse)
    library.sync()
    return asked


def test_a_newer_engine_analyses_all_again_newest_first(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Until then the old analyses stay; afterwards nothing is left to do."""
    assert synced(opened("1"), monkeypatch, engine="1") == ["3", "2", "1"]
    assert synced(opened("1"), monkeypatch, engine="1") == []
    library = opened("2")
    before = library.open("n1").analysis
    assert before is not None
    assert before.engine == "1"
    assert synced(library, monkeypatch, engine="2") == ["3", "2", "1"]
    after = library.open("n1").analysis
    assert after is not None
    assert after.engine == "2"
    assert synced(library, monkeypatch, engine="2") == []


def test_what_cannot_be_read_is_not_analysed(opened: Open, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """It keeps its problem, whatever the engine."""
    (tmp_path / "news" / "bad.txt").write_bytes(bytes(range(256)) * 4)
    for engine in ("1", "2"):
        library = opened(engine)
        assert synced(library, monkeypatch, engine=engine) == ["3", "2", "1"]
        assert library.open("bad").problem == "bad.txt: is not a text file"


def test_what_an_older_engine_failed_at_is_tried_again(opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once by each engine."""
    assert synced(opened("1"), monkeypatch, engine="1", bad="2") == ["3", "2", "1"]
    assert synced(opened("1"), monkeypatch, engine="1") == []
    library = opened("2")
    assert library.open("n2").problem == "it is nested too deeply"
    assert synced(library, monkeypatch, engine="2", bad="2") == ["2", "3", "1"]
    assert synced(opened("2"), monkeypatch, engine="2") == []
    library = opened("3")
    assert synced(library, monkeypatch, engine="3")[0] == "2"
    assert library.open("n2").problem is None
