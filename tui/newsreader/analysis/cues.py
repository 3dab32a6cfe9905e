"""Finds the words of a frame that say "this was said": verbs, «по словам», «уверен», nouns."""

from __future__ import annotations

from newsreader.analysis.cue import Cue
from newsreader.analysis.frames import Frame, Node
from newsreader.analysis.lexicon import Speech
from newsreader.analysis.noun_cues import by_cue, noun_cue
from newsreader.analysis.openings import about_what
from newsreader.analysis.phrases import case, is_finite, is_gerund
from newsreader.analysis.sources import (
    can_speak,
    may_say,
    place_source,
    predicate_subject,
    speaker_of,
    subject_of_participle,
)
from newsreader.analysis.subjects import subject_of


def find_cues(frame: Frame, speech: Speech) -> tuple[Cue, ...]:
    """The frame's cues in order."""
    cues: list[Cue] = []
    for index, node in enumerate(frame.nodes):
        cue = None
        if node.pos in ("PUNCT", "QUOTE"):
            continue
        if node.lemma in ("по", "согласно") or node.text.lower() in ("на", "с", "со"):
            cue = by_cue(frame, index, speech)
        elif (
            node.pos in ("VERB", "AUX", "ADJ")
            and not _sure(node, speech)
            and (
                node.lemma in speech.verbs
                or node.lemma in speech.judge
                or node.lemma in speech.passive
                or node.lemma in speech.relay
            )
        ):
            cue = _verb(frame, index, speech)
        if cue is None and (node.lemma in speech.hint or node.lemma in speech.unhidden):
            cue = _idiom(frame, index, speech)
        if cue is None and node.pos in ("ADJ", "VERB", "ADV", "NOUN") and _sure(node, speech):
            speaker = subject_of(frame, index) or predicate_subject(frame, index)
            if speaker is None and node.feats.get("Number") == "Plur":
                speaker = place_source(frame, index)
            cue = Cue("sure", index, *_with_not(frame, index), speaker)
        if (
            cue is None
            and node.pos == "NOUN"
            and (node.lemma in speech.speech_noun or node.lemma in speech.feeling_noun)
            and not any(c.start <= index < c.end for c in cues)
        ):
            cue = noun_cue(frame, index, speech)
        if cue is not None:
            cues.append(cue)
    return tuple(cues)


def _verb(frame: Frame, index: int, speech: Speech) -> Cue | None:
    nodes = frame.nodes
    node = nodes[index]
    form = node.feats.get("VerbForm")
    start, end = _with_not(frame, index)
    first = start - 1 if start > 1 and nodes[start - 1].pos == "AUX" else start
    first -= first > 1 and nodes[first - 1].lemma == "сам" and nodes[first - 2].text.lower() == "как"
    as_phrase = first > 0 and nodes[first - 1].text.lower() == "как"
    if as_phrase:
        start = first - 1
        if _asks_how(frame, start, speech):
            return None
    else:
        as_phrase = about_what(nodes, start) is not None
    if form == "Inf":
        return _infinitive(frame, index, speech)
    if node.feats.get("Person") in ("1", "2") or node.feats.get("Mood") == "Imp":
        return None
    if node.lemma in speech.phase and any(
        other.head == index and other.feats.get("VerbForm") == "Inf" for other in nodes
    ):
        return None
    if node.lemma in speech.notice and is_gerund(node):
        return None
    if _is_passive(node, speech) and not _confesses(frame, index, speech):
        return None if _is_shown(frame, index, speech) else _passive(frame, index, start, end, as_phrase)
    if form == "Part" and node.feats.get("Voice") != "Pass":
        return Cue("verb", index, start, end, subject_of_participle(frame, index))
    if form == "Part":
        return None
    speaker = speaker_of(frame, index, as_phrase)
    if speaker is not None and not may_say(frame, speaker, node.lemma, speech):
        return None
    return Cue("verb", index, start, end, speaker, as_phrase)


def _asks_how(frame: Frame, how: int, speech: Speech) -> bool:
    """«рассказала, как учит детей»: «как» is the question that was answered."""
    nodes = frame.nodes
    told = how > 1 and nodes[how - 1].text == "," and nodes[how - 2].lemma in speech.tell | speech.ask
    return told and subject_of(frame, how + 1, after_only=True) is None


