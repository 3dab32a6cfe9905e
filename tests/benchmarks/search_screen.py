"""Measures the search of quotations as a person meets it: in a terminal, from a key to the results on the screen.

    python tests/benchmarks/search_screen.py --libraries DIR [--articles 100000] [--queries 4] [--starts 5]

DIR is made by make_library.py with `--cache DIR/cache --data DIR/data --files`, a library in DIR/NUMBER. Queries of one
to five words of the library's own texts, with and without refinements, are typed letter by letter, the next letter
after a typist's pause: facets and completions of the one before may still be under way.

When is a key answered? A terminal emulator reads what the program writes. The key's answer is there at the end of the
first frame after which the screen shows all of this: the letter in the line; under it, what exactly this query was
understood to be, which the program writes together with the results; and in the first lines of the results, the
speakers whom the same query finds when it is asked of the store here. (Where completions lie over these lines, the
speakers of the second and the third result.) Keys whose answer looks the same as the one before, like the first letter
of a word, are left out. The smallest Textual app with a line and a list is measured in
the same way and the same run.
"""

from __future__ import annotations

import argparse
import math
import os
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyte
from reader import NEWSREADER, environment
from search import queries, typed

from newsreader.store.store import Store
from newsreader.store.understanding import understood
from newsreader.store.variants import fold
from newsreader.ui.answers import understood_line
from terminal import Terminal

HERE = Path(__file__).resolve().parent
COLUMNS, ROWS = 120, 40
FRAME = 0.004
"""Seconds of silence that end a frame."""
PAUSE = 0.13
"""Seconds from a key to the look at what it has brought, and to the next key, at least."""
LONG, PATIENCE = 0.7, 5.0
"""The same for a page that opens; and when nothing is waited for any more."""
LINE, FOUND, MEANING, FIRST, EACH = 1, 3, 4, 5, 5
"""Rows of the screen: the line, what was found, what was understood, the first result, and from it to the next."""
FACETS = 28
"""Columns of the facets, left of the results."""
_SURE = 3
"""Results whose speakers must be seen."""
Shown = Callable[[Sequence[str]], bool]


class Watched(Terminal):
    """A program whose screen can be looked at."""

    def __init__(self, command: Sequence[str], *, env: Mapping[str, str]) -> None:
        super().__init__(command, columns=COLUMNS, rows=ROWS, env=env)
        self._screen = pyte.Screen(COLUMNS, ROWS)
        self._stream = pyte.Stream(self._screen)

    @property
    def lines(self) -> Sequence[str]:
        """What the screen shows."""
        buffer = self._screen.buffer
        return ["".join(buffer[row][column].data for column in range(COLUMNS)) for row in range(ROWS)]

    def frames(self, until: float) -> list[tuple[float, str]]:
        """What is written until a moment, frame by frame, each with the moment of its end.

        Nothing is looked at meanwhile: that would take the processor from the program.
        """
        frames: list[tuple[float, str]] = []
        last = 0.0
        while (left := until - time.perf_counter()) > 0 or self.written:
            if self._read(FRAME if self.written else left):
                last = time.perf_counter()
            elif self.written:
                frames.append((last, self.written))
                self.written = ""
        return frames

    def rest(self, until: float) -> None:
        """Takes in what is written until a moment."""
        for _, written in self.frames(until):
            self._stream.feed(written)

    def rest_for(self, seconds: float) -> None:
        """Takes in what is written for a while."""
        self.rest(time.perf_counter() + seconds)

    def wait(self, begun: float, *shown: Shown, pause: float = PAUSE) -> list[float]:
        """For each, milliseconds from a moment to the end of the first frame after which it is true; else NaN.

        What comes after a `pause` is timed less exactly: the screen is being looked at.
        """
        took: list[float] = [float("nan")] * len(shown)
        while any(map(math.isnan, took)) and time.perf_counter() - begun < PATIENCE:
            for end, written in self.frames(max(begun, time.perf_counter()) + pause):
                self._stream.feed(written)
                for at, true in enumerate(shown):
                    if math.isnan(took[at]) and true(self.lines):
                        took[at] = (end - begun) * 1e3
        return took

    def key(self, key: str) -> float:
        """Presses a key; the moment at which that was."""
        begun = time.perf_counter()
        os.write(self._fd, key.encode())
        return begun


