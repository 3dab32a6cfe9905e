"""Articles for the tests of the screens: invented places and people, analysed by hand."""

# ruff: noqa: E501 (a paragraph is one line)

from __future__ import annotations

import re

from newsreader.models import Analysis, Article, Entity, EntityType, Quotation, QuotationKind, Section, Span

BRIDGE = """ЗАРЕЧЬЕ, 5 мая — Вести Заречья. Мост через реку Ольшанку откроют для движения до конца лета, сообщила глава города Анна Ветрова на встрече с жителями.

«Мы закончили самую трудную часть работы. Осталось положить дорожное покрытие и испытать опоры», — сказала Ветрова.

## Что уже сделано

По словам главы города, строители завода «Сталь» поставили все двенадцать пролётов. Работы начались два года назад и прерывались только в дни паводка.

«Такого паводка старожилы не помнят: вода поднялась на четыре метра за ночь. Но опоры выстояли, и это лучшая проверка проекта, какую можно придумать», — отметила она.

Директор завода «Сталь» Пётр Лугов добавил, что металл для пролётов варили по новой технологии.

## Как поедут автобусы

Маршруты, которые сейчас идут в объезд через Дубраву, вернутся на прежние улицы. «Дорога до больницы займёт не сорок минут, а десять», — пообещал Лугов.

Ветрова считает, что вместе с мостом нужно обновить и набережную. Городской совет Заречья рассмотрит смету в июне.
"""

FERRY = """Паром «Чайка» снова ходит между Заречьем и Дубравой. Капитан Семён Руднев вывел его в первый рейс на рассвете.

«Река спокойная, туман ушёл. Хорошее начало», — сказал Руднев.
"""


def _spans(body: str, pattern: str) -> tuple[Span, ...]:
    return tuple(Span(found.start(), found.end()) for found in re.finditer(pattern, body))


def _entity(body: str, name: str, type: EntityType, pattern: str) -> Entity:
    mentions = _spans(body, pattern)
    aliases = tuple(dict.fromkeys(span.of(body) for span in mentions if span.of(body) != name))
    return Entity(name, type, mentions, aliases)


def _sections(body: str) -> tuple[Section, ...]:
    headings = list(re.finditer(r"^## (.+)$", body, re.MULTILINE))
    starts = [0, *(found.start(1) for found in headings)]
    ends = [*(found.start() for found in headings), len(body)]
    titles: list[tuple[str, Span | None]] = [("", None)]
    titles += [(found[1], Span(found.start(1), found.end(1))) for found in headings]
    return tuple(
        Section(title, Span(start, end), 0 if heading is None else 2, heading)
        for (title, heading), start, end in zip(titles, starts, ends, strict=True)
    )


def _said(
    body: str, sections: tuple[Section, ...], words: str, who: str | None, speaker: str, kind: QuotationKind = "direct"
) -> Quotation:
    start = body.index(words)
    span = Span(start, start + len(words))
    at = body.find(speaker, span.end)
    at = at if at >= 0 else body.index(speaker)
    section = next(i for i, section in reversed(list(enumerate(sections))) if section.span.start <= start)
    return Quotation(kind, span, None, Span(at, at + len(speaker)), who, section)


def bridge() -> tuple[Article, Analysis]:
    """The article that most tests open: three sections, four quotations, two speakers."""
    body = BRIDGE
    sections = _sections(body)
    vetrova, lugov = "Анна Ветрова", "Пётр Лугов"
    quotations = (
        _said(body, sections, "Мы закончили самую трудную часть работы. Осталось положить дорожное покрытие и испытать опоры", vetrova, "Ветрова"),
        _said(body, sections, "Такого паводка старожилы не помнят: вода поднялась на четыре метра за ночь. Но опоры выстояли, и это лучшая проверка проекта, какую можно придумать", vetrova, "она"),
        _said(body, sections, "металл для пролётов варили по новой технологии", lugov, "Пётр Лугов", "indirect"),
        _said(body, sections, "Дорога до больницы займёт не сорок минут, а десять", lugov, "Лугов"),
    )  # fmt: skip
    entities = (
        _entity(body, vetrova, "person", r"Анна Ветрова|Ветрова"),
        _entity(body, lugov, "person", r"Пётр Лугов|Лугов"),
        _entity(body, "Сталь", "organisation", r"Сталь"),
        _entity(body, "Заречье", "place", r"ЗАРЕЧЬЕ|Заречья"),
        _entity(body, "Дубрава", "place", r"Дубраву"),
    )
    article = Article(
        "bridge", "Мост через Ольшанку откроют до конца лета", body, "md", "Вести Заречья", "Заречье", "2024-05-05", "ru",
        "https://example.org/bridge",
    )  # fmt: skip
    return article, Analysis("ru", None, sections, quotations, entities, "test")


def ferry() -> tuple[Article, Analysis]:
    """A brief with one quotation and no link."""
    sections = _sections(FERRY)
    said = _said(FERRY, sections, "Река спокойная, туман ушёл. Хорошее начало", "Семён Руднев", "Руднев")
    entities = (_entity(FERRY, "Семён Руднев", "person", "Семён Руднев|Руднев"),)
    article = Article(
        "ferry", "Паром «Чайка» вышел в первый рейс", FERRY, "txt", "Дубравский листок", None, "2024-05-03", "ru"
    )
    return article, Analysis("ru", None, sections, (said,), entities, "test")


def weather() -> tuple[Article, Analysis]:
    """An article without quotations."""
    body = "К вечеру ожидается дождь, ночью до восьми градусов тепла.\n"
    article = Article("weather", "Погода на завтра", body, "txt", "Вести Заречья", None, "2024-05-02", "ru")
    return article, Analysis("ru", None, _sections(body), (), (), "test")


def english() -> tuple[Article, Analysis]:
    """An article in another language."""
    body = "The ferry is back. “We missed the river,” said the captain, Simon Rudnev.\n"
    sections = _sections(body)
    said = _said(body, sections, "We missed the river", "Simon Rudnev", "Simon Rudnev")
    article = Article("english", "The ferry is back", body, "txt", "Riverside Post", None, "2024-04-30", "en")
    return article, Analysis("en", None, sections, (said,), (), "test")


def long_read(paragraphs: int = 60) -> tuple[Article, Analysis]:
    """An article that needs many screens."""
    words = "Река шла вровень с берегом, и люди выходили смотреть на воду с фонарями. "
    body = "\n\n".join(f"{number}. {words * 4}" for number in range(1, paragraphs + 1))
    article = Article("long", "Ночь, когда поднялась вода", body, "md", "Вести Заречья", None, "2024-04-28", "ru")
    return article, Analysis("ru", None, _sections(body), (), (), "test")


def samples() -> list[tuple[Article, Analysis | None]]:
    """All of them, newest first."""
    return [bridge(), ferry(), weather(), english(), long_read()]


def briefs(number: int) -> list[tuple[Article, Analysis | None]]:
    """Many short articles."""
    return [
        (
            Article(
                f"brief-{n}", f"Новость номер {n}", f"Короткий текст {n}.\n", "txt", "Лента", None, "2024-05-01", "ru"
            ),
            None,
        )
        for n in range(number, 0, -1)
    ]
