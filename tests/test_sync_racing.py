"""Files that change while a sync reads them, a sync that is stopped or killed, and what others do meanwhile."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

import pytest

from newsreader.errors import NewsreaderError
from newsreader.library import Library
from newsreader.reports import SyncReport
from newsreader.store.check import check
from newsreader.store.store import Store
from newsreader.tasks import TASKS, ReadRequest
from newsreader.worker import Worker, WorkerPool
from tests.builders import write_library
from tests.store.syncing import open_store

Meanwhile = Callable[[bytes], None]


class Here(Worker):
    """Reads in this process; something else happens before and after each file."""

    def __init__(self, before: Meanwhile, after: Meanwhile) -> None:
        super().__init__()
        self._before = before
        self._after = after

    def map(self, task: str, items: Sequence[object], **_: object) -> Iterator[object]:
        for item in items:
            assert isinstance(item, ReadRequest)
            self._before(item.name)
            try:
                answer = TASKS[task](item)
            except NewsreaderError as error:
                answer = error
            self._after(item.name)
            yield answer


class Pool(WorkerPool):
    """Has one worker, in this process."""

    def __init__(self, before: Meanwhile, after: Meanwhile) -> None:
        super().__init__(1)
        self._here = Here(before, after)

    @contextmanager
    def worker(self, *, urgent: bool = False) -> Iterator[Worker]:
        yield self._here


def nothing(name: bytes) -> None:
    """Nothing happens."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of two files that have been left alone for long."""
    made = write_library(tmp_path / "library", {"a.txt": "Новость а", "b.txt": "Новость б"})
    for name in ("a.txt", "b.txt"):
        os.utime(made / name, (1_600_000_000, 1_600_000_000))
    return made


def synced(folder: Path, *, before: Meanwhile = nothing, after: Meanwhile = nothing) -> tuple[SyncReport, list[str]]:
    """What a sync reports while something happens, and the titles in the list after it."""
    store = Store.open(folder, cache=folder.parent / "cache", data=folder.parent / "data")
    library = Library(store, Pool(before, after), engine="test")
    report = library.sync(analyse=False)
    titles = sorted(row.title for row in library.summaries(library.keys()).values())
    assert check(store) == []
    library.close()
    return report, titles


def written(folder: Path, text: str) -> Meanwhile:
    """Somebody writes a.txt anew."""

    def write(name: bytes) -> None:
        if name == b"a.txt":
            (folder / "a.txt").write_text(text, encoding="utf-8")

    return write


def test_a_file_that_changes_before_it_is_read_is_read_as_it_is(folder: Path) -> None:
    """The next sync sees that it has another time, and that its content is known."""
    report, titles = synced(folder, before=written(folder, "Новость в"))
    assert (report.added, titles) == (2, ["Новость б", "Новость в"])
    report, titles = synced(folder)
    assert (report.changed, report.unchanged, titles) == (0, 2, ["Новость б", "Новость в"])


def test_a_file_that_changes_while_it_is_read_is_read_again(folder: Path) -> None:
    """What goes into the index is of before; the time that was noted is of before as well."""
    _, titles = synced(folder, after=written(folder, "Новость в"))
    assert titles == ["Новость а", "Новость б"]
    report, titles = synced(folder)
    assert (report.changed, titles) == (1, ["Новость б", "Новость в"])


@pytest.mark.parametrize("known", [False, True])
def test_a_file_that_goes_before_it_is_read_is_no_problem(folder: Path, known: bool) -> None:
    """It is gone, whether the index knew it or not."""
    if known:
        synced(folder)
        (folder / "a.txt").write_text("Другая новость", encoding="utf-8")

    def remove(name: bytes) -> None:
        if name == b"a.txt":
            (folder / "a.txt").unlink()

    report, titles = synced(folder, before=remove)
    assert (report.problems, report.removed, titles) == ((), int(known), ["Новость б"])


def test_what_was_read_does_not_wait_for_a_slow_file(folder: Path) -> None:
    """It is in the list while the next one is still being read."""
    store = open_store(folder.parent)
    seen: list[int] = []

    def wait(name: bytes) -> None:
        end = monotonic() + 20
        while name == b"b.txt" and monotonic() < end and store.counts().articles < 1:
            sleep(0.05)
        seen.append(store.counts().articles)

    os.utime(folder / "b.txt", (1_500_000_000, 1_500_000_000))  # the older one comes last
    assert synced(folder, before=wait)[0].added == 2
    store.close()
    assert seen == [0, 1]


def test_a_file_that_can_no_longer_be_read_is_told(folder: Path) -> None:
    """It keeps its row and its marks; when it can be read again, it is an article again."""
    synced(folder)
    store = open_store(folder.parent)
    store.set_read(["a"], True)
    store.close()
    (folder / "a.txt").write_text("Новость а", encoding="utf-8")

    def replace(name: bytes) -> None:
        if name == b"a.txt":
            (folder / "a.txt").unlink()
            (folder / "a.txt").mkdir()

    report, titles = synced(folder, before=replace)
    assert report.problems == (("a.txt", "a.txt: is not a regular file"),)
    assert titles == ["a.txt", "Новость б"]
    (folder / "a.txt").rmdir()
    (folder / "a.txt").write_text("Новость а", encoding="utf-8")
    assert synced(folder)[1] == ["Новость а", "Новость б"]
    store = open_store(folder.parent)
    assert store.counts().unread == 1
    store.close()


_SYNC = """
import sys
from pathlib import Path
from newsreader.library import Library
from newsreader.worker import WorkerPool
from tests.store.syncing import open_store
library = Library(open_store(Path(sys.argv[1])), WorkerPool(1), engine="test")
library.sync(analyse=False, on_progress=lambda progress: print(progress.stage, progress.done, flush=True))
"""


def test_a_sync_that_is_killed_leaves_a_sound_index_and_is_gone_on_with(tmp_path: Path) -> None:
    """Whatever it was doing: what had been said to be read is there."""
    write_library(tmp_path / "library", {f"{number:04}.txt": f"Новость {number}" for number in range(1200)})
    root = Path(__file__).resolve().parents[1]
    command = [sys.executable, "-c", _SYNC, str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    done = 0
    for _ in range(3):
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root, env=environment) as process:
            assert process.stdout is not None
            for line in process.stdout:
                stage, count = line.split()
                if stage == "read" and int(count) > 0:
                    done += int(count)
                    break
            process.send_signal(signal.SIGKILL)
        store = open_store(tmp_path)
        assert store.notices == ()
        assert check(store) == []
        assert store.counts().articles >= done > 0
        done = store.counts().articles
        store.close()
    store = open_store(tmp_path)
    library = Library(store, WorkerPool(1), engine="test")
    assert library.sync(analyse=False).added == 1200 - done
    assert store.counts().articles == 1200
    library.close()
