"""`config`: what is set, where it comes from, and what could be set."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from newsreader.cli import output
from newsreader.cli.build import Settings, settings
from newsreader.config import MEANINGS
from newsreader.text import clean_line

VARIABLE = "NEWSREADER_LIBRARY"


def print_settings(arguments: Namespace) -> int:
    """Prints each setting with its value and its origin; what is wrong with the file makes the exit code 1."""
    known = settings()
    if arguments.json:
        for name, value, origin in _rows(arguments, known):
            output.emit({"setting": name, "value": value, "from": origin, "meaning": MEANINGS[name]})
    else:
        print(f"file: {known.paths.config}{'' if Path(known.paths.config).exists() else ' (not there)'}")
        print(f"index: {known.paths.cache}")
        print(f"marks: {known.paths.data}\n")
        for name, value, origin in _rows(arguments, known):
            table = value if isinstance(value, dict) else {}
            stated = "unset" if value is None or value == {} else "" if table else value
            print(output.styled(f"{name}: {stated}".rstrip(), output.BOLD) + f"  ({origin})")
            for key, row in table.items():
                print(f"  {clean_line(key)}: {clean_line(row)}")
            print(f"    {MEANINGS[name]}")
    for problem in known.problems:
        print(f"newsreader: {problem}", file=sys.stderr)
    return 1 if known.problems else 0


def _rows(arguments: Namespace, known: Settings) -> Iterator[tuple[str, str | int | dict[str, str] | None, str]]:
    """(setting, effective value, where it comes from)."""
    for name in MEANINGS:
        value = getattr(known.config, name)
        origin = f"{known.paths.config}:{known.lines[name]}" if name in known.lines else "default"
        if name == "library":
            if arguments.library:
                value, origin = arguments.library, "--library"
            elif os.environ.get(VARIABLE):
                value, origin = os.environ[VARIABLE], VARIABLE
            value = str(value) if value else None
        yield name, dict(value) if name in ("keys", "views") else value, origin
