"""What a search tells beside its hits: refinements, what was understood, completions, facets, pages of speakers."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.findings import Facet, Month
from newsreader.models import Analysis, Article, Entity, ListFilter, Quotation, Section, Span
from newsreader.store import facets as facets_module
from newsreader.store.changes import Put
from newsreader.store.files import FileState
from newsreader.store.narrowing import narrowed, widened
from newsreader.store.query import parse
from newsreader.store.store import Store
from newsreader.store.understanding import understood
from tests.builders import make_article
from tests.store.syncing import open_store

TODAY = date(2024, 5, 10)

# id, day, source, then (kind, words, who, the words for the speaker)
NEWS: list[tuple[str, str, str, list[tuple[str, str, str | None, str | None]]]] = [
    ("a", "2023-12-30", "Полюс", [("direct", "Мост закрыт до весны", "Лев Борнов", "мэр Сольмара")]),
    ("b", "2024-04-02", "АркПресс", [("direct", "Мост откроют летом", "Лев Борнов", "мэр"),
                                     ("indirect", "паром пока не ходит", "Агата Нордина", "Нордина")]),
    ("c", "2024-04-20", "Полюс", [("mixed", "самый длинный мост", "Лев Борнов", "бывший мэр"),
                                  ("direct", "Мы довольны", None, None)]),
    ("d", "2024-05-09", "АркПресс", [("direct", "Паром вернётся", "Агата Нордина", "капитан")]),
]  # fmt: skip


def news(
    id_: str, day: str, source: str, said: list[tuple[str, str, str | None, str | None]]
) -> tuple[Article, Analysis]:
    """An article with its quotations; the town of Сольмар stands in all, the lake only in the last."""
    body = "В Сольмаре." + (" На озере Терва." if id_ == "d" else "")
    quotations = []
    for kind, words, who, called in said:
        start = len(body) + 2
        body += f" «{words}», — {called or 'никто'}."
        speaker = None if called is None else Span(start + len(words) + 5, start + len(words) + 5 + len(called))
        quotations.append(
            Quotation(kind, Span(start, start + len(words)), None, speaker, who, 0)  # type: ignore[arg-type]
        )
    names = dict.fromkeys(who for _, _, who, _ in said if who)
    entities = [Entity(who, "person", (Span(0, 1),), (who.split()[1],)) for who in names]
    entities.append(Entity("Сольмар", "place", (Span(2, 10),), ("Сольмаре", "СЛМ")))
    if id_ == "d":
        entities.append(Entity("Терва", "place", (Span(21, 26),), ()))
    lead = Section("", Span(0, len(body)), 0, None)
    article = make_article(body, id=id_, title=f"Статья {id_}", published=day, source=source)
    return article, Analysis("ru", None, (lead,), tuple(quotations), tuple(entities), "test")


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Four articles, a the oldest."""
    opened = open_store(tmp_path_factory.mktemp("asking"))
    for row in NEWS:
        article, analysis = news(*row)
        opened.apply([Put(FileState(article.id.encode(), 1, 1), article.id.encode(), article)])
        key = opened.key_of(article.id)
        assert key is not None
        opened.put_analyses([(key, analysis)])
    yield opened
    opened.close()


def found(store: Store, query: str) -> str:
    """Articles and numbers of the quotations that match, the newest first."""
    return " ".join(f"{hit.article_id}{hit.index + 1}" for hit in store.search_quotes(query).hits)


