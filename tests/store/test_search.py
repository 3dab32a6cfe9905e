"""Searching quotations: any string is legal, words are found in any form."""

from __future__ import annotations

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsreader.models import QuoteHit
from newsreader.store import terms
from newsreader.store.changes import Put
from newsreader.store.files import FileState
from newsreader.store.query import Query, Term, parse
from newsreader.store.store import Store
from newsreader.text import words
from tests.builders import make_analysis, make_article
from tests.store.syncing import open_store

SAID = {
    "a": ("Власти нашли террористов на границе, и с террористами уже говорят", "Агата Тарская"),
    "b": ("Лёд на Терве ещё не то́нок, но кое-что уже трещит", "Мирон Ельник"),
    "c": ("Добыча газа вырастет, а нефти — нет", "Агата Тарская"),
    "d": ("Граница открыта; совет безопасности cобран", None),
    "e": ("The bridge won't open before Friday, said nobody", "Nell Pargeter"),
    "f": ("Ёлки стоят, а совет дома молчит", "Мирон Ельник"),
}


@given(st.text("аб \n\t\u2003«»", max_size=60), st.integers(1, 20))
def test_a_long_text_has_the_stems_of_its_parts(text: str, part: int) -> None:
    """Where it is cut, no word is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(terms, "_PART", part)
        assert list(terms._parts(text)) and "".join(terms._parts(text)) == text
        assert set(terms.stems(text).split()) == {terms.stem(word.form) for word in words(text)}


def agree(text: str) -> bool:
    """Whether the short ways of the index lead where the words of a text, one by one, do."""
    forms = [terms.token(word.form) for word in words(text) if word.form]
    stems = list(map(terms.stem, forms))
    found = tuple(joined.split() for joined in terms.forms_and_stems(text))
    return found == (forms, stems) and set(terms.stems(text).split()) == set(stems)


def test_every_character_gives_the_words_that_a_query_looks_for() -> None:
    """In small letters, alone, in words, and with a mark on it: «İ», «ß», «Σ» and «J̌» change in ways of their own."""
    characters = [chr(code) for code in range(0x110000) if not 0xD800 <= code < 0xE000]
    cased = [char for char in characters if {char.lower(), char.upper(), char.casefold()} != {char}]
    assert len(cased) > 2_000
    assert [char for char in cased if not agree(f"{char} ж{char} {char}\u0301 a-{char}ж «{char}». J{char}")] == []
    for first in range(0, 0x10000, 512):
        assert agree(" ".join(f"{char} ж{char}ж" for char in characters[first : first + 512])), hex(first)


@settings(max_examples=300)
@given(st.text(st.sampled_from("аЯёЙaJİΣßǅ\u030c\u0301\u0308\u00ad-‑'’.,—«»\"()1 \u00a0\n_"), max_size=40))
def test_any_text_gives_the_words_that_a_query_looks_for(text: str) -> None:
    assert agree(text)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A store with a quotation in each of six articles, a the oldest."""
    opened = open_store(tmp_path_factory.mktemp("search"))
    fill(opened)
    yield opened
    opened.close()


def fill(store: Store) -> None:
    """Puts in what was said."""
    for number, (id_, (said, who)) in enumerate(SAID.items()):
        body = f"Вступление. «{said}», — сказал кто-то."
        article = make_article(body, id=id_, title=f"Статья {id_}", published=f"2024-04-0{number + 1}")
        store.apply([Put(FileState(id_.encode(), 1, 1), id_.encode(), article)])
        key = store.key_of(id_)
        assert key is not None
        store.put_analyses([(key, make_analysis(body, (said, who)))])


def found(store: Store, query: str) -> str:
    """Ids of the articles whose quotations match, the newest first."""
    return "".join(hit.article_id for hit in store.search_quotes(query, limit=50).hits)


