"""Keeps the desktop and other tests' language out of the tests of the interface."""

from __future__ import annotations

import pytest
import textual.app
import textual.pilot

from newsreader.ui import app, opener
from newsreader.ui.i18n import choose_language
from tests.quiet import quiet


@pytest.fixture(autouse=True)
def no_desktop(monkeypatch: pytest.MonkeyPatch) -> None:
    """English, no clipboard tool and no browser of this machine."""
    choose_language("en")
    monkeypatch.setattr(app, "copy_by_tool", lambda text: False)
    monkeypatch.setattr(opener, "open_command", lambda *_: None)


@pytest.fixture(autouse=True)
def patient_pilot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Waits are for the app itself, however busy the machine is."""
    monkeypatch.setattr(textual.app, "wait_for_idle", quiet)
    monkeypatch.setattr(textual.pilot, "wait_for_idle", quiet)
