"""Measures the reader in a real terminal against the smallest Textual apps, and prints one table with ratios.

    python tests/benchmarks/reader.py --libraries DIR [--articles 1000 10000 100000] [--runs 5] [--newsboat]

DIR holds a library a size, made by make_library.py with `--cache DIR/cache --data DIR/data --files`; missing ones are
made. Every figure is a median; the references are measured in the same run, in turn with the reader. All programs run
on compiled modules, as when they are installed.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path
from statistics import median, quantiles

import newsboat

from terminal import Terminal

HERE = Path(__file__).resolve().parent
KEYS = 25
STARTS = 6
"""Starts of each program in a run, in turn with the others'."""
SCRIPT = Path(sys.executable).with_name("newsreader")
NEWSREADER = [str(SCRIPT)] if SCRIPT.exists() else [sys.executable, "-m", "newsreader"]
SHOWN = r"(?s)Articles [\d\s,]+.* min\b"
"""The list's title counts the articles, the reader shows the first one's reading time."""
Figures = dict[str, float]
Rows = dict[str, dict[str, list[float]]]
COMPARED = {"start": "empty app", "memory": "empty app", "sync, nothing changed": "find"}
"""Row → what its ratio is to; where the name begins with one of KEYS_OF it is the reference's key."""
KEYS_OF = ("key", "next", "previous", "to the end")


def reference(name: str, keys: str, env: Mapping[str, str]) -> Figures:
    """Start, key and memory of one of the smallest apps."""
    with Terminal([sys.executable, str(HERE / "reference.py"), name], env=env) as app:
        figures = {"start": app.wait_for("ready") * 1e3}
        app.settle()
        if keys:
            figures["key"] = presses(app, keys)
        figures["memory"] = app.memory()
    return figures


FRAME = 0.004
"""Seconds of silence that end one frame: where another follows, it is not waited for."""


def presses(app: Terminal, key: str, *, quiet: float = FRAME) -> float:
    """Median milliseconds from a key to the end of the frame (with a longer `quiet`: of the frames) that answers it."""
    times = []
    for _ in range(KEYS):
        times.append(app.press(key, seconds=0.5, quiet=quiet) * 1e3)
        app.settle(quiet=0.06)
    answered = [one for one in times if one == one]  # at the end of a short text a key changes nothing
    return median(answered) if answered else float("nan")


def environment(libraries: Path) -> dict[str, str]:
    """The XDG folders of the measured library; nothing of the person's own is read or written.

    The XDG paths end in the program's name, which is a link to the made ones.
    """
    home = Path(tempfile.mkdtemp(prefix="newsreader-benchmark-"))
    for name in ("cache", "data"):
        (home / name).mkdir()
        (home / name / "newsreader").symlink_to(libraries.resolve() / name)
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(libraries.resolve() / "compiled")}
    places = {f"XDG_{name.upper()}_HOME": str(home / name) for name in ("cache", "data", "state", "config")}
    return {**compiled, **places, "LANG": "C.UTF-8"}


def start(folder: Path, env: dict[str, str], *, first: bool = False) -> Figures:
    """From the start to the list and an article; `first`: a first run, whose start may show something else."""
    with Terminal([*NEWSREADER, str(folder)], env=env) as app:
        figures = {} if first else {"start": app.wait_for(SHOWN) * 1e3}
        if first:
            app.wait_for("Articles")
            leave(app)
    return figures


def leave(app: Terminal) -> None:
    """Quits at the beginning of the first article, where the next start goes on and greets nobody."""
    app.settle()
    for key in ("\x1b", "\x1b", "1", "g", "\r", "g", "1"):
        app.press(key, seconds=0.5)
        app.settle(quiet=0.1)
    os.kill(app.pid, signal.SIGTERM)
    time.sleep(0.5)


