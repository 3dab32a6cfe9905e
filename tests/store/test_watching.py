"""A folder that changes is noticed, mostly without a look at its files."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from newsreader.store import watching
from newsreader.store.files import state_of
from newsreader.store.watching import Watch
from tests.builders import write_library

OLD = 1_600_000_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library with a folder in it; both have been left alone for long."""
    made = write_library(tmp_path / "news", {"a.md": "А", "inner/b.md": "Б", ".hidden/c.md": "В"})
    for path in (made / "inner", made):
        os.utime(path, (OLD, OLD))
    return made


@pytest.fixture
def watch(folder: Path) -> Watch:
    """A watch that knows the folder."""
    made = Watch(folder)
    made.settle()
    assert made.changed(), "the first look knows no files"
    assert not made.changed()
    return made


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "new.md").write_text("Новая"),
        lambda folder: (folder / "inner" / "new.md").write_text("Новая"),
        lambda folder: (folder / "a.md").unlink(),
        lambda folder: (folder / "a.md").rename(folder / "z.md"),
        lambda folder: write_library(folder / "inner" / "deep", {"d.md": "Г"}),
    ],
)
def test_files_that_come_and_go_are_noticed(folder: Path, watch: Watch, change: Callable[[Path], object]) -> None:
    """By the times of their folders."""
    change(folder)
    assert watch.changed()


def test_a_folder_that_has_just_changed_is_looked_at_again(folder: Path, watch: Watch) -> None:
    """It may change once more within a tick of the clock."""
    (folder / "new.md").write_text("Новая")
    assert watch.changed()
    os.utime(folder, (OLD + 1, OLD + 1))
    assert watch.changed()
    assert not watch.changed()


def test_a_file_written_anew_in_its_place_is_noticed_now_and_then(
    folder: Path, watch: Watch, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder does not tell; all files are looked at after a while."""
    (folder / "a.md").write_text("Другая")
    assert not watch.changed()
    monkeypatch.setattr(watching, "monotonic", lambda: float("inf"))
    assert watch.changed()


def test_one_file_is_looked_at_alone(folder: Path, watch: Watch) -> None:
    """Its size and time; one that has gone is its folder's business."""
    known = state_of(folder, b"inner/b.md")
    assert known is not None and not watch.file_changed(known)
    os.utime(folder / "inner" / "b.md", (OLD, OLD))
    assert watch.file_changed(known) and not watch.file_changed(known)
    (folder / "inner" / "b.md").write_text("Больше")
    assert watch.file_changed(known)
    (folder / "inner" / "b.md").unlink()
    assert not watch.file_changed(known)


def test_what_is_in_hidden_folders_is_nobody_s_business(folder: Path, watch: Watch) -> None:
    """As it is for the sync."""
    (folder / ".hidden" / "d.md").write_text("Д")
    assert not watch.changed()


def test_a_folder_that_has_gone_is_a_change_once(folder: Path, watch: Watch) -> None:
    """The sync says what is wrong."""
    folder.rename(folder.with_name("elsewhere"))
    assert watch.changed()
    assert not watch.changed()
