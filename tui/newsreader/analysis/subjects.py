"""Finds the subject of a verb: by dependency arcs where they are to be trusted, by the order of words where not."""

from __future__ import annotations

from newsreader.analysis.frames import DASHES, Frame, Node
from newsreader.analysis.phrases import (
    LONGEST,
    Phrase,
    case,
    is_finite,
    is_gerund,
    is_name_like,
    is_participle,
    noun_phrase,
    reaches_name,
)
from newsreader.analysis.shapes import counted, is_date, is_told, one_of, woman_after

_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "NUM", "X", "DET", "ADJ"))


def subject_of(frame: Frame, verb: int, *, after_only: bool = False) -> Phrase | None:
    """The subject of the verb at this index; of a gerund or a later one of two verbs, the subject they share."""
    if not after_only:
        by_arc = _by_arc(frame, verb)
        if by_arc is not None:
            return by_arc
    right = _to_the_right(frame, verb)
    if right is not None:
        return right
    left = _to_the_left(frame, verb) if not after_only else None
    return left or woman_after(frame, verb)


def _relative_clause(frame: Frame, comma: int) -> range:
    """The nodes of «, которому принадлежит завод,», which ends with this comma; none where it ends nothing."""
    nodes = frame.nodes
    if nodes[comma].text != ",":
        return range(0)
    for index in range(comma - 1, max(0, comma - LONGEST), -1):
        if nodes[index].text == ",":
            opened = "который" in (nodes[index + 1].lemma, nodes[index + 2].lemma)
            return range(index, comma + 1) if opened else range(0)
    return range(0)


def _by_arc(frame: Frame, verb: int) -> Phrase | None:
    nodes = frame.nodes
    found = [
        index
        for index, node in enumerate(nodes)
        if node.head == verb
        and node.relation in ("nsubj", "nsubj:pass")
        and can_be_subject(node)
        and agrees(node, nodes[verb])
        and not _clause_between(frame, index, verb)
    ]
    if not found:
        return None
    found = [index for index in found if case(nodes[index]) == "Nom"] or found
    nearest = min(found, key=lambda index: (index > verb and index - verb > 3, abs(index - verb)))
    if nearest < verb and any(is_finite(node) for node in nodes[nearest + 1 : verb]):
        return _to_the_left(frame, verb) or whole_phrase(frame, nearest)
    before = (
        _to_the_left(frame, verb) if nearest > verb and nodes[nearest].pos != "PRON" and nearest == verb + 1 else None
    )
    return before or whole_phrase(frame, nearest)


def _clause_between(frame: Frame, subject: int, verb: int) -> bool:
    """Whether another clause's edge parts the two: a conjunction after the subject's comma that the subject
    cannot cross."""
    low, high = min(subject, verb), max(subject, verb)
    nodes = frame.nodes
    if subject < verb:
        commas = sum(nodes[index].text == "," for index in range(low, high))
        return commas % 2 == 1 and any(nodes[index].text.lower() in ("что", "чтобы", ":") for index in range(low, high))
    return any(nodes[index].text in (":", ";") or nodes[index].text in DASHES for index in range(low, high))


def can_be_subject(node: Node) -> bool:
    """Whether a word, or a piece in marks, can be the head of a subject at all."""
    if node.pos == "QUOTE":
        return is_name_like(node) and node.feats.get("Inner") not in ("Dat", "Ins", "Loc")
    if node.pos == "PRON" and node.lemma in ("что", "это", "который", "кто", "себя", "то"):
        return node.lemma == "который"
    if node.pos == "NUM" and node.text.isdigit():
        return False
    return node.pos in _NOMINAL and case(node) in ("Nom", "") and any(char.isalpha() for char in node.text)


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
    return not (
        subject.pos == "PRON" and None not in genders and genders[0] != genders[1] and subject.lemma in ("он", "она")
    )


def whole_phrase(frame: Frame, head: int) -> Phrase:
    """The noun phrase in the nominative around a head."""
    nodes = frame.nodes
    if nodes[head].pos == "PRON":
        return Phrase(head, head + 1, head)
    start = head
    for index in range(head - 1, max(-1, head - LONGEST), -1):
        node = nodes[index]
        own = case(node)
        if is_told(frame, index):
            break
        if node.pos in ("NOUN", "PROPN", "ADJ", "DET", "NUM", "X") or is_participle(node):
            bare = own == "" and node.pos in ("PROPN", "X") and index == start - 1
            if own == "Nom" or bare:
                start = index
            elif own not in ("Gen", "", "Loc", "Dat", "Ins", "Acc"):
                break
        elif not _joins(frame, index):
            break
    start = _without_adverbial(frame, start, head)
    phrase = noun_phrase(frame, start, "Nom")
    if phrase is None or phrase.end <= head:
        return Phrase(start, head + 1, head)
    return Phrase(start, phrase.end, phrase.head)


