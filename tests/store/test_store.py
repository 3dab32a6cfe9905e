"""The index: what a sync brings in and a reader gets out."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from newsreader.errors import StoreError
from newsreader.models import Counts, Entity, EntitySummary, ListFilter, Span
from newsreader.store import listing
from newsreader.store.changes import Applied, Problem, Put
from newsreader.store.check import check
from newsreader.store.diff import known_files
from newsreader.store.files import FileState
from newsreader.store.schema import MOST_QUOTATIONS
from newsreader.store.store import Store
from tests.builders import make_analysis, make_article, write_library
from tests.store.syncing import analysed, ids, open_store, sync

FILES = {
    "a.md": "---\nid: ice\ntitle: Ледокол вышел в море\nsource: АркПресс\npublished: 2024-04-03\n---\n"
    "«Лёд тонок», — сказал Хмурый.",
    "b.md": "---\nid: bridge\ntitle: Мост закрыт\npublished: 2024-04-05T10:00\nauthors: [Анна Лис]\n---\n"
    "Мост через Терву закрыли.",
    "c.txt": "Без даты и без примет",
}


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of three articles, synced."""
    write_library(tmp_path / "library", FILES)
    for number, name in enumerate(FILES):
        os.utime(tmp_path / "library" / name, (1_700_000_000 + number, 1_700_000_000 + number))
    opened = open_store(tmp_path)
    assert sync(opened) == Applied(added=3)
    yield opened
    opened.close()


def folder(store: Store) -> Path:
    """The library's folder, for changing files in it."""
    return store.folder


def test_a_library_is_listed_newest_first(store: Store) -> None:
    """Articles without a date stand at their file's time."""
    assert ids(store) == ["bridge", "ice", "c"]
    assert store.counts() == Counts(articles=3, unread=3, starred=0, pending=3, quotations=0)
    row = store.summaries(store.keys(ListFilter()))[store.keys(ListFilter())[1]]
    assert (row.title, row.source, row.published) == ("Ледокол вышел в море", "АркПресс", "2024-04-03")
    assert (row.quotations, row.speaker, row.problem, row.read, row.starred) == (None, None, None, False, False)
    assert list(store.keys(ListFilter(), limit=1)) == list(store.keys(ListFilter()))[:1]


def test_an_article_is_opened_as_it_was_written(store: Store) -> None:
    """Everything of it, and nothing where there is no such article."""
    opened = store.article("bridge")
    assert opened is not None
    assert opened.article == make_article(
        "Мост через Терву закрыли.",
        id="bridge",
        title="Мост закрыт",
        published="2024-04-05T10:00",
        authors=("Анна Лис",),
    )
    assert (opened.key, opened.analysis, opened.problem) == (store.key_of("bridge"), None, None)
    assert store.article("nothing") is None
    assert store.article("\udcff\0") is None
    assert store.key_of("nothing") is None


def test_a_sync_without_changes_changes_nothing(store: Store) -> None:
    """Nothing is even looked at."""
    assert sync(store) == Applied()


def test_an_edit_touches_its_own_article(store: Store) -> None:
    """The key stays while the date does."""
    key = store.key_of("ice")
    (folder(store) / "a.md").write_text(FILES["a.md"].replace("тонок", "толст"), encoding="utf-8")
    assert sync(store) == Applied(changed=1)
    opened = store.article("ice")
    assert opened is not None
    assert "толст" in opened.article.body
    assert opened.key == key
    assert list(store.keys(ListFilter(words="тонок"))) == []
    assert list(store.keys(ListFilter(words="толстый"))) == [key]


def test_a_new_time_is_no_change(store: Store) -> None:
    """The digest says "changed", not the clock."""
    version = store.version()
    os.utime(folder(store) / "a.md", (1, 1))
    assert sync(store) == Applied(touched=1)
    assert sync(store) == Applied()
    assert store.version() > version


def test_an_analysis_stays_while_the_text_does(store: Store) -> None:
    """A new title changes nothing in it; a new text needs a new one."""
    analysis = analysed(store, "ice", ("Лёд тонок", "Хмурый"))
    path = folder(store) / "a.md"
    path.write_text(FILES["a.md"].replace("2024-04-03", "2023-01-01"), encoding="utf-8")
    assert sync(store) == Applied(changed=1)
    opened = store.article("ice")
    assert opened is not None
    assert opened.analysis == analysis
    assert ids(store)[-1] == "ice"
    assert [hit.published for hit in store.search_quotes("лёд").hits] == ["2023-01-01"]
    path.write_text(FILES["a.md"] + "!", encoding="utf-8")
    sync(store)
    opened = store.article("ice")
    assert opened is not None
    assert opened.analysis is None
    assert store.search_quotes("лёд").hits == ()
    assert store.counts() == Counts(articles=3, unread=3, starred=0, pending=3, quotations=0)


