"""Finds quotations: what is speech, of which kind, where its cue and the words for its speaker stand."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

from newsreader.analysis.cues import Cue, find_cues
from newsreader.analysis.discourse import Findings, Linked, find_linked
from newsreader.analysis.document import Document
from newsreader.analysis.frames import DASHES, Frame, build_frames
from newsreader.analysis.lexicon import Speech, speech
from newsreader.analysis.marks import find_marked
from newsreader.analysis.phrases import Phrase
from newsreader.analysis.pieces import find_pieces
from newsreader.analysis.quoted import find_spoken, is_whole_clause
from newsreader.analysis.reported import Reported, find_reported
from newsreader.models import Quotation, Section, Span


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """The document's quotations in the order of their starts, speakers not yet resolved (`who` is None)."""
    words = speech()
    marked = find_marked(document.body, document.blocks)
    frames = build_frames(document, find_pieces(document, marked, words))
    headings = {section.heading.start for section in document.sections if section.heading is not None}
    turns = _turns(document)
    findings = [_read(frame, words) for frame in frames if frame.span.start not in headings and frame.block not in turns]
    found = [quotation for own in findings for quotation in _in_frame(document, own)]
    found.extend(_linked(document, one) for one in find_linked(findings, words))
    return _arranged(found)


_TURN = re.compile(r"(?:\*\*)?([A-ZА-ЯЁ][^.!?:;«»\"\n]{0,50}):(?:\*\*)?\s+\S")


def _turns(document: Document) -> frozenset[int]:
    """Paragraphs that are turns of an interview: «Имя: …», the same label more than once. They are the interview, not its report."""
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


def _in_frame(document: Document, own: Findings) -> Iterator[Quotation]:
    frame = own.frame
    attributions = {spoken.cue: spoken.index for spoken in own.spoken if spoken.kind == "direct"}
    for spoken in own.spoken:
        piece = frame.nodes[spoken.index].piece
        if piece is not None:
            yield _quotation(document, spoken.kind, piece.span, frame, spoken.cue, spoken.speaker)
    for clause in own.reported:
        if is_whole_clause(frame, clause) or _says_the_same(clause, attributions):
            continue
        span = _clause_span(frame, clause.start, clause.end)
        if span is not None:
            yield _quotation(document, "indirect", span, frame, clause.cue, clause.cue.speaker)


def _says_the_same(clause: Reported, attributions: Mapping[Cue | None, int]) -> bool:
    """Whether a main clause around an attribution is a direct quotation; a relay of one («…», — сказал X, сообщает Y) is none either."""
    if clause.bound:
        return False
    if clause.cue not in attributions:
        return any(clause.start <= index < clause.end for index in attributions.values())
    return clause.cue.kind != "by" or clause.start <= attributions[clause.cue] < clause.end


def _linked(document: Document, one: Linked) -> Quotation:
    piece = one.frame.nodes[one.start].piece
    if one.kind == "direct" and piece is not None:
        span = piece.span
    else:
        span = _clause_span(one.frame, one.start, one.end) or one.frame.span
    return _quotation(document, one.kind, span, one.cue_frame, one.cue, one.speaker)


def _clause_span(frame: Frame, start: int, end: int) -> Span | None:
    nodes = frame.nodes
    while start < end and (nodes[start].text in (",", ":", ".") or nodes[start].text in DASHES):
        start += 1
    while end > start and (nodes[end - 1].text in (",", ":", ";") or nodes[end - 1].text in DASHES):
        end -= 1
    return Span(nodes[start].span.start, nodes[end - 1].span.end) if end > start else None


def _quotation(
    document: Document, kind: str, span: Span, frame: Frame, cue: Cue | None, speaker: Phrase | None
) -> Quotation:
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
