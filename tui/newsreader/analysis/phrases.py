"""Finds noun phrases and subjects in a frame: dependency arcs where they are to be trusted, the order of words where not."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.analysis.frames import DASHES, Frame, Node
from newsreader.models import Span

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "X", "DET", "ADJ"))
_MODIFIERS = frozenset(("ADJ", "DET", "NUM"))
_LONGEST = 30
_NAME_LIKE = 7
"""Words that a name in marks may have."""


class Phrase(NamedTuple):
    """A noun phrase: node indices [start, end) and its head."""

    start: int
    end: int
    head: int

    def span(self, frame: Frame) -> Span:
        """Where the phrase stands in the text."""
        return Span(frame.nodes[self.start].span.start, frame.nodes[self.end - 1].span.end)


def case(node: Node) -> str:
    """The node's case; "" where it has none (indeclinable, foreign, in marks)."""
    return node.feats.get("Case", "")


def is_finite(node: Node) -> bool:
    """Whether the node is a verb in a personal form."""
    return node.pos in ("VERB", "AUX") and node.feats.get("VerbForm") == "Fin"


def is_participle(node: Node) -> bool:
    """Whether the node is a full participle."""
    return node.pos in ("VERB", "ADJ") and node.feats.get("VerbForm") == "Part" and "Variant" not in node.feats


def is_gerund(node: Node) -> bool:
    """Whether the node is an adverbial participle."""
    return node.feats.get("VerbForm") == "Conv"


def agrees(subject: Node, verb: Node) -> bool:
    """Whether the two can be subject and verb by number, person and (for pronouns) gender."""
    if is_gerund(verb) or is_participle(verb):
        return True
    if verb.feats.get("VerbForm") == "Inf":
        return False
    number, wanted = subject.feats.get("Number"), verb.feats.get("Number")
    if number and wanted and number != wanted and not (wanted == "Plur" and subject.pos != "PRON"):
        return False
    person = verb.feats.get("Person")
    if subject.pos == "PRON" and person and subject.feats.get("Person") not in (None, person):
        return False
    genders = subject.feats.get("Gender"), verb.feats.get("Gender")
    return not (subject.pos == "PRON" and None not in genders and genders[0] != genders[1] and subject.lemma in ("он", "она"))


def noun_phrase(frame: Frame, start: int, wanted: str, *, stop: int | None = None) -> Phrase | None:
    """The noun phrase in the case `wanted` that begins at `start`; it ends before a mark, a verb or a phrase of another case."""
    nodes = frame.nodes
    last = min(len(nodes) if stop is None else stop, start + _LONGEST)
    index, head, named = start, -1, False
    while index < last:
        node = nodes[index]
        if node.pos == "PRON":
            if head < 0:
                return Phrase(start, index + 1, index)
            break
        if node.pos in ("NUM", "ADJ") and head >= 0 and node.text[0].isdigit():
            break
        if node.pos in _MODIFIERS or is_participle(node) or _is_possessive(node):
            if head >= 0 and case(node) not in ("Gen", wanted, ""):
                break
        elif node.pos in ("NOUN", "PROPN", "X", "SYM"):
            own = case(node)
            if own not in (wanted, "Gen", "") and head >= 0 and not _governs_instrumental(nodes[index - 1], own) and node.pos != "PROPN":
                break
            if head < 0 and (own in (wanted, "") or node.pos in ("PROPN", "X")):
                head = index
            elif head < 0:
                return None
            named = named or (node.pos == "PROPN" and own == wanted and index > start)
        elif node.pos == "QUOTE":
            if not is_name_like(node) or (index > start and nodes[index - 1].pos not in ("NOUN", "PROPN", "QUOTE", "ADJ")):
                break
            head = index if head < 0 else head
        elif node.pos == "ADP":
            reach = _reaches_name(frame, index, last, wanted)
            if head < 0 or named or reach is None:
                break
            index = reach
            continue
        elif node.text in ("и", ",") and head >= 0 and _coordinates(frame, index, last, wanted):
            pass
        elif node.text == "." and len(nodes[index - 1].text) <= 2 and nodes[index - 1].text[0].isupper() and index > start:
            pass
        elif node.text == "-" and index > start and index + 1 < last and nodes[index + 1].span.start == node.span.end:
            pass
        else:
            break
        index += 1
    while index > start and nodes[index - 1].pos in ("CCONJ", "PUNCT", "ADP", "ADJ", "DET", "NUM") and index - 1 > head:
        index -= 1
    if head < 0:
        head = next((place for place in range(index - 1, start - 1, -1) if nodes[place].pos in ("ADJ", "NUM", "DET", "VERB")), -1)
        if head < 0 or case(nodes[head]) != wanted:
            return None
    return Phrase(start, index, head) if index > start else None


