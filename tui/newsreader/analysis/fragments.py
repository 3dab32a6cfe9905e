"""Tells fragments of speech in marks from names in marks: назвал это «катастрофой»; газета «Труд»."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from newsreader.analysis.boundaries import last_word
from newsreader.analysis.clauses import Reported
from newsreader.analysis.cue import Cue
from newsreader.analysis.frames import Frame, Node
from newsreader.analysis.lexicon import Speech
from newsreader.analysis.phrases import Phrase, case, is_finite, noun_phrase
from newsreader.analysis.sources import body_phrase, can_speak, predicate_subject
from newsreader.analysis.subjects import subject_of

_WORD = 2
"""Words in marks that may be spoken of as a word: «слово «такси»»."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A quoted piece that is speech."""

    index: int
    """Its node in the frame."""
    kind: Literal["direct", "mixed"]
    cue: Cue | None
    speaker: Phrase | None


def count_words(node: Node) -> int:
    """How many words a piece has."""
    return len(node.text.split())


def is_speech_like(node: Node) -> bool:
    """Whether the piece looks like a sentence rather than a name: many words, or marks of a sentence in it."""
    text = node.text
    return count_words(node) >= 5 or text[-1] in ".!?…" or (", " in text and count_words(node) > 2)


def listed(frame: Frame, index: int, found: Sequence[Spoken]) -> Spoken | None:
    """The next piece of a row: требования: «…», «…» и «…»."""
    if not found or frame.nodes[index].text[0].isupper():
        return None
    last = found[-1]
    if last.kind != "mixed" or any(node.text not in (",", "и", "или") for node in frame.nodes[last.index + 1 : index]):
        return None
    return Spoken(index, "mixed", last.cue, last.speaker)


def so_called(frame: Frame, index: int, cues: Sequence[Cue], speech: Speech) -> Spoken | None:
    """«…», как назвали это авторы: the fragment is the authors' word."""
    nodes = frame.nodes
    if index + 1 >= len(nodes) or nodes[index + 1].text != ",":
        return None
    for cue in cues:
        if cue.as_phrase and cue.start == index + 2 and nodes[cue.index].lemma in speech.judge - speech.say:
            return Spoken(index, "mixed", cue, cue.speaker)
    return None


def whole_clause(frame: Frame, index: int, reported: Sequence[Reported]) -> Spoken | None:
    """…, что «P» and По словам X, «P»: marks that hold the whole clause are a direct quotation."""
    for clause in reversed(reported):
        if clause.start == index and is_whole(frame, clause, index):
            return Spoken(index, "direct", clause.cue, clause.cue.speaker)
    return None


def is_whole(frame: Frame, clause: Reported, index: int) -> bool:
    """Whether the clause is nothing but the piece, which is more than a name."""
    rest = [node for node in frame.nodes[index + 1 : clause.end] if node.pos != "PUNCT"]
    return not rest and (count_words(frame.nodes[index]) >= 3)


def fragment(
    frame: Frame, index: int, cues: Sequence[Cue], reported: Sequence[Reported], speech: Speech
) -> Spoken | None:
    """A piece inside a sentence that reports what somebody said: their own word, unless it is a name."""
    nodes = frame.nodes
    node = nodes[index]
    if looks_like_name(frame, index, speech):
        return None
    inside = [clause for clause in reported if clause.start <= index < clause.end]
    if inside:
        clause = inside[-1]
        return Spoken(index, "mixed", clause.cue, clause.cue.speaker)
    cue = _judging(frame, index, cues, speech)
    if cue is None:
        return None
    kind: Literal["direct", "mixed"] = "mixed"
    whole = node.feats.get("Opens") != "Inf" and (index + 1 == len(nodes) or nodes[index + 1].pos == "PUNCT")
    if nodes[cue.index].lemma in speech.clausal and cue.end == index and count_words(node) > 3 and whole:
        kind = "direct"
    return Spoken(index, kind, cue, cue.speaker)


def intended(frame: Frame, index: int, speech: Speech) -> Spoken | None:
    """Ведомство намерено «решительно пресекать» это: an infinitive in marks after a verb of intending."""
    nodes = frame.nodes
    verb = index - 1
    if verb < 0 or nodes[verb].lemma not in speech.intend or nodes[index].feats.get("Opens") != "Inf":
        return None
    if not nodes[index].text[0].islower() or not (is_finite(nodes[verb]) or "Variant" in nodes[verb].feats):
        return None
    subject = subject_of(frame, verb) or predicate_subject(frame, verb)
    if subject is None or not can_speak(nodes[subject.head]):
        return None
    return Spoken(index, "mixed", Cue("verb", verb, verb, index, subject), subject)


