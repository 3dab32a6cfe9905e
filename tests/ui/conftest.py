"""Keeps the desktop out of the tests of the interface."""

from __future__ import annotations

import pytest

from newsreader.ui import app, opener


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """No clipboard tool and no browser of this machine."""
    monkeypatch.setattr(app, "copy_by_tool", lambda text: False)
    monkeypatch.setattr(opener, "open_command", lambda *_: None)
