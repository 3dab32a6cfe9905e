"""The lists over the text: the outline of a long read, the links by number."""

from __future__ import annotations

from dataclasses import replace
from unittest.mock import patch

import pytest

from newsreader.models import Analysis, Article, ArticleFormat, OpenArticle, ReadingState, Section, Span
from newsreader.ui import links as links_module
from newsreader.ui.i18n import choose_language
from newsreader.ui.links import bare_address, links
from newsreader.ui.screens.outline import OutlineScreen, outline_choices
from newsreader.ui.screens.picker import Picker
from newsreader.ui.widgets.pick_list import Choice, matching
from tests.ui.driving import LAYOUTS, Reading, reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import bridge, ferry, weather

LINKED = (
    "Смета [лежит на сайте](https://example.org/smeta?x=(1)) города.\n\n"
    "Подробнее: https://example.com/most.html, там же и карта (https://example.com/karta).\n\n"
    "Снова https://example.com/most.html и [почта](mailto:most@example.org).\n"
)


def picker(driven: Reading) -> Picker:
    """The list over the text."""
    screen = driven.app.screen
    assert isinstance(screen, Picker)
    return screen


def rows(driven: Reading) -> list[str]:
    """What the list over the text shows."""
    choices = picker(driven).picks
    return [choices.render_line(y).text.strip() for y in range(choices.size.height)]


def linked(format: ArticleFormat = "md") -> tuple[Article, Analysis]:
    """An article with links of all kinds."""
    article, analysis = weather()
    whole = Section("", Span(0, len(LINKED)), 0, None)
    article = replace(article, body=LINKED, format=format, url="https://example.org/pogoda")
    return article, replace(analysis, sections=(whole,))


def test_the_outline_counts_quotations_and_tells_each_sections_share() -> None:
    article, analysis = bridge()
    choices = outline_choices(OpenArticle(1, article, analysis, ReadingState(), None))
    assert [choice.text for choice in choices] == ["Beginning", "Что уже сделано", "Как поедут автобусы"]
    assert all(choice.note.startswith("1 quotation · ") for choice in choices)
    assert sum(int(choice.note.split()[-2]) for choice in choices) in (99, 100, 101)


def test_words_filter_in_any_order_and_case() -> None:
    choices = [Choice("Мост у реки"), Choice("Река и мост", below="ёлка"), Choice("Паром")]
    assert matching(choices, "рек МОСТ") == [0, 1]
    assert matching(choices, "елка") == [1]
    assert matching(choices, "  ") == [0, 1, 2]


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_outline_is_filtered_and_jumped_from(layout: str) -> None:
    async with reading(layout=layout, size=(120, 20)) as driven:
        await driven.press("2", "H")
        assert len([row for row in rows(driven) if row]) == 3
        for char in "автоб":
            await driven._send(char)
        await driven.settle()
        assert [row.split("  ")[0] for row in rows(driven)][:2] == ["Как поедут автобусы", ""]
        await driven.press("enter")
        assert driven.app.screen is driven.screen
        assert driven.screen.reader.current_offset > 0
        assert any("Как поедут автобусы" in driven.screen.reader.render_line(y).text for y in range(18))


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_outline_begins_where_one_reads_and_escape_changes_nothing(layout: str) -> None:
    async with reading(layout=layout, size=(120, 20)) as driven:
        await driven.press("2", "]", "f4")
        assert isinstance(driven.app.screen, OutlineScreen)
        before = driven.screen.reader.scroll_offset
        assert picker(driven).picks.cursor == 1
        await driven.press("down", "down", "up", "pageup", "pagedown")
        assert picker(driven).picks.cursor == 2
        await driven.press("escape")
        assert driven.pane() == "reader"
        assert driven.screen.reader.scroll_offset == before


async def test_a_row_of_the_list_is_clicked() -> None:
    async with reading(size=(120, 20)) as driven:
        await driven.press("2", "H")
        await driven.pilot.click(picker(driven).picks, offset=(4, 2))
        await driven.settle()
        assert driven.app.screen is driven.screen
        assert driven.screen.reader.current_offset > 0


async def test_words_that_nothing_has_are_said_and_enter_waits() -> None:
    async with reading() as driven:
        await driven.press("2", "H")
        await driven.type("zzz")
        assert rows(driven)[0] == "nothing has these words"
        await driven.press("enter")
        assert isinstance(driven.app.screen, Picker)


