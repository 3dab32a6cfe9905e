"""Sees a text as the reporting sentences see it: each quoted piece is one node, what stands around it are words.

Sentences that end inside a quotation do not count; a frame is a sentence of the one who reports.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from newsreader.analysis.document import Document, Token
from newsreader.models import Span

DASHES = frozenset("—–-−―")
_ENDS = frozenset((".", "!", "?", "…", "...", "?!", "!..", "?..", "!!!", "..", "<…>"))


_LONGEST = 400
"""Nodes of a frame; a longer one is cut, so that odd texts cost no more time than others."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch that stands in quotation marks or after a dialogue dash, as one reporting sentence has it."""

    span: Span
    """The words, without marks and without the comma that joins them to the attribution."""
    outer: Span
    """With the marks."""
    part: int = 0
    """0, or which part of one quotation that its attribution interrupts."""
    closed: bool = True
    dialogue: bool = False
    """Whether a dialogue dash opens it, not a mark."""
    block_quote: bool = False
    """Whether it is a block quote of Markdown: «> …»."""


@dataclass(frozen=True, slots=True)
class Node:
    """A word, a mark or a whole quoted piece in a frame."""

    text: str
    span: Span
    pos: str
    """As in Token; "QUOTE" for a piece."""
    lemma: str
    feats: Mapping[str, str] = field(default_factory=dict)
    head: int | None = None
    """Index in the frame."""
    relation: str = ""
    piece: Piece | None = None


@dataclass(frozen=True, slots=True)
class Frame:
    """One sentence of the text's own voice."""

    nodes: tuple[Node, ...]
    block: int
    first: bool
    """Whether it opens its paragraph."""

    @property
    def span(self) -> Span:
        """From the first node to the last."""
        return Span(self.nodes[0].span.start, self.nodes[-1].span.end)


def build_frames(document: Document, pieces: Sequence[Piece]) -> tuple[Frame, ...]:
    """The frames of the document in order; a frame never crosses a paragraph, unless a quoted piece does."""
    frames: list[Frame] = []
    for block, tokens in _by_block(document):
        last = True
        for nodes in _split(_nodes(document, tokens, pieces)):
            frames.append(Frame(_linked(nodes), block, last))
            last = False
    return tuple(frames)


_Place = tuple[int, int]
"""(sentence, index) of a token."""


def _by_block(document: Document) -> Iterator[tuple[int, list[tuple[_Place, Token]]]]:
    ends = [block.end for block in document.blocks]
    current = -1
    tokens: list[tuple[_Place, Token]] = []
    dateline = document.dateline.span if document.dateline is not None else None
    for number, sentence in enumerate(document.sentences):
        block = bisect_left(ends, sentence.span.end)
        if block != current and tokens:
            yield current, tokens
            tokens = []
        current = block
        tokens.extend(
            ((number, index), token)
            for index, token in enumerate(sentence.tokens)
            if dateline is None or not dateline.meets(token.span)
        )
    if tokens:
        yield current, tokens


@dataclass(slots=True)
class _Loose:
    """A node that does not know its place in the frame yet."""

    node: Node
    place: _Place
    head: _Place | None
    starts: bool


def _nodes(document: Document, tokens: Sequence[tuple[_Place, Token]], pieces: Sequence[Piece]) -> list[_Loose]:
    """The paragraph's nodes in order: tokens outside the pieces, and the pieces."""
    found: list[_Loose] = []
    starts = [piece.outer.start for piece in pieces]
    names = _Names(document, tokens[0][1].span.start)
    index = max(0, bisect_left(starts, tokens[0][1].span.start) - 1)
    done: set[int] = set()
    for place, token in tokens:
        while index < len(pieces) and pieces[index].outer.end <= token.span.start:
            index += 1
        head = (place[0], token.head) if token.head is not None else None
        if index < len(pieces) and pieces[index].outer.start < token.span.end:
            if index in done:
                found[-1] = _with_inner(found[-1], token, head)
                continue
            done.add(index)
            piece = pieces[index]
            node = _piece_node(document, piece, tokens[0][1].span.start, tokens[-1][1].span.end, found, token)
            found.append(_Loose(node, place, head, place[1] == 0))
            continue
        text = "—" if token.text == "-" and _is_spaced(document.body, token.span) else token.text
        node = Node(text, token.span, token.pos, token.lemma, names.feats(token), relation=token.relation)
        found.append(_Loose(node, place, head, place[1] == 0))
    return found