def test_analyses_fill_the_list(store: Store) -> None:
    """How many quotations, who has most of them, and what still waits."""
    assert [id_ for _, id_ in store.pending(engine="test", limit=9)] == ["bridge", "ice", "c"]
    analysed(store, "ice", ("Лёд", "Хмурый"), ("тонок", "Хмурый"), ("сказал", None))
    row = store.summaries(store.keys(ListFilter(words="ледокол")))[store.keys(ListFilter(words="ледокол"))[0]]
    assert (row.quotations, row.speaker) == (3, "Хмурый")
    assert [id_ for _, id_ in store.pending(engine="test", limit=9)] == ["bridge", "c"]
    assert [id_ for _, id_ in store.pending(engine="newer", limit=9)] == ["bridge", "c", "ice"]
    assert (store.pending_count("test"), store.pending_count("newer")) == (2, 3)
    assert len(store.pending(engine="newer", limit=1)) == 1
    assert store.counts().pending == 2


def test_a_failed_analysis_is_told_and_not_tried_again(store: Store) -> None:
    """Until the text changes."""
    key = store.key_of("ice")
    assert key is not None
    store.put_analyses([(key, "the text took too long")])
    opened = store.article("ice")
    assert opened is not None
    assert opened.problem == "the text took too long"
    assert (store.pending_count("test"), store.counts().pending) == (2, 2)
    (folder(store) / "a.md").write_text("---\nid: ice\n---\nДругое", encoding="utf-8")
    sync(store)
    assert store.pending_count("test") == 3


def test_an_analysis_of_an_old_text_is_not_kept(store: Store) -> None:
    """The file was changed while its text was analysed."""
    key = store.key_of("ice")
    assert key is not None
    analysis = make_analysis(store.body(key), ("Лёд тонок", None))
    (folder(store) / "a.md").write_text(FILES["a.md"].replace("тонок", "исчез"), encoding="utf-8")
    sync(store)
    store.put_analyses([(key, analysis), (123, analysis), (123, "gone")])
    opened = store.article("ice")
    assert opened is not None
    assert opened.analysis is None
    with pytest.raises(StoreError, match="no longer in the library"):
        store.body(123)


def test_a_rename_carries_everything_along(store: Store) -> None:
    """The key, the analysis and, with an id from the path, the marks."""
    key = store.key_of("c")
    analysis = analysed(store, "c", ("без примет", None))
    store.set_starred(["c", "ice"], True)
    store.set_position("c", 7)
    (folder(store) / "c.txt").rename(folder(store) / "d.txt")
    (folder(store) / "a.md").rename(folder(store) / "z.md")
    assert sync(store) == Applied(renamed=2)
    opened = store.article("d")
    assert opened is not None
    assert (opened.key, opened.analysis, opened.state.starred, opened.state.position) == (key, analysis, True, 7)
    assert store.article("c") is None
    assert store.state("ice").starred
    assert ids(store, ListFilter(starred=True)) == ["ice", "d"]
    assert store.undo() == ""
    assert ids(store, ListFilter(starred=True)) == []


def test_a_rename_that_comes_in_two_batches_keeps_the_marks(store: Store) -> None:
    """The new file is there before the old one is known to be gone."""
    analysis = analysed(store, "c", ("без примет", None))
    store.set_read(["c"], True)
    (folder(store) / "d.txt").write_text(FILES["c.txt"], encoding="utf-8")
    assert sync(store) == Applied(added=1)
    (folder(store) / "c.txt").unlink()
    assert sync(store) == Applied(removed=1)
    opened = store.article("d")
    assert opened is not None
    assert (opened.analysis, opened.state.read) == (analysis, True)
    assert ids(store, ListFilter(unread=True)) == ["bridge", "ice"]


