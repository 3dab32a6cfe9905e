"""A quotation as it is copied from the text."""

from __future__ import annotations

import pytest

from newsreader.models import Quotation, QuotationKind, Span
from newsreader.ui.citation import cite
from tests.builders import make_article


@pytest.mark.parametrize(
    ("said", "kind", "expected"),
    [
        ("Завод «Заря»\nработает", "direct", "«Завод „Заря“ работает» — Олег Вех"),
        ("без «перегибов»", "mixed", "«без „перегибов“» — Олег Вех"),
        ("завод «Заря» работает", "indirect", "завод «Заря» работает — Олег Вех"),
    ],
)
def test_inner_marks_are_inner_ones(said: str, kind: QuotationKind, expected: str) -> None:
    """What is copied nests its marks as the formats of an export do; reported speech stays as it stands."""
    article = make_article(f"Сказано: {said}.", title="Смена", source="АркПресс")
    quotation = Quotation(kind, Span(9, 9 + len(said)), None, None, "Олег  Вех", 0)
    head, where = cite(quotation, article).split("\n")
    assert head == expected
    assert "АркПресс" in where
