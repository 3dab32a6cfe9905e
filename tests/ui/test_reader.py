"""The reading pane, driven through the app's keys and its own methods."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace

import pytest
from textual.app import App, ComposeResult
from textual.geometry import Offset
from textual.pilot import Pilot
from textual.selection import Selection

from newsreader.models import Analysis, Article, ArticleFormat, OpenArticle, ReadingState, Span
from newsreader.ui.themes import DARK, OWN_THEMES
from newsreader.ui.widgets.reader import ArticleView
from tests.ui.samples import bridge, long_read


class Pane(App[None]):
    """The reading pane alone."""

    CSS_PATH = "../../tui/newsreader/ui/reader.tcss"

    def __init__(self) -> None:
        super().__init__()
        for theme in OWN_THEMES:
            self.register_theme(theme)
        self.theme = DARK
        self.heard: list[object] = []

    def compose(self) -> ComposeResult:
        yield ArticleView()

    def on_article_view_moved(self, message: ArticleView.Moved) -> None:
        self.heard.append(message)

    def on_article_view_finished(self, message: ArticleView.Finished) -> None:
        self.heard.append(message)

    def on_article_view_found(self, message: ArticleView.Found) -> None:
        self.heard.append(message)

    def on_article_view_link_chosen(self, message: ArticleView.LinkChosen) -> None:
        self.heard.append(message)


@dataclass
class Shown:
    """A pane with an article in it."""

    app: Pane
    pilot: Pilot[None]
    reader: ArticleView
    article: Article

    def lines(self) -> list[str]:
        """What is on screen."""
        return [self.reader.render_line(y).text.rstrip() for y in range(self.reader.size.height)]

    def row(self, words: str) -> int:
        """The row of the screen on which the words begin."""
        return next(number for number, line in enumerate(self.lines()) if words in line)

    async def moved(self) -> ArticleView.Moved:
        """The latest word on where the reader is."""
        await self.pilot.pause()
        return [message for message in self.app.heard if isinstance(message, ArticleView.Moved)][-1]

    async def found(self) -> ArticleView.Found:
        """The latest answer of a search."""
        await asyncio.gather(*(worker.wait() for worker in self.app.workers), return_exceptions=True)
        await self.pilot.pause()
        return [message for message in self.app.heard if isinstance(message, ArticleView.Found)][-1]


@asynccontextmanager
async def showing(
    article: Article, analysis: Analysis | None, *, size: tuple[int, int] = (80, 24), position: int = 0
) -> AsyncIterator[Shown]:
    """A running pane that shows the article."""
    app = Pane()
    async with app.run_test(size=size) as pilot:
        reader = app.query_one(ArticleView)
        reader.show(OpenArticle(1, article, analysis, ReadingState(position=position), None))
        reader.focus()
        await pilot.pause()
        yield Shown(app, pilot, reader, article)


async def test_the_page_has_title_byline_headings_bars_and_speakers() -> None:
    """Marks of Markdown are gone; what is said has a bar; its speaker stands under it."""
    async with showing(*bridge(), size=(80, 60)) as shown:
        lines = shown.lines()
        assert lines[1] == "  Мост через Ольшанку откроют до конца лета"
        assert lines[2] == "  Вести Заречья · Заречье · 5 May 2024 · 1 min"
        heading = shown.row("Что уже сделано")
        assert lines[heading] == "  Что уже сделано"
        assert lines[heading + 1].strip() == "─" * len("Что уже сделано")
        assert lines[shown.row("Мы закончили")].startswith("▎ «Мы закончили")
        assert lines[shown.row("— Анна Ветрова")].startswith("▎")
        assert lines[shown.row("добавил, что металл")].startswith("┆ ")
        assert lines[shown.row("— end —")].strip() == "— end —"
        assert lines[shown.row("По словам главы")].startswith("  ")


async def test_wide_panes_put_speakers_into_the_margin() -> None:
    """No line of their own where there is room beside the text."""
    async with showing(*bridge(), size=(120, 60)) as shown:
        lines = shown.lines()
        assert lines[shown.row("Мы закончили")].endswith("Анна Ветрова")
        assert not any("— Анна Ветрова" in line for line in lines)


async def test_reported_speech_can_be_left_plain() -> None:
    """The thin bar goes; direct speech keeps its own."""
    async with showing(*bridge(), size=(80, 60)) as shown:
        shown.reader.show_indirect = False
        await shown.pilot.pause()
        lines = shown.lines()
        assert not any(line.startswith("┆") for line in lines)
        assert sum(line.startswith("▎") for line in lines) > 3


async def test_sections_are_stepped_through_to_the_last_and_back() -> None:
    """Also where the end of the text keeps the last heading from the top."""
    async with showing(*bridge(), size=(80, 24)) as shown:
        reader = shown.reader
        assert (await shown.moved()).section == 1
        assert reader.step_section(1)
        assert shown.row("Что уже сделано") == 1
        assert (await shown.moved()).section == 2
        assert reader.step_section(1)
        assert "Как поедут автобусы" in "\n".join(shown.lines())
        moved = await shown.moved()
        assert (moved.section, moved.sections) == (3, 3)
        assert not reader.step_section(1)
        assert reader.step_section(-1)
        assert (await shown.moved()).section == 2
        assert reader.step_section(-1)
        assert reader.scroll_offset.y == 0
        assert not reader.step_section(-1)


async def test_a_step_back_goes_first_to_the_heading_of_the_section() -> None:
    """Inside a section, back means its beginning."""
    async with showing(*bridge(), size=(60, 10)) as shown:
        reader = shown.reader
        reader.step_section(1)
        top = reader.scroll_offset.y
        reader.move(6)
        assert reader.step_section(-1)
        assert reader.scroll_offset.y == top


async def test_quotations_are_stepped_through_and_chosen() -> None:
    """The chosen one has a stronger bar and is the one that would be copied."""
    article, analysis = bridge()
    async with showing(article, analysis, size=(80, 24)) as shown:
        reader = shown.reader
        spoken = [quotation for quotation in analysis.quotations if quotation.kind == "direct"]
        assert reader.current_quotation == spoken[0]
        for number, quotation in enumerate(spoken, 1):
            assert reader.step_quotation(1)
            assert reader.current_quotation == quotation
            assert any(line.startswith("▌ ") for line in shown.lines())
            moved = await shown.moved()
            assert (moved.quotation, moved.quotations) == (number, 3)
        assert not reader.step_quotation(1)
        assert reader.step_quotation(-1)
        assert reader.current_quotation == spoken[1]


async def test_after_scrolling_away_quotations_are_counted_from_what_is_in_sight() -> None:
    """The next quotation is the next below the screen's top, not the next after one long gone."""
    async with showing(*bridge(), size=(60, 12)) as shown:
        reader = shown.reader
        reader.step_quotation(1)
        reader.edge(True)
        assert reader.step_quotation(-1)
        assert reader.current_quotation is not None
        first = reader.offsets_in_sight[0]
        assert reader.current_quotation.span.start > shown.article.body.index("Мы закончили")
        assert reader.current_quotation.span.end > first


