"""Finds the words of a frame that say "this was said": verbs, «по словам», «уверен», nouns; and the phrase for the speaker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from newsreader.analysis.frames import Frame, Node
from newsreader.analysis.lexicon import Speech, people
from newsreader.analysis.phrases import Phrase, case, is_finite, is_gerund, is_participle, noun_phrase, subject_of, whole_phrase
from newsreader.models import Span

CueKind = Literal["verb", "passive", "by", "sure", "noun"]


@dataclass(frozen=True, slots=True)
class Cue:
    """A word or words that report speech."""

    kind: CueKind
    index: int
    """The node that carries it."""
    start: int
    end: int
    """Node indices of the cue's words, half-open."""
    speaker: Phrase | None
    as_phrase: bool = False
    """Whether «как» or «о чем» opens it: «как сообщил X»."""

    def span(self, frame: Frame) -> Span:
        """Where the cue's words stand in the text."""
        return Span(frame.nodes[self.start].span.start, frame.nodes[self.end - 1].span.end)

    @property
    def last(self) -> int:
        """Index after the cue and its speaker."""
        return max(self.end, self.speaker.end if self.speaker else 0)


def find_cues(frame: Frame, speech: Speech) -> tuple[Cue, ...]:
    """The frame's cues in order."""
    cues: list[Cue] = []
    for index, node in enumerate(frame.nodes):
        cue = None
        if node.pos in ("PUNCT", "QUOTE"):
            continue
        if node.lemma in ("по", "согласно") or node.text.lower() in ("на", "с", "со"):
            cue = _by(frame, index, speech)
        elif node.pos in ("VERB", "AUX", "ADJ") and (node.lemma in speech.verbs or node.lemma in speech.judge or node.lemma in speech.passive or node.lemma in speech.relay):
            cue = _verb(frame, index, speech)
        if cue is None and node.pos in ("ADJ", "VERB", "ADV", "NOUN") and _sure(node, speech):
            cue = Cue("sure", index, *_with_not(frame, index), subject_of(frame, index) or _predicate_subject(frame, index))
        if cue is None and node.pos == "NOUN" and (node.lemma in speech.speech_noun or node.lemma in speech.feeling_noun) and not any(c.start <= index < c.end for c in cues):
            cue = _noun(frame, index, speech)
        if cue is not None:
            cues.append(cue)
    return tuple(cues)


def _verb(frame: Frame, index: int, speech: Speech) -> Cue | None:
    nodes = frame.nodes
    node = nodes[index]
    form = node.feats.get("VerbForm")
    start, end = _with_not(frame, index)
    first = start - 1 if start > 1 and nodes[start - 1].pos == "AUX" else start
    as_phrase = first > 0 and nodes[first - 1].text.lower() == "как"
    if as_phrase:
        start = first - 1
    elif start > 1 and nodes[start - 1].lemma in ("что", "чем") and nodes[start - 2].text.lower() == "о":
        as_phrase = True
    if form == "Inf":
        return _infinitive(frame, index, speech)
    if node.feats.get("Person") in ("1", "2") or node.feats.get("Mood") == "Imp":
        return None
    if _is_passive(node, speech):
        return _passive(frame, index, start, end, as_phrase)
    if form == "Part" and node.feats.get("Voice") != "Pass":
        return Cue("verb", index, start, end, _of_participle(frame, index))
    if form == "Part":
        return None
    speaker = _speaker(frame, index, as_phrase)
    if speaker is not None and not _may_say(frame, speaker, node.lemma, speech):
        return None
    return Cue("verb", index, start, end, speaker, as_phrase)


def _may_say(frame: Frame, speaker: Phrase, verb: str, speech: Speech) -> bool:
    """Whether this subject of this verb says something: «отношения переживают кризис» and «я сказал» do not report."""
    head = frame.nodes[speaker.head]
    if head.feats.get("Person") in ("1", "2") and head.pos == "PRON":
        return False
    if _can_speak(head) or verb in speech.say and verb not in speech.weak:
        return True
    after = frame.nodes[speaker.head + 1] if speaker.head + 1 < speaker.end else None
    return after is not None and after.pos in ("PROPN", "X", "QUOTE") and case(after) in ("Nom", "")


