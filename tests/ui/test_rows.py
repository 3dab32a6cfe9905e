"""Rows of the list of articles."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from newsreader.models import ArticleSummary
from newsreader.phrase import Phrase
from newsreader.record import replace
from newsreader.ui.rows import fit, fold_title, list_title, row_lines, surname

TODAY = date(2024, 6, 1)


def make_summary(**fields: object) -> ArticleSummary:
    values: dict[str, object] = {
        "key": 1, "id": "one", "title": "Мост откроют до конца лета", "source": "Вести", "published": "2024-05-05",
        "read": False, "starred": False, "quotations": 3, "speaker": "Анна Ветрова", "problem": None, **fields,
    }  # fmt: skip
    return ArticleSummary(**values)  # type: ignore[arg-type]


def shown(summary: ArticleSummary, *, width: int = 40, lines: int = 3) -> list[str]:
    rows = row_lines(summary, width=width, lines=lines, today=TODAY)
    return ["".join(text for _name, text in row).rstrip() for row in rows]


def test_a_row_tells_mark_date_source_title_speaker_and_number_of_quotations() -> None:
    assert shown(make_summary()) == ["● 5 May  Вести", "  Мост откроют до конца лета", "  Анна Ветрова · 3 quotations"]


def test_a_read_row_has_no_mark_and_a_starred_one_a_star() -> None:
    assert shown(make_summary(read=True, starred=True))[0].startswith("  5 May")
    assert shown(make_summary(starred=True))[0].endswith("★")


def test_what_could_not_be_read_says_why() -> None:
    made = make_summary(title="ships/log.txt", problem="ships/log.txt: is not a text file", unreadable=True)
    assert shown(made, width=44)[1:] == ["  ships/log.txt", "  could not be read: is not a text file"]
    phrase = Phrase("{name}: {problem}", name="ships/log.txt", problem=Phrase("is not a text file"))
    assert shown(replace(made, problem=phrase), width=44)[1:] == shown(made, width=44)[1:]


def test_what_could_be_read_and_not_analysed_says_so() -> None:
    assert shown(make_summary(problem="it ended"))[2] == "  not analysed: it ended"


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"quotations": None, "speaker": None}, "not analysed yet"),
        ({"quotations": 0, "speaker": None}, "no quotations"),
        ({"quotations": 1, "speaker": None}, "1 quotation"),
    ],
)
def test_the_last_line_says_what_is_known_of_the_quotations(fields: dict[str, object], words: str) -> None:
    assert shown(make_summary(**fields))[2].strip() == words


def test_where_the_name_does_not_fit_a_person_goes_by_the_surname() -> None:
    assert shown(make_summary(), width=28)[2] == "  Ветрова · 3 quotations"
    assert surname("Касым-Жомарт Токаев") == "Токаев"
    assert surname("Министерство обороны Заречья") == "Министерство обороны Заречья"


def test_a_tall_row_gives_the_title_two_lines() -> None:
    title = "Городской совет Заречья рассмотрит смету набережной в июне этого года"
    assert shown(make_summary(title=title), width=40, lines=5)[1:3] == [
        "  Городской совет Заречья рассмотрит",
        "  смету набережной в июне этого года",
    ]


def test_markup_and_control_characters_in_a_title_are_shown_and_harmless() -> None:
    assert shown(make_summary(title="[/] \x1b[2J [b]не жирно[/b]"))[1] == "  [/] ␛[2J [b]не жирно[/b]"


@given(
    title=st.text(max_size=80),
    source=st.none() | st.text(max_size=30),
    width=st.integers(6, 60),
    lines=st.integers(2, 6),
)
def test_every_line_is_exactly_as_wide_as_asked(title: str, source: str | None, width: int, lines: int) -> None:
    rows = row_lines(make_summary(title=title, source=source), width=width, lines=lines, today=TODAY)
    assert len(rows) == lines
    assert {sum(cell_len(text) for _name, text in row) for row in rows} == {width}


@given(text=st.text(max_size=60), width=st.integers(0, 40))
def test_fitting_gives_exactly_the_width(text: str, width: int) -> None:
    assert cell_len(fit(text, width)) == width


def test_wide_characters_count_as_two_cells() -> None:
    assert fit("新聞新聞", 5) == "新聞…"


def test_titles_break_between_words_and_end_with_an_ellipsis() -> None:
    assert fold_title("раз два три четыре пять", 8, 2) == ["раз два ", "три чет…"]


def test_the_frame_says_how_much_there_is() -> None:
    assert list_title(42, 7, filtered=False) == "Articles 42 · 7 unread"
    assert list_title(42, 0, filtered=False) == "Articles 42"
    assert list_title(3, 7, filtered=True) == "Found 3 · 7 unread"


@pytest.mark.parametrize(
    ("width", "title"),
    [(31, "Articles 100000 · 100000 unread"), (30, "100000 · 100000 unread"), (21, "100000 · 100000")],
)
def test_a_number_is_not_cut(width: int, title: str) -> None:
    assert list_title(100_000, 100_000, filtered=False, width=width) == title
