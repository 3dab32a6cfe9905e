"""The program in a real terminal: start, keys of both layouts, resize, and a terminal that is as it was afterwards."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

import pytest

from tests.terminal.conftest import StartTerminal
from tests.terminal.tmux import CLEAN, Terminal

pytestmark = pytest.mark.terminal


def begin(terminal: Terminal, folder: Path) -> None:
    terminal.run(sys.executable, "-m", "newsreader", "--library", str(folder))
    terminal.wait("Articles 2")
    terminal.wait("Мост через Ольшанку")


def test_reading_a_little_under_the_russian_layout(terminal: StartTerminal, library_folder: Path) -> None:
    window = terminal(120, 30)
    begin(window, library_folder)
    assert window.modes.alternate_screen and not window.modes.cursor
    window.type("о")
    window.wait("снова ходит через реку")
    window.type("л")
    window.wait("Мы ждали этого")
    window.type("ы")
    window.wait("★")
    window.type(",")
    window.wait("Keys · the same")
    window.press("Escape")
    window.until(lambda: "Keys · the same" not in window.screen, "the help to go")
    window.type("Й")
    window.wait("exit=0")
    assert window.modes == CLEAN


def test_a_resize_lays_out_anew(terminal: StartTerminal, library_folder: Path) -> None:
    window = terminal(120, 30)
    begin(window, library_folder)
    window.wait("Contents")
    window.resize(80, 24)
    window.until(lambda: "Contents" not in window.screen, "the sidebar to fold")
    window.resize(20, 5)
    window.until(lambda: len(window.screen.splitlines()) == 5, "five rows")
    window.resize(200, 50)
    window.wait("Contents")
    window.type("q")
    window.wait("exit=0")


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 129)])
def test_a_signal_leaves_the_terminal_as_it_was(
    number: signal.Signals, code: int, terminal: StartTerminal, library_folder: Path
) -> None:
    window = terminal(100, 30)
    begin(window, library_folder)
    os.kill(window.child, number)
    window.wait(f"exit={code}")
    assert window.modes == CLEAN


def test_control_c_does_not_quit(terminal: StartTerminal, library_folder: Path) -> None:
    window = terminal(100, 30)
    begin(window, library_folder)
    window.press("C-c")
    window.wait("Q quits")
    window.press("C-q")
    window.wait("exit=0")
    assert window.modes == CLEAN


def test_typed_letters_of_a_search_arrive_as_text(terminal: StartTerminal, library_folder: Path) -> None:
    window = terminal(100, 30)
    begin(window, library_folder)
    window.type("/")
    window.wait("words of a title")
    window.type("паром")
    window.wait("Found 1")
    window.press("Escape")
    window.wait("Articles 2")
    window.type("Q")
    window.wait("exit=0")
