"""Shows how far work has come: a bar on a terminal, a line now and then elsewhere. Always on standard error."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from newsreader.reports import Progress

QUIET_SECONDS = 1.0
"""What is done sooner than this shows no progress."""
LINE_SECONDS = 10.0
"""How often a line is printed where there is no terminal."""

_WORDS = {"scan": "looking", "read": "reading", "analyse": "analysing", "write": "writing"}


@contextmanager
def shown_progress() -> Iterator[Callable[[Progress], None]]:
    """A function to call with each progress."""
    if sys.stderr.isatty():
        with _bar() as show:
            yield show
    else:
        yield _Lines()


class _Lines:
    """Plain lines, few."""

    def __init__(self) -> None:
        self._last = monotonic()

    def __call__(self, progress: Progress) -> None:
        now = monotonic()
        if progress.stage != "done" and now - self._last >= LINE_SECONDS:
            self._last = now
            of_all = f"/{progress.total}" if progress.total else ""
            print(f"{_WORDS[progress.stage]} {progress.done}{of_all}", file=sys.stderr)


@contextmanager
def _bar() -> Iterator[Callable[[Progress], None]]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
    )
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        stage = ""
        begun = monotonic()
        task = None

        def show(progress: Progress) -> None:
            nonlocal stage, task
            if progress.stage == "done" or monotonic() - begun < QUIET_SECONDS:
                return
            if task is None or progress.stage != stage:
                if task is not None:
                    bars.remove_task(task)
                stage = progress.stage
                task = bars.add_task(_WORDS[stage], completed=progress.done, total=progress.total or None, rate="")
            bars.update(task, completed=progress.done, total=progress.total or None, rate=_rate(bars.tasks[-1].speed))

        yield show


def _rate(speed: float | None) -> str:
    """How many a second, of late; empty where that cannot be told yet."""
    return "" if not speed else f"{speed:.0f}/s" if speed >= 10 else f"{speed:.1f}/s"
