"""Says in plain words what is wrong with a piece of YAML: what stands there, and what was expected."""

from __future__ import annotations

import re

from newsreader.phrase import Phrase

_PLAIN = (
    ("mapping values are not allowed", Phrase("a value with a colon in it; put it in quotation marks")),
    ("found character '\\t'", Phrase("a tab; YAML is set in with blanks")),
    ("found unexpected end of stream", Phrase("a quotation mark that is not closed")),
    ("expected ',' or", Phrase("a bracket that is not closed")),
    (
        "expected <block end>",
        Phrase("words behind a closing quotation mark, or a line that is set in wrongly"),
    ),
    ("found unknown escape", Phrase("a backslash between double quotation marks; write it twice")),
    ("could not find expected ':'", Phrase("a line without a colon; expected “name: value”")),
    ("sequence entries are not allowed", Phrase("a list that does not begin on a line of its own")),
)
_FIRST_SIGN = re.compile(r"found character '(.)' that cannot start any token")


def plain_words(error: Exception) -> Phrase:
    """What the parser stumbled over."""
    problem = str(getattr(error, "problem", None) or getattr(error, "context", None) or "")
    for sign, words in _PLAIN:
        if sign in problem:
            return words
    first = _FIRST_SIGN.search(problem)
    if first:
        return Phrase("a value that begins with {sign}; put it in quotation marks", sign=first[1])
    return Phrase("this is no YAML")


def line_of(error: Exception) -> int:
    """The line that an error is about, from 0."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    return mark.line if mark else 0
