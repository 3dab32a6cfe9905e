"""Saved views in the configuration file: one line changes, and only where the file then says what is meant."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from newsreader.config import Config, load, parse
from newsreader.errors import ConfigError
from newsreader.text import clean_line
from newsreader.viewrows import UneditableError, with_view, without_view
from newsreader.views import remove_view, save_view

ROW = '"вода": "title:вода"'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", f"views:\n  {ROW}\n"),
        ("# mine\n", f"# mine\nviews:\n  {ROW}\n"),
        ("language: ru", f"language: ru\nviews:\n  {ROW}\n"),
        ("language: ru\r\n", f"language: ru\r\nviews:\r\n  {ROW}\r\n"),
        ("\ufefflanguage: ru\n", f"\ufefflanguage: ru\nviews:\n  {ROW}\n"),
        ("  language: ru\n", f"  language: ru\n  views:\n    {ROW}\n"),
        ("views:\n  new: 'unread:'\n", f"views:\n  new: 'unread:'\n  {ROW}\n"),
        ("views:\n    new: a # why\n# end\njobs: 2\n", f"views:\n    new: a # why\n    {ROW}\n# end\njobs: 2\n"),
        ("views:\n  new: a", f"views:\n  new: a\n  {ROW}\n"),
        ("views:\n  new: >\n    a\n    b\n\njobs: 2\n", f"views:\n  {ROW}\n  new: >\n    a\n    b\n\njobs: 2\n"),
        ("views:\n  вода: x  # old\n  new: a\n", f"views:\n  {ROW}  # old\n  new: a\n"),
        ("views:\n  'вода': [a, b]\r\n", f"views:\n  {ROW}\r\n"),
        ("views:  # none yet\njobs: 2\n", f"views:  # none yet\n  {ROW}\njobs: 2\n"),
        ("keys:\n  undo: x\nviews:", f"keys:\n  undo: x\nviews:\n  {ROW}\n"),
    ],
)
def test_a_view_is_one_line_and_all_else_stays(before: str, after: str) -> None:
    """Comments, line ends, indentation and quotation marks of everything else are as they were."""
    assert with_view(before, "вода", "title:вода") == after
    assert parse(after, "c").config.views["вода"] == "title:вода" and parse(after, "c").problems == ()


@pytest.mark.parametrize(
    "text",
    [
        "views: {}\n",
        "views: {new: 'unread:'}\n",
        "{language: ru}\n",
        "- views\n",
        "views: later\n",
        "views: [a]\n",
        "views:\n  a: b: c\n",
        "views:\n  a: b\nviews:\n  c: d\n",
        "views:\n  вода: a\n  вода: b\n",
        "views:\n  вода: >\n    long\n",
        "language: ru\n...\n",
        "keys: &all\n  undo: x\nviews: *all\n",
        "keys:\n  undo: &x y\nviews:\n  вода: *x\n",
        "language: 'ru\n",
        "a: 1\n---\nb: 2\n",
    ],
)
def test_what_cannot_be_edited_safely_stays(tmp_path: Path, text: str) -> None:
    """Nothing is written, and one line says what to write by hand."""
    path = tmp_path / "config.yaml"
    path.write_bytes(text.encode())
    with pytest.raises(ConfigError) as caught:
        save_view(path, "вода", "title:вода")
    assert str(caught.value) == f"{path}: cannot be edited safely; under views: write by hand {ROW}"
    assert path.read_bytes() == text.encode() and list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("raw", [b"language: \xff\n", b"theme: " + b"x" * (256 * 1024)])
def test_a_file_that_is_no_text_or_too_large_stays(tmp_path: Path, raw: bytes) -> None:
    """As the program itself would not read it in whole."""
    path = tmp_path / "config.yaml"
    path.write_bytes(raw)
    with pytest.raises(ConfigError):
        save_view(path, "вода", "title:вода")
    assert path.read_bytes() == raw


@given(st.text(min_size=1, max_size=30), st.text(min_size=1, max_size=60), st.sampled_from(["", "views:\n  a: b\n"]))
def test_any_name_and_filter_are_read_as_they_were_meant(name: str, words: str, text: str) -> None:
    """Quotation marks, backslashes, colons and signs that cannot be seen."""
    name, words = clean_line(name), clean_line(words)
    views = parse(with_view(text, name, words), "c").config.views
    assert views == {**parse(text, "c").config.views, name: words}


@given(st.text(max_size=120))
def test_any_text_is_edited_or_refused(text: str) -> None:
    """Nothing else happens, whatever the file holds."""
    with suppress(UneditableError):
        with_view(text, "a", "b")
    with suppress(UneditableError):
        without_view(text, "a")


def test_a_first_view_makes_file_and_folder(tmp_path: Path) -> None:
    """Nobody has to make a configuration before."""
    path = tmp_path / "none" / "newsreader" / "config.yaml"
    assert save_view(path, " вода ", "title:вода") == {"вода": "title:вода"}
    assert load(path).config == Config(views={"вода": "title:вода"})


def test_who_may_read_the_file_stays_and_so_does_a_link(tmp_path: Path) -> None:
    """A configuration that is kept elsewhere stays there."""
    real, path = tmp_path / "dotfiles.yaml", tmp_path / "config.yaml"
    real.write_text("language: ru\n", encoding="utf-8")
    real.chmod(0o600)
    path.symlink_to(real)
    save_view(path, "вода", "title:вода")
    assert path.is_symlink() and stat.S_IMODE(real.stat().st_mode) == 0o600
    assert yaml.safe_load(real.read_text(encoding="utf-8")) == {"language": "ru", "views": {"вода": "title:вода"}}


def test_a_file_that_may_not_be_written_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Though its folder would let it be replaced."""
    path = tmp_path / "config.yaml"
    path.write_text("language: ru\n", encoding="utf-8")
    monkeypatch.setattr(os, "access", lambda *_: False)  # whoever runs the tests may be allowed everything
    with pytest.raises(ConfigError, match="may not be written"):
        save_view(path, "вода", "title:вода")
    assert path.read_text(encoding="utf-8") == "language: ru\n"


def test_a_folder_that_cannot_be_made_is_one_line(tmp_path: Path) -> None:
    """A file is in the way."""
    (tmp_path / "newsreader").write_text("", encoding="utf-8")
    with pytest.raises(ConfigError) as caught:
        save_view(tmp_path / "newsreader" / "config.yaml", "вода", "title:вода")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("views:\n  a: b\n  вода: x # old\n# end\n", "views:\n  a: b\n# end\n"),
        ("language: ru\nviews: # mine\n  вода: x\njobs: 2\n", "language: ru\njobs: 2\n"),
        ("views:\n  вода: x", ""),
    ],
)
def test_a_view_is_removed_with_its_line(tmp_path: Path, before: str, after: str) -> None:
    """The last one takes `views:` along."""
    path = tmp_path / "config.yaml"
    path.write_text(before, encoding="utf-8")
    assert remove_view(path, "вода") == parse(after, path).config.views
    assert path.read_text(encoding="utf-8") == after and parse(after, path).problems == ()


@pytest.mark.parametrize("text", ["", "views: {вода: x}\n", "views:\n  a: b\n", "views:\n  вода: >\n    long\n"])
def test_a_view_that_is_not_a_line_is_not_removed(tmp_path: Path, text: str) -> None:
    """The file stays, and one line says so."""
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match="remove вода by hand"):
        remove_view(path, "вода")
    assert path.read_text(encoding="utf-8") == text
