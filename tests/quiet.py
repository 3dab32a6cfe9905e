"""Waits for a running app to have nothing left to do, told by its event loop: a busy machine only makes it take longer.

Pilot's own wait takes a program for idle that uses little of the processor, as every program does on a busy machine.
"""

from __future__ import annotations

import asyncio
from asyncio import BaseEventLoop
from contextlib import suppress
from typing import Any

from textual._context import active_app
from textual.app import App
from textual.worker import WorkerCancelled

SOON = 0.06
"""Seconds: what is due within them is waited for; a screen paints what has changed after a sixtieth of a second, and a
text follows the list after three."""
SECONDS = 60.0


async def quiet(*_: object) -> None:
    """Returns when no callback is ready to run and no timer is due soon, or the app has ended: its clocks go on alone.

    Raises:
        AssertionError: where something goes on without an end.
    """
    loop = asyncio.get_running_loop()
    assert isinstance(loop, BaseEventLoop)
    end = loop.time() + SECONDS
    app = active_app.get(None)
    while app is None or not app._exit:
        await asyncio.sleep(0)
        if not loop._ready:  # type: ignore[attr-defined]
            wait = _until_due(loop)
            if wait is None:
                return
            await asyncio.sleep(wait)
        assert loop.time() < end, "the app does not come to rest"


def _until_due(loop: BaseEventLoop) -> float | None:
    """Seconds until the next timer, if that is soon."""
    due = [timer.when() for timer in loop._scheduled if not timer.cancelled()]  # type: ignore[attr-defined]
    wait = min(due, default=float("inf")) - loop.time()
    return max(0.0, wait) if wait <= SOON else None


async def at_rest(app: App[Any]) -> None:
    """Waits until neither the app nor a worker of it has anything left to do; one that was cancelled has not.

    Raises:
        WorkerFailed: where one did.
    """
    await quiet()
    while workers := [worker for worker in app.workers if not worker.is_finished]:
        for worker in workers:
            with suppress(WorkerCancelled):
                await worker.wait()
        await quiet()