def reader(folder: Path, env: dict[str, str]) -> Figures:
    """Figures of the reader over one library."""
    figures: Figures = {}
    command = [*NEWSREADER, str(folder)]
    with Terminal(command, env=env) as app:
        app.wait_for(SHOWN)
        app.settle(quiet=2.0)
        figures["memory"] = app.memory()
        figures["key in list"] = presses(app, "j")
        figures["key stars"] = presses(app, "s")
        app.press("s")  # 25 times on and off, and this: as it was
        app.press("\r")
        app.settle()
        app.press("g", seconds=0.5)  # reading goes on where an earlier run left it
        app.settle()
        figures["key scrolls"] = presses(app, "j")
        figures["next section"] = presses(app, "]")
        figures["next quotation"] = presses(app, "c")
        figures["next article"] = presses(app, "J")
        figures["next article, with its text"] = presses(app, "J", quiet=0.03)
        figures["previous article"] = presses(app, "K")
        figures["next unread"] = presses(app, "n")
        app.press("3")
        app.settle()
        figures["key in sidebar"] = presses(app, "j")
        app.press("2")
        app.settle()
        figures["to the end of the list"] = app.press("1G") * 1e3
        app.settle()
        figures["open the search"] = app.press('"', seconds=2.0, quiet=0.05) * 1e3
        app.settle()
        times = search(app)
        figures["letter to results, median"] = median(times)
        figures["letter to results, p95"] = quantiles(times, n=20)[-1]
        leave(app)
    return figures


def search(app: Terminal) -> list[float]:
    """Milliseconds from each letter of some queries to the results on the screen."""
    times = []
    for letter in "власти гор" + 10 * "\x7f" + "договор мир" + 11 * "\x7f":
        times.append(app.press(letter, seconds=0.5) * 1e3)
        app.settle(quiet=0.15)
    return [time for time in times if time == time]


SIZES = [*7 * [("20 KB", 20_000)], ("1 MB", 1_000_000), ("50 MB in one line", 50_000_000)]


