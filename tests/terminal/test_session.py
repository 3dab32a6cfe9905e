"""The program in a real terminal: start, keys of both layouts, resize, and a terminal that is as it was afterwards."""

from __future__ import annotations

import os
import re
import signal
import sys
import termios
import time
from functools import partial
from pathlib import Path

import psutil
import pytest

from tests.terminal.conftest import StartTerminal
from tests.terminal.emulator import CLEAN, SECONDS, Terminal

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


ALONE = """
import os
if os.fork():
    raise SystemExit(0)
os.setsid()
print("pid", os.getpid(), flush=True)
from newsreader.cli import main
raise SystemExit(main())
"""


def wait_for_the_end(process: int) -> None:
    """Until the process is gone; whose parent never asks for it counts as gone."""
    end = time.monotonic() + SECONDS
    while psutil.pid_exists(process) and psutil.Process(process).status() != psutil.STATUS_ZOMBIE:
        assert time.monotonic() < end, "the program goes on without a terminal"
        time.sleep(0.1)


@pytest.mark.parametrize("moves", [0, 300])
def test_a_terminal_that_goes_away_ends_the_program(moves: int, terminal: StartTerminal, library_folder: Path) -> None:
    """Also in the midst of writing."""
    window = terminal(120, 30)
    window.run(sys.executable, "-m", "newsreader", "--library", str(library_folder))
    window.wait("Articles 2")
    process = window.child
    window.type(moves * "jk")
    window.hang_up()
    wait_for_the_end(process)


def test_a_terminal_that_goes_away_ends_a_program_of_another_session(
    terminal: StartTerminal, library_folder: Path
) -> None:
    """Which no signal tells of it."""
    window = terminal(120, 30)
    window.run(sys.executable, "-c", ALONE, "--library", str(library_folder))
    window.wait("Articles 2")
    found = re.search(rb"pid (\d+)", bytes(window.written))
    assert found is not None
    window.hang_up()
    wait_for_the_end(int(found[1]))


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


CRASH = """
from newsreader.cli import main
from newsreader.ui.screens.main import LibraryScreen

def fail(screen):
    raise RuntimeError("broken on purpose")

LibraryScreen.action_zen = fail
raise SystemExit(main())
"""


def test_a_crash_leaves_the_terminal_as_it_was(terminal: StartTerminal, library_folder: Path) -> None:
    window = terminal(100, 30)
    window.run(sys.executable, "-c", CRASH, "--library", str(library_folder))
    window.wait("Articles 2")
    window.wait("Мост через Ольшанку")
    window.type("z")
    window.wait("broken on purpose")
    window.wait("exit=1")
    assert window.modes == CLEAN
    assert echoes(window)


def echoes(window: Terminal) -> bool:
    """Whether the terminal shows what is typed, line by line, as a shell wants it."""
    flags = termios.tcgetattr(window.device)[3]
    return bool(flags & termios.ECHO) and bool(flags & termios.ICANON)


@pytest.mark.models
def test_one_whole_reading_session(terminal: StartTerminal, library_folder: Path) -> None:
    """Reads with keys of both layouts and the mouse, leaves, and finds everything as it was left."""
    window = terminal(120, 30)
    begin(window, library_folder)
    window.wait("Who speaks")
    window.press("Enter")
    window.wait("— end —")
    window.type("ca")
    window.wait("Анна Ветрова · in the text: “глава города Анна Ветрова” · told by “сказала” · word for word · most#q1")
    window.type("/")
    window.wait("find in this text")
    window.type("ольш")
    window.wait("/ ольш")
    window.press("Escape")
    window.until(lambda: "/ ольш" not in window.screen, "the line to go")
    window.type("ш")
    window.until(lambda: "Who speaks" not in window.screen, "the sidebar to go")
    window.type('"')
    window.wait("who said what")
    window.type("ждать")
    window.wait("два года")
    window.press("Enter")
    window.wait("Articles 2")
    window.press("Escape")
    window.wait("words: ждать")
    window.press("Escape")
    window.wait("Articles 2")
    window.type("ы")
    window.wait("Starred")
    window.type("J")
    window.wait("снова ходит через реку")
    window.click(10, 2)
    window.wait("Мы ждали этого")
    window.type("sгuг")
    window.wait("Nothing to undo")
    window.type("ыQ")
    window.wait("exit=0")
    assert window.modes == CLEAN and echoes(window)
    window.run(sys.executable, "-m", "newsreader", "--library", str(library_folder))
    window.wait("★")
    assert "Who speaks" not in window.screen
    window.type("qq")
    window.until(lambda: window.screen.count("exit=0") == 2, "the end")


