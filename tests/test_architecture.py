"""The structure that the code promises: who may import whom, what importing costs, how large things may grow."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from newsreader.models import ListFilter
from newsreader.store.changes import Put
from newsreader.store.files import FileState
from newsreader.store.store import Store
from tests.builders import make_analysis, make_article

SOURCE = Path(__file__).resolve().parents[1] / "tui" / "newsreader"
MODULES = sorted(SOURCE.rglob("*.py"))

HEAVY = {"numpy", "slovnet", "navec", "razdel", "pymorphy3", "natasha", "yaml", "lxml", "textual", "rich", "sqlite3"}


def imported_by(code: str) -> set[str]:
    """Top-level names of the modules that a new interpreter has loaded after running the code."""
    report = f"{code}\nimport sys; print(' '.join({{name.partition('.')[0] for name in sys.modules}}))"
    run = subprocess.run([sys.executable, "-P", "-c", report], capture_output=True, text=True, check=True)
    return set(run.stdout.split("\n")[-2].split())


@pytest.mark.parametrize(
    ("module", "allowed"),
    [
        ("newsreader.cli", set()),
        ("newsreader.config", set()),
        ("newsreader.models", set()),
        ("newsreader.library", set()),
        ("newsreader.sync", set()),
        ("newsreader.worker", set()),
        ("newsreader.tasks", set()),
        ("newsreader.analysis.pipeline", set()),
        ("newsreader.store.store", {"sqlite3"}),
        ("newsreader.ui.app", {"textual", "rich"}),
    ],
)
def test_importing_a_module_loads_nothing_heavy(module: str, allowed: set[str]) -> None:
    """The reader starts without models, YAML or HTML parsers; whoever needs one imports it when it is needed."""
    assert imported_by(f"import {module}") & (HEAVY - allowed) == set()


def test_help_loads_no_screen_and_no_models() -> None:
    """`newsreader --help` answers at once."""
    code = "from newsreader.cli.parser import parse\ntry:\n    parse(['--help'])\nexcept SystemExit:\n    pass"
    assert imported_by(code) & HEAVY == set()


SLOW = HEAVY - {"sqlite3"} | {
    "argparse", "array", "asyncio", "dataclasses", "email", "gettext", "hashlib", "inspect", "json", "locale",
    "multiprocessing", "pathlib", "random", "select", "shutil", "subprocess", "tempfile", "threading", "typing",
    "urllib", "uuid",
}  # fmt: skip
"""What would make a search of the quotations take longer than twice its time without."""


@pytest.mark.parametrize("options", [[], ["--limit", "1"]])
def test_a_search_loads_next_to_nothing(tmp_path: Path, own_machine: Path, options: list[str]) -> None:
    """`newsreader quotes` on an index that stands is as quick as its imports are few."""
    folder = tmp_path / "library"
    folder.mkdir()
    store = Store.open(folder, cache=own_machine / "cache" / "newsreader", data=own_machine / "data" / "newsreader")
    store.apply([Put(FileState(b"one", 1, 1), b"one", make_article("«Мост открыт», — сказал мэр."))])
    (key,) = store.keys(ListFilter())
    store.put_analyses([(key, make_analysis("«Мост открыт», — сказал мэр.", ("Мост открыт", "Лев Борнов")))])
    store.close()
    words = ["quotes", "--library", str(folder), "мосты", *options]
    code = f"from newsreader.cli import main\nassert main({words!r}) == 0"
    assert imported_by(code) & SLOW == set()


def test_the_reader_starts_without_what_its_first_screen_does_not_need() -> None:
    """Neither what only other commands use, nor what a search needs."""
    code = (
        "not_yet = {'newsreader.findings', 'newsreader.store.query', 'newsreader.ui.widgets.offers'}\n"
        "import sys, newsreader.cli.reading, newsreader.store.store, newsreader.ui.app, newsreader.ui.remembered\n"
        "assert not not_yet & sys.modules.keys()"
    )
    assert imported_by(code) & {"argparse", "hashlib", "yaml", "lxml"} == set()


def test_import_directions_hold() -> None:
    """The contracts of pyproject.toml."""
    command = Path(sys.executable).parent / "lint-imports"
    run = subprocess.run([str(command)], cwd=SOURCE.parents[1], capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_sizes_stay_small(path: Path) -> None:
    """Module 300 lines, class 200, function 40: what is larger owns more than one thing."""
    text = path.read_text(encoding="utf-8")
    over = [f"module: {text.count(chr(10))}"] if text.count("\n") > 300 else []
    for node in ast.walk(ast.parse(text)):
        limit = {ast.FunctionDef: 40, ast.AsyncFunctionDef: 40, ast.ClassDef: 200}.get(type(node))
        if limit is not None and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            size = (node.end_lineno or node.lineno) - node.lineno + 1
            if size > limit:
                over.append(f"{node.name}: {size}")
    assert over == []


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_modules_say_what_they_own(path: Path) -> None:
    """Every module opens with a docstring."""
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_foreign_text_is_never_markup() -> None:
    """Nowhere is markup switched on: brackets in a title are only brackets."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.keyword) and node.arg == "markup":
                assert isinstance(node.value, ast.Constant), path
                assert node.value.value is False, path
            if isinstance(node, ast.Attribute) and node.attr == "from_markup":
                raise AssertionError(f"{path}:{node.lineno} reads markup")


def test_frames_are_titled_with_content() -> None:
    """A plain string in a frame's title is read as markup: brackets in a filter would end the program."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Assign):
                continue
            for target in node.targets:
                if isinstance(target, ast.Attribute) and target.attr in ("border_title", "border_subtitle"):
                    made = node.value.func if isinstance(node.value, ast.Call) else None
                    assert isinstance(made, ast.Name), f"{path}:{node.lineno}"
                    assert made.id == "Content", f"{path}:{node.lineno}"
