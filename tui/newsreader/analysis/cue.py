"""A cue: the words in a frame that say "this was said", with the phrase for the speaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsreader.analysis.frames import Frame
from newsreader.analysis.phrases import Phrase
from newsreader.models import Span

CueKind = Literal["verb", "passive", "by", "sure", "noun"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or words that report speech."""

    kind: CueKind
    index: int
    """The node that carries it."""
    start: int
    end: int
    """Node indices of the cue's words, half-open."""
    speaker: Phrase | None
    as_phrase: bool = False
    """Whether «как» or «о чем» opens it: «как сообщил X»."""

    def span(self, frame: Frame) -> Span:
        """Where the cue's words stand in the text."""
        return Span(frame.nodes[self.start].span.start, frame.nodes[self.end - 1].span.end)

    @property
    def last(self) -> int:
        """Index after the cue and its speaker."""
        return max(self.end, self.speaker.end if self.speaker else 0)
