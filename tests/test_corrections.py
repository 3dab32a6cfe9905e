"""Corrections made by hand: what they change, the file they are kept in, and that they outlive every analysis."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.correcting import Corrections
from newsreader.corrections import Correction, apply, parsed, read, set_speaker, without, write, written
from newsreader.errors import CorrectionError, StoreError
from newsreader.library import Library
from newsreader.models import Analysed, Analysis, Entity, ListFilter, Span
from newsreader.store.files import scan
from newsreader.store.store import Store
from newsreader.worker import WorkerPool
from tests.builders import make_analysis, write_library

BODY = "Анна Ветрова приехала в Заречье. «Мост готов», — сказала Ветрова. «Поедем», — сказал Лугов. Ветров молчал.\n"


def _spans(*words: str) -> tuple[Span, ...]:
    return tuple(Span(BODY.index(word), BODY.index(word) + len(word)) for word in words)


def analysis() -> Analysis:
    """Two quotations, three entities."""
    said = make_analysis(BODY, ("Мост готов", "Анна Ветрова"), ("Поедем", "Лугов"))
    entities = (
        Entity("Анна Ветрова", "person", _spans("Анна Ветрова", "Ветрова.", "Ветров молчал"), ("Ветрова",)),
        Entity("Лугов", "person", _spans("Лугов"), ()),
        Entity("Заречье", "person", _spans("Заречье"), ()),
    )
    return replace(said, entities=entities)


def names(found: Analysis) -> list[tuple[str, str, int]]:
    """Name, type and number of mentions of each entity."""
    return [(one.name, one.type, len(one.mentions)) for one in found.entities]


def put_right(*corrections: Correction) -> Analysis:
    """The analysis with corrections, applied twice: that is once."""
    once = apply(analysis(), BODY, corrections)
    assert apply(once, BODY, corrections) == once
    return once


def test_a_quotation_is_given_to_another_speaker_or_to_nobody() -> None:
    quotation = analysis().quotations[1]
    assert put_right(set_speaker(quotation, BODY, "Пётр Лугов")).quotations[1].who == "Пётр Лугов"
    found = put_right(set_speaker(quotation, BODY, None)).quotations
    assert [one.who for one in found] == ["Анна Ветрова", None]


def test_of_equal_words_the_nearest_is_meant() -> None:
    body = "«Да». «Да». «Да»."
    three = tuple(replace(analysis().quotations[0], span=Span(at, at + 2)) for at in (1, 7, 13))
    found = apply(replace(analysis(), quotations=three), body, [set_speaker(three[1], body, "Лугов")])
    assert [one.who for one in found.quotations] == ["Анна Ветрова", "Лугов", "Анна Ветрова"]


def test_an_entity_is_renamed_with_its_quotations() -> None:
    found = put_right(Correction("rename", "Лугов", "person", to="Пётр Лугов"))
    assert ("Пётр Лугов", "person", 1) in names(found)
    assert found.quotations[1].who == "Пётр Лугов"
    assert next(one for one in found.entities if one.name == "Пётр Лугов").aliases == ("Лугов",)


def test_two_entities_are_merged() -> None:
    found = put_right(Correction("merge", "Лугов", "person", to="Анна Ветрова"))
    assert names(found) == [("Анна Ветрова", "person", 4), ("Заречье", "person", 1)]
    assert {one.who for one in found.quotations} == {"Анна Ветрова"}


def test_a_form_is_split_off() -> None:
    found = put_right(Correction("split", "Анна Ветрова", "person", words="Ветров молчал", to="Ветров"))
    assert names(found)[0] == ("Анна Ветрова", "person", 2)
    assert ("Ветров", "person", 1) in names(found)


def test_a_single_mention_is_split_off_the_nearest_in_that_form() -> None:
    body = "Ветров, Ветров и Ветров молчат."
    three = Entity("Ветров", "person", tuple(Span(at, at + 6) for at in (0, 8, 17)), ("Ветров",))
    told = replace(analysis(), entities=(three,), quotations=())
    correction = Correction("split", "Ветров", "person", words="Ветров", at="9", to="Олег Ветров")
    once = apply(told, body, [correction])
    assert [(one.name, [span.start for span in one.mentions]) for one in once.entities] == [
        ("Ветров", [0, 17]),
        ("Олег Ветров", [8]),
    ]
    assert once.entities[0].aliases == ("Ветров",)
    assert apply(once, body, [correction]) == once
    more = apply(once, body, [replace(correction, at="0")])
    assert [[span.start for span in one.mentions] for one in more.entities] == [[0, 8], [17]]
    assert {one.name for one in more.entities} == {"Ветров", "Олег Ветров"}


def test_an_entity_gets_another_type() -> None:
    found = put_right(Correction("retype", "Заречье", "person", to="place"))
    assert names(found)[2] == ("Заречье", "place", 1)


@pytest.mark.parametrize(
    "correction",
    [
        Correction("speaker", words="Никто этого не говорил", at="9" * 40, to="Лугов"),
        Correction("rename", "Никто", "person", to="Некто"),
        Correction("rename", "Лугов", "place", to="Некто"),
        Correction("split", "Лугов", "person", words="Лугов", to="Луг"),
        Correction("retype", "Лугов", "person", to="planet"),
    ],
)
def test_what_finds_nothing_changes_nothing(correction: Correction) -> None:
    assert put_right(correction) == analysis()


texts = st.text(st.characters(exclude_categories=("C", "Z")), max_size=30)


@given(
    st.lists(st.builds(Correction, st.sampled_from(["speaker", "merge", "split"]), texts, texts, texts, texts, texts))
)
def test_what_is_written_is_read_again(corrections: list[Correction]) -> None:
    again = parsed(written(corrections))
    assert written(again) == written(parsed(written(again)))
    assert [one.correct for one in again] == [one.correct for one in corrections]


def test_values_stay_strings() -> None:
    correction = Correction("rename", "no", "person", words="1.0", at="12", to="2024-01-01: «да» #1 'x' \"y\"")
    assert parsed(written([correction])) == (correction,)


@pytest.mark.parametrize(
    "text",
    [
        *("a: b", "- 1", "- correct: fly", "- correct: rename\n  colour: red", "- correct: [rename]"),
        *("[" * 3_000, "- !!int x: 1", "- &a [*a]", "\t- x", "'"),
    ],
)
def test_what_is_no_list_of_corrections_is_an_error_of_one_line(text: str) -> None:
    with pytest.raises(CorrectionError) as caught:
        parsed(text)
    assert "\n" not in str(caught.value)


class Quick(Library):
    """A library whose articles all have the same analysis, and whose new words are not looked up."""

    @classmethod
    def open_in(cls, folder: Path) -> Quick:
        """The library of a folder, its index and marks beside it."""
        store = Store.open(folder, cache=folder.parent / "cache", data=folder.parent / "data")
        return cls(store, WorkerPool(1), engine="test", analyse=lambda _body: analysis())

    def _lemmas_of(self, texts: list[str]) -> dict[str, tuple[str, ...]]:
        return {}


def opened_again(library: Library) -> Library:
    """The same library in a later run."""
    return Quick.open_in(library.folder)


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    """A library of one article, analysed."""
    folder = write_library(tmp_path / "news", {"a/bridge.md": BODY})
    library = Quick.open_in(folder)
    library.sync(analyse=False)
    library.analyse_now(article_id(library))
    yield library
    library.close()


def article_id(library: Library) -> str:
    """The one article's id."""
    (key,) = library.keys()
    return library.summaries([key])[key].id


