"""Files of the command line and standard input, read in a real terminal; among them one of a single long line."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path

import pytest

from tests.terminal.conftest import StartTerminal

pytestmark = pytest.mark.terminal

SENTENCE = "Мост через реку открыли утром, сообщил министр Игорь Полуяхтов журналистам в столице. "


@pytest.mark.parametrize("way", ["{python} -m newsreader {file}", "{python} -m newsreader - < {file}"])
@pytest.mark.parametrize("times", [3, 60_000])
def test_a_file_of_one_line_is_read(way: str, times: int, terminal: StartTerminal, tmp_path: Path) -> None:
    """Its text is there, scrolls to its end and back, and nothing of it is left behind when the program ends."""
    file = tmp_path / "one-line.txt"
    file.write_text(SENTENCE * times + "Конец.", encoding="utf-8")
    window = terminal(100, 30, TMPDIR=str(tmp_path / "made"))
    (tmp_path / "made").mkdir()
    window.run("sh", "-c", way.format(python=sys.executable, file=file))
    window.wait("открыли утром, сообщил")
    window.press("Enter")
    window.wait("] section")
    window.type("G")
    window.wait("Конец.")
    window.type("g")
    window.wait("Мост через реку")
    window.type("Q")
    left = time.monotonic()
    window.wait("exit=0")
    assert time.monotonic() - left < 20, "no analysis is waited for"
    assert os.listdir(tmp_path / "made") == []  # noqa: PTH208


def test_what_cannot_be_read_is_said_before_the_screen_opens(terminal: StartTerminal, tmp_path: Path) -> None:
    """One line, and the terminal is as it was."""
    window = terminal(300, 30)  # the path of a temporary folder is long
    window.run(sys.executable, "-m", "newsreader", str(tmp_path / "none.txt"))
    window.wait("none.txt: no such file")
    window.wait("exit=1")
