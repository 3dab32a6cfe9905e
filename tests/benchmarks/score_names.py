"""Scores the people, organisations and places on any folder of texts with gold in the format of factRuEval-2016.

    python tests/benchmarks/score_names.py DIR [--errors]

DIR holds ID.txt with ID.tokens, ID.spans, ID.objects and ID.coref. Asked for is every thing that the text names at
least once outside another name («Москвы» in «мэрия Москвы» is part of that); whatever else gold knows may be found or
not. `match` counts things that share a mention one to one; `named` counts those of them whose name is right as well,
with ё as е, without case, punctuation and patronymic; `B-cubed` counts mentions by the things they are put in. Matches
are made greedily, best first. A thing counts as what gold calls it: a place that is also an organisation may be both.
"""

from __future__ import annotations

import argparse
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from newsreader.analysis.language import Runtime
from newsreader.analysis.pipeline import analyse
from newsreader.models import Entity
from newsreader.text import fold

TYPES = {"Person": "person", "Org": "organisation", "LocOrg": "place", "Location": "place"}
NAMING = {
    "person": {"name", "surname", "patronymic", "nickname"},
    "organisation": {"org_name", "loc_name"},
    "place": {"org_name", "loc_name"},
}
HOLDERS = {"person": {"place", "organisation"}, "place": {"place", "organisation"}, "organisation": {"organisation"}}
One = TypeVar("One", bound=Hashable)
Other = TypeVar("Other", bound=Hashable)
Words = frozenset[int]


@dataclass(frozen=True)
class Mentioned:
    """A gold mention: the kinds it may be taken for, its tokens by their starts, whether it has to be found."""

    thing: str
    types: frozenset[str]
    words: Words
    asked: bool


@dataclass
class Tally:
    """Sums of what is right, by what was found and by what there is."""

    precise: float = 0
    found: float = 0
    recalled: float = 0
    gold: float = 0

    def line(self, name: str) -> str:
        """Precision, recall and F1."""
        precision = self.precise / self.found if self.found else 0.0
        recall = self.recalled / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        return f"{name:<10} precision {precision:.3f}   recall {recall:.3f}   F1 {f1:.3f}   gold {self.gold:.0f}"


@dataclass
class Score:
    """The figures over all texts so far."""

    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[str] = field(default_factory=list)

    def add(self, text: str, gold: Gold, entities: Sequence[Entity]) -> None:
        """Counts one text."""
        pairs = gold.aligned(entities)
        asked = {one.thing for one in gold.mentions if one.asked}
        counted = [
            number
            for number in range(len(entities))
            if (things := [pairs.get((number, at)) for at in range(len(entities[number].mentions))])
            and any(one is None or one.thing in asked for one in things)
        ]
        shared: defaultdict[tuple[int, str], float] = defaultdict(float)
        for (number, _at), one in pairs.items():
            if one.thing in asked and number in counted:
                shared[number, one.thing] += 1
        sizes = {thing: sum(one.thing == thing for one in pairs.values()) for thing in asked}
        best = one_to_one(
            {pair: 2 * n / (len(entities[pair[0]].mentions) + sizes[pair[1]]) for pair, n in shared.items()}
        )
        right = [number for number, thing in best.items() if plain(entities[number].name) in gold.names[thing]]
        for measure, hits in (("match", len(best)), ("named", len(right))):
            self._count(measure, hits, len(counted), hits, len(asked))
        self._count_mentions(gold, entities, pairs, asked, counted)
        self.errors += [f"{text}: missed {sorted(gold.names[one])[:1]}" for one in asked - set(best.values())]
        self.errors += [f"{text}: not there: {entities[number].name}" for number in counted if number not in best]
        self.errors += [
            f"{text}: {entities[number].name} for {sorted(gold.names[thing])[:2]}"
            for number, thing in best.items()
            if number not in right
        ]

    def _count(self, measure: str, precise: float, found: float, recalled: float, gold: float) -> None:
        tally = self.tallies[measure]
        tally.precise += precise
        tally.found += found
        tally.recalled += recalled
        tally.gold += gold

    def _count_mentions(
        self,
        gold: Gold,
        entities: Sequence[Entity],
        pairs: Mapping[tuple[int, int], Mentioned],
        asked: set[str],
        counted: Iterable[int],
    ) -> None:
        """B-cubed: for each mention the share of its thing's mentions that are in the same found thing, and back."""
        kept = {
            (number, at): pairs.get((number, at))
            for number in counted
            for at in range(len(entities[number].mentions))
            if (one := pairs.get((number, at))) is None or one.thing in asked
        }
        together: defaultdict[tuple[int, str], int] = defaultdict(int)
        found: defaultdict[int, int] = defaultdict(int)
        size: defaultdict[str, int] = defaultdict(int)
        for (number, _at), one in kept.items():
            found[number] += 1
            if one is not None:
                together[number, one.thing] += 1
        reached = {id(one) for one in kept.values() if one is not None}
        for one in gold.mentions:
            size[one.thing] += one.thing in asked and (one.asked or id(one) in reached)
        precise = sum(n * n / found[number] for (number, _thing), n in together.items())
        recalled = sum(n * n / size[thing] for (_number, thing), n in together.items())
        self._count("B-cubed", precise, len(kept), recalled, sum(size[thing] for thing in asked))