def test_files_that_state_the_same_id_get_their_own(store: Store) -> None:
    """In the order of their names, whatever came first; the first alone keeps the id when the other goes."""
    store.set_starred(["ice"], True)
    store.change_tags(["ice"], add=["зима"], remove=[])
    (folder(store) / "0.md").write_text("---\nid: ice\n---\nПервый", encoding="utf-8")
    (folder(store) / "x.md").write_text("---\nid: ice\n---\nТретий", encoding="utf-8")
    sync(store)
    bodies = {id_: opened.article.body for id_ in ids(store) if (opened := store.article(id_))}
    assert bodies["ice"] == "Первый"
    assert bodies["ice~2"].startswith("«Лёд")
    assert bodies["ice~3"] == "Третий"
    assert ids(store, ListFilter(starred=True)) == ["ice"]
    assert ids(store, ListFilter("тег:зима")) == ["ice"], "its tags go with the id, as its star does"
    assert store.counts().starred == 1
    second = store.article("ice~2")
    assert second is not None
    assert second.article.warnings == ("another file states the id ice too; this article goes by ice~2",)
    (folder(store) / "0.md").unlink()
    sync(store)
    assert sorted(ids(store)) == ["bridge", "c", "ice", "ice~2"]
    opened = store.article("ice")
    assert opened is not None
    assert opened.article.body.startswith("«Лёд")


def test_unreadable_files_are_listed(store: Store) -> None:
    """By their names, with the reason; they wait for no analysis, and are read once they can be."""
    (folder(store) / "bad\x1b.md").write_bytes(bytes(99))
    assert sync(store) == Applied(problems=1)
    assert store.counts() == Counts(articles=4, unread=4, starred=0, pending=3, quotations=0)
    (row,) = [row for row in store.summaries(store.keys(ListFilter())).values() if row.problem]
    assert row.title == "bad␛.md"
    assert row.problem == "bad␛.md: is not a text file"
    assert sync(store) == Applied(touched=1)
    (folder(store) / "bad\x1b.md").write_text("---\nid: good\n---\nХорошо", encoding="utf-8")
    assert sync(store).changed == 1
    assert store.summaries([row.key])[row.key].problem is None
    opened = store.article("good")
    assert opened is not None
    assert opened.problem is None


def test_known_problems_are_looked_up_and_nothing_else_is_read(store: Store) -> None:
    """In a library of any size a sync asks for the files that it meets again, not through all rows."""
    (folder(store) / "bad.md").write_bytes(bytes(99))
    sync(store)
    names = [*(b"%d.md" % number for number in range(1000)), b"bad.md", b"none"]
    found = store.inspect(lambda connection: listing.problems(connection, names))
    assert found == {("bad.md", "bad.md: is not a text file")}
    assert store.inspect(lambda connection: listing.problems(connection, [])) == frozenset()

    def plan(connection: sqlite3.Connection) -> list[str]:
        asked: list[str] = []
        connection.set_trace_callback(asked.append)
        listing.problems(connection, [b"bad.md"])
        connection.set_trace_callback(None)
        return [detail for *_, detail in connection.execute(f"EXPLAIN QUERY PLAN {asked[0]}")]

    assert [step.partition(" ")[0] for step in store.inspect(plan)] == ["SEARCH", "SEARCH"]


def test_a_problem_with_a_digest_is_not_looked_at_again(store: Store) -> None:
    """It would be the same."""
    state = FileState(b"p.md", 1, 1)
    store.apply([Problem(state, "p.md: is not a text file", digest=b"d")])
    known = store.inspect(lambda connection: list(known_files(connection)))
    assert [file.digest for file in known if file.name == b"p.md"] == [b"d"]


def test_unread_articles_are_found_in_both_directions(store: Store) -> None:
    """Below is older."""
    keys = store.keys(ListFilter())
    store.set_read(["ice"], True)

    def next_id(key: int | None, *, forward: bool = True) -> str | None:
        row = store.next_unread(key, forward=forward)
        return None if row is None else row.id

    assert next_id(None) == "bridge"
    assert next_id(keys[0]) == "c"
    assert next_id(keys[2]) is None
    assert next_id(keys[2], forward=False) == "bridge"
    assert next_id(keys[0], forward=False) is None


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("мосты", ["bridge"]), ("МОСТОМ", ["bridge"]), ("терве", ["bridge"]), ("аркпресс", ["ice"]),
        ("лис", ["bridge"]),
        ("лед", ["ice"]), ("лёд", ["ice"]), ("ледо", ["ice"]), ("закрыл", ["bridge"]), ("без", ["c"]), ("мост лёд", []),
        ("мост ИЛИ лёд", ["bridge", "ice"]), ("-мост", ["ice", "c"]), ("капитан", []), ("капитан ИЛИ мост", ["bridge"]),
        ("от:2024-04-04 мост", ["bridge"]), ("до:2024-04", ["bridge", "ice"]),
        ('"закрыли мост"', ["bridge"]), ("", ["bridge", "ice", "c"]), ("к", ["bridge", "ice", "c"]),
        ("кто:анна", []),
    ],
)  # fmt: skip
def test_the_list_is_filtered_by_words(store: Store, words: str, found: list[str]) -> None:
    """In any form, of the title, the text, the source or the author."""
    assert ids(store, ListFilter(words=words)) == found


