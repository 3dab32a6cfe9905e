"""How the words of two copies of a quotation are shown against each other."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.store.variants import differences
from newsreader.ui.comparison import compared


@pytest.mark.parametrize(
    ("before", "after", "shown"),
    [
        ("опоры требуют срочного ремонта", "опоры требуют ремонта", "опоры требуют [−срочного] ремонта"),
        ("опоры требуют ремонта", "опоры требуют срочного ремонта", "опоры требуют [+срочного] ремонта"),
        ("рисковать людьми", "рисковать жизнью людей", "рисковать [−людьми] [+жизнью людей]"),
        ("Мы не закроем мост", "Не закроем мост", "[−Мы] Не закроем мост"),
        ("Закроем мост", "Мы закроем мост", "[+Мы] закроем мост"),
        ("Мост закрыт, увы", "Мост закрыт", "Мост закрыт [−увы]"),
        ("Мост закрыт", "Мост закрыт, увы", "Мост закрыт, [+увы]"),
        ("а б в", "г", "[−а б в] [+г]"),
        ("Мост закрыт, паром ходит", "Мост, паром ходит", "Мост [−закрыт], паром ходит"),
        (
            "один два три четыре пять шесть семь восемь девять десять мост",
            "один два три четыре пять шесть семь восемь девять десять паром",
            "… семь восемь девять десять [−мост] [+паром]",
        ),
        (
            "мост а б в г д е ж з и к закрыт",
            "паром а б в г д е ж з и к открыт",
            "[−мост] [+паром] а б в г … ж з и к [−закрыт] [+открыт]",
        ),
    ],
)
def test_dropped_and_added_words_stand_in_brackets(before: str, after: str, shown: str) -> None:
    """With a few words around them; signs tell them apart."""
    assert compared(before, after, differences(before, after)).text == shown


TEXTS = st.lists(st.sampled_from(["мост", "паром", "не", "закрыт,", "«лёд»", "—", "5", "\n"])).map(" ".join)


@given(TEXTS, TEXTS)
def test_each_span_is_a_bracket_and_the_rest_is_of_both(before: str, after: str) -> None:
    """What is marked as dropped stands in the first text, what is marked as added in the second."""
    one = compared(before, after, differences(before, after))
    for spans, sign, text in ((one.dropped, "−", before), (one.added, "+", after)):
        for span in spans:
            assert span.of(one.text) in text and len(span)
            assert one.text[span.start - 2 : span.start] == f"[{sign}" and one.text[span.end] == "]"
    assert len(re.findall(r"\[[−+]", one.text)) == len(one.dropped) + len(one.added)
