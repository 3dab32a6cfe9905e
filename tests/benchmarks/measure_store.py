"""Measures the store at a library that `make_library.py` made; prints a line a figure.

python tests/benchmarks/measure_store.py FOLDER --cache CACHE --data DATA
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from newsreader.models import ListFilter
from newsreader.store.store import Store

QUERIES = (
    "п", "по", "пол", "граница", "границы безопасность", "мо", "мост завод", "договор ИЛИ выборы", "кто:Миронов", "с",
    '"безопасность договор"', "что не", "и в на", "борскому", "-и", "граница -безопасность", "ярумска колавну", "Зоя",
    "щъ",
)  # fmt: skip


def timed(work: Callable[[], object], *, times: int = 20) -> tuple[float, float]:
    """Median and 95th percentile of the milliseconds that `work` takes."""
    taken = []
    for _ in range(times):
        start = time.perf_counter()
        work()
        taken.append((time.perf_counter() - start) * 1000)
    taken.sort()
    return statistics.median(taken), taken[min(len(taken) - 1, int(0.95 * len(taken)))]


def show(name: str, work: Callable[[], object], *, times: int = 20) -> None:
    """Prints what one thing takes."""
    median, high = timed(work, times=times)
    print(f"{name:<36} median {median:8.2f} ms   p95 {high:8.2f} ms")


def typing(store: Store, seed: int = 7) -> list[float]:
    """Milliseconds for each key of queries that are typed letter by letter."""
    rng = random.Random(seed)
    words = [hit.text for hit in store.search_quotes("", limit=400).hits]
    taken = []
    for text in rng.sample(words, min(40, len(words))):
        query = " ".join(rng.sample(text.split(), 2)).lower()
        for end in range(1, len(query) + 1):
            start = time.perf_counter()
            store.search_quotes(query[:end], limit=50)
            taken.append((time.perf_counter() - start) * 1000)
    return sorted(taken)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()

    def opened() -> Store:
        return Store.open(options.folder, cache=options.cache, data=options.data)

    show("open and close", lambda: opened().close())
    store = opened()
    print(store.counts())
    keys = store.keys(ListFilter())
    middle = keys[len(keys) // 2 : len(keys) // 2 + 60]
    show("counts", store.counts)
    show("keys, all", lambda: store.keys(ListFilter()))
    show("keys, unread", lambda: store.keys(ListFilter(unread=True)))
    show("keys, words", lambda: store.keys(ListFilter(words="мост завод")))
    show("keys, a beginning", lambda: store.keys(ListFilter(words="бор")))
    show("summaries of 60", lambda: store.summaries(middle))
    show("next unread", lambda: store.next_unread(middle[0]))
    article_id = store.summaries(middle[:1])[middle[0]].id
    show("article", lambda: store.article(article_id))
    show("entities", lambda: store.entities())
    show("entities, words", lambda: store.entities("зоя бор"))
    show("pending_count", lambda: store.pending_count("2"))
    show("difference", store.difference, times=3)
    show("set_read", lambda: store.set_read([article_id], not store.state(article_id).read))
    for query in QUERIES:
        show(f"quotes: {query}", lambda query=query: store.search_quotes(query, limit=50), times=7)  # type: ignore[misc]
    taken = typing(store)
    print(f"typing, {len(taken)} keys: median {taken[len(taken) // 2]:.2f}, p95 {taken[int(0.95 * len(taken))]:.2f},"
          f" worst {taken[-1]:.2f} ms")  # fmt: skip
    store.close()


if __name__ == "__main__":
    main()
