"""The queries of earlier runs, kept in a small file of the state directory. Losing it costs a few keys."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from newsreader.text import clean_line
from newsreader.ui.history import MOST
from newsreader.ui.remembered import put_whole

_LARGEST = 512 * 1024
_LONGEST = 2_000


def queries_path(state: Path) -> Path:
    """Where they lie, by where the screen's state of the same library lies."""
    return state.with_name(state.name.replace("screen-", "queries-", 1) if "screen-" in state.name else "queries.json")


def past_queries(path: Path | None) -> list[str]:
    """The queries that were kept, the latest last; none where there is no such file, or nothing to read in it."""
    if path is None:
        return []
    try:
        with path.open("rb") as file:
            stated = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return []
    if not isinstance(stated, list):
        return []
    cleaned = (clean_line(one, limit=_LONGEST) for one in stated if isinstance(one, str))
    return [query for query in cleaned if query][-MOST:]


def keep_query(path: Path | None, query: str) -> None:
    """Puts a query behind those that are kept, also by another running copy; where it cannot be kept, it is not."""
    if path is None:
        return
    query = clean_line(query, limit=_LONGEST)
    kept = past_queries(path)
    if not query or kept[-1:] == [query]:
        return
    kept = [*(one for one in kept if one != query), query][-MOST:]
    with suppress(OSError):
        put_whole(path, json.dumps(kept, ensure_ascii=False, indent=0))
