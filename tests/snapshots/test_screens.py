"""What the screens look like. Each picture was looked at; what to look for stands in the test's docstring.

After a change of looks: `pytest tests/snapshots -k NAME --snapshot-update`, then look at the SVG.
"""

from __future__ import annotations

import datetime
from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Protocol

import pytest
from textual.app import App
from textual.pilot import Pilot
from textual.worker import WorkerCancelled

from newsreader.phrase import Phrase
from newsreader.ui import dates
from newsreader.ui.app import NewsreaderApp
from newsreader.ui.themes import LIGHT
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import briefs, samples


class SnapCompare(Protocol):
    """The fixture of pytest-textual-snapshot, as these tests use it."""

    def __call__(
        self, app: App[None], *, terminal_size: tuple[int, int], run_before: Callable[[Pilot[None]], Awaitable[None]]
    ) -> bool: ...


@pytest.fixture(autouse=True)
def fixed_year(monkeypatch: pytest.MonkeyPatch) -> None:
    """Dates show the year, whatever year it is."""

    class Date(datetime.date):
        @classmethod
        def today(cls) -> Date:
            return cls(2026, 1, 1)

    monkeypatch.setattr(dates, "date", Date)


def reader(**options: object) -> NewsreaderApp:
    """The app on the samples, with an article that was read, one starred and one that could not be read."""
    library = FakeLibrary(
        [*samples(), *briefs(8)], problems={"brief-8": Phrase("is not a text file")}, pending=["brief-7"]
    )
    library.set_read(["english"], True)
    library.set_starred(["ferry"], True)
    return NewsreaderApp(library, **{"language": "ru", **options})  # type: ignore[arg-type]


def pressing(*keys: str) -> Callable[[Pilot[None]], Awaitable[None]]:
    """Presses the keys and waits until nothing is under way."""

    async def run(pilot: Pilot[None]) -> None:
        await pilot.pause()
        for key in keys:
            await pilot.press(key)
            with suppress(WorkerCancelled):  # by a later one of its kind
                await pilot.app.workers.wait_for_complete()
            await pilot.app.workers.wait_for_complete()
            await pilot.pause()

    return run


def test_reading(snap_compare: SnapCompare) -> None:
    """Three panes; the second quotation chosen, its bar thick and its words on a ground; the speaker's name below."""
    assert snap_compare(reader(), terminal_size=(120, 40), run_before=pressing("enter", "c", "c"))


def test_list(snap_compare: SnapCompare) -> None:
    """The keys in the list: blue frame, bar and ground at the second row; star, read and unreadable rows."""
    assert snap_compare(reader(), terminal_size=(120, 40), run_before=pressing("j"))


def test_light(snap_compare: SnapCompare) -> None:
    """The light theme: dark words on warm white, quotations brown."""
    assert snap_compare(reader(theme=LIGHT), terminal_size=(120, 40), run_before=pressing("enter", "c"))


def test_narrow(snap_compare: SnapCompare) -> None:
    """80 columns: the sidebar has folded, rows take three lines, surnames where names do not fit."""
    assert snap_compare(reader(), terminal_size=(80, 24), run_before=pressing("enter", "c"))


def test_narrow_names_over_the_text(snap_compare: SnapCompare) -> None:
    """80 columns: the sidebar lies over the right of the text and has the keys."""
    assert snap_compare(reader(), terminal_size=(80, 24), run_before=pressing("enter", "i"))


def test_small(snap_compare: SnapCompare) -> None:
    """50 columns: nothing but the text and the line below it."""
    assert snap_compare(reader(), terminal_size=(50, 20), run_before=pressing("enter"))


def test_wide(snap_compare: SnapCompare) -> None:
    """200 columns: the text is centred, speakers stand beside their quotations."""
    assert snap_compare(reader(), terminal_size=(200, 50), run_before=pressing("enter", "c"))


def test_name_chosen(snap_compare: SnapCompare) -> None:
    """A name of the sidebar is chosen: its mentions underlined, one reversed, ticks beside the scroll bar."""
    keys = ("3", *["j"] * 7, "enter")
    assert snap_compare(reader(), terminal_size=(120, 40), run_before=pressing(*keys))


def test_found(snap_compare: SnapCompare) -> None:
    """Words found in the text: places marked, a counter at the right of the line, the line has the keys."""
    assert snap_compare(reader(), terminal_size=(120, 40), run_before=pressing("enter", "/", "м", "о", "с", "т"))


def test_help(snap_compare: SnapCompare) -> None:
    """All keys in both layouts, over the dimmed screen."""
    assert snap_compare(reader(), terminal_size=(120, 40), run_before=pressing("question_mark"))


def test_search(snap_compare: SnapCompare) -> None:
    """The search of quotations with what it found for a word, and the context of the first."""
    assert snap_compare(reader(), terminal_size=(120, 40), run_before=pressing("quotation_mark", *"паводка"))


def test_palette(snap_compare: SnapCompare) -> None:
    """The palette: actions by name with their keys in both layouts."""
    assert snap_compare(reader(), terminal_size=(100, 30), run_before=pressing("colon", *"цитат"))


def test_empty(snap_compare: SnapCompare) -> None:
    """An empty library says what to do."""
    app = NewsreaderApp(FakeLibrary(), language="ru")
    assert snap_compare(app, terminal_size=(100, 30), run_before=pressing())


def test_without_colours(snap_compare: SnapCompare, monkeypatch: pytest.MonkeyPatch) -> None:
    """NO_COLOR: the current row is reversed, everything can be told apart without colours."""
    monkeypatch.setenv("NO_COLOR", "1")
    assert snap_compare(reader(), terminal_size=(120, 40), run_before=pressing("c"))
