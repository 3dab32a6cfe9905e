"""Brings marks of an earlier version up to date: all of it or nothing, after a copy was made. No row is lost."""

from __future__ import annotations

import os
import sqlite3

from newsreader.phrase import Phrase, reason
from newsreader.store.connection import BusyError, Database
from newsreader.store.opening import plain
from newsreader.store.place import back_up
from newsreader.store.schema import MARKS_VERSION, QUOTATION_MARKS
from newsreader.text import shown


def migrate(database: Database, version: int) -> tuple[int, Phrase | None]:
    """The version that the marks have now, and why they could not be changed; None where they were."""
    name = shown(os.fsencode(database.path))
    back_up(database.path, database.path.with_name(f"{database.path.name}.version-{version}"), days=0)
    try:
        with database.writing() as connection:
            (found,) = connection.execute("PRAGMA user_version").fetchone()
            if found == version:  # else another program was faster
                for statement in filter(str.strip, QUOTATION_MARKS.split(";")):
                    connection.execute(statement)
                connection.execute(f"PRAGMA user_version = {MARKS_VERSION}")
                found = MARKS_VERSION
    except BusyError:
        return version, Phrase("{name}: another program is writing marks; they can be seen, not changed", name=name)
    except sqlite3.Error as error:
        problem = plain(database.path, error).said
        return version, Phrase("{problem}; marks can be seen, not changed", problem=problem)
    except OSError as error:
        return version, Phrase(
            "{name}: marks cannot be written: {reason}; they can be seen, not changed", name=name, reason=reason(error)
        )
    return int(found), None
