"""What the pages of quotations look like, in each size and in both themes. Each picture was looked at.

After a change of looks: `pytest tests/snapshots -k NAME --snapshot-update`, then look at the SVG.
"""

from __future__ import annotations

import pytest

from newsreader.models import Analysis, Article
from newsreader.ui.app import NewsreaderApp
from newsreader.ui.themes import DARK, LIGHT
from tests.builders import make_analysis, make_article
from tests.snapshots.test_screens import SnapCompare, fixed_year, pressing
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import briefs, samples

__all__ = ["fixed_year"]  # a fixture

SIZES = {"wide": (200, 50), "usual": (120, 40), "narrow": (80, 24), "small": (50, 20)}
sizes = pytest.mark.parametrize("size", SIZES.values(), ids=SIZES.keys())
themes = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])


def copied() -> tuple[Article, Analysis]:
    """A later article with words of the first one, a little changed."""
    said = "Мы закончили самую сложную часть работы. Осталось положить покрытие и хорошо испытать опоры"
    body = f"Мост через Ольшанку почти готов, рассказали в Заречье.\n\n«{said}», — сказала глава города."
    fields = {"id": "copy", "title": "До моста рукой подать", "source": "Дубравский листок", "published": "2024-05-06"}
    return make_article(body, **fields), make_analysis(body, (said, "Анна Ветрова"))


def quoting(theme: str) -> NewsreaderApp:
    """The app on the samples, with words that stand in two articles, and quotations that were kept."""
    library = FakeLibrary([copied(), *samples(), *briefs(4)])
    library.set_quote_starred(["bridge#q1", "ferry#q1"], True)
    library.set_quote_tags(["bridge#q1"], ["мосты"])
    library.set_quote_note("ferry#q1", "спросить капитана о тумане")
    library.add_to_collection("Наводнение", ["bridge#q3", "ferry#q1"])
    library.add_to_collection("Мосты", ["bridge#q1", "bridge#q2", "bridge#q4"])
    return NewsreaderApp(library, language="ru", theme=theme)


@sizes
@themes
def test_facets(snap_compare: SnapCompare, size: tuple[int, int], theme: str) -> None:
    """The search narrowed to a speaker, who is marked among the facets: beside the results from 120 columns, else over
    them; a star, a tag and a note at the results."""
    keys = ("f2", *"кто:ветрова", "space", "f4")
    assert snap_compare(quoting(theme), terminal_size=size, run_before=pressing(*keys))


@sizes
@themes
def test_context(snap_compare: SnapCompare, size: tuple[int, int], theme: str) -> None:
    """The second result current, its paragraph beside the results or below them, the words that matched marked; none
    where there are too few rows."""
    assert snap_compare(quoting(theme), terminal_size=size, run_before=pressing("f2", "tab", "j"))


@sizes
@themes
def test_speaker(snap_compare: SnapCompare, size: tuple[int, int], theme: str) -> None:
    """A speaker's page: facts beside the quotations from 90 columns; timeline, role, names beside whom it stands."""
    assert snap_compare(quoting(theme), terminal_size=size, run_before=pressing("f2", "ctrl+o"))


@pytest.mark.parametrize("size", [SIZES["narrow"], SIZES["small"]], ids=["narrow", "small"])
@themes
def test_facts(snap_compare: SnapCompare, size: tuple[int, int], theme: str) -> None:
    """Below 90 columns the facts stand in the place of the quotations once they have the keys."""
    assert snap_compare(quoting(theme), terminal_size=size, run_before=pressing("f2", "ctrl+o", "tab"))


@sizes
@themes
def test_variants(snap_compare: SnapCompare, size: tuple[int, int], theme: str) -> None:
    """A copy below the first quotation: dropped words struck out in brackets, added ones bold in brackets."""
    assert snap_compare(quoting(theme), terminal_size=size, run_before=pressing("f2", "tab", "d"))


@sizes
@themes
def test_export(snap_compare: SnapCompare, size: tuple[int, int], theme: str) -> None:
    """The dialog over the dimmed results: format, what, file; two quotations are selected."""
    assert snap_compare(quoting(theme), terminal_size=size, run_before=pressing("f2", "tab", "v", "v", "S", "right"))


@sizes
@themes
def test_collections(snap_compare: SnapCompare, size: tuple[int, int], theme: str) -> None:
    """The menu of collections with how much each has."""
    assert snap_compare(quoting(theme), terminal_size=size, run_before=pressing("f2", "tab", "L", "j"))


@sizes
@themes
def test_collection(snap_compare: SnapCompare, size: tuple[int, int], theme: str) -> None:
    """The page of a collection, in the order in which quotations were put in."""
    assert snap_compare(quoting(theme), terminal_size=size, run_before=pressing("f2", "tab", "L", "j", "enter"))


@sizes
@themes
def test_kept_in_the_text(snap_compare: SnapCompare, size: tuple[int, int], theme: str) -> None:
    """A star in the bar of the first quotation, a plus in those that are in a collection only."""
    assert snap_compare(quoting(theme), terminal_size=size, run_before=pressing("j", "enter"))
