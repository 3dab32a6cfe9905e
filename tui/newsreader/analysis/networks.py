"""Runs slovnet's networks on a whole text at once: the same weights and answers as slovnet's own code, in less time.

Only what depends on numpy is here; `language` loads the models and hands them over. Made for three networks over
the same words: what a word adds to their first layer is worked out once for all three, and remembered.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]
Ids = NDArray[np.intp]

_ROWS = 1024
"""Words that the networks are run on at once: more take memory and no less time."""
_REACH = 3
"""Words on either side that a word's answer depends on: three layers, each of which looks one word around."""
_REMEMBERED = 2048
"""Words whose part in the first layers is remembered, 9 KiB each."""
_KNOWN_IDS = 100_000
_GAP = 0
"""Row of what stands between sentences: nothing."""


class Answer(NamedTuple):
    """What morphology and syntax say of a word."""

    tag: str
    """Part of speech and features: "NOUN|Case=Nom|Number=Sing"."""
    head: int | None
    """Index of the governing word in the sentence, None for its root."""
    relation: str


class _Layer:
    """A convolution over three words, then what follows it in each layer: cut at zero, and scaled."""

    def __init__(self, layer: Any) -> None:
        weight = layer.conv.weight.array  # out × in × (word before, word itself, word after)
        self.width = int(weight.shape[0])
        self.weight: Array = np.concatenate([weight[:, :, place].T for place in range(3)], axis=1)
        self._bias: Array = layer.conv.bias.array
        self._scale: Array = layer.norm.weight.array / layer.norm.std.array
        self._shift: Array = layer.norm.bias.array - layer.norm.mean.array * self._scale

    def __call__(self, rows: Array, gaps: Ids) -> Array:
        """Answers for all rows but the first and the last, which are gaps."""
        width, parts = self.width, rows @ self.weight
        sums = parts[:-2, :width] + parts[1:-1, width : 2 * width]
        sums += parts[2:, 2 * width :]
        return self.finish(sums, gaps)

    def finish(self, sums: Array, gaps: Ids) -> Array:
        """The layer's answers with a gap on either end."""
        answers = np.zeros((len(sums) + 2, self.width), np.float32)
        inner = answers[1:-1]
        np.add(sums, self._bias, out=inner)
        np.maximum(inner, 0, out=inner)
        inner *= self._scale
        inner += self._shift
        answers[gaps] = 0
        return answers


class _Words:
    """Words as rows of what they add to each network's first layer. Forgets all of them when there are too many."""

    def __init__(self, encoder: Any, embeddings: Sequence[Any], layers: Sequence[_Layer]) -> None:
        self._encoder, self._vectors = encoder, embeddings[0].word  # the same for all networks; the shapes are not
        size = self._vectors.dim
        self._weights: Array = np.concatenate([layer.weight[:size] for layer in layers], axis=1)
        shapes = [one.shape.weight.array @ layer.weight[size:] for one, layer in zip(embeddings, layers, strict=True)]
        self._shapes: Array = np.concatenate(shapes, axis=1)
        self.width = layers[0].width
        # network and place × row × what is added; the row 0 stays zero
        self.table: Array = np.zeros((3 * len(layers), _REMEMBERED, self.width), np.float32)
        self._ids: dict[str, tuple[int, int]] = {}
        self._rows: dict[tuple[int, int], int] = {}

    def rows(self, words: Sequence[str | None]) -> Ids:
        """The rows of at most `_ROWS` words and gaps; good until the next call."""
        ids = [None if word is None else self._ids.get(word) or self._look_up(word) for word in words]
        new = {pair for pair in ids if pair is not None and pair not in self._rows}
        if new:
            if len(self._rows) + len(new) >= _REMEMBERED:
                self._rows.clear()
                new = {pair for pair in ids if pair is not None}
            self._add(sorted(new))
        rows = self._rows
        return np.array([_GAP if pair is None else rows[pair] for pair in ids], np.intp)

    def _look_up(self, word: str) -> tuple[int, int]:
        if len(self._ids) >= _KNOWN_IDS:
            self._ids.clear()
        numbers, shapes = self._encoder.item([word])
        self._ids[word] = pair = (numbers[0], shapes[0])
        return pair

    def _add(self, pairs: Sequence[tuple[int, int]]) -> None:
        first = len(self._rows) + 1
        numbers, shapes = np.array(pairs, np.intp).T
        parts = self._vectors(numbers) @ self._weights
        parts += self._shapes[shapes]
        self.table[:, first : first + len(pairs)] = parts.reshape(len(pairs), -1, self.width).swapaxes(0, 1)
        self._rows.update(zip(pairs, range(first, first + len(pairs)), strict=True))


class _Network:
    """One network up to its heads."""

    def __init__(self, layers: Sequence[_Layer], words: _Words, number: int) -> None:
        self._first, *self._rest = layers
        self._words, self._number = words, number

    def __call__(self, rows: Ids) -> Array:
        """A vector for each row but the first and the last, which are gaps."""
        before, itself, after = self._words.table[3 * self._number : 3 * self._number + 3]
        gaps = np.flatnonzero(rows == _GAP)
        sums = before.take(rows[:-2], axis=0)
        sums += itself.take(rows[1:-1], axis=0)
        sums += after.take(rows[2:], axis=0)
        answers = self._first.finish(sums, gaps)
        for layer in self._rest:
            answers = layer(answers, gaps)
        return answers[1:-1]