def test_where_the_locale_is_not_utf_8_every_byte_is_ascii(terminal: StartTerminal, library_folder: Path) -> None:
    window = terminal(100, 30, LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    window.run(sys.executable, "-m", "newsreader", "--library", str(library_folder))
    window.wait("+- Articles 2 - 2 unread")
    window.wait("Most qerez Ol'wanku otkryt.")
    window.wait("no Cyrillic letters")
    window.press("Enter")
    window.type("о")
    window.type("\xff?")
    window.wait("Keys - the same")
    window.press("Escape")
    window.until(lambda: "Keys - the same" not in window.screen, "the help to go")
    window.type("Й")
    window.wait("exit=0")
    program = bytes(window.written).split(b"\x1b[?1049h")[1].split(b"\x1b[?1049l")[0]
    assert program.isascii()
    assert window.modes == CLEAN


def test_a_cyrillic_terminal_of_eight_bits_gets_and_gives_its_own_letters(
    terminal: StartTerminal, library_folder: Path
) -> None:
    window = terminal(100, 30, LANG="ru_RU.KOI8-R")
    window.run(sys.executable, "-m", "newsreader", "--library", str(library_folder))
    window.until(lambda: "Мост через Ольшанку".encode("koi8-r") in window.written, "the text")
    os.write(window.device, "о".encode("koi8-r"))
    window.until(lambda: 'Паром "Чайка"'.encode("koi8-r") in window.written, "the next article")
    os.write(window.device, "Й".encode("koi8-r"))
    window.wait("exit=0")


def test_bytes_that_are_no_character_do_not_end_the_program(terminal: StartTerminal, library_folder: Path) -> None:
    window = terminal(100, 30)
    begin(window, library_folder)
    os.write(window.device, b"\xff\xfe\x80")
    window.type("j")
    window.wait("снова ходит через реку")
    window.type("Q")
    window.wait("exit=0")


_COLOUR = re.compile(rb"\x1b\[(?:[0-9;:]*[;:])?(?:3[0-8]|4[0-8]|58|9[0-7]|10[0-7])(?:[;:][0-9;:]*)?m")


def _is_gone(window: Terminal, text: str) -> bool:
    return text not in window.screen


def test_no_color_lets_no_colour_reach_the_terminal(terminal: StartTerminal, library_folder: Path) -> None:
    """Lists, text, find, search, help, palette and themes are told apart by other means."""
    window = terminal(120, 30, NO_COLOR="1", COLORTERM="truecolor")
    begin(window, library_folder)
    for keys, shows, hides in (
        ("с", "quotation 1/1", ""),
        ("2/ждали", "1/1", "Enter open"),
        ("\x1b", "] section", "/ ждали"),
        ("3j", "Enter open", "] section"),
        ('"ждали', "1 quotation", "Contents"),
        ("\x1b", "Contents", ""),
        ("?", "Keys · the same", "Contents"),
        ("\x1b", "Contents", "Keys · the same"),
        (":", "What do you want to do?", ""),
        ("colours", "Choose the colours", "Page down"),
        ("\r", "newsreader-light", "Choose the colours"),
        ("\x1b", "Contents", "newsreader-light"),
        ("Q", "exit=0", ""),
    ):
        window.type(keys)
        window.wait(shows)
        if hides:
            window.until(partial(_is_gone, window, hides), f"{hides!r} to go")
    written = bytes(window.written)
    assert b"\x1b[1m" in written and b"\x1b[7m" in written
    assert _COLOUR.findall(written) == []