def test_names_that_an_analysis_found_are_found(store: Store) -> None:
    """Also those that stand otherwise in the text; they go with the analysis."""
    opened = store.article("ice")
    assert opened is not None
    body = opened.article.body
    entity = Entity("Аркелия", "place", (Span(0, 1),), ())
    store.put_analyses([(opened.key, make_analysis(body, ("Лёд", "Кирилл Хмурый"), entities=(entity,)))])
    assert ids(store, ListFilter(words="кирилла аркелию")) == ["ice"]
    store.put_analyses([(opened.key, make_analysis(body))])
    assert ids(store, ListFilter(words="кирилл")) == []
    assert ids(store, ListFilter(words="хмурого ледокол")) == ["ice"]
    assert store.entities() == []


def test_entities_are_counted_over_the_library(store: Store) -> None:
    """The most mentioned first; words in any form or as a beginning."""
    for id_, spans in (("ice", (Span(0, 1), Span(2, 3))), ("bridge", (Span(0, 1),))):
        opened = store.article(id_)
        assert opened is not None
        entities = (
            Entity("Кирилл Хмурый", "person", spans, ()),
            Entity("Терва", "place", (Span(0, 4),), ("Терву", "Матушка")),
            Entity("Терва", "organisation", (Span(0, 4),), ()),
        )
        said = make_analysis(opened.article.body, (opened.article.body[:4], "Кирилл Хмурый"), entities=entities)
        store.put_analyses([(opened.key, said)])
    assert store.entities("хмурого") == [EntitySummary("Кирилл Хмурый", "person", articles=2, mentions=3, quotations=2)]
    assert [entity.name for entity in store.entities()] == ["Кирилл Хмурый", "Терва", "Терва"]
    assert [entity.type for entity in store.entities("тер", type="place")] == ["place"]
    assert [entity.name for entity in store.entities("матушки")] == ["Терва"]
    assert store.entities("кир хму", limit=0) == []
    assert store.entities("терва кирилл") == []
    assert store.entities('"%\\') == store.entities()
    (folder(store) / "b.md").unlink()
    sync(store)
    assert store.entities("кирилл") == [EntitySummary("Кирилл Хмурый", "person", articles=1, mentions=2, quotations=1)]


def test_keys_follow_publication(tmp_path: Path) -> None:
    """Hundreds of articles of one minute stand together, the later ones above; impossible times do no harm."""
    store = open_store(tmp_path)
    days = ["1500-01-01", "2024-04-03", "2024-04-03T00:10", "9999-12-31"]
    store.apply(
        [_put(f"{day}-{number:03}", published=day) for day in days for number in range(300 if "2024" in day else 2)]
    )
    store.apply([_put("time", published=None, mtime_ns=mtime) for mtime in (-(2**62), 2**63 - 1)])
    listed = [id_[:16] for id_ in ids(store)]
    assert listed.index("9999-12-31-001") < listed.index("2024-04-03T00:10") < listed.index("2024-04-03-000")
    assert len(listed) == 606
    first = [id_ for id_ in ids(store) if id_.startswith("2024-04-03-")]
    assert first == sorted(first, reverse=True)
    store.close()


def _put(id_: str, *, published: str | None, mtime_ns: int = 0) -> Put:
    name = f"{id_}{mtime_ns}".encode()
    return Put(FileState(name, 1, mtime_ns), name, make_article(id=id_ + str(mtime_ns or ""), published=published))


def test_the_words_of_a_batch_are_written_together(tmp_path: Path) -> None:
    """After the articles themselves: each statement with a trigger ends a segment of the full-text index."""
    store = open_store(tmp_path)
    seen: list[str] = []
    with store._index._database.writing() as connection:
        connection.set_trace_callback(seen.append)
    store.apply([_put(f"a{number}", published="2024-04-03") for number in range(5)])
    tables = [statement.split()[2] for statement in seen if statement.startswith("INSERT INTO article")]
    assert tables.count("article_terms") == 5
    assert "articles" not in tables[tables.index("article_terms") :]
    store.close()


