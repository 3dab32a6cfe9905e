"""`export` into a file: written as it is read, shown while it takes long, and stopped without a trace.

And what of a query is not looked at, which `export` and `quotes` say alike.
"""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from newsreader.citing.citation import Citation
from newsreader.cli import exporting, main, progress
from newsreader.library import Library
from newsreader.models import ListFilter
from newsreader.store.changes import Put
from newsreader.store.files import FileState
from newsreader.store.store import Store
from tests.builders import make_analysis, make_article
from tests.test_progress import Clock, Terminal

SAID = ("Мост открыт", "Паром ушёл", "Вода спала")
BODY = " ".join(f"«{words}», — сказал мэр." for words in SAID)


@pytest.fixture
def folder(tmp_path: Path, own_machine: Path) -> Path:
    """A library of two articles with three quotations each, analysed by hand."""
    folder = tmp_path / "library"
    folder.mkdir()
    store = Store.open(folder, cache=own_machine / "cache" / "newsreader", data=own_machine / "data" / "newsreader")
    for name in (b"one", b"two"):
        store.apply([Put(FileState(name, 1, 1), name, make_article(BODY, id=name.decode()))])
    for key in store.keys(ListFilter()):
        store.put_analyses([(key, make_analysis(BODY, *((words, "Лев Борнов") for words in SAID)))])
    store.close()
    return folder


def test_an_export_is_read_while_it_is_written(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No quotation is made before the one before it stands in the file; the file has its name when all do."""
    target = tmp_path / "out.json"
    there: list[bool] = []
    cite = Library.cite

    def watched(library: Library, hits: Iterator[object]) -> Iterator[Citation]:
        for citation in cite(library, hits):  # type: ignore[arg-type]
            there.append(target.exists())
            yield citation

    monkeypatch.setattr(Library, "cite", watched)
    assert main(["export", "--library", str(folder), "-o", str(target)]) == 0
    assert len(json.loads(target.read_text(encoding="utf-8"))) == 6
    assert there == [False] * 6
    assert list(tmp_path.glob(".newsreader-*")) == []


@pytest.mark.parametrize("seconds", [0.0, 0.4])
def test_a_terminal_shows_how_many_have_been_written_once_it_takes_long(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seconds: float
) -> None:
    clock, terminal = Clock(), Terminal()
    monkeypatch.setattr(progress, "monotonic", clock)
    monkeypatch.setattr("rich.console.monotonic", clock)
    monkeypatch.setattr(exporting, "_OFTEN", 1)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("COLUMNS", "100")
    cite = Library.cite

    def slow(library: Library, hits: Iterator[object]) -> Iterator[Citation]:
        for citation in cite(library, hits):  # type: ignore[arg-type]
            clock.now += seconds
            yield citation

    monkeypatch.setattr(Library, "cite", slow)
    with monkeypatch.context() as patch:
        patch.setattr(sys, "stderr", terminal)
        assert main(["export", "--library", str(folder), "-o", str(tmp_path / "out.json")]) == 0
    assert ("writing" in terminal.getvalue()) == (seconds > 0)
    assert ("6/6" in terminal.getvalue()) == (seconds > 0)


@pytest.mark.parametrize("there", [True, False])
def test_interrupting_leaves_no_half_file(folder: Path, tmp_path: Path, there: bool) -> None:
    """By the signal that ^C sends, while the program waits for the next quotation."""
    target = tmp_path / "out.json"
    if there:
        target.write_text("старое", encoding="utf-8")
    code = (
        "import signal, sys, time\n"
        "signal.signal(signal.SIGINT, signal.default_int_handler)\n"  # what runs in the background begins without
        "from newsreader.cli import main\n"
        "from newsreader.library import Library\n"
        "cite = Library.cite\n"
        "def slow(library, hits):\n"
        "    for number, citation in enumerate(cite(library, hits)):\n"
        "        if number == 3:\n"
        "            print('three', flush=True)\n"
        "            time.sleep(60)\n"
        "        yield citation\n"
        "Library.cite = slow\n"
        f"sys.exit(main(['export', '--library', {str(folder)!r}, '-o', {str(target)!r}]))\n"
    )
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, env=os.environ) as run:
        try:
            assert run.stdout is not None
            assert run.stdout.readline() == b"three\n"
            time.sleep(0.1)
            assert [path.stat().st_size for path in tmp_path.glob(".newsreader-*")], "it has begun"
            run.send_signal(signal.SIGINT)
            assert run.wait(20) == 130
        finally:
            run.kill()
    assert {path.name for path in tmp_path.iterdir()} == {"library", *(["out.json"] if there else [])}
    assert not there or target.read_text(encoding="utf-8") == "старое"


MANY = [f"мост{number}" for number in range(28)]
OR = [word for number in range(6) for word in (f"тег:а{number}", "ИЛИ", f"тег:б{number}")]


@pytest.mark.parametrize("command", ["quotes", "export"])
@pytest.mark.parametrize(
    ("asked", "left_out"),
    [
        (MANY[:24], ""),
        (MANY[:25], "мост24"),
        (MANY, "мост24 and 3 more"),
        (["--by", "Лев", "--tag", "а", *MANY], "мост22 and 5 more"),
        (OR[:-3], ""),
        (OR, "тег:а5 and 1 more"),
        (["мост", "ё" * 2000], "ёёёёё"),
    ],
)
def test_what_is_too_much_at_once_is_said_in_a_line(
    folder: Path, capsys: pytest.CaptureFixture[str], command: str, asked: list[str], left_out: str
) -> None:
    assert main([command, "--library", str(folder), *asked]) == 1
    told = [line for line in capsys.readouterr().err.splitlines() if "left out" in line]
    most = "at most 24 words and refinements, and 32 combinations of what OR joins, are asked"
    assert told == ([f"newsreader: {left_out}: left out; {most}"] if left_out else [])
