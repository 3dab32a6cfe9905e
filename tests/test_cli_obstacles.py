"""Commands where something is in the way: folders that cannot be written, an index that is damaged. Always a line."""

from __future__ import annotations

import os
import sqlite3
from argparse import Namespace
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.cli import main
from newsreader.cli.build import samples, settings
from newsreader.cli.reading import _place
from tests.builders import write_library

Run = pytest.CaptureFixture[str]
NEWS = {
    f"{n:02}.md": f"«Мост номер {n} открыт», — сказал министр Игорь Полуяхтов. " + "Вода ушла. " * 400 for n in range(9)
}


@pytest.fixture
def at(tmp_path: Path) -> list[str]:
    """The option that names a library."""
    return ["--library", str(write_library(tmp_path / "news", NEWS))]


@pytest.mark.parametrize("command", [["sync", "--no-analysis"], ["add", "-"], ["list"]])
def test_an_index_that_cannot_be_kept_is_told(
    at: list[str], command: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Run
) -> None:
    """By each command that needs it; the work is done."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    with (tmp_path / "news" / "00.md").open(encoding="utf-8") as stream:
        monkeypatch.setattr("sys.stdin", stream)
        assert main([*command, *at]) == 0
    said = capsys.readouterr()
    assert "the index cannot be kept there (Not a directory); it is made anew for this run\n" in said.err
    assert said.err.count("\n") == 1 and said.out


def test_a_default_library_that_cannot_be_made_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Run
) -> None:
    """With what to do; the reader shows the samples."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    assert main(["list"]) == 1
    folder = tmp_path / "file" / "newsreader" / "library"
    said = f"newsreader: {folder}: the library cannot be made: Not a directory; name a folder with --library DIR\n"
    assert capsys.readouterr().err == said
    with _place(Namespace(paths=[], library=None), settings()) as place:
        assert (place.folder, place.samples) == (samples(), True)


@pytest.mark.parametrize(("lost", "command"), [("tags", ["list"]), ("bodies", ["show", "00"])])
def test_damage_that_is_met_on_the_way_is_told(at: list[str], lost: str, command: list[str], capsys: Run) -> None:
    """The answer may be a wrong one; the next is right."""
    assert main(["sync", "--no-analysis", *at]) == 0
    (index,) = (Path(os.environ["XDG_CACHE_HOME"]) / "newsreader").glob("index-*.db")
    with closing(sqlite3.connect(index)) as connection, connection:
        connection.execute(f"DROP TABLE {lost}")
    capsys.readouterr()
    main([*command, *at])
    said = capsys.readouterr().err
    assert "the index was damaged and is made anew; the old one is kept as index-" in said and "; ask again\n" in said
    assert main(["list", *at]) == 0
    assert capsys.readouterr().err == ""
