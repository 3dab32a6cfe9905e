"""Articles as visual lines: pages, blocks, rows and offsets."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.style import Style

from newsreader.models import Section, Span
from newsreader.ui.blocks import PAGE, Block, cut_pages, find_blocks, wrapped_by_hand
from newsreader.ui.formatting import manuscript
from newsreader.ui.layout import Columns, Layout, Manuscript, VisualLine, Voice, columns, shorten
from newsreader.ui.painting import Paint, draw
from newsreader.ui.spans import Places
from newsreader.ui.wrap import SOFT_HYPHEN, drawn
from tests.builders import make_article
from tests.ui.test_layout_wrap import ANY_TEXT

PAPER = Columns(0, 40, 0)


def blocks(body: str, *, markdown: bool = False, headings: tuple[str, ...] = ()) -> list[Block]:
    """The blocks of a body that is one page."""
    sections = {}
    for words in headings:
        span = Span(body.index(words), body.index(words) + len(words))
        sections[span.start] = Section(words, span, 2, span)
    return list(find_blocks(body, Span(0, len(body)), sections, markdown=markdown))


def all_lines(layout: Layout) -> list[VisualLine]:
    """Every line, laid out."""
    found = [layout.line(row) for row in range(layout.height)]
    return [line for line in found if line is not None]


def shown(line: VisualLine) -> str:
    """What a line shows."""
    return (
        drawn(line.block.text[line.first : line.last].rstrip()) if line.first < line.last and line.block else line.text
    )


@given(st.lists(ANY_TEXT, max_size=8).map("\n".join), st.integers(min_value=10, max_value=80))
def test_lines_show_the_whole_text_in_order(body: str, measure: int) -> None:
    """Every character but white space stands in exactly one line; offsets grow; no line is too wide."""
    layout = Layout(Manuscript(body), Columns(0, measure, 0))
    lines = all_lines(layout)
    text = "".join(body[line.start : line.end] for line in lines)
    assert "".join(text.split()) == "".join(body.split())
    assert all(one.end <= other.start for one, other in pairwise(lines))
    assert all(cell_len(shown(line)) <= measure for line in lines)
    assert len(lines) == layout.height


@given(st.lists(ANY_TEXT, max_size=6).map("\n\n".join), st.data())
def test_a_row_shows_the_offset_it_was_asked_for(body: str, data: st.DataObject) -> None:
    """row_of finds the line in which a character stands."""
    layout = Layout(Manuscript(body), PAPER)
    offsets = [offset for offset, char in enumerate(body) if not char.isspace()]
    if offsets:
        offset = data.draw(st.sampled_from(offsets))
        line = layout.line(layout.row_of(offset))
        assert line is not None
        assert line.start <= offset < line.end


def test_paragraphs_stand_apart_however_they_were_written() -> None:
    """Wire text with single line ends and text with empty lines look the same; indents and spare lines go."""
    expected = ["Первый абзац, в нём две мысли.", "", "Второй абзац."]
    for body in (
        "Первый абзац, в нём две мысли.\nВторой абзац.",
        "\n  Первый абзац, в нём две мысли.\n\n\n\n\tВторой абзац.\n\n",
    ):
        assert [shown(line) for line in all_lines(Layout(Manuscript(body), PAPER))] == expected


def test_lines_wrapped_by_hand_become_one_paragraph() -> None:
    """Line ends that only kept lines short are blanks; the offsets stay."""
    body = (
        "Паром отошёл от причала ещё до восхода,\nна рассвете, и капитан махнул на прощание\nрукой.\n\nБерег скрылся."
    )
    assert [block.text for block in blocks(body)] == [
        "Паром отошёл от причала ещё до восхода, на рассвете, и капитан махнул на прощание рукой.",
        "Берег скрылся.",
    ]
    assert blocks(body)[0].offset(40) == body.index("на рассвете")


@pytest.mark.parametrize(
    "lines",
    [
        ["Короткая строка", "и ещё одна строка подлиннее"],
        ["Сегодня в городе прошёл дождь.", "Завтра будет сухо."],
        ["— Придёшь? — спросила она у окна.", "— Приду, — ответил он из темноты."],
        ["- хлеб и соль на столе у входа", "- молоко в кувшине под окном"],
        ["а" * 200, "б"],
        ["Первая новость дня была о погоде на море.", "Вторая новость дня была о рыбе в заливе.", "Третья новость."],
        ["Вода ушла", "Люди рады", "Мост цел"],
    ],
)
def test_lines_that_mean_to_be_lines_stay(lines: list[str]) -> None:
    """Verse, replies, lists and paragraphs of one line each are not joined."""
    assert not wrapped_by_hand(lines)


def test_markdown_shows_words_not_marks() -> None:
    """Heading signs, emphasis and link targets are hidden; what is shown knows where it stands."""
    body = (
        "## Мост открыт\n\nЭто **важно** и [подробно](https://example.org/a) *сказано*.\n\n"
        "- раз\n- два\n\n> чужие слова"
    )
    found = blocks(body, markdown=True)
    assert [(block.kind, block.text) for block in found] == [
        ("heading", "Мост открыт"),
        ("paragraph", "Это важно и подробно сказано."),
        ("item", "- раз"),
        ("item", "- два"),
        ("paragraph", "чужие слова"),
    ]
    paragraph = found[1]
    for word in ("важно", "подробно", "сказано"):
        assert paragraph.offset(paragraph.text.index(word)) == body.index(word)
        assert paragraph.index(body.index(word)) == paragraph.text.index(word)
    assert [(span.of(body), url) for span, url in paragraph.links] == [("подробно", "https://example.org/a")]
    assert [block.close for block in found] == [False, False, False, True, False]


@pytest.mark.parametrize("markdown", [True, False])
def test_a_bare_address_in_the_text_leads_there(markdown: bool) -> None:
    """The sentence's marks are no part of it; in Markdown it is found between and inside other marks."""
    body = "*Смета*: https://example.org/a_(b). **См. http://example.com/кар?x=1&y=2**, и (https://example.org)."
    (paragraph,) = blocks(body, markdown=markdown)
    addresses = ["https://example.org/a_(b)", "http://example.com/кар?x=1&y=2", "https://example.org"]
    assert [(span.of(body), url) for span, url in paragraph.links] == [(url, url) for url in addresses]