@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("кто:борнов", "c1 b1 a1"), ("кто:Борнову ", "c1 b1 a1"), ("by:борнов мост", "c1 b1 a1"),
        ("кто:мэр ", "c1 b1 a1"), ("кто:бывший ", "c1"), ("кто:капитан", "d1"), ('кто:"Лев Борнов"', "c1 b1 a1"),
        ("-кто:борнов", "d1 c2 b2"), ("кто:борнов ИЛИ кто:капитан", "d1 c1 b1 a1"),
        ("о:Терва", "d1"), ("about:Терва", "d1"), ("о:СЛМ мост", "c1 b1 a1"), ('о:"Сольмар" паром', "d1 b2"),
        ("о:Сольмара ", "d1 c2 c1 b2 b1 a1"), ("о:нигде ", ""), ("-о:Терва кто:нордина ", "b2"),
        ("о:Агата", "d1 b2 b1"), ("источник:полюс", "c2 c1 a1"), ("source:арк", "d1 b2 b1"),
        ('источник:"Полюс" мост', "c1 a1"), ("-источник:полюс", "d1 b2 b1"), ("источник:нет ", ""),
        ("от:2024", "d1 c2 c1 b2 b1"), ("до:2023", "a1"), ("от:2024-04-03 до:2024-04", "c2 c1"),
        ("-от:2024", "a1"), ("-до:2024-04", "d1"), ('от:"9 мая 2024"', "d1"), ("since:2024-05 until:2024-05", "d1"),
        ("вид:прямая мост", "b1 a1"), ("kind:indirect", "b2"), ("-вид:прямая", "c1 b2"), ("вид:с", "c1"),
        ("вид:отрывок", "c1"), ("kind:reported", "b2"), ("вид:пересказ", "b2"),
        ("кто:", "d1 c2 c1 b2 b1 a1"), ("от:гриб", "d1 c2 c1 b2 b1 a1"), ("тег:нет ", ""), ("звезда:", ""),
        ("-звезда: кто:нордина ", "d1 b2"), ("-тег:нет паром ", "d1 b2"), ("мост кто:нордина ", ""),
        ("ИСТОЧНИК:полюс", "c2 c1 a1"), ("-кто:борнов -источник:полюс", "d1 b2"),
        ("кто:капитан ИЛИ длинный ", "d1 c1"), ("от:2024-05 ИЛИ до:2023", "d1 a1"), ("паром ИЛИ -от:2024", "d1 b2 a1"),
        ("до:2023 OR длинный | вид:косвенная", "c1 b2 a1"), ("-кто:борнов ИЛИ до:2023 ", "d1 c2 b2 a1"),
        ("полюс ИЛИ источник:арк мост ", "b1"), ("тег:нет ИЛИ летом ", "b1"),
        ("-тег:нет ИЛИ летом ", "d1 c2 c1 b2 b1 a1"),
        ("звезда: ИЛИ капитан ИЛИ длинный ", "d1 c1"), ("от:гриб ИЛИ летом ", "b1"), ("летом ИЛИ от:гриб", "b1"),
        ("длинный кто: ИЛИ летом ", ""), ("от:2024-05 ИЛИ до:2023 кто:нордина ИЛИ вид:косвенная", "d1"),
        ("от:2024-04 от:2023", "d1 c2 c1 b2 b1"), ("звезда: -звезда:", "d1 c2 c1 b2 b1 a1"),
    ],
)  # fmt: skip
def test_refinements(store: Store, query: str, hits: str) -> None:
    """In Russian and English, with values in quotation marks, refused and joined."""
    assert found(store, query) == hits


def test_days_can_be_named() -> None:
    """As people say them."""
    for typed in ("от:вчера", "since:yesterday", "от:2024-05-09", "ОТ:Вчера"):
        assert parse(typed, today=TODAY) == parse("от:09.05.2024"), typed
    assert parse("до:сегодня", today=TODAY) == parse("until:2024-05-10")


def meaning(typed: str) -> list[tuple[object, ...]]:
    """What is understood, shortly."""
    return [
        (*(["or"] if one.joined else []), one.part, *one.values, *(["not"] if one.negated else []))
        for one in understood(typed, today=TODAY).conditions
    ]