def test_a_file_that_comes_twice_in_a_batch_is_there_once(tmp_path: Path) -> None:
    """As it was the second time; nothing is left of its first words."""
    store = open_store(tmp_path)
    first, second = (Put(FileState(b"a", n, n), bytes([n]), make_article(f"Слово{n}", id="a")) for n in (1, 2))
    store.apply([first, second])
    assert [ids(store, ListFilter(words=f"слово{n}")) for n in (1, 2)] == [[], ["a"]]
    assert check(store) == []
    store.close()


def test_a_twin_of_a_renamed_article_has_its_analysis(store: Store) -> None:
    """Also where both come in one batch, and the analysis has gone with the old name."""
    text = "---\nid: ice\n---\n«Лёд тонок», — сказал Хмурый."
    write_library(folder(store), {"a.md": text})
    sync(store)
    analysed(store, "ice", ("Лёд тонок", "Хмурый"))
    (folder(store) / "a.md").rename(folder(store) / "moved.md")
    write_library(folder(store), {"twin.md": text.replace("ice", "twin")})
    assert sync(store) == Applied(added=1, renamed=1)
    assert {hit.article_id for hit in store.search_quotes("лёд").hits} == {"ice", "twin"}
    assert check(store) == []


def test_more_quotations_than_can_be_searched_are_shown_all(tmp_path: Path) -> None:
    """The search takes the first of an article, and does not mix them up with the next article's."""
    store = open_store(tmp_path)
    body = "слово " * (MOST_QUOTATIONS + 10)
    store.apply([_put("a", published="2024-04-03"), Put(FileState(b"b", 1, 1), b"b", make_article(body, id="b"))])
    opened = store.article("b")
    assert opened is not None
    said = make_analysis(body, *[("слово", "Хмурый")] * (MOST_QUOTATIONS + 10))
    store.put_analyses([(opened.key, said)])
    again = store.article("b")
    assert again is not None
    assert again.analysis == said
    assert store.counts().quotations == MOST_QUOTATIONS + 10
    assert {hit.article_id for hit in store.search_quotes("слово", limit=5000).hits} == {"b"}
    store.close()


def test_nothing_that_sqlite_cannot_hold_reaches_it(store: Store) -> None:
    """Lone surrogates and controls, wherever an article comes from."""
    bad = "\ud800\x1b\0"
    article = make_article(
        bad, id=bad, title=bad, source=bad, place=bad, url=bad, authors=(bad,), tags=(bad,), language=bad
    )
    store.apply([Put(FileState(b"bad", 1, 1), b"bad", article)])
    (row,) = [row for row in store.summaries(store.keys(ListFilter())).values() if row.title.startswith("\ufffd")]
    opened = store.article(row.id)
    assert opened is not None
    for text in (opened.article.body, opened.article.title, opened.article.tags[0], row.id, opened.article.url or ""):
        text.encode()
        assert "\x1b" not in text
    store.put_analyses([(opened.key, make_analysis(opened.article.body, (opened.article.body, bad)))])
    store.set_read([bad, row.id], True)
    assert store.search_quotes(bad).hits is not None


def test_readers_in_many_threads(store: Store) -> None:
    """Each sees whole transactions while another thread writes."""
    seen: list[Counts] = []
    errors: list[BaseException] = []

    def read() -> None:
        try:
            for _ in range(150):
                seen.append(store.counts())
                store.summaries(store.keys(ListFilter()))
        except BaseException as error:
            errors.append(error)

    threads = [Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(30):
        store.apply([_put(f"t{number}-{other}", published="2024-05-01") for other in range(5)])
    for thread in threads:
        thread.join()
    assert errors == []
    assert {counts.articles % 5 for counts in seen} == {3}
    assert all(counts.articles == counts.unread for counts in seen)


def test_a_closed_store_says_so(tmp_path: Path) -> None:
    """As an error of its own, not of SQLite's."""
    store = open_store(tmp_path)
    store.close()
    for use in (store.counts, store.difference, lambda: store.set_read(["a"], True), lambda: sync(store)):
        with pytest.raises(StoreError, match="has been closed"):
            use()
    store.close()