async def test_without_an_analysis_there_is_no_outline() -> None:
    article, _analysis = bridge()
    async with reading(FakeLibrary([(article, None)])) as driven:
        await driven.press("2", "H")
        assert driven.app.screen is driven.screen
        assert driven.said == "There are no contents to show yet"


@pytest.mark.parametrize("size", [(20, 5), (60, 12), (400, 100)])
async def test_the_lists_fit_any_screen(size: tuple[int, int]) -> None:
    async with reading(FakeLibrary([linked()]), size=size) as driven:
        await driven.press("2", "#")
        box = picker(driven).query_one(".picker--box").region
        assert 0 < box.width <= size[0]
        assert 0 < box.height <= size[1]
        await driven.pilot.resize_terminal(30, 8)
        assert picker(driven).query_one(".picker--box").region.height <= 8


async def test_where_there_is_little_room_the_words_stay_and_the_note_goes() -> None:
    async with reading(size=(24, 10)) as driven:
        await driven.press("2", "H")
        assert rows(driven)[1].startswith("Что уже сделано")


def test_links_are_numbered_from_the_articles_own_page_on_each_address_once() -> None:
    found = links(linked()[0])
    assert [(link.url, link.text) for link in found] == [
        ("https://example.org/pogoda", ""),
        ("https://example.org/smeta?x=(1)", "лежит на сайте"),
        ("https://example.com/most.html", ""),
        ("https://example.com/karta", ""),
        ("mailto:most@example.org", "почта"),
    ]
    assert all(link.span is None or link.span.of(LINKED) in (link.text, link.url) for link in found)


def test_brackets_of_a_plain_text_are_no_links() -> None:
    urls = [link.url for link in links(linked("txt")[0])]
    assert "mailto:most@example.org" not in urls
    assert "https://example.com/karta" in urls


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://example.org/a.", "https://example.org/a"),
        ("https://example.org/a).", "https://example.org/a"),
        ("https://example.org/a_(b)", "https://example.org/a_(b)"),
        ("https://example.org/?!,", "https://example.org/"),
    ],
)
def test_the_marks_of_the_sentence_are_no_part_of_an_address(text: str, url: str) -> None:
    assert bare_address(text) == url


@pytest.mark.parametrize("body", ["[" * 60_000, "[a](" * 20_000, "https://" * 20_000, "[x](" + "(" * 60_000])
def test_links_are_found_in_any_text(body: str) -> None:
    article = replace(weather()[0], body=body, format="md", url=None)
    assert len(links(article)) <= 999


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_number_opens_the_link_and_its_true_target_is_shown(layout: str) -> None:
    opened: list[str] = []
    async with reading(FakeLibrary([linked(), ferry()]), layout=layout) as driven:
        await driven.press("2", "#")
        assert rows(driven)[0].startswith("1 the article's own page")
        assert rows(driven)[1] == "https://example.org/pogoda"
        place = rows(driven).index("https://example.com/karta")

        def note(url: str) -> str:
            opened.append(url)
            return url

        with patch("newsreader.ui.screens.marking.open_url", note):
            await driven.press(str(place // 2 + 1), "enter")
        assert opened == ["https://example.com/karta"]
        assert "https://example.com/karta" in driven.said


async def test_what_is_no_web_address_is_listed_but_not_opened() -> None:
    async with reading(FakeLibrary([linked()])) as driven:
        await driven.press("2", "#")
        await driven.type("почта")
        await driven.press("enter")
        assert driven.said.startswith("Not opened, because it is not a web address: mailto:")


def test_a_text_without_links_is_not_looked_through(monkeypatch: pytest.MonkeyPatch) -> None:
    """In one of 50 MB that would hold the keys for seconds."""
    monkeypatch.setattr(links_module, "compiled", lambda *_: pytest.fail("no address, no pattern"))
    assert links(replace(linked()[0], url=None, body="Мост (см. [карту]) открыт: a:/b.\n" * 9)) == ()


async def test_an_article_without_links_says_so() -> None:
    async with reading(FakeLibrary([weather()])) as driven:
        await driven.press("2", "#")
        assert driven.said == "There are no links here"


async def test_the_lists_speak_russian() -> None:
    try:
        async with reading(language="ru", size=(120, 20)) as driven:
            await driven.press("2", "H")
            box = picker(driven).query_one(".picker--box")
            assert str(box.border_title) == "Содержание"
            assert rows(driven)[0].startswith("Начало")
            assert "1 цитата" in rows(driven)[0]
            await driven.press("escape", "#")
            assert rows(driven)[0].startswith("1 страница статьи"), rows(driven)
    finally:
        choose_language("en")
