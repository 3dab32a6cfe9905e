"""Reads the head of a clause: conjunctions, question words, connectives; and what stands apart between marks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from newsreader.analysis.cue import Cue
from newsreader.analysis.frames import DASHES, Frame, Node
from newsreader.analysis.lexicon import Speech, speech
from newsreader.analysis.phrases import is_finite

THAT = frozenset(("что", "чтобы", "будто", "якобы", "дескать", "мол"))
_ADVERBS = 2
"""Adverbs that may stand between the comma of an attribution and its verb."""
_SOON = 7
"""Words of a sentence among which «об этом» opens it: «В пятницу вечером об этом сообщил X»."""
_BECAUSE = (("так", "как"), ("потому", "что"), ("тем", "более"))
_JOINING = frozenset(("но", "а", "однако", "и", "причем", "причём", "хотя", "поскольку", "так", "ведь", "если"))


def attribution_start(frame: Frame, cue: Cue) -> int:
    """Index of the first word of an attribution: of the verb, or of the adverbs between its comma and it
    («…, также отметили в мэрии»)."""
    nodes = frame.nodes
    index = cue.start
    while index > 1 and cue.start - index < _ADVERBS and nodes[index - 1].pos in ("ADV", "PART"):
        if nodes[index - 1].text.lower() in speech().question_word:
            return cue.start
        index -= 1
    return index if index and nodes[index - 1].text == "," else cue.start


def about_what(nodes: Sequence[Node], verb: int) -> int | None:
    """Index of «о» in «, о чем сообщает X», «, о чем X рассказал журналистам», «, об этом пишет X»."""
    for index in range(verb - 2, max(-1, verb - _SOON - 1), -1):
        if nodes[index + 1].pos == "PUNCT" or is_finite(nodes[index + 1]):
            return None
        if nodes[index].text.lower() in ("о", "об"):
            this = nodes[index + 1].text.lower() == "этом" and index == verb - 2 and index > 1
            what = nodes[index + 1].lemma in ("что", "чем") and (index == verb - 2 or nodes[index - 1].text == ",")
            return index if what or (this and nodes[index - 1].text == ",") else None
    return None


def is_parenthetical(frame: Frame, cue: Cue) -> bool:
    """Whether the cue and its speaker stand apart between marks: «, сообщает РБК.», «, отмечает эксперт, »."""
    nodes = frame.nodes
    if cue.kind == "by":
        return True
    about = about_what(nodes, cue.start) if cue.as_phrase else None
    before = about - 1 if about is not None else attribution_start(frame, cue) - 1
    after_colon = cue.as_phrase and about is None and before >= 0 and nodes[before].text in (":", ";")
    if before >= 0 and nodes[before].text != "," and nodes[before].text not in DASHES and not after_colon:
        return False
    if before < 0 and not cue.as_phrase:
        return False
    verb = nodes[cue.index]
    if verb.feats.get("Tense") == "Fut" or (verb.feats.get("Aspect") == "Perf" and verb.feats.get("Tense") == "Pres"):
        return False
    speaker = cue.speaker
    if cue.as_phrase:
        return True
    if speaker is None:
        apart = cue.end < len(nodes) and nodes[cue.end].pos == "PUNCT"
        return apart and (cue.kind == "passive" or _is_inserted(frame, cue))
    return speaker.start >= cue.end


def _is_inserted(frame: Frame, cue: Cue) -> bool:
    """«С тех пор, говорит, ни разу не пожалела»: a lone verb in the present among verbs of another tense or number."""
    nodes = frame.nodes
    verb = nodes[cue.index]
    if cue.kind != "verb" or verb.feats.get("Tense") != "Pres" or cue.start == 0 or cue.end - cue.start > 1:
        return False
    if nodes[cue.start - 1].text != "," or nodes[cue.end].text != ",":
        return False
    others = [node for node in nodes if node is not verb and is_finite(node)]
    return bool(others) and not any(
        node.feats.get("Tense") == "Pres" and node.feats.get("Number") == verb.feats.get("Number") for node in others
    )


def only_connectives(frame: Frame, first: int) -> bool:
    """Whether nothing but connectives stands between the clause's beginning and this index."""
    nodes = frame.nodes
    index = first - 1
    while index >= 0:
        node = nodes[index]
        text = node.text.lower()
        if index and (nodes[index - 1].text.lower(), text) in _BECAUSE:
            return True
        first_word = index - (index > 0 and nodes[index - 1].pos == "ADP" and text in speech().question_word)
        opened = first_word == 0 or nodes[first_word - 1].text in (",", ";", ":") or nodes[index - 1].text in DASHES
        if text in (":", ";") or text in DASHES or node.lemma == "который":
            return True
        if text in ("и", "но", "а") and nodes[index + 1].text == "," and any(map(is_finite, nodes[:index])):
            return True  # «Цены выросли и, по словам X, продолжат расти»
        if (
            opened
            and (text in THAT or text in _JOINING or text in speech().question_word)
            and (node.pos in ("SCONJ", "CCONJ", "ADV", "PART") or first_word < index)
        ):
            return True
        if text != "," and text not in speech().connective:
            return False
        index -= 1
    return True


def is_of_this(nodes: Sequence[Node], speech: Speech) -> bool:
    """«Об этом», «Накануне об этом», «О случившемся», «Это подтвердил»: the sentence is about the one before."""
    words = [node.text.lower() for node in nodes[:_SOON]]
    if words[0] == "это" and len(nodes) > 2 and nodes[1].lemma in ("подтвердить", "подтверждать"):
        return True
    for index, (one, two) in enumerate(pairwise(words)):
        if (one, two) in (("об", "этом"), ("обо", "всем")) or (
            one in ("о", "об") and two.replace("ё", "е") in speech.event
        ):
            return True
        if nodes[index].pos not in ("ADV", "ADP", "NOUN", "ADJ", "NUM", "SCONJ", "DET") or two == ",":
            return False
    return False
