"""Scores the analysis on any folder of texts with gold quotations.

    python tests/benchmarks/score_quotes.py --texts DIR --gold DIR [--errors]

Gold is one `ID.json` a text `ID.txt`: {"quotes": [{"kind", "start", "end", "who"}, …]}, offsets in code points. A
quotation counts as found where the words inside overlap with a Jaccard index of 0.8 (marked speech) or 0.6 (reported
clauses, whose edges are a matter of taste), and its speaker as right where the last words of the names agree or one
name holds the other. Figures are micro-averaged.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from newsreader.analysis.language import Runtime
from newsreader.analysis.pipeline import analyse
from newsreader.text import fold

WORD = re.compile(r"\w+")
MARKED, REPORTED = 0.8, 0.6


@dataclass(frozen=True)
class Said:
    """A quotation as the score compares it."""

    kind: str
    who: str | None
    text: str
    words: frozenset[int]

    @property
    def marked(self) -> bool:
        """Whether it stands in quotation marks."""
        return self.kind != "indirect"


@dataclass
class Tally:
    """What was found of what there is."""

    hits: int = 0
    gold: int = 0
    found: int = 0

    def line(self, name: str) -> str:
        """Precision, recall and F1."""
        precision = self.hits / self.found if self.found else 0.0
        recall = self.hits / self.gold if self.gold else 0.0
        f1 = 2 * precision * recall / (precision + recall) if self.hits else 0.0
        return f"{name:<16} precision {precision:.3f}   recall {recall:.3f}   F1 {f1:.3f}   gold {self.gold}"


@dataclass
class Score:
    """The figures over all texts so far."""

    tallies: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    errors: list[str] = field(default_factory=list)

    def add(self, name: str, gold: Sequence[Said], found: Sequence[Said]) -> None:
        """Counts one text."""
        pairs = [pair for marked in (True, False) for pair in _pairs(gold, found, marked=marked)]
        for measure, wanted in (
            ("marked", lambda one: one.marked),
            ("direct", lambda one: one.kind == "direct"),
            ("indirect", lambda one: not one.marked),
        ):
            self._count(
                measure, pairs, [one for one in gold if wanted(one)], [one for one in found if wanted(one)], wanted
            )
        right = [(one, other) for one, other in pairs if same_name(one.who, other.who)]
        marked = [one for one in gold if one.marked], [one for one in found if one.marked]
        self._count("said (marked)", right, *marked, lambda one: one.marked)
        self._count("said (all)", right, gold, found, lambda one: True)
        self._note(name, gold, found, pairs)

    def _count(self, measure, pairs, gold, found, wanted) -> None:  # type: ignore[no-untyped-def]
        tally = self.tallies[measure]
        tally.hits += sum(wanted(one) and (wanted(other) or measure != "direct") for one, other in pairs)
        tally.gold += len(gold)
        tally.found += len(found)

    def _note(self, name: str, gold: Sequence[Said], found: Sequence[Said], pairs: Sequence[tuple[Said, Said]]) -> None:
        matched = {id(one) for pair in pairs for one in pair}
        self.errors += [f"{name}: missed {one.kind}: {one.text}" for one in gold if id(one) not in matched]
        self.errors += [f"{name}: not speech: {one.text}" for one in found if id(one) not in matched]
        for one, other in pairs:
            if not same_name(one.who, other.who):
                self.errors.append(f"{name}: {other.who} for {one.who}: {one.text}")


def same_name(gold: str | None, found: str | None) -> bool:
    """Whether two names stand for the same speaker."""
    if gold is None or found is None:
        return gold is found
    theirs = WORD.findall(fold(found))
    for name in gold.split(" и "):
        ours = WORD.findall(fold(name))
        if ours and theirs and (ours[-1] == theirs[-1] or set(ours) <= set(theirs) or set(theirs) <= set(ours)):
            return True
    return False


def _pairs(gold: Iterable[Said], found: Iterable[Said], *, marked: bool) -> list[tuple[Said, Said]]:
    """The best one-to-one matches, greedily."""
    least = MARKED if marked else REPORTED
    candidates = sorted(
        (
            (len(one.words & other.words) / len(one.words | other.words), one, other)
            for one in gold
            for other in found
            if one.marked is other.marked is marked and one.words & other.words
        ),
        key=lambda candidate: -candidate[0],
    )
    taken: set[int] = set()
    pairs = []
    for share, one, other in candidates:
        if share >= least and not {id(one), id(other)} & taken:
            taken |= {id(one), id(other)}
            pairs.append((one, other))
    return pairs


def said(body: str, kind: str, start: int, end: int, who: str | None) -> Said:
    """A quotation for comparison."""
    return Said(kind, who, body[start:end][:100], frozenset(word.start() for word in WORD.finditer(body, start, end)))


def main() -> None:
    """Analyses and scores every text that has gold."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, required=True)
    parser.add_argument("--gold", type=Path, required=True)
    parser.add_argument("--errors", action="store_true", help="print each error")
    arguments = parser.parse_args()
    runtime = Runtime()
    score = Score()
    for path in sorted(arguments.gold.glob("*.json")):
        body = (arguments.texts / f"{path.stem}.txt").read_text(encoding="utf-8")
        quotes = json.loads(path.read_text(encoding="utf-8"))["quotes"]
        gold = [said(body, one["kind"], one["start"], one["end"], one.get("who")) for one in quotes]
        found = [
            said(body, one.kind, one.span.start, one.span.end, one.who) for one in analyse(runtime, body).quotations
        ]
        score.add(path.stem, gold, found)
    print("\n".join([*(score.errors if arguments.errors else []), *(t.line(n) for n, t in score.tallies.items())]))


if __name__ == "__main__":
    main()
