"""Looking through folders and reading files that may be anything."""

from __future__ import annotations

import os
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.errors import ArticleError, StoreError
from newsreader.store.articles import read_article
from newsreader.store.files import read_bytes, read_inside, scan
from tests.builders import write_library


def names(folder: Path) -> list[bytes]:
    """The names that a scan finds."""
    return [file.name for file in scan(folder)]


def test_articles_are_found_by_their_suffix(tmp_path: Path) -> None:
    """In all folders but hidden ones, sorted by the bytes of their names."""
    files = [
        "б.md",
        "a.TXT",
        "c.html",
        "d/e/f.markdown",
        "d.htm",
        ".git/x.md",
        ".x.md",
        "pic.png",
        "md",
        "d/.y.txt",
        "z.md.bak",
    ]
    write_library(tmp_path / "lib", dict.fromkeys(files, "x"))
    assert names(tmp_path / "lib") == sorted(
        name.encode() for name in ["б.md", "a.TXT", "c.html", "d/e/f.markdown", "d.htm"]
    )


@pytest.mark.parametrize(
    "name",
    [b"\xff\xfe.md", b"a\nb.md", b"\x1b[2J.md", b"-rf.md", b"a b.md", b"'\";.md", "ё\u0301🙂.md".encode(), b".a.md",
     b"~.md", b"%41.md", b"?*.md", b"a" * 250 + b".md", b"[b].md", b"con.md", b"\xd0.md"],
)  # fmt: skip
def test_any_name_works(tmp_path: Path, name: bytes) -> None:
    """Names are bytes, from the folder to the article."""
    folder = tmp_path / "lib"
    folder.mkdir()
    Path(os.fsdecode(os.path.join(os.fsencode(folder), name))).write_bytes("Мост закрыт".encode())  # noqa: PTH118
    if name.startswith(b"."):
        assert names(folder) == []
        return
    assert names(folder) == [name]
    article = read_article(folder, name)
    assert article.body == "Мост закрыт"
    article.id.encode()


_PARTS = st.sampled_from((b"a", b"a-b", b"a.md", b"a b", b"b", b"B", b"\xff", "я".encode(), "\U0001f600".encode()))


@settings(max_examples=40)
@given(st.sets(st.lists(_PARTS, max_size=3).map(tuple), min_size=1, max_size=12))
def test_files_come_in_the_order_of_their_names_however_folders_lie_between_them(
    places: set[tuple[bytes, ...]],
) -> None:
    with TemporaryDirectory() as made:
        for place in places:
            inside = Path(made, *map(os.fsdecode, place))
            inside.mkdir(parents=True, exist_ok=True)
            for name in (b"a.txt", b"b-c.md", b"\xfe.md"):
                (inside / os.fsdecode(name)).touch()
        found = [file.name for file in scan(Path(made))]
    assert found == sorted(found)
    assert len(found) == len(set(found)) == 3 * len(places)


def test_states_tell_size_and_time(tmp_path: Path) -> None:
    """What a sync compares."""
    write_library(tmp_path / "lib", {"a.md": "пять!"})
    os.utime(tmp_path / "lib/a.md", ns=(1, 1_700_000_000_123_456_789))
    (state,) = scan(tmp_path / "lib")
    assert state == (b"a.md", 9, 1_700_000_000_123_456_789)


def test_links_are_not_followed(tmp_path: Path) -> None:
    """Neither out of the library, nor in circles, nor to the same file twice."""
    library = write_library(tmp_path / "lib", {"a.md": "x", "d/b.md": "x"})
    write_library(tmp_path / "out", {"secret.md": "x"})
    (library / "out").symlink_to(tmp_path / "out")
    (library / "loop").symlink_to(library)
    (library / "d/self").symlink_to(".")
    (library / "secret.md").symlink_to(tmp_path / "out/secret.md")
    (library / "same.md").symlink_to("a.md")
    (library / "zero.md").symlink_to("/dev/zero")
    (library / "nowhere.md").symlink_to("nowhere")
    assert names(library) == [b"a.md", b"d/b.md"]
    for name in (b"secret.md", b"same.md", b"zero.md", b"nowhere.md", b"out/secret.md", b"loop/a.md"):
        with pytest.raises(ArticleError, match=r"links are not followed|Not a directory"):
            read_inside(library, name)


@pytest.mark.parametrize(
    "name", [b"../out.md", b"/etc/hostname", b"d/../../out.md", b"./a.md", b"", b"d//b.md", b"a.md/", b"a\0.md"]
)
def test_names_that_lead_out_are_refused(tmp_path: Path, name: bytes) -> None:
    """Whoever passes them."""
    library = write_library(tmp_path / "lib", {"a.md": "x", "d/b.md": "x"})
    write_library(tmp_path, {"out.md": "secret"})
    with pytest.raises(ArticleError, match="lies outside the library"):
        read_inside(library, name)


def test_only_regular_files_are_read(tmp_path: Path) -> None:
    """A pipe does not block, a device does not fill the memory."""
    os.mkfifo(tmp_path / "pipe.md")
    (tmp_path / "folder.md").mkdir()
    (tmp_path / "zero.md").symlink_to("/dev/zero")
    assert names(tmp_path) == []
    for name in ("pipe.md", "zero.md"):
        with pytest.raises(ArticleError, match=rf"{name}: is not a regular file"):
            read_bytes(tmp_path / name)
    with pytest.raises(ArticleError, match=r"folder\.md"):
        read_bytes(tmp_path / "folder.md")
    with pytest.raises(ArticleError, match="is not a regular file"):
        read_inside(tmp_path, b"pipe.md")


def test_sizes_are_checked_before_reading(tmp_path: Path) -> None:
    """A sparse file of 3 GiB costs nothing."""
    with (tmp_path / "huge.md").open("wb") as file:
        file.truncate(3 << 30)
    with pytest.raises(ArticleError, match=r"huge\.md: is larger than 64 MiB"):
        read_bytes(tmp_path / "huge.md")
    (tmp_path / "small.md").write_bytes(b"abcdef")
    with pytest.raises(ArticleError, match="larger"):
        read_bytes(tmp_path / "small.md", limit=5)
    assert read_bytes(tmp_path / "small.md", limit=6) == b"abcdef"


def test_a_file_that_grows_is_read_to_the_size_it_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It will be read again when its time has changed."""
    path = tmp_path / "a.md"
    path.write_bytes(b"first")
    real = os.fstat

    def grow(descriptor: int) -> os.stat_result:
        state = real(descriptor)
        with path.open("ab") as file:
            file.write(b" and more")
        return state

    monkeypatch.setattr(os, "fstat", grow)
    assert read_bytes(path) == b"first"


@pytest.mark.parametrize("path", [b"none.md", "a\0b.md", Path("no/where.md")])
def test_what_is_not_there_is_told(tmp_path: Path, path: bytes | str | Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line."""
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ArticleError, match=r"no such file|not a file name"):
        read_bytes(path)


def test_a_library_that_is_not_there_is_told(tmp_path: Path) -> None:
    """By its name, made harmless."""
    with pytest.raises(StoreError, match="␛nowhere: the library cannot be read: No such file"):
        scan(tmp_path / "\x1bnowhere")
    with pytest.raises(StoreError, match="cannot be read"):
        scan(Path(__file__))
