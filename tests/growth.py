"""Whether the cost of something grows no faster than its input, told in a way that a busy machine does not upset."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable

ROUNDS = 30
NOTHING = 0.05
"""Seconds below which a clock tells nothing."""


def linear(run: Callable[[int], object], size: int, *, limit: float = 3.0) -> bool:
    """Whether `run(2 * size)` takes at most `limit` times as long as `run(size)`, each in the best of some rounds.

    A quadratic cost takes four times as long; noise only ever adds, so the least that was seen is nearest the truth.
    """

    def seconds(size: int) -> float:
        gc.collect()
        gc.disable()  # how often the collector runs depends on everything else that is alive
        try:
            start = time.process_time()
            run(size)
            return time.process_time() - start
        finally:
            gc.enable()

    once = twice = float("inf")
    for _ in range(ROUNDS):
        once, twice = min(once, seconds(size)), min(twice, seconds(2 * size))
        if twice <= max(NOTHING, limit * once):
            return True
    return False
