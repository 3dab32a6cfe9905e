"""Citations in every format: what is exported can be read back by the tools that it is meant for."""

from __future__ import annotations

import csv
import datetime
import io
import json
from collections.abc import Iterator
from itertools import accumulate

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.citing.citation import Citation, cite, paragraph
from newsreader.citing.formats import FORMATS, written
from newsreader.citing.reference import attribution, gost, quoted
from newsreader.models import Span
from tests.builders import make_analysis, make_article

BODY = 'Мост открыли.\n\n"Завод "Заря" справился", — сказал Игорь Полуяхтов.\n\nПоезда пошли.'


def citation(**fields: object) -> Citation:
    """A citation from a made article."""
    values: dict[str, object] = {
        "title": "Мост: открыт [срочно]",
        "source": "АркПресс",
        "url": "https://example.org/a_b?c=1&d=2",
        "authors": ("Анна Ветрова",),
        "published": "2025-01-02T10:00",
        "id": "bridge",
        "language": "ru",
    }
    article = make_article(BODY, **(values | fields))
    return cite(article, make_analysis(BODY, ('Завод "Заря" справился', "Игорь Полуяхтов")), 0)


def text_of(format_: str, *citations: Citation) -> str:
    """All that is written of them."""
    return "".join(written(format_, citations))


def test_a_citation_knows_its_place() -> None:
    """Address, offsets and the paragraph around."""
    made = citation()
    assert made.address == "bridge#q1"
    assert BODY[made.start : made.end] == made.text
    assert made.context == '"Завод "Заря" справился", — сказал Игорь Полуяхтов.'
    assert made.day == "2025-01-02"


@given(st.text(alphabet="аб \n\t"), st.integers(0, 30), st.integers(0, 30))
def test_a_paragraph_holds_its_span(body: str, start: int, length: int) -> None:
    """For any text; the paragraph's edges are never white space."""
    start = min(start, len(body))
    span = Span(start, min(start + length, len(body)))
    found = paragraph(body, span)
    assert found.end <= len(body)
    if span.of(body).strip():
        assert found.of(body).strip() == found.of(body)
        assert span.of(body).strip() in found.of(body)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Мы готовы", "«Мы готовы»"),
        ('Завод "Заря" справился', "«Завод „Заря“ справился»"),
        ("Завод «Заря» справился", "«Завод „Заря“ справился»"),
        ("Завод „Заря“ справился", "«Завод „Заря“ справился»"),
        ('"Заря" — наша', "«„Заря“ — наша»"),
    ],
)
def test_inner_marks_become_inner(text: str, expected: str) -> None:
    """Russian typography: «… „…“ …»."""
    assert quoted(text) == expected


def test_lines_for_people() -> None:
    """Attribution, the reference by ГОСТ Р 7.0.5."""
    made = citation()
    assert attribution(made) == "«Завод „Заря“ справился» — Игорь Полуяхтов"
    assert gost(made, today=datetime.date(2026, 11, 22)) == (
        "Анна Ветрова. Мост: открыт [срочно] // АркПресс. 2025. 2 янв. "
        "URL: https://example.org/a_b?c=1&d=2 (дата обращения: 22.11.2026)."
    )
    assert "2025. 5 мая." in gost(citation(published="2025-05-05"), today=datetime.date(2026, 11, 22))
    bare = citation(source=None, url=None, authors=(), published=None)
    assert gost(bare, today=datetime.date(2026, 11, 22)) == "Мост: открыт [срочно]."


def test_csv_is_read_back() -> None:
    """By the csv module, with every field; what a spreadsheet would run is made harmless."""
    (row,) = csv.DictReader(io.StringIO(text_of("csv", citation(title="=1+1"))))
    assert row["text"] == 'Завод "Заря" справился'
    assert row["title"] == "'=1+1"
    assert (row["who"], row["address"], row["authors"]) == ("Игорь Полуяхтов", "bridge#q1", "Анна Ветрова")


def test_json_and_csl_are_read_back() -> None:
    """Offsets, speaker, date parts."""
    (row,) = json.loads(text_of("json", citation()))
    assert BODY[row["start"] : row["end"]] == row["text"]
    (item,) = json.loads(text_of("csl", citation()))
    assert item["type"] == "article-newspaper"
    assert item["issued"] == {"date-parts": [[2025, 1, 2]]}
    assert item["container-title"] == "АркПресс"
    assert "issued" not in json.loads(text_of("csl", citation(published=None)))[0]
    own = item["custom"]
    assert BODY[own["start"] : own["end"]] == own["text"]
    assert (own["who"], own["speaker"], own["address"]) == ("Игорь Полуяхтов", citation().speaker, "bridge#q1")


def test_markdown_is_a_block_quotation() -> None:
    """Brackets of the title are only brackets; the link is the article's."""
    text = text_of("markdown", citation())
    assert text.startswith('> Завод "Заря" справился\n>\n> — Игорь Полуяхтов, ')
    assert "[Мост: открыт \\[срочно\\]](https://example.org/a_b?c=1&d=2)" in text
    assert text.endswith(", АркПресс, 2025-01-02 `bridge#q1` (16–38)\n")
    assert BODY[16:38] == 'Завод "Заря" справился'
    assert "javascript" not in text_of("markdown", citation(url="javascript:alert(1)"))


def test_bibtex_is_balanced() -> None:
    """Braces in a title cannot break the entry; the address of the page is left as it is."""
    text = text_of("bibtex", citation(title="Курс } рубля {"))
    assert text.startswith("@misc{bridge:q1,\n")
    assert "url = {https://example.org/a_b?c=1&d=2}" in text
    assert "  speaker = {Игорь Полуяхтов},\n" in text
    assert '  quotation = {Завод "Заря" справился},\n' in text
    assert "  offsets = {16--38},\n" in text
    depths = list(accumulate({"{": 1, "}": -1}.get(char, 0) for char in text))
    assert depths[-1] == 0 and min(depths) == 0  # a backslash before a brace is nothing to BibTeX


def test_keys_of_bibtex_differ_where_addresses_do() -> None:
    """In letters that every BibTeX reads."""
    keys = [text_of("bibtex", citation(id=name)).partition("\n")[0] for name in ("мост", "парк", "most", "m ст")]
    assert len(set(keys)) == 4 and all(key.isascii() for key in keys)
    assert not any("--" in key or "{-" in key for key in keys)  # of letters that it cannot read, nothing is left


@given(st.text(max_size=40), st.sampled_from(sorted(FORMATS)))
def test_any_title_can_be_exported(title: str, name: str) -> None:
    """Every format takes any text and ends its last line."""
    assert text_of(name, citation(title=title, source=title)).endswith("\n")


@pytest.mark.parametrize("number", [0, 1, 3])
def test_citations_are_written_one_after_the_other(number: int) -> None:
    """Each is asked for when the one before is written; lists stay lists, also empty ones."""
    asked: list[int] = []

    def citations() -> Iterator[Citation]:
        for place in range(number):
            asked.append(place)
            yield citation(id=f"a{place}")

    for name in sorted(FORMATS):
        asked.clear()
        pieces = []
        for piece in written(name, citations()):
            pieces.append(piece)
            assert len(asked) <= len(pieces)
        assert asked == list(range(number))
        text = "".join(pieces)
        if name in ("json", "csl"):
            assert [row.get("address") or row["id"] for row in json.loads(text)] == [f"a{n}#q1" for n in range(number)]
        elif name == "csv":
            assert [row["address"] for row in csv.DictReader(io.StringIO(text))] == [f"a{n}#q1" for n in range(number)]
        else:
            assert text.count("a_b?c=1") == number
