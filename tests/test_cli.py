"""The commands, from arguments to exit code, on real files, a real index and the real models."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.cli import main
from newsreader.ui.i18n import choose_language
from tests.builders import SAMPLES, write_library

Run = pytest.CaptureFixture[str]

NEWS = """---
id: bridge
title: "Мост: открыт"
source: "АркПресс"
published: 2025-01-02
---
Мост открыли утром.

«Мы ждали этого десять лет», — сказал министр Игорь Полуяхтов.
"""


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the given article and another one."""
    folder = write_library(tmp_path_factory.mktemp("library"), {"bridge.md": NEWS})
    shutil.copy(SAMPLES / "2024-04-03-tokayev-eurasian-security.md", folder)
    return folder


def lines(run: Run) -> list[dict[str, object]]:
    """What was printed, as JSON objects."""
    return [json.loads(line) for line in run.readouterr().out.splitlines()]


def test_version_and_help(capsys: Run) -> None:
    """Both answer and exit with 0; the help names every command."""
    for words, expected in ((["--version"], "newsreader 0."), (["--help"], "analyze"), (["quotes", "--help"], "QUERY")):
        with pytest.raises(SystemExit) as left:
            main(words)
        assert left.value.code == 0
        assert expected in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["list", "--library", "/no/such/folder"], "/no/such/folder: the library does not exist"),
        (["list", "--library", __file__], "is not a folder"),
        (["--library", "/no/such/folder", "list"], "does not exist"),
        (["show", "x#q", "--library", "."], "an address is an article's id"),
    ],
)
def test_wrong_use_is_one_line_and_code_2(capsys: Run, words: list[str], said: str) -> None:
    """The message names what was wrong and what to do."""
    assert main(words) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


@pytest.mark.parametrize(
    "words", [["list", "--limit", "0"], ["list", "--limit", "x"], ["sync", "--jobs", "99"], ["show"]]
)
def test_wrong_arguments_exit_with_2(words: list[str]) -> None:
    """The parser refuses what cannot be meant."""
    with pytest.raises(SystemExit) as left:
        main(words)
    assert left.value.code == 2


def test_the_reader_needs_a_terminal(capsys: Run) -> None:
    """Into a pipe it says what to use instead, without any control character."""
    assert main([]) == 2
    assert "needs a terminal" in capsys.readouterr().err


@pytest.mark.models
def test_a_library_is_read_listed_and_searched(capsys: Run, samples: Path) -> None:
    """sync, list, show, quotes and entities on the same folder; a second sync finds nothing to do."""
    at = ["--library", str(samples)]
    assert main(["sync", *at]) == 0
    assert "2 added" in capsys.readouterr().out
    assert main(["sync", *at]) == 0
    assert "2 unchanged, 0 analysed" in capsys.readouterr().out
    assert main(["list", *at, "--json"]) == 0
    bridge, sample = lines(capsys)
    assert (bridge["id"], bridge["title"], bridge["quotations"]) == ("bridge", "Мост: открыт", 1)
    assert sample["speaker"] == "Касым-Жомарт Токаев"
    assert main(["quotes", *at, "террорист", "--json"]) == 0
    found = lines(capsys)
    assert {hit["who"] for hit in found} == {"Касым-Жомарт Токаев"}
    assert main(["quotes", *at, "слонопотам"]) == 1
    assert "слонопотам" in capsys.readouterr().err
    assert main(["entities", *at, "ШОС", "--json"]) == 0
    (entity,) = [one for one in lines(capsys) if one["type"] == "organisation"]
    assert "организация" in str(entity["name"])
    address = f"{bridge['id']}#q1"
    assert main(["show", address, *at]) == 0
    assert "Мы ждали этого десять лет" in capsys.readouterr().out
    assert main(["show", "bridge#q9", *at]) == 1
    assert "there is no #q9" in capsys.readouterr().err


