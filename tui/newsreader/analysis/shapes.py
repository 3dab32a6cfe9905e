"""Recognises odd shapes around a verb: whom a number counts, dates, listeners, women's surnames taken for men's."""

from __future__ import annotations

from newsreader.analysis.frames import Frame
from newsreader.analysis.lexicon import people, speech
from newsreader.analysis.phrases import Phrase, case, is_finite, noun_phrase

WOMEN = ("ова", "ева", "ёва", "ина", "ына", "ская", "цкая")
"""Endings of women's surnames that the models may take for a man's in the genitive."""


def woman_after(frame: Frame, verb: int) -> Phrase | None:
    """«убеждала депутатов Сомова»: a woman's surname that was taken for a man's in the genitive."""
    nodes = frame.nodes
    following = nodes[verb + 1] if verb + 1 < len(nodes) else None
    if following is not None and "Gender" not in nodes[verb].feats and nodes[verb].feats.get("Number") == "Sing":
        told = following.head == verb and following.relation == "nsubj" and following.text.endswith(WOMEN)
        return Phrase(verb + 1, verb + 2, verb + 1) if told and following.pos == "PROPN" else None
    if nodes[verb].feats.get("Gender") != "Fem":
        return None
    for index in range(verb + 1, min(len(nodes), verb + 10)):
        node = nodes[index]
        if node.pos == "PUNCT" or is_finite(node) or node.pos == "SCONJ":
            return None
        surname = node.pos == "PROPN" and node.text[0].isupper() and node.text.endswith(WOMEN)
        if surname and nodes[index - 1].pos not in ("ADP", "PROPN", "ADJ"):
            return Phrase(index, index + 1, index)
    return None


def counted(frame: Frame, index: int) -> Phrase | None:
    """«несколько источников», «пять свидетелей»: the noun in the genitive is whom the number counts."""
    nodes = frame.nodes
    number = nodes[index]
    if number.pos != "NUM" or case(number) not in ("Nom", "Acc", "") or index + 1 >= len(nodes):
        return None
    found = noun_phrase(frame, index + 1, "Gen")
    if found is None:
        return None
    head = nodes[found.head]
    if head.feats.get("Animacy") != "Anim" and head.lemma not in people().nameless | people().bodies:
        return None
    return Phrase(index, found.end, found.head)


def one_of(frame: Frame, index: int) -> Phrase | None:
    """«один из задержанных»: the whole phrase."""
    nodes = frame.nodes
    if index + 2 >= len(nodes) or nodes[index + 1].text.lower() != "из" or case(nodes[index]) != "Nom":
        return None
    group = noun_phrase(frame, index + 2, "Gen")
    return Phrase(index, group.end, index) if group is not None else None


def is_date(frame: Frame, index: int) -> bool:
    """«12 декабря», «в среду»: what follows is no part of its phrase."""
    nodes = frame.nodes
    before = nodes[index - 1] if index else None
    numbered = before is not None and before.text.isdigit() and case(nodes[index]) == "Gen"
    return numbered or nodes[index].lemma in speech().times


def _is_told_body(frame: Frame, index: int) -> bool:
    """«рассказал РИА Новости официальный представитель»: a body right before a person in the nominative."""
    nodes = frame.nodes
    name = nodes[index].feats["Name"]
    end = index
    while end < len(nodes) and nodes[end].feats.get("Name") == name:
        end += 1
    while end < len(nodes) and nodes[end].pos == "ADJ" and case(nodes[end]) == "Nom":
        end += 1
    if end == len(nodes) or nodes[index - 1].pos in ("NOUN", "ADJ", "ADP"):
        return False
    return (
        case(nodes[end]) == "Nom" and nodes[end].pos in ("NOUN", "PROPN") and nodes[end].feats.get("Animacy") == "Anim"
    )


def is_told(frame: Frame, index: int) -> bool:
    """«рассказал Life.ru врач»: a foreign name right before a person in the nominative is whom it was told."""
    nodes = frame.nodes
    if nodes[index].feats.get("Name", "").startswith("organisation"):
        return _is_told_body(frame, index)
    following = nodes[index + 1] if index + 1 < len(nodes) else None
    if following is None or nodes[index].pos not in ("PROPN", "X") or not nodes[index].text.isascii():
        return False
    return following.pos == "NOUN" and case(following) == "Nom" and following.feats.get("Animacy") == "Anim"
