"""Pictures are taken when the app has come to rest, and show the same however long that took."""

from __future__ import annotations

from typing import Any

import pytest
from textual.message_pump import MessagePump
from textual.timer import Timer

from tests.ui.conftest import patient_pilot

__all__ = ["patient_pilot"]  # a fixture

LONG = 0.3
"""Seconds that a person sees pass."""


@pytest.fixture(autouse=True)
def nothing_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """No cursor blinks, no message fades, no article is read by being open: that is a matter of a clock."""
    set_timer, set_interval = MessagePump.set_timer, MessagePump.set_interval

    def timer(pump: MessagePump, delay: float, *given: Any, **stated: Any) -> Timer:
        return set_timer(pump, delay if delay < LONG else 1e6, *given, **stated)

    def interval(pump: MessagePump, seconds: float, *given: Any, **stated: Any) -> Timer:
        return set_interval(pump, seconds if seconds < LONG else 1e6, *given, **stated)

    monkeypatch.setattr(MessagePump, "set_timer", timer)
    monkeypatch.setattr(MessagePump, "set_interval", interval)
