"""Work in other processes: deadlines, deaths, hurry."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import psutil
import pytest

from newsreader.errors import AnalysisError, NewsreaderError
from newsreader.tasks import FileRead, ReadRequest, _answered, sleep
from newsreader.worker import Worker, WorkerPool


@pytest.fixture
def worker() -> Iterator[Worker]:
    """A worker that is closed after the test."""
    made = Worker()
    yield made
    made.close()


def test_items_are_answered_in_order(worker: Worker) -> None:
    """One process works off a list and keeps running for the next."""
    assert list(worker.map("echo", [1, "два", None], seconds=5)) == [1, "два", None]
    assert list(worker.map("echo", [], seconds=5)) == []
    assert list(worker.map("echo", [b"x"], seconds=5)) == [b"x"]


def test_an_item_that_hangs_costs_itself_alone(worker: Worker, tmp_path: Path) -> None:
    """Past the deadline the process is replaced, and the next item is answered."""
    assert list(worker.map("sleep", [0.0], seconds=5)) == [0.0]
    answers = list(worker.map("sleep", [60.0, 0.0], seconds=0.2))
    assert isinstance(answers[0], AnalysisError)
    assert answers[1] == 0.0


def test_an_item_that_computes_too_long_costs_itself_alone(worker: Worker) -> None:
    """A loop that nothing interrupts ends by its processor time, long before it would by the clock."""
    answers = list(worker.map("spin", [600.0, 0.0], seconds=0.5, by_clock=300))
    assert isinstance(answers[0], AnalysisError)
    assert "takes too long" in str(answers[0])
    assert answers[1] == 0.0


def test_a_busy_machine_is_no_fault_of_an_item(worker: Worker) -> None:
    """By the clock, an item may take some times the processor time that it may take."""
    assert list(worker.map("echo", ["warm"], seconds=5)) == ["warm"]
    assert list(worker.map("sleep", [0.3], seconds=0.2)) == [0.3]


def test_the_limit_is_an_items_own(worker: Worker) -> None:
    """What a process has computed for earlier items does not count for the next one."""
    assert list(worker.map("spin", [1.0] * 3, seconds=1.0, by_clock=300)) == [1.0] * 3


def test_what_a_task_has_to_load_is_not_part_of_its_first_deadline(worker: Worker) -> None:
    """Also where the process has done something else before."""
    assert list(worker.map("echo", ["warm"], seconds=5)) == ["warm"]
    assert list(worker.map("sleep", [0.3], seconds=0.01)) == [0.3]


def test_a_process_that_dies_costs_its_item_alone(worker: Worker) -> None:
    """A crash of the process is an error for the item, not for the program."""
    assert list(worker.map("echo", ["warm"], seconds=5)) == ["warm"]
    process = worker._process
    assert process is not None
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    assert list(worker.map("echo", [1, 2], seconds=5)) == [1, 2]


def test_a_worker_ends_with_the_program(tmp_path: Path) -> None:
    """Also in the middle of an item, where the program was killed and could tell it nothing."""
    code = (
        "from threading import Thread\nfrom newsreader.worker import Worker\nworker = Worker()\n"
        "list(worker.map('echo', [1], seconds=5))\nprint(worker._process.pid, flush=True)\n"
        "list(worker.map('spin', [600.0], seconds=700))"
    )
    with subprocess.Popen([sys.executable, "-P", "-c", code], stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout is not None
        left = psutil.Process(int(program.stdout.readline()))
        program.kill()
    left.wait(30)


def test_what_was_begun_is_taken_by_whoever_asks_for_it(worker: Worker) -> None:
    """The answers are on their way already."""
    worker.begin("sleep", [0.0, 0.0], seconds=5)
    process = worker._process
    assert list(worker.map("sleep", [0.0, 0.0], seconds=5)) == [0.0, 0.0]
    assert worker._process is process
    assert list(worker.map("echo", [1], seconds=5)) == [1]


def test_what_was_begun_in_vain_is_forgotten(worker: Worker) -> None:
    """No answer is taken for one to another question."""
    worker.begin("echo", ["old"], seconds=5)
    assert list(worker.map("echo", ["new"], seconds=5)) == ["new"]
    worker.begin("echo", ["old"], seconds=5)
    worker.close()
    assert list(worker.map("echo", ["new"], seconds=5)) == ["new"]


def test_what_was_begun_by_a_process_that_died_costs_one_item(worker: Worker) -> None:
    worker.begin("sleep", [60.0, 0.0], seconds=5)
    assert worker._process is not None
    worker._process.kill()
    died, good = worker.map("sleep", [60.0, 0.0], seconds=5)
    assert isinstance(died, AnalysisError) and good == 0.0


@pytest.mark.parametrize("together", [False, True])
def test_answers_that_nobody_waited_for_are_answers_to_nothing_else(worker: Worker, together: bool) -> None:
    answers = worker.map("echo", [1, 2, 3], seconds=5, together=together)
    assert next(answers) == 1
    assert list(worker.map("echo", ["a", "b", "c"], seconds=5)) == ["a", "b", "c"]
    worker.begin("echo", [4, 5], seconds=5)
    answers = worker.map("echo", [4, 5], seconds=5)
    assert next(answers) == 4
    worker.begin("echo", ["d"], seconds=5)
    assert list(worker.map("echo", ["d"], seconds=5)) == ["d"]


@pytest.mark.parametrize("bad", [0, 3, 7])
def test_of_answers_that_come_together_one_that_fails_costs_itself_alone(worker: Worker, bad: int) -> None:
    """Also where those before it were not sent yet."""
    items: list[float] = [0.001 * (n + 1) for n in range(8)]
    items[bad] = 600.0
    answers = list(worker.map("spin", items, seconds=0.5, together=True))
    assert isinstance(answers[bad], AnalysisError)
    assert [answer for n, answer in enumerate(answers) if n != bad] == [x for n, x in enumerate(items) if n != bad]


def test_answers_come_together_and_none_waits_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Quick ones come in fewer messages; what is ready after a slow item waits for no more."""
    monkeypatch.setattr("newsreader.tasks._allow", lambda seconds: None)  # it is for the process that works
    messages = list(_answered(sleep, [0.0] * 500 + [0.05, 0.0, 0.0], 5.0, 0.02))
    assert [value for message in messages for _, value in message] == [0.0] * 500 + [0.05, 0.0, 0.0]
    assert len(messages) < 100
    assert messages[-1] == [(True, 0.0), (True, 0.0)]
    assert [len(message) for message in _answered(lambda x: x, range(3), 5.0, 0.0)] == [1, 1, 1]