def opening(env: Mapping[str, str]) -> Figures:
    """Milliseconds from a key to the first lines of long articles, in a library made for that."""
    with tempfile.TemporaryDirectory(prefix="newsreader-benchmark-") as made:
        folder = Path(made) / "news"
        folder.mkdir()
        own = {**env, "XDG_CACHE_HOME": f"{made}/cache", "XDG_DATA_HOME": f"{made}/data"}
        for number, size in enumerate((500, *(size for _, size in SIZES))):
            line = "слово за слово идёт долгая новость " * (size // 35 + 1)
            text = line if size > 10_000_000 else line.replace("новость", "новость.\n\nИ снова")
            front = f"---\ntitle: t{number}\npublished: 2024-01-{28 - number}\n---\n\n"
            body = f"BEGIN{number} {text[: size * 5 // 9]}\n"  # in bytes: nine for five letters and blanks
            (folder / f"{number}.md").write_text(front + body, encoding="utf-8")
        subprocess.run(
            [*NEWSREADER, "sync", "--no-analysis", "--library", str(folder)], env={**os.environ, **own}, check=False
        )
        with Terminal([*NEWSREADER, str(folder)], env=own) as app:
            app.wait_for("BEGIN0")
            app.settle(quiet=1.0)
            app.press("g")  # the first key of a first run lays out the screen anew, without its greeting
            app.settle(quiet=1.0)
            times = defaultdict(list)
            for number, (name, _) in enumerate(SIZES, 1):
                times[f"open {name}"].append(app.press("J", pattern=f"BEGIN{number}", seconds=20.0) * 1e3)
                app.settle(quiet=0.5)
        return {name: median(found) for name, found in times.items()}


def sync_against_find(folder: Path, env: dict[str, str]) -> Figures:
    """Seconds of a sync with nothing to do, as a whole process, and of `find` over the same files."""

    def seconds(command: list[str]) -> float:
        begun = time.perf_counter()
        subprocess.run(
            command, env={**os.environ, **env}, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        return (time.perf_counter() - begun) * 1e3

    sync = [*NEWSREADER, "sync", "--no-analysis", "--library", str(folder)]
    subprocess.run(sync, env={**os.environ, **env}, check=False, capture_output=True)
    return {
        "sync, nothing changed": seconds(sync),
        "find": seconds(["find", str(folder), "-printf", "%T@ %s %p\\n"]),
        "newsreader --version": seconds([*NEWSREADER, "--version"]),
    }


def make(folder: Path, libraries: Path, articles: int) -> None:
    """Makes a library where it is missing."""
    if not folder.is_dir():
        places = ["--cache", str(libraries / "cache"), "--data", str(libraries / "data")]
        command = [sys.executable, str(HERE / "make_library.py"), str(folder), "--articles", str(articles), "--files"]
        subprocess.run([*command, *places], check=True)


def first_sync(folder: Path, env: Mapping[str, str]) -> Figures:
    """Articles a second of a first sync without analysis."""
    with tempfile.TemporaryDirectory(prefix="newsreader-benchmark-") as made:
        own = {**os.environ, **env, "XDG_CACHE_HOME": f"{made}/cache", "XDG_DATA_HOME": f"{made}/data"}
        begun = time.perf_counter()
        command = [*NEWSREADER, "sync", "--no-analysis", "--library", str(folder)]
        subprocess.run(command, env=own, check=False, capture_output=True)
        took = time.perf_counter() - begun
    return {"first sync, articles a second": sum(1 for _ in folder.rglob("*.md")) / took}


def table(rows: Rows, columns: list[str]) -> str:
    """The medians, and of the largest library the ratio to what the row is compared with."""
    lines = [f"{'milliseconds, MiB':<30}" + "".join(f"{column:>12}" for column in columns) + f"{'ratio':>8}"]
    for name, cells in rows.items():
        middle = {column: median(values) for column, values in cells.items()}
        base = rows["key"]["list"] if name.startswith(KEYS_OF) else cells.get(COMPARED.get(name, ""))
        if name == "sync, nothing changed":
            base = rows["find"][columns[-1]]
        ratio = f"{middle[columns[-1]] / median(base):8.2f}" if base and columns[-1] in middle else ""
        lines.append(
            f"{name:<30}" + "".join(f"{middle[c]:>12.1f}" if c in middle else f"{'':>12}" for c in columns) + ratio
        )
    return "\n".join(lines)


def add(rows: Rows, column: str, figures: Figures) -> None:
    """Keeps a run's figures."""
    for name, value in figures.items():
        rows[name][column].append(value)


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--libraries", type=Path, required=True)
    parser.add_argument("--articles", type=int, nargs="+", default=[1000, 10_000, 100_000])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--newsboat", action="store_true", help="measure newsboat on the same articles, once")
    arguments = parser.parse_args()
    env = environment(arguments.libraries)
    rows: Rows = defaultdict(lambda: defaultdict(list))
    for articles in arguments.articles:
        make(arguments.libraries / str(articles), arguments.libraries, articles)
    reference("list", "", env)  # compiles what is not compiled yet
    folders = {f"{articles:,}": arguments.libraries / str(articles) for articles in arguments.articles}
    for folder in folders.values():
        start(folder, env, first=True)
    for _ in range(arguments.runs):
        for _ in range(STARTS):
            add(rows, "empty app", reference("empty", "", env))
            for column, folder in folders.items():
                add(rows, column, start(folder, env))
        add(rows, "list", reference("list", "j", env))
        for column, folder in folders.items():
            add(rows, column, reader(folder, env) | sync_against_find(folder, env))
    last = f"{arguments.articles[-1]:,}"
    for _ in range(arguments.runs):  # before the long texts: a reader that is killed leaves work behind for a moment
        add(rows, last, first_sync(arguments.libraries / str(min(10_000, arguments.articles[-1])), env))
    add(rows, last, opening(env))
    columns = ["empty app", "list", *(f"{articles:,}" for articles in arguments.articles)]
    if arguments.newsboat and newsboat.installed():
        add(rows, "newsboat", newsboat.figures(arguments.libraries / str(arguments.articles[-1])))
        columns.insert(2, "newsboat")
    print(table(rows, columns))


if __name__ == "__main__":
    main()
