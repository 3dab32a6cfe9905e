"""Compares the analysis in two worker processes with that in one, as `newsreader sync` does it, index included.

    python tests/benchmarks/jobs.py [FOLDER OF .txt FILES] [--articles 240]

Prints articles a second by the clock for `--jobs 1` and `--jobs 2`, and their ratio: 2 would be linear. What the
program takes for a single article, which is loading the models for the most part, is taken off. Needs as many idle
processors as there are jobs. Without a folder, the sample articles are used; each text has a line of its own, as the
same text is analysed only once.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from itertools import cycle, islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from throughput import texts

NEWSREADER = [sys.executable, "-m", "newsreader"]
RUNS = 3


def analysing(bodies: list[str], jobs: int) -> float:
    """Seconds that analysing the texts takes, once they have been read."""
    with TemporaryDirectory(prefix="newsreader-benchmark-") as made:
        folder = Path(made, "news")
        folder.mkdir()
        for number, body in enumerate(bodies):
            (folder / f"{number}.txt").write_text(f"Новость {number}.\n\n{body}", encoding="utf-8")
        env = {**os.environ, "XDG_CACHE_HOME": f"{made}/cache", "XDG_DATA_HOME": f"{made}/data", "LANG": "C.UTF-8"}
        sync = [*NEWSREADER, "sync", "--library", str(folder)]
        subprocess.run([*sync, "--no-analysis"], env=env, check=True, capture_output=True)
        begun = time.perf_counter()
        subprocess.run([*sync, "--jobs", str(jobs)], env=env, check=True, capture_output=True)
        return time.perf_counter() - begun


def main() -> None:
    """Runs both in turn, and prints the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--articles", type=int, default=240)
    arguments = parser.parse_args()
    bodies = list(islice(cycle(texts(arguments.folder)), arguments.articles))
    rates: dict[int, list[float]] = {1: [], 2: []}
    for _ in range(RUNS):
        for jobs, measured in rates.items():
            loading = analysing(bodies[:jobs], jobs)
            measured.append((len(bodies) - jobs) / (analysing(bodies, jobs) - loading))
    for jobs, measured in rates.items():
        print(f"{jobs} {'process' if jobs == 1 else 'processes':<10}{median(measured):>8.1f} articles a second")
    print(f"ratio {median(rates[2]) / median(rates[1]):.2f}")


if __name__ == "__main__":
    main()