def test_errors_come_back_as_values(worker: Worker, tmp_path: Path) -> None:
    """A file that is not there is one line; the next file is read."""
    (tmp_path / "good.txt").write_text("Хорошая новость.", encoding="utf-8")
    requests = [ReadRequest(tmp_path, b"missing.txt", None), ReadRequest(tmp_path, b"good.txt", None)]
    missing, good = worker.map("read", requests, seconds=5)
    assert isinstance(missing, NewsreaderError)
    assert "missing.txt" in str(missing)
    assert isinstance(good, FileRead)
    assert good.article is not None
    assert good.article.body.decode() == "Хорошая новость."
    (again,) = worker.map("read", [ReadRequest(tmp_path, b"good.txt", good.digest)], seconds=5)
    assert again == FileRead(good.digest, None)


def test_an_ended_worker_starts_nothing_new(worker: Worker) -> None:
    """After the end of the program no process comes back."""
    worker.end()
    with pytest.raises(AnalysisError):
        list(worker.map("echo", [1], seconds=1))


def test_work_that_is_ended_is_no_fault_of_its_item() -> None:
    """Whoever waits for an answer is told that there will be none, at once, and gets no error as the answer.

    Also who was in a hurry, and has the worker that is kept for that.
    """
    pool = WorkerPool(1)
    told: list[str] = []

    def ask(*, urgent: bool) -> None:
        try:
            with pool.worker(urgent=urgent) as worker:
                told.extend(map(str, worker.map("sleep", [600.0], seconds=700)))
        except AnalysisError as error:
            told.append(str(error))

    threads = [Thread(target=ask, kwargs={"urgent": urgent}, daemon=True) for urgent in (False, True)]
    for thread in threads:
        thread.start()
    while pool._free or pool._reserve:
        time.sleep(0.01)
    pool.close()
    for thread in threads:
        thread.join(30)
    assert told == ["stopped"] * 2


def test_urgent_work_does_not_wait() -> None:
    """Who reads an article does not wait behind the background.

    While all are busy, there is one worker more for them.
    """
    pool = WorkerPool(1)
    with pool.worker() as busy:
        assert list(busy.map("echo", ["background"], seconds=5)) == ["background"]
        with pool.worker(urgent=True) as hurried:
            assert hurried is not busy
            assert list(hurried.map("echo", ["reader"], seconds=5)) == ["reader"]
    with pool.worker(urgent=True) as free:
        assert free is busy
    pool.close()


def test_a_worker_that_was_left_early_works_for_nobody() -> None:
    """It might wait for ever for its answers to be taken."""
    pool = WorkerPool(1)
    with pool.worker() as worker:
        answers = worker.map("echo", ["x" * 2**20] * 8, seconds=5)
        next(answers)
        process = worker._process
        assert process is not None
    assert process.wait(20) is not None
    with pool.worker() as worker:
        assert list(worker.map("echo", [1, 2], seconds=5)) == [1, 2]
        kept = worker._process
    with pool.worker() as worker:
        assert worker._process is kept is not None
        worker.begin("echo", [3], seconds=5)
    with pool.worker() as worker:
        assert worker._process is kept
        assert list(worker.map("echo", [3], seconds=5)) == [3]
    pool.close()


def test_a_worker_that_has_begun_is_taken_before_those_that_come_to_it() -> None:
    pool = WorkerPool(1)
    with pool.worker() as begun:
        begun.begin("echo", [1], seconds=5)
    pool.grow(3)
    with pool.worker() as worker:
        assert worker is begun
    pool.close()


def test_background_work_waits_for_a_worker() -> None:
    """Never more of it at once than there are workers."""
    pool = WorkerPool(1)
    order: list[str] = []

    def take() -> None:
        with pool.worker():
            order.append("second")

    with pool.worker():
        waiting = Thread(target=take)
        waiting.start()
        waiting.join(0.05)
        order.append("first")
    waiting.join(5)
    assert order == ["first", "second"]
    pool.close()