@pytest.mark.models
def test_quotations_are_exported(capsys: Run, samples: Path, tmp_path: Path) -> None:
    """Into a pipe or a file, in the formats that other tools read."""
    at = ["--library", str(samples)]
    assert main(["quotes", "мост", "--csv", *at]) == 1
    assert main(["export", "--format", "json", "ждали", *at]) == 0
    (row,) = json.loads(capsys.readouterr().out)
    assert (row["who"], row["source"]) == ("Игорь Полуяхтов", "АркПресс")
    target = tmp_path / "quotations.md"
    target.write_text("old", encoding="utf-8")
    assert main(["export", "-o", str(target), *at]) == 0
    assert target.read_text(encoding="utf-8").count("Касым-Жомарт Токаев") >= 5
    assert main(["export", "-o", str(tmp_path), *at]) == 2


@pytest.mark.models
def test_show_prints_headings_and_speakers(capsys: Run, samples: Path) -> None:
    """Plain text says in words what is a heading and whose a quotation is."""
    at = ["--library", str(samples)]
    assert main(["show", "tokayev-eurasian-security", "--plain", *at]) == 0
    text = capsys.readouterr().out
    assert "Heading level 2: Ситуация в Афганистане и на Ближнем Востоке" in text
    assert text.count("Quotation by Касым-Жомарт Токаев: ") == 5
    assert "\x1b" not in text
    assert main(["show", "no-such-article", *at]) == 1
    assert "no such article" in capsys.readouterr().err


@pytest.mark.models
def test_plain_text_speaks_the_language_of_the_locale(
    capsys: Run, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    try:
        assert main(["show", "tokayev-eurasian-security", "--plain", "--library", str(samples)]) == 0
    finally:
        choose_language("en")
    assert capsys.readouterr().out.count("Говорит Касым-Жомарт Токаев: ") == 5


@pytest.mark.models
def test_analyze_prints_the_sample_exactly(capsys: Run, tmp_path: Path) -> None:
    """Structure, the five direct quotations and the merged names of the given article; offsets count in "body"."""
    assert main(["analyze", "--json", str(SAMPLES / "2024-04-03-tokayev-eurasian-security.md")]) == 0
    (record,) = lines(capsys)
    body = str(record["body"])
    assert record["language"] == "ru"
    assert [section["title"] for section in record["sections"]] == [  # type: ignore[attr-defined]
        "",
        "Саммит ШОС в Астане и его важность в сегодняшней ситуации",
        'О теракте в "Крокусе" и бесчеловечном насилии',
        'ШОС создавалась для борьбы с "тремя силами зла"',
        "Ситуация в Афганистане и на Ближнем Востоке",
    ]
    assert record["dateline"]["place"] == "БИШКЕК"  # type: ignore[index]
    quotations = record["quotations"]
    direct = [one for one in quotations if one["kind"] == "direct"]  # type: ignore[attr-defined]
    assert [(body[one["start"] : one["end"]] == one["text"], one["who"]) for one in direct] == [
        (True, "Касым-Жомарт Токаев")
    ] * 5
    assert [one["text"].split()[0] for one in direct] == ["Придерживаемся", "За", "Главное", "Эти", "Серьезным"]
    assert '"трем силам зла"' in direct[3]["text"]
    assert direct[3]["text"].endswith("председательства Казахстана в ШОС")
    marked = [one["text"] for one in quotations if one["kind"] != "indirect"]  # type: ignore[attr-defined]
    assert not {"Крокусе", "тремя силами зла"} & set(marked)
    names = {entity["name"]: entity for entity in record["entities"]}  # type: ignore[attr-defined]
    forms = {name: {body[start:end] for start, end in one["mentions"]} for name, one in names.items()}
    assert names["Касым-Жомарт Токаев"]["type"] == "person"
    assert len(names["Касым-Жомарт Токаев"]["mentions"]) == body.count("Токаев")
    assert [name for name in names if "Токаев" in name] == ["Касым-Жомарт Токаев"]
    (organisation,) = [name for name, found in forms.items() if "ШОС" in found]
    assert "Шанхайская организация" in forms[organisation]
    (country,) = [name for name, found in forms.items() if "РК" in found]
    assert country == "Казахстан"
    assert names[country]["type"] == "place"
    assert not [name for name, found in forms.items() if "БИШКЕК" in found]


@pytest.mark.models
def test_analyze_goes_on_after_a_bad_file(capsys: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Each file is a line on its own; a missing one is named, and the exit code says so. A dash is standard input."""
    good = tmp_path / "good.txt"
    good.write_text("Дождь пройдёт к вечеру, сообщил синоптик Пётр Ильин.", encoding="cp1251")
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Всё спокойно.".encode())))
    assert main(["analyze", "--json", str(tmp_path / "missing.txt"), str(good), "-"]) == 1
    captured = capsys.readouterr()
    assert captured.err.count("\n") == 1
    assert "missing.txt" in captured.err
    records = [json.loads(line) for line in captured.out.splitlines()]
    assert [record["body"] for record in records] == [good.read_text(encoding="cp1251"), "Всё спокойно."]


def test_add_takes_files_folders_and_standard_input(
    capsys: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files are copied as they are, names never clash, and what cannot be read is named while the rest is taken."""
    library = tmp_path / "library"
    library.mkdir()
    source = write_library(tmp_path / "source", {"bridge.md": NEWS, "deep/other.txt": "Другая новость."})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("Новость из трубы.".encode())))
    words = [str(source / "bridge.md"), str(source), "-", str(source / "none.md")]
    assert main(["add", *words, "--library", str(library)]) == 1
    captured = capsys.readouterr()
    assert "none.md" in captured.err
    added = captured.out.splitlines()
    assert len(added) == 4
    assert (library / added[0]).read_bytes() == (source / "bridge.md").read_bytes()
    assert main(["list", "--json", "--library", str(library)]) == 0
    titles = {record["id"]: record["title"] for record in lines(capsys)}
    assert "Другая новость." in titles.values()
    assert titles["новость-из-трубы"] == "Новость из трубы."


