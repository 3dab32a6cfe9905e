"""A list that marks decide, while articles come and go and are marked."""

from __future__ import annotations

from array import array

import pytest

from newsreader.models import ListFilter, Sort
from newsreader.ui.screens import following
from newsreader.ui.standing import kept_standing, row_in
from tests.ui.driving import LAYOUTS, Reading, reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import bridge, briefs


@pytest.mark.parametrize(
    ("shown", "row", "fresh", "key"),
    [
        ([9, 7, 5], 1, [11, 9, 7, 5], 7),
        ([9, 7, 5, 3], 1, [11, 10, 9, 5], 5),
        ([9, 7, 5, 3], 2, [11, 9, 7], 7),
        ([9, 7], 1, [4, 2], 4),
        ([], 0, [4, 2], 4),
    ],
)
def test_the_nearest_row_takes_the_place_of_one_that_has_gone(
    shown: list[int], row: int, fresh: list[int], key: int
) -> None:
    assert fresh[row_in(array("q", fresh), shown, row)] == key


def test_what_was_marked_stays_and_what_is_new_comes() -> None:
    assert list(kept_standing([9, 7, 5], [11, 9, 5], [11, 10, 9, 7, 5, 3], "date")) == [11, 9, 7, 5]


def test_what_has_gone_goes() -> None:
    assert list(kept_standing([9, 7, 5], [9], [9, 5], "date")) == [9, 5]


def test_other_orders_are_kept() -> None:
    assert list(kept_standing([3, 9, 5], [3, 4, 9], [3, 4, 9, 5, 8], "source")) == [3, 4, 9, 5]


def test_by_read_a_new_row_takes_its_place_and_a_read_one_keeps_its_own() -> None:
    shown, fresh = [9, 7, 5, 8, 6], [11, 9, 5, 8, 7, 6, 1]
    assert list(kept_standing(shown, fresh, [11, 9, 5, 8, 7, 6, 1], "unread")) == [11, 9, 7, 5, 8, 6, 1]


@pytest.mark.parametrize("sort", ("date", "source", "quotations", "unread"))
def test_an_empty_list_takes_what_there_is(sort: Sort) -> None:
    assert list(kept_standing([], [4, 2], [4, 2], sort)) == [4, 2]


def titles(driven: Reading) -> list[str]:
    """Ids of the rows of the list."""
    articles = driven.screen.articles
    return [row.id for row in driven.library.summaries(articles.keys).values()]


async def test_under_a_filter_of_unread_ones_new_articles_come_and_read_ones_stay() -> None:
    async with reading(FakeLibrary(briefs(5))) as driven:
        driven.screen.list_articles(ListFilter(unread=True))
        await driven.settle()
        before = titles(driven)
        await driven.press("m")
        driven.library.add(*bridge())
        driven.screen.sync()
        await driven.settle()
        assert set(titles(driven)) == {*before, "bridge"}
        driven.screen.list_articles(ListFilter(unread=True))
        await driven.settle()
        assert before[0] not in titles(driven), "asked for anew, it is as it should be"


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_far_unread_article_is_found_in_the_background(layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(following, "_NEAR", 2)
    library = FakeLibrary(briefs(12))
    async with reading(library, layout=layout) as driven:
        driven.screen.list_articles(sort="source")
        await driven.settle()
        ids = titles(driven)
        library.set_read(ids[:9], True)
        await driven.press("n")
        assert driven.opened == ids[9]
        library.set_read(ids[9:], True)
        await driven.press("n")
        assert driven.said == "No unread article further on"
