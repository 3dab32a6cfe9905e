"""What the list's filter lets through, in which order, and at what cost."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsreader.errors import FilterError
from newsreader.models import Entity, ListFilter, Sort, Span
from newsreader.store import filtering
from newsreader.store.changes import Gone, Put
from newsreader.store.files import FileState
from newsreader.store.store import Store
from tests.builders import make_analysis, make_article, write_library
from tests.store.syncing import ids, open_store, sync

ARTICLES = {
    # id: (title, source, day, tags, body, said, who)
    "a": ("Мост закрыт", "Лента Тервы", "2024-04-01", ("река",), "Слова: «стоит». В Терве.", "стоит", "Агата Тарская"),
    "b": ("Лёд тонок", "Вестник", "2024-04-02", (), "У моста сказали: «трещит».", "трещит", "Мирон Ельник"),
    "c": ("Мосты откроют", "Лента Тервы", "2024-04-03", ("река", "Дороги"), "Кто-то сказал: «скоро».", "скоро", None),
    "d": ("Погода", None, "2024-05-04", (), "Солнце.", None, None),
}  # fmt: skip


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """Four articles, d the newest; b is read, c has a star and a tag of one's own."""
    opened = open_store(tmp_path_factory.mktemp("filter"))
    for id_, (title, source, day, tags, body, said, who) in ARTICLES.items():
        article = make_article(body, id=id_, title=title, source=source, published=day, tags=tags)
        opened.apply([Put(FileState(id_.encode(), 1, 1), id_.encode(), article)])
        analysis = make_analysis(body, *([(said, who)] if said else []))
        if id_ == "a":
            place = body.index("Терве")
            analysis = replace(analysis, entities=(Entity("Терва", "place", (Span(place, place + 5),), ()),))
        key = opened.key_of(id_)
        assert key is not None
        opened.put_analyses([(key, analysis)])
    opened.set_read(["b"], True)
    opened.set_starred(["c"], True)
    opened.change_tags(["c"], add=["Прочесть"], remove=[])
    yield opened
    opened.close()


def found(store: Store, words: str) -> str:
    """Ids that the filter lets through, the newest first."""
    return "".join(ids(store, ListFilter(words=words)))


@pytest.mark.parametrize(
    ("words", "articles"),
    [
        ("", "dcba"),
        ("мост", "cba"),
        ("заголовок:мост", "ca"),
        ("title:мост", "ca"),
        ("-заголовок:мост", "db"),
        ('title:"мост закрыт"', "a"),
        ("title:откр", "c"),
        ("кто:Тарская", "a"),
        ("by:Ельник", "b"),
        ("-кто:Тарская", "dcb"),
        ("о:Терва", "a"),
        ("источник:лента", "ca"),
        ("source:лента ИЛИ source:вестник", "cba"),
        ("тег:прочесть ИЛИ солнце", "dc"),
        ("от:2024-05 ИЛИ source:вестник", "db"),
        ("-source:лента ИЛИ тег:дороги", "dcb"),
        ("звезда: ИЛИ кто:тарская мост", "ca"),
        ("-source:лента", "db"),
        ("тег:река", "ca"),
        ("тег:РЕК", "ca"),
        ("tag:прочесть", "c"),
        ("-тег:река", "db"),
        ("новые:", "dca"),
        ("unread:", "dca"),
        ("-новые:", "b"),
        ("новые:нет", "b"),
        ("звезда:", "c"),
        ("-звезда:", "dba"),
        ("от:2024-04-02 до:2024-04-03", "cb"),
        ("от:2024-05", "d"),
        ("дата:2024-04-02", "b"),
        ("date:2024-04 -date:2024-04-02", "ca"),
        ("-дата:2024-04 ИЛИ source:вестник", "db"),
        ("-мост", "d"),
        ("мост unread: -тег:дороги", "a"),
        ("вид:прямая", "cba"),
        ("нет такого", ""),
    ],
)
def test_the_words_of_the_filter(store: Store, words: str, articles: str) -> None:
    """In both languages."""
    assert found(store, words) == articles


@pytest.mark.parametrize(
    ("words", "name", "expected"),
    [
        ("от:вчерась", "от", "date"),
        ("мост since:2024-13", "since", "date"),
        ("-до:", "до", "date"),
        ("дата:мост", "дата", "date"),
        ("unread:maybe", "unread", "yes or no"),
        ("звезда:может", "звезда", "yes or no"),
        ("by:", "by", "words"),
        ("заголовок:", "заголовок", "words"),
        ("вид:никакая", "вид", "kind"),
    ],
)
def test_what_means_nothing_is_said(store: Store, words: str, name: str, expected: str) -> None:
    """Which refinement, and what it wants."""
    with pytest.raises(FilterError) as caught:
        store.keys(ListFilter(words=words))
    assert (caught.value.name, caught.value.expected) == (name, expected)
    assert str(caught.value).startswith(f"{name}: ")


