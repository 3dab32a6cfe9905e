"""Makes the README's pictures from the real app on the sample articles: `make_screenshots.py [NAME …]`.

The index and the marks lie in a folder that goes afterwards, so that every run shows the same.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from newsreader.analysis.version import ENGINE
from newsreader.library import Library
from newsreader.store.store import Store
from newsreader.ui.app import NewsreaderApp
from newsreader.ui.themes import DARK, LIGHT
from newsreader.ui.widgets.sidebar import Sidebar
from newsreader.worker import WorkerPool

HERE = Path(__file__).resolve().parent
SAMPLES = HERE.parent / "articles"
ARTICLE = "tokayev-eurasian-security"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture: how large, in which colours, after which keys."""

    name: str
    size: tuple[int, int]
    keys: tuple[str, ...]
    """Keys to press; `text:…` is typed, `row:…` goes to the name in the sidebar that begins so."""
    theme: str = DARK


SHOTS = (
    Shot("reading", (130, 42), ("enter", "c", "c")),
    Shot("quotes", (130, 42), ("quotation_mark", "text:безопасность")),
    Shot("entities", (130, 42), ("3", "row:Шанхайская организация", "enter", "2")),
    Shot("narrow", (80, 24), ("enter", "c")),
    Shot("light", (130, 42), ("enter", "]", "c"), LIGHT),
)


def open_library(folder: Path, made: Path) -> Library:
    """A library of the folder's articles, analysed, that leaves no trace."""
    pool = WorkerPool(1)
    library = Library(Store.open(folder, cache=made / "cache", data=made / "data"), pool, engine=ENGINE)
    library.sync()
    return library


async def take(library: Library, shot: Shot) -> str:
    """The picture as SVG."""
    app = NewsreaderApp(library, language="ru", theme=shot.theme, open_article=ARTICLE, sync=False)
    async with app.run_test(size=shot.size) as pilot:
        await pilot.pause()
        await app.workers.wait_for_complete()
        for key in shot.keys:
            kind, _colon, rest = key.partition(":")
            if kind == "text":
                await pilot.press(*("space" if char == " " else char for char in rest))
            elif kind == "row":
                await _go_to_row(app, rest)
            else:
                await pilot.press(key)
            await app.workers.wait_for_complete()
            await pilot.pause(0.1)
        await pilot.pause(2)  # what shines for a moment has faded, messages have gone
        return app.export_screenshot(title="newsreader")


async def _go_to_row(app: NewsreaderApp, text: str) -> None:
    sidebar = app.screen_stack[0].query_one(Sidebar)
    rows = list(enumerate(sidebar.rows))
    sidebar.edge(last=False)
    sidebar.move(next(number for number, row in rows if row.kind == "entity" and row.text.startswith(text)))


def main(names: list[str]) -> None:
    """Writes the named pictures, or all."""
    with tempfile.TemporaryDirectory(prefix="newsreader-") as made:
        library = open_library(SAMPLES, Path(made))
        try:
            for shot in SHOTS:
                if not names or shot.name in names:
                    path = HERE / f"{shot.name}.svg"
                    path.write_text(asyncio.run(take(library, shot)), encoding="utf-8")
                    print(path)
        finally:
            library.close()


if __name__ == "__main__":
    main(sys.argv[1:])
