"""From file to article and back."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.errors import ArticleError
from newsreader.models import Article
from newsreader.store.articles import format_article, parse_article, write_article, write_bytes
from newsreader.store.naming import LONGEST_NAME, clean_id, id_of_name
from newsreader.text import clean, clean_line
from tests.builders import SAMPLES, make_article


def read(text: str, *, name: str = "a.md") -> Article:
    """The article of a file with this text."""
    return parse_article(text.encode(), name=name)


def test_the_given_article_is_unchanged_to_the_letter() -> None:
    """The body is what stands after the front matter."""
    raw = (SAMPLES / "2024-04-03-tokayev-eurasian-security.md").read_bytes()
    article = parse_article(raw, name="x.md")
    assert article.body.encode() == raw.split(b"---\n", 2)[2]
    assert (article.id, article.published, article.warnings) == ("tokayev-eurasian-security", "2024-04-03", ())


@pytest.mark.parametrize("path", sorted(SAMPLES.iterdir()), ids=lambda path: path.name)
def test_samples_are_read_and_written_the_same(path: Path) -> None:
    """Every sample article goes round."""
    article = parse_article(path.read_bytes(), name=path.name)
    again = parse_article(format_article(article).encode(), name="x.txt" if article.format == "txt" else "x.md")
    assert again == replace(article, format=again.format, encoding="utf-8", warnings=())


LINES = st.text(max_size=60).map(clean_line)
DATES = st.one_of(st.none(), st.dates().map(str), st.datetimes().map(lambda moment: moment.isoformat()[:16]))
BODIES = st.one_of(
    st.text(max_size=300),
    st.sampled_from(
        ["---\nid: x\n---\n", "\ufeffтекст", "а\r\nб\rв", "🙂 ёж\u0301", "no\n007\n", "", "\n\n", "...\n---"]
    ),
).map(clean)


@st.composite
def articles(draw: st.DrawFn) -> Article:
    """Articles as the reader keeps them: clean, with a title and an id."""
    return Article(
        id=draw(LINES.map(clean_id).filter(bool)),
        title=draw(
            st.one_of(LINES, st.sampled_from(["no", "007", "a: b", "--- x", '"', "- 'x", "null", "#1"])).filter(bool)
        ),
        body=draw(BODIES),
        format=draw(st.sampled_from(["md", "txt"])),
        source=draw(LINES) or None,
        place=draw(LINES) or None,
        published=draw(DATES.filter(lambda day: day is None or day[:4].isdigit())),
        language=draw(st.sampled_from([None, "ru", "no"])),
        url=draw(st.sampled_from([None, "https://example.org/?a=1&b=2#c"])),
        authors=tuple(draw(st.lists(LINES.filter(bool), max_size=3))),
        tags=tuple(draw(st.lists(st.sampled_from(["no", "true", "1", "река, мост", "x"]), max_size=3))),
    )


@given(articles())
def test_what_is_written_is_read(article: Article) -> None:
    """Any article, whatever stands in it."""
    assert parse_article(format_article(article).encode(), name=f"x.{article.format}") == article


@given(articles())
def test_line_ends_and_a_byte_order_mark_change_nothing(article: Article) -> None:
    """A file that was edited on Windows is the same article."""
    raw = b"\xef\xbb\xbf" + format_article(article).replace("\n", "\r\n").encode()
    assert parse_article(raw, name=f"x.{article.format}") == article


@given(st.binary(max_size=400), st.sampled_from(["a.md", "b/c.txt", "d.html", "e.htm", "f.doc", "", "\udcff.md"]))
def test_any_file_gives_an_article_or_one_line(raw: bytes, name: str) -> None:
    """And what it gives is harmless."""
    try:
        article = parse_article(raw, name=name)
    except ArticleError as error:
        assert "\n" not in str(error)
        return
    assert article.title
    assert article.id
    assert article.body == clean(article.body)
    for line in (article.title, article.id, *article.warnings, *article.tags, article.url or ""):
        assert line == clean_line(line)


@pytest.mark.parametrize(
    ("text", "name", "title"),
    [
        ("---\ntitle: Своё\n---\n# Чужое\n", "a.md", "Своё"),
        ("Вступление\n\n# Мост **закрыт** ##\n\nТекст", "a.md", "Мост **закрыт**"),
        ("\n\n> Мост закрыт\n\nТекст", "a.md", "Мост закрыт"),
        ("Мост закрыт\nДля всех", "a.txt", "Мост закрыт"),
        ("# Мост", "a.txt", "# Мост"),
        ("СОЛЬМАР, 3 апр — АркПресс. Мост через Терву закрыли в среду. " + "Потом его открыли. " * 9, "a.txt",
         "Мост через Терву закрыли в среду. Потом его открыли. Потом его открыли. Потом его открыли."),
        ("слово " * 40, "a.txt", "слово " * 15 + "слово…"),
        ("ж" * 400, "a.txt", "ж" * 99 + "…"),
        ("", "новости/мост.md", "новости/мост.md"),
        ("\n \n---\n***", "a.md", "a.md"),
    ],
)  # fmt: skip
def test_a_title_is_found(text: str, name: str, title: str) -> None:
    """The front matter's, else the heading, else the first sentence, else the file's name."""
    assert read(text, name=name).title == title


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("a.md", "a"),
        ("2024/Мост через Терву.txt", "2024/мост-через-терву"),
        ("a_b (копия).markdown", "a-b-копия"),
        ("x.y.html", "x.y"),
    ],
)
def test_an_id_comes_from_the_path(name: str, id_: str) -> None:
    """It can be typed."""
    assert id_of_name(name) == id_
    assert read("Текст", name=name).id == id_


def test_odd_names_get_ids_of_their_own() -> None:
    """Names that look the same in letters do not get the same id."""
    names = [
        os.fsdecode(raw)
        for raw in (b"\xff.md", b"\xfe.md", b"...md", b"\xd0\xb0" * 120 + b".md", b"-.md", b"\x1b[2J.md")
    ]
    ids = [id_of_name(name) for name in names]
    assert len(set(ids)) == len(ids)
    for id_ in ids:
        assert id_ == clean_line(id_)
        assert 0 < len(id_) <= 160


def test_a_date_that_is_none_is_told() -> None:
    """It is left out rather than guessed."""
    article = read("---\nid: a\ndate: вчера вечером\n---\nТекст")
    assert article.published is None
    assert article.warnings == ("the date “вчера вечером” is not understood",)


def test_errors_name_the_file() -> None:
    """And say what to do."""
    with pytest.raises(ArticleError, match=r"^d/x\.doc: .*rename"):
        parse_article(b"x", name="d/x.doc")
    with pytest.raises(ArticleError, match=r"^x\.md: is not a text file"):
        parse_article(bytes(100), name="x.md")


@pytest.mark.parametrize(
    "title", ["../../etc/passwd", "/etc/passwd", "a/b", ".скрытый", "\x1b[2J", "CON", "…", "ж" * 500, ""]
)
def test_a_title_never_becomes_a_path(tmp_path: Path, title: str) -> None:
    """Every file lies in the folder, under a name that any file system takes."""
    path = write_article(tmp_path / "new", make_article(title=title))
    assert path.parent == tmp_path / "new"
    assert not path.name.startswith(".")
    assert len(os.fsencode(path.name)) <= LONGEST_NAME
    assert path.name.startswith("2024-04-03")


def test_writing_never_overwrites(tmp_path: Path) -> None:
    """The same article is one file, another one of the same title gets a number; nothing temporary is left."""
    first = write_article(tmp_path, make_article("Одно"))
    assert write_article(tmp_path, make_article("Одно")) == first
    second = write_article(tmp_path, make_article("Другое"))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(
        ["2024-04-03-новость.md", "2024-04-03-новость-2.md"]
    )
    assert parse_article(second.read_bytes(), name=second.name).body == "Другое"
    assert first.stat().st_mode & 0o777 == 0o666 & ~_umask()


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def test_a_file_is_synced_before_it_gets_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a power cut there is the whole file or none: contents, name, folder, in this order."""
    steps: list[str] = []
    real_sync, real_link = os.fsync, os.link

    def sync(descriptor: int) -> None:
        steps.append("sync")
        real_sync(descriptor)

    def link(source: str, target: Path) -> None:
        steps.append("name")
        real_link(source, target)

    monkeypatch.setattr(os, "fsync", sync)
    monkeypatch.setattr(os, "link", link)
    write_article(tmp_path, make_article())
    assert steps == ["sync", "name", "sync"]


def test_a_file_system_without_links_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The finished file is renamed then."""

    def refuse(source: str, target: str) -> None:
        raise PermissionError(1, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    path = write_article(tmp_path, make_article("Одно"))
    assert [file.name for file in tmp_path.iterdir()] == [path.name]


@pytest.mark.parametrize(
    "name", ["../x.md", "/etc/x.md", ".x.md", "a/../b.md", "\udcff.md", "-rf.md", "ж" * 300 + ".HTML", "page"]
)
def test_copied_files_stay_in_their_folder(tmp_path: Path, name: str) -> None:
    """Whatever they are called."""
    path = write_bytes(tmp_path, name, b"x")
    assert path.parent == tmp_path
    assert path.suffix in (".md", ".html", ".txt")
    assert not path.name.startswith((".", "-"))
    assert len(os.fsencode(path.name)) <= LONGEST_NAME


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    """A file stands where the folder should be."""
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(ArticleError, match="cannot be written"):
        write_article(tmp_path / "file", make_article())