def _can_speak(node: Node) -> bool:
    """Whether this can be one who speaks: a person, a name, a body, a document; «отношения», «результаты» cannot."""
    if node.pos != "NOUN" or node.feats.get("Animacy") != "Inan":
        return True
    words = people()
    return node.lemma in words.bodies or node.lemma in words.voices or node.lemma in words.nameless


def _with_not(frame: Frame, index: int) -> tuple[int, int]:
    """Node range of a cue with the «не» before it («не исключил»)."""
    before = frame.nodes[index - 1] if index else None
    return (index - 1 if before is not None and before.text.lower() == "не" else index), index + 1


def _is_passive(node: Node, speech: Speech) -> bool:
    if node.feats.get("VerbForm") == "Part":
        short = node.feats.get("Variant") == "Short" and node.feats.get("Voice") == "Pass"
        return short and node.feats.get("Gender") == "Neut" and (node.lemma in speech.say or node.lemma in speech.write)
    return node.lemma in speech.passive


def _passive(frame: Frame, index: int, start: int, end: int, as_phrase: bool) -> Cue:
    """«сообщается», «было заявлено»; its source stands after «в» or «на»: «говорится в сообщении МВД»."""
    nodes = frame.nodes
    speaker = _place_source(frame, index)
    if start and nodes[start - 1].lemma == "быть" and nodes[start - 1].pos == "AUX":
        pass
    return Cue("passive", index, start, end, speaker, as_phrase)


def _place_source(frame: Frame, index: int) -> Phrase | None:
    """The body that a preposition leads to after (or before) the verb: «сообщили в пресс-службе МВД»."""
    nodes = frame.nodes
    for place in range(index + 1, min(len(nodes) - 1, index + 12)):
        node = nodes[place]
        if node.pos == "PUNCT":
            break
        if node.text.lower() in ("в", "во", "на") and (found := _body(frame, place + 1)) is not None:
            return found
    for place in range(index - 1, max(-1, index - 12), -1):
        node = nodes[place]
        if node.pos == "PUNCT":
            break
        if node.text.lower() in ("в", "во", "на") and (found := _body(frame, place + 1, stop=index)) is not None:
            return found
    if nodes[0].text.lower() in ("в", "во", "на"):
        return _body(frame, 1, stop=index)
    return None


def _body(frame: Frame, start: int, stop: int | None = None) -> Phrase | None:
    """The phrase in the locative that begins here, where its head is a body, a document or a name."""
    nodes = frame.nodes
    if start >= len(nodes):
        return None
    phrase = noun_phrase(frame, start, "Loc", stop=stop)
    if phrase is None:
        return None
    head = nodes[phrase.head]
    words = people()
    if head.pos == "PROPN" or head.pos == "QUOTE" or head.lemma in words.voices or head.lemma in words.bodies:
        return phrase
    return None


def _of_participle(frame: Frame, index: int) -> Phrase | None:
    """The noun that an active participle describes: «министр, заявивший, что …»."""
    nodes = frame.nodes
    head = nodes[index].head
    if head is not None and head < index and nodes[head].pos in ("NOUN", "PROPN", "PRON") and case(nodes[head]) == "Nom":
        return whole_phrase(frame, head)
    return None


def _speaker(frame: Frame, index: int, as_phrase: bool) -> Phrase | None:
    nodes = frame.nodes
    node = nodes[index]
    if is_gerund(node):
        return _of_gerund(frame, index)
    speaker = subject_of(frame, index, after_only=as_phrase and not _subject_before(frame, index))
    if speaker is None and node.feats.get("Number") == "Plur" and is_finite(node):
        speaker = _place_source(frame, index)
    if speaker is None and not as_phrase:
        speaker = _of_earlier_verb(frame, index)
    return speaker


