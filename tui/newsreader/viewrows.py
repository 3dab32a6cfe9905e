"""Puts a saved view into the text of a configuration file, or takes one out; every other letter stays as it is.

Only what is written in lines of the form “name: value” is edited. Whoever writes the result checks what it says.
"""

from __future__ import annotations

from newsreader.text import clean_line

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_TABLE = "views"
_ESCAPED = {"\\": "\\\\", '"': '\\"'}


class UneditableError(Exception):
    """The text is not written in a way that can be edited."""


def view_row(name: str, words: str) -> str:
    """The line of a view, as it is written under `views:`."""
    return f"{_quoted(name)}: {_quoted(words)}"


def with_view(text: str, name: str, words: str) -> str:
    """The text with a view in it; one of the same name is replaced.

    Raises:
        UneditableError: where that cannot be done.
    """
    end, row = "\r\n" if "\r\n" in text else "\n", view_row(name, words)
    root = _root(text)
    key, table = _table(root)
    if key is None:
        indent = " " * root.start_mark.column if root is not None else ""
        gap = "" if not text or text.endswith("\n") else end
        return f"{text}{gap}{indent}{_TABLE}:{end}{indent}  {row}{end}"
    if _is_empty(table):
        indent = " " * (root.start_mark.column + 2)
        return _with_line(text, _line_end(text, key.end_mark.index), f"{indent}{row}", end)
    found = _row(table, name)
    if found is not None:
        first, last = _place(text, *found)
        return text[:first] + row + text[last:]
    return _with_row(text, table, row, end)


def without_view(text: str, name: str) -> str:
    """The text without the view, and without `views:` where that was the only one.

    Raises:
        UneditableError: where that cannot be done.
    """
    key, table = _table(_root(text))
    found = None if key is None or _is_empty(table) else _row(table, name)
    if found is None:
        raise UneditableError
    first, last = _place(text, *found)
    text = _without_line(text, first, last)
    return _without_line(text, key.start_mark.index, key.end_mark.index) if len(table.value) == 1 else text


def _quoted(text: str) -> str:
    """A YAML scalar between double quotation marks."""
    return '"' + "".join(_ESCAPED.get(sign) or _written(sign) for sign in text) + '"'


def _written(sign: str) -> str:
    return sign if sign.isprintable() else f"\\U{ord(sign):08x}"


def _root(text: str) -> Any:
    """The mapping of the file; None where the file says nothing."""
    import yaml

    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except (yaml.YAMLError, RecursionError, ValueError) as error:
        raise UneditableError from error
    if root is not None and not _is_block(root):
        raise UneditableError
    return root


def _is_block(node: Any) -> bool:
    import yaml

    return isinstance(node, yaml.MappingNode) and not node.flow_style


def _is_empty(table: Any) -> bool:
    """Whether nothing stands behind `views:`."""
    empty: bool = table.start_mark.index == table.end_mark.index and table.value == ""
    return empty


def _table(root: Any) -> tuple[Any, Any]:
    """`views` and what it holds, rows or nothing; twice None where it is not there."""
    found = [pair for pair in root.value if clean_line(str(pair[0].value)) == _TABLE] if root is not None else []
    if not found:
        return None, None
    (key, table), *others = found
    behind = table.start_mark.index >= key.end_mark.index  # a reference lies where it was first said
    if others or not behind or not (_is_block(table) or _is_empty(table)):
        raise UneditableError
    return key, table


def _row(table: Any, name: str) -> tuple[Any, Any] | None:
    """The one row of that name."""
    found = [row for row in table.value if clean_line(str(row[0].value)) == name]
    if len(found) > 1:
        raise UneditableError
    return found[0] if found else None


def _place(text: str, key: Any, value: Any) -> tuple[int, int]:
    """Where a row begins and ends that stands in one line."""
    first, last = key.start_mark.index, value.end_mark.index
    if value.start_mark.index < key.end_mark.index or "\n" in text[first:last]:
        raise UneditableError
    return first, last


def _with_row(text: str, table: Any, row: str, end: str) -> str:
    """Adds a row behind the last one; before it, where that is longer than its line."""
    key, value = table.value[-1]
    begin = _line_begin(text, key.start_mark.index)
    indent = text[begin : key.start_mark.index]
    if indent.strip(" "):
        raise UneditableError
    try:
        _first, last = _place(text, key, value)
    except UneditableError:
        return _with_line(text, begin, indent + row, end)
    return _with_line(text, _line_end(text, last), indent + row, end)


def _with_line(text: str, at: int, line: str, end: str) -> str:
    gap = "" if at == 0 or text[at - 1] == "\n" else end
    return f"{text[:at]}{gap}{line}{end}{text[at:]}"


def _without_line(text: str, first: int, last: int) -> str:
    """The text without the line that holds this part, a comment behind it included."""
    begin = _line_begin(text, first)
    if text[begin:first].strip(" "):
        raise UneditableError
    return text[:begin] + text[_line_end(text, last) :]


def _line_begin(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    """Where the next line begins."""
    found = text.find("\n", at)
    return len(text) if found < 0 else found + 1
