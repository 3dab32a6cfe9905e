"""Reads a YAML mapping of strings from the parser's events, without resolving or constructing anything.

The parser is the pure Python one: the C one crashes on deep nesting.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

from newsreader.phrase import Phrase
from newsreader.text import clean_line
from newsreader.yamlwords import line_of, plain_words

Value = str | tuple[str, ...]


class YamlTrouble(Exception):
    """What is wrong, and in which line of the file (the opening `---` is line 1)."""

    def __init__(self, problem: Phrase, line: int) -> None:
        super().__init__(problem)
        self.problem = problem
        self.line = line


def fields(text: str, *, deepest: int) -> Iterator[tuple[str, Value, int]]:
    """Name, value and line of each field of the mapping; a mapping as value is skipped, a list keeps its strings.

    Raises:
        YamlTrouble: at the first thing that is not understood; the fields before it have been given.
    """
    try:
        yield from _fields(_events(text, deepest))
    except yaml.MarkedYAMLError as error:
        raise YamlTrouble(plain_words(error), line_of(error) + 2) from None
    except yaml.reader.ReaderError as error:
        line = text.count("\n", 0, error.position) + 2
        raise YamlTrouble(Phrase("a character that YAML does not allow"), line) from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise YamlTrouble(plain_words(error), 2) from None


def _events(text: str, deepest: int) -> Iterator[Any]:
    """The parser's events inside the document, with all that front matter may not have refused."""
    depth = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        line = _line(event)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise YamlTrouble(Phrase("anchors and aliases are not allowed"), line)
        if getattr(event, "tag", None):
            raise YamlTrouble(Phrase("tags are not allowed"), line)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > deepest:
                raise YamlTrouble(Phrase("it is nested deeper than {depth}", depth=deepest), line)
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if isinstance(event, yaml.NodeEvent | yaml.CollectionEndEvent):
            yield event


def _line(event: Any) -> int:
    """The line of the file where an event begins; the opening `---` is line 1."""
    return int(event.start_mark.line) + 2


def _fields(events: Iterator[Any]) -> Iterator[tuple[str, Value, int]]:
    first = next(events, None)
    if first is None or (isinstance(first, yaml.ScalarEvent) and not first.value):
        return
    if not isinstance(first, yaml.MappingStartEvent):
        raise YamlTrouble(Phrase("expected lines of the form “name: value”"), _line(first))
    for name in events:
        if isinstance(name, yaml.MappingEndEvent):
            return
        if not isinstance(name, yaml.ScalarEvent):
            raise YamlTrouble(Phrase("a field's name is not a word"), _line(name))
        value = _value(next(events), events)
        if value is not None:
            yield clean_line(name.value, limit=100), value, _line(name)


def _value(event: Any, events: Iterator[Any]) -> Value | None:
    """A field's value; None for a mapping."""
    if isinstance(event, yaml.ScalarEvent):
        return str(event.value)
    if isinstance(event, yaml.MappingStartEvent):
        _skip(events)
        return None
    items: list[str] = []
    for item in events:
        if isinstance(item, yaml.SequenceEndEvent):
            break
        if isinstance(item, yaml.ScalarEvent):
            items.append(str(item.value))
        else:
            _skip(events)
    return tuple(items)


def _skip(events: Iterator[Any]) -> None:
    """Reads to the end of the collection that has just begun."""
    depth = 1
    while depth:
        event = next(events)
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
