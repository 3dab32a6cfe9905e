"""Finds quotations: what is speech, of which kind, where its cue and the words for its speaker stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from newsreader.analysis.cues import Cue, find_cues
from newsreader.analysis.document import Document
from newsreader.analysis.frames import DASHES, Frame, build_frames
from newsreader.analysis.lexicon import Speech, speech
from newsreader.analysis.marks import find_marked
from newsreader.analysis.phrases import Phrase
from newsreader.analysis.pieces import find_pieces
from newsreader.analysis.quoted import Spoken, find_spoken, is_whole_clause
from newsreader.analysis.reported import find_reported, last_word
from newsreader.models import Quotation, Section, Span


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """The document's quotations in the order of their starts, speakers not yet resolved (`who` is None)."""
    words = speech()
    marked = find_marked(document.body, document.blocks)
    frames = build_frames(document, find_pieces(document, marked, words))
    headings = [section.heading for section in document.sections if section.heading is not None]
    found: list[Quotation] = []
    for number, frame in enumerate(frames):
        if any(heading.meets(frame.span) for heading in headings):
            continue
        found.extend(_in_frame(document, frames, number, words))
    return _arranged(found)


def _in_frame(document: Document, frames: Sequence[Frame], number: int, words: Speech) -> Iterator[Quotation]:
    frame = frames[number]
    cues = find_cues(frame, words)
    reported = find_reported(frame, cues, words)
    for spoken in find_spoken(frame, cues, reported, words):
        piece = frame.nodes[spoken.index].piece
        if piece is not None:
            yield _quotation(document, frame, spoken.kind, piece.span, spoken.cue, spoken.speaker)
    for clause in reported:
        if not is_whole_clause(frame, clause):
            span = _clause_span(frame, clause.start, clause.end)
            if span is not None:
                yield _quotation(document, frame, "indirect", span, clause.cue, clause.cue.speaker)


def _clause_span(frame: Frame, start: int, end: int) -> Span | None:
    nodes = frame.nodes
    while start < end and (nodes[start].text in (",", ":", ".") or nodes[start].text in DASHES):
        start += 1
    while end > start and (nodes[end - 1].text in (",", ":", ";") or nodes[end - 1].text in DASHES):
        end -= 1
    return Span(nodes[start].span.start, nodes[end - 1].span.end) if end > start else None


def _quotation(document: Document, frame: Frame, kind: str, span: Span, cue: Cue | None, speaker: Phrase | None) -> Quotation:
    return Quotation(
        kind=kind,  # type: ignore[arg-type]
        span=span,
        cue=cue.span(frame) if cue is not None else None,
        speaker=speaker.span(frame) if speaker is not None else None,
        who=None,
        section=_section(document.sections, span),
    )


def _section(sections: Sequence[Section], span: Span) -> int:
    return next((index for index in range(len(sections) - 1, -1, -1) if sections[index].span.start <= span.start), 0)


def _arranged(found: Iterable[Quotation]) -> tuple[Quotation, ...]:
    """In the order of their starts, without doubles and without those that cross another."""
    kept: list[Quotation] = []
    seen: set[tuple[str, Span]] = set()
    stack: list[int] = []
    for quotation in sorted(found, key=lambda one: (one.span.start, -one.span.end, one.kind)):
        span = quotation.span
        while stack and stack[-1] <= span.start:
            stack.pop()
        if (quotation.kind, span) in seen or stack and span.end > stack[-1]:
            continue
        seen.add((quotation.kind, span))
        stack.append(span.end)
        kept.append(quotation)
    return tuple(kept)
