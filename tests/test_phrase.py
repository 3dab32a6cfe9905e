"""Sentences that the parts below the interface say, and that the interface says in another language."""

from __future__ import annotations

import ast
import errno
import pickle
from collections.abc import Iterator
from pathlib import Path
from string import Formatter

import pytest

from newsreader import errors, yamlwords
from newsreader.config import load
from newsreader.errors import ArticleError, NewsreaderError
from newsreader.phrase import Phrase, packed, reason, unpacked
from newsreader.store.articles import parse_article
from newsreader.store.codec import pack_problem, unpack_problem
from newsreader.text import clean_said
from newsreader.ui.i18n import choose_language
from newsreader.ui.wording import told

PACKAGE = Path(errors.__file__).parent
BELOW = [path for path in PACKAGE.rglob("*.py") if path.relative_to(PACKAGE).parts[0] not in ("ui", "cli")]
"""What the interface may have to pass on."""


@pytest.fixture(autouse=True)
def in_russian() -> Iterator[None]:
    choose_language("ru")
    yield
    choose_language("en")


def nested() -> Phrase:
    return Phrase("{name}: cannot be written: {reason}", name="мост.md", reason=Phrase("No space left on device"))


def test_a_phrase_is_its_english_sentence_and_is_told_in_the_interfaces_language() -> None:
    assert nested() == "мост.md: cannot be written: No space left on device"
    assert told(nested()) == "мост.md: не записывается: на диске нет места"


def test_a_phrase_goes_through_a_pickle_and_through_the_index() -> None:
    for again in (
        pickle.loads(pickle.dumps(nested())),
        unpacked(packed(nested())),
        unpack_problem(pack_problem(nested())),
    ):
        assert (again, told(again)) == (nested(), told(nested()))  # type: ignore[arg-type]


@pytest.mark.parametrize("text", ["", "plain words", '["{0.__class__}", {}]', "[1, 2]", "17", '"', "{name}"])
def test_any_text_in_the_index_is_a_text(text: str) -> None:
    assert unpack_problem(pack_problem(text)) == text
    assert isinstance(unpack_problem(text), str)


def test_what_stands_in_a_phrase_is_cleaned_and_never_taken_for_a_template() -> None:
    said = clean_said(Phrase("{name}: is not a regular file", name="a\x1b]0;{reason}\x07.md"))
    assert "\x1b" not in said
    assert told(said) == "a␛]0;{reason}␇.md: это не обычный файл"


def test_an_error_tells_the_same_as_what_it_says() -> None:
    error = ArticleError("{name}: lies outside the library", name="../тень.md")
    assert str(error) == "../тень.md: lies outside the library"
    assert told(error) == told(pickle.loads(pickle.dumps(error))) == "../тень.md: лежит вне библиотеки"
    assert told(ValueError("odd")) == "ValueError: odd"


def test_the_systems_words_are_translated() -> None:
    assert told(reason(OSError(errno.EACCES, "Permission denied"))) == "нет прав"


