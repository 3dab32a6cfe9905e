"""Makes an article's text out of an HTML page: headings as `## …`, quoted blocks as `> …`, nothing that is not text.

Only lxml's parser is used; it fetches nothing and expands no entities of a DTD.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from newsreader.errors import ArticleError
from newsreader.text import clean, clean_line

LARGEST = 16 * 2**20
"""Code points of a page that are read."""

# fmt: off
_DROPPED = frozenset((
    "script", "style", "nav", "footer", "aside", "form", "noscript", "template", "iframe", "svg", "math", "button",
    "select", "textarea", "object", "head", "header", "dialog", "menu", "canvas", "audio", "video",
))
_BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "html", "li", "main", "ol", "p", "pre", "section", "summary",
    "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))
# fmt: on
_HEADINGS = {f"h{level}": "#" * level for level in range(1, 7)}
_BLANKS = re.compile(r"[ \t\n\r\f\u00a0\u200b]+")
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([a-z0-9_.:-]{2,40})""", re.IGNORECASE)
_XML_HEAD = re.compile(r"\s*<\?xml[^>]{0,200}\?>")
_META = {
    "published": ("article:published_time", "datepublished", "date", "dc.date", "dc.date.issued", "pubdate"),
    "source": ("og:site_name", "application-name", "dc.publisher", "publisher"),
    "url": ("og:url",),
    "authors": ("author", "article:author", "dc.creator"),
    "language": ("language", "content-language", "og:locale"),
    "title": ("og:title", "dc.title", "twitter:title"),
}


@dataclass(frozen=True, slots=True)
class Page:
    """What an HTML page says."""

    title: str | None
    body: str
    metadata: dict[str, str] = field(default_factory=dict)
    """Of published, source, url, authors, language: what the page states."""


def declared_encoding(raw: bytes) -> str | None:
    """The encoding that a page names in its head."""
    found = _DECLARED.search(raw[:4096])
    if found is None:
        return None
    return found[1].decode("ascii", "replace")


def read_html(text: str) -> Page:
    """The title, text and metadata of a page.

    Raises:
        ArticleError: where the page is too large; the message goes on after the file's name.
    """
    if len(text) > LARGEST:
        raise ArticleError("is larger than {size} MiB as an HTML page; save the article alone", size=LARGEST >> 20)
    text = _XML_HEAD.sub("", clean(text), count=1)
    parser = lxml_html.HTMLParser(no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        root = lxml_html.document_fromstring(text, parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return Page(None, "", {})
    metadata = _metadata(root)
    title = metadata.pop("title", None) or _first_text(root, "title")
    body = _body(_content(root))
    heading = _first_text(root, "h1")
    if heading and title and clean_line(title).startswith(heading):
        title = heading  # « — name of the site» is no part of the title
    title = title or heading
    if title and body.startswith(f"# {title}\n"):
        body = body[len(title) + 2 :].lstrip("\n")
    return Page(title, body, metadata)


def _metadata(root: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    stated: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = clean_line(element.get("content") or "")
        if name and content:
            stated.setdefault(name.strip().lower(), content)
    for field_name, names in _META.items():
        value = next((stated[name] for name in names if name in stated), None)
        if value:
            found[field_name] = value
    for element in root.iter("time"):
        if "published" not in found and element.get("datetime"):
            found["published"] = clean_line(element.get("datetime"))
    for element in root.iter("link"):
        if "url" not in found and (element.get("rel") or "").lower() == "canonical" and element.get("href"):
            found["url"] = clean_line(element.get("href"))
    language = root.get("lang") or root.get("{http://www.w3.org/XML/1998/namespace}lang") or root.get("xml:lang")
    if language and clean_line(language):
        found["language"] = clean_line(language)
    return found


def _first_text(root: Any, tag: str) -> str | None:
    for element in root.iter(tag):
        line = clean_line("".join(_strings(element)))
        if line:
            return line
    return None


def _strings(element: Any) -> Iterator[str]:
    for event, node in etree.iterwalk(element, events=("start", "end")):
        if event == "start" and isinstance(node.tag, str):
            yield node.text or ""
        elif event == "end" and node is not element:
            yield node.tail or ""


def _content(root: Any) -> Any:
    """The element that holds the article: the longest <article>, else <main>, else the body."""
    articles = list(root.iter("article"))[:200]
    if articles:
        longest = max(articles, key=lambda element: sum(map(len, _strings(element))))
        if sum(map(len, _strings(longest))) > 200:
            return longest
    for tag in ("main", "body"):
        found = next(root.iter(tag), None)
        if found is not None:
            return found
    return root


class _Blocks:
    """Collects runs of text into paragraphs."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self._parts: list[str] = []
        self.quoted = 0
        self.preformatted = 0

    def add(self, text: str) -> None:
        """Text inside the paragraph at hand."""
        if text:
            self._parts.append(text)

    def close(self, mark: str = "") -> None:
        """Ends the paragraph at hand; `mark` is put before it."""
        text = "".join(self._parts)
        self._parts.clear()
        lines = [_BLANKS.sub(" ", line).strip() for line in text.split("\v")]
        lines = [line for line in lines if line]
        if not lines:
            return
        if mark:
            self.paragraphs.append(mark + " ".join(lines))
            return
        prefix = "> " if self.quoted else ""
        self.paragraphs.append("\n".join(prefix + line for line in lines))


def _body(content: Any) -> str:
    """The text of an element; lines within a paragraph are joined by line ends, paragraphs by blank lines."""
    blocks = _Blocks()
    dropped = 0
    inside_article = content.tag == "article"
    for event, node in etree.iterwalk(content, events=("start", "end")):
        tag = node.tag if isinstance(node.tag, str) else "script"
        drops = node is not content and tag in _DROPPED and not (tag == "header" and inside_article)
        if event == "start":
            dropped += drops
            if not dropped:
                _begin(blocks, tag)
                blocks.add(_piece(node.text, blocks))
            continue
        if not dropped:
            _end(blocks, tag)
        dropped -= drops
        if not dropped and node is not content:
            blocks.add(_piece(node.tail, blocks))
    blocks.close()
    return clean("\n\n".join(blocks.paragraphs))


def _piece(text: str | None, blocks: _Blocks) -> str:
    if not text:
        return ""
    return clean(text).replace("\n", "\v") if blocks.preformatted else clean(text).replace("\v", " ")


def _begin(blocks: _Blocks, tag: str) -> None:
    if tag in _BLOCKS:
        blocks.close()
    if tag == "br":
        blocks.add("\v")
    elif tag == "li":
        blocks.add("- ")
    elif tag == "blockquote":
        blocks.quoted += 1
    elif tag == "pre":
        blocks.preformatted += 1


def _end(blocks: _Blocks, tag: str) -> None:
    if tag in _HEADINGS:
        blocks.close(_HEADINGS[tag] + " ")
    elif tag in _BLOCKS:
        blocks.close()
    if tag == "blockquote":
        blocks.quoted -= 1
    elif tag == "pre":
        blocks.preformatted -= 1
