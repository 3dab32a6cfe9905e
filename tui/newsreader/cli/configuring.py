"""`config`: what is set, where it comes from, and what could be set."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from newsreader.cli import output
from newsreader.cli.build import Settings, named_folder, settings, stated_folder
from newsreader.config import MEANINGS
from newsreader.errors import UsageError
from newsreader.text import clean_line


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
    faults = [*known.problems, *_faults(arguments, known)]
    for fault in faults:
        print(f"newsreader: {clean_line(fault)}", file=sys.stderr)
    return 1 if faults else 0


def _faults(arguments: Namespace, known: Settings) -> Iterator[str]:
    """What is wrong with settings that could be read."""
    if stated_folder(arguments.library, known)[0]:
        try:
            named_folder(arguments.library, known)
        except UsageError as error:
            yield str(error)
    from newsreader.ui.stated import setting_faults

    config = known.config
    yield from setting_faults(keys=config.keys, views=config.views, theme=config.theme, places=known.places)


def _rows(arguments: Namespace, known: Settings) -> Iterator[tuple[str, str | int | dict[str, str] | None, str]]:
    """(setting, effective value, where it comes from)."""
    for name in MEANINGS:
        value = getattr(known.config, name)
        origin = known.places.get(name, "default")
        if name == "library":
            value, origin = stated_folder(arguments.library, known)
            value, origin = value or None, origin or "default"
        yield name, dict(value) if name in ("keys", "views") else value, origin
