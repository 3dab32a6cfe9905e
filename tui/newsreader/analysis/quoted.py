"""Finds speech in marks: a quoted piece is speech only where a source says it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from newsreader.analysis.clauses import Reported, opens_unmarked
from newsreader.analysis.cue import Cue
from newsreader.analysis.fragments import (
    Spoken,
    count_words,
    fragment,
    intended,
    is_speech_like,
    listed,
    predicate,
    so_called,
    whole_clause,
)
from newsreader.analysis.frames import DASHES, Frame, Node
from newsreader.analysis.lexicon import Speech, people
from newsreader.analysis.phrases import Phrase, case, is_finite, noun_phrase
from newsreader.analysis.sources import can_speak, place_source
from newsreader.analysis.subjects import subject_of

_NAME = 3
"""Words that a name in marks may have which opens a clause without marks."""
_ROW = ([","], ["и"], [",", "и"])


def find_spoken(frame: Frame, cues: Sequence[Cue], reported: Sequence[Reported], speech: Speech) -> list[Spoken]:
    """The frame's quoted pieces that are speech, in order."""
    found: list[Spoken] = []
    for index, node in enumerate(frame.nodes):
        if node.piece is None:
            continue
        spoken = (
            so_called(frame, index, cues, speech)
            or _introduced(frame, index, cues, speech, sure=True)
            or _followed(frame, index, cues, speech, found)
            or _introduced(frame, index, cues, speech)
            or _next_cry(frame, index, found)
            or listed(frame, index, found)
            or whole_clause(frame, index, reported)
            or fragment(frame, index, cues, reported, speech)
            or intended(frame, index, speech)
            or predicate(frame, index)
        )
        if spoken is not None:
            found.append(spoken)
    return found


def _next_cry(frame: Frame, index: int, found: Sequence[Spoken]) -> Spoken | None:
    """Толпа кричала: «Позор!», «Долой!»: the next utterance of a row."""
    nodes = frame.nodes
    if not found or found[-1].kind != "direct" or found[-1].cue is None or not nodes[index].text[0].isupper():
        return None
    last = found[-1].index
    between = [node.text for node in nodes[last + 1 : index]]
    introduced = found[-1].cue.index < last and nodes[last - 1].text in (":", ",", "и")
    return Spoken(index, "direct", found[-1].cue, found[-1].speaker) if introduced and between in _ROW else None


def _followed(frame: Frame, index: int, cues: Sequence[Cue], speech: Speech, found: Sequence[Spoken]) -> Spoken | None:
    """«…», — сказал X: the attribution follows the piece, or interrupts it."""
    nodes = frame.nodes
    piece = nodes[index].piece
    if piece is not None and piece.part:
        anew = index > 1 and nodes[index - 2].text == "." and index + 2 < len(nodes) and nodes[index + 1].text in DASHES
        own = _attribution(frame, index + 2, cues, speech) if anew else None
        return Spoken(index, "direct", own, own.speaker) if own is not None else _continued(index, found)
    if not _opens_clause(frame, index):
        resumed = index > 1 and nodes[index - 1].text in DASHES and nodes[index - 2].text in (",", ".")
        return _continued(index, found) if resumed else None
    after = index + 1
    joint = False
    while after < len(nodes) and (nodes[after].text in (",", ".", "!", "?", "…") or nodes[after].text in DASHES):
        joint = joint or nodes[after].text == "," or nodes[after].text in DASHES
        after += 1
    if after >= len(nodes):
        return _continued(index, found)
    if not joint and not nodes[index].text.endswith(("!", "?", "…", "...")):
        return None
    cue = _attribution(frame, after, cues, speech)
    if cue is None and nodes[after - 1].text in DASHES and count_words(nodes[index]) > 1:
        cue = _told(frame, after)
    if cue is None:
        return _continued(index, found) if index and _after_attribution(frame, index) else None
    return Spoken(index, "direct", cue, _relayed_speaker(frame, cue, speech) or cue.speaker)


