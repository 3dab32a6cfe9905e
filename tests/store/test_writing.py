"""A file that a person named is written whole or not at all, however long it is and whatever ends the writing."""

from __future__ import annotations

import os
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from newsreader.errors import ArticleError, StoreError
from newsreader.store.writing import replace_file


def test_pieces_become_one_text(tmp_path: Path) -> None:
    target = tmp_path / "out.md"
    target.write_text("старое")
    replace_file(target, iter(["Мост", "", " открыт\n"]))
    assert target.read_text(encoding="utf-8") == "Мост открыт\n"
    assert list(tmp_path.iterdir()) == [target]


@pytest.mark.parametrize("end", [KeyboardInterrupt(), StoreError("the index is gone"), ValueError("x")])
@pytest.mark.parametrize("there", [True, False])
def test_what_ends_early_leaves_the_file_as_it_was(tmp_path: Path, end: BaseException, there: bool) -> None:
    """And no half of a new one beside it."""
    target = tmp_path / "out.md"
    if there:
        target.write_text("старое", encoding="utf-8")

    def pieces() -> Iterator[str]:
        yield from ("новое " * 1000 for _ in range(100))
        raise end

    with pytest.raises(type(end)):
        replace_file(target, pieces())
    assert [path.read_text(encoding="utf-8") for path in tmp_path.iterdir()] == ["старое"] * there


def test_a_long_text_takes_no_memory(tmp_path: Path) -> None:
    """Thirty megabytes."""
    tracemalloc.start()
    try:
        replace_file(tmp_path / "out.md", ("мост " * 1000 for _ in range(3000)))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert (tmp_path / "out.md").stat().st_size == 27_000_000
    assert most < 1_000_000


def test_a_pipe_is_written_into(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[str] = []
    reader = Thread(target=lambda: read.append(pipe.read_text(encoding="utf-8")))
    reader.start()
    replace_file(pipe, ["Мост ", "открыт"])
    reader.join(10)
    assert read == ["Мост открыт"]


def test_where_nothing_can_be_written_that_is_told(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"cannot be written: No such file or directory"):
        replace_file(tmp_path / "none" / "out.md", ["x"])
