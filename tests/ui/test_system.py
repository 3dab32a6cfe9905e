"""What the interface asks of the desktop: clipboard and browser, both by tools that are only pretended here."""

from __future__ import annotations

import subprocess
from collections.abc import Sequence

import pytest

from newsreader.ui import clipboard, opener
from newsreader.ui.clipboard import copy_by_tool, copy_command, writable
from newsreader.ui.opener import LinkError, open_command, open_url, safe_url


def there(*names: str) -> object:
    return lambda name: f"/usr/bin/{name}" if name in names else None


@pytest.mark.parametrize(
    ("environ", "platform", "tools", "command"),
    [
        ({"WAYLAND_DISPLAY": "w"}, "linux", ("wl-copy",), ("/usr/bin/wl-copy",)),
        ({"DISPLAY": ":0"}, "linux", ("xclip",), ("/usr/bin/xclip", "-selection", "clipboard")),
        ({"DISPLAY": ":0"}, "linux", ("xsel",), ("/usr/bin/xsel", "--clipboard", "--input")),
        ({}, "darwin", ("pbcopy",), ("/usr/bin/pbcopy",)),
        ({}, "linux", ("xclip", "wl-copy"), None),
        ({"DISPLAY": ":0"}, "linux", (), None),
    ],
)
def test_the_clipboard_tool_fits_the_desktop(
    environ: dict[str, str], platform: str, tools: tuple[str, ...], command: tuple[str, ...] | None
) -> None:
    assert copy_command(environ, platform, there(*tools)) == command  # type: ignore[arg-type]


def test_the_tool_gets_the_text_on_its_input(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[tuple[Sequence[str], bytes]] = []
    monkeypatch.setattr(clipboard, "copy_command", lambda *_: ("/usr/bin/xclip",))
    assert copy_by_tool("«Да»", run=lambda command, data: calls.append((command, data)))
    assert calls == [(("/usr/bin/xclip",), "«Да»".encode())]


def test_a_tool_that_fails_is_not_fatal(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: Sequence[str], data: bytes) -> None:
        raise subprocess.TimeoutExpired(command, 2)

    monkeypatch.setattr(clipboard, "copy_command", lambda *_: ("/usr/bin/xclip",))
    assert not copy_by_tool("x", run=run)


def test_without_a_tool_nothing_is_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clipboard, "copy_command", lambda *_: None)
    assert not copy_by_tool("x", run=lambda *_: pytest.fail("nothing to run"))


def test_what_cannot_be_encoded_is_replaced() -> None:
    assert writable("a\ud800b") == "a?b"


@pytest.mark.parametrize("url", ["http://example.org", "https://example.org/путь?a=1#b", "https://[::1]:80/"])
def test_web_addresses_may_be_opened(url: str) -> None:
    assert safe_url(url) == url


@pytest.mark.parametrize(
    "url",
    [
        None, "", "-h", "--remote-debugging-port=1", "../../etc/passwd", "/etc/passwd", "file:///etc/passwd",
        "javascript:alert(1)",
        "ftp://example.org/x", "http://", "https:///nohost", "http://a b", "http://a\nb", "http://a\x1b]52;c;eA==\x07",
        "http://[", "data:text/html,x", "https://example.org/" + "a" * 5000, "http://\u202eexample.org", "http://a\ud800",
    ],
)  # fmt: skip
def test_nothing_else_may_be_opened(url: str | None) -> None:
    with pytest.raises(LinkError):
        safe_url(url)


def test_the_opener_gets_the_address_as_its_one_argument(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[Sequence[str]] = []
    monkeypatch.setattr(opener, "open_command", lambda *_: "/usr/bin/xdg-open")
    assert open_url("https://example.org/?a=1&b=$(id)", start=calls.append) == "https://example.org/?a=1&b=$(id)"
    assert calls == [["/usr/bin/xdg-open", "https://example.org/?a=1&b=$(id)"]]


def test_an_opener_that_does_not_start_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def start(command: Sequence[str]) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(opener, "open_command", lambda *_: "/usr/bin/xdg-open")
    with pytest.raises(LinkError, match="Permission denied"):
        open_url("https://example.org", start=start)


def test_without_an_opener_the_address_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opener, "open_command", lambda *_: None)
    with pytest.raises(LinkError, match=r"https://example\.org"):
        open_url("https://example.org")


@pytest.mark.parametrize(
    ("environ", "platform", "tools", "program"),
    [
        ({}, "linux", ("xdg-open",), "/usr/bin/xdg-open"),
        ({"BROWSER": "firefox"}, "linux", ("firefox", "xdg-open"), "/usr/bin/firefox"),
        ({"BROWSER": "sh -c %s"}, "linux", ("sh", "xdg-open"), "/usr/bin/xdg-open"),
        ({}, "darwin", ("open",), "/usr/bin/open"),
        ({}, "linux", (), None),
    ],
)
def test_the_browser_is_one_program(
    environ: dict[str, str], platform: str, tools: tuple[str, ...], program: str | None
) -> None:
    assert open_command(environ, platform, there(*tools)) == program  # type: ignore[arg-type]