@pytest.mark.parametrize(
    ("query", "articles"),
    [
        ("", "fedcba"), ("   ", "fedcba"), ("террорист", "a"), ("ТЕРРОРИСТАМИ", "a"), ("террористов ", "a"),
        ("границы", "da"),
        ("лед", "b"), ("лёд", "b"), ("тонок", "b"), ("тонкий", ""), ("ещё", "b"), ("еще ", "b"), ("елка", "f"),
        ("ёлками", "f"),
        ("собран", "d"), ("cобран", "d"), ("совет собран", "d"), ("кое-что", "b"), ("что", "b"), ("что-кто ", ""),
        ('"совет безопасности"', "d"), ('"безопасности совет"', ""), ("«совет дома»", "f"), ('"советы дома"', ""),
        ('"совет до', "f"), ('"совет дома', "f"), ("совет -дома", "d"), ("-совет", "ecba"), ("совет -совет", ""),
        ("- совет", "fd"),
        ("газ ИЛИ лёд", "cb"), ("газ OR лёд OR террористы", "cba"), ("газ | лёд", "cb"), ("ИЛИ газ", "c"),
        ("газ ИЛИ", "c"), ("или", ""),
        ("кто:тарская", "ca"), ("кто:тарской газ", "c"), ("by:pargeter", "e"), ("КТО:Ельник -лёд", "f"),
        ("кто:тер", ""), ("кто:тар", "ca"),
        ("кто:", "fedcba"), ("тарская", "ca"), ("агата газ", "c"), ("-кто:ельник", "edca"),
        ('кто:"мирон ельник"', "fb"),
        ("кто:\"ельник мирон\"", ""),
        ("won't", "e"), ("won’t", "e"), ("bridges", "e"), ("opened", "e"), ("гра", "da"), ("г", "fedcba"),
        ("газ г", "c"), ("гр со", ""), ("граница со", "d"),
        ("о", "fedcba"), ("о ", ""), ("и", "fedcba"), ("и ", "a"), ("мо", "f"), ("аг", "ca"), ("12:30", ""),
        ("http://x.y/?a=b", ""),
        ("от:2024-04-04", "fed"), ("since:2024-04-04 граница", "d"), ("до:2024-04-02", "ba"),
        ("от:2024 до:2024-04", "fedcba"),
        ("от:2025", ""), ("от:вчера", ""), ("вид:прямая граница", "da"), ("kind:indirect", ""),
        ("вид:косвенная гра", ""),
        ("от:03.04.2024 до:2024-04-04 -газ", "d"), ("до:1899", ""), ("от:2024-04-04 со", "fd"), ("вид:", "fedcba"),
        ("от:9999", "fedcba"),
        ("дата:2024-04-03", "c"), ("date:2024", "fedcba"), ("-дата:2024-04-03", "fedba"), ("дата:гриб", "fedcba"),
        ("дата:2024-04-01 ИЛИ дата:2024-04-02", "ba"), ("дата:2024-04-02..", "fedcba"),
        ("-дата:2024-04 ИЛИ газ ИЛИ дата:2024-04-06", "fc"), ("-дата:2024-04-03 -дата:2024-04-01", "fedb"),
        ("террорист*", "a"), ("тэррорист", ""), ("\u0301", "fedcba"), ("л\u0301ёд", "b"), ("ле\u0308д", "b"),
        ("нет!", "c"),
    ],
)  # fmt: skip
def test_queries(store: Store, query: str, articles: str) -> None:
    """Words in any form, phrases as they are, without, one of, and who said it."""
    assert found(store, query) == articles


def test_words_that_nobody_said_are_named(store: Store) -> None:
    """So that one sees which word to change."""
    assert store.search_quotes("газ мамонты бивень").missing == ("мамонты", "бивень")
    assert store.search_quotes("газ лёд").missing == ()
    assert store.search_quotes('"совет газа"').missing == ("совет газа",)
    assert store.search_quotes("газ").missing == ()


def marked(store: Store, query: str) -> list[list[str]]:
    """The words that are marked in each hit."""
    return [[span.of(hit.text) for span in hit.highlights] for hit in store.search_quotes(query).hits]


def test_the_words_that_matched_are_marked(store: Store) -> None:
    """As they stand in the text."""
    assert marked(store, "террорист ") == [["террористов", "террористами"]]
    assert marked(store, "тонок") == [["то́нок"]]
    assert marked(store, "гра") == [["Граница"], ["границе"]]
    assert marked(store, '"совет безопасности"') == [["совет", "безопасности"]]
    assert marked(store, "кое-что") == [["кое", "что"]]
    assert marked(store, "кто:агата газ") == [["газа"]]
    assert marked(store, "") == [[]] * 6


def test_a_hit_says_where_it_stands(store: Store) -> None:
    """Enough to show it and to open the article there."""
    (hit,) = store.search_quotes("газ").hits
    opened = store.article("c")
    assert opened is not None
    assert hit == QuoteHit(
        key=opened.key, article_id="c", index=0, kind="direct", text=SAID["c"][0], span=hit.span, who="Агата Тарская",
        speaker=None, title="Статья c", source=None, published="2024-04-03", highlights=hit.highlights,
    )  # fmt: skip
    assert hit.span.of(opened.article.body) == hit.text


def test_a_limit_says_whether_there_is_more(store: Store) -> None:
    """The newest are given."""
    results = store.search_quotes("граница", limit=1)
    assert ([hit.article_id for hit in results.hits], results.more) == (["d"], True)
    assert not store.search_quotes("граница", limit=2).more
    assert store.search_quotes("граница", limit=0).hits == ()
    assert store.search_quotes(" граница  ").query == " граница  "