@pytest.mark.parametrize(
    ("typed", "conditions"),
    [
        ("", []), ("мост", [("words", "мост")]), ('"до весны"', [("phrase", "до весны")]),
        ("-мост", [("words", "мост", "not")]), ("мост ИЛИ паром", [("words", "мост", "паром")]),
        ("кто:мэр о:Терва", [("speaker", "мэр"), ("about", "Терва")]),
        ("by:x ИЛИ мост", [("speaker", "x"), ("or", "words", "мост")]),
        ("тег:а ИЛИ тег:б | -газ", [("tag", "а", "б"), ("or", "words", "газ", "not")]),
        ("от:2024 ИЛИ до:2022 лёд", [("since", "2024-01-01"), ("or", "until", "2022-12-31"), ("words", "лёд")]),
        ("мост ИЛИ от:гриб ИЛИ паром", [("words", "мост", "паром")]),
        ("от:2024-04 до:2024", [("since", "2024-04-01"), ("until", "2024-12-31")]),
        ("-от:2024", [("until", "2023-12-31")]), ("-до:вчера", [("since", "2024-05-10")]),
        ("вид:пр", [("kind", "direct")]), ("звезда:", [("starred",)]), ("-звезда:", [("starred", "not")]),
        ("тег:мосты", [("tag", "мосты")]), ("кто: от:гриб", []),
    ],
)  # fmt: skip
def test_what_was_understood(typed: str, conditions: list[tuple[object, ...]]) -> None:
    """For a screen to put in words."""
    assert meaning(typed) == conditions


def test_a_condition_says_where_it_stands() -> None:
    """And what could not be used is named."""
    typed = 'мост кто:"Лев Борнов" от:гриб вид:'
    read = understood(typed)
    assert [one.piece.of(typed) for one in read.conditions] == ["мост", 'кто:"Лев Борнов"']
    assert read.unfinished == ("от:гриб", "вид:")


WORDS = tuple(f"мост{number}" for number in range(30))
CHOICES = [f"тег:а{number} ИЛИ тег:б{number}" for number in range(7)]


@pytest.mark.parametrize(
    ("typed", "left_out"),
    [
        (" ".join(WORDS[:24]), ()),
        (" ".join(WORDS), WORDS[24:]),
        (" ".join(WORDS[:24]) + " от:2024 звезда: -паром", ("-паром",)),
        (" ИЛИ ".join(WORDS), WORDS[24:]),
        (" ".join((" ИЛИ ".join(WORDS), " | ".join(WORDS))), (*WORDS[24:], *WORDS)),
        (" ".join(CHOICES[:5]), ()),
        (" ".join((*CHOICES, "паром")), ("тег:а5", "тег:б5", "тег:а6", "тег:б6")),
        ("мост " + " " * 2000 + "паром лёд", ("паром", "лёд")),
    ],
)
def test_what_is_too_much_at_once_is_named(typed: str, left_out: tuple[str, ...]) -> None:
    """And nothing else is left out: what is said to be understood is what is asked."""
    read, query = understood(typed, today=TODAY), parse(typed, today=TODAY)
    assert read.left_out == left_out
    assert len(list(query.ways())) <= 32
    asked = sum(len(part.excluded) + sum(map(len, part.groups)) for part in query.parts())
    terms = [value for one in read.conditions if one.part in ("words", "tag") for value in one.values]
    assert asked == len(terms) <= 24
    assert not set(terms) & {one.rpartition(":")[2] for one in left_out} or len(left_out) > 30


def offered(store: Store, typed: str, cursor: int | None = None) -> list[str]:
    """The queries that a completion would make."""
    return [one.text for one in store.completions(typed, len(typed) if cursor is None else cursor)]


