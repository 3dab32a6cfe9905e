"""Makes records and libraries for tests, with what a test does not care about filled in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from newsreader.models import Analysis, Article, Entity, Quotation, Section, Span

SAMPLES = Path(__file__).resolve().parents[1] / "articles"


def make_article(body: str = "Текст новости.", **fields: object) -> Article:
    """An article with the given body and fields."""
    values: dict[str, object] = {"id": "one", "title": "Новость", "format": "md", "published": "2024-04-03", **fields}
    return Article(body=body, **values)  # type: ignore[arg-type]


def make_analysis(body: str, *said: tuple[str, str | None], entities: tuple[Entity, ...] = ()) -> Analysis:
    """An analysis of `body` in which each (words, who) is a direct quotation."""
    quotations = tuple(
        Quotation("direct", Span(body.index(words), body.index(words) + len(words)), None, None, who, 0)
        for words, who in said
    )
    lead = Section("", Span(0, len(body)), 0, None)
    return Analysis("ru", None, (lead,), quotations, entities, "test")


def write_library(folder: Path, files: Mapping[str, str]) -> Path:
    """Writes files into a new folder and returns it."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
