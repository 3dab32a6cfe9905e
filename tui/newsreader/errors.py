"""What can go wrong, each with a reader: a message says which file or key it is about and what to do.

NewsreaderError
├── UsageError        a command was given something it cannot work with (exit code 2)
├── ConfigError       the configuration file has a wrong key or value
├── ArticleError      a file cannot be read as an article
├── StoreError        the index or the marks cannot be opened or written
└── AnalysisError     a text could not be analysed (worker died, took too long)
"""


class NewsreaderError(Exception):
    """Base of all errors that are shown to a person as one line."""


class UsageError(NewsreaderError):
    """A command was given something it cannot work with."""


class ConfigError(NewsreaderError):
    """The configuration file has a wrong key or value."""


class ArticleError(NewsreaderError):
    """A file cannot be read as an article."""


class StoreError(NewsreaderError):
    """The index or the marks cannot be opened or written."""


class AnalysisError(NewsreaderError):
    """A text could not be analysed."""
