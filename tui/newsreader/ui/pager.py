"""Shows a text in the person's own pager; never by way of a shell."""

from __future__ import annotations

import os
import shlex
import shutil
import signal
import subprocess
from collections.abc import Callable, Mapping, Sequence

from newsreader.errors import NewsreaderError
from newsreader.phrase import reason
from newsreader.ui.charset import UTF_8, shown
from newsreader.ui.i18n import _
from newsreader.ui.wording import told

Run = Callable[[Sequence[str], bytes], None]


class PagerError(NewsreaderError):
    """There is no pager, or it cannot be run."""


def pager_command(environ: Mapping[str, str], which: Callable[[str], str | None]) -> tuple[str, ...]:
    """The pager that is asked for, else less.

    Raises:
        PagerError: where the setting cannot be read, or there is no such program.
    """
    wanted = environ.get("PAGER", "").strip()
    try:
        words = shlex.split(wanted)
    except ValueError as error:
        raise PagerError(_("PAGER cannot be read: {reason}").format(reason=error)) from error
    words = words or ["less"]
    program = which(words[0])
    if program is None:
        raise PagerError(_("There is no program {name}; PAGER names the one to read with").format(name=words[0]))
    return (program, *words[1:])


def _run(command: Sequence[str], data: bytes) -> None:
    before = signal.signal(signal.SIGINT, lambda _number, _frame: None)  # ^C is the pager's
    try:
        subprocess.run(command, input=data, env={"LESSCHARSET": "utf-8", **os.environ}, check=False)
    finally:
        signal.signal(signal.SIGINT, before)


def page_text(text: str, *, charset: str = UTF_8, run: Run = _run) -> None:
    """Shows the text and waits until the pager is left. The terminal must be the pager's by then.

    Args:
        text: what is shown.
        charset: what the terminal speaks.
        run: runs the pager.

    Raises:
        PagerError: where there is no pager, or it cannot be run.
    """
    command = pager_command(os.environ, shutil.which)
    try:
        run(command, shown(text, charset).encode(charset, "replace"))
    except OSError as error:
        raise PagerError(_("The pager cannot be run: {reason}").format(reason=told(reason(error)))) from error
