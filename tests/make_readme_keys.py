"""Puts the table of keys into the README: `python tests/make_readme_keys.py`."""

from __future__ import annotations

import re
from pathlib import Path

from newsreader.ui.keymap import markdown

README = Path(__file__).resolve().parents[1] / "README.md"
_KEYS = re.compile(r"(<!-- keys: [^>]*-->\n)(.*?)(<!-- end of keys -->)", re.DOTALL)


def with_keys(text: str) -> str:
    """The README's text with the keys as they are now."""
    return _KEYS.sub(lambda found: found[1] + markdown() + found[3], text)


if __name__ == "__main__":
    README.write_text(with_keys(README.read_text(encoding="utf-8")), encoding="utf-8")
