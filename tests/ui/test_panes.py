"""Where the panes stand."""

from __future__ import annotations

import pytest

from newsreader.ui.panes import Places, Wishes, has_room, lay_out, visible


@pytest.mark.parametrize(
    ("width", "wishes", "places"),
    [
        (200, Wishes(), Places("beside", "beside")),
        (100, Wishes(), Places("beside", "beside")),
        (99, Wishes(), Places("beside", "away")),
        (72, Wishes(), Places("beside", "away")),
        (71, Wishes(), Places("away", "away")),
        (20, Wishes(over="list"), Places("over", "away")),
        (80, Wishes(over="sidebar"), Places("beside", "over")),
        (200, Wishes(zen=True), Places("away", "away")),
        (200, Wishes(zen=True, over="list"), Places("over", "away")),
        (200, Wishes(list=False), Places("away", "beside")),
        (200, Wishes(sidebar=False), Places("beside", "away")),
        (200, Wishes(over="sidebar"), Places("beside", "beside")),
    ],
)
def test_panes_fold_by_width_and_wish(width: int, wishes: Wishes, places: Places) -> None:
    assert lay_out(width, wishes) == places


def test_the_text_always_has_room_and_can_always_be_seen() -> None:
    assert has_room("reader", 1)
    assert visible("reader", Places("away", "away"))
    assert not visible("list", Places("away", "away"))
    assert visible("sidebar", Places("away", "over"))
