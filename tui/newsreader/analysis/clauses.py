"""Finds reported clauses that a conjunction binds to their cue: «, что», «о том, что», «, чтобы», «, будет ли»."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from newsreader.analysis.boundaries import clause_end, opens_soon
from newsreader.analysis.cue import Cue
from newsreader.analysis.frames import DASHES, Frame, Node
from newsreader.analysis.lexicon import Speech
from newsreader.analysis.openings import THAT, only_connectives
from newsreader.analysis.phrases import case, is_finite

_HEAVY = frozenset(("NOUN", "PROPN", "NUM", "PUNCT", "VERB", "QUOTE"))
"""What between a verb and its colon makes a list of the rest: «отметил две проблемы: …»."""


class Reported(NamedTuple):
    """A reported clause: node indices [start, end) and its cue."""

    start: int
    end: int
    cue: Cue
    bound: bool = True
    """Whether a conjunction binds it to its cue; a main clause is not bound."""


def after_conjunction(frame: Frame, cue: Cue, cues: Sequence[Cue], speech: Speech) -> Reported | None:
    """The clause after «, что», «о том, что», «, чтобы», «, будет ли»."""
    nodes = frame.nodes
    opening = _opening(frame, cue, speech)
    if opening is None:
        return _after_colon(frame, cue, cues, speech) or _fronted(frame, cue, speech)
    word = nodes[opening].text.lower()
    start = opening + 1 if word in THAT else opening
    end = clause_end(frame, start, cue, cues)
    return Reported(start, end, cue)


def _opening(frame: Frame, cue: Cue, speech: Speech) -> int | None:
    """Index of the conjunction or question word that opens the cue's clause."""
    nodes = frame.nodes
    lemma = nodes[cue.index].lemma
    if cue.kind == "by" or cue.as_phrase:
        return None
    if cue.kind == "verb" and lemma not in speech.clausal:
        return None
    index = cue.index + 1
    limit = min(len(nodes), cue.index + 40)
    while index < limit:
        node = nodes[index]
        text = node.text.lower()
        if text == "," and index + 1 < limit:
            following = nodes[index + 1].text.lower()
            if following in THAT and _belongs_to_noun(nodes, cue, index, speech):
                return None
            if following in THAT and _may_take(nodes, cue, index + 1, speech):
                return index + 1
            if _is_question_word(nodes, index + 1, speech) and _asks(frame, cue, index, speech):
                return index + 1
            if following == "и" and index + 2 < limit and nodes[index + 2].text.lower() in THAT:
                return index + 2
            if _is_ask(nodes, cue, index, speech):
                return index + 1
            skipped = _past_insertion(frame, index, speech)
            if skipped is None:
                return None
            index = skipped
            continue
        if _bars(node, cue, speech):
            return None
        if text in THAT and index == cue.index + 1 and cue.kind != "noun":
            return index
        if cue.kind == "noun" and node.pos in ("NOUN", "PROPN") and index - cue.index > 8:
            return None
        index += 1
    return None


def _bars(node: Node, cue: Cue, speech: Speech) -> bool:
    """Whether no clause of the cue's can begin behind this node: a mark, another verb."""
    if node.feats.get("VerbForm") == "Inf" and node.lemma in speech.clausal:
        return True  # «попросил заверить, что …»: what is asked for, not said
    if is_finite(node):
        return cue.kind != "noun" or node.lemma not in speech.consist
    return node.pos == "PUNCT" and node.text not in ("(", ")", "-")


def _is_question_word(nodes: Sequence[Node], index: int, speech: Speech) -> bool:
    """«почему», «в чём»."""
    index += nodes[index].pos == "ADP" and index + 1 < len(nodes)
    return nodes[index].text.lower().replace("ё", "е") in speech.question_word


def _belongs_to_noun(nodes: Sequence[Node], cue: Cue, comma: int, speech: Speech) -> bool:
    """Whether the clause hangs on a noun after the verb that is no report of the subject's: «опроверг слухи, что …»."""
    if cue.kind != "verb":
        return False
    about = comma - 1 > cue.index and nodes[comma - 1].lemma in ("то", "тот")
    last = comma - 3 if about and comma - 3 > cue.index else comma - 1
    noun = nodes[last]
    if noun.pos in ("NOUN", "PROPN", "X") and noun is not nodes[cue.index]:
        if noun.lemma in speech.feeling_noun or noun.lemma in speech.rumour_noun:
            return True
        return about and _has_owned_noun(nodes, cue.index + 1, last, speech)
    return False


def _has_owned_noun(nodes: Sequence[Node], first: int, last: int, speech: Speech) -> bool:
    """«комментировать утверждения источников о том, что»: a noun of speech whose owner stands right behind it."""
    while last > first and (case(nodes[last]) in ("Gen", "") or nodes[last].pos == "X"):
        last -= 1
        if nodes[last].pos == "NOUN" and nodes[last].lemma in speech.speech_noun and case(nodes[last]) != "Gen":
            return True
    return False


def _may_take(nodes: Sequence[Node], cue: Cue, opening: int, speech: Speech) -> bool:
    lemma = nodes[cue.index].lemma
    if nodes[opening].text.lower() == "чтобы":
        if cue.kind == "noun":
            return True
        return cue.kind == "verb" and (
            lemma in speech.demand or lemma in speech.wish or nodes[opening - 2].lemma in ("то", "тот")
        )
    return opening + 1 < len(nodes) and nodes[opening + 1].lemma not in speech.topic


