"""Finds reported clauses without marks: bound by a conjunction, or around «по словам X» and «сообщил X»."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.analysis.boundaries import ENDS, clause_end, last_word
from newsreader.analysis.clauses import Reported, after_conjunction
from newsreader.analysis.cue import Cue
from newsreader.analysis.frames import DASHES, Frame, Node
from newsreader.analysis.lexicon import Speech
from newsreader.analysis.openings import (
    THAT,
    about_what,
    attribution_start,
    is_of_this,
    is_parenthetical,
    only_connectives,
)
from newsreader.analysis.phrases import case, is_finite, is_gerund, is_participle


def find_reported(frame: Frame, cues: Sequence[Cue], speech: Speech) -> list[Reported]:
    """The reported clauses of one frame, in the order of their cues."""
    found: list[Reported] = []
    points_back = is_of_this(frame.nodes, speech)
    for cue in cues:
        clause = after_conjunction(frame, cue, cues, speech)
        if clause is None and not (points_back and cue.kind != "by"):
            clause = _around(frame, cue, cues, speech)
        if clause is not None and clause.end > clause.start:
            found.append(clause)
    return found


def _around(frame: Frame, cue: Cue, cues: Sequence[Cue], speech: Speech) -> Reported | None:
    """The main clause that a cue in parentheses, at the head or at the end gives to its speaker."""
    nodes = frame.nodes
    if cue.kind in ("sure", "noun") and not (cue.kind == "sure" and is_parenthetical(frame, cue)):
        return None
    if cue.kind == "verb" and nodes[cue.index].lemma not in speech.clausal:
        return None
    if not is_parenthetical(frame, cue):
        return None
    about = about_what(nodes, cue.start) if cue.as_phrase else None
    first = about if about is not None else attribution_start(frame, cue)
    if first > 1 and nodes[first - 1].text == "," and nodes[first - 2].lemma in speech.question_noun:
        return None
    if nodes[cue.index].lemma == "говориться" and cue.as_phrase and cue.speaker is None:
        return None  # «как говорится» introduces a saying, not a source
    if cue.speaker is not None and cue.speaker.start < cue.start and cue.kind != "by":
        first = min(first, cue.speaker.start)
    last = _attribution_end(frame, cue)
    if cue.kind == "by" and _qualifies(frame, first, last):
        return None
    if only_connectives(frame, first):
        start = last + 1 if last < len(nodes) and nodes[last].text in (",", ":") else last
        if (last < len(nodes) and nodes[last].text == ":") or start >= len(nodes):
            return None
        if cue.kind != "by" and nodes[last].text != ",":
            return None
        end = clause_end(frame, start, cue, cues, bound=False)
        return Reported(start, _relative_end(frame, first, start, end), cue, False)
    end = last_word(frame)
    start = _clause_start(frame, first, whole=last >= end and cue.kind != "by")
    if last >= end:
        end = first
        while (end > start and nodes[end - 1].text in (",",)) or (end > start and nodes[end - 1].text in DASHES):
            end -= 1
    else:
        end = clause_end(frame, last + 1, cue, cues, bound=False)
    inserted = start < first - 1 and last < end
    if cue.kind != "by" and not inserted and not _has_verb(frame, start, end, cue):
        return None
    return Reported(start, end, cue, False)


def _relative_end(frame: Frame, first: int, start: int, end: int) -> int:
    """«Банк, который, по словам X, близок к краху, закрыл офисы»: the relative clause ends where its noun's verb
    follows."""
    nodes = frame.nodes
    which = next((place for place in range(first - 1, max(0, first - 4), -1) if nodes[place].lemma == "который"), None)
    if which is None:
        return end
    number = nodes[which].feats.get("Number")
    for comma in range(start + 1, end - 1):
        if nodes[comma].text != "," or not _has_predicate(nodes[start:comma]):
            continue
        verb = comma + 1
        while verb < end - 1 and nodes[verb].pos in ("ADV", "PART"):
            verb += 1
        head = nodes[verb].head
        inside = head is not None and start <= head < comma
        if is_finite(nodes[verb]) and nodes[verb].feats.get("Number") == number and not inside:
            return comma
    return end


def _has_predicate(nodes: Sequence[Node]) -> bool:
    return any(is_finite(node) or node.feats.get("Variant") == "Short" or node.pos == "ADJ" for node in nodes)


def _qualifies(frame: Frame, first: int, last: int) -> bool:
    """«ряд важных, по его мнению, деталей»: the source stands by one adjective only, and no clause is reported."""
    nodes = frame.nodes
    if first < 2 or last + 1 >= len(nodes) or nodes[first - 1].text != "," or nodes[last].text != ",":
        return False
    one, other = nodes[first - 2], nodes[last + 1]
    return one.pos == "ADJ" and other.pos in ("ADJ", "NOUN") and case(one) == case(other) != ""


def _attribution_end(frame: Frame, cue: Cue) -> int:
    """Index of the mark after the attribution, of the first word after it where no mark stands, or the frame's
    last index."""
    nodes = frame.nodes
    index = cue.last
    if index < len(nodes) and nodes[index].text == "(":
        closing = next(
            (place for place in range(index, min(len(nodes), index + 10)) if nodes[place].text == ")"), index - 1
        )
        index = closing + 1
    if cue.kind == "by":
        return _after_apposition(frame, index, cue)
    if cue.start and not cue.as_phrase:
        return index if _goes_on_after(frame, index) else last_word(frame)
    while index < len(nodes) and nodes[index].text not in (",", ":", ";") and nodes[index].text not in ENDS:
        index += 1
    return _after_apposition(frame, index, cue)


def _goes_on_after(frame: Frame, comma: int) -> bool:
    """Whether the reported clause goes on after an inserted attribution: «Такой переход, считает X, повысит …»."""
    nodes = frame.nodes
    if comma + 1 >= len(nodes) or nodes[comma].text not in (",", "—", "–", "-"):
        return False
    node = nodes[comma + 1]
    if node.lemma == "который" or is_participle(node) or is_gerund(node):
        return False
    if node.relation == "acl" and node.pos == "ADJ":
        return False  # «источников, знакомых с делом»
    if nodes[comma].text != ",":
        return True
    apposition = (
        node.pos in ("NOUN", "ADJ", "PROPN")
        and case(node) == "Nom"
        and not any(
            is_finite(other) or other.feats.get("Variant") == "Short" or other.text in DASHES
            for other in nodes[comma + 1 :]
        )
    )
    return not apposition


def _after_apposition(frame: Frame, comma: int, cue: Cue) -> int:
    """Index of the comma that closes the speaker's phrase: «по словам X, который …,», «по словам X, главы Y,»."""
    nodes = frame.nodes
    if comma + 1 >= len(nodes) or nodes[comma].text != ",":
        return comma
    node = nodes[comma + 1]
    closing = next(
        (place for place in range(comma + 1, min(len(nodes), comma + 25)) if nodes[place].text == ","), comma
    )
    if node.lemma == "который":
        return closing
    head = nodes[cue.speaker.head] if cue.speaker is not None else nodes[cue.index]
    people = node.pos == "NOUN" and {node.feats.get("Animacy"), head.feats.get("Animacy")} == {"Anim"}
    describes = people or (is_participle(node) and case(node) != "Nom")
    alike = case(node) == case(head) and node.feats.get("Number") == head.feats.get("Number")
    clause = any(is_finite(one) for one in nodes[comma + 1 : closing]) or is_participle(
        nodes[min(closing + 1, len(nodes) - 1)]
    )
    return closing if describes and alike and not clause else comma


