"""Opens an article's page in the browser: http and https only, one argument, never a shell."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from urllib.parse import urlsplit

from newsreader.errors import NewsreaderError
from newsreader.phrase import reason
from newsreader.text import compiled
from newsreader.ui.i18n import _
from newsreader.ui.wording import told

_PRINTABLE = r"[^\s\x00-\x20\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]+"
LONGEST_URL = 4000

Start = Callable[[Sequence[str]], None]


class LinkError(NewsreaderError):
    """An address cannot be opened."""


def safe_url(url: str | None) -> str:
    """The address, if it is one that may be opened.

    Raises:
        LinkError: where there is none, or it is not plain http or https.
    """
    if not url:
        raise LinkError(_("This article has no link."))
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        host, parts = None, urlsplit("")
    if (
        parts.scheme not in ("http", "https")
        or not host
        or len(url) > LONGEST_URL
        or not compiled(_PRINTABLE).fullmatch(url)
    ):
        raise LinkError(_("Not opened, because it is not a web address: {url}").format(url=url[:120]))
    return url


def open_command(environ: Mapping[str, str], platform: str, which: Callable[[str], str | None]) -> str | None:
    """The program that opens an address on this system."""
    names = ["open"] if platform == "darwin" else ["xdg-open", "wslview", "open"]
    browser = environ.get("BROWSER", "")
    if browser and " " not in browser and "%" not in browser and ":" not in browser:
        names.insert(0, browser)
    return next((found for name in names if (found := which(name)) is not None), None)


def _start(command: Sequence[str]) -> None:
    quiet = subprocess.DEVNULL
    subprocess.Popen(command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)


def open_url(url: str | None, *, start: Start = _start) -> str:
    """Hands the address to the system's opener and returns it as it was handed over.

    Raises:
        LinkError: where it may not be opened, or there is nothing to open it with.
    """
    target = safe_url(url)
    program = open_command(os.environ, sys.platform, shutil.which)
    if program is None:
        raise LinkError(_("There is no program here that opens links; the address: {url}").format(url=target))
    try:
        start([program, target])
    except OSError as error:
        raise LinkError(_("The link could not be opened: {reason}").format(reason=told(reason(error)))) from error
    return target