def test_completions(store: Store) -> None:
    """Names of refinements by their beginning; values that the library has, the most frequent first."""
    assert offered(store, "мост ис") == ["мост источник:"]
    assert offered(store, "-s") == ["-source:", "-since:", "-starred:"]
    assert offered(store, "кто:") == ['кто:"Лев Борнов" ', 'кто:"Агата Нордина" ']
    assert offered(store, 'кто:"Лев Бо') == ['кто:"Лев Борнов" ']
    assert offered(store, "кто:нор мост", 7) == ['кто:"Агата Нордина" мост']
    assert offered(store, "-источник:п") == ["-источник:Полюс "]
    assert offered(store, "о:тер") == ["о:Терва "]
    assert offered(store, "вид:к") == ["вид:косвенная "]
    assert offered(store, "kind:") == ["kind:direct ", "kind:mixed ", "kind:indirect "]
    assert offered(store, "от:20")[-2:] == ["от:2024 ", "от:2023 "]
    assert offered(store, "нигде:что") == []
    assert [*store.completions('мост "новый причал"', 19)] == []
    (only,) = store.completions("кто:нор мост", 7)
    assert (only.label, only.count, only.text[: only.cursor]) == ("Агата Нордина", 2, 'кто:"Агата Нордина" ')


def test_completions_of_a_filter_of_articles(store: Store) -> None:
    """Beside the words of a search: the title, and whether it was read."""

    def offered(typed: str) -> list[str]:
        return [one.text for one in store.completions(typed, len(typed), articles=True)]

    assert offered("за") == ["заголовок:"]
    assert offered("мост -unr") == ["мост -unread:"]
    assert offered("новые:") == ["новые:да ", "новые:нет "]
    assert offered("-unread:n") == ["-unread:no "]
    assert offered("title:м") == []
    assert offered("кто:нор") == ['кто:"Агата Нордина" ']
    assert [one.text for one in store.completions("за", 2)] == []


def test_every_completion_is_a_query_that_finds(store: Store) -> None:
    """What is offered has hits."""
    for typed in ("кто:", "о:", "источник:", "вид:"):
        for text in offered(store, typed):
            assert found(store, text), text


def counted(facets: tuple[Facet, ...]) -> dict[str, int]:
    """Values with their counts."""
    return {facet.value: facet.count for facet in facets}


def test_facets(store: Store) -> None:
    """Speakers, sources and years of the hits; of all quotations where nothing is asked."""
    everything = store.facets("")
    assert (everything.hits, everything.exact) == (6, True)
    assert counted(everything.speakers) == {"Лев Борнов": 3, "Агата Нордина": 2}
    assert list(counted(everything.years).items()) == [("2024", 5), ("2023", 1)]
    bridges = store.facets("мост ")
    assert (bridges.hits, counted(bridges.speakers)) == (3, {"Лев Борнов": 3})
    assert counted(bridges.sources) == {"Полюс": 2, "АркПресс": 1}
    assert store.facets("мамонт ") == store.facets("мамонт ")
    assert store.facets("мамонт ").hits == 0


