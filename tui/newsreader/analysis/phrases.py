"""Reads noun phrases in a frame: where one that begins here ends, in which case it stands, what its head is."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.analysis.frames import Frame, Node
from newsreader.analysis.lexicon import people
from newsreader.models import Span

_MODIFIERS = frozenset(("ADJ", "DET", "NUM"))
_ADJECTIVES = frozenset(("ADJ", "NUM", "DET", "VERB"))
_LOOSE_ENDS = frozenset(("CCONJ", "PUNCT", "ADP", "ADJ", "DET", "NUM"))
LONGEST = 30
_NAME_LIKE = 7
"""Words that a name in marks may have."""


class Phrase(NamedTuple):
    """A noun phrase: node indices [start, end) and its head."""

    start: int
    end: int
    head: int

    def span(self, frame: Frame) -> Span:
        """Where the phrase stands in the text."""
        return Span(frame.nodes[self.start].span.start, frame.nodes[self.end - 1].span.end)


def case(node: Node) -> str:
    """The node's case; "" where it has none (indeclinable, foreign, in marks)."""
    return node.feats.get("Case", "")


def is_finite(node: Node) -> bool:
    """Whether the node is a verb in a personal form."""
    return node.pos in ("VERB", "AUX") and node.feats.get("VerbForm") == "Fin"


def is_participle(node: Node) -> bool:
    """Whether the node is a full participle."""
    return node.pos in ("VERB", "ADJ") and node.feats.get("VerbForm") == "Part" and "Variant" not in node.feats


def is_gerund(node: Node) -> bool:
    """Whether the node is an adverbial participle."""
    return node.feats.get("VerbForm") == "Conv"


def noun_phrase(frame: Frame, start: int, wanted: str, *, stop: int | None = None) -> Phrase | None:
    """The noun phrase in the case `wanted` that begins at `start`.

    It ends before a mark, a verb or a phrase of another case.
    """
    last = min(len(frame.nodes) if stop is None else stop, start + LONGEST)
    if start < last and frame.nodes[start].pos == "PRON":
        return Phrase(start, start + 1, start)
    reader = _Reader(frame, start, last, wanted)
    while reader.index < last and reader.step():
        pass
    return reader.phrase()


class _Reader:
    """Reads a noun phrase node by node."""

    def __init__(self, frame: Frame, start: int, last: int, wanted: str) -> None:
        self._frame = frame
        self._nodes = frame.nodes
        self._start = start
        self._last = last
        self._wanted = wanted
        self._head = -1
        self._named = False
        self.index = start

    def step(self) -> bool:
        """Takes the next node, or says that it does not belong to the phrase."""
        node = self._nodes[self.index]
        if node.pos == "ADP":
            reach = reaches_name(self._frame, self.index, self._last, self._wanted)
            if self._head < 0 or self._named or reach is None:
                return False
            self.index = reach
            return True
        if node.pos in _MODIFIERS or is_participle(node) or _is_possessive(node):
            taken = self._takes_modifier(node)
        elif node.pos in ("NOUN", "PROPN", "X", "SYM"):
            taken = self._takes_noun(node)
        elif node.pos == "QUOTE":
            taken = self._takes_name_in_marks(node)
        else:
            taken = self._takes_joint(node)
        self.index += taken
        return taken

    def _takes_modifier(self, node: Node) -> bool:
        if self._head < 0:
            return True
        number = node.pos in ("NUM", "ADJ") and node.text[0].isdigit()
        return not number and case(node) in ("Gen", self._wanted, "")

    def _takes_noun(self, node: Node) -> bool:
        own = case(node)
        if self._head >= 0:
            before = self._nodes[self.index - 1]
            foreign = own not in (self._wanted, "Gen", "") and node.pos != "PROPN"
            if foreign and not _governs_instrumental(before, own):
                return False
        elif own in (self._wanted, "") or node.pos in ("PROPN", "X"):
            self._head = self.index
        else:
            return False
        somebody = node.feats.get("Name", "person").startswith("person")
        named = node.pos == "PROPN" and own == self._wanted and self.index > self._start
        self._named = self._named or (named and somebody)
        return True

    def _takes_name_in_marks(self, node: Node) -> bool:
        after_noun = self._nodes[self.index - 1].pos in ("NOUN", "PROPN", "QUOTE", "ADJ")
        if not is_name_like(node) or (self.index > self._start and not after_noun):
            return False
        self._head = self.index if self._head < 0 else self._head
        return True

    def _takes_joint(self, node: Node) -> bool:
        """«и» between two nouns, the full stop of an initial, the hyphen inside a word."""
        if self.index == self._start:
            return False
        before = self._nodes[self.index - 1]
        if node.text == "и" and self._head < 0 and self.index + 1 < self._last:
            after = self._nodes[self.index + 1]
            return before.pos == "ADJ" and after.pos == "ADJ" and case(after) == case(before)
        if node.text in ("и", ","):
            return self._head >= 0 and _coordinates(self._frame, self.index, self._last, self._wanted)
        if node.text == ".":
            return len(before.text) <= 2 and before.text[0].isupper()
        following = self.index + 1
        return node.text == "-" and following < self._last and self._nodes[following].span.start == node.span.end

    def phrase(self) -> Phrase | None:
        """The phrase that was read, if it has a head."""
        nodes, end = self._nodes, self.index
        while end > self._start and end - 1 > self._head and nodes[end - 1].pos in _LOOSE_ENDS:
            end -= 1
        head = self._head
        if head < 0:
            nominal = (index for index in range(end - 1, self._start - 1, -1) if nodes[index].pos in _ADJECTIVES)
            head = next(nominal, -1)
            if head < 0 or case(nodes[head]) != self._wanted:
                return None
        while self._start < end < len(nodes) and self._named_on(end):
            end += 1
        return Phrase(self._start, end, head) if end > self._start else None

    def _named_on(self, index: int) -> bool:
        """«Марка ван Бастена», «Газета.Ru», «zorro77»: whether a name goes on here, whatever its parts seem to be."""
        node, before = self._nodes[index], self._nodes[index - 1]
        name = node.feats.get("Name")
        glued = node.text.isdigit() and node.span.start == before.span.end
        return index < self._last and (glued or (name is not None and before.feats.get("Name") == name))


