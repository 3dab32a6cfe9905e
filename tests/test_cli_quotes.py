"""`quotes`, `speakers`, `export` and references, on the sample article with the real models."""

from __future__ import annotations

import json
import shutil
import sqlite3
from pathlib import Path

import pytest

from newsreader.cli import main
from newsreader.store.schema import index_name
from newsreader.store.store import Store
from tests.builders import SAMPLES, write_library

Run = pytest.CaptureFixture[str]
ID = "tokayev-eurasian-security"

pytestmark = pytest.mark.models


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library of one article."""
    folder = tmp_path_factory.mktemp("library")
    shutil.copy(SAMPLES / "2024-04-03-tokayev-eurasian-security.md", folder)
    return folder


def test_quotations_are_narrowed_by_options(capsys: Run, sample: Path) -> None:
    """The options say what the refinements of a query say."""
    at = ["--library", str(sample)]
    for options in (["--by", "президент"], ["--about", "ШОС", "--kind", "direct"], ["--since", "2024-04"]):
        assert main(["quotes", *at, *options, "--json"]) == 0
        assert all(json.loads(line)["article"] == ID for line in capsys.readouterr().out.splitlines())
    for options in (["--until", "2023"], ["--starred"], ["--tag", "нет"], ["--source", "нигде"]):
        assert main(["quotes", *at, *options]) == 1
        assert capsys.readouterr().out == ""
    assert main(["quotes", *at, "--since", "гриб"]) == 2
    assert "--since гриб: means nothing; a date is 2024" in capsys.readouterr().err
    assert main(["quotes", *at, "--kind", "гриб"]) == 2
    assert "--kind гриб: means nothing; a kind is direct" in capsys.readouterr().err
    assert main(["quotes", *at, "тиррорист"]) == 1
    assert "there is террорист" in capsys.readouterr().err


def test_a_refinement_that_means_nothing_is_told(capsys: Run, sample: Path) -> None:
    """It stands in the query, where everything is legal, and does not narrow."""
    at = ["--library", str(sample)]
    assert main(["quotes", *at, "от:гриб", "безопасность", "--json"]) == 0
    told = capsys.readouterr()
    assert main(["quotes", *at, "безопасность", "--json"]) == 0
    plain = capsys.readouterr()
    assert told.out == plain.out
    assert "newsreader: “от:гриб” means nothing, and is left out" in told.err.splitlines()
    assert "left out" not in plain.err
    assert main(["quotes", *at, "(👍)", "--limit", "1"]) == 0
    assert "newsreader: “(👍)” has no word to look for, and is left out" in capsys.readouterr().err.splitlines()


def test_a_word_of_one_letter_is_a_word(capsys: Run, sample: Path) -> None:
    """Nobody is typing it on: what has no such word is not found, by a refinement neither."""
    at = ["--library", str(sample), "--json"]
    for query in ("щ", "кто:щ", '"щ', "безопасность щ"):
        assert main(["quotes", *at, query]) == 1
    assert main(["quotes", *at, "и"]) == 0
    texts = [json.loads(line)["text"].lower() for line in capsys.readouterr().out.splitlines()]
    assert texts and all(" и " in f" {text} " for text in texts)


def test_a_refused_word_is_no_option(capsys: Run, sample: Path) -> None:
    """«-слово» may stand anywhere, before and behind options; what is an option stays one."""
    at = ["--library", str(sample), "--json"]
    assert main(["quotes", *at, "безопасность"]) == 0
    everything = capsys.readouterr().out.splitlines()
    for words in (["безопасность", "-доверие"], ["-доверие", "безопасность"], ["--", "безопасность", "-доверие"]):
        assert main(["quotes", *at, *words]) == 0
        assert 0 < len(capsys.readouterr().out.splitlines()) < len(everything)
    assert main(["quotes", *at, "-кто:Токаев", "--limit", "3"]) == 0
    assert "Токаев" not in {json.loads(line)["who"] for line in capsys.readouterr().out.splitlines()}
    with pytest.raises(SystemExit):
        main(["quotes", "--library", str(sample), "-h"])
    assert "usage: newsreader quotes" in capsys.readouterr().out


@pytest.mark.parametrize("format_", ["markdown", "csv", "json", "bibtex", "csl"])
def test_what_streams_is_what_is_exported(capsys: Run, sample: Path, format_: str) -> None:
    """In every format; JSON of the export is one list."""
    at = ["--library", str(sample)]
    assert main(["export", *at, "--by", "Токаев", "--format", format_]) == 0
    exported = capsys.readouterr().out
    assert exported.count(f"{ID}{':' if format_ == 'bibtex' else '#'}q") >= 5
    if format_ in ("json", "csl"):
        assert len(json.loads(exported)) >= 5
    if format_ != "json":
        assert main(["quotes", *at, "--by", "Токаев", f"--{format_}"]) == 0
        assert capsys.readouterr().out == exported


@pytest.mark.parametrize(
    ("name", "begins"),
    [
        ("out.md", "> "), ("out.csv", "address,kind"), ("OUT.JSON", '[\n {\n  "address"'), ("out.bib", "@misc{"),
        ("out.csl", '[\n {\n  "id"'), ("out.csl.json", '[\n {\n  "id"'), ("out.txt", "> "), ("csv", "> "),
    ],
)  # fmt: skip
def test_a_file_says_its_format_by_its_ending(tmp_path: Path, sample: Path, name: str, begins: str) -> None:
    """Where none is stated; one that is stated holds, whatever the ending."""
    target = tmp_path / name
    at = ["export", "--library", str(sample), "--by", "Токаев", "-o", str(target)]
    assert main(at) == 0
    assert target.read_text(encoding="utf-8").startswith(begins)
    assert main([*at, "--format", "bibtex"]) == 0
    assert target.read_text(encoding="utf-8").startswith("@misc{")


def test_an_export_of_nothing_says_so(capsys: Run, sample: Path) -> None:
    """On the stream for errors; what other tools read is still well formed."""
    assert main(["export", "--library", str(sample), "слонопотам", "--format", "json"]) == 1
    answer = capsys.readouterr()
    assert json.loads(answer.out) == []
    assert answer.err.splitlines()[-1] == "newsreader: no quotation matches"


def test_an_export_of_nothing_leaves_the_file_as_it_is(capsys: Run, tmp_path: Path, sample: Path) -> None:
    """A mistyped query takes no earlier export away, and makes no empty file."""
    for name, before in (("old.csv", "mine"), ("new.csv", None)):
        target = tmp_path / name
        if before is not None:
            target.write_text(before, encoding="utf-8")
        assert main(["export", "--library", str(sample), "слонопотам", "-o", str(target)]) == 1
        assert (target.read_text(encoding="utf-8") if target.exists() else None) == before
        assert capsys.readouterr().err.splitlines()[-1] == "newsreader: no quotation matches"


def test_speakers_and_references(capsys: Run, sample: Path) -> None:
    """A list, a page by any form of the name, a page of what is only spoken of; a reference to a quotation."""
    at = ["--library", str(sample)]
    assert main(["speakers", *at, "--json"]) == 0
    assert json.loads(capsys.readouterr().out.splitlines()[0])["name"] == "Касым-Жомарт Токаев"
    assert main(["speakers", *at, "токаеву", "--json"]) == 0
    page = json.loads(capsys.readouterr().out)
    assert page["timeline"][0]["month"] == "2024-04"
    assert any("президент" in role["words"].lower() for role in page["roles"])
    assert main(["speakers", *at, "Казахстан"]) == 0
    assert "spoken of by" in capsys.readouterr().out
    assert main(["speakers", *at, "Никтоев"]) == 1
    assert main(["show", f"{ID}#q1", "--gost", *at]) == 0
    assert "2024. 3 апр" in capsys.readouterr().out
    assert main(["show", ID, "--gost", *at]) == 2


def test_a_collection_is_exported(capsys: Run, sample: Path, own_machine: Path) -> None:
    """All of it, and nothing else; one that is not there is told."""
    at = ["--library", str(sample)]
    assert main(["sync", *at]) == 0
    store = Store.open(sample, cache=own_machine / "cache" / "newsreader", data=own_machine / "data" / "newsreader")
    store.add_to_collection("Саммит", [f"{ID}#q2"])
    store.close()
    capsys.readouterr()
    assert main(["export", "--collection", "Саммит", "--format", "json", *at]) == 0
    assert [row["address"] for row in json.loads(capsys.readouterr().out)] == [f"{ID}#q2"]
    assert main(["export", "--collection", "Нет", *at]) == 1
    assert "there is no such collection" in capsys.readouterr().err
    assert main(["export", "слово", "--collection", "Саммит", *at]) == 2


def test_a_half_built_index_says_what_is_not_searched(capsys: Run, tmp_path: Path, own_machine: Path) -> None:
    """On the stream for errors, behind what there is already, or behind that nothing matches."""
    library = write_library(tmp_path / "library", {"a.md": "«Мост открыт», — сказала мэр.", "b.md": "Снег."})
    at = ["--library", str(library)]
    assert main(["sync", *at]) == 0
    with sqlite3.connect(own_machine / "cache" / "newsreader" / index_name(library)) as index:
        index.execute("UPDATE articles SET engine = NULL WHERE id = 'b'")
    index.close()
    capsys.readouterr()
    for query, code in (("мост", 0), ("лёд", 1)):
        assert main(["quotes", query, *at]) == code
        answer = capsys.readouterr()
        assert answer.err.splitlines()[-1] == (
            "newsreader: 1 article is not analysed yet and not searched; see `newsreader sync`"
        )
        assert ("Мост открыт" in answer.out) == (code == 0)
