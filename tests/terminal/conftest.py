"""Terminals and a small library for them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.builders import write_library
from tests.terminal.tmux import Terminal

FILES = {
    "most.md": "---\ntitle: Мост открыт\nsource: Вести Заречья\npublished: 2024-05-05\nlanguage: ru\n---\n"
    "Мост через Ольшанку открыт. «Мы ждали этого два года», — сказала глава города Анна Ветрова.\n",
    "parom.md": "---\ntitle: Паром вернулся\nsource: Лента\npublished: 2024-05-03\nlanguage: ru\n---\n"
    "Паром «Чайка» снова ходит через реку.\n",
}

StartTerminal = Callable[[int, int], Terminal]


@pytest.fixture
def library_folder(tmp_path: Path) -> Path:
    """Two short articles, the newer one first in the list."""
    return write_library(tmp_path / "library", FILES)


@pytest.fixture
def terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[StartTerminal]:
    """Starts terminals of a size, and ends them."""
    if shutil.which("tmux") is None:
        pytest.skip("needs tmux")
    monkeypatch.setenv("LANG", "C.UTF-8")
    started: list[Terminal] = []

    def start(columns: int, rows: int) -> Terminal:
        started.append(Terminal(tmp_path / f"tmux-{len(started)}", columns=columns, rows=rows))
        return started[-1]

    yield start
    for each in started:
        each.close()