def _joins(frame: Frame, index: int) -> bool:
    """Whether a noun phrase may go on to the left of this node: a name in marks, a preposition, an initial's full
    stop, «и»."""
    node, before = frame.nodes[index], frame.nodes[index - 1] if index else None
    if node.pos == "ADP":
        return True
    if before is None:
        return False
    if node.pos == "QUOTE":
        return is_name_like(node) and before.pos == "NOUN"
    if node.text == ".":
        return len(before.text) <= 2 and before.text[0].isupper()
    return node.text == "и" and case(before) in ("Nom", "") and before.pos in ("NOUN", "PROPN", "ADJ")


def _without_adverbial(frame: Frame, start: int, head: int) -> int:
    """Later start where what was taken on the left is a phrase of its own («В Москве министр»)."""
    nodes = frame.nodes
    best = start
    index = start
    while index < head:
        if nodes[index].pos == "ADP" and case(nodes[head]) == "Nom":
            reach = reaches_name(frame, index, head + 1, "Nom")
            if reach is None or nodes[best].pos not in ("NOUN", "ADJ", "PROPN"):
                best = index + 1
        index += 1
    while (
        best < head
        and case(nodes[best]) not in ("Nom",)
        and not (nodes[best].pos in ("PROPN", "X") and case(nodes[best]) == "")
    ):
        best += 1
    return best


def _to_the_right(frame: Frame, verb: int) -> Phrase | None:
    """The first phrase in the nominative after the verb; prepositional and oblique phrases are passed over."""
    nodes = frame.nodes
    index = verb + 1
    while index < min(len(nodes), verb + LONGEST):
        node = nodes[index]
        if node.pos == "PUNCT" and not (node.text in "()" or (node.text == "." and len(nodes[index - 1].text) == 1)):
            return None
        if is_finite(node) or node.pos in ("SCONJ", "CCONJ"):
            return None
        if node.pos == "ADP":
            index = _past_prepositional(frame, index)
            continue
        if is_told(frame, index):
            index += 1
            continue
        named = can_be_subject(node) and (case(node) == "Nom" or node.pos in ("PROPN", "QUOTE", "X"))
        of_noun = case(node) == "" and index > verb + 1 and nodes[index - 1].pos == "NOUN"
        of_noun = of_noun or (case(node) == "" and index > verb + 1 and nodes[index - 1].pos in ("NOUN", "PROPN", "X"))
        if nodes[verb].feats.get("Number") == "Plur" and (several := counted(frame, index)) is not None:
            return several
        if named and node.pos != "NUM" and not of_noun and agrees(node, nodes[verb]):
            phrase = noun_phrase(frame, index, "Nom")
            if phrase is not None and _number_fits(frame, phrase, verb):
                return phrase
        index += 1
    return None


def _number_fits(frame: Frame, phrase: Phrase, verb: int) -> bool:
    """A verb in the plural has a subject in the plural, or several: «рассказали ТАСС в полиции» is not said by ТАСС."""
    nodes = frame.nodes
    if nodes[verb].feats.get("Number") != "Plur" or nodes[phrase.head].feats.get("Number") != "Sing":
        return True
    return any(node.text == "и" for node in nodes[phrase.start : phrase.end])


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
    inserted = range(0)
    for index in range(verb - 1, max(-1, verb - LONGEST), -1):
        node = nodes[index]
        inserted = inserted or _relative_clause(frame, index)
        if index in inserted:
            continue
        if (
            (node.pos == "PUNCT" and node.text not in ("(", ")", "-"))
            or node.text == "и"
            or node.pos == "SCONJ"
            or is_finite(node)
        ):
            return None
        if node.pos in ("NUM", "ADJ", "DET") and (one := one_of(frame, index)) is not None:
            return one
        governed = index > 0 and nodes[index - 1].pos == "ADP"
        bare = (
            case(node) == ""
            and node.pos in ("PROPN", "X")
            and (index == 0 or nodes[index - 1].pos in ("PUNCT", "CCONJ", "X", "PROPN"))
        )
        if (
            can_be_subject(node)
            and (case(node) == "Nom" or bare)
            and not governed
            and agrees(node, nodes[verb])
            and node.pos not in ("ADJ", "NUM", "DET")
        ):
            return whole_phrase(frame, index)
        if can_be_subject(node) and node.pos == "QUOTE" and (index == 0 or nodes[index - 1].pos != "ADP"):
            if index > 0 and nodes[index - 1].pos == "NOUN" and not is_date(frame, index - 1):
                return whole_phrase(frame, index - 1) if case(nodes[index - 1]) == "Nom" else None
            return Phrase(index, index + 1, index)
    return None
