"""HTML pages become plain articles."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import ArticleError
from newsreader.store.articles import parse_article
from newsreader.store.html import LARGEST, read_html

PAGE = """<!DOCTYPE html><html lang="ru-RU"><head><meta charset="utf-8"><title>Мост закрыт — Терва-информ</title>
<meta property="article:published_time" content="2024-04-03T12:30:00+03:00">
<meta property="og:site_name" content="Терва-информ"><meta name="author" content="Анна Лис">
<link rel="canonical" href="https://example.org/most"><script>alert("мост")</script><style>p {}</style></head>
<body><nav><a href="/">Главная</a></nav><header>Шапка сайта</header><main><h1>Мост закрыт</h1>
<p>Мост через <b>Терву</b>
закрыли.</p><h2>Причины</h2><blockquote><p>Трещина в опоре</p><p>и лёд</p></blockquote><h3>Ещё <i>причины</i></h3>
<ul><li>лёд</li><li>ветер</li></ul>Без абзаца<br>вторая строка<aside>Реклама</aside><form><input></form></main>
<footer>Подвал</footer></body></html>"""

BODY = """Мост через Терву закрыли.

## Причины

> Трещина в опоре

> и лёд

### Ещё причины

- лёд

- ветер

Без абзаца
вторая строка"""


def test_a_page_becomes_an_article() -> None:
    """Headings and quoted blocks keep their marks, the page around the article goes."""
    article = parse_article(PAGE.encode(), name="most.html")
    assert article.body == BODY
    assert article.title == "Мост закрыт"
    assert (article.published, article.language, article.source) == ("2024-04-03T12:30", "ru", "Терва-информ")
    assert (article.authors, article.url, article.warnings) == (("Анна Лис",), "https://example.org/most", ())


def test_the_longest_article_is_the_article() -> None:
    """Teasers of other articles are articles too."""
    text = "Слова о мосте. " * 30
    page = read_html(
        f"<article><p>Анонс</p></article><article><header><h2>О мосте</h2></header><p>{text}</p></article>"
    )
    assert page.body == f"## О мосте\n\n{text.strip()}"


@pytest.mark.parametrize(
    "declared", ['<meta charset="windows-1251">', '<meta http-equiv=C content="text/html; charset=koi8-r">', ""]
)
@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_a_page_in_an_old_encoding(declared: str, encoding: str) -> None:
    """What the page says of itself helps; where it is plainly wrong, the letters decide."""
    raw = f"<html><head>{declared}</head><body><p>Ледокол вышел из порта в четверг утром</p></body>".encode(encoding)
    assert parse_article(raw, name="x.htm").body == "Ледокол вышел из порта в четверг утром"


def test_front_matter_may_stand_before_a_page() -> None:
    """It outweighs what the page says."""
    article = parse_article(f"---\ntitle: Своё\nsource: Своя\n---\n{PAGE}".encode(), name="x.html")
    assert (article.title, article.source, article.published) == ("Своё", "Своя", "2024-04-03T12:30")


def test_character_references_make_no_controls() -> None:
    """`&#27;` is an escape character after decoding."""
    body = read_html("<p>a&#27;]52;c;x&#7; &#x9b;2J &#xD800; &#x202e;b &#0; c</p>").body
    assert "\x1b" not in body
    assert body.startswith("a␛]52;c;x␇ ")
    assert not set(body) & {"\x9b", "\u202e", "\0"}
    body.encode()


def test_nothing_is_fetched_or_expanded() -> None:
    """No file of this system gets into an article."""
    page = read_html(
        '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><p>a &e; b</p><iframe src="file:///etc/passwd">'
    )
    assert "root" not in page.body


def test_preformatted_text_keeps_its_lines() -> None:
    """A poem is not one line."""
    assert read_html("<pre>раз\nдва</pre><p>три\nчетыре</p>").body == "раз\nдва\n\nтри четыре"


@pytest.mark.parametrize(
    "trap",
    [
        "<a " * 100_000, "<div>" * 50_000 + "x", "<p " + 'a="b" ' * 60_000 + ">x", "<!--" * 50_000, "<![CDATA[" * 9_000,
        "&amp" * 100_000, "<table><tr><td>" * 8_000, "<b><i>" * 20_000, "<" * 200_000, "<svg><style>" * 20_000,
        "</p>" * 60_000,
        "&#" + "9" * 100_000 + ";", "<select><option>" * 20_000, "<article>" * 4_000 + "x",
    ],
    ids=range(14),
)  # fmt: skip
def test_traps_end_soon(trap: str) -> None:
    """No page takes long."""
    start = time.process_time()
    read_html(trap)
    assert time.process_time() - start < 3


def test_a_huge_page_is_refused() -> None:
    """Its tree would not fit into memory."""
    with pytest.raises(ArticleError, match="larger than 16 MiB"):
        read_html("x" * (LARGEST + 1))


@pytest.mark.parametrize(
    "text", ["", " ", "<!-- -->", "<html>", "\0", '<?xml version="1.0" encoding="utf-8"?><p>x</p>']
)
def test_pages_without_text(text: str) -> None:
    """They are empty articles."""
    assert read_html(text).body in ("", "x", "␀")


@given(st.text(max_size=300))
def test_any_text_is_a_page(text: str) -> None:
    """Nothing raises, and nothing harmful comes out."""
    read_html(f"<p>{text}").body.encode()
    read_html(text).body.encode()