def who(library: Library) -> list[str | None]:
    """Whose the quotations of the opened article are."""
    opened = library.open(article_id(library))
    assert opened.analysis is not None
    return [one.who for one in opened.analysis.quotations]


def test_corrections_are_kept_beside_the_article_and_outlive_a_new_analysis(library: Library) -> None:
    id_ = article_id(library)
    opened = library.correct(id_, Correction("rename", "Лугов", "person", to="Пётр Лугов"))
    assert opened.analysis is not None and opened.analysis.quotations[1].who == "Пётр Лугов"
    file = library.folder / "a" / "bridge.md.corrections.yaml"
    assert 'to: "Пётр Лугов"' in file.read_text(encoding="utf-8")
    assert [one.name for one in scan(library.folder)] == [b"a/bridge.md"]
    assert library.sync(analyse=False).unchanged == 1
    assert {hit.who for hit in library.search_quotes("").hits} == {"Анна Ветрова", "Пётр Лугов"}
    library._engine = "another"
    assert library.analyse_now(id_).quotations[1].who == "Пётр Лугов"
    assert who(library) == ["Анна Ветрова", "Пётр Лугов"]
    assert list(library.keys(ListFilter(words="Пётр")))


def test_corrections_and_marks_are_taken_back_in_their_order_also_in_a_later_run(library: Library) -> None:
    id_ = article_id(library)
    library.correct(id_, Correction("rename", "Лугов", "person", to="Пётр Лугов"))
    library.set_starred([id_], True)
    library.correct(
        id_,
        Correction("merge", "Пётр Лугов", "person", to="Анна Ветрова"),
        Correction("retype", "Заречье", "person", to="place"),
    )
    assert who(library) == ["Анна Ветрова", "Анна Ветрова"]
    library.close()
    later = opened_again(library)
    assert later.undoes_correction() == id_
    assert later.undo() == id_
    assert who(later) == ["Анна Ветрова", "Пётр Лугов"]
    assert later.undoes_correction() is None
    assert (later.undo(), later.open(id_).state.starred) == (id_, False)
    assert later.undo() == id_
    assert who(later) == ["Анна Ветрова", "Лугов"]
    assert {hit.who for hit in later.search_quotes("").hits} == {"Анна Ветрова", "Лугов"}
    assert not list((library.folder / "a").glob("*.yaml"))
    assert later.undo() is None
    later.close()