@dataclass(frozen=True)
class Wanted:
    """How the answer to a query is known on the screen."""

    query: str
    meaning: str
    speakers: tuple[str, ...]

    @classmethod
    def of(cls, store: Store, query: str) -> Wanted:
        """What the store answers."""
        groups = fold(store.search_quotes(query, limit=50).hits)[:_SURE]
        return cls(query, understood_line(understood(query)), tuple(group.first.who or "" for group in groups))

    def shown(self, lines: Sequence[str]) -> bool:
        """Whether the screen shows this answer."""
        there = all(who in lines[FIRST + EACH * at][FACETS:] for at, who in enumerate(self.speakers))
        if covered(lines):
            there = all(who in lines[FIRST + EACH * at][FACETS:] for at, who in enumerate(self.speakers) if at)
        else:
            there = there and lines[MEANING].strip() == self.meaning[: COLUMNS - 4].strip()
            there = there and (bool(self.speakers) or "Nothing" in lines[FOUND])
        return there and lines[LINE].rstrip(" │").endswith(self.query.rstrip())

    def differs(self, other: Wanted, *, hidden: bool) -> bool:
        """Whether this answer looks another than that one; `hidden`: under completions."""
        if hidden:
            return self.speakers[1:] != other.speakers[1:]
        return (self.meaning, self.speakers) != (other.meaning, other.speakers)


def covered(lines: Sequence[str]) -> bool:
    """Whether completions lie over what was understood and the first result."""
    return any("▸" in line[:8] for line in lines[LINE + 1 : FIRST])


def opened(app: Watched, store: Store) -> float:
    """Milliseconds from the key that opens the search to the newest quotations."""
    newest = Wanted.of(store, "")

    def shown(lines: Sequence[str]) -> bool:
        return "newest" in lines[FOUND] and newest.speakers[0] in lines[FIRST][FACETS:]

    return app.wait(app.key('"'), shown, pause=LONG)[0]


def reader(folder: Path, env: Mapping[str, str]) -> Watched:
    """The program, at rest over a library."""
    app = Watched([*NEWSREADER, str(folder)], env=env)
    app.wait_for(r"(?s)Articles [\d\s,]+.* min\b")
    app.rest_for(1.5)
    return app


def answers(app: Watched, store: Store, query: str) -> Iterator[tuple[float, float | None]]:
    """For each key of a query the milliseconds to its answer, without those that look like the one before; and at the
    end of a word, where a typist may rest, from the answer to its facets.
    """
    before = Wanted.of(store, "")
    for text in typed(query):
        wanted = Wanted.of(store, text)
        counted = facets_shown(store, text) if query[len(text) :][:1].isspace() or text == query else None
        if counted is not None and counted(app.lines):
            counted = None  # they are those of the key before
        took, *later = app.wait(app.key(text[-1]), wanted.shown, *([counted] if counted else []))
        if wanted.differs(before, hidden=covered(app.lines)):
            yield took, max(0.0, later[0] - took) if later else None
        before = wanted


def facets_shown(store: Store, query: str) -> Shown | None:
    """Tells whether the counts of a query are on the screen; None where it has none."""
    facets = store.facets(query, limit=12)
    if not facets.speakers:
        return None
    top = facets.speakers[0]
    count = f" {top.count}{'' if facets.exact else '+'}"

    def shown(lines: Sequence[str]) -> bool:
        rows = [line[1 : FACETS - 1].strip(" ✓●•│▏") for line in lines[FIRST : ROWS - 1]]
        return any(row.endswith(count) and top.value[:12] in row for row in rows)

    return shown


def empty_line(app: Watched, length: int) -> None:
    """Takes the query back."""
    for _ in range(length):
        app.key("\x7f")
    app.rest_for(0.4)