def _opens_clause(frame: Frame, index: int) -> bool:
    """Whether nothing stands before the piece but a dash or another piece."""
    for node in reversed(frame.nodes[:index]):
        if node.text in DASHES or node.text in ("(", "…", "..."):
            continue
        return node.text in (".", "!", "?", ":") or node.pos == "QUOTE"
    return True


def _after_attribution(frame: Frame, index: int) -> bool:
    before = frame.nodes[index - 1]
    return before.text in DASHES or before.text in (".", ",", ":")


def _continued(index: int, found: Sequence[Spoken]) -> Spoken | None:
    """The part after an attribution has the cue and the speaker of the part before it."""
    if not found or found[-1].kind != "direct":
        return None
    return Spoken(index, "direct", found[-1].cue, found[-1].speaker)


def _attribution(frame: Frame, after: int, cues: Sequence[Cue], speech: Speech) -> Cue | None:
    """The cue of an attribution that begins at node `after`."""
    nodes = frame.nodes
    for cue in cues:
        if cue.index < after or (cue.kind == "sure" and cue.start > after):
            continue
        if cue.kind == "sure":
            return cue
        lemma = nodes[cue.index].lemma
        between = nodes[after : cue.start]
        if any(node.pos == "PUNCT" and node.text not in ("(", ")") for node in between) and not cue.as_phrase:
            break
        if any(is_finite(node) for node in between):
            break
        if cue.kind == "by" or cue.kind == "passive":
            return cue
        if cue.kind == "noun":
            continue
        if lemma in speech.verbs or lemma in speech.relay:
            return cue
    return None


def _told(frame: Frame, after: int) -> Cue | None:
    """«…», — махнул рукой сосед: after marks and a dash any verb tells of speech whose subject can speak."""
    nodes = frame.nodes
    for index in range(after, min(len(nodes), after + 3)):
        node = nodes[index]
        if node.pos == "PUNCT" or node.feats.get("Person") in ("1", "2"):
            return None
        if is_finite(node):
            subject = subject_of(frame, index)
            if subject is None or subject.start < after or not _is_somebody(nodes[subject.head]):
                return None
            return Cue("verb", index, index, index + 1, subject)
    return None


def _is_somebody(node: Node) -> bool:
    if node.pos == "PRON":
        return node.feats.get("Person") == "3"
    return node.pos == "PROPN" or (node.pos == "NOUN" and node.feats.get("Animacy") == "Anim")


def _relayed_speaker(frame: Frame, cue: Cue, speech: Speech) -> Phrase | None:
    """Whose words a medium passes on: «цитирует РИА Новости министра», «приводит слова X», «передает слова X»."""
    nodes = frame.nodes
    if cue.kind != "verb" or nodes[cue.index].lemma not in speech.relay:
        return None
    last = min(len(nodes), cue.end + 25)
    for index in range(cue.end, last):
        node = nodes[index]
        if node.lemma in speech.relayed_noun and node.pos == "NOUN":
            if nodes[index - 1].text.lower() in ("его", "ее", "её", "их"):
                return Phrase(index - 1, index, index - 1)
            return noun_phrase(frame, index + 1, "Gen") if index + 1 < len(nodes) else None
    speakers = people().bodies | people().voices
    for index in range(cue.end, last):
        node = nodes[index]
        if node.text == "," or node.text == ".":
            break
        if (
            node.pos in ("NOUN", "PROPN", "PRON", "ADJ")
            and (node.feats.get("Animacy") == "Anim" or node.lemma in speakers)
            and case(node) in ("Acc", "Gen")
        ):
            return noun_phrase(frame, index, case(node))
    return None