def is_name_like(node: Node) -> bool:
    """Whether a quoted piece can be a name by its length and letters."""
    text = node.text
    return 0 < len(text.split()) <= _NAME_LIKE and not text[0].islower() and text[-1] not in ".!?…" and "," not in text


def _is_possessive(node: Node) -> bool:
    return node.text.lower() in ("его", "ее", "её", "их")


def _governs_instrumental(before: Node, own: str) -> bool:
    return own == "Ins" and before.lemma in ("командующий", "заведующий", "управляющий", "руководство", "командование", "зав")


def _reaches_name(frame: Frame, index: int, last: int, wanted: str) -> int | None:
    """Where the name stands that a prepositional phrase inside a title leads to: «посол в Чехии Иван Петров»."""
    nodes = frame.nodes
    for place in range(index + 1, min(last, index + 14)):
        node = nodes[place]
        if node.pos == "PROPN" and case(node) == wanted and nodes[place - 1].pos != "ADP" and case(nodes[place - 1]) != wanted:
            if wanted == "Gen" and node.feats.get("Animacy") != "Anim":
                continue
            return place
        if node.pos in ("VERB", "ADV", "SCONJ", "PRON") and not is_participle(node) or node.pos == "PUNCT" and node.text != "-":
            return None
    return None


def _coordinates(frame: Frame, index: int, last: int, wanted: str) -> bool:
    """Whether «и» joins two names or nouns of one phrase; a comma does so only before another name and «и»."""
    nodes = frame.nodes
    if index + 1 >= last:
        return False
    after = nodes[index + 1]
    if nodes[index].text == ",":
        if after.pos != "PROPN" or case(after) != wanted or nodes[index - 1].pos != "PROPN":
            return False
        place = index + 1
        while place < last and nodes[place].pos == "PROPN":
            place += 1
        return place < last and nodes[place].text == "и"
    if after.pos in ("NOUN", "PROPN", "ADJ", "DET", "X") or is_participle(after):
        before = nodes[index - 1]
        return case(after) in (wanted, "", case(before))
    return after.pos == "QUOTE" and is_name_like(after) and nodes[index - 1].pos == "QUOTE"


def subject_of(frame: Frame, verb: int, *, after_only: bool = False) -> Phrase | None:
    """The subject of the verb at this index; of a gerund or a later one of two verbs, the subject they share."""
    if not after_only:
        by_arc = _by_arc(frame, verb)
        if by_arc is not None:
            return by_arc
    right = _to_the_right(frame, verb)
    if right is not None or after_only:
        return right
    return _to_the_left(frame, verb)


def _by_arc(frame: Frame, verb: int) -> Phrase | None:
    nodes = frame.nodes
    found = [
        index
        for index, node in enumerate(nodes)
        if node.head == verb
        and node.relation in ("nsubj", "nsubj:pass")
        and _can_be_subject(node)
        and agrees(node, nodes[verb])
        and not _clause_between(frame, index, verb)
    ]
    if not found:
        return None
    found = [index for index in found if case(nodes[index]) == "Nom"] or found
    nearest = min(found, key=lambda index: (index > verb and index - verb > 3, abs(index - verb)))
    if nearest < verb and any(is_finite(node) for node in nodes[nearest + 1 : verb]):
        return _to_the_left(frame, verb) or whole_phrase(frame, nearest)
    before = _to_the_left(frame, verb) if nearest > verb and nodes[nearest].pos != "PRON" and nearest == verb + 1 else None
    return before or whole_phrase(frame, nearest)


def _clause_between(frame: Frame, subject: int, verb: int) -> bool:
    """Whether another clause's edge parts the two: a conjunction after the subject's comma that the subject cannot cross."""
    low, high = min(subject, verb), max(subject, verb)
    nodes = frame.nodes
    if subject < verb:
        commas = sum(nodes[index].text == "," for index in range(low, high))
        return commas % 2 == 1 and any(nodes[index].text.lower() in ("что", "чтобы", ":") for index in range(low, high))
    return any(nodes[index].text in (":", ";") or nodes[index].text in DASHES for index in range(low, high))


def _can_be_subject(node: Node) -> bool:
    if node.pos == "QUOTE":
        return is_name_like(node)
    if node.pos == "PRON" and node.lemma in ("что", "это", "который", "кто", "себя", "то"):
        return node.lemma == "который"
    if node.pos == "NUM" and node.text.isdigit():
        return False
    return node.pos in _NOMINAL and case(node) in ("Nom", "") and any(char.isalpha() for char in node.text)