def test_facets_of_very_many_hits_are_bounds(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """The newest are counted, and the answer says so."""
    monkeypatch.setattr(facets_module, "MOST_COUNTED", 2)
    few = store.facets("мост ")
    assert (few.hits, few.exact, counted(few.years)) == (2, False, {"2024": 2})


@pytest.mark.parametrize("query", ["", "мост", "мост ", "паром -капитан", 'источник:"X" мос'])
def test_a_facet_narrows_to_its_count_and_widens_back(store: Store, query: str) -> None:
    """Whatever is typed beside it."""
    answer = store.facets(query)
    for facet in (*answer.speakers, *answer.sources, *answer.years):
        text = narrowed(query, facet)
        assert len(store.search_quotes(text).hits) == facet.count, text
        assert widened(text, facet).split() == [
            word for word in query.split() if facet.field != "source" or not word.startswith("источник:")
        ]


def test_a_facet_takes_the_place_of_another_of_its_kind() -> None:
    """Two speakers at once said nothing."""
    first, second = Facet("speaker", "Лев Борнов", 3), Facet("speaker", "Агата Нордина", 2)
    assert narrowed(narrowed("мост", first), second) == 'кто:"Агата Нордина" мост'
    assert narrowed("от:2022 мо", Facet("year", "2024", 1)) == "от:2024 до:2024 мо"
    assert narrowed("bridge", Facet("source", "Полюс", 1)) == "source:Полюс bridge"
    assert widened("мост", first) == "мост"


@pytest.mark.parametrize(
    "query", ["мост ИЛИ кто:нордина ", "кто:борнов | до:2023 OR паром", "ИЛИ мост", "лёд ИЛИ вид:с"]
)
def test_a_facet_narrows_what_is_joined(store: Store, query: str) -> None:
    """As a condition of its own: it joins nothing, and takes the place of nothing that is joined with other things."""
    answer = store.facets(query)
    for facet in (*answer.speakers, *answer.sources, *answer.years):
        assert len(store.search_quotes(narrowed(query, facet)).hits) == facet.count, facet


def test_what_is_joined_is_taken_off_with_its_or() -> None:
    """What it stood between stays apart, or joined."""
    who = Facet("speaker", "Лев Борнов", 3)
    exact = 'кто:"Лев Борнов"'
    assert widened(f"лёд {exact} ИЛИ мост паром", who) == "лёд мост паром"
    assert widened(f"лёд газ OR {exact} | мост", who) == "лёд газ | мост"
    assert widened(f"газ OR {exact} мост", who) == "газ мост"
    assert widened(f"{exact} ИЛИ {exact} мост", who) == "мост"


@pytest.mark.parametrize("joined", ["паром ИЛИ до:2023 ", "паром OR кто:борнов ИЛИ от:2024-05 ", "-лето ИЛИ -от:2024 "])
def test_what_is_joined_is_found_page_by_page(store: Store, joined: str) -> None:
    """Each quotation once, however many of the joined conditions it meets, in any number of them."""
    for query in (joined, joined + joined, joined * 12):
        everything = [hit.address for hit in store.search_quotes(query).hits]
        assert everything == [hit.address for hit in store.search_quotes(joined).hits]
        assert len(set(everything)) == len(everything) == store.facets(query).hits
        first = store.search_quotes(query, limit=1)
        rest = store.search_quotes(query, older_than=first.hits[-1])
        assert [hit.address for hit in (*first.hits, *rest.hits)] == everything


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("кто:борнову", ["Лев Борнов"]),
        ("кто:борн", ["Лев Борнов"]),
        ("кто:бор ", []),
        ('кто:"Лев Борнов"', ["Лев Борнов"]),
        ("by:норди", ["Агата Нордина"]),
        ("источник:арк ", ["АркПресс"]),
        ("-кто:нордина ", []),
        ("кто:борнов ИЛИ кто:нордина ", ["Лев Борнов", "Агата Нордина"]),
        ("от:2024 до:2024", ["2024"]),
        ("от:2024-04", []),
        ("борнов", []),
        ("кто:мэр", []),
    ],
)
def test_a_facet_is_marked_whichever_form_the_query_names_it_in(store: Store, query: str, asked: list[str]) -> None:
    """A name in another form, or its beginning; one key takes the condition off."""
    answer = store.facets(query)
    found = [facet for facet in (*answer.speakers, *answer.sources, *answer.years) if facet.asked]
    assert [facet.value for facet in found] == asked
    for facet in found:
        assert not any(one.asked for one in store.facets(widened(query, facet)).speakers if one == facet)


@pytest.mark.parametrize(
    ("query", "missing", "meant"),
    [
        ("кто:борноф ", "кто:борноф", ["борнов"]),
        ("О:Тевра ", "О:тевра", ["терва"]),
        ("about:СЛММ ", "about:слмм", ["слм"]),
        ("источник:аркпрес ", "", []),
        ("источник:арлпресс ", "источник:арлпресс", ["аркпресс"]),
        ("тег:нету ", "тег:нету", []),
        ("тег:вада ", "тег:вада", ["вода"]),
        ("вид:прямая кто:нардина ", "кто:нардина", ["нордина"]),
        ("тег:вада ИЛИ до:1990", "тег:вада", ["вода"]),
        ("мастами ", "мастами", ["мостами"]),
        ("кто:бурновым ", "кто:бурновым", ["борновым"]),
    ],
)
def test_a_name_with_a_wrong_letter_is_corrected(store: Store, query: str, missing: str, meant: list[str]) -> None:
    """In every refinement that has names; what nothing has is named in any case."""
    store.change_tags(["a"], add=["Вода"], remove=[])
    try:
        results = store.search_quotes(query)
    finally:
        store.undo()
    assert results.missing == ((missing,) if missing else ())
    assert [better for _, better in results.corrections] == meant


