"""Brings the interface's catalogues up to date and compiles them: `python tests/make_catalogues.py`."""

from __future__ import annotations

import io
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from newsreader import errors

PACKAGE = Path(__file__).resolve().parents[1] / "tui" / "newsreader"
UI = PACKAGE / "ui"
LOCALE = UI / "locale"
LANGUAGES = ("ru",)
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}
SAID_BELOW = dict.fromkeys(("Phrase", "_WrongError", *(name for name in vars(errors) if name.endswith("Error"))), None)
"""What makes sentences in the parts below the interface, which knows them by their first argument."""


def extracted() -> Catalog:
    """Every string of the interface, with the files it stands in."""
    catalogue = Catalog(project="newsreader", charset="utf-8")
    for name, _line, message, comments, _context in extract_from_dir(
        UI, method_map=[("**.py", "python")], keywords=KEYWORDS, comment_tags=("Note:",)
    ):
        catalogue.add(message, locations=[(name, 0)], auto_comments=comments)
    below = [("ui/**", "ignore"), ("cli/**", "ignore"), ("**.py", "python")]
    for name, _line, message, _comments, _context in extract_from_dir(PACKAGE, method_map=below, keywords=SAID_BELOW):
        catalogue.add(message, locations=[(f"../{name}", 0)])
    return catalogue


def po_path(language: str) -> Path:
    """Where a language's catalogue lies."""
    return LOCALE / language / "LC_MESSAGES" / "newsreader.po"


def read_catalogue(language: str) -> Catalog:
    """A language's catalogue as it lies there; an empty one where there is none."""
    path = po_path(language)
    if not path.exists():
        return Catalog(locale=language, project="newsreader", charset="utf-8")
    return read_po(io.BytesIO(path.read_bytes()), locale=language)


def updated(language: str) -> Catalog:
    """A language's catalogue with the strings that the source has now: new ones empty, old ones gone."""
    catalogue = read_catalogue(language)
    template = extracted()
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    catalogue.obsolete.clear()
    catalogue.fuzzy = False
    catalogue.header_comment = (
        "# Messages of newsreader's interface. Made by tests/make_catalogues.py; translations are edited here."
    )
    catalogue.last_translator, catalogue.language_team, catalogue.version = "", "", ""
    catalogue.revision_date = catalogue.creation_date
    return catalogue


def compiled(catalogue: Catalog) -> bytes:
    """The catalogue as gettext reads it."""
    target = io.BytesIO()
    write_mo(target, catalogue)
    return target.getvalue()


def main() -> None:
    """Writes each language's .po and .mo, and says what waits for a translation."""
    for language in LANGUAGES:
        catalogue = updated(language)
        path = po_path(language)
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as target:
            write_po(target, catalogue, width=120, sort_by_file=True, omit_header=False, include_lineno=False)
        path.with_suffix(".mo").write_bytes(compiled(catalogue))
        missing = [message.id for message in catalogue if message.id and not all(_forms(message.string))]
        print(f"{path}: {len(catalogue)} strings, {len(missing)} to translate")
        for message_id in missing:
            print("  ", message_id)


def _forms(string: str | tuple[str, ...] | list[str] | None) -> tuple[str, ...]:
    return (string or "",) if string is None or isinstance(string, str) else tuple(string)


if __name__ == "__main__":
    main()
