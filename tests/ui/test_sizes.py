"""Terminals of any size, whatever is open: each line fills the screen, and reading goes on where it was."""

from __future__ import annotations

import pytest

from newsreader.models import Article
from tests.ui.driving import reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import briefs, long_read, samples

SIZES = ((20, 5), (400, 100), (30, 8), (71, 20), (72, 20), (99, 30), (100, 12), (21, 6), (120, 40))
TINY = ((4, 4), (1, 1), (10, 1), (80, 24))
WIDE = "漢字かなカナ한글 e\u0301a\u0300 👨‍👩‍👧‍👦 \u200b\u2060 й\u0306\u0306\u0306\u0306 ✈️ 🇰🇿🇷🇺 ﷽ мягкий\u00adперенос "


@pytest.mark.parametrize(
    "keys", ["", "2", "3", "?", ":", "fи", "2/мо", "H", "F", "S", '"с', "z", "W", "T"], ids=lambda keys: keys or "list"
)
async def test_whatever_is_open_fits_any_size(keys: str) -> None:
    async with reading(FakeLibrary([long_read(), *samples(), *briefs(8)])) as driven:
        for key in keys:
            await driven.press(key)
        for size in SIZES + TINY:
            await driven.pilot.resize_terminal(*size)
            await driven.settle()
            lines = driven.app.screen._compositor.render_strips()
            assert [line.cell_length for line in lines] == [size[0]] * size[1], size


@pytest.mark.parametrize(
    "body", [WIDE * 300, "\u0301" * 3000 + "ж" * 3000, "слово " * 60_000], ids=["wide", "piled", "long"]
)
async def test_text_of_any_width_keeps_its_place_and_its_lines_in_step(body: str) -> None:
    article = Article(id="odd", title=WIDE, body=body, format="txt")
    async with reading(FakeLibrary([(article, None)])) as driven:
        await driven.press("2", "space", "space")
        place = driven.screen.reader.top_anchor.offset
        for size in SIZES:
            await driven.pilot.resize_terminal(*size)
            await driven.settle()
            reader = driven.screen.reader
            first, last = reader.offsets_in_sight
            assert first <= place < last, size
            for y in range(reader.size.height):
                assert reader.render_line(y).cell_length == reader.line_width, size