SHANGHAI = "Шанхайская организация"
UNION = "Европейский союз"


@pytest.fixture
def known(tmp_path: Path) -> Iterator[Store]:
    """Articles that name things by some of their names; «Союз» is a part of one, and a thing of its own."""
    opened = open_store(tmp_path)
    for id_, name in (("a", SHANGHAI), ("b", "ШОС"), ("c", "Комиссия ЕС"), ("d", "Союз")):
        body = f"{name}. «Мост открыт», — сказал он."
        said = Quotation("direct", Span(len(name) + 3, len(name) + 14), None, None, None, 0)
        entity = Entity(name, "organisation", (Span(0, len(name)),), ())
        opened.apply([Put(FileState(id_.encode(), 1, 1), id_.encode(), make_article(body, id=id_))])
        key = opened.key_of(id_)
        assert key is not None
        lead = Section("", Span(0, len(body)), 0, None)
        opened.put_analyses([(key, Analysis("ru", None, (lead,), (said,), (entity,), "test"))])
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("value", "ids"),
    [
        (f"{SHANGHAI} сотрудничества", "ab"),
        (f"{SHANGHAI.lower()} СОТРУДНИЧЕСТВА", "ab"),
        (f"{SHANGHAI} здравоохранения", ""),
        (SHANGHAI, "a"),
        ("ШОС", "b"),
        (UNION, ""),
        ("Евросоюз", ""),
    ],
)
def test_what_no_article_calls_so_is_found_by_another_name(known: Store, value: str, ids: str) -> None:
    """Of those that the table knows it to have, and whole: neither by a part of one nor by what has one as a part."""
    query = f'о:"{value}"'
    results = known.search_quotes(query)
    assert sorted(hit.article_id for hit in results.hits) == list(ids)
    assert results.missing == (() if ids else (f"о:{value.lower()}",))
    assert known.facets(query).hits == len(ids)
    assert len(known.search_quotes(f"-{query}").hits) == 4 - len(ids)
    assert len(known.keys(ListFilter(words=query))) == len(ids)


def test_the_page_of_a_speaker(store: Store) -> None:
    """What it was called when, and with whom it stands."""
    page = store.profile("Лев Борнов")
    assert page is not None
    assert (page.type, page.quotations, page.articles, page.aliases) == ("person", 3, 3, ("Борнов",))
    assert page.timeline == (Month("2023-12", 1), Month("2024-04", 2))
    assert [(role.words, role.first) for role in page.roles] == [
        ("бывший мэр", "2024-04-20"), ("мэр", "2024-04-02"), ("мэр Сольмара", "2023-12-30"),
    ]  # fmt: skip
    assert [(one.name, one.count) for one in page.named_with] == [("Сольмар", 3), ("Агата Нордина", 1)]
    said = store.said_by("Лев Борнов", limit=2)
    assert ([hit.address for hit in said.hits], said.more) == (["c#q1", "b#q1"], True)
    rest = store.said_by("Лев Борнов", limit=2, older_than=said.hits[-1])
    assert ([hit.address for hit in rest.hits], rest.more) == (["a#q1"], False)


