"""Hostile texts in the running program: nothing of a library reaches the terminal but as text.

The program writes a handful of kinds of control sequences. Whatever else it would write has come out of an article.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import sys
import termios
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.terminal

OWN = re.compile(
    rb"\x1b\[[0-9;]*[mH]"
    rb"|\x1b\[\?(?:1000|1003|1004|1006|1015|1016|1049|2004|2026|2048|25|7)[hl]"
    rb"|\x1b\[>25u|\x1b\[<u|\x1b\[\?(?:2026|2048)\$p"
    rb"|\x1b\]22;[a-z-]*\x07"
)
FOREIGN = re.compile("[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
SECONDS = 120.0

ATTACKS = {
    "clipboard": "\x1b]52;c;ZXZpbA==\x07",
    "clipboard-st": "\x1b]52;c;ZXZpbA==\x1b\\",
    "window-title": "\x1b]2;evil\x07",
    "link": "\x1b]8;;http://evil.example\x1b\\click\x1b]8;;\x1b\\",
    "clear": "\x1b[2J\x1b[H",
    "device-query": "\x1b[c\x1b[6n",
    "c1-csi": "\x9b2J\x9d2;evil\x9c",
    "bells": "\x07\x08\x0b\x0c\x0e\x0f\x00\x7f",
    "bidi": "\u202eevil\u202c\u2066x\u2069",
    "separators": "one\u2028two\u2029three",
    "markup": "[/] [/foo] [a='b'] [@click=app.quit]quit[/] [link='http://x\x1b]52;c;AA==\x07']y[/link] [on nosuch]",
    "zero-width": "a\u200b\u200d\ufeff" + "\u0301" * 40,
}


def hostile_library(folder: Path) -> Path:
    """Every attack in a title, a body, a source, a tag, a file name, a page and an escape of the front matter."""
    folder.mkdir()
    for name, attack in ATTACKS.items():
        said = (
            f"Абзац {attack} конец.\n\n«Мы {attack} готовы», — сказал Иван {attack} Петров.\n\n"
            f"## Глава {attack}\n\nКонец."
        )
        escaped = "".join(f"\\U{ord(char):08x}" for char in attack)
        head = f'---\ntitle: "{escaped} {name}"\nsource: "{escaped}"\ntags: ["{escaped}"]\nurl: "http://x/{escaped}"\n---\n'
        (folder / f"{name}.md").write_text(head + said, encoding="utf-8")
        (folder / f"{name}.txt").write_text(said, encoding="utf-8")
        page = "".join(f"&#{ord(char)};" for char in attack)
        (folder / f"{name}.html").write_text(f"<title>{page}</title><p>{page} текст</p>", encoding="utf-8")
    for number, raw in enumerate(
        (b"\x1b[2J.txt", b"\xff\xfe.txt", b"[b]x[a=b].txt", "\u202etxt.md".encode(), b"a\nb.txt")
    ):
        (folder / os.fsdecode(raw)).write_text(f"Новость {number}", encoding="utf-8")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 8)
    return folder


class Program:
    """The program in a pseudo-terminal, with every byte that it has written."""

    def __init__(self, *arguments: str) -> None:
        self.written = bytearray()
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", 30, 110, 0, 0))
            os.environ.update({"TERM": "xterm-256color", "LANG": "C.UTF-8"})
            os.execv(sys.executable, [sys.executable, "-m", "newsreader", *arguments])

    def read(self, seconds: float) -> bool:
        """Takes what comes within some time; false where nothing did."""
        if not select.select([self._fd], [], [], seconds)[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 20)
        except OSError:
            return False
        self.written += data
        return bool(data)

    def settle(self, quiet: float = 0.25) -> None:
        """Waits until nothing more comes."""
        end = time.monotonic() + SECONDS
        while time.monotonic() < end and self.read(quiet):
            pass

    def wait(self, pattern: str) -> None:
        """Waits until the pattern has been written."""
        end = time.monotonic() + SECONDS
        while re.search(pattern, self.text) is None:
            assert time.monotonic() < end, f"never saw {pattern!r}: {self.text[-500:]}"
            self.read(0.2)

    @property
    def text(self) -> str:
        """What was written, without the program's own sequences."""
        return OWN.sub(b"", bytes(self.written)).decode("utf-8", "replace")

    def press(self, keys: str) -> None:
        """Types keys."""
        os.write(self._fd, keys.encode())
        self.settle(0.15)

    def close(self) -> None:
        """Ends the program and takes what it says last."""
        os.kill(self.pid, signal.SIGTERM)
        self.settle(1.0)
        os.waitpid(self.pid, 0)
        os.close(self._fd)


@pytest.fixture
def program(tmp_path: Path) -> Iterator[Program]:
    """The program on a hostile library."""
    running = Program(str(hostile_library(tmp_path / "library")))
    yield running


def test_no_text_acts_on_the_terminal(program: Program) -> None:
    """The list, every article, the search, the help, errors: only the program's own control sequences are written."""
    program.wait(r"Articles \d")
    program.settle(1.0)
    for _ in range(3 * len(ATTACKS) + 6):
        program.press("J")
    program.press("\r")
    for keys in (
        "c",
        "]",
        "}",
        "y",
        "Y",
        "o",
        "?",
        "\x1b",
        '"',
        "готовы",
        "\x1b[B",
        "\x1b",
        "\x1b",
        "/",
        "[/]",
        "\x1b",
        "f",
    ):
        program.press(keys)
    program.close()
    allowed = re.sub(rb"\x1b\]52;c;[A-Za-z0-9+/=]*\x07", b"", bytes(program.written))  # what was copied by a key
    rest = OWN.sub(b"", allowed).decode("utf-8", "replace")
    assert FOREIGN.findall(rest) == []
    assert "[/foo]" in rest
    assert "Traceback" not in rest