class _Names:
    """Goes through the names that the recogniser marked, beside the tokens."""

    def __init__(self, document: Document, start: int) -> None:
        self._names = document.names
        self._next = max(0, bisect_left(document.names, start, key=lambda name: name.span.start) - 1)

    def feats(self, token: Token) -> Mapping[str, str]:
        """The token's features; of one inside a name, with the name's type and number as its "Name"."""
        while self._next < len(self._names) and self._names[self._next].span.end <= token.span.start:
            self._next += 1
        if self._next == len(self._names) or self._names[self._next].span.start > token.span.start:
            return token.feats
        return {**token.feats, "Name": f"{self._names[self._next].type} {self._next}"}


def _piece_node(document: Document, piece: Piece, start: int, end: int, before: Sequence[_Loose], token: Token) -> Node:
    """The node of a piece; of one that runs over paragraphs, only the paragraph with its attribution has the piece."""
    goes_on = piece.outer.end > end
    began_earlier = piece.outer.start < start
    introduced = began_earlier and _is_introduced(document, piece)
    if (goes_on and not before) or (began_earlier and (goes_on or introduced)):
        return Node("…", piece.outer, "PUNCT", "…")
    return Node(piece.span.of(document.body), piece.outer, "QUOTE", "", {}, piece=piece, relation=token.relation)


def _is_introduced(document: Document, piece: Piece) -> bool:
    """Whether words stand before the piece in the paragraph where it begins."""
    near = max(0, piece.outer.start - 200)
    line = document.body.rfind("\n", near, piece.outer.start) + 1
    return any(char.isalnum() for char in document.body[max(line, near) : piece.outer.start])


def _is_spaced(body: str, span: Span) -> bool:
    """Whether a hyphen stands between blanks and so is a dash."""
    return (span.start == 0 or body[span.start - 1].isspace()) and (span.end == len(body) or body[span.end].isspace())


def _with_inner(loose: _Loose, token: Token, head: _Place | None) -> _Loose:
    """The piece's node with what its first words tell: the case they stand in, what they hang on, and whether one is
    a predicate."""
    if loose.head is None:
        loose.head = head
    if "Opens" not in loose.node.feats and token.pos not in ("ADV", "PART", "PUNCT"):
        loose.node = replace(loose.node, feats={**loose.node.feats, "Opens": token.feats.get("VerbForm", token.pos)})
    if token.feats.get("VerbForm") == "Fin" or token.feats.get("Variant") == "Short":
        loose.node = replace(loose.node, feats={**loose.node.feats, "Predicate": "Yes"})
    if "Inner" not in loose.node.feats and token.pos in ("NOUN", "ADJ", "PROPN", "VERB") and "Case" in token.feats:
        loose.node = replace(loose.node, feats={**loose.node.feats, "Inner": token.feats["Case"]})
    return loose


def _split(loose: Sequence[_Loose]) -> Iterator[list[_Loose]]:
    """Cuts a paragraph's nodes into sentences."""
    current: list[_Loose] = []
    for item in loose:
        if current and (len(current) >= _LONGEST or _begins(current[-1].node, item)):
            yield current
            current = []
        current.append(item)
    if current:
        yield current


def _begins(before: Node, item: _Loose) -> bool:
    """Whether a new frame begins with this node."""
    node = item.node
    if before.pos == "QUOTE" and before.piece is not None:
        if not node.text or (before.piece.part and node.text in DASHES):
            return False
        ended = before.text[-1:] in ".!?…" and before.piece.closed
        return ended and node.pos not in ("PUNCT",) and (node.pos == "QUOTE" or node.text[0].isupper())
    if before.text in _ENDS or (before.text[-1] in "!?…" and before.pos == "PUNCT"):
        return (item.starts or node.pos == "QUOTE") and node.text[:1] not in DASHES and node.text not in ")»"
    return (
        item.starts
        and before.text not in (",", ":", ";")
        and before.text not in DASHES
        and node.text[:1] not in DASHES
        and not node.text[:1].islower()
        and before.pos == "PUNCT"
    )


def _linked(loose: Sequence[_Loose]) -> tuple[Node, ...]:
    """The nodes with their heads as indices into the frame."""
    places = {item.place: index for index, item in enumerate(loose)}
    nodes = []
    for item in loose:
        node = item.node
        head = places.get(item.head) if item.head is not None else None
        nodes.append(Node(node.text, node.span, node.pos, node.lemma, node.feats, head, node.relation, node.piece))
    return tuple(nodes)
