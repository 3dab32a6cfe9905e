"""Puts a text on the clipboard by the tool that this desktop has; the terminal's own way (OSC 52) is the app's."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence

SECONDS = 2.0
"""How long a clipboard tool may take before it is given up."""

Run = Callable[[Sequence[str], bytes], None]


def copy_command(
    environ: Mapping[str, str], platform: str, which: Callable[[str], str | None]
) -> tuple[str, ...] | None:
    """The command line that reads the clipboard's new text from its standard input; None where there is no tool."""
    candidates: list[tuple[str, ...]] = []
    if platform == "darwin":
        candidates.append(("pbcopy",))
    if environ.get("WAYLAND_DISPLAY"):
        candidates.append(("wl-copy",))
    if environ.get("DISPLAY"):
        candidates += [("xclip", "-selection", "clipboard"), ("xsel", "--clipboard", "--input")]
    for command in candidates:
        found = which(command[0])
        if found is not None:
            return (found, *command[1:])
    return None


def _run(command: Sequence[str], data: bytes) -> None:
    # The tool may stay behind to serve the clipboard, so it gets no pipe of ours but its input.
    quiet = subprocess.DEVNULL
    subprocess.run(command, input=data, stdout=quiet, stderr=quiet, timeout=SECONDS, check=True, start_new_session=True)


def writable(text: str) -> str:
    """The text with everything that cannot be encoded replaced."""
    return text.encode("utf-8", "replace").decode("utf-8")


def copy_by_tool(text: str, *, run: Run = _run) -> bool:
    """Whether a clipboard tool was there and took the text. Blocks up to `SECONDS`."""
    command = copy_command(os.environ, sys.platform, shutil.which)
    if command is None:
        return False
    try:
        run(command, text.encode("utf-8", "replace"))
    except (OSError, subprocess.SubprocessError):
        return False
    return True
