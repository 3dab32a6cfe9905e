"""Names in the nominative: by the dictionary, by the ending alone, in the letters of the text."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest

from newsreader.analysis.declension import noun_readings, surname_readings
from newsreader.analysis.inflection import Grammar, abbreviation, bare, nominative, restore
from newsreader.analysis.personal import read_pieces, resolve, support_of
from tests.analysis.handmade import token, tokens


@pytest.fixture(scope="module")
def grammar() -> Grammar:
    """The dictionary, without neural models."""
    analyser: Any = import_module("pymorphy3").MorphAnalyzer()
    return Grammar(analyser)


@pytest.mark.parametrize(
    ("form", "case", "gender", "expected"),
    [
        ("вельмакина", "Gen", "Masc", "вельмакин"),
        ("вельмакина", "Nom", "Fem", "вельмакина"),
        ("вельмакиной", "Ins", "Fem", "вельмакина"),
        ("жапаровым", "Ins", "Masc", "жапаров"),
        ("дубровского", "Gen", "Masc", "дубровский"),
        ("дубровской", "Dat", "Fem", "дубровская"),
        ("зиммеру", "Dat", "Masc", "зиммер"),
        ("обручем", "Ins", "Masc", "обруч"),
        ("грицая", "Gen", "Masc", "грицай"),
        ("кауфмане", "Loc", "Masc", "кауфман"),
        ("мураками", "Ins", "Masc", "мураками"),
        ("шевченко", "Dat", "Fem", "шевченко"),
        ("меркель", "Gen", "Fem", "меркель"),
    ],
)
def test_a_surname_by_its_ending(form: str, case: str, gender: str, expected: str) -> None:
    """Among the readings in this case and gender, the likeliest is the expected nominative."""
    fitting = [one for one in surname_readings(form) if one.case == case and one.gender in (None, gender)]
    assert max(fitting, key=lambda reading: reading.weight).form == expected


@pytest.mark.parametrize("word", ["ы", "а", "ск", "ов", "", "x", "й", "ъъъ", "ой"])
def test_any_word_has_a_reading(word: str) -> None:
    """A name may be indeclinable, and no ending is too short to be read."""
    assert word in {reading.form for reading in noun_readings(word)}
    assert word in {reading.form for reading in surname_readings(word)}


@pytest.mark.parametrize(
    ("phrase", "case", "expected"),
    [
        ("Москвы", "Gen", "Москва"),
        ("Нижнего Новгорода", "Gen", "Нижний Новгород"),
        ("Химках", "Loc", "Химки"),
        ("Новой Зеландией", "Ins", "Новая Зеландия"),
        ("Министерством обороны", "Ins", "Министерство обороны"),
        ("Верховному суду", "Dat", "Верховный суд"),
        ("Государственную думу", "Acc", "Государственная дума"),
        ("МИДом", "Ins", "МИД"),
        ("ООН", "Gen", "ООН"),
        ("Санкт-Петербурге", "Loc", "Санкт-Петербург"),
        ("Ростова-на-Дону", "Gen", "Ростов-на-Дону"),
        ("Сан Луисе", "Loc", "Сан Луис"),
        ("Голосом Америки", "Ins", "Голос Америки"),
        ("Google", "Gen", "Google"),
        ("Баку", "Loc", "Баку"),
    ],
)
def test_a_phrase_in_the_nominative(grammar: Grammar, phrase: str, case: str, expected: str) -> None:
    """The head and what agrees with it are inflected; the rest stays."""
    place = phrase[0] in "МНХСРБ" and "ств" not in phrase
    words = tokens(phrase, case)
    later = [token(word.text, word.span.start, "Gen") for word in words[1:]]
    agreeing = phrase.split()[0].endswith(("его", "ой", "ому", "ую"))
    phrase_tokens = words if agreeing or "Сан" in phrase else (words[0], *later)
    assert " ".join(nominative(phrase_tokens, grammar, place=place)) == expected


@pytest.mark.parametrize(
    ("name", "case", "expected"),
    [
        ("Дмитрия Пескова", "Gen", "Дмитрий Песков"),
        ("Елена Пескова", "Nom", "Елена Пескова"),
        ("Елену Пескову", "Acc", "Елена Пескова"),
        ("Бориса Николаевича Ельцина", "Gen", "Борис Николаевич Ельцин"),
        ("Наиной Иосифовной", "Ins", "Наина Иосифовна"),
        ("Петров Иван Сергеевич", "Nom", "Иван Сергеевич Петров"),
        ("И. И. Петрову", "Dat", "И. И. Петров"),
        ("Петрову И.И.", "Dat", "И. И. Петров"),
        ("Виктором Януковичем", "Ins", "Виктор Янукович"),
        ("Тараса Шевченко", "Gen", "Тарас Шевченко"),
        ("Ольге Шевченко", "Dat", "Ольга Шевченко"),
        ("Аллы Бут", "Gen", "Алла Бут"),
        ("Виктора Бута", "Gen", "Виктор Бут"),
        ("Ким Чен Ына", "Gen", "Ким Чен Ын"),
        ("Усамы бин Ладена", "Gen", "Усама бин Ладен"),
        ("Ильхама Гейдар оглы Алиева", "Gen", "Ильхам Гейдар оглы Алиев"),
        ("Шона О’Коннелла", "Gen", "Шон О’Коннелл"),
        ("Барака Обамы", "Gen", "Барак Обама"),
        ("Николя Саркози", "Dat", "Николя Саркози"),
        ("Юрию Долгорукому", "Dat", "Юрий Долгорукий"),
        ("ТОКАЕВ", "Nom", "ТОКАЕВ"),
    ],
)
def test_a_person_in_the_nominative(grammar: Grammar, name: str, case: str, expected: str) -> None:
    """Case and gender are those in which all parts of the name agree."""
    pieces, initials = read_pieces(tokens(name, case), grammar)
    assert resolve(pieces, initials, support_of([pieces])).display == expected


def test_other_mentions_decide_between_readings(grammar: Grammar) -> None:
    """«Вельмакина» alone is a woman or a man in the genitive; «Вельмакину», «Вельмакиным» beside it tell."""
    names = [read_pieces(tokens(word, "Gen"), grammar)[0] for word in ("Вельмакина", "Вельмакину", "Вельмакиным")]
    assert resolve(names[0], "", support_of(names)).last == "вельмакин"


@pytest.mark.parametrize(
    ("form", "source", "expected"),
    [
        ("москва", "Москвы", "Москва"),
        ("щеголев", "Щеголёва", "Щеголёв"),
        ("воронеж", "ВОРОНЕЖА", "ВОРОНЕЖ"),
        ("ростов-на-дону", "Ростова-на-Дону", "Ростов-на-Дону"),
        ("токаев", "Тока\u0301ева", "Токаев"),
        ("суд", "суда", "суд"),
    ],
)
def test_the_letters_of_the_text_stay(form: str, source: str, expected: str) -> None:
    """Capitals and ё come from the text."""
    assert restore(form, source) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Тока\u0301ев", "Токаев"),
        ("Аста\u00adна", "Астана"),
        ("Чингиз\u00a0Айтматов", "Чингиз Айтматов"),
        (" а\n б ", "а б"),
    ],
)
def test_a_name_as_it_is_read(text: str, expected: str) -> None:
    """Stress marks and soft hyphens are off, blanks are single spaces."""
    assert bare(text) == expected


@pytest.mark.parametrize(("word", "short"), [("МИДе", "МИД"), ("МЧС", None), ("Мидия", None), ("ВАЗами", "ВАЗ")])
def test_an_inflected_abbreviation(word: str, short: str | None) -> None:
    """The small letters behind the capitals are the ending."""
    assert abbreviation(word) == short
