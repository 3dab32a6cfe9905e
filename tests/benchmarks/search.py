"""Measures the search at a library that `make_library.py` made, and the same queries in tantivy.

    python tests/benchmarks/search.py FOLDER --cache CACHE --data DATA [--tantivy INDEX]

Queries of one to five words of the library's own texts, with and without refinements, are typed letter by letter.
The tantivy index is made on the first run, of the same words, lemmas and names; its answers are ordered by recency too.
"""

from __future__ import annotations

import argparse
import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from newsreader.store.facts import Said
from newsreader.store.meaning import looked_up
from newsreader.store.query import Term, parse
from newsreader.store.store import Store
from newsreader.store.vocabulary import Vocabulary

LIMIT = 50
_BATCH = 50_000
_LONGEST = 5
"""Words of the longest queries."""


def milliseconds(work: Callable[[], object]) -> float:
    """How long something takes, once."""
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1000


def summary(name: str, taken: Sequence[float]) -> None:
    """Prints median, 95th percentile and worst."""
    ordered = sorted(taken)
    high = ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
    print(
        f"{name:<44} {len(ordered):5} keys   median {ordered[len(ordered) // 2]:7.2f}"
        f"   p95 {high:7.2f}   worst {ordered[-1]:7.2f} ms"
    )


def queries(store: Store, count: int, *, refined: bool, seed: int = 11) -> Iterator[list[str]]:
    """For one to five words, so many queries made of the library's own quotations."""
    rng = random.Random(seed)
    texts = store.inspect(lambda connection: _texts(connection, rng, 5 * count))
    speakers = [one.name for one in store.speakers(limit=100)]
    places = [one.name for one in store.entities(type="place", limit=100)]
    for size in range(1, _LONGEST + 1):
        made = []
        for _ in range(count):
            words = rng.sample(texts.pop().lower().split(), size)
            who, place, year = rng.choice(speakers), rng.choice(places), rng.randrange(1996, 2015)
            refinement = rng.choice(
                [f"кто:{who.split()[-1]}", f"о:{place}", "источник:полюс", f"от:{year}", "вид:прямая", f'by:"{who}"']
            )
            made.append(" ".join([refinement, *words] if refined else words))
        yield made


def _texts(connection: sqlite3.Connection, rng: random.Random, count: int) -> list[str]:
    """Some quotations that are long enough to take a query from."""
    keys = [key for (key,) in connection.execute("SELECT key FROM articles")]
    texts: list[str] = []
    while len(texts) < count:
        sql = "SELECT text FROM quotations WHERE id >= ? LIMIT 1"
        (text,) = connection.execute(sql, (rng.choice(keys) << 12,)).fetchone()
        texts += [text] if len(text.split()) >= _LONGEST else []
    return texts


def typed(query: str) -> Iterator[str]:
    """What stands in the line after each key."""
    for end in range(1, len(query) + 1):
        yield query[:end]


def measure_typing(store: Store, count: int) -> None:
    """Every key of every query."""
    for refined in (False, True):
        everything: list[float] = []
        for size, made in enumerate(queries(store, count, refined=refined), 1):
            taken = [
                milliseconds(lambda key=key: store.search_quotes(key, limit=LIMIT))  # type: ignore[misc]
                for query in made
                for key in typed(query)
            ]
            summary(f"{size} word(s){', refined' if refined else ''}", taken)
            everything += taken
        summary(f"all{', refined' if refined else ''}", everything)


def measure_rest(store: Store) -> None:
    """Facets, pages of speakers, variants, completion."""
    rng = random.Random(5)
    words = " ".join(store.inspect(lambda connection: _texts(connection, rng, 40))).lower().split()
    facets = ["", *rng.sample(words, 30), *(word[:2] for word in rng.sample(words, 10))]
    summary("facets", [milliseconds(lambda one=one: store.facets(one)) for one in facets])  # type: ignore[misc]
    busiest = store.speakers(limit=1)[0]
    pages = [milliseconds(lambda: store.profile(busiest.name)) for _ in range(5)]
    summary(f"page of {busiest.name}, {busiest.quotations} quotations", pages)
    place = store.entities(type="place", limit=1)[0].name
    summary(f"page of {place}", [milliseconds(lambda: store.profile(place)) for _ in range(5)])
    summary("what it said", [milliseconds(lambda: store.said_by(busiest.name)) for _ in range(5)])
    hits = store.search_quotes("", limit=20).hits
    summary("variants", [milliseconds(lambda hit=hit: store.variants(hit.address)) for hit in hits])  # type: ignore[misc]
    summary("completion", [milliseconds(lambda: store.completions("кто:зо", 6)) for _ in range(20)])


