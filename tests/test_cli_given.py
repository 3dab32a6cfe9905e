"""Commands with standard streams that are closed, full or endless, and with files that are none."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from newsreader.cli import main
from newsreader.cli.given import standard_input
from newsreader.errors import ArticleError
from newsreader.store import files
from tests.builders import write_library

SAID = "Мост открыли утром.\n\n«Мы ждали этого десять лет», — сказал министр Игорь Полуяхтов.\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A library of one article."""
    return write_library(tmp_path / "library", {"bridge.md": SAID})


def shell(words: str, *arguments: str, **environ: str) -> subprocess.CompletedProcess[str]:
    """Runs the program with redirections of the shell's."""
    line = f"{shlex.quote(sys.executable)} -m newsreader {shlex.join(arguments)} {words}"
    return subprocess.run(
        ["sh", "-c", line], capture_output=True, text=True, check=False, env={**os.environ, **environ}
    )


@pytest.mark.parametrize(
    ("redirection", "words", "said"),
    [
        (">&-", ["list"], "Bad file descriptor"),
        (">/dev/full", ["list"], "No space left on device"),
        (">/dev/full", ["list", "--json"], "No space left on device"),
        ("<&-", ["add", "-"], "standard input: cannot be read"),
        ("<&-", ["analyze", "-"], "standard input: cannot be read"),
        ("</dev/zero", ["add", "-"], "standard input: is larger than 64 MiB"),
    ],
)
def test_a_stream_that_cannot_be_used_is_one_line(folder: Path, redirection: str, words: list[str], said: str) -> None:
    """Exit code 1, and nothing of Python's own."""
    done = shell(redirection, *words, NEWSREADER_LIBRARY=str(folder))
    assert done.returncode == 1
    assert said in done.stderr and done.stderr.count("\n") == 1


@pytest.mark.parametrize("redirection", ["2>&-", "<&- 2>&-", "2>/dev/full"])
def test_without_standard_error_the_exit_code_tells(folder: Path, redirection: str) -> None:
    """What is meant for it is not printed elsewhere."""
    wrong = shell(redirection, "list", "--library", str(folder / "none"))
    assert (wrong.returncode, wrong.stdout, wrong.stderr) == (2, "", "")
    good = shell(redirection, "sync", "--no-analysis", "--library", str(folder))
    assert good.returncode == 0 and good.stdout.startswith("1 added")


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("a.txt", b"", "a.txt: has no text and was not added"),
        ("a.md", b" \n\t\n\xc2\xa0\xe2\x80\x8b\n", "a.md: has no text and was not added"),
        ("a.txt", b"\xef\xbb\xbf", "a.txt: has no text and was not added"),
        ("a.txt", b"\x00\x00\x00\x00", "a.txt: "),
        ("a.md", b"---\ntitle: X\n---\n  \n", "a.md: has no text and was not added"),
        ("a.html", b"<title>T</title><script>x=1</script><div></div>", "a.html: has no text and was not added"),
        ("a.html", b"<?xml version='1.0'?>\n<!-- x -->\n<rss version='2.0'><channel/></rss>", "a.html: is a feed"),
        ("a.html", b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "a.html: is a feed"),
    ],
)
def test_nothing_to_read_is_not_added(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    name: str,
    raw: bytes,
    said: str,
) -> None:
    """A file without text costs a line and the exit code 1; on standard input it is the same; others go in."""
    library = write_library(tmp_path / "library", {})
    library.mkdir(exist_ok=True)
    source = write_library(tmp_path / "source", {"bridge.md": SAID})
    (source / name).write_bytes(raw)
    assert main(["add", str(source), "--library", str(library)]) == 1
    captured = capsys.readouterr()
    assert captured.out == "bridge.md\n" and [path.name for path in library.iterdir()] == ["bridge.md"]
    assert captured.err.startswith(f"newsreader: {source}/{said}") and captured.err.count("\n") == 1
    if name != "a.html" or "feed" in said:
        with (source / name).open(encoding="utf-8") as stream:
            monkeypatch.setattr(sys, "stdin", stream)
            assert main(["add", "-", "--library", str(library)]) == 1
        captured = capsys.readouterr()
        assert captured.out == "" and captured.err.startswith("newsreader: standard input: ")
        assert captured.err.count("\n") == 1


def test_an_empty_word_is_no_folder(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """An unset variable of the shell's does not take in the folder that one stands in."""
    assert main(["add", "", "--library", str(folder)]) == 1
    assert "names no file" in capsys.readouterr().err
    assert [path.name for path in folder.iterdir()] == ["bridge.md"]


def test_no_home_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """No folder called «~» is made."""
    for name in ("HOME", "XDG_CONFIG_HOME"):
        monkeypatch.delenv(name)
    monkeypatch.setattr("os.path.expanduser", lambda path: path)
    assert main(["list", "--library", str(folder)]) == 2
    assert "the home directory is not known" in capsys.readouterr().err


def test_more_than_a_file_may_have_is_not_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor is all of it read."""
    reading, writing = os.pipe()
    with open(reading, encoding="utf-8") as stream, open(writing, "wb", buffering=0) as end:  # noqa: PTH123
        end.write(b"x" * 11)
        monkeypatch.setattr(sys, "stdin", stream)
        monkeypatch.setattr(files, "LARGEST", 10)
        with pytest.raises(ArticleError, match="larger"):
            standard_input()


def test_an_export_goes_into_a_pipe_and_through_a_link(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no file stays what it is; a link stays one."""
    common = ["export", "--library", str(folder), "--output"]
    pipe, real, link = tmp_path / "pipe", tmp_path / "real.md", tmp_path / "link.md"
    os.mkfifo(pipe)
    heard: list[str] = []
    listener = threading.Thread(target=lambda: heard.append(pipe.read_text(encoding="utf-8")))
    listener.start()
    assert main([*common, str(pipe)]) == 0
    listener.join(60)
    assert pipe.is_fifo() and "Мы ждали этого" in heard[0]
    real.write_text("old", encoding="utf-8")
    link.symlink_to(real)
    assert main([*common, str(link)]) == 0
    assert link.is_symlink() and "Мы ждали этого" in real.read_text(encoding="utf-8")
    assert capsys.readouterr().err.count("cannot") == 0


@pytest.mark.parametrize("address", ["ftp://example.org/x", "file:///etc/hostname", "gopher://x"])
def test_an_address_that_is_none_of_the_web_is_called_so(
    folder: Path, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """It is not taken for a file's name."""
    assert main(["add", "--library", str(folder), address]) == 1
    assert f"{address}: not a web address" in capsys.readouterr().err


def test_a_named_link_is_followed(folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Only inside a library links lead nowhere."""
    link = tmp_path / "link.md"
    link.symlink_to(folder / "bridge.md")
    assert main(["analyze", str(link)]) == 0
    assert "Мы ждали этого" in capsys.readouterr().out