def test_every_word_finds_its_quotation(store: Store) -> None:
    """Each word of each quotation, whole or while it is being typed."""
    for id_, (said, _) in SAID.items():
        for word in words(said):
            typed = said[word.start : word.end]
            assert id_ in found(store, f"{typed} "), typed
            for end in range(1, len(typed) + 1):
                assert id_ in found(store, typed[:end]), typed[:end]


OPERATORS = [
    '"', "'", "*", "-", "+", "^", ":", "(", ")", "{", "}", "AND", "OR", "NOT", "NEAR", "NEAR(", "ИЛИ", "|", "кто:",
    "by:", ",", ".", "\\", "%", "_", "?", "#", "@", "=", "<", ">", ";", "--", "/*", "\0", "\ud800", "\x1b", "«", "»",
    "“", "ё", "газ", "rowid", "forms", "stems",
]  # fmt: skip


def test_two_thousand_random_queries_are_answered(store: Store) -> None:
    """Nothing that can be typed is wrong."""
    rng = random.Random(20240403)
    for _ in range(2000):
        query = "".join(rng.choice(OPERATORS) + rng.choice(["", " "]) for _ in range(rng.randrange(1, 9)))
        results = store.search_quotes(query)
        for hit in results.hits:
            assert all(0 <= span.start < span.end <= len(hit.text) for span in hit.highlights)


@pytest.mark.parametrize("operator", OPERATORS)
def test_each_operator_of_the_index_is_only_a_sign(store: Store, operator: str) -> None:
    """Alone, before, after and inside words."""
    for query in (
        operator,
        f"{operator}газ",
        f"газ{operator}",
        f"газ {operator} добыча",
        f"га{operator}з",
        operator * 300,
    ):
        assert store.search_quotes(query).query == query
        store.entities(query)


@pytest.mark.parametrize("sign", [one for one in OPERATORS if not any(words(one)) and one not in '"|«»“-'])
def test_a_sign_of_the_index_changes_nothing_between_words(store: Store, sign: str) -> None:
    """It joins, refuses and begins nothing: the words alone are looked for, whatever stands around them."""
    for plain in ("газ ", "граница совет ", "совет -газ "):
        for query in (f"{sign} {plain}", f"{plain}{sign} ", plain.replace(" ", f"{sign} ", 1)):
            assert found(store, query) == found(store, plain), query


@pytest.mark.parametrize("word", ["AND", "OR", "NOT", "NEAR", "rowid", "forms", "lemmas", "facts", "quotation_terms"])
def test_a_word_of_the_index_is_a_word(store: Store, word: str) -> None:
    """Nobody has said it, so that nothing is found; only «OR» joins."""
    assert found(store, f"граница {word} совет ") == (found(store, "граница OR совет ") if word == "OR" else "")


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=300)
@given(st.text(max_size=60))
def test_any_text_is_a_query(store: Store, query: str) -> None:
    """And is echoed in the answer."""
    assert store.search_quotes(query).query == query


@pytest.mark.parametrize(
    "query", ["а " * 5000, "аб" * 5000, '"' * 3000, "-а" * 2000, "кто:" * 1500, "(" * 3000, "а ИЛИ " * 900]
)
def test_long_queries_are_answered(store: Store, query: str) -> None:
    """As far as they are looked at."""
    store.search_quotes(query)


@pytest.mark.parametrize(
    ("typed", "query"),
    [
        ("Мосты ", Query(groups=((Term(("мосты",)),),))),
        ("мост", Query(groups=((Term(("мост",), typing=True),),))),
        (
            '"мост закрыт" -кто:Лис',
            Query(((Term(("мост", "закрыт"), exact=True),),), (Term(("лис",), typing=True, field="who"),)),
        ),
        ("a ИЛИ b c ", Query(groups=((Term(("a",)), Term(("b",))), (Term(("c",)),)))),
        ("кое-что ", Query(groups=((Term(("кое", "что")),),))),
        ("нигде:мост ", Query(groups=((Term(("нигде", "мост")),),))),
        ("...", Query()),
    ],
)
def test_what_is_typed_has_a_meaning(typed: str, query: Query) -> None:
    """The query that the parser makes of it."""
    assert parse(typed) == query


def test_what_is_gone_is_not_found(tmp_path: Path) -> None:
    """Quotations leave no word behind in the index."""
    from newsreader.store.changes import Gone

    store = open_store(tmp_path)
    fill(store)
    store.apply([Gone(id_.encode()) for id_ in SAID])
    assert [found(store, query) for query in ("", "граница", "гр", '"совет дома"', "кто:агата")] == [""] * 5
    fill(store)
    assert found(store, "граница") == "da"
    store.close()
