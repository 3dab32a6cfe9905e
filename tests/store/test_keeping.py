"""Stars, tags, notes and collections of quotations: kept, found, taken back, and brought over from earlier versions."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import pytest

from newsreader.errors import ArticleError, StoreError
from newsreader.models import ListFilter
from newsreader.store import meaning
from newsreader.store.collecting import Collections
from newsreader.store.marks import Marks
from newsreader.store.schema import MARKS_OF_ARTICLES, MARKS_VERSION
from newsreader.store.store import Store
from tests.builders import write_library
from tests.store.syncing import analysed, ids, open_store, sync

SAID = {"a": ("Мост закрыт до весны", "Лёд уже тонкий"), "b": ("Паром вернётся летом",)}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """Two articles, three quotations."""
    write_library(
        tmp_path / "library",
        {f"{id_}.md": " ".join(f"«{words}», — сказал он." for words in said) for id_, said in SAID.items()},
    )
    opened = open_store(tmp_path)
    fill(opened)
    yield opened
    opened.close()


def fill(store: Store) -> None:
    """Reads and analyses what there is."""
    sync(store)
    for id_, said in SAID.items():
        analysed(store, id_, *((words, "Лев Борнов") for words in said))


def found(store: Store, query: str) -> list[str]:
    """Addresses of the quotations that match."""
    return [hit.address for hit in store.search_quotes(query).hits]


def kept(store: Store) -> list[tuple[str | None, bool, tuple[str, ...], str]]:
    """All that is kept."""
    return [(one.address, one.starred, one.tags, one.note) for one in store.kept_quotes()]


def test_a_quotation_is_starred_tagged_and_noted(store: Store) -> None:
    """It shows in results, and is found by it."""
    store.keep(["a#q1", "b#q1"], starred=True)
    store.keep(["a#q1"], tags=["Мосты ", "#весна", "мосты", '"зима"', "  "])
    store.keep(["a#q1"], note="Проверить\nещё раз")
    assert kept(store) == [
        ("b#q1", True, (), ""),
        ("a#q1", True, ("Мосты", "весна", "зима"), "Проверить\nещё раз"),
    ]
    assert sorted(found(store, "звезда:")) == ["a#q1", "b#q1"]
    assert found(store, "starred: мост") == ["a#q1"]
    assert found(store, "-звезда:") == ["a#q2"]
    assert found(store, "тег:МОСТЫ ") == found(store, "тег:мос") == found(store, "tag:весна") == ["a#q1"]
    assert sorted(found(store, "-тег:весна ")) == ["a#q2", "b#q1"]
    assert found(store, "тег:мос ") == []
    (hit,) = store.search_quotes("мост ").hits
    assert (hit.starred, hit.tags, hit.note) == (True, ("Мосты", "весна", "зима"), "Проверить\nещё раз")
    assert store.tags() == (("Мосты", 1), ("весна", 1), ("зима", 1))
    assert [one.text for one in store.completions("тег:м", 5)] == ["тег:Мосты "]
    assert store.facets("звезда:").hits == 2


@pytest.fixture
def tagged(tmp_path: Path) -> Iterator[Store]:
    """Articles with tags of their file: a «Мосты», b «Реки» and «мостовая»; c, without any, says the same as a."""
    base = tmp_path / "tagged"
    files = {"a": "[Мосты, весна]", "b": "[Реки, мостовая]", "c": "[]"}
    write_library(
        base / "library",
        {f"{id_}.md": f"---\ntags: {tags}\n---\n«Мост {id_}», «Лёд {id_}»" for id_, tags in files.items()},
    )
    opened = open_store(base)
    sync(opened)
    for id_ in files:
        analysed(opened, id_, (f"Мост {id_}", "Лев Борнов"), (f"Лёд {id_}", None))
    yield opened
    opened.close()


@pytest.mark.parametrize("most", [0, 1_000])
@pytest.mark.parametrize(
    ("query", "hits"),
    [
        ("тег:мосты ", "a1 a2"), ("тег:#Мосты ", "a1 a2"), ("tag:мост ", ""), ("тег:мост", "a1 a2 b1 b2"),
        ("тег:мосты лёд", "a2"), ("тег:реки кто:борнов", "b1"), ("-тег:мосты ", "b1 b2 c1 c2"),
        ("-тег:мосты -тег:реки ", "c1 c2"), ("тег:мосты ИЛИ тег:реки ", "a1 a2 b1 b2"),
        ("тег:мосты тег:весна ", "a1 a2"),
        ("тег:мосты тег:реки ", ""), ("тег:лёд ", "c2"), ("тег:свой ", "b1 b2 c2"), ("тег:свой -тег:реки ", "c2"),
    ],
)  # fmt: skip
def test_a_tag_of_an_article_is_one_of_its_quotations(
    tagged: Store, monkeypatch: pytest.MonkeyPatch, query: str, hits: str, most: int
) -> None:
    """That of the file, that of the person, and that of the quotation itself; of few articles and of many."""
    monkeypatch.setattr(meaning, "_MOST_TAGGED", most)
    tagged.change_tags(["b"], add=["свой"], remove=[])
    tagged.keep(["c#q2"], tags=["лёд", "свой"])
    assert " ".join(sorted(one.replace("#q", "") for one in found(tagged, query))) == hits
    assert tagged.facets(query).hits == len(hits.split())


def test_tags_of_articles_are_offered(tagged: Store) -> None:
    """With how many quotations have them, themselves or by their articles."""
    tagged.keep(["c#q2"], tags=["весна", "версии"])
    offered = [(one.text, one.count) for one in tagged.completions("тег:ве", 6)]
    assert offered == [("тег:весна ", 3), ("тег:версии ", 1)]
    assert {one.label for one in tagged.completions("тег:", 4)} == {"Мосты", "Реки", "весна", "версии", "мостовая"}


def test_what_is_kept_is_told_by_address(store: Store) -> None:
    """In the order asked for, also where nothing is kept, and of the same words twice in an article."""
    analysed(store, "a", *((words, None) for words in (SAID["a"][0], SAID["a"][0])))
    store.keep(["a#q2"], starred=True, note="x")
    told = store.kept_at(["b#q1", "a#q2", "a#q1"])
    assert [(one.address, one.starred, one.note) for one in told] == [
        ("b#q1", False, ""),
        ("a#q2", True, "x"),
        ("a#q1", True, "x"),
    ]
    with pytest.raises(ArticleError):
        store.kept_at(["b#q1", "b#q7"])


def test_every_step_can_be_taken_back(store: Store, tmp_path: Path) -> None:
    """Any number of them, in the order in which they were made, over restarts, beside the steps of articles."""
    steps: list[tuple[Callable[[], None], str]] = [
        (lambda: store.keep(["a#q1", "b#q1"], starred=True), "quotation_marks.starred 2"),
        (lambda: store.set_starred(["a"], True), "starred 1"),
        (lambda: store.keep(["a#q1"], tags=["один"]), "quotation_marks.tags 1"),
        (lambda: store.keep(["a#q1"], tags=["два"]), "quotation_marks.tags 1"),
        (lambda: store.keep(["b#q1"], note="так"), "quotation_marks.note 1"),
        (lambda: store.create_collection("Пустая"), "collections 1"),
        (lambda: store.add_to_collection("Мосты", ["a#q1", "a#q2"]), "collections 1"),
        (lambda: store.rename_collection("Мосты", "Переправы"), "collections 1"),
        (lambda: store.remove_from_collection("Переправы", ["a#q1"]), "collected 1"),
        (lambda: store.delete_collection("Переправы"), "collected 1"),
        (lambda: store.keep(["b#q1"], starred=False), "quotation_marks.starred 1"),
    ]
    seen = []
    for step, _ in steps:
        seen.append(state(store))
        step()
        assert state(store) != seen[-1]
    store.close()
    again = open_store(tmp_path)
    for before, (_, name) in zip(reversed(seen), reversed(steps), strict=True):
        assert "{} {}".format(*again.mended.undoes()) == name
        assert again.undo() is not None
        assert state(again) == before
    assert again.undo() is None
    assert again.mended.undoes() == ("", 0)
    again.close()


def state(store: Store) -> tuple[object, ...]:
    """Everything that a person did."""
    collections = {one.name: [row.address for row in store.collection(one.name)] for one in store.collections()}
    return kept(store), collections, ids(store, ListFilter(starred=True)), store.tags()


def test_a_removed_collection_comes_back_as_it_was(store: Store, tmp_path: Path) -> None:
    """With all its quotations in their order, the names that it had, and in a later run."""
    order = ["b#q1", "a#q2", "a#q1"]
    for address in order:
        store.add_to_collection("Вода", [address])
    store.rename_collection("Вода", "Реки")
    store.delete_collection("Реки")
    store.close()
    again = open_store(tmp_path)
    assert again.collections() == ()
    again.undo()
    assert [one.address for one in again.collection("Реки")] == order
    again.undo()
    assert [one.address for one in again.collection("Вода")] == order
    again.close()


def test_what_changes_nothing_is_no_step(store: Store) -> None:
    """Starring what has a star; giving a collection the name that it has."""
    store.keep(["a#q1"], starred=True)
    store.keep(["a#q1"], starred=True)
    store.keep(["b#q1"], note="  ")
    store.add_to_collection("Вода", ["a#q1"])
    store.rename_collection("Вода", " Вода ")
    assert store.undo() == "a"
    assert store.collections() == ()
    assert store.undo() == "a"
    assert store.undo() is None


def test_a_name_that_another_library_took_meanwhile_stays_with_it(store: Store, tmp_path: Path) -> None:
    """Undo says so in one sentence, changes nothing, and works once the name is free."""
    store.add_to_collection("Вода", ["a#q1"])
    store.rename_collection("Вода", "Реки")
    other = Marks.open(tmp_path / "data", library="another")
    try:
        Collections(other).create("Вода")
        with pytest.raises(StoreError, match=r"^Вода: another collection has this name now; rename that one"):
            store.undo()
        assert [one.name for one in store.collections()] == ["Вода", "Реки"]
        Collections(other).rename("Вода", "Моря")
    finally:
        other.close()
    assert store.undo() is not None
    assert [one.name for one in store.collections()] == ["Вода", "Моря"]


def test_tags_take_the_place_of_some(store: Store) -> None:
    """Of several quotations at once, as one step; case and ё do not matter."""
    store.keep(["a#q1"], tags=["Мосты", "Лёд"])
    store.keep(["b#q1"], tags=["лед"])
    store.keep(["a#q1", "b#q1"], tags=["весна"], instead_of=["лёд"])
    assert {one.address: one.tags for one in store.kept_quotes()} == {"a#q1": ("Мосты", "весна"), "b#q1": ("весна",)}
    store.undo()
    assert {one.address: one.tags for one in store.kept_quotes()} == {"a#q1": ("Мосты", "Лёд"), "b#q1": ("лед",)}


def test_collections(store: Store) -> None:
    """In the order in which quotations were put in; each once."""
    store.add_to_collection("Вода", ["b#q1"])
    store.add_to_collection("Вода", ["a#q2", "b#q1", "a#q1"])
    store.remove_from_collection("Вода", ["a#q2"])
    assert [one.address for one in store.collection(" Вода ")] == ["b#q1", "a#q1"]
    assert [(one.name, one.quotations) for one in store.collections()] == [("Вода", 2)]
    store.create_collection("Лёд")
    wrong: list[Callable[[], None]] = [
        lambda: store.create_collection("Вода"),
        lambda: store.create_collection(" "),
        lambda: store.rename_collection("Лёд", "Вода"),
        lambda: store.rename_collection("Нет", "Да"),
        lambda: store.delete_collection("Нет"),
        lambda: store.remove_from_collection("Нет", ["a#q1"]),
    ]
    for change in wrong:
        with pytest.raises(StoreError):
            change()
    with pytest.raises(StoreError, match="Нет: there is no such collection"):
        store.collection("Нет")
    store.rename_collection("Лёд", "Лёд")
    store.delete_collection("Вода")
    assert [one.name for one in store.collections()] == ["Лёд"]


@pytest.mark.parametrize("address", ["a#q9", "a#q0", "нет#q1", "a", "a#q", "#q1", "a#q99999999"])
def test_an_address_that_is_none_is_told(store: Store, address: str) -> None:
    """And nothing is kept."""
    with pytest.raises(ArticleError):
        store.keep(["a#q1", address], starred=True)
    assert kept(store) == []
    assert store.variants(address) is None if address.startswith("a#q9") else True


def test_marks_stay_with_the_words(store: Store) -> None:
    """Another analysis finds one more quotation before them, or takes a word more."""
    store.keep(["a#q2"], starred=True, tags=["лёд"])
    analysed(store, "a", ("закрыт", None), ("до весны", None), ("Лёд уже тонкий", "Лев Борнов"))
    assert kept(store) == [("a#q3", True, ("лёд",), "")]
    assert found(store, "звезда:") == ["a#q3"]
    store.keep(["b#q1"], note="короче")
    body = "«Паром наконец вернётся летом, в июле», — сказал он."
    (store.folder / "b.md").write_text(body, encoding="utf-8")
    sync(store)
    analysed(store, "b", ("Паром наконец вернётся летом", "Лев Борнов"))
    assert [one for one in kept(store) if one[3]] == [(None, False, (), "короче")]
    analysed(store, "b", ("вернётся летом", None))
    assert ("b#q1", False, (), "короче") not in kept(store)


def test_almost_the_same_words_are_the_same_quotation(store: Store) -> None:
    """Four words of five."""
    store.keep(["a#q1"], starred=True)
    analysed(store, "a", ("Мост закрыт до весны», — сказал", None))
    assert found(store, "звезда:") == ["a#q1"]
    (hit,) = store.search_quotes("мост ").hits
    assert hit.starred
    store.keep(["a#q1"], starred=False)
    assert not store.search_quotes("мост ").hits[0].starred


def test_marks_go_along_with_a_renamed_file(store: Store) -> None:
    """As those of articles do."""
    store.add_to_collection("Вода", ["b#q1"])
    store.keep(["b#q1"], starred=True)
    (store.folder / "b.md").rename(store.folder / "c.md")
    sync(store)
    assert kept(store) == [("c#q1", True, (), "")]
    assert [one.address for one in store.collection("Вода")] == ["c#q1"]


def test_marks_outlive_their_article(store: Store) -> None:
    """The words are kept; they come back with it."""
    store.keep(["b#q1"], starred=True)
    raw = (store.folder / "b.md").read_bytes()
    (store.folder / "b.md").unlink()
    sync(store)
    (one,) = store.kept_quotes()
    assert (one.address, one.text, one.article_id) == (None, "Паром вернётся летом", "b")
    assert found(store, "звезда:") == []
    (store.folder / "b.md").write_bytes(raw)
    fill(store)
    assert found(store, "звезда:") == ["b#q1"]


@pytest.fixture
def first_version(tmp_path: Path) -> Path:
    """Marks as the first version of the program left them."""
    path = tmp_path / "data" / "marks.db"
    path.parent.mkdir()
    with closing(sqlite3.connect(path)) as marks, marks:
        marks.executescript(MARKS_OF_ARTICLES)
        marks.execute("INSERT INTO meta VALUES ('identity', 'abc')")
        rows = [(f"article-{number}", number % 2, number % 3 == 0, number) for number in range(500)]
        marks.executemany("INSERT INTO marks VALUES (?, ?, ?, ?)", [*rows, ("a", 1, 0, 7)])
        journal = [(number, "other", f"article-{number}", "read", 0) for number in range(300)]
        marks.executemany("INSERT INTO journal (step, library, article, field, before) VALUES (?, ?, ?, ?, ?)", journal)
        marks.execute("PRAGMA user_version = 1")
    return path


def rows_of(path: Path) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
    """The rows that every version has."""
    with closing(sqlite3.connect(path)) as marks:
        return (
            marks.execute("SELECT article, read, starred, position FROM marks ORDER BY article").fetchall(),
            marks.execute("SELECT seq, step, library, article, field, before FROM journal ORDER BY seq").fetchall(),
        )


def test_marks_of_the_first_version_lose_no_row(first_version: Path, tmp_path: Path) -> None:
    """They are brought up to date in one go, after a copy was made, and can then do what is new."""
    before = rows_of(first_version)
    write_library(tmp_path / "library", {"a.md": "«Мост закрыт до весны», — сказал он. «Лёд уже тонкий», — сказал он."})
    store = open_store(tmp_path)
    assert store.notices == ()
    assert rows_of(first_version) == before
    copy = first_version.with_name("marks.db.version-1")
    assert rows_of(copy) == before
    sync(store)
    analysed(store, "a", ("Мост закрыт до весны", None))
    assert store.state("a").position == 7
    store.keep(["a#q1"], starred=True)
    store.set_read(["a"], False)
    store.close()
    again = open_store(tmp_path)
    assert (again.undo(), again.state("a").read) == ("a", True)
    assert (again.undo(), kept(again)) == ("a", [])
    again.close()
    with closing(sqlite3.connect(first_version)) as marks:
        assert marks.execute("PRAGMA user_version").fetchone() == (MARKS_VERSION,)


def test_marks_of_the_first_version_that_cannot_be_changed(
    first_version: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are read as they are; nothing new can be kept, and that is told."""
    import os

    real = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: real(path, mode) and "data" not in Path(path).parts)
    before = first_version.read_bytes()
    write_library(tmp_path / "library", {"a.md": "«Мост закрыт», — сказал он."})
    store = open_store(tmp_path)
    sync(store)
    analysed(store, "a", ("Мост закрыт", None))
    assert store.state("a").position == 7
    assert (store.kept_quotes(), store.collections(), store.tags(), found(store, "звезда:")) == ((), (), (), [])
    with pytest.raises(StoreError, match="seen, not changed"):
        store.keep(["a#q1"], starred=True)
    store.close()
    assert first_version.read_bytes() == before


def test_a_migration_that_breaks_off_changes_nothing(
    first_version: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next start tries again."""
    from newsreader.store import migrating, schema

    (tmp_path / "library").mkdir()
    before = rows_of(first_version)
    with monkeypatch.context() as broken:
        broken.setattr(migrating, "QUOTATION_MARKS", schema.QUOTATION_MARKS + "; CREATE TABLE marks (x)")
        store = open_store(tmp_path)
        assert "seen, not changed" in store.notices[0]
        store.close()
    assert rows_of(first_version) == before
    store = open_store(tmp_path)
    assert store.notices == ()
    store.create_collection("Вода")
    store.close()
    assert rows_of(first_version)[0] == before[0]
