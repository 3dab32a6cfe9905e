"""Finds the phrase for the speaker of a verb of speech: its subject, shared subject, or the body that «в» leads to."""

from __future__ import annotations

from newsreader.analysis.frames import Frame, Node
from newsreader.analysis.lexicon import Speech, people
from newsreader.analysis.phrases import Phrase, case, is_finite, is_gerund, noun_phrase
from newsreader.analysis.subjects import subject_of, whole_phrase


def speaker_of(frame: Frame, index: int, as_phrase: bool) -> Phrase | None:
    """The phrase for whoever speaks by the verb at a node."""
    nodes = frame.nodes
    node = nodes[index]
    if is_gerund(node):
        return subject_of_gerund(frame, index)
    speaker = subject_of(frame, index, after_only=as_phrase and not _subject_before(frame, index))
    if node.feats.get("Number") == "Plur" and is_finite(node) and (speaker is None or _is_one_name(frame, speaker)):
        speaker = place_source(frame, index) or speaker
    if speaker is None and not as_phrase:
        speaker = shared_subject(frame, index)
    return speaker


def _is_one_name(frame: Frame, speaker: Phrase) -> bool:
    """Whether a name stands where several should speak: «Об этом РИА Новости рассказали в мэрии»."""
    words = frame.nodes[speaker.start : speaker.end]
    return not any(node.text == "и" for node in words) and frame.nodes[speaker.head].feats.get("Animacy") != "Anim"


def _subject_before(frame: Frame, index: int) -> bool:
    """«как он считает»: the subject stands between «как» and the verb."""
    return frame.nodes[index - 1].text.lower() not in ("как", "не", "и")


def place_source(frame: Frame, index: int) -> Phrase | None:
    """The body that a preposition leads to after (or before) the verb: «сообщили в пресс-службе МВД»; «там» is the
    one that was named before."""
    nodes = frame.nodes
    for place in (index - 1, index + 1):
        if 0 <= place < len(nodes) and nodes[place].text.lower() == "там":
            return Phrase(place, place + 1, place)
    for place in range(index + 1, min(len(nodes) - 1, index + 12)):
        node = nodes[place]
        if node.pos == "PUNCT":
            break
        if node.text.lower() in ("в", "во", "на") and (found := body_phrase(frame, place + 1)) is not None:
            return found
    for place in range(index - 1, max(-1, index - 12), -1):
        node = nodes[place]
        if node.pos == "PUNCT":
            break
        if node.text.lower() in ("в", "во", "на") and (found := body_phrase(frame, place + 1, stop=index)) is not None:
            return found
    if nodes[0].text.lower() in ("в", "во", "на"):
        return body_phrase(frame, 1, stop=index)
    return None


def body_phrase(frame: Frame, start: int, stop: int | None = None) -> Phrase | None:
    """The phrase in the locative that begins here, where its head is a body, a document or a name."""
    nodes = frame.nodes
    if start >= len(nodes):
        return None
    phrase = noun_phrase(frame, start, "Loc", stop=stop)
    if phrase is None:
        return None
    head = nodes[phrase.head]
    words = people()
    named = head.pos == "PROPN" or head.pos == "QUOTE" or "Name" in head.feats
    if named or head.lemma in words.voices or head.lemma in words.bodies:
        return phrase
    return None


def subject_of_participle(frame: Frame, index: int) -> Phrase | None:
    """The noun that an active participle describes: «министр, заявивший, что …»."""
    nodes = frame.nodes
    head = nodes[index].head
    if (
        head is not None
        and head < index
        and nodes[head].pos in ("NOUN", "PROPN", "PRON")
        and case(nodes[head]) == "Nom"
    ):
        return whole_phrase(frame, head)
    return None


def subject_of_gerund(frame: Frame, index: int) -> Phrase | None:
    """A gerund's subject is the subject of the verb that it goes with: the first on its way that can speak."""
    nodes = frame.nodes
    above: list[int] = []
    head = nodes[index].head
    while head is not None and len(above) < 5:
        above.append(head)
        head = nodes[head].head
    first: Phrase | None = None
    for place in (*above, *range(index - 1, -1, -1), *range(index + 1, len(nodes))):
        if not is_finite(nodes[place]):
            continue
        found = subject_of(frame, place) or (shared_subject(frame, place) if place in above else None)
        if found is None and nodes[place].feats.get("Number") == "Plur":
            found = place_source(frame, place)  # «в банке отказались от встречи, пояснив, что …»
        if found is not None and can_speak(nodes[found.head]):
            return found
        first = first or found
    return first


def shared_subject(frame: Frame, index: int) -> Phrase | None:
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
        if found is not None and can_speak(nodes[found.head]):
            return found
    return None


def _alike(one: Node, other: Node) -> bool:
    genders = one.feats.get("Gender"), other.feats.get("Gender")
    return one.feats.get("Number") == other.feats.get("Number") and (None in genders or genders[0] == genders[1])


def predicate_subject(frame: Frame, index: int) -> Phrase | None:
    """The subject that stands before a predicate without a verb: «министр уверен»."""
    nodes = frame.nodes
    for place in range(index - 1, max(-1, index - 12), -1):
        node = nodes[place]
        if node.pos == "PUNCT" or (is_finite(node) and node.lemma != "быть"):
            return None
        if node.pos in ("NOUN", "PROPN", "PRON") and case(node) in ("Nom", ""):
            return whole_phrase(frame, place)
    return None


def may_say(frame: Frame, speaker: Phrase, verb: str, speech: Speech) -> bool:
    """Whether this subject of this verb says something: «отношения переживают кризис» and «я сказал» do not report."""
    head = frame.nodes[speaker.head]
    if head.feats.get("Person") in ("1", "2") and head.pos == "PRON":
        return False
    if can_speak(head) or verb not in speech.clausal or (verb in speech.say and verb not in speech.weak):
        return True
    after = frame.nodes[speaker.head + 1] if speaker.head + 1 < speaker.end else None
    return after is not None and after.pos in ("PROPN", "X", "QUOTE") and case(after) in ("Nom", "")


def can_speak(node: Node) -> bool:
    """Whether this can be one who speaks: a person, a name, a body, a document; «отношения», «результаты» cannot."""
    if node.pos != "NOUN" or node.feats.get("Animacy") != "Inan":
        return True
    words = people()
    return any(node.lemma in known for known in (words.bodies, words.voices, words.nameless, words.sides))