def test_an_empty_library_is_told_from_a_filter_without_matches(capsys: Run, tmp_path: Path, samples: Path) -> None:
    """It says how articles come in."""
    library = tmp_path / "library"
    library.mkdir()
    assert main(["list", "--library", str(library)]) == 1
    assert f"{library}: there are no articles; `newsreader add" in capsys.readouterr().err
    assert main(["list", "--library", str(samples), "абракадабра"]) == 1
    assert capsys.readouterr().err == "newsreader: no article matches\n"


def test_a_pipe_that_closes_is_no_error(samples: Path) -> None:
    """`newsreader list | head` ends quietly."""
    command = f"{sys.executable} -m newsreader list --library {samples} | head -n 0"
    run = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (0, "", "")


@pytest.mark.parametrize(
    ("words", "ids"),
    [
        (["source:аркпресс"], ["bridge"]),
        (["title:мост", "unread:"], ["bridge"]),
        (["--", "-title:мост"], ["tokayev-eurasian-security"]),
        (["-title:мост"], ["tokayev-eurasian-security"]),
        (["--sort", "source", "--limit", "1"], ["tokayev-eurasian-security"]),
        (["since:2025"], ["bridge"]),
    ],
)
def test_the_list_takes_the_words_of_the_filter(samples: Path, capsys: Run, words: list[str], ids: list[str]) -> None:
    """And an order."""
    assert main(["list", "--json", "--library", str(samples), *words]) == 0
    assert [row["id"] for row in lines(capsys)] == ids


def test_a_filter_that_means_nothing_is_wrong_use(samples: Path, capsys: Run) -> None:
    """The line says what was expected."""
    assert main(["list", "--library", str(samples), "since:вечера"]) == 2
    assert "since: expected a year" in capsys.readouterr().err