async def test_a_speaker_narrows_the_steps() -> None:
    """Reported words are among them."""
    article, analysis = bridge()
    async with showing(article, analysis) as shown:
        shown.reader.choose_speaker("Пётр Лугов")
        seen = []
        while shown.reader.step_quotation(1):
            assert shown.reader.current_quotation is not None
            seen.append(shown.reader.current_quotation)
        assert seen == [quotation for quotation in analysis.quotations if quotation.who == "Пётр Лугов"]


async def test_mentions_of_a_chosen_name_are_stepped_through_and_ticked() -> None:
    """Every mention in turn, each on screen; ticks beside the scroll bar; gone when no name is chosen."""
    article, analysis = bridge()
    entity = analysis.entities[0]
    async with showing(article, analysis) as shown:
        reader = shown.reader
        assert not reader.step_mention(1)
        reader.choose_entity(entity)
        assert any(line.endswith("╺") for line in shown.lines())
        for mention in entity.mentions:
            assert reader.step_mention(1)
            first, last = reader.offsets_in_sight
            assert first <= mention.start < last
        assert not reader.step_mention(1)
        reader.choose_entity(None)
        assert not any(line.endswith("╺") for line in shown.lines())


async def test_finding_is_live_goes_round_and_returns() -> None:
    """The counter counts, the end is followed by the beginning, and giving up goes back to where it began."""
    article, analysis = long_read()
    async with showing(article, analysis, position=article.body.index("20. ")) as shown:
        reader = shown.reader
        before = reader.scroll_offset.y
        for text in ("30", "30.", "30. Река"):
            reader.find(text)
        found = await shown.found()
        assert (found.number, found.total, found.text) == (1, 1, "30. Река")
        assert "30. Река" in "\n".join(shown.lines())
        reader.find("фонарями. 2")
        reader.step_find(-1)
        assert reader.find_active
        assert reader.step_find(1)
        reader.edge(True)
        assert reader.step_find(1)
        assert (await shown.found()).wrapped
        reader.clear_find(back=True)
        await shown.pilot.pause()
        assert reader.scroll_offset.y == before
        assert not reader.find_active
        assert not reader.step_find(1)


