"""From a folder to an index and back: what changed on the disk is what changes in the library."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest

from newsreader.analysis.version import ENGINE
from newsreader.errors import StoreError
from newsreader.library import Library
from newsreader.models import Analysed, Analysis, ListFilter
from newsreader.reports import Progress, SyncReport
from newsreader.store.files import LARGEST
from newsreader.store.store import Store
from newsreader.sync import read_deadline
from newsreader.worker import WorkerPool
from tests.builders import make_analysis, write_library

Open = Callable[[Path], Library]

BRIDGE = "Мост закрыт\n\nМост через Терву закрыли до весны, потому что лёд на реке ещё тонок. Ходит только паром."


@pytest.fixture
def opened(tmp_path: Path) -> Iterator[Open]:
    """Opens libraries, with an analysis that finds the first word, and closes them."""
    libraries = []

    def open_library(folder: Path) -> Library:
        store = Store.open(folder, cache=tmp_path / "cache", data=tmp_path / "data")
        library = Library(store, WorkerPool(1), engine="test", analyse=first_word)
        libraries.append(library)
        return library

    yield open_library
    for library in libraries:
        library.close()


def first_word(body: str) -> Analysis:
    """A quick stand-in for the models: the first word is a quotation."""
    return make_analysis(body, (body.split()[0], "Иван Петров"))


def counts(report: SyncReport) -> tuple[int, int, int, int, int]:
    """What a sync did, in the order: added, changed, renamed, removed, unchanged."""
    return report.added, report.changed, report.renamed, report.removed, report.unchanged


def sync(library: Library) -> SyncReport:
    """Reads what changed."""
    return library.sync(analyse=False)


def titles(library: Library) -> list[str]:
    """What the list shows."""
    keys = library.keys()
    found = library.summaries(keys)
    return sorted(found[key].title for key in keys)


def test_each_kind_of_change_touches_its_own_rows(tmp_path: Path, opened: Open) -> None:
    """Add, edit, touch, rename and delete are told apart."""
    folder = write_library(tmp_path / "news", {f"{n}.txt": f"Новость {n}\n\nТекст {n}." for n in "абвгд"})
    library = opened(folder)
    assert counts(sync(library)) == (5, 0, 0, 0, 0)
    assert counts(sync(library)) == (0, 0, 0, 0, 5)
    (folder / "а.txt").write_text("Новость другая\n\nТекст.", encoding="utf-8")
    os.utime(folder / "б.txt", (1, 1))
    (folder / "в.txt").rename(folder / "переименована.txt")
    (folder / "г.txt").unlink()
    (folder / "новая.txt").write_text("Новость новая", encoding="utf-8")
    assert counts(sync(library)) == (1, 1, 1, 1, 2)
    assert titles(library) == sorted(["Новость другая", "Новость б", "Новость в", "Новость д", "Новость новая"])


def test_a_folder_that_is_again_what_it_was_is_not_taken_for_unchanged(tmp_path: Path, opened: Open) -> None:
    """What is remembered of a folder holds only until something is written into the index."""
    folder = write_library(tmp_path / "news", {"a.txt": "Новость а", "b.txt": "Новость б"})
    os.utime(folder / "a.txt", (1, 1))
    library = opened(folder)
    sync(library)
    assert counts(sync(library)) == counts(sync(library)) == (0, 0, 0, 0, 2)
    (folder / "a.txt").write_text("Новость в", encoding="utf-8")
    assert counts(sync(library)) == (0, 1, 0, 0, 1)
    (folder / "a.txt").write_text("Новость а", encoding="utf-8")
    os.utime(folder / "a.txt", (1, 1))
    assert counts(sync(library)) == (0, 1, 0, 0, 1)
    assert titles(library) == ["Новость а", "Новость б"]


def test_nothing_new_is_seen_without_reading_the_index(
    tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once a sync has found nothing to do."""
    folder = write_library(tmp_path / "news", {"a.txt": "Новость а", "inner/b.txt": "Новость б"})
    library = opened(folder)
    assert sync(library).added == 2
    assert sync(library).unchanged == 2
    monkeypatch.setattr("newsreader.store.diff.known_files", None)
    assert sync(library).unchanged == 2
    assert not library.changed()