def _subject_before(frame: Frame, index: int) -> bool:
    """«как он считает»: the subject stands between «как» and the verb."""
    return frame.nodes[index - 1].text.lower() not in ("как", "не", "и")


def _of_gerund(frame: Frame, index: int) -> Phrase | None:
    """A gerund's subject is the subject of the verb that it goes with."""
    nodes = frame.nodes
    seen = 0
    head = nodes[index].head
    while head is not None and seen < 5:
        if is_finite(nodes[head]):
            found = subject_of(frame, head) or _of_earlier_verb(frame, head)
            if found is not None:
                return found
        head = nodes[head].head
        seen += 1
    for place in range(index - 1, -1, -1):
        if is_finite(nodes[place]) and (found := subject_of(frame, place)) is not None:
            return found
    for place in range(index + 1, len(nodes)):
        if is_finite(nodes[place]) and (found := subject_of(frame, place)) is not None:
            return found
    return None


def _of_earlier_verb(frame: Frame, index: int) -> Phrase | None:
    """Of two verbs in a row the second shares the first one's subject: «Он встал и сказал, что …»."""
    nodes = frame.nodes
    verb = nodes[index]
    places = list(range(index - 1, -1, -1))
    if verb.relation == "conj" and verb.head is not None and verb.head < index:
        places.insert(0, verb.head)
    for place in places:
        other = nodes[place]
        if not is_finite(other) or not _alike(other, verb):
            continue
        found = subject_of(frame, place)
        if found is not None and _can_speak(nodes[found.head]):
            return found
    return None


def _alike(one: Node, other: Node) -> bool:
    genders = one.feats.get("Gender"), other.feats.get("Gender")
    return one.feats.get("Number") == other.feats.get("Number") and (None in genders or genders[0] == genders[1])


def _infinitive(frame: Frame, index: int, speech: Speech) -> Cue | None:
    """«хотел подчеркнуть, что …», «стоит отметить»: only under a personal verb with a subject."""
    nodes = frame.nodes
    head = nodes[index].head
    if head is None or not is_finite(nodes[head]) or nodes[index].lemma not in speech.clausal or head > index:
        return None
    if nodes[head].lemma not in ("хотеть", "захотеть", "поспешить", "решить", "пытаться", "попытаться", "успеть", "продолжать", "начать", "стать", "пожелать"):
        return None
    speaker = subject_of(frame, head)
    return Cue("verb", index, index, index + 1, speaker) if speaker is not None else None


def _sure(node: Node, speech: Speech) -> bool:
    if node.lemma not in speech.sure and node.text.lower() not in ("уверен", "уверена", "уверены", "убежден", "убеждена", "убеждены", "убеждён", "убежденна", "согласен", "согласна", "согласны"):
        return False
    return node.feats.get("Variant") == "Short" or node.lemma == "рад" or node.text.lower()[-2:] in ("ен", "на", "ны", "ён")


def _predicate_subject(frame: Frame, index: int) -> Phrase | None:
    nodes = frame.nodes
    for place in range(index - 1, max(-1, index - 12), -1):
        node = nodes[place]
        if node.pos == "PUNCT" or is_finite(node) and node.lemma != "быть":
            return None
        if node.pos in ("NOUN", "PROPN", "PRON") and case(node) in ("Nom", ""):
            return whole_phrase(frame, place)
    return None


