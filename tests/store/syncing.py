"""A sync in a few lines: what the store's tests need of it, in this process."""

from __future__ import annotations

import os
from pathlib import Path

from newsreader.errors import ArticleError
from newsreader.models import Analysis, ListFilter
from newsreader.store.articles import digest, parse_article, read_inside
from newsreader.store.changes import Applied, Change, Gone, Problem, Put
from newsreader.store.store import Store
from tests.builders import make_analysis


def open_store(base: Path) -> Store:
    """The store of the library in `base`/library, with everything else beside it."""
    (base / "library").mkdir(parents=True, exist_ok=True)
    return Store.open(base / "library", cache=base / "cache", data=base / "data")


def changes_of(store: Store) -> list[Change]:
    """What has changed in the library's folder since the last sync."""
    found = store.difference()
    changes: list[Change] = [Gone(file.name) for file in found.gone]
    for file in found.look:
        try:
            raw = read_inside(store.folder, file.name)
            changes.append(Put(file, digest(raw), parse_article(raw, name=os.fsdecode(file.name))))
        except ArticleError as error:
            changes.append(Problem(file, str(error)))
    return changes


def sync(store: Store) -> Applied:
    """Brings the index up to date, in one batch."""
    return store.apply(changes_of(store))


def analysed(store: Store, article_id: str, *said: tuple[str, str | None]) -> Analysis:
    """Keeps an analysis of an article in which each (words, who) is a quotation."""
    opened = store.article(article_id)
    assert opened is not None
    analysis = make_analysis(opened.article.body, *said)
    store.put_analyses([(opened.key, analysis)])
    return analysis


def ids(store: Store, wanted: ListFilter | None = None) -> list[str]:
    """Ids of the articles in the list, the newest first."""
    keys = store.keys(wanted or ListFilter())
    rows = store.summaries(keys)
    return [rows[key].id for key in keys]
