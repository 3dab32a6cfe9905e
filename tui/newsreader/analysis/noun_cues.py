"""Finds cues that are nouns: «по словам X», «согласно X», «выразил уверенность, что», «слова X: «…»»."""

from __future__ import annotations

from newsreader.analysis.cue import Cue
from newsreader.analysis.frames import Frame
from newsreader.analysis.lexicon import Speech, people
from newsreader.analysis.phrases import Phrase, case, is_finite, is_gerund, is_participle, noun_phrase
from newsreader.analysis.sources import body_phrase, can_speak, shared_subject, subject_of_gerund
from newsreader.analysis.subjects import subject_of


def noun_cue(frame: Frame, index: int, speech: Speech) -> Cue | None:
    """«выразил уверенность, что», «заявление министра о том, что», «слова министра: «…»»: with its owner or
    its verb's subject."""
    nodes = frame.nodes
    follower = index + 1
    owner = None
    if (
        follower < len(nodes)
        and nodes[follower].pos in ("NOUN", "PROPN", "ADJ", "PRON")
        and case(nodes[follower]) == "Gen"
    ):
        owner = noun_phrase(frame, follower, "Gen")
        follower = owner.end if owner else follower
    elif index and nodes[index - 1].text.lower() in ("его", "ее", "её", "их"):
        owner = Phrase(index - 1, index, index - 1)
    if owner is not None and _consists(frame, follower, speech) and can_speak(nodes[owner.head]):
        return Cue("noun", index, index, index + 1, owner)
    if not _opens_content(frame, follower):
        return None
    verb = next((place for place in range(index - 1, max(-1, index - 6), -1) if nodes[place].pos == "VERB"), None)
    expressed = verb is not None and nodes[verb].lemma in speech.express
    if verb is not None and expressed and owner is None:
        speaker = (
            subject_of_gerund(frame, verb)
            if is_gerund(nodes[verb])
            else subject_of(frame, verb) or shared_subject(frame, verb)
        )
        if speaker is not None and not speaker.start <= index < speaker.end:
            return Cue("noun", index, verb if verb == index - 1 else index, index + 1, speaker)
    if owner is None or nodes[index].lemma not in speech.speech_noun:
        return None
    return Cue("noun", index, index, index + 1, owner)


def _consists(frame: Frame, index: int, speech: Speech) -> bool:
    """«Требования профсоюза заключаются в том, чтобы», «Позиция МИД состоит в том, что»."""
    nodes = frame.nodes
    return index + 1 < len(nodes) and nodes[index].lemma in speech.consist and _opens_content(frame, index + 1)


def _opens_content(frame: Frame, index: int) -> bool:
    """Whether «, что», «о том, что», «в том, что», a colon or a piece in marks stands here; «из интервью» and
    the like may be between."""
    nodes = frame.nodes
    if index + 1 >= len(nodes):
        return False
    if nodes[index].text.lower() in ("о", "в", "на", "к") and nodes[index + 1].lemma in ("то", "тот"):
        index += 2
    if index + 1 >= len(nodes):
        return False
    if nodes[index].text == "," and nodes[index + 1].text.lower() in ("что", "чтобы", "будто"):
        return True
    if nodes[index].pos == "QUOTE":
        return True
    return any(
        nodes[place].text == ":" and nodes[place + 1].pos == "QUOTE"
        for place in range(index, min(len(nodes) - 1, index + 6))
        if not any(is_finite(node) for node in nodes[index:place])
    )


def by_cue(frame: Frame, index: int, speech: Speech) -> Cue | None:
    """«по словам X», «по его мнению», «согласно X», «на взгляд X», «с точки зрения X»."""
    nodes = frame.nodes
    word = nodes[index].text.lower()
    if index + 1 >= len(nodes):
        return None
    if word == "согласно":
        return _according(frame, index, speech)
    if word in ("с", "со"):
        return _viewpoint(frame, index, speech)
    noun = index + 1
    owner = None
    if nodes[noun].text.lower() in ("его", "ее", "её", "их"):
        owner = Phrase(noun, noun + 1, noun)
        noun += 1
    while (
        noun < min(len(nodes), index + 4)
        and nodes[noun].pos in ("ADJ", "DET")
        and case(nodes[noun]) in ("Dat", "Acc", "Loc")
    ):
        noun += 1
    if noun >= len(nodes):
        return None
    lemma = nodes[noun].lemma
    if word == "по" and lemma in speech.by_say and nodes[noun - 1].lemma == "собственный":
        verb = next((place for place in range(index - 1, -1, -1) if is_finite(nodes[place])), None)
        verb = verb if verb is not None else next((place for place, node in enumerate(nodes) if is_finite(node)), None)
        subject = subject_of(frame, verb) if verb is not None else None
        return Cue("by", noun, index, noun + 1, subject) if subject is not None and subject.end <= index else None
    if (word == "на" and lemma == "взгляд") or (word == "по" and (lemma in speech.by_say or lemma in speech.by_data)):
        start = index - 1 if index and nodes[index - 1].text.lower() == "судя" else index
        if owner is not None:
            return Cue("by", noun, start, noun + 1, owner)
        return _with_owner(frame, start, noun)
    return None