async def test_what_is_nowhere_is_counted_as_nothing() -> None:
    """And the page goes back to where the search began."""
    async with showing(*bridge()) as shown:
        shown.reader.find("Лугов")
        shown.reader.find("Луговз")
        found = await shown.found()
        assert (found.number, found.total) == (0, 0)
        assert shown.reader.scroll_offset.y == 0


async def test_a_long_text_is_searched_in_the_background() -> None:
    """Only the answer to the latest words counts."""
    body = "Вода и берег. " * 100_000 + "маяк"
    article = replace(bridge()[0], body=body)
    async with showing(article, None) as shown:
        shown.reader.find("мая")
        shown.reader.find("маяк")
        found = await shown.found()
        assert (found.number, found.total, found.text) == (1, 1, "маяк")
        assert "маяк" in "\n".join(shown.lines())


@pytest.mark.parametrize("size", [(40, 20), (160, 30), (24, 8)])
async def test_resizing_keeps_the_text_on_top(size: tuple[int, int]) -> None:
    """The first letter on screen is in the first lines afterwards, whatever the width."""
    article, analysis = long_read()
    async with showing(article, analysis, size=(90, 24), position=article.body.index("30. ")) as shown:
        before = shown.reader.current_offset
        assert article.body[before:].startswith("30. ")
        await shown.pilot.resize_terminal(*size)
        await shown.pilot.pause()
        assert shown.reader.current_offset == before
        await shown.pilot.resize_terminal(90, 24)
        await shown.pilot.pause()
        assert shown.reader.current_offset == before


async def test_lines_that_were_kept_look_as_if_drawn_anew() -> None:
    """Whatever is chosen, found or switched, no line shows what was marked before."""
    article, analysis = bridge()
    async with showing(article, analysis, size=(70, 60)) as shown:
        reader = shown.reader
        steps: list[Callable[[], object]] = [
            lambda: reader.step_quotation(1),
            lambda: reader.step_quotation(1),
            lambda: reader.step_section(1),
            lambda: reader.choose_entity(analysis.entities[0]),
            lambda: reader.step_mention(1),
            lambda: reader.find("мост"),
            lambda: reader.step_find(1),
            lambda: setattr(reader, "show_indirect", False),
            lambda: reader.clear_find(back=False),
            lambda: reader.choose_entity(None),
            lambda: reader.choose_speaker("Пётр Лугов"),
            lambda: reader.choose_quotation(analysis.quotations[2]),
            lambda: reader.choose_quotation(None),
        ]
        for step in steps:
            shown.lines()
            step()
            kept = [reader.render_line(y) for y in range(reader.size.height)]
            reader.notify_style_update()
            assert kept == [reader.render_line(y) for y in range(reader.size.height)]


async def test_a_pane_that_was_away_comes_back_at_its_place() -> None:
    """Hiding the pane is not leaving the text."""
    article, analysis = long_read()
    async with showing(article, analysis, position=article.body.index("30. ")) as shown:
        before = shown.reader.current_offset
        shown.reader.display = False
        await shown.pilot.pause()
        await shown.pilot.resize_terminal(60, 20)
        await shown.pilot.pause()
        shown.reader.display = True
        await shown.pilot.pause()
        assert shown.reader.current_offset == before


