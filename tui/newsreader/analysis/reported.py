"""Finds reported clauses without marks: after «что», before and around «по словам X» and «сообщил X», and over two sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from newsreader.analysis.cues import Cue
from newsreader.analysis.frames import DASHES, Frame, Node
from newsreader.analysis.lexicon import Speech
from newsreader.analysis.phrases import case, is_finite, is_gerund, is_participle

_THAT = frozenset(("что", "чтобы", "будто", "якобы", "дескать", "мол"))
_QUESTIONS = frozenset((
    "как", "какой", "какая", "какие", "каким", "какую", "какое", "какого", "каких", "кто", "кого", "кому", "кем", "чем", "чего", "чему", "где", "куда", "откуда", "когда",
    "почему", "зачем", "сколько", "насколько", "ли", "каков", "какова", "каковы", "каково", "чей", "чья", "чьи", "отчего",
))
_CONNECTIVES = frozenset((
    "однако", "но", "а", "и", "впрочем", "между", "тем", "вместе", "с", "при", "этом", "кроме", "того", "также", "тем", "временем", "в", "свою", "очередь", "напомним", "ранее", "к", "слову", "же",
    "зато", "итак", "таким", "образом", "помимо", "этого", "более", "далее", "наконец", "причем", "причём", "при", "например", "так", "то", "же", "время", "поэтому", "тогда", "теперь", "накануне", "сегодня", "вчера",
))
_JOINING = frozenset(("но", "а", "однако", "и", "причем", "причём", "хотя", "поскольку", "так", "ведь", "если"))
_SUBORDINATORS = frozenset(("поскольку", "хотя", "если", "когда", "пока", "раз", "так"))
_WISHES = frozenset(("говорить", "сказать", "написать", "писать", "передать"))
_ENDS = frozenset((".", "!", "?", "…", "...", "?!", ";"))


class Reported(NamedTuple):
    """A reported clause: node indices [start, end) and its cue."""

    start: int
    end: int
    cue: Cue
    bound: bool = True
    """Whether a conjunction binds it to its cue; a main clause is not bound."""


def find_reported(frame: Frame, cues: Sequence[Cue], speech: Speech) -> list[Reported]:
    """The reported clauses of one frame, in the order of their cues."""
    found: list[Reported] = []
    for cue in cues:
        clause = _after_that(frame, cue, cues, speech) or _around(frame, cue, cues, speech)
        if clause is not None and clause.end > clause.start:
            found.append(clause)
    return found


def last_word(frame: Frame) -> int:
    """Index after the last node that is not the final mark."""
    end = len(frame.nodes)
    while end and frame.nodes[end - 1].text in _ENDS:
        end -= 1
    return end


def _after_that(frame: Frame, cue: Cue, cues: Sequence[Cue], speech: Speech) -> Reported | None:
    """The clause after «, что», «о том, что», «, чтобы», «, будет ли»."""
    nodes = frame.nodes
    opening = _opening(frame, cue, speech)
    if opening is None:
        return _fronted(frame, cue)
    word = nodes[opening].text.lower()
    start = opening + 1 if word in _THAT else opening
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
            if following in _THAT and _belongs_to_noun(nodes, cue, index, speech):
                return None
            if following in _THAT and _may_take(nodes, cue, index + 1, speech):
                return index + 1
            if following in _QUESTIONS and _asks(frame, cue, index, speech):
                return index + 1
            if following == "и" and index + 2 < limit and nodes[index + 2].text.lower() in _THAT:
                return index + 2
            if _is_ask(nodes, cue, index, speech):
                return index + 1
            skipped = _past_insertion(frame, index, speech)
            if skipped is None:
                return None
            index = skipped
            continue
        if node.pos == "PUNCT" and text not in ("(", ")", "-") or is_finite(node):
            return None
        if text in _THAT and index == cue.index + 1 and cue.kind != "noun":
            return index
        if cue.kind == "noun" and node.pos in ("NOUN", "PROPN") and index - cue.index > 8:
            return None
        index += 1
    return None


def _belongs_to_noun(nodes: Sequence[Node], cue: Cue, comma: int, speech: Speech) -> bool:
    """Whether the clause hangs on a noun after the verb that is no report of the subject's: «опроверг слухи, что …»."""
    before = nodes[comma - 1]
    return cue.kind == "verb" and comma - 1 > cue.index and before.pos == "NOUN" and (
        before.lemma in speech.feeling_noun or before.lemma in ("слух", "информация", "сообщение", "сведение", "данные")
    )


