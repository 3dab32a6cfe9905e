"""Fetching a page from a real server on loopback."""

from __future__ import annotations

import errno
import http.client
import pickle
import re
import socket
import ssl
import urllib.error
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from newsreader.cli import main
from newsreader.errors import ArticleError, NewsreaderError
from newsreader.ingest.fetch import LARGEST_PAGE, check_url, fetch
from newsreader.ingest.refusals import unreached
from newsreader.ui.i18n import choose_language
from newsreader.ui.wording import told

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
        if path == "/scripts":
            return self._answer(200, b"<title>T</title><script>x=1</script><div id=app></div>")
        if path == "/feed":
            return self._answer(200, b"<?xml version='1.0'?><rss version='2.0'><channel/></rss>")
        if path == "/gone":
            return None
        if path == "/odd":
            self.wfile.write(b"nonsense\r\n\r\n")
            return None
        return self._answer(int(path[5:]) if path.startswith("/code") else 404, b"")

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
    ("path", "said", "russian"),
    [
        ("/missing", "the server answered 404: there is no such page", "сервер ответил 404: такой страницы нет"),
        ("/code418", "the server answered 418: I'm a Teapot", "сервер ответил 418: I'm a Teapot"),
        ("/code503", "503: the server has a fault; try again later", "на сервере сбой; попробуйте позже"),
        ("/hop9", "its redirections lead to no page", "перенаправления не ведут ни к какой странице"),
        ("/to-file", "its redirections lead to no page", "перенаправления не ведут ни к какой странице"),
        ("/short", "the connection broke off; try again", "связь прервалась; попробуйте ещё раз"),
        ("/gone", "the connection broke off; try again", "связь прервалась; попробуйте ещё раз"),
        ("/odd", "the server's answer cannot be understood", "ответ сервера непонятен"),
        ("/large", "larger than 32 MiB", "больше 32 МиБ"),
    ],
)
def test_a_bad_answer_is_one_line(server: str, path: str, said: str, russian: str) -> None:
    """Errors name the address and the reason, and can be told in the interface's language."""
    with pytest.raises(ArticleError, match=re.escape(said)) as caught:
        fetch(server + path)
    assert str(caught.value).startswith(f"{server}{path}: ") and str(caught.value).endswith(said)
    assert "\n" not in str(caught.value)
    assert russian in in_russian(caught.value)


def in_russian(error: NewsreaderError) -> str:
    """The error as a Russian interface tells it."""
    choose_language("ru")
    try:
        return told(pickle.loads(pickle.dumps(error)))
    finally:
        choose_language("en")


def test_a_server_that_is_not_there() -> None:
    """No connection is one line, too."""
    with pytest.raises(ArticleError, match="cannot be fetched: the server takes no connection") as caught:
        fetch("http://127.0.0.1:9/")
    assert in_russian(caught.value) == "http://127.0.0.1:9/: не загружается: сервер не принимает соединений"


def untrusted(code: int) -> ssl.SSLCertVerificationError:
    """What Python raises for a certificate."""
    error = ssl.SSLCertVerificationError(1, "certificate verify failed")
    error.verify_code = code
    return error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (socket.gaierror(socket.EAI_NONAME, "Name or service not known"), "there is no server of this name"),
        (socket.gaierror(socket.EAI_AGAIN, "Temporary failure"), "cannot be looked up"),
        (TimeoutError("timed out"), "does not answer"),
        (ConnectionResetError(104, "Connection reset by peer"), "broke off"),
        (http.client.IncompleteRead(b""), "broke off"),
        (http.client.BadStatusLine("x"), "cannot be understood"),
        (OSError(errno.ENETUNREACH, "Network is unreachable"), "Network is unreachable"),
        (ssl.SSLError(1, "WRONG_VERSION_NUMBER"), "no secure connection"),
        (untrusted(10), "out of date"),
        (untrusted(18), "nobody vouches"),
        (untrusted(62), "another address"),
        (untrusted(99), "cannot be trusted"),
        (UnicodeError("label too long"), "the address cannot be used"),
    ],
)
def test_what_the_network_says_is_told_in_plain_words(error: Exception, said: str) -> None:
    """Alone or packed by urllib, and in Russian without a word of English."""
    for one in (error, urllib.error.URLError(error)):
        assert said in unreached(one)
        assert not re.search("[A-Za-z]", in_russian(ArticleError(unreached(one))))


def test_a_slow_server_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes the connection, and says nothing."""
    monkeypatch.setattr("newsreader.ingest.fetch.STALL_SECONDS", 0.05)
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        pytest.raises(ArticleError, match="the server does not answer"),
    ):
        fetch(f"http://127.0.0.1:{silent.getsockname()[1]}/")


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/missing", "{url}: the server answered 404: there is no such page"),
        ("/scripts", "{url}: has no text and was not added; if scripts make it, save the page in a browser and add"),
        ("/feed", "{url}: is a feed, which is not read; add the articles themselves"),
    ],
)
def test_adding_what_is_no_article(
    server: str, path: str, said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """One line with the address, and nothing is added."""
    assert main(["add", server + path, "--library", str(tmp_path)]) == 1
    captured = capsys.readouterr()
    assert captured.out == "" and captured.err.startswith("newsreader: " + said.format(url=server + path))
    assert captured.err.count("\n") == 1 and list(tmp_path.iterdir()) == []


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