class Networks:
    """Names, morphology and syntax, on slovnet's loaded models."""

    def __init__(self, names: Any, morphology: Any, syntax: Any) -> None:
        models = [one.infer.model for one in (names, morphology, syntax)]
        layers = [[_Layer(layer) for layer in model.encoder.layers] for model in models]
        self._words = _Words(names.infer.encoder, [model.emb for model in models], [own[0] for own in layers])
        self._names, self._morphology, self._syntax = (
            _Network(own, self._words, number) for number, own in enumerate(layers)
        )
        self._names_head, self._morphology_head = models[0].head, models[1].head
        self._arcs = _Arcs(models[2].head)
        self._relations = _Relations(models[2].rel)
        self._name_tags: list[str] = names.infer.decoder.tags_vocab.items
        self._tags: list[str] = morphology.infer.decoder.tags_vocab.items
        self._relation_names: list[str] = syntax.infer.decoder.rels_vocab.items

    def names(self, words: Sequence[str]) -> list[str]:
        """A tag for each word of a text: "B-PER", "I-PER", "O" …"""
        if not words:
            return []
        crf = self._names_head.crf
        scores = np.concatenate([self._name_scores(words, start) for start in range(0, len(words), _ROWS)])
        return [self._name_tags[tag] for tag in _best_path(scores, crf.transitions.array)]

    def _name_scores(self, words: Sequence[str], start: int) -> Array:
        """The tags' scores of up to `_ROWS` words from `start` on, which see their neighbours."""
        first, last = max(0, start - _REACH), min(len(words), start + _ROWS + _REACH)
        vectors = self._names(self._words.rows([None, *words[first:last], None]))
        scores: Array = self._names_head.proj(vectors[start - first :][:_ROWS])
        return scores

    def sentences(self, sentences: Sequence[Sequence[str]]) -> Iterator[list[Answer]]:
        """What morphology and syntax say of each word of each sentence. No sentence has more than `_ROWS` - 2."""
        for part in _parts(sentences):
            yield from self._part(part)

    def _part(self, sentences: Sequence[Sequence[str]]) -> Iterator[list[Answer]]:
        rows = self._words.rows([None, *chain.from_iterable((*sentence, None) for sentence in sentences)])
        words = rows[1:-1] != _GAP
        sizes = [len(sentence) for sentence in sentences]
        tags = self._morphology_head.proj(self._morphology(rows)[words]).argmax(-1).tolist()
        vectors = self._syntax(rows)[words]
        heads = self._arcs(vectors, sizes)
        relations = self._relations(vectors, heads, sizes).tolist()
        end = 0
        for size in sizes:
            start, end = end, end + size
            yield [
                Answer(self._tags[tag], head - 1 if head else None, self._relation_names[relation])
                for tag, head, relation in zip(
                    tags[start:end], heads[start:end].tolist(), relations[start:end], strict=True
                )
            ]


def _parts(sentences: Sequence[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    """The sentences in runs of about `_ROWS` words and gaps, and no more."""
    part: list[Sequence[str]] = []
    size = 1
    for sentence in sentences:
        if part and size + len(sentence) + 1 > _ROWS:
            yield part
            part, size = [], 1
        part.append(sentence)
        size += len(sentence) + 1
    if part:
        yield part


def _forward(layer: Any, vectors: Array) -> Array:
    """A linear layer, cut at zero."""
    answers: Array = layer.proj(vectors)
    return np.maximum(answers, 0, out=answers)


class _Arcs:
    """Which word governs which."""

    def __init__(self, head: Any) -> None:
        self._head, self._tail, self._kernel = head.head, head.tail, head.kernel.array
        self._root = _forward(head.tail, head.root.array[np.newaxis])

    def __call__(self, vectors: Array, sizes: Sequence[int]) -> Ids:
        """For each word the index of the word that governs it in its sentence, from 1 on; 0 is the root."""
        heads = _forward(self._head, vectors) @ self._kernel
        tails = _forward(self._tail, vectors)
        found = np.empty(len(vectors), np.intp)
        end = 0
        for size in sizes:
            start, end = end, end + size
            own = np.concatenate((self._root, tails[start:end]))
            np.argmax(heads[start:end] @ own.T, axis=-1, out=found[start:end])
        return found


class _Relations:
    """In what relation a word stands to the one that governs it."""

    def __init__(self, relation: Any) -> None:
        self._head, self._tail, self._kernel = relation.head, relation.tail, relation.kernel.array
        self._root = _forward(relation.head, relation.root.array[np.newaxis])

    def __call__(self, vectors: Array, heads: Ids, sizes: Sequence[int]) -> Ids:
        """The number of each word's relation; `heads` as `_Arcs` gives them."""
        starts = np.repeat(np.cumsum([0, *sizes[:-1]]), sizes)
        governing = np.concatenate((self._root, _forward(self._head, vectors)))
        governing = governing[np.where(heads == 0, 0, heads + starts)]
        tails = _forward(self._tail, vectors)
        size = tails.shape[1]
        scores = (governing @ self._kernel).reshape(len(vectors), -1, size) @ tails[:, :, np.newaxis]
        best: Ids = scores[:, :, 0].argmax(-1)
        return best


def _best_path(scores: Array, transitions: Array) -> list[int]:
    """The tags whose scores and transitions add up to the most."""
    total, history = scores[0], []
    for own in scores[1:]:
        sums = total[:, np.newaxis] + transitions
        before = sums.argmax(0)
        history.append(before)
        total = sums.max(0) + own
    best = int(total.argmax())
    path = [best]
    for before in reversed(history):
        best = int(before[best])
        path.append(best)
    path.reverse()
    return path
