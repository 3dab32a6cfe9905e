"""Measures `newsreader quotes` as a whole process against a Python that only loads SQLite, and prints the ratios.

    python tests/benchmarks/commands.py --libraries DIR [--articles 100000] [--runs 25]

DIR is as for reader.py. The commands run in turn, on compiled modules, as when they are installed; a figure is the
median of all runs, in milliseconds. They find the index as a reader that was quit leaves it, with nothing in its log.
"""

from __future__ import annotations

import argparse
import os
import resource
import sqlite3
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import closing
from pathlib import Path
from statistics import median

from reader import environment, make

QUERIES = ("власти", "договор мир", "кто:Миронов граница", "")
FLOOR = [sys.executable, "-c", "import sqlite3"]


def taken(command: list[str], env: Mapping[str, str]) -> tuple[float, float]:
    """Milliseconds of processor and of wall clock that a process takes."""
    before, begun = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, env={**os.environ, **env}, check=False, stdout=subprocess.DEVNULL)
    wall, after = time.perf_counter() - begun, resource.getrusage(resource.RUSAGE_CHILDREN)
    processor = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return processor * 1e3, wall * 1e3


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--libraries", type=Path, required=True)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--runs", type=int, default=25)
    arguments = parser.parse_args()
    folder = arguments.libraries / str(arguments.articles)
    make(folder, arguments.libraries, arguments.articles)
    env = environment(arguments.libraries)
    script = Path(sys.executable).with_name("newsreader")
    program = [str(script)] if script.exists() else [sys.executable, "-m", "newsreader"]
    commands = {"import sqlite3": FLOOR}
    commands |= {f"quotes {query!r}": [*program, "quotes", "--library", str(folder), query] for query in QUERIES}
    for database in (*(arguments.libraries / "cache").glob("*.db"), arguments.libraries / "data" / "marks.db"):
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    for command in commands.values():  # compiles what is not compiled yet, and reads the index once
        taken(command, env)
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(arguments.runs):
        for name, command in commands.items():
            times[name].append(taken(command, env))
    middle = {name: tuple(median(kind) for kind in zip(*each, strict=True)) for name, each in times.items()}
    floor = middle["import sqlite3"]
    print(f"{'':<30}{'processor':>12}{'ratio':>8}{'wall':>12}{'ratio':>8}")
    for name, (processor, wall) in middle.items():
        print(f"{name:<30}{processor:>12.1f}{processor / floor[0]:>8.2f}{wall:>12.1f}{wall / floor[1]:>8.2f}")


if __name__ == "__main__":
    main()
