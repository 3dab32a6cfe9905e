"""What can go wrong, each with a reader: a message says which file or key it is about and what to do.

NewsreaderError
├── UsageError        a command was given something it cannot work with (exit code 2)
│   └── FilterError   a filter of the list says something that means nothing
├── ArticleError      a file cannot be read as an article
├── StoreError        the index or the marks cannot be opened or written
├── CorrectionError   corrections made by hand cannot be read or written
├── ConfigError       the configuration file cannot be changed
└── AnalysisError     a text could not be analysed (worker died, took too long)
"""

from __future__ import annotations

from newsreader.phrase import Phrase

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import ClassVar


class NewsreaderError(Exception):
    """Base of all errors that are shown to a person as one line.

    Args:
        words: what is wrong, in English, with `{name}` where a value stands.
        values: what stands there.
    """

    def __init__(self, words: str = "", /, **values: object) -> None:
        self.said = words if isinstance(words, Phrase) else Phrase(words, **values)
        super().__init__(self.said)


class UsageError(NewsreaderError):
    """A command was given something it cannot work with."""


class FilterError(UsageError):
    """A filter of the list says something that means nothing.

    Args:
        name: of the refinement, as it was typed.
        value: what stands behind it.
        expected: "words", "date", "yes or no" or "kind".
    """

    _ASKED: ClassVar = {
        "words": "words behind the colon",
        "date": "a year, a month or a day, like 2024, 2024-04, 2024-04-03 or yesterday",
        "yes or no": "nothing, yes or no",
        "kind": "direct, mixed or indirect",
    }

    def __init__(self, name: str, value: str, expected: str) -> None:
        super().__init__(f"{name}: expected {self._ASKED[expected]}" + (f", found {value!r}" if value else ""))
        self.name = name
        self.value = value
        self.expected = expected


class ArticleError(NewsreaderError):
    """A file cannot be read as an article."""


class StoreError(NewsreaderError):
    """The index or the marks cannot be opened or written."""


class CorrectionError(NewsreaderError):
    """Corrections made by hand cannot be read or written."""


class ConfigError(NewsreaderError):
    """The configuration file cannot be changed."""


class AnalysisError(NewsreaderError):
    """A text could not be analysed."""
