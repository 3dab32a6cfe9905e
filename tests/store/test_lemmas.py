"""Words in any form: the vocabulary that analyses bring, and what is found by it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from newsreader.models import Analysed, ListFilter
from newsreader.store.changes import Gone, Put
from newsreader.store.check import check
from newsreader.store.files import FileState
from newsreader.store.store import Store
from newsreader.store.vocabulary import Vocabulary
from tests.builders import make_analysis, make_article
from tests.store.syncing import ids, open_store

LEMMAS: Mapping[str, tuple[str, ...]] = {
    "паромы": ("паром",), "паромом": ("паром",), "пара": ("пар", "пара"), "шли": ("идти",), "идет": ("идти",),
    "людей": ("человек",), "человек": ("человек",), "отца": ("отец",), "отцом": ("отец",), "дней": ("день",),
}  # fmt: skip
SAID = {
    "a": ("Паромы шли через озеро пять дней", "Пётр Лиснов"),
    "b": ("На берегу стояло много людей, и каждый звал отца", "Зоя Гарина"),
    "c": ("Из котла вышло облако пара", "Пётр Лиснов"),
    "d": ("За паромом идёт один человек с отцом", None),
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Four articles with a quotation each, a the oldest; their words come with lemmas."""
    opened = open_store(tmp_path)
    fill(opened)
    yield opened
    opened.close()


def fill(store: Store, lemmas: Mapping[str, tuple[str, ...]] = LEMMAS) -> None:
    """Puts in what was said."""
    for number, (id_, (said, who)) in enumerate(SAID.items()):
        body = f"Вступление. «{said}», — сказал кто-то."
        article = make_article(body, id=id_, title=f"Статья {id_}", published=f"2024-04-0{number + 1}")
        store.apply([Put(FileState(id_.encode(), 1, 1), id_.encode(), article)])
        key = store.key_of(id_)
        assert key is not None
        store.put_analyses([(key, Analysed(make_analysis(body, (said, who)), lemmas))])


def found(store: Store, query: str) -> str:
    """Ids of the articles whose quotations match, the newest first."""
    return "".join(hit.article_id for hit in store.search_quotes(query).hits)


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("паром ", "da"), ("паромы ", "da"), ("паромом ", "da"), ("пар ", "c"), ("пара ", "c"),
        ("идти ", "da"), ("шли ", "da"), ("идёт ", "da"), ("человек ", "db"), ("людей ", "db"),
        ("отец ", "db"), ("отца ", "db"), ("день ", "a"), ("день отец ", ""), ("паром -человек ", "a"),
        ('"паромы шли"', "a"), ('"паром идти"', ""), ("пар", "dca"), ("паром", "da"), ("парома ", "da"),
        ("кто:Лисновым ", "ca"), ("кто:лис", "ca"), ("челове", "d"), ("кто:лиснов", "ca"),
    ],
)  # fmt: skip
def test_any_form_finds_every_other(store: Store, query: str, articles: str) -> None:
    """A word as it stands, its dictionary form, a form that nobody has used yet; phrases as they are."""
    assert found(store, query) == articles


