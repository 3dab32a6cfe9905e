"""Attributions that stand in another sentence than the words: «P. Об этом сообщил X.», a quotation alone in
its sentence, a signature."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from newsreader.analysis.boundaries import last_word
from newsreader.analysis.clauses import Reported
from newsreader.analysis.cue import Cue
from newsreader.analysis.fragments import Spoken, looks_like_name
from newsreader.analysis.frames import DASHES, Frame, Node
from newsreader.analysis.lexicon import Speech
from newsreader.analysis.openings import is_of_this
from newsreader.analysis.phrases import Phrase, noun_phrase
from newsreader.analysis.quoted import subject_of_frame
from newsreader.analysis.subjects import subject_of
from newsreader.models import QuotationKind

_FEWEST_WORDS = 5
"""Fewer words alone in a sentence are rather a name or a slogan."""
_LONGEST_RUN = 12
"""Paragraphs that one quotation may run over."""
_FEWEST_AFTER = 2
"""The same, right after another quotation with its attribution."""


class Findings(NamedTuple):
    """What one frame says by itself."""

    frame: Frame
    cues: tuple[Cue, ...]
    reported: tuple[Reported, ...]
    spoken: tuple[Spoken, ...]


class Linked(NamedTuple):
    """A quotation whose attribution stands in another frame."""

    kind: QuotationKind
    frame: Frame
    start: int
    end: int
    cue_frame: Frame
    cue: Cue | None
    speaker: Phrase | None


def find_linked(findings: Sequence[Findings], speech: Speech) -> list[Linked]:
    """The quotations that only a neighbouring sentence gives to a speaker, in the order of the frames."""
    linked: list[Linked] = []
    last: _Source | None = None
    for number, own in enumerate(findings):
        before = findings[number - 1] if number else None
        earlier = findings[number - 2] if number > 1 else None
        if (reported := _about_this(own, before, earlier, speech)) is not None:
            linked.append(reported)
            linked.extend(_fragments(reported, speech))
        alone = _alone(own)
        if alone is not None:
            source = _source(findings, number, alone, last, speech)
            long = len(own.frame.nodes[alone].text.split()) >= _FEWEST_WORDS
            last = source
            if source is not None or long:
                source = source or _Source(own.frame, None, None)
                linked.append(Linked("direct", own.frame, alone, alone + 1, *source))
        elif own.spoken and own.spoken[-1].kind == "direct":
            last = _Source(own.frame, own.spoken[-1].cue, own.spoken[-1].speaker)
        else:
            last = None
    return linked


def _fragments(reported: Linked, speech: Speech) -> Iterator[Linked]:
    """The words in marks inside a sentence that «об этом» reports are the source's own."""
    for index in range(reported.start, reported.end):
        node = reported.frame.nodes[index]
        if node.piece is not None and node.text[0].islower() and not looks_like_name(reported.frame, index, speech):
            yield reported._replace(kind="mixed", start=index, end=index + 1)


class _Source(NamedTuple):
    """An attribution and the frame that it stands in."""

    frame: Frame
    cue: Cue | None
    speaker: Phrase | None


def _alone(own: Findings) -> int | None:
    """Index of the quoted piece that is all of its frame."""
    nodes = own.frame.nodes
    quotes = [index for index, node in enumerate(nodes) if node.pos == "QUOTE" and node.piece is not None]
    if len(quotes) != 1 or own.spoken or any(node.pos not in ("PUNCT", "QUOTE") for node in nodes):
        return None
    text = nodes[quotes[0]].text
    return None if len(text.split()) < _FEWEST_AFTER or text[0].islower() else quotes[0]


