"""What is taken along from the open text: copies, the linear text in a pager, whose words they are."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from unittest.mock import patch

import pytest

from newsreader.models import Article, Quotation, Span
from newsreader.ui.app import NewsreaderApp
from newsreader.ui.clippings import article_markdown, article_text
from newsreader.ui.formatting import attribution
from newsreader.ui.i18n import choose_language
from newsreader.ui.pager import PagerError, page_text, pager_command
from newsreader.ui.plain import plain_text
from tests.ui.driving import LAYOUTS, reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import bridge, ferry, weather


@contextmanager
def clipboard() -> Iterator[list[str]]:
    """What the app puts on the clipboard."""
    copied: list[str] = []

    def note(_app: NewsreaderApp, text: str) -> None:
        copied.append(text)

    tool = patch("newsreader.ui.app.copy_by_tool", lambda _text: True)
    with patch.object(NewsreaderApp, "copy_to_clipboard", note), tool:
        yield copied


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_paragraph_is_copied_as_it_is_shown(layout: str) -> None:
    with clipboard() as copied:
        async with reading(layout=layout) as driven:
            await driven.press("2", "B")
            assert copied[-1].startswith("ЗАРЕЧЬЕ, 5 мая") and "\n" not in copied[-1]
            assert driven.said.startswith("Paragraph copied: ЗАРЕЧЬЕ")
            await driven.press("c", "c", "B")
            assert copied[-1].startswith("«Такого паводка") and copied[-1].endswith("отметила она.")


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_whole_article_is_copied_as_text_and_as_markdown(layout: str) -> None:
    with clipboard() as copied:
        async with reading(layout=layout) as driven:
            await driven.press("2", "E")
            assert "##" not in copied[-1] and copied[-1].startswith("Мост через Ольшанку")
            assert copied[-1].rstrip().endswith("https://example.org/bridge")
            assert driven.said.startswith("Whole article copied as text")
            await driven.press("M")
            assert copied[-1].startswith("# Мост через Ольшанку")
            assert "\n## Что уже сделано\n" in copied[-1]
            assert driven.said.startswith("Whole article copied as Markdown")


async def test_what_cannot_be_copied_is_said() -> None:
    long = replace(weather()[0], body="а" * 1_000_001)
    empty = replace(weather()[0], id="empty", body="")
    async with reading(FakeLibrary([(long, None), (empty, None)])) as driven:
        await driven.press("2", "E")
        assert driven.said == "The article is too long for the clipboard"
        await driven.press("J", "B")
        assert driven.said == "There is no paragraph to copy here"


def test_text_has_no_marks_and_markdown_keeps_them() -> None:
    article = Article("a", "Заголовок", "Слово **важное** и [ссылка](https://example.org/x).\n", "md")
    assert "Слово важное и ссылка." in article_text(article)
    assert "**важное** и [ссылка](https://example.org/x)." in article_markdown(article)
    assert "Слово **важное**" in article_text(replace(article, format="txt"))


@pytest.mark.parametrize(
    ("pager", "command"),
    [
        ("", ("/bin/less",)),
        ("less -R '+/два слова'", ("/bin/less", "-R", "+/два слова")),
        ("most; rm -rf x", None),
        ("'unclosed", None),
    ],
)
def test_the_pager_is_split_as_words_and_never_given_to_a_shell(pager: str, command: tuple[str, ...] | None) -> None:
    def which(name: str) -> str | None:
        return f"/bin/{name}" if name in ("less", "most") else None

    if command is None:
        with pytest.raises(PagerError):
            pager_command({"PAGER": pager}, which)
    else:
        assert pager_command({"PAGER": pager}, which) == command


def test_a_pager_that_cannot_be_run_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_command: Sequence[str], _data: bytes) -> None:
        raise OSError(13, "Permission denied")

    monkeypatch.setenv("PAGER", "cat")
    with pytest.raises(PagerError, match="Permission denied"):
        page_text("текст", run=fail)


@pytest.mark.parametrize(
    ("charset", "sent"),
    [("utf-8", "«Мост»…".encode()), ("ascii", b'"Most".'), ("koi8-r", '"Мост".'.encode("koi8-r"))],
)
def test_a_pager_gets_what_the_terminal_can_show(charset: str, sent: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    got: list[bytes] = []
    monkeypatch.setenv("PAGER", "cat")
    page_text("«Мост»…", charset=charset, run=lambda _command, data: got.append(data))
    assert got == [sent]


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_linear_text_goes_to_the_pager(layout: str, monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setenv("PAGER", "cat")
    async with reading(layout=layout) as driven:
        with (
            patch.object(NewsreaderApp, "suspend", lambda _app: nullcontext()),
            patch("newsreader.ui.screens.taking.page_text", lambda text, charset: shown.append(text)),
        ):
            await driven.press("2", "v")
    assert "Heading level 2: Что уже сделано" in shown[0]
    assert "Quotation by Анна Ветрова: Мы закончили" in shown[0]


async def test_without_a_pager_or_a_terminal_reading_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    async with reading() as driven:
        monkeypatch.setenv("PAGER", "no-such-pager -x")
        await driven.press("2", "v")
        assert driven.said.startswith("There is no program no-such-pager")
        monkeypatch.setenv("PAGER", "cat")
        await driven.press("v")
        assert driven.said == "This terminal cannot be given to a pager"


def test_the_linear_text_of_an_article_that_waits_has_its_paragraphs() -> None:
    lines = plain_text(ferry()[0], None).splitlines()
    assert lines[0] == "Title: Паром «Чайка» вышел в первый рейс"
    assert "Капитан Семён Руднев вывел его в первый рейс на рассвете." in lines[4]


def test_the_linear_text_speaks_the_language_of_the_interface_and_has_no_markdown() -> None:
    body = "## Глава\n\nЭто **важно**: «Мост [открыт](https://example.org)», — сказал он.\n\n- раз\n- два"
    article = Article("a", "Мост", body, "md", source="Вести", published="2024-05-05")
    start, end = body.index("Мост"), body.index("», —")
    said = Quotation("direct", Span(start, end), None, None, None, 0)
    analysis = replace(ferry()[1], sections=(), quotations=(said,))
    try:
        choose_language("ru")
        lines = plain_text(article, analysis).splitlines()
    finally:
        choose_language("en")
    assert lines == [
        "Название: Мост", "Источник: Вести", "Опубликовано: 5 мая 2024", "Разделов: 0. Цитат: 1.", "",
        "Заголовок, уровень 2: Глава", "",
        "Это важно:", "Говорит неназванный источник: Мост открыт. Конец цитаты.", "сказал он.", "",
        "раз", "", "два",
    ]  # fmt: skip


def test_a_quotation_over_two_paragraphs_is_said_in_both() -> None:
    article, analysis = ferry()
    start, end = article.body.index("Паром"), article.body.index("Хорошее")
    said = replace(analysis.quotations[0], span=Span(start, end))
    assert plain_text(article, replace(analysis, quotations=(said,))).count("Quotation by Семён Руднев") == 2


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_whose_words_they_are_is_said_with_the_words_of_the_text_and_the_address(layout: str) -> None:
    async with reading(layout=layout, size=(180, 30)) as driven:
        await driven.press("2", "c", "c", "a")
        assert driven.said == "Анна Ветрова · in the text: “она” · word for word · bridge#q2"
        await driven.press("J", "J", "a")
        assert driven.said == "There is no quotation here"


def test_a_speaker_who_is_not_named_is_not_guessed() -> None:
    article, analysis = bridge()
    body = article.body
    cue = body.index("отметила")
    quotation = replace(analysis.quotations[1], who=None, cue=Span(cue, cue + 8), kind="mixed")
    words = attribution(quotation, article, 2)
    assert words == "nobody is named · in the text: “она” · told by “отметила” · in part word for word · bridge#q2"
    assert attribution(replace(quotation, speaker=None, cue=None), article, 2).startswith("nobody is named · in part")


async def test_it_is_all_said_in_russian() -> None:
    try:
        async with reading(language="ru", size=(180, 30)) as driven:
            await driven.press("2", "c", "c", "a")
            assert driven.said == "Анна Ветрова · в тексте: «она» · дословно · bridge#q2"
            with clipboard():
                await driven.press("B")
                assert driven.said.startswith("Абзац скопирован: «Такого паводка")
    finally:
        choose_language("en")