async def test_another_measure_keeps_the_text_on_top() -> None:
    """Wider or narrower text begins with the same words."""
    article, analysis = long_read()
    async with showing(article, analysis, size=(120, 24), position=article.body.index("12. ")) as shown:
        before = shown.reader.current_offset
        shown.reader.measure = 50
        await shown.pilot.pause()
        assert shown.reader.current_offset == before
        assert max(len(line.rstrip("╺ ").strip()) for line in shown.lines()) <= 50


async def test_the_analysis_arrives_without_moving_the_text() -> None:
    """Bars and speakers appear; the first line in sight stays in its row."""
    article, analysis = bridge()
    async with showing(article, None, size=(60, 10), position=article.body.index("По словам")) as shown:
        before = shown.lines()
        assert not any(line.startswith("▎") for line in before)
        shown.reader.enrich(analysis)
        await shown.pilot.pause()
        assert shown.lines()[0] == before[0]
        assert any(line.startswith("▎") for line in shown.lines())
        assert (await shown.moved()).sections == 3


async def test_the_end_is_told_once_and_only_when_it_was_scrolled_to() -> None:
    """Opening is not reading; what fits on the screen is not read by being there."""
    async with showing(*bridge(), size=(80, 20)) as shown:
        for _ in range(20):
            shown.reader.page(1.0)
        await shown.pilot.pause()
        ends = [message for message in shown.app.heard if isinstance(message, ArticleView.Finished)]
        assert [message.article_id for message in ends] == ["bridge"]
    async with showing(*bridge(), size=(80, 80)) as shown:
        await shown.pilot.pause()
        assert not any(isinstance(message, ArticleView.Finished) for message in shown.app.heard)


async def test_an_article_that_is_in_sight_as_a_whole_is_finished_by_a_key_for_more() -> None:
    async with showing(*bridge(), size=(80, 80)) as shown:
        shown.reader.move(-1)
        await shown.pilot.pause()
        assert not any(isinstance(message, ArticleView.Finished) for message in shown.app.heard)
        shown.reader.page(1.0)
        shown.reader.page(1.0)
        await shown.pilot.pause()
        assert len([message for message in shown.app.heard if isinstance(message, ArticleView.Finished)]) == 1


async def test_a_click_chooses_the_quotation_under_it() -> None:
    """A click on plain text takes the choice back."""
    async with showing(*bridge(), size=(80, 40)) as shown:
        await shown.pilot.click(ArticleView, offset=(10, shown.row("Мы закончили")))
        assert shown.reader.current_quotation is not None
        assert any(line.startswith("▌") for line in shown.lines())
        await shown.pilot.click(ArticleView, offset=(10, shown.row("По словам главы")))
        assert not any(line.startswith("▌") for line in shown.lines())


async def test_a_click_on_a_link_says_where_it_leads() -> None:
    """The pane opens nothing by itself."""
    article = replace(bridge()[0], body="Подробности [на странице](https://example.org/page) города.")
    async with showing(article, None) as shown:
        row = shown.row("на странице")
        await shown.pilot.click(ArticleView, offset=(shown.lines()[row].index("странице"), row))
        await shown.pilot.pause()
        links = [message.url for message in shown.app.heard if isinstance(message, ArticleView.LinkChosen)]
        assert links == ["https://example.org/page"]


@pytest.mark.parametrize("format", ["txt", "md"])
async def test_a_bare_address_is_clicked_also_where_it_goes_on_in_the_next_line(format: ArticleFormat) -> None:
    address = "https://example.org/" + "дорога/" * 9
    article = replace(bridge()[0], body=f"Подробности на странице города: {address}.", format=format)
    async with showing(article, None, size=(50, 20)) as shown:
        row = shown.row("Подробности") + 2
        assert "дорога" in shown.lines()[row]
        await shown.pilot.click(ArticleView, offset=(10, row))
        await shown.pilot.pause()
        links = [message.url for message in shown.app.heard if isinstance(message, ArticleView.LinkChosen)]
        assert links == [address]