def _source(
    findings: Sequence[Findings], number: int, index: int, last: _Source | None, speech: Speech
) -> _Source | None:
    """Where the attribution of a lone quotation stands: below it, above it, or beside the quotation before it."""
    own = findings[number].frame
    piece = own.nodes[index].piece
    before = findings[number - 1] if number else None
    after = findings[number + 1] if number + 1 < len(findings) else None
    if after is not None and after.frame.block == own.block + 1:
        if (signature := _signature(after.frame)) is not None:
            return _Source(after.frame, None, signature)
        cue = after.cues[0] if after.cues and after.frame.nodes[0].text[:1].islower() else None
        if cue is not None and cue.index <= 2 and after.frame.nodes[cue.index].lemma in speech.verbs:
            return _Source(after.frame, cue, cue.speaker)
    if piece is not None and not piece.closed and (later := _closing(findings, number)) is not None:
        return later
    if (
        before is not None
        and before.cues
        and before.frame.nodes[-1].text == ":"
        and before.frame.block >= own.block - 1
    ):
        return _Source(before.frame, before.cues[-1], before.cues[-1].speaker)
    if before is not None and piece is not None and piece.dialogue and before.frame.block == own.block - 1:
        speaker = subject_of_frame(before.frame, len(before.frame.nodes) - 1)
        named = speaker is not None and before.frame.nodes[speaker.head].feats.get("Animacy") == "Anim"
        return _Source(before.frame, None, speaker) if named else None
    block_quote = piece is not None and piece.block_quote
    if last is not None and last.cue is not None and (last.frame.block == own.block or block_quote):
        return last
    return None


def _closing(findings: Sequence[Findings], number: int) -> _Source | None:
    """The attribution at the end of a quotation whose every paragraph is opened anew."""
    for later in findings[number + 1 : number + _LONGEST_RUN]:
        if later.spoken:
            spoken = later.spoken[0]
            return _Source(later.frame, spoken.cue, spoken.speaker) if spoken.kind == "direct" else None
        alone = _alone(later)
        piece = later.frame.nodes[alone].piece if alone is not None else None
        if piece is None or piece.closed:
            return None
    return None


def _signature(frame: Frame) -> Phrase | None:
    """«— Татьяна Иванова, директор»: the line under a quotation that names its author."""
    nodes = frame.nodes
    if len(nodes) < 2 or nodes[0].text not in DASHES:
        return None
    phrase = noun_phrase(frame, 1, "Nom")
    if phrase is None or nodes[phrase.head].pos not in ("PROPN", "NOUN") or any(node.pos == "VERB" for node in nodes):
        return None
    return phrase


def _about_this(own: Findings, before: Findings | None, earlier: Findings | None, speech: Speech) -> Linked | None:
    """«P. Об этом сообщил X.»: P is reported where it is one sentence and has no cue of its own."""
    cue = _pointing_back(own, speech)
    if cue is None or before is None or before.reported or before.spoken or _alone(before) is not None:
        return None
    same_block = before.frame.block == own.frame.block
    single = before.frame.first and (same_block or before.frame.block == own.frame.block - 1)
    if not single or (not same_block and earlier is not None and earlier.frame.block == before.frame.block):
        return None
    if not any(node.pos in ("VERB", "AUX") or node.feats.get("Variant") == "Short" for node in before.frame.nodes):
        return None
    return Linked("indirect", before.frame, 0, last_word(before.frame), own.frame, cue, cue.speaker)


def _pointing_back(own: Findings, speech: Speech) -> Cue | None:
    nodes = own.frame.nodes
    if is_of_this(nodes, speech):
        return next(
            (
                cue
                for cue in own.cues
                if cue.kind in ("verb", "passive")
                and nodes[cue.index].lemma in speech.clausal | speech.passive
                and not cue.as_phrase
                and nodes[cue.start].text.lower() != "не"
            ),
            None,
        )
    return _such_opinion(own.frame, nodes, speech)


def _such_opinion(frame: Frame, nodes: Sequence[Node], speech: Speech) -> Cue | None:
    """«Такое мнение высказал X», «С таким заявлением выступил X»."""
    start = 1 if nodes[0].text.lower() in ("с", "к") else 0
    if len(nodes) < start + 4 or nodes[start].lemma not in speech.pointing:
        return None
    noun = start + 1
    if nodes[noun].lemma not in speech.speech_noun | speech.feeling_noun | speech.by_data:
        return None
    for index in range(noun + 1, min(len(nodes), noun + 4)):
        if nodes[index].lemma in speech.express | speech.relay and nodes[index].pos == "VERB":
            speaker = subject_of(frame, index, after_only=True)
            return Cue("noun", noun, noun, noun + 1, speaker) if speaker is not None else None
    return None