def predicate(frame: Frame, index: int) -> Spoken | None:
    """В мэрии «удовлетворены динамикой», Москва «глубоко обеспокоена»: words in marks are the predicate of whom they
    are the words of."""
    nodes = frame.nodes
    node = nodes[index]
    if index == 0 or not node.text[0].islower() or "Predicate" not in node.feats or count_words(node) == 1:
        return None
    if any(is_finite(other) or other.feats.get("Variant") == "Short" for other in nodes):
        return None
    first = 1 if nodes[0].text.lower() in ("в", "во", "на") else 0
    source = body_phrase(frame, first, stop=index) if first else noun_phrase(frame, 0, "Nom", stop=index)
    if source is None or source.end != index or not can_speak(nodes[source.head]) or nodes[source.head].pos == "PRON":
        return None
    return Spoken(index, "mixed", None, source)


def looks_like_name(frame: Frame, index: int, speech: Speech) -> bool:
    """Names begin with a capital letter, and a noun before them says what they name; «так называемый» marks irony."""
    nodes = frame.nodes
    node = nodes[index]
    before = nodes[index - 1] if index else None
    if (before is not None and (before.lemma == "называемый" or before.text == "(")) or not any(
        char.islower() for char in node.text
    ):
        return True
    if _is_word(frame, index, speech):
        return True
    if node.text[0].islower() and before is not None and _is_nickname(before, node):
        return True
    if node.text[0].islower():
        named = before is not None and before.lemma in speech.naming
        return named and node.feats.get("Inner") != "Ins"  # «назвал фильм «самой скучной премьерой»»
    if (
        before is not None
        and before.pos in ("NOUN", "PROPN")
        and before.lemma not in speech.speech_noun | speech.demand_noun
    ):
        return True
    return count_words(node) <= 4 or not is_speech_like(node)


def _is_nickname(before: Node, node: Node) -> bool:
    """«тренер «зенитчиков»»: a single word in the genitive after the noun for a person says whose he is."""
    person = before.pos == "NOUN" and before.feats.get("Animacy") == "Anim"
    genitive = node.feats.get("Inner") == "Gen" and not node.text.endswith(("ами", "ями"))
    return person and count_words(node) == 1 and genitive


def _is_word(frame: Frame, index: int, speech: Speech) -> bool:
    """«слово «такси»», «слова «он» и «она»»: spoken of as words."""
    nodes = frame.nodes
    if count_words(nodes[index]) > _WORD:
        return False
    while index and (nodes[index - 1].text in (",", "и", "или") or nodes[index - 1].pos == "QUOTE"):
        index -= 1
    return index > 0 and nodes[index - 1].lemma in speech.word_noun and case(nodes[index - 1]) != "Ins"


def _judging(frame: Frame, index: int, cues: Sequence[Cue], speech: Speech) -> Cue | None:
    """The nearest verb before the piece that judges or reports, with nothing but its own phrase between."""
    nodes = frame.nodes
    for cue in reversed([cue for cue in cues if cue.index < index]):
        lemma = nodes[cue.index].lemma
        between = nodes[cue.end : index]
        if any(node.text in (";", ":", ".") or is_finite(node) for node in between):
            return None
        if cue.kind in ("verb", "passive") and (lemma in speech.judge or lemma in speech.clausal):
            if lemma not in speech.judge and index > cue.end and not _is_of(nodes, index):
                return None
            if (
                nodes[index - 1].pos == "NOUN"
                and case(nodes[index - 1]) == "Gen"
                and nodes[index].feats.get("Inner") in ("Gen", "Nom")
                and nodes[index].feats.get("Opens") != "ADJ"
            ):
                return None
            return cue
        if cue.kind == "noun" and index - cue.index <= 4 and not _judged(frame, cue, cues, speech):
            return cue
    return None


def _is_of(nodes: Sequence[Node], index: int) -> bool:
    """«пишет о «тайном сговоре»», «говорится о «двойных стандартах»»: what is told of, in the words of who tells."""
    return nodes[index - 1].text.lower() in ("о", "об", "про") and nodes[index].text[0].islower()


def _judged(frame: Frame, noun: Cue, cues: Sequence[Cue], speech: Speech) -> bool:
    """Whether a verb of judging governs this noun: «назвал слова министра «бредом»»."""
    nodes = frame.nodes
    for cue in cues:
        if cue.kind == "verb" and cue.index < noun.index and nodes[cue.index].lemma in speech.judge:
            return not any(is_finite(node) for node in nodes[cue.end : noun.index])
    return False


def is_whole_clause(frame: Frame, clause: Reported) -> bool:
    """Whether marks hold the whole of a reported clause, so that it is direct speech and no indirect one besides."""
    nodes = frame.nodes
    if clause.start >= len(nodes) or nodes[clause.start].piece is None:
        return False
    return is_whole(frame, clause, clause.start) and clause.end <= last_word(frame)