def test_a_folder_that_cannot_be_read_loses_no_article(
    tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A medium that fails for a while is told, and takes no analysis with it."""
    folder = write_library(tmp_path / "news", {"a.txt": "Новость а", "inner/b.txt": "Новость б"})
    library = opened(folder)
    sync(library)
    really = os.scandir

    def scandir(place: int) -> object:
        if os.path.samestat(os.fstat(place), (folder / "inner").stat()):
            raise OSError(5, "Input/output error")
        return really(place)

    with monkeypatch.context() as failing:
        failing.setattr("newsreader.store.files.os.scandir", scandir)
        (folder / "a.txt").unlink()
        report = sync(library)
    assert counts(report) == (0, 0, 0, 1, 0)
    assert report.problems == (("inner/", "cannot be read: Input/output error"),)
    assert titles(library) == ["Новость б"]
    assert counts(sync(library)) == (0, 0, 0, 0, 1)


def test_two_files_with_one_text_are_two_articles(tmp_path: Path, opened: Open) -> None:
    """Each with an id and marks of its own; those of the one that goes stay with the other."""
    folder = write_library(tmp_path / "news", {"a.txt": BRIDGE, "inner/a.txt": BRIDGE})
    library = opened(folder)
    assert sync(library).added == 2
    rows = library.summaries(library.keys()).values()
    assert sorted(row.id for row in rows) == ["a", "inner/a"]
    library.set_read(["a"], True)
    assert len(library.keys(ListFilter(unread=True))) == 1
    (folder / "a.txt").unlink()
    assert counts(sync(library)) == (0, 0, 0, 1, 1)
    assert len(library.keys(ListFilter(unread=True))) == 0


def test_words_are_stemmed_by_those_who_read(tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that writes has enough to do."""
    monkeypatch.setattr("newsreader.store.preparing.stems", None)
    library = opened(write_library(tmp_path / "news", {"one.txt": "Автобус пришёл."}))
    sync(library)
    assert len(library.keys(ListFilter(words="автобусы"))) == 1


def test_marks_follow_a_renamed_file(tmp_path: Path, opened: Open) -> None:
    """Read, starred and position belong to the article, not to its file's name."""
    folder = write_library(tmp_path / "news", {"one.txt": "Новость один\n\nТекст."})
    library = opened(folder)
    sync(library)
    (summary,) = library.summaries(library.keys()).values()
    library.set_read([summary.id], True)
    library.set_starred([summary.id], True)
    library.set_position(summary.id, 5)
    (folder / "one.txt").rename(folder / "two.txt")
    assert sync(library).renamed == 1
    (summary,) = library.summaries(library.keys()).values()
    assert (summary.read, summary.starred) == (True, True)
    assert library.open(summary.id).state.position == 5


@pytest.mark.parametrize(
    ("name", "text", "follow"),
    [
        pytest.param("two.txt", BRIDGE + " Об этом сообщили вчера.", True, id="renamed and edited"),
        pytest.param("inner/one.md", BRIDGE + " Об этом сообщили вчера.", True, id="moved, renamed and edited"),
        pytest.param("one.md", "---\nid: own\n---\n" + BRIDGE, True, id="with an id from now on"),
        pytest.param("two.txt", "Мост закрыт\n\nВыпал первый снег.", False, id="another text"),
        pytest.param("two.txt", BRIDGE.replace("закрыт", "открыт", 1), False, id="another title"),
        pytest.param("two.md", "---\ndate: 2024-01-01\n---\n" + BRIDGE, False, id="another day"),
    ],
)
def test_marks_follow_a_file_that_is_renamed_and_edited_at_once(
    tmp_path: Path, opened: Open, name: str, text: str, follow: bool
) -> None:
    """Where one article has gone and a new one is clearly the same: title, source and day, and most of the words."""
    folder = write_library(tmp_path / "news", {"one.txt": BRIDGE, "other.txt": "Другая новость"})
    library = opened(folder)
    sync(library)
    library.set_read(["one"], True)
    before = library.open("one")
    (folder / "one.txt").unlink()
    write_library(folder, {name: text})
    assert counts(sync(library)) == (1, 0, 0, 1, 1)
    read = [row.read for row in library.summaries(library.keys()).values() if row.id != "other"]
    assert read == [follow]
    (now,) = (row.id for row in library.summaries(library.keys()).values() if row.id != "other")
    assert library.standing(before) == ((now, library.open(now).digest) if follow else None)


def test_marks_follow_no_file_of_two(tmp_path: Path, opened: Open) -> None:
    """Nobody can tell which one it was."""
    folder = write_library(tmp_path / "news", {"one.txt": BRIDGE})
    library = opened(folder)
    sync(library)
    library.set_read(["one"], True)
    (folder / "one.txt").unlink()
    write_library(folder, {"two.txt": BRIDGE + " Вот.", "three.txt": BRIDGE + " Так."})
    sync(library)
    assert len(library.keys(ListFilter(unread=True))) == 2


def test_an_unreadable_file_is_a_visible_row(tmp_path: Path, opened: Open) -> None:
    """It is listed with the reason, tried again with each sync, and becomes an article when it is mended."""
    folder = write_library(tmp_path / "news", {"good.txt": "Хорошая новость"})
    (folder / "bad.txt").write_bytes(bytes(range(256)) * 20)
    library = opened(folder)
    report = sync(library)
    assert [name for name, _ in report.problems] == ["bad.txt"]
    rows = library.summaries(library.keys()).values()
    assert sorted((row.unreadable, row.problem is None) for row in rows) == [(False, True), (True, False)]
    again = sync(library)
    assert again.problems == report.problems
    assert again.known == frozenset(report.problems) and not report.known
    assert library.counts().articles == 2
    (folder / "bad.txt").write_text("Исправленная новость", encoding="utf-8")
    sync(library)
    assert titles(library) == ["Исправленная новость", "Хорошая новость"]


@pytest.mark.parametrize("late", [False, True])
def test_what_was_read_ahead_is_what_the_first_sync_asks_for(tmp_path: Path, opened: Open, late: bool) -> None:
    """Its process has the answers; where the folder has changed meanwhile, they are made anew."""
    folder = write_library(tmp_path / "news", {"one.txt": "Первая новость", "two.txt": "Вторая новость"})
    library = opened(folder)
    library.read_ahead()
    (worker,) = library._pool._free
    process = worker._process
    assert process is not None
    if late:
        write_library(folder, {"three.txt": "Третья новость"})
    assert sync(library).added == 2 + late
    assert (worker._process is process) is not late
    assert titles(library) == ["Вторая новость", "Первая новость"] if not late else len(titles(library)) == 3
    assert sync(library).added == 0


def test_reading_ahead_of_nothing_and_nowhere_is_nothing(tmp_path: Path, opened: Open) -> None:
    folder = write_library(tmp_path / "news", {"one.txt": "Первая новость"})
    library = opened(folder)
    (folder / "one.txt").unlink()
    library.read_ahead()
    folder.rmdir()
    library.read_ahead()
    assert library._pool._free[0]._process is None


def test_a_large_file_may_take_longer_to_read() -> None:
    """A text of 50 MiB takes seconds of a processor, and the processor may be busy."""
    assert read_deadline(20_000) < 11
    assert read_deadline(50 * 2**20) > 100
    assert read_deadline(2**40) == read_deadline(LARGEST), "what is larger is refused at once"


def test_a_stopped_sync_goes_on_where_it_was(tmp_path: Path, opened: Open) -> None:
    """What was read before the stop is there; the next sync reads the rest."""
    folder = write_library(tmp_path / "news", {f"{n:04}.txt": f"Новость {n}" for n in range(600)})
    library = opened(folder)
    stop = Event()

    def stop_soon(progress: Progress) -> None:
        if progress.stage == "read" and progress.done > 0:
            stop.set()

    report = library.sync(analyse=False, on_progress=stop_soon, stop=stop)
    assert report.stopped
    assert 0 < report.added < 600
    rest = sync(library)
    assert rest.added + report.added == 600
    assert library.counts().articles == 600
    titles = {row.id: row.title for row in library.summaries(library.keys()).values()}
    assert titles == {f"{n:04}": f"Новость {n}" for n in range(600)}, "each file's text is its own"


def test_the_index_can_be_deleted(tmp_path: Path, opened: Open) -> None:
    """The files are the truth: a new index is the same, and the marks are still there."""
    folder = write_library(tmp_path / "news", {f"{n}.txt": f"Новость {n}" for n in range(5)})
    library = opened(folder)
    sync(library)
    keys = library.keys()
    before = library.summaries(keys)
    library.set_read([before[keys[0]].id], True)
    library.close()
    shutil.rmtree(tmp_path / "cache")
    again = opened(folder)
    sync(again)
    after = {row.id: row for row in again.summaries(again.keys()).values()}
    assert after.keys() == {row.id for row in before.values()}
    assert [row.id for row in after.values() if row.read] == [before[keys[0]].id]


def test_an_article_is_analysed_when_it_is_opened(tmp_path: Path, opened: Open) -> None:
    """The analysis is made once and kept; the quotation is found by its words."""
    folder = write_library(tmp_path / "news", {"one.txt": "Автобус пришёл вовремя."})
    library = opened(folder)
    sync(library)
    (summary,) = library.summaries(library.keys()).values()
    assert summary.quotations is None
    assert library.open(summary.id).analysis is None
    assert library.counts().pending == 1
    made = library.analyse_now(summary.id)
    assert library.open(summary.id).analysis == made
    assert library.counts().pending == 0
    assert [hit.text for hit in library.search_quotes("автобусы").hits] == ["Автобус"]


def test_an_analysis_that_cannot_be_kept_is_shown(
    tmp_path: Path, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a full disk reading goes on; the article waits for another one."""
    folder = write_library(tmp_path / "news", {"one.txt": "Мост открыли"})
    library = opened(folder)
    sync(library)

    def full(*_given: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(library._store, "put_analyses", full)
    assert library.analyse_now("one").quotations[0].who == "Иван Петров"
    assert library.counts().pending == 1


def test_the_list_is_filtered(tmp_path: Path, opened: Open) -> None:
    """By words in any form, and by what is still unread."""
    folder = write_library(tmp_path / "news", {"one.txt": "Автобус пришёл.", "two.txt": "Поезд ушёл."})
    library = opened(folder)
    sync(library)
    found = library.summaries(library.keys(ListFilter(words="автобусы")))
    assert [row.title for row in found.values()] == ["Автобус пришёл."]
    library.set_read([next(iter(found.values())).id], True)
    unread = library.summaries(library.keys(ListFilter(unread=True)))
    assert [row.title for row in unread.values()] == ["Поезд ушёл."]
    assert library.undo() is not None
    assert len(library.keys(ListFilter(unread=True))) == 2


def test_a_library_knows_whether_its_folder_has_changed(tmp_path: Path, opened: Open) -> None:
    """A change of times alone is none."""
    folder = write_library(tmp_path / "news", {"a.txt": "Новость", "б/b.txt": "Новость"})
    library = opened(folder)
    sync(library)
    assert not library.changed()
    (folder / "б" / "новая.txt").write_text("Новость", encoding="utf-8")
    assert library.changed()
    sync(library)
    os.utime(folder, (1, 1))
    assert not library.changed()


def test_the_file_that_is_read_is_looked_at_each_time(tmp_path: Path, opened: Open) -> None:
    """One that is written anew in its place changes no folder; that of another article waits for its turn."""
    folder = write_library(tmp_path / "news", {"a.txt": "Новость а", "б/b.txt": "Новость б"})
    for path in (folder / "б", folder):
        os.utime(path, (1, 1))  # what has just changed is looked at again
    library = opened(folder)
    sync(library)
    assert not library.changed()
    rows = library.summaries(library.keys())
    other, key = sorted(rows, key=lambda key: rows[key].title)
    assert not library.changed(key)
    (folder / "б" / "b.txt").write_text("Новость бб", encoding="utf-8")
    assert not library.changed() and not library.changed(other)
    assert library.changed(key)
    assert not library.changed(key), "it is told once"
    assert sync(library).changed == 1
    assert not library.changed(key)
    (folder / "б" / "b.txt").write_text("Новость ббб", encoding="utf-8")
    assert library.changed(key)
    assert not library.changed(max(rows) + 1), "an article that is not there"


def test_what_is_new_is_analysed_first_and_then_what_is_unread(tmp_path: Path) -> None:
    """Whatever its date."""
    asked: list[str] = []

    def note(pool: object, body: str, *, urgent: bool) -> Analysed:
        asked.append(body)
        return Analysed(first_word(body), {})

    files = {f"{n}.md": f"---\ndate: 2024-04-0{n}\n---\nНовость {n}." for n in range(1, 5)}
    folder = write_library(tmp_path / "news", files)
    library = Library(
        Store.open(folder, cache=tmp_path / "cache", data=tmp_path / "data"), WorkerPool(1), engine="test"
    )
    sync(library)
    newest, *_ = library.summaries(library.keys(limit=1)).values()
    library.set_read([newest.id], True)
    (folder / "old.md").write_text("---\ndate: 1999-01-01\n---\nСтарая новость.", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr("newsreader.analysing.analyse_text", note)
        library.sync()
    library.close()
    assert [body.split()[-1] for body in asked] == ["новость.", "3.", "2.", "1.", "4."]


@pytest.mark.models
def test_a_sync_analyses_with_the_real_models(tmp_path: Path) -> None:
    """Newest first, on worker processes, with progress; other languages are analysed without names."""
    folder = write_library(
        tmp_path / "news",
        {
            "one.txt": "«Паром придёт вовремя», — сказал капитан Семён Руднев журналистам.",
            "two.txt": "The ferry is late, and nobody in the town was told about it before the morning.",
        },
    )
    store = Store.open(folder, cache=tmp_path / "cache", data=tmp_path / "data")
    library = Library(store, WorkerPool(1), engine=ENGINE)
    seen: list[Progress] = []
    try:
        report = library.sync(jobs=2, on_progress=seen.append)
        assert report.analysed == 2
        assert {progress.stage for progress in seen} == {"scan", "read", "analyse", "done"}
        (hit,) = library.search_quotes("вовремя").hits
        assert (hit.kind, hit.who) == ("direct", "Семён Руднев")
        assert library.sync().analysed == 0
    finally:
        library.close()


def test_an_opened_article_is_known_again_when_its_file_is_edited_or_renamed(tmp_path: Path, opened: Open) -> None:
    """A new file that has taken its key is another article."""
    folder = write_library(tmp_path / "news", {"a.txt": "Паром ушёл"})
    library = opened(folder)
    sync(library)
    article = library.open("a")
    assert library.standing(article) == ("a", article.digest)
    (folder / "a.txt").rename(folder / "b.txt")
    sync(library)
    assert library.standing(article) == ("b", article.digest)
    article = library.open("b")
    (folder / "b.txt").write_text("Паром вернулся", encoding="utf-8")
    sync(library)
    assert library.standing(article) == ("b", library.open("b").digest) != ("b", article.digest)
    (folder / "b.txt").unlink()
    sync(library)
    assert library.standing(article) is None