def _with_not(frame: Frame, index: int) -> tuple[int, int]:
    """Node range of a cue with the «не» before it («не исключил»)."""
    before = frame.nodes[index - 1] if index else None
    return (index - 1 if before is not None and before.text.lower() == "не" else index), index + 1


def _is_passive(node: Node, speech: Speech) -> bool:
    if node.feats.get("VerbForm") == "Part":
        short = node.feats.get("Variant") == "Short" and node.feats.get("Voice") == "Pass"
        return short and node.feats.get("Gender") == "Neut" and (node.lemma in speech.say or node.lemma in speech.write)
    return node.lemma in speech.passive


def _confesses(frame: Frame, index: int, speech: Speech) -> bool:
    """«признаются спасатели», «оговаривается он»: with a person for its subject a verb in -ся is no passive."""
    if frame.nodes[index].lemma not in speech.say or not is_finite(frame.nodes[index]):
        return False
    subject = subject_of(frame, index)
    if subject is None:
        return False
    head = frame.nodes[subject.head]
    return head.feats.get("Animacy") == "Anim" or head.feats.get("Person") == "3" or head.pos in ("NUM", "DET")


def _is_shown(frame: Frame, index: int, speech: Speech) -> bool:
    """«Расчетами подтверждено, что …»: a thing shows it, nobody says it."""
    nodes = frame.nodes
    return nodes[index].lemma in speech.weak and any(
        nodes[place].pos == "NOUN"
        and case(nodes[place]) == "Ins"
        and not can_speak(nodes[place])
        and (place == 0 or nodes[place - 1].pos != "ADP")
        for place in range(max(0, index - 4), index)
    )


def _passive(frame: Frame, index: int, start: int, end: int, as_phrase: bool) -> Cue:
    """«сообщается», «было заявлено»; its source stands after «в» or «на»: «говорится в сообщении МВД»."""
    return Cue("passive", index, start, end, place_source(frame, index), as_phrase)


def _infinitive(frame: Frame, index: int, speech: Speech) -> Cue | None:
    """«хотел подчеркнуть, что …», «стоит отметить»: only under a personal verb with a subject."""
    nodes = frame.nodes
    head = nodes[index].head
    if head is None or nodes[index].lemma not in speech.clausal or head > index:
        return None
    forced = nodes[head].lemma in ("вынудить", "вынужденный") and nodes[head].feats.get("Variant") == "Short"
    if not forced and not (is_finite(nodes[head]) and nodes[head].lemma in speech.auxiliary):
        return None
    speaker = subject_of(frame, head) or (predicate_subject(frame, head) if forced else None)
    if speaker is None or not may_say(frame, speaker, nodes[index].lemma, speech):
        return None
    return Cue("verb", index, index, index + 1, speaker)


def _idiom(frame: Frame, index: int, speech: Speech) -> Cue | None:
    """«дал понять, что …», «не скрывает, что …», «не стал скрывать, что …»."""
    nodes = frame.nodes
    node, first = nodes[index], index
    if node.feats.get("VerbForm") == "Inf":
        first = index - 1
        if first < 0 or not is_finite(nodes[first]):
            return None
    if node.lemma in speech.hint:
        told = first < index and nodes[first].lemma in ("дать", "давать")
    else:
        told = is_finite(nodes[first]) and first > 0 and nodes[first - 1].text.lower() == "не"
    if not told or nodes[first].feats.get("Person") in ("1", "2"):
        return None
    speaker = speaker_of(frame, first, False)
    return (
        Cue("sure", index, first, index + 1, speaker)
        if speaker is None or can_speak(frame.nodes[speaker.head])
        else None
    )


def _sure(node: Node, speech: Speech) -> bool:
    if node.lemma not in speech.sure and node.text.lower().replace("ё", "е") not in speech.sure_form:
        return False
    return (
        node.feats.get("Variant") == "Short"
        or node.lemma == "рад"
        or node.text.lower()[-2:] in ("ен", "на", "ны", "ён")
    )