def _may_take(nodes: Sequence[Node], cue: Cue, opening: int, speech: Speech) -> bool:
    lemma = nodes[cue.index].lemma
    if nodes[opening].text.lower() == "чтобы":
        if cue.kind == "noun":
            return True
        return cue.kind == "verb" and (lemma in speech.demand or lemma in _WISHES or nodes[opening - 2].lemma in ("то", "тот"))
    return nodes[opening + 1].lemma != "касаться" if opening + 1 < len(nodes) else False


def _asks(frame: Frame, cue: Cue, comma: int, speech: Speech) -> bool:
    nodes = frame.nodes
    lemma = nodes[cue.index].lemma
    if cue.kind not in ("verb", "passive"):
        return False
    about = nodes[comma - 1].lemma in ("то", "тот")
    if lemma in speech.ask or about and lemma in speech.say:
        return True
    return lemma in speech.tell and comma - cue.last <= 2 and nodes[comma + 1].text.lower() != "когда"


def _is_ask(nodes: Sequence[Node], cue: Cue, comma: int, speech: Speech) -> bool:
    """«спросил, будет ли»: «ли» stands second."""
    after = [node.text.lower() for node in nodes[comma + 2 : comma + 4]]
    return cue.kind == "verb" and "ли" in after and nodes[cue.index].lemma in speech.clausal


def _past_insertion(frame: Frame, comma: int, speech: Speech) -> int | None:
    """Index after an inserted phrase between commas («сказал, отвечая на вопрос, что»); None where it does not close soon."""
    nodes = frame.nodes
    following = nodes[comma + 1]
    if following.pos in ("SCONJ", "CCONJ") or is_finite(following):
        return None
    for index in range(comma + 1, min(len(nodes) - 1, comma + 25)):
        if nodes[index].pos == "VERB" and nodes[index].lemma in speech.clausal and _opens_soon(nodes, index):
            return None
        if nodes[index].text == "," and nodes[index + 1].text.lower() in _THAT:
            return index
        if nodes[index].text in (":", ";", "."):
            return None
    return None


def _fronted(frame: Frame, cue: Cue) -> Reported | None:
    """«О том, что P, сказал X»: the clause stands before its verb."""
    nodes = frame.nodes
    if cue.kind != "verb" or cue.as_phrase:
        return None
    before = cue.start - 1
    if before < 4 or nodes[before].text not in (",",) and nodes[before].text not in DASHES:
        return None
    for index in range(0, min(before - 3, 8)):
        if not _only_connectives(frame, index):
            return None
        if nodes[index].text.lower() in ("о", "об") and nodes[index + 1].text.lower() == "том" and nodes[index + 2].text == ",":
            word = nodes[index + 3].text.lower()
            if word in _THAT or word in _QUESTIONS:
                return Reported(index + 4 if word in _THAT else index + 3, before, cue)
    return None


def clause_end(frame: Frame, start: int, cue: Cue, cues: Sequence[Cue], *, bound: bool = True) -> int:
    """Index after the reported clause that begins at `start`: where the reporting sentence goes on, or its end."""
    nodes = frame.nodes
    end = last_word(frame)
    for index in range(start, end):
        node = nodes[index]
        if node.text == ";" and not (index + 1 < end and nodes[index + 1].text.lower() in _THAT):
            return index
        if node.text == ":" and index + 1 < end and nodes[index + 1].pos == "QUOTE":
            return index
        if index > start and (node.text in (",", "и") or node.text in DASHES) and _returns(frame, index, cue, cues, bound=bound):
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
    if after < len(nodes) and nodes[after].text.lower() in _THAT:
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
    node = nodes[after] if after < len(nodes) else None
    if node is not None and is_finite(node) and node.head == cue.index and node.relation == "conj":
        own = nodes[cue.index]
        if _same_subject(node, own) and node.feats.get("Tense") == own.feats.get("Tense"):
            return True
    return _subordinate_over(frame, index, cue) or _main_clause(frame, index, cue)


