"""The interface's languages."""

from __future__ import annotations

import io
import string
from collections.abc import Iterator
from datetime import date
from gettext import GNUTranslations

import pytest
from babel.messages.catalog import Message

from newsreader.ui.dates import long_date, short_date
from newsreader.ui.i18n import _, choose_language, current_language, in_language, ngettext, preferred_language
from tests.make_catalogues import compiled, extracted, po_path, read_catalogue

TODAY = date(2024, 6, 1)


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    choose_language("en")


def _forms(message: Message) -> tuple[str, ...]:
    string = message.string or ""
    return (string,) if isinstance(string, str) else tuple(string)


def _placeholders(text: str) -> set[str]:
    return {name for _literal, name, _spec, _conversion in string.Formatter().parse(text) if name}


def test_every_string_of_the_interface_is_in_the_catalogue_and_translated() -> None:
    catalogue = read_catalogue("ru")
    for message in extracted():
        if message.id:
            translation = catalogue.get(message.id if isinstance(message.id, str) else message.id[0])
            assert translation is not None, f"run tests/make_catalogues.py: {message.id}"
            assert all(_forms(translation)), f"not translated: {message.id}"
            assert not translation.fuzzy


def test_the_catalogue_has_nothing_that_the_interface_no_longer_says() -> None:
    said = {message.id for message in extracted()}
    assert {message.id for message in read_catalogue("ru") if message.id} <= said


def test_translations_keep_the_places_to_fill_in() -> None:
    for message in read_catalogue("ru"):
        source = message.id if isinstance(message.id, str) else message.id[1]
        for form in _forms(message):
            assert _placeholders(form) == _placeholders(source) or not source, message.id


def test_the_compiled_catalogue_is_the_one_of_the_source() -> None:
    """Whatever version of Babel wrote it: that stands in its head."""
    lying = translations(po_path("ru").with_suffix(".mo").read_bytes())
    assert lying == translations(compiled(read_catalogue("ru"))), "run tests/make_catalogues.py"


def translations(raw: bytes) -> dict[object, str]:
    """What a compiled catalogue says, the rule for plurals included."""
    read = GNUTranslations(io.BytesIO(raw))
    said: dict[object, str] = vars(read)["_catalog"]
    return {**said, "": read.info()["plural-forms"]}


@pytest.mark.parametrize(
    ("number", "words"),
    [(1, "1 цитата"), (2, "2 цитаты"), (5, "5 цитат"), (11, "11 цитат"), (21, "21 цитата"), (0, "0 цитат")],
)
def test_russian_numbers_have_three_forms(number: int, words: str) -> None:
    choose_language("ru")
    assert ngettext("{n} quotation", "{n} quotations", number).format(n=number) == words


@pytest.mark.parametrize(
    ("environ", "language"),
    [
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LC_ALL": "C", "LANG": "ru_RU.UTF-8"}, "en"),
        ({"LC_MESSAGES": "ru_KZ", "LANG": "en_US"}, "ru"),
        ({"LANGUAGE": "fr:ru:en", "LANG": "en_US"}, "ru"),
        ({"LANG": "de_DE.UTF-8"}, "en"),
        ({}, "en"),
    ],
)
def test_the_locale_chooses_the_language(environ: dict[str, str], language: str) -> None:
    assert preferred_language(environ) == language


def test_an_unknown_language_leaves_the_choice_to_the_locale(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    assert choose_language("tlh") == "ru"
    assert current_language() == "ru"


def test_an_empty_string_stays_empty_and_unknown_ones_stay_as_they_are() -> None:
    choose_language("ru")
    assert (_(""), _("no such message"), in_language("ru", "")) == ("", "no such message", "")


def test_a_message_can_be_had_in_a_language_that_is_not_chosen() -> None:
    choose_language("en")
    assert in_language("ru", "Next quotation") == "Следующая цитата"


@pytest.mark.parametrize(
    ("published", "short", "long"),
    [
        ("2024-04-03", "3 апр", "3 апреля 2024"),
        ("2023-12-31T10:00", "31 дек 2023", "31 декабря 2023"),
        (None, "", ""),
        ("2024-02-30", "", ""),
        ("вчера", "", ""),
    ],
)
def test_dates_are_written_as_russians_write_them(published: str | None, short: str, long: str) -> None:
    choose_language("ru")
    assert short_date(published, today=TODAY) == short
    assert long_date(published) == long


def test_dates_in_english() -> None:
    choose_language("en")
    assert (short_date("2024-04-03", today=TODAY), long_date("2024-04-03")) == ("3 Apr", "3 April 2024")
