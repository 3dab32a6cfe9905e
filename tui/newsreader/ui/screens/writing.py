"""Writing marks on the library's screen, which outlives all others: what they have written goes the same way."""

from __future__ import annotations

from newsreader.library import Library
from newsreader.ui.screens.frame import Part
from newsreader.ui.writer import Then, Write, Writer


class Writing(Part):
    """Has marks written."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.writer = Writer(self)
        self.written_words = ""
        """That marks are being written, where that takes a while; else empty."""

    def keep_later(self, write: Write, then: Then) -> None:
        """Writes a mark in the background, then goes on with what came of it; where nothing did, a notice says why."""
        self.writer.later(self, write, then)

    def show_writing(self, words: str) -> None:
        """Says that marks are being written."""
        self.written_words = words
        self.show_busy()

    def show_busy(self) -> None:
        """Says what is being worked on in the background."""