def _closes(frame: Frame, other: Cue, comma: int) -> bool:
    """Whether the comma opens a relay at the sentence's end: «…, сообщает РБК»."""
    if frame.nodes[comma].text == "и" or other.kind not in ("verb", "passive"):
        return False
    starts_here = other.start == comma + 1
    return starts_here and other.speaker is not None and other.speaker.start >= other.end and is_parenthetical(frame, other)


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
    return _opens_soon(frame.nodes, cue.index)


def _opens_soon(nodes: Sequence[Node], index: int) -> bool:
    texts = [node.text.lower() for node in nodes[index + 1 : index + 9]]
    return any(one == "," and (two in _THAT or two in _QUESTIONS) for one, two in pairwise(texts))


def _same_subject(one: Node, other: Node) -> bool:
    """Whether two verbs can have one subject."""
    if one.feats.get("VerbForm") != "Fin" or other.feats.get("VerbForm") != "Fin":
        return False
    genders = one.feats.get("Gender"), other.feats.get("Gender")
    return one.feats.get("Number") == other.feats.get("Number") and (None in genders or genders[0] == genders[1])


def _subordinate_over(frame: Frame, index: int, cue: Cue) -> bool:
    """A clause that hangs on a gerund, a participle or a noun before the main verb ends where the main clause begins."""
    nodes = frame.nodes
    node = nodes[cue.index]
    if nodes[index].text == "и":
        return False
    main = _main_after(frame, cue, index)
    if main is None:
        return False
    embedded = is_gerund(node) and cue.index < 4 or is_participle(node) or cue.kind == "noun"
    return embedded and main


def _main_clause(frame: Frame, comma: int, cue: Cue) -> bool:
    """«Поскольку X заявил, что P, Y делает …»: the main clause follows a report in a subordinate one."""
    nodes = frame.nodes
    if frame.nodes[0].text.lower() not in _SUBORDINATORS or nodes[comma].text != "," or cue.index > 15:
        return False
    if any(nodes[index].text == "," for index in range(0, cue.index)):
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


def is_parenthetical(frame: Frame, cue: Cue) -> bool:
    """Whether the cue and its speaker stand apart between marks: «, сообщает РБК.», «, отмечает эксперт, »."""
    nodes = frame.nodes
    if cue.kind == "by":
        return True
    before = cue.start - 1
    first = cue.start
    if cue.as_phrase and nodes[cue.start].text.lower() != "как":
        before = first = cue.start - 2
        before -= 1
    if before >= 0 and nodes[before].text != "," and nodes[before].text not in DASHES:
        return False
    if before < 0 and not cue.as_phrase:
        return False
    verb = nodes[cue.index]
    if verb.feats.get("Tense") == "Fut" or verb.feats.get("Aspect") == "Perf" and verb.feats.get("Tense") == "Pres":
        return False
    speaker = cue.speaker
    if cue.as_phrase:
        return True
    if speaker is None:
        return cue.kind == "passive" and cue.end < len(nodes) and nodes[cue.end].pos in ("PUNCT",)
    return speaker.start >= cue.end


def _around(frame: Frame, cue: Cue, cues: Sequence[Cue], speech: Speech) -> Reported | None:
    """The main clause that a cue in parentheses, at the head or at the end gives to its speaker."""
    nodes = frame.nodes
    if cue.kind in ("sure", "noun") and not (cue.kind == "sure" and is_parenthetical(frame, cue)):
        return None
    if cue.kind == "verb" and nodes[cue.index].lemma not in speech.clausal:
        return None
    if not is_parenthetical(frame, cue):
        return None
    first = cue.start - 2 if cue.as_phrase and nodes[cue.start].text.lower() != "как" else cue.start
    if first > 1 and nodes[first - 1].text == "," and nodes[first - 2].lemma == "вопрос":
        return None
    if nodes[cue.index].lemma == "говориться" and cue.as_phrase and cue.speaker is None:
        return None  # «как говорится» introduces a saying, not a source
    if cue.speaker is not None and cue.speaker.start < cue.start and cue.kind != "by":
        first = min(first, cue.speaker.start)
    last = _attribution_end(frame, cue)
    if _only_connectives(frame, first):
        start = last + 1 if last < len(nodes) and nodes[last].text in (",", ":") else last
        if last < len(nodes) and nodes[last].text == ":" or start >= len(nodes):
            return None
        if cue.kind != "by" and nodes[last].text != ",":
            return None
        return Reported(start, clause_end(frame, start, cue, cues, bound=False), cue, False)
    end = last_word(frame)
    start = _clause_start(frame, first, whole=last >= end and cue.kind != "by")
    if last >= end:
        end = first
        while end > start and nodes[end - 1].text in (",",) or end > start and nodes[end - 1].text in DASHES:
            end -= 1
    else:
        end = clause_end(frame, last + 1, cue, cues, bound=False)
    if cue.kind != "by" and not _has_verb(frame, start, end, cue):
        return None
    return Reported(start, end, cue, False)


