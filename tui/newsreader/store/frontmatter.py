"""Reads and writes the YAML front matter of a file. Front matter is data: each value is the string that was written.

No tags, anchors or aliases, bounded size and depth. Broken front matter costs a warning that names the line, never the
text after it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from newsreader.phrase import Phrase
from newsreader.text import clean_line

LARGEST = 64 * 1024
"""Code points of front matter that are read."""
DEEPEST = 20

Value = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of a file's head; a list holds only its strings."""

    values: dict[str, Value] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()

    def line(self, *names: str) -> str | None:
        """The first of the fields that is there, as one clean line; None where none is, or it is empty."""
        for name in names:
            value = self.values.get(name)
            if value is not None:
                line = clean_line(value if isinstance(value, str) else ", ".join(value))
                if line:
                    return line
        return None

    def lines(self, *names: str) -> tuple[str, ...]:
        """The first of the fields that is there, as clean lines; a string is split at its commas."""
        for name in names:
            value = self.values.get(name)
            if value is not None:
                parts = value.split(",") if isinstance(value, str) else value
                return tuple(line for line in map(clean_line, parts) if line)
        return ()


def split(text: str) -> tuple[str | None, str]:
    """A file's front matter, without its marks, and the text after it; None where the file has no front matter.

    A rule at the head of a Markdown text is no front matter, nor is what is not closed within `LARGEST`.
    """
    if not text.startswith("---"):
        return None, text
    first, _, rest = text.partition("\n")
    if first.rstrip() != "---":
        return None, text
    closing = _CLOSING.search(rest, 0, LARGEST)
    if closing is None:
        return None, text
    inside = rest[: closing.start()]
    if inside.strip() and ":" not in inside:
        return None, text
    return inside, rest[closing.end() :]


_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)


def parse(text: str) -> FrontMatter:
    """The fields of front matter as `split` gives it. Never raises; what is wrong becomes a warning."""
    values: dict[str, Value] = {}
    warnings: list[str] = []
    for name, value, line in _simple(text) or _general(text, warnings):
        if name in values:
            shown = clean_line(name, limit=40)
            warnings.append(
                Phrase("line {line}: the front matter states {name} twice; the last one holds", line=line, name=shown)
            )
        values[name] = value
    return FrontMatter(values, tuple(warnings))


# What most files have: `name: words`, `name: "words"`, `name: [words, words]`, one a line. YAML reads these the same.
_PLAIN = r"[^\W_](?:[^:#\n]|:(?=[^ \n])|(?<=[^ ])#)*"
_ITEM = r"[^\W_][^:#\n,\[\]{}]*"
_LINE = re.compile(
    r"(?P<name>[A-Za-z][A-Za-z0-9_-]*):(?: +(?:"
    r"\"(?P<double>[^\"\\\n]*)\"|'(?P<single>[^'\n]*)'"
    rf"|\[(?P<list> *{_ITEM}(?:, *{_ITEM})*)\]|(?P<plain>{_PLAIN})"
    r"))? *"
)
_UNUSUAL = re.compile("[^\n\x20-\x7e\xa0-\u2027\u2030-\ud7ff\ue000-\ufefe\uff00-\ufffd\U00010000-\U0010ffff]")


def _simple(text: str) -> list[tuple[str, Value, int]] | None:
    """The fields of front matter that has only simple lines; None where it takes a YAML parser."""
    if _UNUSUAL.search(text):
        return None
    fields: list[tuple[str, Value, int]] = []
    for number, line in enumerate(text.split("\n"), 2):
        if not line:
            continue
        found = _LINE.fullmatch(line)
        if found is None or line.startswith(("---", "...")):
            return None
        items = found["list"]
        if items is not None:
            fields.append((found["name"], tuple(item.strip() for item in items.split(",")), number))
            continue
        plain = found["plain"]
        value = plain.rstrip(" ") if plain is not None else found["double"] or found["single"] or ""
        fields.append((found["name"], value, number))
    return fields


# A line that says what it means, though YAML does not take it: «title: Токаев: Казахстан выступает за диалог».
_LOOSE = re.compile(r"([A-Za-z][A-Za-z0-9_-]*):[ \t]+([^\s&*!|>{\[%@`\"'#-].*)")


def _general(text: str, warnings: list[str]) -> Iterator[tuple[str, Value, int]]:
    """The fields by YAML's events: nothing is resolved or constructed, so that a value is what was written.

    From a line on that is not understood, what can be read line by line is taken as it stands.
    """
    from newsreader.store.yamlevents import YamlTrouble, fields

    found: list[tuple[str, Value, int]] = []
    try:
        for one in fields(text, deepest=DEEPEST):
            found.append(one)  # not extend: those before the trouble are to be kept
    except YamlTrouble as trouble:
        what = trouble.problem
        warnings.append(
            Phrase("line {line}: the front matter is not understood: {problem}", line=trouble.line, problem=what)
        )
        found = [one for one in found if one[2] < trouble.line]
        for number, line in enumerate(text.split("\n"), 2):
            loose = _LOOSE.fullmatch(line) if number >= trouble.line else None
            if loose:
                found.append((loose[1], loose[2].rstrip(), number))
    yield from found


def emit(fields: list[tuple[str, Value]]) -> str:
    """Front matter with its marks; each value stands in double quotes, so that it is read as the string it is."""
    lines = ["---"]
    for name, value in fields:
        if isinstance(value, str):
            lines.append(f"{name}: {_quoted(value)}")
        else:
            lines.append(f"{name}: [{', '.join(map(_quoted, value))}]")
    return "\n".join(lines) + "\n---\n"


_ESCAPED = re.compile('["\\\\\x00-\x1f\x7f-\xa0\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]')


def _quoted(value: str) -> str:
    return '"' + _ESCAPED.sub(lambda found: _escape(found[0]), value) + '"'


def _escape(char: str) -> str:
    return "\\" + char if char in '"\\' else f"\\u{ord(char):04x}"