def _viewpoint(frame: Frame, index: int, speech: Speech) -> Cue | None:
    """«с точки зрения X», «со слов X», «в соответствии с прогнозом X»."""
    nodes = frame.nodes
    noun = index + 1
    own = noun + 1 < len(nodes) and nodes[noun].text.lower() in ("его", "ее", "её", "их")
    noun += own
    if nodes[noun].text.lower() == "слов":
        whose = Phrase(index + 1, noun, index + 1)
        return Cue("by", noun, index, noun + 1, whose) if own else _with_owner(frame, index, noun)
    if noun + 1 < len(nodes) and [node.lemma for node in nodes[noun : noun + 2]] == ["точка", "зрение"]:
        whose = Phrase(index + 1, noun, index + 1)
        return Cue("by", noun + 1, index, noun + 2, whose) if own else _with_owner(frame, index, noun + 1)
    agrees = index > 1 and nodes[index - 1].lemma == "соответствие" and nodes[index - 2].text.lower() == "в"
    told = nodes[index + 1].lemma in speech.by_say | speech.by_data
    return _with_owner(frame, index - 2, index + 1) if agrees and told else None


def _with_owner(frame: Frame, start: int, noun: int) -> Cue | None:
    """The cue with the phrase in the genitive that follows it."""
    nodes = frame.nodes
    if noun + 1 >= len(nodes):
        return None
    if nodes[noun + 1].text.lower() in ("в", "на", "из", "от") and (body := body_phrase(frame, noun + 2)) is not None:
        return Cue("by", noun, start, noun + 1, body)
    received = nodes[noun + 1].text.lower() in ("из", "от")
    owner = _publisher(frame, noun + 1) or noun_phrase(frame, noun + 1 + received, "Gen")
    if owner is None or nodes[owner.head].lemma == "который":
        return None
    return Cue("by", noun, start, noun + 1, owner)


def _publisher(frame: Frame, start: int) -> Phrase | None:
    """«данным, размещенным на сайте МВД»: where it was published, from whom it came, who found it."""
    nodes = frame.nodes
    place = start + (start < len(nodes) and nodes[start].text == ",")
    if place >= len(nodes) or not is_participle(nodes[place]):
        return None
    for index in range(place + 1, min(len(nodes) - 1, place + 6)):
        word = nodes[index].text.lower()
        if case(nodes[index]) == "Ins" and nodes[index].pos in ("NOUN", "PROPN") and can_speak(nodes[index]):
            return noun_phrase(frame, index, "Ins")
        if word in ("в", "во", "на"):
            return body_phrase(frame, index + 1)
        if word == "от":
            return noun_phrase(frame, index + 1, "Gen")
        if nodes[index].pos == "PUNCT":
            return None
    return None


def _according(frame: Frame, index: int, speech: Speech) -> Cue | None:
    """«согласно X», «согласно его расчетам», «согласно свежему отчету X»; not «согласно которому»."""
    nodes = frame.nodes
    words = people()
    place = index + 1
    own = nodes[place].text.lower() in ("его", "ее", "её", "их")
    place += own
    while place < len(nodes) and nodes[place].pos in ("ADJ", "DET", "NUM") and case(nodes[place]) in ("Dat", ""):
        place += 1
    noun = nodes[place] if place + 1 < len(nodes) else None
    if noun is not None and (noun.lemma in speech.by_say | speech.by_data | words.voices):
        if own:
            return Cue("by", place, index, place + 1, Phrase(index + 1, index + 2, index + 1))
        if (cue := _with_owner(frame, index, place)) is not None:
            return cue
    owner = noun_phrase(frame, index + 1, "Dat")
    if owner is None:
        return None
    head = nodes[owner.head]
    if head.lemma in speech.nameless_data or (owner.end < len(nodes) and nodes[owner.end].text[0].isdigit()):
        return None
    if (
        head.pos in ("PROPN", "QUOTE", "X")
        or head.lemma in words.voices
        or head.lemma in words.bodies
        or head.feats.get("Animacy") == "Anim"
    ):
        return Cue("by", index, index, index + 1, owner)
    return None