def whole_phrase(frame: Frame, head: int) -> Phrase:
    """The noun phrase in the nominative around a head."""
    nodes = frame.nodes
    if nodes[head].pos == "PRON":
        return Phrase(head, head + 1, head)
    start = head
    for index in range(head - 1, max(-1, head - _LONGEST), -1):
        node = nodes[index]
        own = case(node)
        if node.pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "X") or is_participle(node):
            if own == "Nom" or (own == "" and node.pos in ("PROPN", "X") and index == start - 1):
                start = index
            elif own not in ("Gen", "", "Loc", "Dat", "Ins", "Acc"):
                break
        elif node.pos == "QUOTE" and is_name_like(node) and index > 0 and nodes[index - 1].pos == "NOUN":
            continue
        elif node.pos == "ADP":
            continue
        elif node.text == "." and index > 0 and len(nodes[index - 1].text) <= 2 and nodes[index - 1].text[0].isupper():
            continue
        elif node.text == "и" and index > 0 and case(nodes[index - 1]) in ("Nom", "") and nodes[index - 1].pos in ("NOUN", "PROPN", "ADJ"):
            continue
        else:
            break
    start = _without_adverbial(frame, start, head)
    phrase = noun_phrase(frame, start, "Nom")
    if phrase is None or phrase.end <= head:
        return Phrase(start, head + 1, head)
    return Phrase(start, phrase.end, phrase.head)


def _without_adverbial(frame: Frame, start: int, head: int) -> int:
    """Later start where what was taken on the left is a phrase of its own («В Москве министр»)."""
    nodes = frame.nodes
    best = start
    index = start
    while index < head:
        if nodes[index].pos == "ADP" and case(nodes[head]) == "Nom":
            reach = _reaches_name(frame, index, head + 1, "Nom")
            if reach is None or nodes[best].pos not in ("NOUN", "ADJ", "PROPN"):
                best = index + 1
        index += 1
    while best < head and case(nodes[best]) not in ("Nom",) and not (nodes[best].pos in ("PROPN", "X") and case(nodes[best]) == ""):
        best += 1
    return best


def _to_the_right(frame: Frame, verb: int) -> Phrase | None:
    """The first phrase in the nominative after the verb; prepositional and oblique phrases are passed over."""
    nodes = frame.nodes
    index = verb + 1
    while index < min(len(nodes), verb + _LONGEST):
        node = nodes[index]
        if node.pos == "PUNCT" and not (node.text in "()" or node.text == "." and len(nodes[index - 1].text) == 1):
            return None
        if is_finite(node) or node.pos in ("SCONJ", "CCONJ"):
            return None
        if node.pos == "ADP":
            index = _past_prepositional(frame, index)
            continue
        if _can_be_subject(node) and node.pos != "NUM" and (case(node) == "Nom" or node.pos in ("PROPN", "QUOTE", "X")):
            if agrees(node, nodes[verb]) and not (node.pos == "QUOTE" and index > verb + 1 and nodes[index - 1].pos == "NOUN"):
                phrase = noun_phrase(frame, index, "Nom")
                if phrase is not None:
                    return phrase
        index += 1
    return None


def _past_prepositional(frame: Frame, index: int) -> int:
    """The index after a prepositional phrase: up to the first node in the nominative that no preposition governs."""
    nodes = frame.nodes
    index += 1
    while index < len(nodes):
        node = nodes[index]
        if node.pos in ("NOUN", "PROPN", "PRON", "ADJ", "DET", "NUM", "X", "QUOTE") or is_participle(node):
            if case(node) == "Nom" and nodes[index - 1].pos != "ADP":
                return index
            if node.pos == "QUOTE" and nodes[index - 1].pos not in ("NOUN", "PROPN", "ADP"):
                return index
        elif node.pos not in ("ADP", "CCONJ") and node.text not in "()":
            return index
        index += 1
    return index


def _to_the_left(frame: Frame, verb: int) -> Phrase | None:
    """The nearest phrase in the nominative before the verb in its clause."""
    nodes = frame.nodes
    for index in range(verb - 1, max(-1, verb - _LONGEST), -1):
        node = nodes[index]
        if node.pos == "PUNCT" and node.text not in ("(", ")", "-") or node.text == "и" or node.pos == "SCONJ" or is_finite(node):
            return None
        governed = index > 0 and nodes[index - 1].pos == "ADP"
        bare = case(node) == "" and node.pos in ("PROPN", "X") and (index == 0 or nodes[index - 1].pos in ("PUNCT", "CCONJ", "X", "PROPN"))
        if _can_be_subject(node) and (case(node) == "Nom" or bare) and not governed and agrees(node, nodes[verb]) and node.pos not in ("ADJ", "NUM", "DET"):
            return whole_phrase(frame, index)
        if node.pos == "QUOTE" and is_name_like(node) and (index == 0 or nodes[index - 1].pos != "ADP"):
            if index > 0 and nodes[index - 1].pos == "NOUN":
                return whole_phrase(frame, index - 1) if case(nodes[index - 1]) == "Nom" else None
            return Phrase(index, index + 1, index)
    return None
