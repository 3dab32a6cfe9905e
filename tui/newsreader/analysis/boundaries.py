"""Says where a reported clause begins and ends: where the text's own voice goes on."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from newsreader.analysis.cue import Cue
from newsreader.analysis.frames import DASHES, Frame, Node
from newsreader.analysis.lexicon import speech
from newsreader.analysis.openings import THAT, attribution_start, is_parenthetical
from newsreader.analysis.phrases import case, is_finite, is_gerund, is_participle

_SUBORDINATORS = frozenset(("поскольку", "хотя", "если", "когда", "пока", "раз", "так"))
ENDS = frozenset((".", "!", "?", "…", "...", "?!", ";"))


def last_word(frame: Frame) -> int:
    """Index after the last node that is not the final mark."""
    end = len(frame.nodes)
    while end and frame.nodes[end - 1].text in ENDS:
        end -= 1
    return end


def clause_end(frame: Frame, start: int, cue: Cue, cues: Sequence[Cue], *, bound: bool = True) -> int:
    """Index after the reported clause that begins at `start`: where the reporting sentence goes on, or its end."""
    nodes = frame.nodes
    end = last_word(frame)
    for index in range(start, end):
        node = nodes[index]
        if node.text == ";" and not (index + 1 < end and nodes[index + 1].text.lower() in THAT):
            return index
        if node.text == ":" and index + 1 < end and nodes[index + 1].pos == "QUOTE":
            return index
        if (
            index > start
            and (node.text in (",", "и") or node.text in DASHES)
            and _returns(frame, index, cue, cues, bound=bound)
        ):
            return index
    return end


def _returns(frame: Frame, index: int, cue: Cue, cues: Sequence[Cue], *, bound: bool) -> bool:
    """Whether the text's own voice goes on after this comma or «и»."""
    nodes = frame.nodes
    after = index + 1
    if after >= len(nodes):
        return False
    if nodes[index].text != "и" and nodes[after].text.lower() in ("а", "и", "но", "однако", "также"):
        after += 1
        if after < len(nodes) and nodes[after].text.lower() == "также":
            after += 1
    if after < len(nodes) and nodes[after].text.lower() in THAT:
        return False
    for other in cues:
        if other.index <= cue.index or other.start < after:
            continue
        first = min(other.start, other.speaker.start if other.speaker and other.speaker.start >= after else other.start)
        if first - after > 3:
            break
        if other.kind == "by":
            continue
        if bound and is_gerund(nodes[other.index]) and other.start - after <= 1:
            return True
        if _closes(frame, other, index):
            return True
        if _goes_on(frame, cue, other, index, after):
            return True
    if _resumes(frame, index, after, cue):
        return True
    return _subordinate_over(frame, index, cue) or _main_clause(frame, index, cue)


def _closes(frame: Frame, other: Cue, comma: int) -> bool:
    """Whether the comma opens a relay at the sentence's end: «…, сообщает РБК»."""
    if frame.nodes[comma].text == "и" or other.kind not in ("verb", "passive"):
        return False
    starts_here = attribution_start(frame, other) == comma + 1
    return (
        starts_here
        and other.speaker is not None
        and other.speaker.start >= other.end
        and is_parenthetical(frame, other)
    )


def _goes_on(frame: Frame, cue: Cue, other: Cue, comma: int, after: int) -> bool:
    """Whether another report of the text's own voice begins: «…, а Y отметил, что», «и подчеркнул, что»."""
    nodes = frame.nodes
    if other.kind not in ("verb", "sure", "passive"):
        return False
    own = other.speaker is not None and other.speaker.start > comma
    joined = nodes[comma].text == "и" or nodes[comma + 1].text.lower() in ("а", "и", "но", "однако")
    if own:
        return nodes[comma].text != "и" and joined and after != comma + 1
    if not joined or other.start - after > 1 or not _opens_clause(frame, other):
        return False
    return _same_subject(nodes[other.index], nodes[cue.index])


def _opens_clause(frame: Frame, cue: Cue) -> bool:
    """Whether a clause of its own follows the cue soon: «и подчеркнул, что», «и верит в то, что»."""
    return opens_soon(frame.nodes, cue.index)


def opens_soon(nodes: Sequence[Node], index: int) -> bool:
    """Whether a comma with a conjunction or a question word stands within eight words after a node."""
    texts = [node.text.lower() for node in nodes[index + 1 : index + 9]]
    questions = speech().question_word
    return any(one == "," and (two in THAT or two in questions) for one, two in pairwise(texts))


def _same_subject(one: Node, other: Node) -> bool:
    """Whether two verbs can have one subject."""
    if one.feats.get("VerbForm") != "Fin" or other.feats.get("VerbForm") != "Fin":
        return False
    genders = one.feats.get("Gender"), other.feats.get("Gender")
    return one.feats.get("Number") == other.feats.get("Number") and (None in genders or genders[0] == genders[1])


def _resumes(frame: Frame, index: int, after: int, cue: Cue) -> bool:
    """Whether the cue's subject goes on to do something else: «сказал, что мост закрыт, и ушёл».

    A comma before «и» closes the reported clause; without a comma only the syntax model can tell.
    """
    nodes = frame.nodes
    while after < len(nodes) and nodes[after].pos in ("ADV", "PART"):
        after += 1
    if after >= len(nodes) or not is_finite(nodes[after]):
        return False
    node = nodes[after]
    own = next((one for one in nodes[cue.start : cue.end] if is_finite(one)), nodes[cue.index])
    if not _same_subject(node, own) or node.feats.get("Tense") != own.feats.get("Tense"):
        return False
    comma_and = nodes[index].text == "," and index + 1 < len(nodes) and nodes[index + 1].text.lower() in ("и", "а")
    shares = not any(
        case(other) == "Nom" and other.pos in ("NOUN", "PROPN", "PRON") for other in nodes[after : after + 3]
    )
    return (comma_and and shares) or (node.head == cue.index and node.relation == "conj")


def _subordinate_over(frame: Frame, index: int, cue: Cue) -> bool:
    """A clause that hangs on a gerund, a participle or a noun before the main verb ends where the main clause
    begins."""
    nodes = frame.nodes
    node = nodes[cue.index]
    if nodes[index].text == "и":
        return False
    main = _main_after(frame, cue, index)
    if main is None:
        return False
    embedded = is_gerund(node) or is_participle(node) or cue.kind == "noun"
    return embedded and main


def _main_clause(frame: Frame, comma: int, cue: Cue) -> bool:
    """«Поскольку X заявил, что P, Y делает …»: the main clause follows a report in a subordinate one."""
    nodes = frame.nodes
    if frame.nodes[0].text.lower() not in _SUBORDINATORS or nodes[comma].text != ",":
        return False
    if any(nodes[index].text == "," for index in range(cue.index)):
        return False
    for index in range(comma + 1, min(len(nodes), comma + 8)):
        node = nodes[index]
        if node.pos in ("SCONJ", "CCONJ", "PUNCT") or node.lemma == "который" or is_participle(node) or is_gerund(node):
            return False
        if is_finite(node):
            return any(case(other) == "Nom" for other in nodes[comma + 1 : index + 3])
    return False


def _main_after(frame: Frame, cue: Cue, index: int) -> bool:
    """Whether the verb that the cue hangs on comes after this comma, and nothing of its own clause before."""
    nodes = frame.nodes
    head = nodes[cue.index].head
    for _ in range(6):
        if head is None:
            return False
        if is_finite(nodes[head]):
            break
        head = nodes[head].head
    if head is None or head <= index:
        return False
    return not any(nodes[place].text == "," for place in range(index + 1, head))