def test_what_is_no_longer_in_the_file_cannot_be_taken_back_and_stands_in_nobodys_way(library: Library) -> None:
    id_ = article_id(library)
    library.set_starred([id_], True)
    library.correct(id_, Correction("rename", "Лугов", "person", to="Пётр Лугов"))
    (library.folder / "a" / "bridge.md.corrections.yaml").unlink()
    with pytest.raises(CorrectionError, match="no longer in the file"):
        library.undo()
    assert (library.undo(), library.open(id_).state.starred) == (id_, False)


def test_a_correction_is_undone_by_what_it_was_wherever_it_stands_in_the_file() -> None:
    first, second = (Correction("rename", name, "person", to="Х") for name in ("Лугов", "Заречье"))
    assert without((first, second, first), [first]) == (first, second)
    assert without((second, first), [first, first]) == (second,)
    with pytest.raises(CorrectionError):
        without((second,), [first])


def test_without_a_place_for_marks_a_correction_holds_all_the_same(library: Library) -> None:
    with patch.object(type(library._store.mended), "note", side_effect=StoreError("full")):
        library.correct(article_id(library), Correction("rename", "Лугов", "person", to="Пётр Лугов"))
    assert who(library) == ["Анна Ветрова", "Пётр Лугов"]


@pytest.mark.models
def test_a_new_name_is_found_by_its_forms(tmp_path: Path) -> None:
    """The stem of «Лев» is not the one of «льва», which stands in a quotation: only the dictionary knows."""
    body = "«Мост готов», — сказал Лугов. «Я видел льва», — сказала Ветрова.\n"
    folder = write_library(tmp_path / "news", {"bridge.md": body})
    said = make_analysis(body, ("Мост готов", "Лугов"), ("Я видел льва", "Ветрова"))
    pool = WorkerPool(1)
    store = Store.open(folder, cache=tmp_path / "cache", data=tmp_path / "data")
    library = Library(store, pool, engine="test", analyse=lambda _body: Analysed(said, {"льва": ("лев",)}))
    library.sync(analyse=False)
    library.analyse_now("bridge")
    library.correct("bridge", set_speaker(said.quotations[0], body, "Лев Толстой"))
    assert [hit.who for hit in library.search_quotes("кто:льва").hits] == ["Лев Толстой"]
    assert not store.mended.unknown_words(["Толстой"])
    library.close()


def test_a_broken_file_is_named_and_never_overwritten(library: Library) -> None:
    file = library.folder / "a" / "bridge.md.corrections.yaml"
    file.write_text("so it is", encoding="utf-8")
    opened = library.open(article_id(library))
    assert opened.analysis is not None
    assert any("a/bridge.md.corrections.yaml: is no list" in warning for warning in opened.article.warnings)
    with pytest.raises(CorrectionError, match="is no list"):
        library.correct(article_id(library), Correction("rename", "Лугов", "person", to="Луг"))
    assert file.read_text(encoding="utf-8") == "so it is"


def test_a_link_is_not_followed(library: Library, tmp_path: Path) -> None:
    secret = tmp_path / "secret.yaml"
    secret.write_text(written([Correction("rename", "Лугов", "person", to="Луг")]), encoding="utf-8")
    (library.folder / "a" / "bridge.md.corrections.yaml").symlink_to(secret)
    with pytest.raises(CorrectionError, match="links are not followed"):
        read(library.folder, b"a/bridge.md")


def test_where_nothing_can_be_written_the_error_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(CorrectionError, match="cannot be written"):
        write(tmp_path, b"no/such/folder.md", [Correction("rename", "а", "person", to="б")])
    assert issubclass(Library, Corrections)
