"""Which mentions are one thing, on documents made by hand and without any dictionary or model."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.aliases import aliases, form_of, other_names
from newsreader.analysis.classes import classes
from newsreader.analysis.document import Document
from newsreader.analysis.entities import find_entities
from newsreader.analysis.likeness import misspelt
from newsreader.models import Entity, EntityType
from tests.analysis.handmade import document
from tests.growth import linear

Names = list[tuple[str, EntityType]]


def found(body: str, names: Names) -> dict[str, list[str]]:
    """The entities of a hand-made document: name and mentions."""
    return {entity.name: [span.of(body) for span in entity.mentions] for entity in find_entities(document(body, names))}


def test_a_surname_joins_the_only_full_name() -> None:
    """The surname alone is the person whose full name the text has."""
    body = "Фокерт Зунгер пришёл. Зунгер сел."
    assert found(body, [("Фокерт Зунгер", "person"), ("Зунгер", "person")]) == {
        "Фокерт Зунгер": ["Фокерт Зунгер", "Зунгер"]
    }


def test_a_surname_that_two_bear_joins_neither() -> None:
    """Nothing is merged on a guess."""
    body = "Фокерт Зунгер и Липольд Зунгер пришли. Зунгер сел."
    names: Names = [("Фокерт Зунгер", "person"), ("Липольд Зунгер", "person"), ("Зунгер", "person")]
    assert set(found(body, names)) == {"Фокерт Зунгер", "Липольд Зунгер", "Зунгер"}


@pytest.mark.parametrize(("initials", "merged"), [("Ф. Зунгер", True), ("Л. Зунгер", False), ("Ф. Зангер", False)])
def test_initials_join_the_name_they_fit(initials: str, merged: bool) -> None:
    """The first letter and the surname must be the same."""
    body = f"Фокерт Зунгер пришёл. Потом {initials} сел"
    assert len(found(body, [("Фокерт Зунгер", "person"), (initials, "person")])) == (1 if merged else 2)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("саакашвили", "сааакашвили", True),
        ("метшин", "метшын", True),
        ("иванов", "иванова", False),
        ("ким", "кем", False),
        ("петренко", "петрянка", False),
    ],
)
def test_a_slip_of_one_letter(one: str, other: str, same: bool) -> None:
    """Long names may differ by a letter inside; an ending is never a slip."""
    assert misspelt(one, other) is same
    assert misspelt(other, one) is same


def test_an_abbreviation_joins_the_only_name_with_its_initials() -> None:
    """Function words may count or not."""
    body = "Союз любителей дождя собрался. СЛД растёт. СЛК молчит."
    names: Names = [("Союз любителей дождя", "organisation"), ("СЛД", "organisation"), ("СЛК", "organisation")]
    assert found(body, names) == {"Союз любителей дождя": ["Союз любителей дождя", "СЛД"], "СЛК": ["СЛК"]}


def test_an_abbreviation_of_two_names_joins_neither() -> None:
    """Two organisations with the same initials keep it apart."""
    body = "Союз любителей дождя и Совет любителей драмы спорят. СЛД растёт."
    names: Names = [
        ("Союз любителей дождя", "organisation"),
        ("Совет любителей драмы", "organisation"),
        ("СЛД", "organisation"),
    ]
    assert len(found(body, names)) == 3


def test_a_shorter_name_joins_the_only_longer_one() -> None:
    """«Банк» means the only bank of the text."""
    names: Names = [("Степной банк развития", "organisation"), ("Степной банк", "organisation")]
    assert len(found("Степной банк развития растёт. Степной банк молчит.", names)) == 1
    names.append(("Степной банк Кашгара", "organisation"))
    assert len(found("Степной банк развития и Степной банк Кашгара растут, Степной банк молчит.", names)) == 3


@pytest.mark.parametrize(
    ("one", "other"),
    [("ШОС", "Шанхайская организация сотрудничества"), ("РФ", "Россия"), ("США", "Америка"), ("ОДКБ", "ОДКБ")],
)
def test_the_table_of_aliases(one: str, other: str) -> None:
    """Both forms lead to the same thing."""
    assert aliases().find(form_of(one)) is aliases().find(form_of(other)) is not None


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("шос", {"Шанхайская организация сотрудничества", "Шанхайская организация"}),
        ("Шанхайская  Организация", {"Шанхайская организация сотрудничества", "ШОС"}),
        ("организация", set()),
        ("Никто", set()),
        ("", set()),
    ],
)
def test_a_name_leads_to_the_others(name: str, others: set[str]) -> None:
    """Not to the name itself, and only a whole one."""
    assert set(other_names(name)) == others


def test_the_tables_are_sound() -> None:
    """Every list has words, all in comparable form; every thing of the table is found by each of its names."""
    for words in (classes().organisation, classes().place, classes().thing, classes().institutions, classes().roles):
        assert words
        assert all(word == word.lower() and "ё" not in word for word in words)
    for form, alias in aliases().by_form.items():
        assert form in alias.written
        assert alias.bynames <= set(alias.written)


@pytest.mark.parametrize("language", ["und", "en"])
def test_other_languages_have_no_entities(language: str) -> None:
    """No entities rather than wrong ones."""
    assert find_entities(document("Лондон и Париж.", [("Лондон", "place")], language)) == ()


def test_a_text_without_names() -> None:
    """Nothing in, nothing out."""
    assert find_entities(document("")) == ()
    assert find_entities(document("дождь идёт, снег тает.")) == ()


def test_the_most_mentioned_come_first_and_aliases_are_told_once() -> None:
    """Order by mentions, then by place; other forms without repetition, as the text has them."""
    body = "Зунгер сел. Липольд встал. Липольда ждут. Липольда ждали."
    names: Names = [("Зунгер", "person"), ("Липольд", "person"), ("Липольда", "person")]
    entities = find_entities(document(body, names, cases={"Липольда": "Gen"}))
    assert [len(entity.mentions) for entity in entities] == [3, 1]
    assert entities[0].aliases == ("Липольда",)


WORDS = [
    "Зунгер",
    "Фокерт",
    "Россия",
    "РФ",
    "МИД",
    "суд",
    "Совет",
    "(",
    ")",
    "«",
    "»",
    ",",
    ".",
    "и",
    "И",
    "О",
    "'",
    "-",
    "по",
    "ШОС",
    "ООН",
    "\n",
]
TYPES: list[EntityType] = ["person", "organisation", "place"]


@st.composite
def documents(draw: st.DrawFn) -> tuple[str, Names]:
    """Rows of names, marks and common words, any stretch of which may be marked as a name."""
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=40))
    names: Names = []
    for _ in range(draw(st.integers(0, 12))):
        first = draw(st.integers(0, len(words) - 1))
        stretch = words[first : first + draw(st.integers(1, 4))]
        if "\n" not in stretch:
            names.append((" ".join(stretch), draw(st.sampled_from(TYPES))))
    return " ".join(words), names


def check(body: str, entities: tuple[Entity, ...]) -> None:
    """Spans lie in the text, in order; apart in one entity, nested or apart between two."""
    spans = [span for entity in entities for span in entity.mentions]
    for entity in entities:
        assert entity.name.strip()
        assert entity.mentions == tuple(sorted(entity.mentions))
        assert all(one.end <= other.start for one, other in zip(entity.mentions, entity.mentions[1:], strict=False))
        assert len(set(entity.aliases)) == len(entity.aliases)
        assert entity.name not in entity.aliases
    for one in spans:
        assert 0 <= one.start < one.end <= len(body)
        for other in spans:
            assert not one.meets(other) or one.holds(other) or other.holds(one)


@given(documents())
def test_any_marking_gives_sound_spans(made: tuple[str, Names]) -> None:
    """Whatever the recogniser marks, the answer is sound, and the same each time."""
    body, names = made
    marked = document(body, names)
    entities = find_entities(marked)
    check(body, entities)
    assert find_entities(marked) == entities


@pytest.mark.parametrize("kind", TYPES)
@pytest.mark.parametrize("pattern", ["Зунгер{} Фокерт", "Фокерт Зунгер{}", "Совет Зунгер{} Фокерт ("])
def test_time_is_linear(kind: EntityType, pattern: str) -> None:
    """Twice the text with twice the names takes not much more than twice as long."""

    def made(count: int) -> Document:
        names = [pattern.format("а" * (number % 5) + str(number)) for number in range(count)]
        return document(". ".join(names), [(name.rstrip(" ("), kind) for name in names])

    documents = {count: made(count) for count in (100, 400, 800)}
    find_entities(documents[100])
    assert linear(lambda count: find_entities(documents[count]), 400)