def test_the_words_of_a_link_are_one_link_whatever_they_are() -> None:
    body = "[https://example.org](https://example.com/x_(y)) ftp://example.org http:// https://…"
    (paragraph,) = blocks(body, markdown=True)
    assert [(span.of(body), url) for span, url in paragraph.links] == [
        ("https://example.org", "https://example.com/x_(y)")
    ]


def test_plain_text_keeps_its_signs() -> None:
    """A text file that is not Markdown is shown to the letter."""
    assert [block.text for block in blocks("# 5 место **\n[а](https://example.org)")] == [
        "# 5 место **",
        "[а](https://example.org)",
    ]


def test_headings_have_a_rule_and_more_room_above_than_below() -> None:
    """A heading belongs to what follows it."""
    body = "Вода ушла.\nКак это было\nНочью поднялся ветер."
    section = Section("Как это было", Span(11, 23), 2, Span(11, 23))
    lines = all_lines(Layout(Manuscript(body, headings={11: section}), PAPER))
    assert [line.kind for line in lines] == ["text", "blank", "blank", "heading", "heading-rule", "text"]
    assert lines[4].text == "─" * len("Как это было")


def test_list_items_hang() -> None:
    """The second line of an item stands under its first word."""
    lines = all_lines(Layout(Manuscript("- один два три четыре"), Columns(0, 12, 0)))
    assert [(line.first, line.last) for line in lines] == [(0, 11), (11, 21)]


WORDS = "«Мост стоит крепко», — сказал он. «И простоит век», — добавил он."


def voices(*names: str) -> tuple[Voice, ...]:
    """Speakers of the two quotations in WORDS."""
    spans = (Span(1, 18), Span(WORDS.index("И пр"), WORDS.index("век") + 3))
    return tuple(Voice(span, name, True) for span, name in zip(spans, names, strict=True))


def test_speakers_stand_under_their_quotation_once_each() -> None:
    """An interrupted quotation has one signature, two speakers have two."""
    for names, expected in (
        (("Пётр Лугов",) * 2, ["— Пётр Лугов"]),
        (("Пётр Лугов", "Анна Ветрова"), ["— Пётр Лугов", "— Анна Ветрова"]),
    ):
        lines = all_lines(Layout(Manuscript(WORDS, voices=voices(*names)), PAPER))
        assert [line.text for line in lines if line.kind == "speaker"] == expected


def test_where_there_is_room_speakers_stand_in_the_margin() -> None:
    """Beside the line in which the quotation begins, wrapped, and nothing under the text."""
    lines = all_lines(
        Layout(Manuscript(WORDS, voices=voices("Пётр Лугов", "Анна-Мария Ветрова-Дубравская")), Columns(0, 20, 20))
    )
    assert [line.note for line in lines] == ["Пётр Лугов", "", "Анна-Мария", "Ветрова-Дубравская"][: len(lines)]
    assert all(line.kind == "text" for line in lines)


@pytest.mark.parametrize("width", [1, 12, 20, 40, 72, 80, 99, 100, 120, 200, 400])
def test_columns_fit_and_stand_in_the_middle(width: int) -> None:
    """The text never overflows, and the margin for names is there exactly where it fits."""
    found = columns(width, 76)
    used = found.left + Columns.BAR + found.measure + (Columns.GAP + found.note if found.note else 0)
    assert used <= max(width, 12)
    assert found.measure == max(10, min(76, width - 3))
    assert bool(found.note) == (width >= 100)
    assert abs(width - used - found.left) <= 1 or width <= 12