def measure_command(folder: Path) -> None:
    """The whole process against a bare interpreter that loads SQLite; processor time, for the machine may be busy."""
    code = "import sqlite3"
    floor = min(_processor([sys.executable, "-c", code]) for _ in range(10))
    command = [
        sys.executable,
        "-c",
        "from newsreader.cli import main; main()",
        "quotes",
        "мост",
        "--library",
        str(folder),
    ]
    whole = min(_processor(command) for _ in range(10))
    print(f"{'newsreader quotes, processor time':<44} {whole:.0f} ms, {whole / floor:.2f} × {code!r} ({floor:.0f} ms)")


def _processor(command: list[str]) -> float:
    import resource

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime) * 1000


class Tantivy:
    """The same quotations in tantivy."""

    def __init__(self, library: Any, folder: Path, store: Store) -> None:
        self._library = library
        builder = library.SchemaBuilder()
        for field in ("forms", "lemmas", "who"):
            builder.add_text_field(field, tokenizer_name="whitespace")
        builder.add_integer_field("id", stored=True, indexed=True, fast=True)
        self._schema = builder.build()
        fresh = not folder.exists()
        folder.mkdir(parents=True, exist_ok=True)
        self._index = library.Index(self._schema, path=str(folder))
        if fresh:
            start = time.perf_counter()
            store.inspect(self._fill)
            print(f"tantivy: indexed in {time.perf_counter() - start:.0f} s")
        self._index.reload()
        self._searcher = self._index.searcher()

    def _fill(self, connection: sqlite3.Connection) -> None:
        writer = self._index.writer(256 * 2**20, 1)
        vocabulary = Vocabulary(connection)
        for number, row in enumerate(connection.execute("SELECT * FROM quotations ORDER BY id")):
            said = Said(*row)
            forms, lemmas = vocabulary.of_text(said.text)
            names, name_lemmas = vocabulary.of_text(f"{said.who or ''} {said.speaker or ''}")
            document = self._library.Document(forms=forms, lemmas=lemmas, who=f"{names} {name_lemmas}", id=said.id)
            writer.add_document(document)
            if number % _BATCH == _BATCH - 1:
                writer.commit()
        writer.commit()
        writer.wait_merging_threads()

    def query(self, connection: sqlite3.Connection, typed_: str) -> Any:
        """The query for what is typed: every word in any form, the last one as a beginning."""
        library = self._library
        terms = looked_up(connection, parse(typed_), None).query.terms()
        parts = [(library.Occur.Must, self._any(term)) for term in terms]
        return library.Query.boolean_query(parts) if parts else library.Query.all_query()

    def _any(self, term: Term) -> Any:
        library = self._library
        should = [
            (library.Occur.Should, library.Query.term_query(self._schema, field, lemma))
            for lemmas in term.lemmas
            for lemma in lemmas
            for field in ("lemmas", "who")
        ]
        if term.typing or not should:
            for field in ("forms", "who"):
                pattern = f"{term.forms[-1]}{'.*' if term.typing else ''}"
                should.append((library.Occur.Should, library.Query.regex_query(self._schema, field, pattern)))
        return library.Query.boolean_query(should)

    def search(self, query: Any) -> list[int]:
        """Rows of the newest hits."""
        found = self._searcher.search(query, LIMIT, count=False, order_by_field="id")
        return [id_ for id_, _ in found.hits]


def compare(store: Store, other: Tantivy, count: int) -> None:
    """Both on the same queries, of words alone; the time that tantivy takes does not count making its query."""
    for size, made in enumerate(queries(store, count, refined=False, seed=3), 1):
        ours: list[float] = []
        theirs: list[float] = []
        won = 0
        for query in made:
            for key in typed(query):
                asked = store.inspect(lambda connection, key=key: other.query(connection, key))  # type: ignore[misc]
                theirs.append(milliseconds(lambda asked=asked: other.search(asked)))  # type: ignore[misc]
                ours.append(milliseconds(lambda key=key: store.search_quotes(key, limit=LIMIT)))  # type: ignore[misc]
                won += ours[-1] < theirs[-1]
        summary(f"{size} word(s): newsreader", ours)
        summary(f"{size} word(s): tantivy", theirs)
        print(f"    newsreader is faster at {won} of {len(ours)} keys")


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--cache", type=Path, required=True)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--queries", type=int, default=12, help="queries of each length")
    parser.add_argument(
        "--command", type=Path, metavar="LIBRARY", help="a library of the user's for `newsreader quotes`"
    )
    parser.add_argument("--tantivy", type=Path, help="where its index lies; made where it is missing")
    options = parser.parse_args()
    start = time.perf_counter()
    store = Store.open(options.folder, cache=options.cache, data=options.data)
    store.search_quotes("")
    print(f"open and first results: {(time.perf_counter() - start) * 1000:.1f} ms; {store.counts()}")
    measure_typing(store, options.queries)
    measure_rest(store)
    if options.command:
        measure_command(options.command)
    if options.tantivy:
        compare(store, Tantivy(import_module("tantivy"), options.tantivy, store), options.queries)
    store.close()


if __name__ == "__main__":
    main()