def speaker_page(app: Watched, name: str) -> float:
    """Milliseconds to the page of the speaker of the first result, and back."""

    def shown(lines: Sequence[str]) -> bool:
        return name in lines[0] and any("its own words" in line for line in lines[:3])

    (took,) = app.wait(app.key("\x0f"), shown, pause=LONG)
    app.rest_for(0.4)
    app.key("\x1b")
    app.rest_for(0.4)
    return took


def measure(folder: Path, env: Mapping[str, str], store: Store, count: int, rows: dict[str, list[float]]) -> None:
    """Types all queries in one run of the program."""
    busiest = store.speakers(limit=1)[0].name
    with reader(folder, env) as app:
        opened(app, store)
        app.rest_for(0.5)
        for refined in (False, True):
            for size, made in enumerate(queries(store, count, refined=refined, seed=23), 1):
                for query in made:
                    name = f"{size} word{'s' if size > 1 else ''}{', refined' if refined else ''}"
                    for took, later in answers(app, store, query):
                        rows[name].append(took)
                        rows["facets after the results"] += [] if later is None else [later]
                    empty_line(app, len(query))
        query = f'by:"{busiest}" '
        for letter in query:
            app.key(letter)
        app.rest_for(0.6)
        for _ in range(8):
            rows["page of the busiest speaker"].append(speaker_page(app, busiest))


def measure_reference(env: Mapping[str, str], rows: dict[str, list[float]]) -> None:
    """A line and a list that is filled anew at each letter."""
    with Watched([sys.executable, str(HERE / "reference.py"), "search"], env=env) as app:
        app.wait_for("ready")
        app.rest_for(0.5)
        text = ""
        for letter in "the smallest search there is, typed letter by letter":
            text += letter
            said = text

            def shown(lines: Sequence[str], said: str = said) -> bool:
                return any(f"1 {said.rstrip()}" in line for line in lines[3:6])

            begun = app.key(letter)
            (took,) = app.wait(begun, shown)
            if letter != " ":
                rows["empty Textual line and list"].append(took)


def table(rows: Mapping[str, Sequence[float]], base: float) -> str:
    """Median, 95th percentile and worst of each row, and the median's ratio to the reference's."""
    lines = [f"{'milliseconds':<32}{'keys':>6}{'median':>9}{'p95':>9}{'worst':>9}{'ratio':>7}{'lost':>6}"]
    for name, times in rows.items():
        seen = sorted(time for time in times if not math.isnan(time))
        lost = len(times) - len(seen)
        if seen:
            middle, high = seen[len(seen) // 2], seen[min(len(seen) - 1, int(0.95 * len(seen)))]
            lines.append(
                f"{name:<32}{len(seen):>6}{middle:>9.1f}{high:>9.1f}{seen[-1]:>9.1f}{middle / base:>7.2f}{lost:>6}"
            )
    return "\n".join(lines)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--libraries", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--queries", type=int, default=4, help="queries of each length")
    parser.add_argument("--starts", type=int, default=5, help="runs in which the search is opened for the first time")
    options = parser.parse_args()
    env = environment(options.libraries)
    folder = options.libraries / str(options.articles)
    store = Store.open(folder, cache=options.libraries / "cache", data=options.libraries / "data")
    rows: dict[str, list[float]] = defaultdict(list)
    measure_reference(env, rows)
    for _ in range(options.starts):
        with reader(folder, env) as app:
            rows["first opening"].append(opened(app, store))
    measure(folder, env, store, options.queries, rows)
    for kind in ("", ", refined"):
        of_kind = [name for name in rows if name.split(",")[0][1:] in (" word", " words")]
        rows[f"all{kind or ', plain'}"] = [
            time for name in of_kind if name.endswith("refined") is bool(kind) for time in rows[name]
        ]
    store.close()
    reference = sorted(rows["empty Textual line and list"])
    print(table(rows, reference[len(reference) // 2]))


if __name__ == "__main__":
    main()