async def test_the_mouse_selects_text_and_a_double_click_a_paragraph() -> None:
    """What is selected is the article's own text; the quotation under the end of a drag is not chosen."""
    async with showing(*bridge(), size=(80, 40)) as shown:
        row = shown.row("Мы закончили")
        await shown.pilot.mouse_down(ArticleView, offset=(3, row))
        await shown.pilot.hover(ArticleView, offset=(14, row))
        await shown.pilot.mouse_up(ArticleView, offset=(14, row))
        await shown.pilot.pause()
        assert shown.app.screen.get_selected_text() == "Мы закончили"
        assert not any(line.startswith("▌") for line in shown.lines())
        await shown.pilot.click(ArticleView, offset=(20, shown.row("По словам главы")), times=2)
        await shown.pilot.pause()
        paragraph = next(line for line in shown.article.body.split("\n") if line.startswith("По словам главы"))
        assert shown.app.screen.get_selected_text() == paragraph


async def test_selected_text_is_the_article_s_text() -> None:
    """Without margins, bars and line ends that only the screen has."""
    async with showing(*bridge(), size=(60, 40)) as shown:
        reader = shown.reader
        reader.reveal(Span(shown.article.body.index("Маршруты"), shown.article.body.index("Маршруты") + 1), from_top=2)
        await shown.pilot.pause()
        row = reader.scroll_offset.y + shown.row("Маршруты")
        start = shown.lines()[shown.row("Маршруты")].index("Маршруты")
        selected = reader.get_selection(Selection(Offset(start, row), Offset(start + 6, row + 1)))
        assert selected is not None
        assert selected[0].startswith("Маршруты, которые")
        assert selected[0] in shown.article.body


@pytest.mark.parametrize("size", [(20, 5), (30, 8), (80, 24), (200, 50), (400, 100)])
async def test_any_size_of_terminal_shows_the_text(size: tuple[int, int]) -> None:
    """Nothing overflows and nothing fails, whatever is pressed."""
    async with showing(*bridge(), size=size) as shown:
        reader = shown.reader
        for _ in range(3):
            reader.step_section(1)
            reader.step_quotation(1)
            reader.page(1.0)
        reader.find("мост")
        reader.edge(True)
        reader.edge(False)
        await shown.pilot.pause()
        assert all(reader.render_line(y).cell_length == reader.line_width for y in range(reader.size.height))
        assert any("Мост" in line for line in shown.lines())


@pytest.mark.parametrize(
    "body", ["", "\n\n", "слово", "а" * 5_000, "[/] [red]х[/red] \x1b[2J", "\u202eтекст", "中文" * 500, "\t\tа\tб"]
)
async def test_any_text_can_be_read(body: str) -> None:
    """Brackets are brackets, control characters are signs, no text is too odd or too empty."""
    article = replace(bridge()[0], body=body, title=body[:40], source=body[:40])
    async with showing(article, None, size=(40, 12)) as shown:
        reader = shown.reader
        for step in (1, -1):
            reader.step_section(step)
            reader.step_quotation(step)
            reader.step_mention(step)
        reader.find("а")
        reader.edge(True)
        await shown.pilot.pause()
        text = "".join(shown.lines())
        assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 or char == "\u202e" for char in text)
        reader.edge(False)
        if "[/]" in body:
            assert any("[/] [red]х[/red]" in line for line in shown.lines())


async def test_a_pane_without_an_article_is_empty() -> None:
    """And answers every key."""
    async with showing(*bridge()) as shown:
        shown.reader.show(None)
        await shown.pilot.pause()
        assert not any(shown.lines())
        assert not shown.reader.step_section(1)
        assert not shown.reader.step_quotation(1)
        assert shown.reader.current_quotation is None
        assert shown.reader.current_offset == 0
        shown.reader.edge(True)
        shown.reader.find("мост")


async def test_fifty_million_characters_in_one_line_open_and_scroll() -> None:
    """Only what is looked at is laid out."""
    article = replace(bridge()[0], body="Вода прибывала, и мост стоял. " * 1_700_000)
    async with showing(article, None, size=(80, 24)) as shown:
        reader = shown.reader
        assert any("Вода прибывала" in line for line in shown.lines())
        reader.page(1.0)
        middle = len(article.body) // 2
        reader.go_to(Span(middle, middle + 4))
        await shown.pilot.pause()
        first, last = reader.offsets_in_sight
        assert first <= middle < last
        reader.edge(True)
        await shown.pilot.pause()
        assert any("— end —" in line for line in shown.lines())
        reader.move(-3)
        await shown.pilot.pause()
        assert reader.offsets_in_sight[1] > len(article.body) - 2_000
