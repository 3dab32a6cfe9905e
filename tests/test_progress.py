"""How far a sync has come: a bar on a terminal, a plain line now and then elsewhere."""

from __future__ import annotations

import io
import sys

import pytest

from newsreader.cli import progress
from newsreader.cli.progress import shown_progress
from newsreader.reports import Progress


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """In the place of the one that goes by itself, also for Rich."""
    made = Clock()
    monkeypatch.setattr(progress, "monotonic", made)
    monkeypatch.setattr("rich.console.monotonic", made)
    return made


def test_a_terminal_shows_how_much_how_fast_and_how_long_yet(clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once it takes longer than a moment."""
    terminal = Terminal()
    monkeypatch.setenv("COLUMNS", "100")
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(sys, "stderr", terminal)
    with shown_progress() as show:
        show(Progress("scan", 0, 0))
        clock.now += 0.5
        show(Progress("read", 500, 10_000))
        assert "reading" not in terminal.getvalue()
        for done in (1500, 2000, 2500, 3000):
            clock.now += 1.0
            show(Progress("read", done, 10_000))
    drawn = terminal.getvalue()
    assert "reading" in drawn
    assert "3000/10000" in drawn
    assert "500/s" in drawn
    assert "0:00:14" in drawn


def test_elsewhere_a_line_comes_now_and_then(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    """Without any control character."""
    with shown_progress() as show:
        for second in range(25):
            clock.now = 1000.0 + second
            show(Progress("analyse", second, 25))
        show(Progress("done", 1, 1))
    assert capsys.readouterr().err.splitlines() == ["analysing 10/25", "analysing 20/25"]


@pytest.mark.parametrize(("speed", "said"), [(None, ""), (0.0, ""), (6.94, "6.9/s"), (1512.3, "1512/s")])
def test_a_slow_rate_has_a_decimal(speed: float | None, said: str) -> None:
    """Analysing goes at a few a second, reading at more than a thousand."""
    assert progress._rate(speed) == said
