"""`check`, and what `sync` is told by its options and the configuration."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.cli import main
from newsreader.library import Library
from newsreader.reports import SyncReport
from tests.builders import write_library

Run = pytest.CaptureFixture[str]


@pytest.fixture
def at(tmp_path: Path, capsys: Run) -> list[str]:
    """The option that names a library of two articles, which has been synced."""
    folder = write_library(tmp_path / "news", {"a.md": "Новость а", "b.md": "Новость б"})
    option = ["--library", str(folder)]
    assert main(["sync", "--no-analysis", *option]) == 0
    capsys.readouterr()
    return option


def stored(variable: str, pattern: str) -> Path:
    """The one file of the program's below a standard place."""
    (path,) = (Path(os.environ[variable]) / "newsreader").glob(pattern)
    return path


def test_what_is_sound_is_said_in_a_line(at: list[str], capsys: Run) -> None:
    """And the exit code is 0."""
    assert main(["check", *at]) == 0
    assert capsys.readouterr() == ("sound: 2 articles, 0 quotations\n", "")


def test_rot_in_the_index_is_told(at: list[str], capsys: Run) -> None:
    """With the article whose text it is, and what to do; after that, all is well."""
    index = stored("XDG_CACHE_HOME", "index-*.db")
    with closing(sqlite3.connect(index)) as connection, connection:
        connection.execute("UPDATE bodies SET body = 'Новость х' WHERE body = 'Новость а'")
    assert main(["check", *at]) == 1
    said = capsys.readouterr()
    assert said.out == "a: its text is not what was written\n"
    assert said.err == f"newsreader: {index}: the index is damaged; delete it, and the next sync makes it anew\n"
    index.unlink()
    assert main(["sync", "--no-analysis", *at]) == 0
    assert main(["check", *at]) == 0


def test_rot_in_the_marks_is_told(at: list[str], capsys: Run) -> None:
    """They cannot be made anew: the copy is named."""
    marks = stored("XDG_DATA_HOME", "marks.db")
    with closing(sqlite3.connect(marks)) as connection, connection:
        connection.execute("CREATE TABLE more (n)")
        connection.execute("CREATE INDEX more_n ON more(n)")
        connection.execute("INSERT INTO more VALUES (1)")
        connection.execute("PRAGMA writable_schema = ON")
        connection.execute("DELETE FROM sqlite_schema WHERE name = 'more_n'")
    assert main(["check", *at]) == 1
    said = capsys.readouterr()
    assert "never used" in said.out
    assert said.err == f"newsreader: {marks}: the marks are damaged; put marks.db.backup in their place\n"


def test_a_library_that_was_never_synced_has_no_fault(tmp_path: Path, capsys: Run) -> None:
    """Nothing is stored of it."""
    assert main(["check", "--library", str(tmp_path)]) == 0
    assert capsys.readouterr().out == "sound: 0 articles, 0 quotations\n"


def test_one_article_is_no_articles(capsys: Run, tmp_path: Path) -> None:
    at = ["--library", str(write_library(tmp_path / "one", {"a.md": "Пусто."}))]
    assert main(["sync", "--no-analysis", *at]) == 0
    assert main(["check", *at]) == 0
    synced, checked = capsys.readouterr().out.splitlines()
    assert synced.endswith("; 1 article, 0 quotations") and checked == "sound: 1 article, 0 quotations"


@pytest.mark.parametrize(("words", "jobs"), [([], 3), (["--jobs", "1"], 1)])
def test_the_option_stands_above_the_configuration(
    at: list[str], words: list[str], jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three processes are configured."""
    asked: list[object] = []

    def sync(library: Library, **options: object) -> SyncReport:
        asked.append(options["jobs"])
        return SyncReport()

    config = Path(os.environ["XDG_CONFIG_HOME"]) / "newsreader"
    write_library(config, {"config.yaml": "jobs: 3\n"})
    monkeypatch.setattr(Library, "sync", sync)
    assert main(["sync", *words, *at]) == 0
    assert asked == [jobs]
