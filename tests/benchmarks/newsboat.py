"""newsboat on the same articles: its cache is filled by hand, so that nothing is fetched."""

from __future__ import annotations

import shutil
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

from terminal import Terminal

FEED = "file:///benchmark.xml"
_QUIET = "auto-reload no\nrefresh-on-startup no\nmax-items 0\nprepopulate-query-feeds no\n"


def installed() -> bool:
    """Whether there is a newsboat to compare with."""
    return shutil.which("newsboat") is not None


def figures(library: Path) -> dict[str, float]:
    """Start to the list of feeds, opening the list of articles, a key in it, and memory."""
    with tempfile.TemporaryDirectory(prefix="newsboat-benchmark-") as made:
        home = Path(made)
        (home / "urls").write_text(f'{FEED} "~Articles"\n')
        (home / "config").write_text(_QUIET)
        command = ["newsboat", "-u", str(home / "urls"), "-c", str(home / "cache.db"), "-C", str(home / "config")]
        subprocess.run([*command, "-x", "print-unread"], check=True, capture_output=True)  # makes the tables
        _fill(home / "cache.db", library)
        with Terminal(command) as app:
            found = {"start": app.wait_for("Articles") * 1e3}
            app.settle()
            found["open the list"] = app.press("\r", pattern=r"made-", seconds=60.0) * 1e3
            app.settle()
            times = []
            for _ in range(15):
                times.append(app.press("j", seconds=5.0) * 1e3)
                time.sleep(0.04)
            found["key in list"] = median(times)
            found["memory"] = app.memory()
        return found


def _fill(cache: Path, library: Path) -> None:
    with sqlite3.connect(cache) as connection:
        connection.execute("DELETE FROM rss_feed")
        connection.execute(
            "INSERT INTO rss_feed (rssurl, url, title) VALUES (?, ?, ?)", (FEED, "https://example.org/", "Articles")
        )
        connection.executemany(
            "INSERT INTO rss_item (guid, title, author, url, feedurl, pubDate, content, unread, enclosure_url,"
            " enclosure_type, flags, base) VALUES (?, ?, '', ?, ?, ?, ?, 1, '', '', '', '')",
            _items(library),
        )


def _items(library: Path) -> Iterator[tuple[str, str, str, str, int, str]]:
    for number, path in enumerate(sorted(library.rglob("*.md"))):
        url = f"https://example.org/{path.stem}"
        yield path.stem, f"{path.stem} {number}", url, FEED, 1_500_000_000 + number, path.read_text(encoding="utf-8")