def _noun(frame: Frame, index: int, speech: Speech) -> Cue | None:
    """«выразил уверенность, что», «заявление министра о том, что», «слова министра: «…»»: with its owner or its verb's subject."""
    nodes = frame.nodes
    follower = index + 1
    owner = None
    if follower < len(nodes) and nodes[follower].pos in ("NOUN", "PROPN", "ADJ", "PRON") and case(nodes[follower]) == "Gen":
        owner = noun_phrase(frame, follower, "Gen")
        follower = owner.end if owner else follower
    elif index and nodes[index - 1].text.lower() in ("его", "ее", "её", "их"):
        owner = Phrase(index - 1, index, index - 1)
    if not _opens_content(frame, follower):
        return None
    verb = next((place for place in range(index - 1, max(-1, index - 6), -1) if nodes[place].pos == "VERB"), None)
    expressed = verb is not None and nodes[verb].lemma in speech.express
    if verb is not None and expressed and owner is None:
        speaker = _of_gerund(frame, verb) if is_gerund(nodes[verb]) else subject_of(frame, verb) or _of_earlier_verb(frame, verb)
        if speaker is not None and not speaker.start <= index < speaker.end:
            return Cue("noun", index, verb if verb == index - 1 else index, index + 1, speaker)
    if owner is None or nodes[index].lemma not in speech.speech_noun:
        return None
    return Cue("noun", index, index, index + 1, owner)


def _opens_content(frame: Frame, index: int) -> bool:
    """Whether «, что», «о том, что», «в том, что», a colon or a piece in marks stands here; «из интервью» and the like may be between."""
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


def _by(frame: Frame, index: int, speech: Speech) -> Cue | None:
    """«по словам X», «по его мнению», «согласно X», «на взгляд X», «с точки зрения X»."""
    nodes = frame.nodes
    word = nodes[index].text.lower()
    if index + 1 >= len(nodes):
        return None
    if word == "согласно":
        return _according(frame, index, speech)
    if word in ("с", "со") and index + 2 < len(nodes) and nodes[index + 1].lemma == "точка" and nodes[index + 2].lemma == "зрение":
        return _with_owner(frame, index, index + 2)
    noun = index + 1
    owner = None
    if nodes[noun].text.lower() in ("его", "ее", "её", "их"):
        owner = Phrase(noun, noun + 1, noun)
        noun += 1
    while noun < min(len(nodes), index + 4) and nodes[noun].pos in ("ADJ", "DET") and case(nodes[noun]) in ("Dat", "Acc", "Loc"):
        noun += 1
    if noun >= len(nodes):
        return None
    lemma = nodes[noun].lemma
    if word == "на" and lemma == "взгляд" or word == "по" and (lemma in speech.by_say or lemma in speech.by_data):
        if owner is not None:
            return Cue("by", noun, index, noun + 1, owner)
        cue = _with_owner(frame, index, noun)
        if cue is None and lemma in ("версия", "информация", "сведение", "данные", "источник"):
            return None
        return cue
    return None


def _with_owner(frame: Frame, start: int, noun: int) -> Cue | None:
    """The cue with the phrase in the genitive that follows it."""
    nodes = frame.nodes
    if noun + 1 >= len(nodes):
        return None
    if nodes[noun + 1].text.lower() in ("в", "на", "из", "от") and (body := _body(frame, noun + 2)) is not None:
        return Cue("by", noun, start, noun + 1, body)
    owner = noun_phrase(frame, noun + 1, "Gen")
    if owner is None or nodes[owner.head].lemma == "который":
        return None
    return Cue("by", noun, start, noun + 1, owner)


def _according(frame: Frame, index: int, speech: Speech) -> Cue | None:
    """«согласно X», «согласно отчету X»; not «согласно которому», «согласно решению»."""
    nodes = frame.nodes
    noun = nodes[index + 1]
    words = people()
    if (noun.lemma in speech.by_say or noun.lemma in speech.by_data or noun.lemma in words.voices) and index + 2 < len(nodes):
        owner = noun_phrase(frame, index + 2, "Gen")
        if owner is not None and nodes[owner.head].lemma != "который":
            return Cue("by", index + 1, index, index + 2, owner)
    owner = noun_phrase(frame, index + 1, "Dat")
    if owner is None:
        return None
    head = nodes[owner.head]
    if head.pos in ("PROPN", "QUOTE", "X") or head.lemma in words.voices or head.lemma in words.bodies or head.feats.get("Animacy") == "Anim":
        return Cue("by", index, index, index + 1, owner)
    return None