FAULTS = {
    "two colons": b"---\ntitle: one: two\n---\nbody\n",
    "tab": b"---\ntitle: a\n\tplace: b\n---\nbody\n",
    "open quotation mark": b'---\ntitle: "never\n---\nbody\n',
    "open bracket": b"---\ntags: [a, b\ntitle: c\n---\nbody\n",
    "words behind": b"---\ntitle: 'it' is\n---\nbody\n",
    "backslash": b'---\ntitle: "a\\q"\n---\nbody\n',
    "no colon": b"---\ntitle: a\nwords\nplace: b\n---\nbody\n",
    "list in line": b"---\ntags: - a\n---\nbody\n",
    "odd beginning": b"---\ntitle: @home\n---\nbody\n",
    "tag": b"---\ntitle: !str a\n---\nbody\n",
    "alias": b"---\ntitle: &a b\nplace: *a\n---\nbody\n",
    "depth": b"---\ntitle: " + b"[" * 30 + b"]" * 30 + b"\n---\nbody\n",
    "list": b"---\n- title: a\n---\nbody\n",
    "twice": b"---\ntitle: a\ntitle: b\n---\nbody\n",
    "date": b"---\npublished: some day\n---\nbody\n",
    "odd byte": "Ветер стих, и паром пошёл.".encode() + b"\xff\n",
    "encoding": "Ветер стих, и паром пошёл через пролив к северному берегу.\n".encode("koi8-r"),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_what_is_wrong_with_a_file_is_told_in_russian(fault: str) -> None:
    warnings = parse_article(FAULTS[fault], name="a.md").warnings
    assert warnings
    for warning in warnings:
        assert told(warning) != warning, warning


@pytest.mark.parametrize(
    ("text", "english", "russian"),
    [
        ("measure: 7\n", "1: measure: expected a number from 40 to 120, found", "1: measure: нужно число от 40 до 120"),
        ("\nwidth: 7\n", "2: width: no such setting; there are library", "2: width: нет такой настройки; есть"),
        ("jobs: 2\nlanguage: tlh\n", "2: language: expected en or ru", "2: language: нужно en или ru"),
        ("keys: x\n", "1: keys: expected lines of the form “action: key”", "1: keys: нужны строки вида «action: key»"),
        ("theme: [a]\n", "1: theme: expected a single value", "1: theme: нужно одно значение"),
        ("a: b: c\n", "1: a value with a colon in it", "1: значение с двоеточием"),
        ("- a\n", "1: expected lines of the form “name: value”", "1: нужны строки вида «имя: значение»"),
    ],
)  # fmt: skip
def test_what_is_wrong_with_the_configuration_is_told_with_its_place(
    text: str, english: str, russian: str, tmp_path: Path
) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(text)
    (problem,) = load(path).problems
    assert problem.startswith(f"{path}:{english}")
    assert told(problem).startswith(f"{path}:{russian}")


def test_yaml_that_nobody_thought_of_is_said_to_be_none() -> None:
    assert told(yamlwords.plain_words(ValueError("odd"))) == "это не YAML"


def _sentences(path: Path) -> Iterator[ast.Call]:
    """Where a module makes an error or a phrase out of words."""
    source = path.read_text(encoding="utf-8")
    kinds = [kind for kind in vars(errors).values() if isinstance(kind, type) and issubclass(kind, NewsreaderError)]
    makers = {"ClosedError", "_WrongError", *(kind.__name__ for kind in kinds)} - {"FilterError"}
    if "from newsreader.phrase import" in source:
        makers.add("Phrase")
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in makers and node.args:
            yield node


@pytest.mark.parametrize("path", BELOW, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_what_is_said_below_the_interface_is_a_template_with_its_values(path: Path) -> None:
    """What is put together before it is said cannot be found in a catalogue."""
    for call in _sentences(path):
        first = call.args[0]
        assert not isinstance(first, ast.JoinedStr | ast.BinOp), f"{path.name}:{call.lineno}"
        if isinstance(first, ast.Constant) and call.keywords:
            places = {name for _text, name, _spec, _conversion in Formatter().parse(str(first.value)) if name}
            assert places == {word.arg for word in call.keywords}, f"{path.name}:{call.lineno}"


def test_notes_about_a_file_are_phrases() -> None:
    for name in ("articles.py", "frontmatter.py", "listing.py", "decoding.py", "index.py", "marks.py"):
        for node in ast.walk(ast.parse((PACKAGE / "store" / name).read_text(encoding="utf-8"))):
            called = getattr(node, "func", None)
            if isinstance(called, ast.Attribute) and called.attr == "append" and isinstance(node, ast.Call):
                noted = ast.unparse(called.value)
                assert ("warnings" not in noted and "notices" not in noted) or ast.unparse(node.args[0])[
                    :7
                ] == "Phrase("
