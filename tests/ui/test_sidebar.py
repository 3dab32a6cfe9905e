"""The sidebar: what it lists, how it folds, what it says was chosen."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest
from rich.cells import cell_len
from textual.app import App, ComposeResult
from textual.pilot import Pilot

from newsreader.analysis.limits import LONGEST_PARSED
from newsreader.models import Analysis, Entity, OpenArticle, ReadingState, Span
from newsreader.ui.panel import panel_rows
from newsreader.ui.themes import DARK, OWN_THEMES
from newsreader.ui.widgets.sidebar import Sidebar
from tests.ui.samples import bridge, english


def opened(analysis: Analysis | None = None, *, problem: str | None = None) -> OpenArticle:
    """The bridge article, with its own analysis or another."""
    return OpenArticle(1, bridge()[0], analysis, ReadingState(), problem)


def listed(article: OpenArticle | None) -> list[tuple[str, str, int | None]]:
    """Kind, text and count of each row."""
    return [(row.kind, row.text, row.count) for row in panel_rows(article)]


def test_groups_list_contents_speakers_and_names_with_counts() -> None:
    """Sections count what is said in marks; speakers all that is given to them; names their mentions."""
    assert listed(opened(bridge()[1])) == [
        ("group", "Contents", 3),
        ("section", "Beginning", 1),
        ("section", "Что уже сделано", 1),
        ("section", "Как поедут автобусы", 1),
        ("group", "Who speaks", 2),
        ("speaker", "Анна Ветрова", 2),
        ("speaker", "Пётр Лугов", 2),
        ("group", "People", 2),
        ("entity", "Анна Ветрова", 3),
        ("entity", "Пётр Лугов", 2),
        ("group", "Organisations", 1),
        ("entity", "Сталь", 2),
        ("group", "Places", 2),
        ("entity", "Заречье", 3),
        ("entity", "Дубрава", 1),
    ]


def test_those_not_named_come_last() -> None:
    """They are counted, and said not to be named."""
    analysis = bridge()[1]
    nameless = tuple(replace(quotation, who=None) for quotation in analysis.quotations[:2])
    rows = panel_rows(opened(replace(analysis, quotations=(*nameless, *analysis.quotations[2:]))))
    speakers = [(row.text, row.who) for row in rows if row.kind == "speaker"]
    assert speakers == [("Пётр Лугов", "Пётр Лугов"), ("not named", "")]


def test_a_folded_group_has_only_its_head() -> None:
    """The others stay."""
    rows = panel_rows(opened(bridge()[1]), frozenset({"contents", "place"}))
    assert [row.kind for row in rows if row.group in ("contents", "place")] == ["group", "group"]
    assert any(row.kind == "entity" for row in rows)


def test_what_is_not_there_is_said() -> None:
    """An article that waits, one that could not be analysed, one in another language, none."""
    assert ("note", "waiting to be analysed…", None) in listed(opened())
    assert ("note", "not analysed", None) in listed(opened(problem="too slow"))
    article, analysis = english()
    assert (
        listed(OpenArticle(1, article, analysis, ReadingState(), None))[-1][1]
        == "names are looked for in Russian texts only"
    )
    assert listed(None) == []


def test_a_text_that_is_too_long_for_names_says_so() -> None:
    analysis = replace(bridge()[1], quotations=(), entities=())
    long = replace(bridge()[0], body="а" * (LONGEST_PARSED + 1))
    assert listed(OpenArticle(1, long, analysis, ReadingState(), None))[-1][1] == "too long for names"
    assert listed(opened(analysis))[-1][0] == "section"


class Panel(App[None]):
    """The sidebar alone."""

    CSS_PATH = "../../tui/newsreader/ui/reader.tcss"

    def __init__(self) -> None:
        super().__init__()
        for theme in OWN_THEMES:
            self.register_theme(theme)
        self.theme = DARK
        self.heard: list[Sidebar.SectionChosen | Sidebar.SpeakerChosen | Sidebar.EntityChosen] = []

    def compose(self) -> ComposeResult:
        yield Sidebar()

    def on_sidebar_section_chosen(self, message: Sidebar.SectionChosen) -> None:
        self.heard.append(message)

    def on_sidebar_speaker_chosen(self, message: Sidebar.SpeakerChosen) -> None:
        self.heard.append(message)

    def on_sidebar_entity_chosen(self, message: Sidebar.EntityChosen) -> None:
        self.heard.append(message)


@dataclass
class Shown:
    """A running sidebar."""

    app: Panel
    pilot: Pilot[None]
    sidebar: Sidebar

    def lines(self) -> list[str]:
        """What is on screen."""
        return [self.sidebar.render_line(y).text for y in range(self.sidebar.size.height)]

    def go_to(self, text: str) -> None:
        """Puts the cursor on the last row with this text."""
        texts = [row.text for row in self.sidebar.rows]
        self.sidebar.edge(False)
        self.sidebar.move(len(texts) - 1 - texts[::-1].index(text))


@asynccontextmanager
async def showing(article: OpenArticle | None, *, size: tuple[int, int] = (30, 24)) -> AsyncIterator[Shown]:
    """A sidebar that lists the article."""
    app = Panel()
    async with app.run_test(size=size) as pilot:
        sidebar = app.query_one(Sidebar)
        sidebar.show(article)
        sidebar.focus()
        await pilot.pause()
        yield Shown(app, pilot, sidebar)


async def test_choosing_says_what_was_chosen() -> None:
    """Sections are gone to; speakers and names are chosen, and chosen again given up."""
    analysis = bridge()[1]
    async with showing(opened(analysis)) as shown:
        shown.go_to("Что уже сделано")
        shown.sidebar.choose()
        shown.go_to("Сталь")
        shown.sidebar.choose()
        shown.sidebar.choose()
        shown.sidebar.edge(False)
        shown.sidebar.move(5)
        shown.sidebar.choose()
        await shown.pilot.pause()
        steel = analysis.entities[2]
        assert shown.app.heard == [
            Sidebar.SectionChosen(analysis.sections[1]),
            Sidebar.EntityChosen(steel),
            Sidebar.EntityChosen(None),
            Sidebar.SpeakerChosen("Анна Ветрова"),
        ]
        assert any(line.startswith("● Анна Ветрова") for line in shown.lines())
        shown.sidebar.clear_choice()
        assert not any(line.startswith("●") for line in shown.lines())


async def test_a_group_folds_under_the_cursor_and_unfolds() -> None:
    """From its head or from any of its rows."""
    async with showing(opened(bridge()[1])) as shown:
        shown.go_to("Сталь")
        shown.sidebar.fold()
        assert shown.sidebar.current is not None
        assert shown.sidebar.current.text == "Organisations"
        assert "Сталь" not in [row.text for row in shown.sidebar.rows]
        assert any(line.startswith("+ Organisations") and line.endswith("1") for line in shown.lines())
        shown.sidebar.choose()
        assert "Сталь" in [row.text for row in shown.sidebar.rows]


async def test_the_section_being_read_is_marked() -> None:
    """One at a time."""
    async with showing(opened(bridge()[1])) as shown:
        for number in (1, 2, 2, -1):
            shown.sidebar.mark_section(number)
            marked = [line for line in shown.lines() if line.startswith("▸")]
            assert len(marked) == (number >= 0)
        shown.sidebar.mark_section(2)
        assert any(line.startswith("▸ Как поедут") for line in shown.lines())


async def test_the_mouse_chooses_and_folds() -> None:
    """A click is the cursor and Enter in one."""
    async with showing(opened(bridge()[1])) as shown:
        await shown.pilot.click(Sidebar, offset=(5, 2))
        assert shown.app.heard == [Sidebar.SectionChosen(bridge()[1].sections[1])]
        await shown.pilot.click(Sidebar, offset=(5, 0))
        assert shown.lines()[0].startswith("+ Contents")
        await shown.pilot.click(Sidebar, offset=(5, 22))


async def test_the_cursor_stays_in_sight_and_on_its_row() -> None:
    """Moving scrolls; the analysis of the same article keeps the row; another article begins anew."""
    async with showing(opened(bridge()[1]), size=(30, 6)) as shown:
        shown.sidebar.edge(True)
        await shown.pilot.pause()
        assert any("Дубрава" in line for line in shown.lines())
        shown.sidebar.show(opened(bridge()[1]))
        assert shown.sidebar.current is not None
        assert shown.sidebar.current.text == "Дубрава"
        shown.sidebar.page(-1.0)
        article, analysis = english()
        shown.sidebar.show(OpenArticle(2, article, analysis, ReadingState(), None))
        await shown.pilot.pause()
        assert shown.sidebar.current.text == "Beginning"
        assert shown.lines()[0].startswith("─ Contents")


@pytest.mark.parametrize("width", [3, 8, 20, 38])
async def test_long_names_are_cut_and_counts_stand_at_the_right(width: int) -> None:
    """Every row is as wide as the pane, whatever it says."""
    analysis = bridge()[1]
    long = Entity(
        "Заречно-Дубравское объединение [/] 中文 паромов", "organisation", tuple(Span(n, n + 1) for n in range(123)), ()
    )
    async with showing(opened(replace(analysis, entities=(long,))), size=(width, 24)) as shown:
        lines = shown.lines()
        assert all(cell_len(line) == cell_len(lines[0]) <= width for line in lines)
        row = next(number for number, row in enumerate(shown.sidebar.rows) if row.entity == long)
        if width >= 8:
            assert lines[row].endswith(" 123")
            assert "…" in lines[row]


async def test_an_empty_sidebar_answers_every_key() -> None:
    """Nothing to choose, nothing to fail on."""
    async with showing(None) as shown:
        shown.sidebar.move(1)
        shown.sidebar.page(-0.5)
        shown.sidebar.edge(True)
        shown.sidebar.fold()
        shown.sidebar.choose()
        await shown.pilot.pause()
        assert shown.app.heard == []
        assert not any(line.strip() for line in shown.lines())
