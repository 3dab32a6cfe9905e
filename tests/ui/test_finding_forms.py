"""Finding words in the open text in any of their forms, and names in the sidebar by typing."""

from __future__ import annotations

from dataclasses import replace

import pytest
from textual import events

from newsreader.models import Article, Span
from newsreader.ui.finding import find_forms, find_hits
from newsreader.ui.i18n import choose_language
from newsreader.ui.panel import panel_rows
from tests.ui.driving import LAYOUTS, Reading, reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import bridge, long_read

TEXT = "Мосты и моста́м. Под мостом — МОСТ. Мостовая. Нового моста\nнет, новому мосту рады; Новый мост."


def found(wanted: str, text: str = TEXT) -> list[str]:
    """The places as they stand in the text."""
    return [span.of(text) for span in find_forms(text, wanted)]


def test_all_forms_of_a_word_are_found_past_stress_marks_and_in_any_case() -> None:
    assert found("мосту")[:4] == ["Мосты", "моста́м", "мостом", "МОСТ"]
    assert len(find_hits(TEXT, "мосту")) == 1


def test_the_last_word_may_be_unfinished() -> None:
    assert found("мостова") == ["Мостовая"]


def test_words_follow_each_other_across_lines() -> None:
    assert found("новый мост") == ["Нового моста", "новому мосту", "Новый мост"]


def test_a_capital_asks_for_a_capital() -> None:
    assert found("Мост") == ["Мосты", "МОСТ", "Мостовая"]


def test_english_words_have_forms_too() -> None:
    assert found("bridges", "A bridge, two bridges; bridging.")[:2] == ["bridge", "bridges"]


@pytest.mark.parametrize("wanted", ["", "  ", "—", "«»"])
def test_nothing_is_found_without_words(wanted: str) -> None:
    assert find_forms(TEXT, wanted) == ()


def test_the_search_of_forms_stops_at_its_limit() -> None:
    assert len(find_forms("мост " * 100, "моста", most=7)) == 7


async def find(driven: Reading, words: str) -> None:
    """Types words into the line under the text."""
    await driven.press("2", "/")
    for char in words:
        await driven._send(char)
    await driven.settle()


def counted(driven: Reading) -> str:
    """What stands beside the line."""
    return str(driven.screen.find_bar.counter.content)


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_key_switches_to_forms_while_one_types_and_after(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await find(driven, "мостом")
        assert counted(driven) == "1/1"
        await driven.press("f5")
        assert counted(driven) == "1/2"
        assert "any of their forms" in driven.said
        assert str(driven.screen.find_bar.query_one("#sign").content) == "≈"  # type: ignore[attr-defined]
        await driven.press("enter")
        await driven.press("w")
        assert counted(driven) == "1/1"
        assert "as they are typed" in driven.said
        await driven.press("w", "n")
        assert counted(driven) == "2/2"


async def test_going_over_the_end_is_said_and_escape_returns_to_where_one_was() -> None:
    article, analysis = long_read()
    async with reading(FakeLibrary([(article, analysis)])) as driven:
        await driven.press("2", "space")
        before = driven.screen.reader.scroll_offset
        await find(driven, "рек")
        await driven.press("enter")
        while not driven.said.startswith("Over"):
            await driven.press("N")
        assert driven.said == "Over the beginning: on from the end"
        await driven.press("n")
        assert driven.said == "Over the end: on from the beginning"
        assert counted(driven).startswith("↻ 1/")
        await driven.press("escape")
        assert driven.screen.reader.scroll_offset == before
        assert not driven.screen.reader.find_active


async def test_forms_of_a_long_text_are_looked_for_in_the_background() -> None:
    body = "Тишина. " * 6_000 + "Под мостом."
    article = Article("quiet", "Тишина", body, "txt", None, None, None, "ru")
    async with reading(FakeLibrary([(article, None)])) as driven:
        await driven.press("2", "w")
        await find(driven, "мост")
        assert counted(driven) == "1/1"
        assert driven.screen.reader.current_offset > 0


def test_the_sidebar_s_rows_are_filtered_by_words_and_by_other_forms_of_a_name() -> None:
    article, analysis = bridge()
    entity = replace(analysis.entities[0], aliases=("Ветровой",), mentions=(Span(0, 1),))
    async_opened = FakeLibrary([(article, replace(analysis, entities=(entity, *analysis.entities[1:])))]).open("bridge")
    rows = panel_rows(async_opened, frozenset({"person"}), "ветровой")
    assert [(row.kind, row.text) for row in rows] == [("group", "People"), ("entity", "Анна Ветрова")]
    assert [row.text for row in panel_rows(async_opened, wanted="zzz")] == ["nothing has these words"]


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_names_are_found_in_the_sidebar_by_typing_and_chosen(layout: str) -> None:
    async with reading(layout=layout, size=(130, 20)) as driven:
        await driven.press("3", "/")
        sidebar = driven.screen.sidebar
        for char in "лугq":
            await driven._send(char)
        await driven.press("backspace")
        assert sidebar.wanted == "луг"
        texts = [row.text for row in sidebar.rows if row.kind != "group"]
        assert texts == ["Пётр Лугов", "Пётр Лугов"]
        assert sidebar.render_line(sidebar.size.height - 1).text.startswith("/ луг▏")
        await driven.press("down", "down", "enter")
        assert driven.screen.chosen
        assert driven.screen.reader._tick_rows
        assert not sidebar.typing
        await driven.press("escape")
        assert (sidebar.wanted, driven.pane()) == ("", "sidebar")
        assert len(sidebar.rows) == 15


async def test_escape_while_typing_shows_the_whole_sidebar_and_keeps_the_row() -> None:
    async with reading() as driven:
        await driven.press("3", "/")
        await driven.type("сталь")
        row = driven.screen.sidebar.current
        await driven.press("escape")
        assert driven.pane() == "sidebar"
        assert row is not None and driven.screen.sidebar.current == row
        assert not driven.screen.sidebar.searching


async def test_words_are_pasted_into_the_sidebar_and_leaving_it_ends_the_typing() -> None:
    async with reading() as driven:
        await driven.press("3", "/")
        driven.screen.sidebar.post_message(events.Paste("сталь\n"))
        await driven.settle()
        assert driven.screen.sidebar.wanted == "сталь"
        await driven.press("ctrl+u")
        assert driven.screen.sidebar.wanted == ""
        await driven.press("tab", "3", "j")
        assert driven.screen.sidebar.wanted == ""


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_who_speaks_jumps_between_that_persons_quotations(layout: str) -> None:
    async with reading(layout=layout, size=(130, 20)) as driven:
        await driven.press("3")
        while (row := driven.screen.sidebar.current) is None or row.who != "Пётр Лугов":
            await driven.press("j")
        await driven.press("enter")
        said = []
        for _ in range(2):
            quotation = driven.screen.reader.current_quotation
            assert quotation is not None
            said.append((quotation.who, quotation.kind))
            await driven.press("c")
        assert said == [("Пётр Лугов", "indirect"), ("Пётр Лугов", "direct")]
        assert driven.said == "No quotation further on"
        assert driven.screen.reader._tick_rows


async def test_the_search_speaks_russian() -> None:
    try:
        async with reading(language="ru") as driven:
            await driven.press("2", "w")
            assert driven.said == "Слова ищутся во всех формах"
            await driven.press("3", "/")
            await driven.type("zzz")
            assert driven.screen.sidebar.rows[0].text == "таких слов нигде нет"
    finally:
        choose_language("en")
