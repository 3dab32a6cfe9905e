"""Compares the analysis with the bare models on the same texts, in one process each.

    python tests/benchmarks/throughput.py [FOLDER OF .txt FILES]

Prints articles a second and peak memory of both, and their ratios. The bare models do names, morphology and syntax
in slovnet's own code, and throw the results away; the analysis runs the same networks in code of its own. Without a
folder, the sample articles are used, each twenty times.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

SAMPLES = Path(__file__).resolve().parents[2] / "articles"
RUNS = 3


def texts(folder: Path | None) -> list[str]:
    """The bodies to work on."""
    if folder is not None:
        return [path.read_text(encoding="utf-8-sig") for path in sorted(folder.glob("*.txt"))]
    from newsreader.store.articles import parse_article

    bodies = [parse_article(path.read_bytes(), name=path.name).body for path in sorted(SAMPLES.iterdir())]
    return [body for body in bodies if "Е" in body.upper()] * 20


def passes(run: Callable[[str], object], bodies: list[str]) -> list[float]:
    """Seconds for all texts, the first time and again: a worker that runs for a while knows most words already."""
    run(bodies[0])
    times = []
    for _ in range(2):
        begun = process_time()
        for body in bodies:
            run(body)
        times.append(process_time() - begun)
    return times


def bare(bodies: list[str]) -> list[float]:
    """Seconds for the models alone, as their own documentation runs them."""
    from navec import Navec
    from razdel import sentenize, tokenize
    from slovnet import NER, Morph, Syntax

    from newsreader.analysis.language import weights_folder

    folder = weights_folder()
    vectors = Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
    names = NER.load(folder / "model" / "slovnet_ner_news_v1.tar").navec(vectors)
    morphology = Morph.load(folder / "model" / "slovnet_morph_news_v1.tar", batch_size=4).navec(vectors)
    syntax = Syntax.load(folder / "model" / "slovnet_syntax_news_v1.tar", batch_size=4).navec(vectors)

    def run(body: str) -> None:
        names(body)
        sentences = [[token.text for token in tokenize(sentence.text)] for sentence in sentenize(body)]
        for model in (morphology, syntax):
            list(model.map(sentences))

    return passes(run, bodies)


def whole(bodies: list[str]) -> list[float]:
    """Seconds for the whole analysis, as a worker process runs it."""
    from newsreader.tasks import analyse

    return passes(analyse, bodies)


def measured(what: str, folder: Path | None) -> list[float]:
    """Articles a second of both passes, and peak MiB, of one run in a process of its own."""
    environment = {**os.environ, "OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    command = [sys.executable, __file__, "--one", what, *([str(folder)] if folder else [])]
    run = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    figures: list[float] = json.loads(run.stdout)
    return figures


def main() -> None:
    """Runs both in turn, and prints the medians."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path)
    parser.add_argument("--one", choices=("bare", "whole"), help="measure this one, here, and print it as JSON")
    arguments = parser.parse_args()
    if arguments.one:
        bodies = texts(arguments.folder)
        seconds = (bare if arguments.one == "bare" else whole)(bodies)
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(json.dumps([*(len(bodies) / one for one in seconds), memory]))
        return
    rows: dict[str, list[list[float]]] = {"bare": [], "whole": []}
    for _ in range(RUNS):
        for what, measurements in rows.items():
            measurements.append(measured(what, arguments.folder))
    figures = {what: [median(column) for column in zip(*found, strict=True)] for what, found in rows.items()}
    figures["ratio"] = [one / other for one, other in zip(figures["whole"], figures["bare"], strict=True)]
    print(f"{'':<6}{'articles/s':>14}{'second pass':>14}{'MiB':>8}")
    for what, row in figures.items():
        digits = 2 if what == "ratio" else 1
        print(
            f"{what:<6}" + "".join(f"{value:>{width}.{digits}f}" for value, width in zip(row, (14, 14, 8), strict=True))
        )


if __name__ == "__main__":
    main()