@dataclass(frozen=True)
class Gold:
    """The mentions of one text, and by thing the names it may have."""

    tokens: Mapping[str, tuple[int, int]]
    mentions: Sequence[Mentioned]
    names: Mapping[str, set[str]]

    def aligned(self, entities: Sequence[Entity]) -> dict[tuple[int, int], Mentioned]:
        """The gold mention of each found one, by the numbers of its entity and of itself."""
        at = defaultdict(list)
        for number, one in enumerate(self.mentions):
            for word in one.words:
                at[word].append(number)
        weights: dict[tuple[tuple[int, int], int], float] = {}
        for number, entity in enumerate(entities):
            for place, span in enumerate(entity.mentions):
                words = {start for start, end in self.tokens.values() if start < span.end and span.start < end}
                for other in {other for word in words for other in at[word]}:
                    one = self.mentions[other]
                    if entity.type in one.types:
                        share = len(words & one.words) / len(words | one.words)
                        weights[(number, place), other] = share + one.asked / 100
        return {mention: self.mentions[other] for mention, other in one_to_one(weights).items()}


def one_to_one(weights: Mapping[tuple[One, Other], float]) -> dict[One, Other]:
    """Pairs by weight, the greatest first, each side once."""
    pairs: dict[One, Other] = {}
    taken: set[Other] = set()
    for (one, other), _weight in sorted(weights.items(), key=lambda item: -item[1]):
        if one not in pairs and other not in taken:
            pairs[one] = other
            taken.add(other)
    return pairs


def plain(name: str) -> str:
    """A name for comparison."""
    return " ".join(sorted(re.findall(r"\w+", fold(name))))


def rows(path: Path) -> list[list[str]]:
    """The lines of a file as words, up to the comment; a line without words parts blocks."""
    return [line.split(" # ")[0].split() for line in path.read_text(encoding="utf-8-sig").splitlines()]


def read_gold(base: Path) -> Gold:
    """The gold of one text.

    Args:
        base: the files' path without their endings.
    """
    tokens = {one[0]: (int(one[1]), int(one[1]) + int(one[2])) for one in rows(base.with_suffix(".tokens")) if one}
    spans = {}
    for line in base.with_suffix(".spans").read_text(encoding="utf-8-sig").splitlines():
        if line.strip():
            left, right = line.split("  # ")
            number, kind, *_places, count = left.split()[:6]
            spans[number] = (kind, {tokens[token][0] for token in right.split()[: int(count)]})
    objects = {}
    for row in filter(None, rows(base.with_suffix(".objects"))):
        if row[1] in TYPES:
            parts = [spans[number] for number in row[2:]]
            objects[row[0]] = TYPES[row[1]], frozenset[int]().union(*(words for _kind, words in parts)), parts
    asked = {number for number in objects if _stands_alone(number, objects)}
    mentions, names = [], {}
    for thing, numbers, values in _things(base):
        known = [number for number in numbers if number in objects]
        types = frozenset(objects[number][0] for number in known)
        names[thing] = values
        mentions += [Mentioned(thing, types, objects[number][1], number in asked) for number in known]
    return Gold(tokens, mentions, names)


def _stands_alone(number: str, objects: Mapping[str, tuple[str, Words, list[tuple[str, set[int]]]]]) -> bool:
    """Whether a mention names its thing, outside the name of another."""
    type, words, parts = objects[number]
    rank = ["organisation", "place", "person"].index
    return (
        any(kind in NAMING[type] for kind, _words in parts)
        and not any(words < theirs and their in HOLDERS[type] for their, theirs, _parts in objects.values())
        and not any(
            words == theirs and (rank(their), int(other)) < (rank(type), int(number))
            for other, (their, theirs, _parts) in objects.items()
        )
    )


def _things(base: Path) -> Iterable[tuple[str, list[str], set[str]]]:
    """Each thing with its mentions and names."""
    blocks = re.split(r"\n\s*\n", base.with_suffix(".coref").read_text(encoding="utf-8-sig"))
    for block in filter(str.strip, blocks):
        head, *lines = block.strip().splitlines()
        thing, *numbers = head.split()
        values = defaultdict(list)
        for key, _space, value in (line.strip().partition(" ") for line in lines):
            values[key].append(value)
        last = values["lastname"] or [""]
        whole = {plain(f"{a} {b}") for a in values["firstname"] or [""] for b in last}
        with_patronymic = {plain(f"{one} {middle}") for one in whole for middle in values["patronymic"]}
        own = {plain(value) for key in ("name", "nickname") for value in values[key]}
        described = set() if own or whole - {""} else {plain(value) for value in values["descriptor"]}
        yield thing, numbers, (own | whole | with_patronymic | described) - {""}


def main() -> None:
    """Analyses and scores every text that has gold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--errors", action="store_true", help="print each error")
    arguments = parser.parse_args()
    runtime = Runtime()
    score = Score()
    for path in sorted(arguments.folder.glob("*.coref")):
        with path.with_suffix(".txt").open(encoding="utf-8-sig", newline="") as file:
            body = file.read()
        score.add(path.stem, read_gold(path.with_suffix("")), analyse(runtime, body).entities)
    print("\n".join([*(score.errors if arguments.errors else []), *(t.line(n) for n, t in score.tallies.items())]))


if __name__ == "__main__":
    main()