def _introduced(frame: Frame, index: int, cues: Sequence[Cue], speech: Speech, *, sure: bool = False) -> Spoken | None:
    """X сказал: «…»; also «Имя Фамилия: «…»» and a colon after a sentence about somebody."""
    nodes = frame.nodes
    if (
        index == 0
        or nodes[index - 1].text != ":"
        or (count_words(nodes[index]) <= _NAME and opens_unmarked(frame, index))
    ):
        return None
    before = [cue for cue in cues if cue.index < index]
    cue = _introducing(frame, before, index, speech)
    node = nodes[index]
    if cue is not None and cue.kind == "passive" and cue.speaker is None and _is_named(frame, index, speech):
        return None
    if cue is not None:
        if not is_speech_like(node) and node.text[0].islower() and cue.kind == "noun":
            return None
        kind: Literal["direct", "mixed"] = "direct"
        if cue.kind == "noun" and node.text[0].islower():
            kind = "mixed"
        return Spoken(index, kind, cue, _relayed_speaker(frame, cue, speech) or cue.speaker)
    if sure:
        return None
    if (published := _published(frame, index, speech)) is not None:
        return published
    demand = next((place for place in range(index - 1, -1, -1) if nodes[place].lemma in speech.demand_noun), None)
    if demand is not None and node.text[0].islower() and count_words(node) > 1:
        return Spoken(index, "mixed", Cue("noun", demand, demand, demand + 1, None), None)
    subject = subject_of_frame(frame, index)
    by_person = subject is not None and nodes[subject.head].feats.get("Animacy") == "Anim" and count_words(node) > 2
    if _is_named(frame, index, speech) or not (is_speech_like(node) or by_person):
        return None
    return Spoken(index, "direct", None, subject)


def _is_named(frame: Frame, index: int, speech: Speech) -> bool:
    """«На плакате было написано: «…»»: what stands on a poster is nobody's speech."""
    return any(node.lemma in speech.naming for node in frame.nodes[max(0, index - 6) : index])


def _published(frame: Frame, index: int, speech: Speech) -> Spoken | None:
    """На сайте клуба появилось сообщение: «…», компания распространила заявление: «…»."""
    nodes = frame.nodes
    noun = index - 2
    if noun < 1 or nodes[noun].pos != "NOUN" or nodes[noun].lemma not in speech.speech_noun:
        return None
    verb = next((place for place in range(noun - 1, -1, -1) if is_finite(nodes[place])), None)
    if verb is None or count_words(nodes[index]) < _NAME or nodes[index].text[0].islower():
        return None
    subject = subject_of(frame, verb)
    own = subject is not None and subject.head != noun and can_speak(nodes[subject.head])
    speaker = subject if own else place_source(frame, verb)
    return Spoken(index, "direct", Cue("noun", noun, noun, noun + 1, speaker), speaker)


def _introducing(frame: Frame, before: Sequence[Cue], index: int, speech: Speech) -> Cue | None:
    """The last cue before a colon that can introduce speech."""
    nodes = frame.nodes
    for cue in reversed(before):
        lemma = nodes[cue.index].lemma
        if any(nodes[place].text in (";", ":") for place in range(cue.index, index - 1)):
            return None
        if cue.kind in ("by", "passive", "sure"):
            return cue
        if cue.kind == "verb" and (lemma in speech.verbs or lemma in speech.judge or lemma in speech.relay):
            return cue
        if cue.kind == "noun" and (index - cue.index < 8):
            return cue
    return None


def subject_of_frame(frame: Frame, index: int) -> Phrase | None:
    """The subject of the main verb before the colon; or the only phrase there."""
    nodes = frame.nodes
    for place in range(index - 1, -1, -1):
        if is_finite(nodes[place]) and (subject := subject_of(frame, place)) is not None:
            return subject
    if nodes[0].pos == "PROPN" and case(nodes[0]) == "Nom" and (name := noun_phrase(frame, 0, "Nom", stop=index)):
        return name
    own = nodes[0].text.lower() in ("его", "ее", "её", "их")
    phrase = noun_phrase(frame, int(own), "Nom", stop=index)
    if phrase is None:
        return None
    somebody = nodes[phrase.head].feats.get("Animacy") == "Anim"
    apposed = nodes[phrase.end].text == "," and somebody
    rest = nodes[phrase.end + 1 : index - 1]
    whereof = somebody and not any(case(node) == "Nom" or node.pos == "PUNCT" for node in rest)
    return phrase if apposed or phrase.end == index - 1 or whereof else None
