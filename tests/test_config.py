"""The configuration file: what is right holds, what is wrong is named with file, line and key."""

from __future__ import annotations

from pathlib import Path

import pytest

from newsreader.cli import main
from newsreader.config import MEANINGS, Config, Paths, load
from newsreader.ui.stated import setting_faults


def test_no_file_gives_the_defaults(tmp_path: Path) -> None:
    """Nothing has to be configured."""
    assert load(tmp_path / "config.yaml").config == Config()


def test_settings_are_read(tmp_path: Path) -> None:
    """Every setting, with the types that the program needs."""
    path = tmp_path / "config.yaml"
    path.write_text(
        "library: ~/news\nlanguage: ru\ntheme: textual-light\nmeasure: 80\njobs: 2\nkeys:\n  next_quotation: c,C\n",
        encoding="utf-8",
    )
    loaded = load(path)
    assert loaded.problems == ()
    assert loaded.config == Config(
        library=Path.home() / "news",
        language="ru",
        theme="textual-light",
        measure=80,
        jobs=2,
        keys={"next_quotation": "c,C"},
    )


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("langage: ru", ":1: langage: no such setting"),
        ("jobs: 2\nmeasure: wide", ":2: measure: expected a number from 40 to 120, found “wide”"),
        ("measure: 1000", ":1: measure: expected a number"),
        ("language: fr", ":1: language: expected en or ru"),
        ("keys: j", ":1: keys: expected lines"),
        ("measure: 80\nkeys:\n  undo: {a: b}\n  down: j", ":3: keys.undo: expected a single value"),
        ("jobs: 3\njobs: 2", ":2: jobs: is stated again; the last one holds"),
        ("theme: [a, b]", ":1: theme: expected a single value"),
        ("- a\n- b", ":1: expected lines of the form"),
        ("a: [", "the defaults hold"),
        ("[" * 5000, "the defaults hold"),
    ],
    ids=range(11),
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, said: str) -> None:
    """File, line, key and what was expected; the rest of the file still holds."""
    path = tmp_path / "config.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = load(path)
    assert len(loaded.problems) == 1
    assert str(path) in loaded.problems[0]
    assert said in loaded.problems[0]
    assert "\n" not in loaded.problems[0]
    if "jobs: 2" in text:
        assert loaded.config.jobs == 2


def test_an_unreadable_file_is_named(tmp_path: Path) -> None:
    """A file too large to be a configuration is not read."""
    path = tmp_path / "config.yaml"
    path.write_bytes(b"#" * 300_000)
    assert "larger than" in load(path).problems[0]


def test_places_follow_the_xdg_variables(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An absolute path counts, a relative one does not."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    paths = Paths.standard()
    assert paths.cache == str(tmp_path / "newsreader")
    assert paths.data == str(Path.home() / ".local/share/newsreader")


def test_the_command_says_where_each_setting_comes_from(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Default, file with line, or environment; every setting is explained.

    A wrong line is named and makes the exit code 1.
    """
    path = Path(Paths.standard().config)
    path.parent.mkdir(parents=True)
    path.write_text("# mine\nmeasure: 60\n", encoding="utf-8")
    monkeypatch.setenv("NEWSREADER_LIBRARY", str(tmp_path))
    assert main(["config"]) == 0
    text = capsys.readouterr().out
    assert f"measure: 60  ({path}:2)" in text
    assert f"library: {tmp_path}  (NEWSREADER_LIBRARY)" in text
    assert "jobs: 1  (default)" in text
    assert all(meaning in text for meaning in MEANINGS.values())
    assert set(MEANINGS) == set(Config.__dataclass_fields__)
    path.write_text("keys:\n  undo: [u, f10]\n", encoding="utf-8")
    assert main(["config"]) == 0
    text = capsys.readouterr().out
    assert f"keys:  ({path}:1)\n  undo: u, f10\n" in text
    assert "views: unset  (default)" in text
    path.write_text("wat: 1\n", encoding="utf-8")
    assert main(["config", "--json"]) == 1
    assert f"{path}:1: wat" in capsys.readouterr().err


def test_the_command_lists_every_fault(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those that only the reader would meet: one line each, with file, line and key."""
    path = Path(Paths.standard().config)
    path.parent.mkdir(parents=True)
    path.write_text(
        "library: /nowhere\ntheme: sea\nmeasure: wide\nkeys:\n  fly: x\n  undo: {a: b}\n  down: hyper\n"
        "views:\n  odd: 'since:soon'\n",
        encoding="utf-8",
    )
    assert main(["config"]) == 1
    said = capsys.readouterr().err.splitlines()
    begin = f"newsreader: {path}:"
    assert [line.removeprefix(begin).partition(": ")[0] for line in said] == ["3", "6", "1", "5", "7", "9", "2"]
    assert all(line.startswith(begin) for line in said)
    assert "/nowhere: the library does not exist" in said[2]
    assert "unknown action in the keymap: fly" in said[3]
    assert "since: a date is wanted" in said[5]
    assert main(["list"]) == 2
    assert f"{begin}1: /nowhere: the library does not exist" in capsys.readouterr().err
    monkeypatch.setenv("NEWSREADER_LIBRARY", "/news")
    path.write_text("theme: nord\n", encoding="utf-8")
    assert main(["config"]) == 1
    assert capsys.readouterr().err.startswith("newsreader: NEWSREADER_LIBRARY: /news: the library does not exist")


def test_the_example_of_the_readme_is_right(tmp_path: Path) -> None:
    """Whoever copies it gets no warning."""
    readme = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
    path = tmp_path / "config.yaml"
    path.write_text(readme.partition("## Configuration")[2].split("```")[1].removeprefix("yaml"), encoding="utf-8")
    loaded = load(path)
    config = loaded.config
    assert set(MEANINGS) == {name for name in loaded.lines if "." not in name}
    assert [*loaded.problems, *setting_faults(keys=config.keys, views=config.views, theme=config.theme)] == []


def test_views_are_filters_by_name(tmp_path: Path) -> None:
    """Names are a person's own words; what is no table is named, and the rest of the file holds."""
    path = tmp_path / "config.yaml"
    path.write_text("views:\n  Соседи: 'о:Терва новые:'\n  'пять: шесть': 'звезда:'\n", encoding="utf-8")
    assert load(path).config.views == {"Соседи": "о:Терва новые:", "пять: шесть": "звезда:"}
    path.write_text("views: все\nmeasure: 60\n", encoding="utf-8")
    loaded = load(path)
    assert (loaded.config.views, loaded.config.measure) == ({}, 60)
    assert "config.yaml:1: views: expected lines of the form “name: filter”" in loaded.problems[0]


def test_each_line_of_a_table_is_known_and_may_be_a_list(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text("measure: 80\nkeys:\n  undo: [u, x]\n  down: j\n", encoding="utf-8")
    loaded = load(path)
    assert loaded.config.keys == {"undo": "u, x", "down": "j"}
    assert dict(loaded.lines) == {"measure": 1, "keys": 2, "keys.undo": 3, "keys.down": 4}