def test_beginnings_find_the_same_whichever_way_they_are_looked_for(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As each of the words that begin so, or as all of them at once."""
    words = {word for said, who in SAID.values() for word in f"{said} {who or ''}".split()} | {*LEMMAS}
    queries = [f"{of}{word[:length]}" for of in ("", "кто:") for word in words for length in range(2, len(word) + 1)]
    each = {query: found(store, query) for query in queries}
    assert any(each.values())
    monkeypatch.setattr("newsreader.store.vocabulary._FEW_FORMS", -1)
    assert {query: found(store, query) for query in queries} == each


def test_what_matched_by_form_only_is_told(store: Store) -> None:
    """Beside what stands there as it was typed."""
    newest, oldest = store.search_quotes("паромы ").hits
    assert [span.of(newest.text) for span in newest.highlights] == ["паромом"]
    assert newest.by_form == newest.highlights
    assert [span.of(oldest.text) for span in oldest.highlights] == ["Паромы"]
    assert oldest.by_form == ()


def test_the_list_of_articles_knows_the_forms(store: Store) -> None:
    """The index of articles holds stems alone; a typed word goes by those of all its forms."""
    assert ids(store, ListFilter(words="человек ")) == ["d", "b"]
    assert ids(store, ListFilter(words="отец ")) == ["d", "b"]
    assert ids(store, ListFilter(words="люди отец -паром ")) == ["b"]


def test_nothing_is_left_of_what_is_gone(store: Store) -> None:
    """The words are taken out with the lemmas they were put in with, whatever later analyses say."""
    fill(store, dict.fromkeys(LEMMAS, ("другое",)))
    assert (found(store, "паром "), found(store, "другое ")) == ("da", "")
    store.apply([Gone(id_.encode()) for id_ in SAID])
    assert [found(store, query) for query in ("паром ", "идти ", "кто:лиснов ", "пар", "-паром ")] == [""] * 5
    assert store.inspect(terms_left) == 0
    assert check(store) == []


def terms_left(connection: sqlite3.Connection) -> int:
    """How many words the search still holds."""
    (count,) = connection.execute("SELECT count(*) FROM quotation_words").fetchone()
    return int(count)


def test_words_without_lemmas_go_by_their_stems(tmp_path: Path) -> None:
    """Of an analysis that brings none, and of words that no dictionary knows."""
    store = open_store(tmp_path)
    fill(store, {})
    assert [found(store, query) for query in ("берег ", "озёрами ", "паромов ", "облаков ")] == ["b", "a", "da", "c"]
    store.close()


def test_a_form_keeps_its_lemmas(store: Store) -> None:
    """A later analysis does not change them."""

    def lemmas(connection: sqlite3.Connection) -> tuple[str, ...]:
        return Vocabulary(connection).lemmas("пара")

    before = store.inspect(lemmas)
    fill(store, {"пара": ("третье",)})
    assert store.inspect(lemmas) == before == ("пар", "пара")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("поромы ", "паромы"), ("челвек ", "человек"), ("отцоом ", "отцом"), ("еидет ", "идет"), ("прамы ", None)],
)
def test_a_word_one_letter_away_is_offered(store: Store, typed: str, meant: str | None) -> None:
    """For a word without hits: left out, put in, changed, or two letters changed places."""
    results = store.search_quotes(typed)
    assert results.missing == (typed.strip(),)
    assert [offer for _, offer in results.corrections][:1] == ([meant] if meant else [])


@pytest.mark.parametrize(("readings", "meant"), [(("езеро",), ("езеро",)), (("езеро", "озеро"), ())])
def test_a_doubtful_reading_is_not_offered(tmp_path: Path, readings: tuple[str, ...], meant: tuple[str, ...]) -> None:
    """A dictionary form that no text has is offered only where a form that is there can be nothing else."""
    store = open_store(tmp_path)
    fill(store, {"озеро": readings})
    assert tuple(offer for _, offer in store.search_quotes("езнро ").corrections) == meant
    store.close()


def test_the_most_frequent_correction_comes_first(store: Store) -> None:
    """It is the likeliest."""
    body = "«Отцом, отцов», — сказал он."
    for id_ in "xyz":
        article = make_article(body, id=id_, published="2024-05-01")
        store.apply([Put(FileState(id_.encode(), 1, 1), id_.encode(), article)])
        key = store.key_of(id_)
        assert key is not None
        lemmas = {"отцом": ("отец",), "отцов": ("отец",)}
        store.put_analyses([(key, Analysed(make_analysis(body, ("Отцом, отцов", None)), lemmas))])
    assert store.search_quotes("отцоу ").corrections == (("отцоу", "отцов"), ("отцоу", "отцом"))[::-1]


@pytest.mark.models
def test_the_dictionary_gives_lemmas() -> None:
    """Words in comparable form; the likely readings only, and nothing for other alphabets."""
    from newsreader.tasks import analyse

    body = "«Люди шли к парому, говорил отец. Они стали старше. Cats too», — сказал Пётр Лиснов."
    analysed = analyse(body)
    found = {form: analysed.lemmas[form] for form in ("люди", "шли", "парому", "отец", "стали")}
    assert found == {
        "люди": ("человек",), "шли": ("идти", "слать"), "парому": ("паром",), "отец": ("отец",), "стали": ("стать",),
    }  # fmt: skip
    assert "петр" in analysed.lemmas
    assert "cats" not in analysed.lemmas
