"""Front matter is data: strings as they were written."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.store import frontmatter
from newsreader.store.frontmatter import FrontMatter, emit, parse, split
from newsreader.store.yamlevents import YamlTrouble, fields


def general(text: str) -> dict[str, frontmatter.Value] | None:
    """The fields by the YAML parser alone; None where it does not understand."""
    try:
        return {name: value for name, value, _ in fields(text, deepest=20)}
    except YamlTrouble:
        return None


@pytest.mark.parametrize(
    "written",
    [
        "no",
        "yes",
        "true",
        "null",
        "~",
        "007",
        "0x1F",
        "1_000",
        "12:30:45",
        "2024-02-30",
        "1e3",
        ".inf",
        "9" * 5000,
        "=",
        "<<x",
    ],
)
def test_values_are_strings_as_written(written: str) -> None:
    """YAML would make false, 7, 45045 or an error of them."""
    assert parse(f"title: {written}\n").values["title"] == written


def test_lists_and_comma_strings() -> None:
    """Authors and tags may be written either way."""
    matter = parse(
        "authors: [Анна Лис, 'Пётр, младший']\ntags: мост,  река ,\nplaces:\n  - Сольмар\n  - {x: 1}\n  - no\n"
    )
    assert matter.lines("authors") == ("Анна Лис", "Пётр, младший")
    assert matter.lines("tags") == ("мост", "река")
    assert matter.lines("places") == ("Сольмар", "no")
    assert matter.line("authors") == "Анна Лис, Пётр, младший"
    assert matter.warnings == ()


def test_the_text_begins_after_the_closing_mark() -> None:
    """To the letter; marks inside the text are text."""
    assert split("---\na: b\n---\n\n  Текст\n---\nещё") == ("a: b\n", "\n  Текст\n---\nещё")
    assert split("---\n---\nТекст") == ("", "Текст")
    assert split("---\na: b\n---") == ("a: b\n", "")


@pytest.mark.parametrize(
    "text", ["Текст", "----\na: b\n---\n", "---\nНикогда не закрыто: да", "---\nСтрока\n---\nещё", ""]
)
def test_what_is_no_front_matter_stays_text(text: str) -> None:
    """A rule at the head of a text is not taken for front matter."""
    assert split(text) == (None, text)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("id: a\ntitle: Мост: новости: сегодня\nsource: X\n", 3),
        ("id: a\n\tb: c\n", 3),
        ("id: [a, b\nsource: X\n", 3),
        ('id: a\nx: y\ntitle: "нет конца\n', 5),
        ("id: a\nx: !!python/object/apply:os.system [ls]\n", 3),
        ("id: &a b\nx: *a\n", 2),
        ("id: a\nx: \x07\n", 3),
        ("- id: a\n", 2),
        ("id: " + "[" * 3000 + "\n", 2),
        ("id: a\nx: {" + "a: {" * 40 + "}" * 41 + "\n", 3),
    ],
)
def test_broken_front_matter_names_its_line(text: str, line: int) -> None:
    """The opening mark is line 1 of the file."""
    matter = parse(text)
    assert len(matter.warnings) == 1
    assert matter.warnings[0].startswith(f"line {line}: "), matter.warnings


def test_fields_before_the_fault_are_kept() -> None:
    """What was understood is not lost, and what can be read by a person is taken as it stands."""
    assert parse("id: a\ntitle: Мост: закрыт: совсем\nx: !!python/name:os.system [1]\nurl: b\n").values == {
        "id": "a",
        "title": "Мост: закрыт: совсем",
        "url": "b",
    }


@pytest.mark.parametrize("text", ["id: a\nid: b\n", "id: a\n'id': b\n"])
def test_a_field_stated_twice_is_told(text: str) -> None:
    """The last one holds."""
    matter = parse(text)
    assert matter.values["id"] == "b"
    assert matter.warnings == ("line 3: the front matter states id twice; the last one holds",)


@pytest.mark.parametrize(
    "text",
    [
        "a: &x [1]\n" + "".join(f"b{n}: &y{n} [*x, *x]\n" for n in range(40)),
        "? " * 2000 + "\n",
        "a: " + "{" * 5000 + "\n",
        "a: " + "- " * 8000 + "\n",
        "a: |\n" + " x\n" * 15_000,
        "".join(f"k{n}: v\n" for n in range(8000)),
        "<<: {a: 1}\n" * 900,
        '"\\x41": ' + "'" * 3001 + "\n",
        "a: " + '"' + "\\n" * 20_000 + '"\n',
    ],
    ids=range(9),
)
def test_bombs_are_harmless(text: str) -> None:
    """No alias is expanded, no depth followed; even the slow parser ends soon."""
    start = time.process_time()
    parse(text)
    assert time.process_time() - start < 4


def test_controls_made_by_escapes_are_shown() -> None:
    """A quoted string can name a control character after the text has been cleaned."""
    matter = parse('title: "\\e]52;c;x\\a \\x9b \\u2028z"\n')
    line = matter.line("title")
    assert line is not None
    assert "\x1b" not in line
    assert line.startswith("␛]52;c;x␇")
    assert "\x9b" not in line


SCALARS = st.text(st.characters(blacklist_categories=["Cs"]), max_size=40)
NAMES = st.sampled_from(["id", "title", "source", "url", "x-y", "tags2"])


@given(st.dictionaries(NAMES, st.one_of(SCALARS, st.lists(SCALARS, max_size=4).map(tuple)), min_size=1))
def test_what_is_written_is_read(values: dict[str, frontmatter.Value]) -> None:
    """Any string, by the fast reader and by the YAML parser alike."""
    head, rest = split(emit(list(values.items())) + "Текст")
    assert head is not None
    assert rest == "Текст"
    assert parse(head) == FrontMatter(values)
    assert general(head) == values


@given(st.text(alphabet="aя7:# -_'\"[],{}.&*!|>%@`?/é=<~", max_size=16))
def test_the_fast_reader_agrees_with_yaml(value: str) -> None:
    """What it understands, it understands as the YAML parser does."""
    text = f"k: {value}\nz: 1\n"
    fast = frontmatter._simple(text)
    if fast is not None:
        assert {name: held for name, held, _ in fast} == general(text)
