"""Any sequence of changes and syncs gives the same index as making it from nothing."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from newsreader.models import Analysis, Entity, ListFilter, Span
from newsreader.store.check import check
from newsreader.store.store import Store
from tests.builders import make_analysis
from tests.store.syncing import changes_of, ids, open_store, sync

NAMES = st.sampled_from(["a.md", "b.txt", "c.md", "d/a.md", "d/e/f.txt", "Б в.md", "A.md"])
HEADS = st.sampled_from(
    [
        "", "---\nid: one\n---\n", "---\nid: two\ntitle: Два\n---\n", "---\nid: one~2\n---\n",
        "---\npublished: 2024-04-03\n---\n", "---\nid: one\npublished: 2020-01-01\n---\n", "---\nid: a\n---\n",
        "\x00" * 50,
        "---\nid: one~2\n---\n",
    ]
)  # fmt: skip
BODIES = st.sampled_from(["Мост закрыт", "Лёд тонок, мост открыт", "Река", "Мост закрыт"])
WORDS = ("мост", "лед", "река", "два", "закрыт -лёд")


def dump(store: Store) -> list[Any]:
    """All that a reader can see, but for what depends on the order of coming."""
    rows = store.summaries(store.keys(ListFilter())).values()
    articles = [
        (store.file_of(opened.key), row.id, row.title, row.read, row.starred, row.problem, opened.article)
        for row in rows
        if (opened := store.article(row.id))
    ]
    return [
        sorted(articles, key=lambda article: article[0]),
        [sorted(ids(store, ListFilter(words=words))) for words in WORDS],
        [(sorted(ids(store, ListFilter(unread=True)))), (sorted(ids(store, ListFilter(starred=True))))],
        (store.counts().articles, store.counts().unread, store.counts().starred),
        sorted((hit.article_id, hit.text) for hit in store.search_quotes("").hits),
        sorted(map(str, store.entities())),
    ]


def found_in(body: str) -> Analysis:
    """The first word as what somebody said, the last one as a place."""
    said = [(word, "Анна Лис") for word in body.split()[:1]]
    entities = [Entity(word, "place", (Span(0, 1),), ()) for word in body.split()[-1:]]
    return make_analysis(body, *said, entities=tuple(entities))


class Changes(RuleBasedStateMachine):
    """Somebody works in the folder and in the reader at once."""

    def __init__(self) -> None:
        super().__init__()
        self.base = Path(tempfile.mkdtemp(prefix="sequences-"))
        self.store = open_store(self.base)
        self.clock = 1_700_000_000

    def teardown(self) -> None:
        """Everything goes."""
        self.store.close()
        shutil.rmtree(self.base)

    @rule(name=NAMES, head=HEADS, body=BODIES, now=st.booleans())
    def write(self, name: str, head: str, body: str, now: bool) -> None:
        """A file is new, or has another text."""
        path = self.store.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(head + body, encoding="utf-8")
        self.clock += 1
        os.utime(path, (self.clock, self.clock))
        if now:
            sync(self.store)

    def files(self) -> list[Path]:
        """What lies in the folder."""
        return sorted(path for path in self.store.folder.rglob("*") if path.is_file())

    @precondition(lambda self: self.files())
    @rule(number=st.integers(0, 6), new=NAMES, now=st.booleans())
    def rename(self, number: int, new: str, now: bool) -> None:
        """A file gets another name, perhaps that of a file which is there."""
        target = self.store.folder / new
        target.parent.mkdir(parents=True, exist_ok=True)
        self.files()[number % len(self.files())].rename(target)
        if now:
            sync(self.store)

    @precondition(lambda self: self.files())
    @rule(number=st.integers(0, 6), now=st.booleans())
    def delete(self, number: int, now: bool) -> None:
        """A file goes."""
        self.files()[number % len(self.files())].unlink()
        if now:
            sync(self.store)

    @rule(kind=st.sampled_from(["sync", "sync_by_and_by", "undo", "restart", "compare"]))
    def happen(self, kind: str) -> None:
        """Something that needs no more to be said."""
        getattr(self, kind)()

    def sync(self) -> None:
        """All at once."""
        sync(self.store)

    def sync_by_and_by(self) -> None:
        """One change a batch, in any order that a sync may choose."""
        for change in changes_of(self.store)[::-1]:
            self.store.apply([change])

    @rule(number=st.integers(0, 6), read=st.booleans())
    def mark(self, number: int, read: bool) -> None:
        """Somebody reads or stars an article."""
        listed = ids(self.store)
        if listed:
            self.store.set_read([listed[number % len(listed)]], read)
            self.store.set_starred([listed[-1]], not read)

    def undo(self) -> None:
        """The latest step is taken back."""
        self.store.undo()

    @rule(number=st.integers(0, 6))
    def analyse(self, number: int) -> None:
        """What waits is analysed."""
        for key, _ in self.store.pending(engine="test", limit=number):
            self.store.put_analyses([(key, found_in(self.store.body(key)))])

    def restart(self) -> None:
        """The program ends and starts."""
        self.store.close()
        self.store = open_store(self.base)

    def compare(self) -> None:
        """The index equals one that is made from nothing."""
        sync(self.store)
        self.analyse(1000)
        fresh = Store.open(self.store.folder, cache=self.base / "fresh", data=self.base / "data")
        try:
            sync(fresh)
            for key, _ in fresh.pending(engine="test", limit=1000):
                fresh.put_analyses([(key, found_in(fresh.body(key)))])
            assert dump(self.store) == dump(fresh)
        finally:
            fresh.close()
            shutil.rmtree(self.base / "fresh")

    @invariant()
    def sound(self) -> None:
        """At any moment, nothing is left behind or counted wrong."""
        assert check(self.store) == []
        assert self.store.notices == ()


TestChanges = Changes.TestCase
TestChanges.settings = settings(
    max_examples=60, stateful_step_count=30, deadline=None, suppress_health_check=list(HealthCheck)
)
