"""Fetching a page from a real server on loopback."""

from __future__ import annotations

from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from newsreader.errors import ArticleError
from newsreader.ingest.fetch import LARGEST_PAGE, check_url, fetch

PAGE = "<html><head><title>Мост открыт</title></head><body><p>Мост через Кольту открыли.</p></body></html>".encode()


class Server(BaseHTTPRequestHandler):
    """Answers well, badly, or elsewhere, by the path."""

    def do_GET(self) -> None:
        """One answer a path."""
        path = self.path
        if path.startswith("/hop"):
            number = int(path[4:])
            return self._answer(302, b"", Location=f"/hop{number - 1}" if number else "/page")
        if path == "/to-file":
            return self._answer(302, b"", Location="file:///etc/passwd")
        if path == "/short":
            return self._answer(200, PAGE, **{"Content-Length": str(len(PAGE) + 100)})
        if path == "/large":
            return self._answer(200, b"a" * (LARGEST_PAGE + 1))
        if path == "/page" or path.startswith("/%D0"):
            return self._answer(200, PAGE)
        return self._answer(404, b"")

    def _answer(self, code: int, body: bytes, **headers: str) -> None:
        self.send_response(code)
        for name, value in {"Content-Type": "text/html", "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    """The address of a running server."""
    http = ThreadingHTTPServer(("127.0.0.1", 0), Server)
    thread = Thread(target=http.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{http.server_port}"
    http.shutdown()
    http.server_close()
    thread.join()


def test_a_page_is_fetched(server: str) -> None:
    """Content, media type, and the address after redirections; a Cyrillic path is encoded."""
    page = fetch(server + "/hop2")
    assert (page.content, page.type, page.url) == (PAGE, "text/html", server + "/page")
    assert fetch(server + "/мост").content == PAGE


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/missing", "the server answered 404"),
        ("/hop9", "cannot be fetched|the server answered"),
        ("/to-file", "not a web address|not allowed"),
        ("/short", "broke off|cannot be fetched"),
        ("/large", "larger than 32 MB"),
    ],
)
def test_a_bad_answer_is_one_line(server: str, path: str, said: str) -> None:
    """Errors name the address and the reason."""
    with pytest.raises(ArticleError, match=said) as caught:
        fetch(server + path)
    assert "\n" not in str(caught.value)


def test_a_server_that_is_not_there() -> None:
    """No connection is one line, too."""
    with pytest.raises(ArticleError, match="cannot be fetched"):
        fetch("http://127.0.0.1:9/")


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://example.org/",
        "--option",
        "http://",
        "http://a b/",
        "http://a\n/",
        "http://[",
        "",
    ],
)
def test_only_web_addresses_are_fetched(url: str) -> None:
    """Everything else is refused before anything is opened."""
    with pytest.raises(ArticleError, match="not a web address"):
        check_url(url)
