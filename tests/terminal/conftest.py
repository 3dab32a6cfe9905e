"""Terminals and a small library for them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest

from tests.builders import write_library
from tests.terminal.emulator import Terminal

FILES = {
    "most.md": "---\ntitle: Мост открыт\nsource: Вести Заречья\npublished: 2024-05-05\nlanguage: ru\n---\n"
    "Мост через Ольшанку открыт. «Мы ждали этого два года», — сказала глава города Анна Ветрова.\n",
    "parom.md": "---\ntitle: Паром вернулся\nsource: Лента\npublished: 2024-05-03\nlanguage: ru\n---\n"
    "Паром «Чайка» снова ходит через реку.\n",
}


class StartTerminal(Protocol):
    """Starts terminals of a size."""

    def __call__(self, columns: int, rows: int, **environ: str) -> Terminal: ...


@pytest.fixture
def library_folder(tmp_path: Path) -> Path:
    """Two short articles, the newer one first in the list."""
    return write_library(tmp_path / "library", FILES)


@pytest.fixture
def terminal() -> Iterator[StartTerminal]:
    """Starts terminals of a size, with some variables beside the test's own, and ends them."""
    started: list[Terminal] = []

    def start(columns: int, rows: int, **environ: str) -> Terminal:
        started.append(Terminal(columns=columns, rows=rows, environ=environ))
        return started[-1]

    yield start
    for each in started:
        each.close()
