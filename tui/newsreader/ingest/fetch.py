"""Fetches a web page: http and https at each hop, few hops, bounded size. The caller bounds the time."""

from __future__ import annotations

import http.client
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass

from newsreader.errors import ArticleError
from newsreader.ingest.refusals import answered, unreached
from newsreader.text import clean_line

LARGEST_PAGE = 32 * 2**20
"""Bytes of a page that are taken; a longer one is refused."""
MOST_HOPS = 5
STALL_SECONDS = 10.0
"""How long a server may be silent."""


@dataclass(frozen=True, slots=True)
class Page:
    """What a server answered."""

    url: str
    """Where the page was found after all redirections."""
    content: bytes
    type: str
    """Media type in lower case: "text/html"."""


class _WebOnly(urllib.request.HTTPRedirectHandler):
    """Follows a few redirections, and only to http and https."""

    max_redirections = MOST_HOPS
    max_repeats = 2

    def redirect_request(self, req, fp, code, msg, headers, newurl):  # type: ignore[no-untyped-def]
        try:
            check_url(newurl)
        except ArticleError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def check_url(url: str) -> None:
    """Refuses everything that is not a plain web address.

    Raises:
        ArticleError: for another scheme, no host, or control characters.
    """
    try:
        parts = urllib.parse.urlsplit(url)
    except ValueError:
        parts = urllib.parse.SplitResult("", "", "", "", "")
    if (
        parts.scheme not in ("http", "https")
        or not parts.hostname
        or any(char <= " " or char == "\x7f" for char in url)
    ):
        raise ArticleError("{url}: not a web address (http:// or https://)", url=clean_line(url))


def fetch(url: str) -> Page:
    """The page at a web address.

    Raises:
        ArticleError: where it is no web address, or the server cannot be reached, refuses, or sends too much or too
        little.
    """
    check_url(url)
    name = clean_line(url)
    opener = urllib.request.OpenerDirector()
    for handler in (
        urllib.request.ProxyHandler(),
        urllib.request.HTTPHandler(),
        urllib.request.HTTPSHandler(),
        urllib.request.HTTPDefaultErrorHandler(),
        urllib.request.HTTPErrorProcessor(),
        _WebOnly(),
    ):
        opener.add_handler(handler)
    ascii_url = urllib.parse.quote(url, safe="%/:=&?~#+!$,;'@()*[]")
    request = urllib.request.Request(
        ascii_url, headers={"User-Agent": "newsreader", "Accept": "text/html, text/plain, */*;q=0.1"}
    )
    try:
        with opener.open(request, timeout=STALL_SECONDS) as answer:
            content = answer.read(LARGEST_PAGE + 1)
            expected = answer.headers.get("Content-Length", "")
            page = Page(answer.geturl(), content, answer.headers.get_content_type())
    except urllib.error.HTTPError as error:
        error.close()
        problem = answered(error.code, str(error.reason))
        raise ArticleError("{name}: {problem}", name=name, problem=problem) from None
    except (OSError, http.client.HTTPException, ValueError) as error:
        raise ArticleError("{name}: cannot be fetched: {reason}", name=name, reason=unreached(error)) from None
    if len(content) > LARGEST_PAGE:
        raise ArticleError("{name}: larger than {size} MiB", name=name, size=LARGEST_PAGE >> 20)
    if expected.isdigit() and len(content) < int(expected):
        raise ArticleError("{name}: the connection broke off; try again", name=name)
    return page
