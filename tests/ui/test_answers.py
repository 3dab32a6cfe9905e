"""What a search says it has understood, found and not found."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.findings import Condition, Understood, Variants
from newsreader.models import QuoteHit, QuoteResults, Span
from newsreader.store.understanding import understood
from newsreader.ui.answers import advice, corrected, correction_line, summary_line, understood_line
from newsreader.ui.hits import ResultRow, row_lines
from newsreader.ui.listing import Listing
from tests.ui.test_quote_search import HIT, plain


@pytest.mark.parametrize(
    ("query", "line"),
    [
        ("", ""),
        ("мост паром ", "words: мост, паром"),
        ("мо", "words: мо…"),
        ("кто:Ветрова от:2024-04 мост ", "said by: Ветрова · since 2024-04-01 · words: мост"),
        ('"наш мост" -паром ', "exactly: «наш мост» · without «паром»"),
        ("-кто:Лугов вид:прямая звезда:да", "except said by: Лугов · speech: direct · with a star"),
        ("звезда:нет ", "without a star"),
        ("дата:2024-04 ", "date: 2024-04-01 – 2024-04-30"),
        ("date:2024-04-03 ИЛИ -дата:2023-01-02 ", "date: 2024-04-03 or except date: 2023-01-02"),
        ("от:гриб ", "not understood: «от:гриб»"),
        ("газ ИЛИ нефть ", "words: газ or нефть"),
        ("лёд тег:вода ИЛИ газ ИЛИ -нефть ", "tag: вода or words: газ or without «нефть» · words: лёд"),
        ('"наш мост" ИЛИ от:2024 ', "exactly: «наш мост» or since 2024-01-01"),
    ],
)
def test_a_query_is_put_in_words(query: str, line: str) -> None:
    assert understood_line(understood(query)) == line


@given(st.text(max_size=60))
def test_whatever_was_typed_can_be_put_in_words(query: str) -> None:
    assert "\n" not in understood_line(understood(query))


def test_a_half_built_index_says_how_far_it_is() -> None:
    results = QuoteResults("мост", (HIT,), False, pending=780)
    assert summary_line(results, articles=900) == "1 quotation · 120 of 900 articles analysed"
    assert summary_line(QuoteResults("мост", (HIT,), False), articles=0) == "1 quotation"


def test_what_is_too_much_at_once_is_said_first() -> None:
    results = QuoteResults("мост", (HIT,), False)
    assert summary_line(results, left_out=("паром",)) == "too much at once: «паром» left out · 1 quotation"
    assert summary_line(results, left_out=("кто:Лис", "лёд", "снег")).startswith(
        "too much at once: «кто:Лис» and 2 more left out · "
    )


def test_a_mistyped_word_is_corrected_where_it_stands() -> None:
    results = QuoteResults("кто:Лугов Мостт дорога", (), False, ("мостт",), (("мостт", "мост"), ("мостт", "мосты")))
    assert corrected(results) == "кто:Лугов мост дорога"
    assert correction_line(results) == "Did you mean “кто:Лугов мост дорога”? Tab takes it."
    assert advice(results)[0] == correction_line(results)


def test_nothing_is_corrected_where_nothing_is_known_better() -> None:
    assert corrected(QuoteResults("мостт", (), False, ("мостт",))) is None
    assert correction_line(QuoteResults("мостт", (), False, ("мостт",))) == ""


def test_what_matched_by_another_form_is_marked_and_said() -> None:
    exact, form = Span(3, 12), Span(19, 26)
    hit = QuoteHit(
        1, "a", 0, "direct", HIT.text, HIT.span, "Анна Ветрова", None, "Мост", None, None, (exact, form), (form,)
    )  # fmt: skip
    lines = row_lines(_row(hit), 70, words=2, title=True)
    marked = {name: text for line in lines for names, text in line for name in names if name in ("word", "form")}
    assert marked == {"word": hit.text[3:12], "form": hit.text[19:26]}
    assert "other form" not in plain(lines)[0]
    only = QuoteHit(1, "a", 0, "direct", HIT.text, HIT.span, "Анна Ветрова", None, "Мост", None, None, (form,), (form,))
    assert "other form" in plain(row_lines(_row(only), 70, words=2, title=True))[0]


def _row(hit: QuoteHit) -> ResultRow:
    listing = Listing()
    listing.show((Variants(hit, ()),), again=False)
    return listing.rows[0]


def test_conditions_of_every_part_have_words() -> None:
    parts = ("words", "phrase", "speaker", "about", "source", "since", "until", "date", "kind", "tag", "starred")
    for part in parts:
        for negated in (False, True):
            condition = Condition(part, ("x",), Span(0, 1), negated=negated)  # type: ignore[arg-type]
            assert understood_line(Understood((condition,)))