def is_name_like(node: Node) -> bool:
    """Whether a quoted piece can be a name by its length and letters."""
    text = node.text
    return 0 < len(text.split()) <= _NAME_LIKE and not text[0].islower() and text[-1] not in ".!?…" and "," not in text


def _is_possessive(node: Node) -> bool:
    return node.text.lower() in ("его", "ее", "её", "их")


def _governs_instrumental(before: Node, own: str) -> bool:
    return own == "Ins" and before.lemma in people().instrumental


def reaches_name(frame: Frame, index: int, last: int, wanted: str) -> int | None:
    """Where the name stands that a prepositional phrase inside a title leads to: «посол в Чехии Иван Петров»."""
    nodes = frame.nodes
    for place in range(index + 1, min(last, index + 14)):
        node = nodes[place]
        name = node.feats.get("Name", "")
        if name.startswith("person") and case(node) == wanted and nodes[place - 1].feats.get("Name") != name:
            return place if nodes[place - 1].pos != "ADP" else None
        if (
            node.pos == "PROPN"
            and case(node) == wanted
            and nodes[place - 1].pos != "ADP"
            and case(nodes[place - 1]) != wanted
        ):
            if wanted == "Gen" and node.feats.get("Animacy") != "Anim":
                continue
            return place
        if (node.pos in ("VERB", "ADV", "SCONJ", "PRON") and not is_participle(node)) or (
            node.pos == "PUNCT" and node.text != "-"
        ):
            return None
    return None


def _coordinates(frame: Frame, index: int, last: int, wanted: str) -> bool:
    """Whether «и» joins two names or nouns of one phrase; a comma does so only before another name and «и»."""
    nodes = frame.nodes
    if index + 1 >= last:
        return False
    after = nodes[index + 1]
    if nodes[index].text == ",":
        if after.pos != "PROPN" or case(after) != wanted or nodes[index - 1].pos != "PROPN":
            return False
        place = index + 1
        while place < last and nodes[place].pos == "PROPN":
            place += 1
        return place < last and nodes[place].text == "и"
    if after.pos in ("NOUN", "PROPN", "ADJ", "DET", "X") or is_participle(after):
        before = nodes[index - 1]
        return case(after) in (wanted, "", case(before))
    return after.pos == "QUOTE" and is_name_like(after) and nodes[index - 1].pos == "QUOTE"