BIG = "\n".join(f"{number}. " + "Вода прибывала, и мост стоял. " * 12 for number in range(2_000))


def test_pages_end_at_lines_and_cover_the_text() -> None:
    """However long the text, pages are about one size, also where a line has no end."""
    for body in (BIG, BIG.replace("\n", " "), "а" * 300_000, "\n" * 200_000):
        starts = list(cut_pages(body))
        assert starts[0] == 0
        assert starts[-1] == len(body)
        assert all(0 < end - start <= 5 * PAGE for start, end in pairwise(starts))
    starts = list(cut_pages(BIG))
    assert all(BIG[start - 1] == "\n" for start in starts[1:-1])


def test_a_long_text_is_laid_out_only_where_it_is_looked_at() -> None:
    """Rows below are estimated; what is in sight is exact and stands still when more becomes exact."""
    layout = Layout(Manuscript(BIG), PAPER)
    estimate = layout.height
    row = layout.settle(estimate // 2, 30)
    seen = [layout.line(row + step) for step in range(30)]
    assert all(line is not None for line in seen)
    again = layout.settle(row, 30)
    assert [layout.line(again + step) for step in range(30)] == seen
    above = layout.settle(again - 20, 30)
    assert layout.line(above + 20) == seen[0]
    for offset in range(0, len(BIG), PAGE):
        layout.row_of(offset)
    assert len(all_lines(layout)) == layout.height
    assert abs(estimate - layout.height) < layout.height // 4


def test_the_last_offset_is_on_the_last_rows_of_a_long_text() -> None:
    """Going to the end needs no walk through the text."""
    layout = Layout(Manuscript(BIG), PAPER)
    line = layout.line(layout.row_of(len(BIG) - 3))
    assert line is not None
    assert line.start <= len(BIG) - 3 < line.end
    assert 0.99 < layout.share(len(BIG) - 3) <= 1


def test_a_body_that_begins_with_its_title_does_not_repeat_it() -> None:
    """As a heading or as the first line; the same words further down are text."""
    for body in ("# Мост открыт\n\nЛюди рады.\n\nМост открыт", "Мост открыт\nЛюди рады.\nМост открыт"):
        layout = Layout(Manuscript(body, markdown=True, title="Мост открыт"), PAPER)
        assert [shown(line) for line in all_lines(layout)] == ["Люди рады.", "", "Мост открыт"]
        assert layout.row_of(0) == 0


def test_a_body_that_is_its_title_is_shown() -> None:
    """Or its quotations could not be seen."""
    words = "«Мост открыт», — сказал мэр."
    layout = Layout(manuscript(make_article(f"{words}\n", title=words), None), PAPER)
    assert [shown(line) for line in all_lines(layout)] == [words]


@given(ANY_TEXT, st.lists(st.tuples(st.integers(0, 300), st.integers(0, 60)), max_size=6), st.integers(14, 60))
def test_lines_are_drawn_whole_and_exactly_as_wide_as_the_pane(
    body: str, marked: list[tuple[int, int]], width: int
) -> None:
    """Whatever is marked in them."""
    places = Places.of(Span(start, start + length) for start, length in marked)
    layout = Layout(Manuscript(body), Columns(2, width - 6, 0))
    plain = Paint()
    painted = Paint((("direct", places), ("hit", places)), places, places, places)
    for line in all_lines(layout):
        strips = [
            draw(line, layout.columns, width, paint, lambda *names: Style(bold="hit" in names))
            for paint in (plain, painted)
        ]
        assert [strip.cell_length for strip in strips] == [width, width]
        assert strips[0].text[4:] == strips[1].text[4:]
        assert strips[0].text[4:].rstrip() == shown(line).rstrip() + ("-" if hyphenated(line) else "")


def hyphenated(line: VisualLine) -> bool:
    """Whether the line ends at a soft hyphen inside a paragraph."""
    text = line.block.text if line.block else ""
    return line.last < len(text) and text[: line.last].rstrip().endswith(SOFT_HYPHEN)


def test_an_empty_body_has_no_lines() -> None:
    """Nothing to show, nothing to fail on."""
    for body in ("", "\n \n\t"):
        layout = Layout(Manuscript(body), PAPER)
        assert layout.height == 0
        assert layout.row_of(0) == 0
        assert layout.settle(0, 20) == 0
        assert layout.share(0) == 0


@given(st.text(max_size=40), st.integers(min_value=0, max_value=20))
def test_shortened_text_fits(text: str, width: int) -> None:
    """Whatever is cut to a width has at most that width."""
    assert cell_len(shorten(text, width)) <= max(width, 0)
