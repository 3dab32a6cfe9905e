"""What was confirmed survives the end of a program at any moment, and two programs do not harm each other."""

from __future__ import annotations

import os
import random
import signal
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

from newsreader.models import ListFilter
from newsreader.store.check import check
from newsreader.store.store import Store
from tests.builders import write_library
from tests.store.syncing import ids, open_store, sync

ROOT = Path(__file__).resolve().parents[2]

KILLS = int(os.environ.get("NEWSREADER_KILLS", "12"))
"""How often a writing program is killed; more for a long run."""

WRITER = """
import sys
from pathlib import Path
from newsreader.store.changes import Put
from newsreader.store.files import FileState
from tests.builders import make_analysis, make_article
from tests.store.syncing import open_store
name, count = sys.argv[2], int(sys.argv[3])
store = open_store(Path(sys.argv[1]))
for number in range(count):
    ids = [f"{name}-{number}-{part}" for part in range(4)]
    store.apply([Put(FileState(id.encode(), 1, 1), id.encode(), make_article(f"Мост {id}", id=id)) for id in ids])
    store.put_analyses([(store.key_of(id), make_analysis(f"Мост {id}", ("Мост", "Лис"))) for id in ids])
    store.set_read(ids[:2], True)
    store.set_starred(ids[:1], True)
    print(number, flush=True)
store.close()
"""


def writer(base: Path, name: str, count: int) -> subprocess.Popen[str]:
    """A program that adds, analyses and marks four articles at a time, and says when each four are done."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", WRITER, str(base), name, str(count)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment)


def test_what_was_confirmed_survives_kill(tmp_path: Path) -> None:
    """Killed at random moments, again and again: nothing lost, nothing half done."""
    rng = random.Random(9)
    done: dict[str, int] = {}
    for number in range(KILLS):
        name = f"w{number}"
        with writer(tmp_path, name, 10_000) as process:
            assert process.stdout is not None
            wanted = rng.randrange(1, 12)
            for line in process.stdout:
                done[name] = int(line)
                if done[name] >= wanted:
                    break
            process.send_signal(signal.SIGKILL)
            rest = process.stdout.read().split()
            done[name] = max([done[name], *map(int, rest)])
    store = open_store(tmp_path)
    assert store.notices == ()
    assert check(store) == []
    present = set(ids(store))
    unread = set(ids(store, ListFilter(unread=True)))
    for name, last in done.items():
        for number in range(last + 1):
            four = [f"{name}-{number}-{part}" for part in range(4)]
            assert present.issuperset(four)
            assert [id_ in unread for id_ in four] == [False, False, True, True]
            assert store.state(four[0]).starred
    assert len(present) % 4 == 0
    store.close()
    with closing(sqlite3.connect(tmp_path / "data/marks.db")) as marks:
        assert marks.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_two_programs_write_at_once(tmp_path: Path) -> None:
    """Both wait for each other; nothing is lost, and a third one reads all the while."""
    store = open_store(tmp_path)
    with writer(tmp_path, "a", 40) as first, writer(tmp_path, "b", 40) as second:
        while first.poll() is None or second.poll() is None:
            counts = store.counts()
            assert counts.articles % 4 == 0
            store.search_quotes("мост")
            store.set_position("reader", counts.articles)
    assert (first.returncode, second.returncode) == (0, 0)
    assert check(store) == []
    assert store.counts().articles == 320
    assert (store.counts().unread, store.counts().starred, store.counts().quotations) == (160, 80, 320)
    assert store.undo() is not None
    store.close()


def test_a_killed_sync_goes_on_where_it_was(tmp_path: Path) -> None:
    """After each batch the program is killed; in the end the index is the same as without."""
    write_library(tmp_path / "library", {f"{number}.md": f"Новость {number}" for number in range(20)})
    for _ in range(4):
        child = os.fork()
        if child == 0:
            _sync_some_and_die(tmp_path)
        assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL
    store = open_store(tmp_path)
    assert store.counts().articles == 12
    assert sync(store).added == 8
    assert sorted(ids(store)) == sorted(map(str, range(20)))
    assert check(store) == []
    store.close()


def _sync_some_and_die(base: Path) -> None:
    from tests.store.syncing import changes_of

    try:
        store = open_store(base)
        store.apply(changes_of(store)[:3])
        with store._index._database.writing() as half_done:
            half_done.execute("DELETE FROM articles")
            os.kill(os.getpid(), signal.SIGKILL)
    finally:
        os._exit(1)


def test_a_torn_log_costs_the_latest_marks_at_most(tmp_path: Path) -> None:
    """After a power cut the log may end anywhere: what is left is what was there at some moment."""
    store = open_store(tmp_path)
    marks = tmp_path / "data/marks.db"
    for number in range(12):
        store.set_read([f"a{number}"], True)
    database, log = marks.read_bytes(), marks.with_name("marks.db-wal").read_bytes()
    rng = random.Random(3)
    for number in range(40):
        data = tmp_path / f"torn{number}"
        data.mkdir()
        (data / "marks.db").write_bytes(database)
        place = rng.randrange(len(log))
        rest = bytes(rng.choice([0, 600])) if number % 2 else b""
        (data / "marks.db-wal").write_bytes(log[:place] + rest + (log[place + len(rest) :] if rest else b""))
        torn = Store.open(store.folder, cache=tmp_path / "torn-cache", data=data)
        read = [torn.state(f"a{number}").read for number in range(12)]
        assert read == sorted(read, reverse=True)
        torn.set_read(["a11"], True)
        assert torn.state("a11").read
        torn.close()
    store.close()