def _attribution_end(frame: Frame, cue: Cue) -> int:
    """Index of the mark after the attribution, of the first word after it where no mark stands, or the frame's last index."""
    nodes = frame.nodes
    index = cue.last
    if index < len(nodes) and nodes[index].text == "(":
        closing = next((place for place in range(index, min(len(nodes), index + 10)) if nodes[place].text == ")"), index - 1)
        index = closing + 1
    if cue.kind == "by":
        if index < len(nodes) and nodes[index].text == "," and _closes_apposition(frame, index):
            return next((place for place in range(index + 1, min(len(nodes), index + 20)) if nodes[place].text == ","), index)
        return index
    if cue.start and not cue.as_phrase:
        return index if _goes_on_after(frame, index) else last_word(frame)
    while index < len(nodes) and nodes[index].text not in (",", ":", ";") and nodes[index].text not in _ENDS:
        index += 1
    if index < len(nodes) and nodes[index].text == "," and _closes_apposition(frame, index):
        return next((place for place in range(index + 1, min(len(nodes), index + 25)) if nodes[place].text == ","), index)
    return index


def _goes_on_after(frame: Frame, comma: int) -> bool:
    """Whether the reported clause goes on after an inserted attribution: «Такой переход, считает X, повысит …»."""
    nodes = frame.nodes
    if comma + 1 >= len(nodes) or nodes[comma].text not in (",", "—", "–", "-"):
        return False
    node = nodes[comma + 1]
    if node.lemma == "который" or is_participle(node) or is_gerund(node):
        return False
    if nodes[comma].text != ",":
        return True
    apposition = node.pos in ("NOUN", "ADJ", "PROPN") and case(node) == "Nom" and not any(
        is_finite(other) or other.feats.get("Variant") == "Short" or other.text in DASHES for other in nodes[comma + 1 :]
    )
    return not apposition


def _closes_apposition(frame: Frame, comma: int) -> bool:
    """«по словам X, главы Y, …», «по словам X, который …»: the comma belongs to the speaker's phrase."""
    node = frame.nodes[comma + 1] if comma + 1 < len(frame.nodes) else None
    if node is None:
        return False
    return node.lemma == "который" and node.text.lower() != "что"


def _only_connectives(frame: Frame, first: int) -> bool:
    """Whether nothing but connectives stands between the clause's beginning and this index."""
    nodes = frame.nodes
    index = first - 1
    while index >= 0:
        node = nodes[index]
        text = node.text.lower()
        opened = index == 0 or nodes[index - 1].text in (",", ";", ":") or nodes[index - 1].text in DASHES
        if text in (":", ";") or text in DASHES or node.lemma == "который":
            return True
        if opened and (text in _THAT or text in _JOINING or text in _QUESTIONS) and node.pos in ("SCONJ", "CCONJ", "ADV", "PART"):
            return True
        if text != "," and text not in _CONNECTIVES:
            return False
        index -= 1
    return True


def _clause_start(frame: Frame, first: int, *, whole: bool) -> int:
    """Where the clause around an attribution begins: after the last strong boundary and its connective."""
    nodes = frame.nodes
    start = 0
    for index in range(first - 2, -1, -1):
        text = nodes[index].text.lower()
        if text == ";" or text == ":" or not whole and text in _THAT and nodes[index].pos == "SCONJ" and index > 0 and nodes[index - 1].text == ",":
            start = index + 1
            break
        if not whole and text in ("но", "а", "однако", "зато") and index > 0 and nodes[index - 1].text == "," and any(is_finite(node) for node in nodes[:index]):
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
        if node.pos in ("VERB", "AUX") or node.feats.get("Variant") == "Short" or node.text in DASHES or node.text.lower() in ("нет", "надо", "можно", "нужно", "нельзя", "необходимо", "это"):
            return True
    return False