def test_the_page_of_anything_else(store: Store) -> None:
    """Who speaks about it."""
    page = store.profile("Сольмар", "place")
    assert page is not None
    assert (page.quotations, page.articles, page.timeline, page.roles) == (0, 4, (), ())
    assert set(page.aliases) == {"Сольмаре", "СЛМ"}
    assert [(one.name, one.count) for one in page.spoken_of_by] == [("Лев Борнов", 3), ("Агата Нордина", 2)]
    assert store.profile("Никто") is None
    assert store.profile("Сольмар", "person") is None


def test_speakers(store: Store) -> None:
    """The most quoted first; by any part of a name in any form."""
    assert [(one.name, one.quotations, one.first, one.last) for one in store.speakers()] == [
        ("Лев Борнов", 3, "2023-12-30", "2024-04-20"), ("Агата Нордина", 2, "2024-04-02", "2024-05-09"),
    ]  # fmt: skip
    assert [one.name for one in store.speakers("борновым")] == ["Лев Борнов"]
    assert store.speakers("никто") == []


def test_pages_of_hits_join(store: Store) -> None:
    """Page after page gives what one answer gives."""
    everything = [hit.address for hit in store.search_quotes("").hits]
    last = None
    paged: list[str] = []
    while True:
        page = store.search_quotes("", limit=2, older_than=last)
        paged += [hit.address for hit in page.hits]
        if not page.more:
            break
        last = page.hits[-1]
    assert paged == everything


def test_articles_that_wait_are_counted(tmp_path: Path) -> None:
    """A half-built index answers with what it has, and says how much is missing."""
    store = open_store(tmp_path)
    assert (store.search_quotes("мост").hits, store.search_quotes("мост").pending) == ((), 0)
    store.apply([Put(FileState(b"x", 1, 1), b"x", make_article("«Мост», — сказал он.", id="x"))])
    assert store.search_quotes("").pending == 1
    store.close()


SIGNS = [
    '"', "'", "*", "-", "+", "^", ":", "(", ")", "{", "}", "AND", "OR", "NOT", "NEAR(", "ИЛИ", "|", "кто:", "by:", "о:",
    "about:", "источник:", "от:", "до:", "вид:", "тег:", "звезда:", "kind:d", "2024", "вчера", ",", ".", "\\", "%", "_",
    "?", "#", "@", "=", "<", ">", ";", "--", "/*", "\0", "\ud800", "\x1b", "«", "»", "“", "ё", "мост", "rowid", "forms",
    "lemmas", "facts", "kdirect", "паром", "Борнов", "é", "漢", "\u0301", "\u202e",
]  # fmt: skip


def random_query(rng: random.Random) -> str:
    """Signs and words that mean something somewhere, code points of any kind, or both in one."""
    length = rng.randrange(1, 10)
    kinds = rng.choice(("signs", "letters", "both"))
    return "".join(
        rng.choice(SIGNS) + rng.choice(["", "", " "])
        if kinds == "signs" or (kinds == "both" and rng.random() < 0.6)
        else chr(rng.choice((rng.randrange(0x80), rng.randrange(0x3000), rng.randrange(0x110000))))
        for _ in range(length)
    )


def test_ten_thousand_random_queries_are_answered(store: Store) -> None:
    """Nothing that can be typed is wrong; every answer is about what is there."""
    rng = random.Random(20240403)
    everything = {hit.address for hit in store.search_quotes("").hits}
    for number in range(10_000):
        query = random_query(rng)
        results = store.search_quotes(query)
        assert results.query == query
        assert {hit.address for hit in results.hits} <= everything
        for hit in results.hits:
            assert all(0 <= span.start < span.end <= len(hit.text) for span in hit.highlights)
        if number % 20 == 0:
            understood(query)
            store.completions(query, rng.randrange(len(query) + 1))
            facets = store.facets(query)
            assert facets.hits == len(results.hits)
            for facet in facets.speakers:
                widened(narrowed(query, facet), facet)


@given(st.text(max_size=60))
def test_any_text_is_understood(typed: str) -> None:
    """And its conditions lie inside it."""
    for condition in understood(typed).conditions:
        assert 0 <= condition.piece.start < condition.piece.end <= len(typed)
