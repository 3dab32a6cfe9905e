"""Articles that state no date: they have their place by their file's time, and count as published at no time."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.models import Analysed, Analysis, ListFilter, Quotation, Section, Span
from newsreader.store.changes import Gone, Put
from newsreader.store.files import FileState
from newsreader.store.ordering import UNDATED
from newsreader.store.rows import Keys
from newsreader.store.store import Store
from tests.builders import make_article
from tests.store.syncing import open_store

NAME = "Пётр Лугов"
CALLED = "капитан"
FILE_TIME = 1_717_000_000_000_000_000
"""In May 2024."""


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A speaker of 2019, who also speaks in two articles without a date."""
    opened = open_store(tmp_path)
    for id_, published in (("old", "2019-02-03"), ("one", None), ("two", None)):
        body = f"«Порт открыт», — сказал {CALLED}."
        speaker = Span(body.index(CALLED), len(body) - 1)
        said = Quotation("direct", Span(1, 12), None, speaker, NAME, 0)
        article = make_article(body, id=id_, published=published)
        opened.apply([Put(FileState(id_.encode(), 1, FILE_TIME), id_.encode(), article)])
        key = opened.key_of(id_)
        assert key is not None
        lead = Section("", Span(0, len(body)), 0, None)
        analysis = Analysis("ru", None, (lead,), (said,), (), "test")
        opened.put_analyses([(key, Analysed(analysis, {CALLED: (CALLED,)}))])
    yield opened
    opened.close()


@pytest.mark.parametrize("query", ["порт от:2015", "порт до:2030", "порт дата:2019", "от:2010 до:2025"])
def test_no_stated_time_finds_what_has_no_date(store: Store, query: str) -> None:
    assert [hit.article_id for hit in store.search_quotes(query).hits] == ["old"]
    assert len(store.keys(ListFilter(words=query))) == 1


@pytest.mark.parametrize("query", ["", "порт"])
def test_what_has_no_date_is_in_no_year(store: Store, query: str) -> None:
    assert {hit.article_id for hit in store.search_quotes(query).hits} == {"old", "one", "two"}
    facets = store.facets(query)
    assert [(facet.value, facet.count) for facet in facets.years] == [("2019", 1)]
    assert facets.hits == 3


def test_a_speaker_s_page_tells_times_only_from_dates(store: Store) -> None:
    page = store.profile(NAME)
    assert page is not None
    assert [(month.month, month.count) for month in page.timeline] == [("2019-02", 1)]
    assert [(role.words, role.count, role.first, role.last) for role in page.roles] == [
        (CALLED, 3, "2019-02-03", "2019-02-03")
    ]
    (summary,) = store.speakers()
    assert (summary.quotations, summary.first, summary.last) == (3, "2019-02-03", "2019-02-03")


def test_of_one_who_speaks_at_no_known_time_none_is_told(store: Store) -> None:
    store.apply([Gone(b"old")])
    page = store.profile(NAME)
    assert page is not None
    assert page.timeline == ()
    assert [(role.first, role.last) for role in page.roles] == [("", "")]
    (summary,) = store.speakers()
    assert (summary.quotations, summary.first, summary.last) == (2, "", "")


@given(st.lists(st.booleans(), max_size=400))
def test_keys_of_one_minute_tell_which_articles_have_a_date(dated: list[bool]) -> None:
    """However many come in it; they stay in the order of their coming, those with a date and those without."""
    connection = sqlite3.connect(":memory:")
    connection.execute("CREATE TABLE articles (key INTEGER PRIMARY KEY)")
    moment = "1970-01-01T00:00"
    taken: dict[bool, list[int]] = {True: [], False: []}
    keys = Keys(connection)
    for number, has_date in enumerate(dated):
        if not number % 150:
            keys = Keys(connection)  # of another batch, which knows only what is stored
        key = keys.take(moment if has_date else None, 0)
        connection.execute("INSERT INTO articles VALUES (?)", (key,))
        taken[has_date].append(key)
    connection.close()
    for has_date, there in taken.items():
        assert there == sorted(there)
        assert all((key & UNDATED == 0) is has_date for key in there)