@pytest.mark.parametrize(
    ("sort", "articles"), [("date", "dcba"), ("source", "bcad"), ("quotations", "cbad"), ("unread", "dcab")]
)
def test_the_order_of_the_list(store: Store, sort: Sort, articles: str) -> None:
    """The newest first within equals; what has no source comes last."""
    for limit in (None, 2):
        keys = store.keys(ListFilter(), sort=sort, limit=limit)
        rows = store.summaries(keys)
        assert "".join(rows[key].id for key in keys) == articles[:limit]


@pytest.mark.parametrize("sort", ["date", "source", "quotations", "unread"])
def test_every_order_is_that_of_an_index(store: Store, sort: Sort) -> None:
    """So that the first rows of 100,000 are there as soon as those of ten."""
    from newsreader.store.listing import _ORDERS

    sql = f"EXPLAIN QUERY PLAN SELECT key FROM articles ORDER BY {_ORDERS[sort]} LIMIT 9"
    plan = store.inspect(lambda connection: connection.execute(sql).fetchall())
    assert not any("TEMP B-TREE" in row[3] for row in plan), plan
    assert len(plan) == 1


@pytest.mark.parametrize(("sign", "order"), [("<", "DESC"), (">", "ASC")])
def test_the_next_unread_is_found_without_passing_the_read_ones(store: Store, sign: str, order: str) -> None:
    """However many of them lie between."""
    sql = f"EXPLAIN QUERY PLAN SELECT key, title FROM articles WHERE read = 0 AND key {sign} 5 ORDER BY key {order}"
    plan = [row[3] for row in store.inspect(lambda connection: connection.execute(sql).fetchall())]
    assert plan == [f"SEARCH articles USING INDEX articles_read (read=? AND key{sign}?)"]


def test_sources_are_read_without_reading_articles(store: Store) -> None:
    """Each once."""
    assert store.inspect(filtering.sources) == ["Вестник", "Лента Тервы"]


def test_a_row_shows_own_tags_and_those_of_the_file(store: Store) -> None:
    """One's own first."""
    rows = store.summaries(store.keys(ListFilter(words="тег:дороги")))
    assert [row.tags for row in rows.values()] == [("Прочесть", "Дороги", "река")]


@pytest.fixture
def tagged(tmp_path: Path) -> Iterator[Store]:
    """Three plain articles."""
    write_library(tmp_path / "library", {f"{name}.md": f"Статья {name}" for name in "xyz"})
    opened = open_store(tmp_path)
    sync(opened)
    yield opened
    opened.close()


def with_tag(store: Store, tag: str) -> set[str]:
    """Ids of the articles that have the tag."""
    return set(ids(store, ListFilter(words=f'тег:"{tag}"')))


def test_tags_are_given_and_taken_in_one_step(tagged: Store) -> None:
    """And undone in one."""
    tagged.change_tags(["x", "y"], add=["важно", " на  потом "], remove=[])
    assert with_tag(tagged, "на потом") == {"x", "y"}
    tagged.change_tags(["x", "y", "z"], add=["новое"], remove=["важно"])
    assert (with_tag(tagged, "важно"), with_tag(tagged, "новое")) == (set(), {"x", "y", "z"})
    assert tagged.state("x").tags == ("на потом", "новое")
    assert tagged.undo() == ""
    assert (with_tag(tagged, "важно"), with_tag(tagged, "новое")) == ({"x", "y"}, set())
    assert tagged.undo() == ""
    assert tagged.state("x").tags == ()
    assert tagged.undo() is None


def test_tags_outlive_the_index_and_follow_the_file(tagged: Store, tmp_path: Path) -> None:
    """As all marks do."""
    tagged.change_tags(["x"], add=["важно"], remove=[])
    (tmp_path / "library" / "x.md").rename(tmp_path / "library" / "w.md")
    sync(tagged)
    assert with_tag(tagged, "важно") == {"w"}
    tagged.close()
    for path in (tmp_path / "cache").iterdir():
        path.unlink()
    again = open_store(tmp_path)
    sync(again)
    assert with_tag(again, "важно") == {"w"}
    again.apply([Gone(b"w.md")])
    assert with_tag(again, "важно") == set()
    again.close()
