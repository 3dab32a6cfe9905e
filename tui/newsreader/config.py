"""The configuration: where things lie and how the reader looks. A wrong file never stops the program.

Defaults hold, and it says so.
"""

from __future__ import annotations

import os
from collections.abc import Mapping
from types import MappingProxyType

from newsreader.errors import NewsreaderError, UsageError
from newsreader.phrase import Phrase, reason
from newsreader.record import Record
from newsreader.text import clean_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import Any

APP = "newsreader"
LARGEST_FILE = 256 * 1024
_NOTHING: Mapping[str, str] = MappingProxyType({})
_NO_LINES: Mapping[str, int] = MappingProxyType({})


def _folder(variable: str, fallback: str) -> str:
    """An XDG base directory.

    The variable if it holds an absolute path, else the standard's fallback below the home directory.

    Raises:
        UsageError: where nobody knows that.
    """
    stated = os.environ.get(variable, "")
    base = stated.rstrip("/") if stated.startswith("/") else f"{os.path.expanduser('~')}/{fallback}"
    if not base.startswith("/") and stated != "/":
        raise UsageError("the home directory is not known; set HOME, or {variable} to a folder", variable=variable)
    return f"{base}/{APP}"


class Paths(Record):
    """Where the program keeps its files, by the XDG base directory specification."""

    config: str
    """The configuration file."""
    cache: str
    """Indexes: may be deleted at any time."""
    data: str
    """Marks, and the default library: never deleted by the program."""
    state: str
    """How the screen was left."""

    @classmethod
    def standard(cls) -> Paths:
        """The places for the user who runs the program."""
        return cls(
            config=_folder("XDG_CONFIG_HOME", ".config") + "/config.yaml",
            cache=_folder("XDG_CACHE_HOME", ".cache"),
            data=_folder("XDG_DATA_HOME", ".local/share"),
            state=_folder("XDG_STATE_HOME", ".local/state"),
        )


class Config(Record):
    """What a person may set in `config.yaml`; `MEANINGS` says what each is."""

    library: Path | None = None
    language: str | None = None
    theme: str | None = None
    measure: int = 76
    jobs: int = 1
    keys: Mapping[str, str] = _NOTHING
    views: Mapping[str, str] = _NOTHING


MEANINGS = {
    "library": "the folder of articles to open; unset: library below the data directory",
    "language": "language of the interface, en or ru; unset: by the locale",
    "theme": "name of the theme (T in the reader shows them); unset: the program's own dark one",
    "measure": "width of the text in cells, 40 to 120",
    "jobs": "worker processes that analyse in the background, 1 to 16",
    "keys": "own keys by the name of the action, as in next_quotation: c, f10",
    "views": "filters of the list by a name of your own, as in neighbours: 'about:Tervia unread:'",
}
"""What each setting is, in a line."""


class Loaded(Record):
    """A configuration, and what was wrong with its file in one line each."""

    config: Config
    problems: tuple[str, ...] = ()
    lines: Mapping[str, int] = _NO_LINES
    """The line of the file that each stated setting stands in, from 1; of a table also each row: `keys.undo`."""


class _WrongError(NewsreaderError):
    """A setting is not what it may be."""


def load(path: str | Path) -> Loaded:
    """Reads the configuration file; a missing one gives the defaults."""
    try:
        if not os.path.isfile(path):
            return Loaded(Config())
        with open(path, "rb") as file:
            raw = file.read(LARGEST_FILE + 1)
    except OSError as error:
        said = Phrase("{place}: cannot be read ({reason}); the defaults hold", place=str(path), reason=reason(error))
        return Loaded(Config(), (said,))
    if len(raw) > LARGEST_FILE:
        said = Phrase("{place}: larger than {size} KB; the defaults hold", place=str(path), size=LARGEST_FILE >> 10)
        return Loaded(Config(), (said,))
    return parse(raw.decode("utf-8", "replace"), path)


def parse(text: str, path: str | Path) -> Loaded:
    """What the text of a configuration file says; `path` is how problems name it."""
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        from newsreader.yamlwords import line_of, plain_words

        place = f"{path}:{line_of(error) + 1}"
        said = Phrase("{place}: {problem}; the defaults hold", place=place, problem=plain_words(error))
        return Loaded(Config(), (said,))
    if root is None:
        return Loaded(Config())
    if not isinstance(root, yaml.MappingNode):
        said = Phrase("{place}: expected lines of the form “name: value”; the defaults hold", place=f"{path}:1")
        return Loaded(Config(), (said,))
    return _Reading(path).read(root.value)


class _Reading:
    """Takes the settings of a file one by one; what is wrong with one costs that one alone."""

    def __init__(self, path: str | Path) -> None:
        self._path = path
        self._problems: list[str] = []
        self._lines: dict[str, int] = {}

    def read(self, nodes: list[tuple[Any, Any]]) -> Loaded:
        """The configuration of the file's names and values."""
        config = Config(**self._rows(nodes, self._setting))
        return Loaded(config, tuple(self._problems), self._lines)

    def _rows(
        self, nodes: list[tuple[Any, Any]], value: Callable[[str, Any], object], inside: str = ""
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        for key, node in nodes:
            name, line = clean_line(str(key.value)), key.start_mark.line + 1
            try:
                if name in found:
                    self._say(line, inside + name, Phrase("is stated again; the last one holds"))
                found[name] = value(name, node)
                self._lines[inside + name] = line
            except _WrongError as error:
                self._say(line, inside + name, error.said)
        return found

    def _setting(self, name: str, node: Any) -> object:
        if name not in _TABLES:
            return _value(name, node)
        import yaml

        if not isinstance(node, yaml.MappingNode):
            raise _WrongError("expected lines of the form “{form}”", form=_TABLES[name])
        return self._rows(node.value, lambda _, row: _row(row), f"{name}.")

    def _say(self, line: int, setting: str, problem: str) -> None:
        place = f"{self._path}:{line}"
        self._problems.append(Phrase("{place}: {name}: {problem}", place=place, name=setting, problem=problem))


def _value(name: str, node: object) -> object:
    """The setting's value from its YAML node.

    Raises:
        _WrongError: saying what was expected.
    """
    import yaml

    if name not in MEANINGS:
        raise _WrongError("no such setting; there are {names}", names=", ".join(MEANINGS))
    if not isinstance(node, yaml.ScalarNode):
        raise _WrongError("expected a single value")
    text = clean_line(str(node.value))
    if name == "library":
        from pathlib import Path

        return Path(os.path.expanduser(text))
    if name == "language":
        if text not in ("en", "ru"):
            raise _WrongError("expected en or ru, found “{found}”", found=text)
        return text
    if name in _BOUNDS:
        return _number(text, *_BOUNDS[name])
    return text


def _row(node: object) -> str:
    """A value of a table; several in brackets are one with commas, as in `undo: [u, x]`.

    Raises:
        _WrongError: where it is neither.
    """
    import yaml

    members = node.value if isinstance(node, yaml.SequenceNode) else [node]
    values = [clean_line(str(member.value)) for member in members if isinstance(member, yaml.ScalarNode)]
    if len(values) < len(members):
        raise _WrongError("expected a single value")
    return ", ".join(values)


_TABLES = {"keys": "action: key", "views": "name: filter"}
_BOUNDS = {"measure": (40, 120), "jobs": (1, 16)}


def _number(text: str, least: int, most: int) -> int:
    if not (text.isascii() and text.isdigit() and least <= int(text[:9]) <= most):
        raise _WrongError(
            "expected a number from {least} to {most}, found “{found}”", least=least, most=most, found=text
        )
    return int(text)
