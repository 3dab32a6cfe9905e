"""Finds quotations in Russian text: frames, their cues, what is reported and what is quoted, and what
neighbours tell."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping

from newsreader.analysis.clauses import Reported
from newsreader.analysis.cue import Cue
from newsreader.analysis.cues import find_cues
from newsreader.analysis.discourse import Findings, Linked, find_linked
from newsreader.analysis.document import Document
from newsreader.analysis.drafts import Draft
from newsreader.analysis.fragments import is_whole_clause
from newsreader.analysis.frames import DASHES, Frame, build_frames
from newsreader.analysis.lexicon import Speech, speech
from newsreader.analysis.marks import find_marked
from newsreader.analysis.phrases import Phrase
from newsreader.analysis.pieces import find_pieces
from newsreader.analysis.quoted import find_spoken
from newsreader.analysis.reported import find_reported
from newsreader.models import QuotationKind, Span


def find_russian(document: Document) -> Iterator[Draft]:
    """The quotations, in no order; some may cross."""
    words = speech()
    marked = find_marked(document.body, document.blocks)
    frames = build_frames(document, find_pieces(document, marked, words))
    headings = {section.heading.start for section in document.sections if section.heading is not None}
    turns = _turns(document)
    findings = [
        _read(frame, words) for frame in frames if frame.span.start not in headings and frame.block not in turns
    ]
    for own in findings:
        yield from _in_frame(own)
    for linked in find_linked(findings, words):
        yield _linked(linked)


_TURN = re.compile(r"(?:\*\*)?([A-ZА-ЯЁ][^.!?:;«»\"\n]{0,50}):(?:\*\*)?\s+\S")


def _turns(document: Document) -> frozenset[int]:
    """Paragraphs that are turns of an interview: «Имя: …», the same label more than once. They are the
    interview, not its report."""
    labels: dict[str, list[int]] = defaultdict(list)
    for number, block in enumerate(document.blocks):
        found = _TURN.match(document.body, block.start, min(block.end, block.start + 60))
        if found is not None:
            labels[found[1]].append(number)
    return frozenset(number for numbers in labels.values() if len(numbers) > 1 for number in numbers)


def _read(frame: Frame, words: Speech) -> Findings:
    cues = find_cues(frame, words)
    reported = find_reported(frame, cues, words)
    return Findings(frame, cues, tuple(reported), tuple(find_spoken(frame, cues, reported, words)))


def _in_frame(own: Findings) -> Iterator[Draft]:
    frame = own.frame
    attributions = {spoken.cue: spoken.index for spoken in own.spoken if spoken.kind == "direct"}
    for spoken in own.spoken:
        piece = frame.nodes[spoken.index].piece
        if piece is not None:
            yield _draft(spoken.kind, piece.span, frame, spoken.cue, spoken.speaker)
    for clause in own.reported:
        if is_whole_clause(frame, clause) or _says_the_same(clause, attributions):
            continue
        span = _clause_span(frame, clause.start, clause.end)
        if span is not None:
            yield _draft("indirect", span, frame, clause.cue, clause.cue.speaker)


def _says_the_same(clause: Reported, attributions: Mapping[Cue | None, int]) -> bool:
    """Whether a main clause around an attribution is a direct quotation; a relay of one («…», — сказал X,
    сообщает Y) is none either, but «По данным Y, X сказал, что «…»» has two levels."""
    if clause.bound:
        return False
    if clause.cue not in attributions:
        inside = any(clause.start <= index < clause.end for index in attributions.values())
        leads = clause.cue.index < clause.start and clause.start not in attributions.values()
        return inside and not leads
    return clause.cue.kind != "by" or clause.start <= attributions[clause.cue] < clause.end


def _linked(one: Linked) -> Draft:
    piece = one.frame.nodes[one.start].piece
    if one.kind != "indirect" and piece is not None:
        span = piece.span
    else:
        span = _clause_span(one.frame, one.start, one.end) or one.frame.span
    return _draft(one.kind, span, one.cue_frame, one.cue, one.speaker)


def _clause_span(frame: Frame, start: int, end: int) -> Span | None:
    nodes = frame.nodes
    while start < end and (nodes[start].text in (",", ":", ".") or nodes[start].text in DASHES):
        start += 1
    while end > start and (nodes[end - 1].text in (",", ":", ";") or nodes[end - 1].text in DASHES):
        end -= 1
    return Span(nodes[start].span.start, nodes[end - 1].span.end) if end > start else None


def _draft(kind: QuotationKind, span: Span, frame: Frame, cue: Cue | None, speaker: Phrase | None) -> Draft:
    return Draft(kind, span, cue.span(frame) if cue else None, speaker.span(frame) if speaker else None)
