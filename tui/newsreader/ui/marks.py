"""What is marked in the article on screen: its speech, and what a person chose or searched for. Frozen; pure."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from newsreader.models import Analysis, Entity, Quotation, Span
from newsreader.record import Record, replace
from newsreader.ui.outline import said_by, spoken
from newsreader.ui.painting import Paint
from newsreader.ui.spans import NOWHERE, Places


class Speech(Record):
    """Where an article's dateline and quotations stand."""

    quotations: tuple[Quotation, ...] = ()
    dateline: Places = NOWHERE
    direct: Places = NOWHERE
    mixed: Places = NOWHERE
    indirect: Places = NOWHERE

    @classmethod
    def of(cls, analysis: Analysis | None) -> Speech:
        """The places of an analysis; none without one."""
        if analysis is None:
            return cls()
        kinds = {
            kind: Places.of(quotation.span for quotation in analysis.quotations if quotation.kind == kind)
            for kind in ("direct", "mixed", "indirect")
        }
        return cls(analysis.quotations, Places.of([analysis.dateline.span] if analysis.dateline else []), **kinds)


SILENCE = Speech()


class Marks(Record):
    """The article's speech and what is chosen in it."""

    speech: Speech = SILENCE
    show_indirect: bool = True
    quotation: Quotation | None = None
    speaker: str | None = None
    """Whose quotations are stepped through; "" for those whom the text does not name, None for all."""
    entity: Entity | None = None
    mention: int | None = None
    hits: tuple[Span, ...] = ()
    hit_places: Places = NOWHERE
    hit: int | None = None
    flash: Span | None = None
    selection: Span | None = None
    kept: tuple[tuple[int, str], ...] = ()
    """Where kept quotations begin, and the sign that stands there in the bar; in order."""

    def with_hits(self, hits: tuple[Span, ...], hit: int | None) -> Marks:
        """The marks with what a search found."""
        return replace(self, hits=hits, hit_places=Places.of(hits), hit=hit)

    def steps(self) -> tuple[Quotation, ...]:
        """The quotations that the quotation keys go through."""
        if self.speaker is None:
            return spoken(self.speech.quotations)
        said = said_by(self.speech.quotations, self.speaker)
        return said if self.show_indirect else spoken(said)

    def ticked(self) -> tuple[int, ...]:
        """The offsets to be ticked beside the scroll bar: of what was chosen last and narrows most."""
        if self.hits:
            return tuple(hit.start for hit in self.hits)
        if self.entity is not None:
            return tuple(mention.start for mention in self.entity.mentions)
        return tuple(quotation.span.start for quotation in self.steps()) if self.speaker is not None else ()

    def ticks_as(self, other: Marks) -> bool:
        """Whether the other marks have the same ticks, without counting them out."""
        here, there = (self.speech, self.hits, self.entity), (other.speech, other.hits, other.entity)
        same = all(mine is its for mine, its in zip(here, there, strict=True))
        return same and (self.speaker, self.show_indirect) == (other.speaker, other.show_indirect)

    def quotation_at(self, offset: int) -> Quotation | None:
        """The innermost marked quotation around an offset."""
        around = [found for found in self.speech.quotations if found.span.start <= offset < found.span.end]
        if not self.show_indirect:
            around = [found for found in around if found.kind != "indirect"]
        return min(around, key=lambda found: len(found.span), default=None)

    def paint(self) -> Paint:
        """What the lines are drawn with."""
        speech = self.speech
        indirect = speech.indirect if self.show_indirect else NOWHERE
        chosen = _one(self.quotation.span if self.quotation else None)
        mentions = self.entity.mentions if self.entity else ()
        layers = (
            ("dateline", speech.dateline),
            ("indirect", indirect),
            ("mixed", speech.mixed),
            ("direct", speech.direct),
            ("chosen", chosen),
            ("mention", Places.of(mentions)),
            ("mention-now", _one(mentions[self.mention] if self.mention is not None else None)),
            ("hit", self.hit_places),
            ("hit-now", _one(self.hits[self.hit] if self.hit is not None else None)),
            ("flash", _one(self.flash)),
            ("selection", _one(self.selection)),
        )
        shown = tuple(layer for layer in layers if layer[1])
        return Paint(shown, speech.direct, indirect, chosen, self.kept)


def _one(span: Span | None) -> Places:
    return Places.of([span]) if span is not None else NOWHERE


def neighbour(starts: Sequence[int], step: int, *, at: int | None, offset: int) -> int | None:
    """The number of the place that is `step` steps (not 0) from place `at`, or, where that is None, from an offset.

    Forward from an offset, a place that begins right there is the first. None beyond the ends.
    """
    here = at if at is not None else bisect_left(starts, offset) - (step > 0)
    target = here + step
    return target if 0 <= target < len(starts) else None