def _clause_start(frame: Frame, first: int, *, whole: bool) -> int:
    """Where the clause around an attribution begins: after the last strong boundary and its connective."""
    nodes = frame.nodes
    start = 0
    for index in range(first - 2, -1, -1):
        text = nodes[index].text.lower()
        if (
            text == ";"
            or text == ":"
            or (
                not whole
                and text in THAT
                and nodes[index].pos == "SCONJ"
                and index > 0
                and nodes[index - 1].text == ","
            )
        ):
            start = index + 1
            break
        if (
            not whole
            and text in ("но", "а", "однако", "зато")
            and index > 0
            and nodes[index - 1].text == ","
            and any(is_finite(node) for node in nodes[:index])
        ):
            start = index + 1
            break
    limit = first - 1
    while start < limit and nodes[start].text.lower() in ("однако", "но", "а", "и", "впрочем", ",", "—", "–", "-"):
        start += 1
    return start


def _has_verb(frame: Frame, start: int, end: int, cue: Cue) -> bool:
    """Whether the stretch is a clause: a predicate stands in it."""
    for index in range(start, end):
        node = frame.nodes[index]
        if cue.start <= index < cue.last:
            continue
        if (
            node.pos in ("VERB", "AUX")
            or node.feats.get("Variant") == "Short"
            or node.text in DASHES
            or node.text.lower() in ("нет", "надо", "можно", "нужно", "нельзя", "необходимо", "это")
        ):
            return True
    return False
