"""Blocks, headings, sections and datelines: text structure without models."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.analysis.datelines import find_dateline
from newsreader.analysis.sections import find_blocks, find_sections

LONG = "Рабочие укрепили берег реки мешками с песком, и к вечеру вода перестала подниматься."


def titles(body: str) -> list[str]:
    """The sections' titles; the lead is the empty one."""
    return [section.title for section in find_sections(body, find_blocks(body))]


def test_paragraphs_are_lines() -> None:
    """White space at the edges and empty lines are left out."""
    body = "  Первый.  \n\n\tВторой.\n"
    assert [block.of(body) for block in find_blocks(body)] == ["Первый.", "Второй."]


def test_lines_of_a_broken_text_are_joined() -> None:
    """Where paragraphs are broken at a right margin, they are put together again."""
    first = (
        "Рабочие укрепили берег реки мешками с песком, потому что\n"
        "вода поднималась и грозила затопить посёлок, стоящий у\n"
        "самой воды уже больше ста лет, как и соседний город на\n"
        "холме."
    )
    second = (
        "Второй абзац стоит отдельно от первого и ничего о нём не\n"
        "знает, хотя и напечатан той же машинкой и на той же самой\n"
        "бумаге."
    )
    body = f"{first}\n\n{second}"
    assert [block.of(body) for block in find_blocks(body)] == body.split("\n\n")


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"# Главное\n{LONG}\n## Подробности\n{LONG}", ["Главное", "Подробности"]),
        (f"{LONG}\n\n### Что дальше ###\n{LONG}", ["", "Что дальше"]),
        (f"Главное\n=======\n{LONG}\n\nПодробности\n-----------\n{LONG}", ["Главное", "Подробности"]),
        (f"{LONG}\nЧто говорят жители\n{LONG}", ["", "Что говорят жители"]),
        (f"{LONG}\nО пожаре в «Крокусе» и спасателях\n{LONG}", ["", "О пожаре в «Крокусе» и спасателях"]),
        (f"{LONG}\nЧто дальше?\n{LONG}", ["", "Что дальше?"]),
    ],
)
def test_headings(body: str, expected: list[str]) -> None:
    """Markdown's own, underlined ones, and short lines alone between paragraphs."""
    assert titles(body) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Короткая строка с точкой.",
        "«Мы справимся»",
        '"Мы справимся", - сказал он',
        "— Мы справимся",
        "- пункт списка",
        "1. Пункт списка",
        "Фото: Иван Петров",
        "Читайте также",
        "Источник: агентство",
        "Вот что он сказал:",
        "и продолжение со строчной буквы",
        "> цитата",
        "#тег",
    ],
)
def test_short_lines_that_are_no_headings(line: str) -> None:
    """Sentences, quotations, captions, items, continuations."""
    assert titles(f"{LONG}\n{line}\n{LONG}") == [""]


def test_poems_and_lists_have_no_headings() -> None:
    """Neighbours of a heading are paragraphs, not other short lines."""
    poem = "\n".join(("Снег идёт над рекой", "Лодка спит у причала", "И никто не зовёт", "Ничего не начать сначала"))
    assert titles(f"{LONG}\n{poem}\n{LONG}") == [""]


def test_first_and_last_lines_are_no_headings() -> None:
    """A heading stands between paragraphs."""
    assert titles(f"Заголовок новости\n{LONG}\nИван Петров") == [""]


@pytest.mark.parametrize(
    ("line", "place", "date", "agency"),
    [
        ("БИШКЕК, 3 апр — Sputnik. Канал построят.", "БИШКЕК", "3 апр", "Sputnik"),
        ("МОСКВА, 1 дек - РИА Новости. Канал построят.", "МОСКВА", "1 дек", "РИА Новости"),
        ("МОСКВА, 12 мая. /ТАСС/. Канал построят.", "МОСКВА", "12 мая", "ТАСС"),
        ("Москва. 5 мая. INTERFAX.RU - Канал построят.", "Москва", "5 мая", "INTERFAX.RU"),
        ("Москва. 5 мая. ИНТЕРФАКС - Канал построят.", "Москва", "5 мая", "ИНТЕРФАКС"),
        ("КИЕВ, 5 мая (УНН) — Канал построят.", "КИЕВ", "5 мая", "УНН"),
        ("АСТАНА. КАЗИНФОРМ – Канал построят.", "АСТАНА", None, "КАЗИНФОРМ"),
        ("ТАСС, 12 июня. Канал построят.", None, "12 июня", "ТАСС"),
        ("LONDON, May 5 (Reuters) - The canal opens.", "LONDON", "May 5", "Reuters"),
        ("WASHINGTON (AP) — The canal opens.", "WASHINGTON", None, "AP"),
        ("НЬЮ-ЙОРК, 5 мая 2024 г. — Новости дня. Канал построят.", "НЬЮ-ЙОРК", "5 мая 2024 г.", "Новости дня"),
        ("Омск. 5 мая. «Омск-Информ» - Канал построят.", "Омск", "5 мая", "«Омск-Информ»"),
        ("ОМСК, 12 апреля. Канал построят.", "ОМСК", "12 апреля", None),
        ("САНКТ-ПЕТЕРБУРГ, 12 апреля — Канал построят.", "САНКТ-ПЕТЕРБУРГ", "12 апреля", None),
        ("ОМСК, 5 мая. Канал построят. К осени он будет полон.", "ОМСК", "5 мая", None),
    ],
)
def test_datelines(line: str, place: str | None, date: str | None, agency: str | None) -> None:
    """Place, date and agency in the manner of each agency."""
    found = find_dateline(line, find_blocks(line))
    assert found is not None
    parts = [part.of(line) if part is not None else None for part in (found.place, found.date, found.agency)]
    assert parts == [place, date, agency]
    assert line[found.span.end :].strip().startswith(("Канал", "The canal"))


@pytest.mark.parametrize("stop", [".", " —", ":"])
@pytest.mark.parametrize("mark", [",", ""])
def test_dateline_ends_before_a_quotation(stop: str, mark: str) -> None:
    """Words in marks that a dash follows are said; they name no agency."""
    line = f"ОМСК, 5 мая{stop} «Канал построят»{mark} — сказал мэр."
    found = find_dateline(line, find_blocks(line))
    assert found is not None
    assert found.span.of(line) == f"ОМСК, 5 мая{stop}"


@pytest.mark.parametrize(
    "line",
    [
        "Канал построят в мае.",
        "Иван Петров, 45 лет, приехал в Омск.",
        "В Москве, 5 мая, открыли канал.",
        "Москва — столица.",
    ],
)
def test_no_dateline(line: str) -> None:
    """A date or a place in a sentence is none."""
    assert find_dateline(line, find_blocks(line)) is None


@given(st.text(alphabet="аБ #=->«».?\n\t1", max_size=120))
def test_sections_of_any_text(body: str) -> None:
    """They cover the text from its first letter to its end, in order, without gaps."""
    blocks = find_blocks(body)
    sections = find_sections(body, blocks)
    assert bool(sections) == bool(blocks)
    if sections:
        assert sections[0].span.start == blocks[0].start
        assert sections[-1].span.end == len(body)
    for one, after in pairwise(sections):
        assert one.span.end == after.span.start
    for section in sections:
        assert (section.heading is None) == (section.level == 0)
        assert section.heading is None or section.heading.of(body) == section.title != ""