def _asks(frame: Frame, cue: Cue, comma: int, speech: Speech) -> bool:
    nodes = frame.nodes
    lemma = nodes[cue.index].lemma
    if cue.kind not in ("verb", "passive"):
        return False
    about = nodes[comma - 1].lemma in ("то", "тот")
    if lemma in speech.ask or (about and lemma in speech.say | speech.write):
        return True
    if lemma not in speech.tell or comma - cue.last > 2:
        return False
    return nodes[comma + 1].text.lower() != "когда" or _is_to_come(nodes, comma)


def _is_to_come(nodes: Sequence[Node], comma: int) -> bool:
    """«сообщил, когда откроют мост» tells when; «рассказал, когда вернулся» was told then."""
    verb = next((node for node in nodes[comma + 2 :] if is_finite(node)), None)
    return verb is not None and (
        verb.feats.get("Tense") == "Fut" or (verb.feats.get("Aspect"), verb.feats.get("Tense")) == ("Perf", "Pres")
    )


def _is_ask(nodes: Sequence[Node], cue: Cue, comma: int, speech: Speech) -> bool:
    """«спросил, будет ли»: «ли» stands second."""
    after = [node.text.lower() for node in nodes[comma + 2 : comma + 4]]
    theirs = nodes[comma - 1].lemma in speech.question_noun  # «ответил на вопрос, будет ли …»
    return cue.kind == "verb" and "ли" in after and nodes[cue.index].lemma in speech.clausal and not theirs


def _past_insertion(frame: Frame, comma: int, speech: Speech) -> int | None:
    """Index after an inserted phrase between commas («сказал, отвечая на вопрос, что»); None where it does not
    close soon."""
    nodes = frame.nodes
    following = nodes[comma + 1]
    if following.pos in ("SCONJ", "CCONJ") or is_finite(following):
        return None
    for index in range(comma + 1, min(len(nodes) - 1, comma + 25)):
        if nodes[index].pos == "VERB" and nodes[index].lemma in speech.clausal and opens_soon(nodes, index):
            return None
        if nodes[index].text == "," and nodes[index + 1].text.lower() in THAT:
            return index
        if nodes[index].text in (":", ";", "."):
            return None
    return None


def _after_colon(frame: Frame, cue: Cue, cues: Sequence[Cue], speech: Speech) -> Reported | None:
    """«Он настаивает: голосования не было»: a clause without marks after the colon, no list and no quotation."""
    nodes = frame.nodes
    told = cue.kind == "sure" or (
        cue.kind == "verb" and nodes[cue.index].lemma in (speech.say | speech.think) - speech.demand
    )
    if not told or cue.as_phrase or cue.speaker is None:
        return None
    colon = next((index for index in range(cue.last, min(len(nodes), cue.last + 4)) if nodes[index].text == ":"), None)
    if colon is None or colon + 2 >= len(nodes):
        return None
    between = [node for node in nodes[cue.last : colon] if node.lemma not in speech.times]
    if nodes[cue.last].pos != "ADP" and any(node.pos in _HEAVY for node in between):
        return None
    rest = nodes[colon + 1 :]
    if (rest[0].pos == "QUOTE" and not opens_unmarked(frame, colon + 1)) or rest[0].text in DASHES:
        return None
    if not any(_predicates(node) for node in rest):
        return None
    if any(node.text == ";" for node in rest):
        return None
    return Reported(colon + 1, clause_end(frame, colon + 1, cue, cues), cue)


def _predicates(node: Node) -> bool:
    """Whether the node is a predicate, or a fragment in marks that may hold one: районы «получат всё нужное»."""
    if node.pos == "QUOTE":
        return node.text[0].islower() and " " in node.text
    wordless = node.text in DASHES or node.text.lower() in ("это", "нет", "надо", "можно", "нужно", "нельзя")
    return wordless or node.pos in ("VERB", "AUX") or node.feats.get("Variant") == "Short"


def opens_unmarked(frame: Frame, index: int) -> bool:
    """Whether a name in marks is the first word of a clause without marks: «Рубль» и «доллар» стали словами года."""
    nodes = frame.nodes
    if index + 1 < len(nodes) and nodes[index + 1].text == "и":
        index += 2
    name = index < len(nodes) and nodes[index].pos == "QUOTE" and nodes[index].text[-1] not in ".!?…"
    return name and index + 1 < len(nodes) and is_finite(nodes[index + 1])


def _fronted(frame: Frame, cue: Cue, speech: Speech) -> Reported | None:
    """«О том, что P, сказал X»: the clause stands before its verb."""
    nodes = frame.nodes
    if cue.kind != "verb" or cue.as_phrase:
        return None
    before = cue.start - 1
    if before < 4 or (nodes[before].text not in (",",) and nodes[before].text not in DASHES):
        return None
    for index in range(min(before - 3, 8)):
        if not only_connectives(frame, index):
            return None
        if (
            nodes[index].text.lower() in ("о", "об")
            and nodes[index + 1].text.lower() == "том"
            and nodes[index + 2].text == ","
        ):
            word = nodes[index + 3].text.lower()
            if word in THAT or word in speech.question_word:
                return Reported(index + 4 if word in THAT else index + 3, before, cue)
    return None
