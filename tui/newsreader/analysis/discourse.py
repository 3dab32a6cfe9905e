"""Attributions that stand in another sentence than the words: «P. Об этом сообщил X.», a quotation alone in
its sentence, a signature."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsreader.analysis.boundaries import last_word
from newsreader.analysis.clauses import Reported
from newsreader.analysis.cue import Cue
from newsreader.analysis.fragments import Spoken
from newsreader.analysis.frames import DASHES, Frame, Node
from newsreader.analysis.lexicon import Speech
from newsreader.analysis.phrases import Phrase, noun_phrase
from newsreader.analysis.subjects import subject_of
from newsreader.models import QuotationKind

_FEWEST_WORDS = 5
"""Fewer words alone in a sentence are rather a name or a slogan."""


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
    last: tuple[Frame, Cue | None, Phrase | None] | None = None
    for number, own in enumerate(findings):
        before = findings[number - 1] if number else None
        after = findings[number + 1] if number + 1 < len(findings) else None
        reported = _about_this(own, before, findings[number - 2] if number > 1 else None, speech)
        if reported is not None:
            linked.append(reported)
        alone = _alone(own)
        if alone is not None:
            found = _lone_quotation(own, alone, before, after, last, speech)
            linked.append(found)
            last = (found.cue_frame, found.cue, found.speaker)
        elif own.spoken and own.spoken[-1].kind == "direct":
            last = (own.frame, own.spoken[-1].cue, own.spoken[-1].speaker)
        else:
            last = None
    return linked


def _alone(own: Findings) -> int | None:
    """Index of the quoted piece that is all of its frame, where it is long enough for speech."""
    nodes = own.frame.nodes
    quotes = [index for index, node in enumerate(nodes) if node.pos == "QUOTE" and node.piece is not None]
    if len(quotes) != 1 or own.spoken:
        return None
    text = nodes[quotes[0]].text
    if (
        any(node.pos not in ("PUNCT", "QUOTE") for node in nodes)
        or len(text.split()) < _FEWEST_WORDS
        or text[0].islower()
    ):
        return None
    return quotes[0]


def _lone_quotation(
    own: Findings,
    index: int,
    before: Findings | None,
    after: Findings | None,
    last: tuple[Frame, Cue | None, Phrase | None] | None,
    speech: Speech,
) -> Linked:
    frame = own.frame
    if (
        after is not None
        and after.frame.block == frame.block + 1
        and (signature := _signature(after.frame)) is not None
    ):
        return Linked("direct", frame, index, index + 1, after.frame, None, signature)
    if after is not None and after.frame.nodes[0].text[:1].islower() and after.cues:
        cue = after.cues[0]
        if cue.index <= 2 and after.frame.nodes[cue.index].lemma in speech.verbs:
            return Linked("direct", frame, index, index + 1, after.frame, cue, cue.speaker)
    if (
        before is not None
        and before.frame.nodes[-1].text == ":"
        and before.cues
        and before.frame.block >= frame.block - 1
    ):
        cue = before.cues[-1]
        return Linked("direct", frame, index, index + 1, before.frame, cue, cue.speaker)
    if last is not None and last[1] is not None and last[0].block == frame.block:
        return Linked("direct", frame, index, index + 1, *last)
    return Linked("direct", frame, index, index + 1, frame, None, None)


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
    words = [node.text.lower() for node in nodes[:3]]
    if words[:2] in (["об", "этом"], ["о", "чем"], ["обо", "всем"]) or words[:3] == ["как", "об", "этом"]:
        return next(
            (
                cue
                for cue in own.cues
                if cue.kind in ("verb", "passive")
                and nodes[cue.index].lemma in speech.clausal | speech.passive
                and not cue.as_phrase
            ),
            None,
        )
    return _such_opinion(own.frame, nodes, speech)


def _such_opinion(frame: Frame, nodes: Sequence[Node], speech: Speech) -> Cue | None:
    """«Такое мнение высказал X», «С таким заявлением выступил X»."""
    start = 1 if nodes[0].text.lower() in ("с", "к") else 0
    if len(nodes) < start + 4 or nodes[start].lemma not in ("такой", "подобный", "соответствующий", "этот"):
        return None
    noun = start + 1
    if nodes[noun].lemma not in speech.speech_noun | speech.feeling_noun:
        return None
    for index in range(noun + 1, min(len(nodes), noun + 4)):
        if nodes[index].lemma in speech.express and nodes[index].pos == "VERB":
            speaker = subject_of(frame, index, after_only=True)
            return Cue("noun", noun, noun, noun + 1, speaker) if speaker is not None else None
    return None
