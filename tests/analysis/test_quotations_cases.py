"""What is found in real sentences, with the models: `cases/quotations_*.yaml`, a file a phenomenon."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsreader.analysis.language import Runtime
from newsreader.analysis.pipeline import analyse
from newsreader.models import Analysis

pytestmark = pytest.mark.models

ROOT = Path(__file__).resolve().parents[2]
CASES = Path(__file__).parent / "cases"


@pytest.fixture(scope="module")
def runtime() -> Runtime:
    """The models, loaded once."""
    return Runtime()


def cases() -> Iterator[Any]:
    """Every case, named by its file and its first words."""
    for file in sorted(CASES.glob("quotations_*.yaml")):
        for number, case in enumerate(yaml.safe_load(file.read_text(encoding="utf-8"))):
            yield pytest.param(case, id=f"{file.stem.removeprefix('quotations_')} {number}: {case['text'][:40]}")


def rows(analysis: Analysis, text: str) -> list[str]:
    """The quotations as the tables write them: kind | text | cue | who."""
    return [
        " | ".join(
            (
                quotation.kind,
                " ".join(quotation.span.of(text).split()),
                quotation.cue.of(text) if quotation.cue is not None else "-",
                quotation.who or "-",
            )
        )
        for quotation in analysis.quotations
    ]


def test_there_are_enough_cases() -> None:
    """The tables are the specification: a lost file would be a lost promise."""
    assert len(list(cases())) >= 250


@pytest.mark.parametrize("case", cases())
def test_quotations_of_a_text(runtime: Runtime, case: dict[str, Any]) -> None:
    """Exactly the quotations of the table, each with its kind, words, cue and speaker."""
    assert rows(analyse(runtime, case["text"]), case["text"]) == case["quotes"]


@pytest.fixture(scope="module")
def sample(runtime: Runtime) -> tuple[str, Analysis]:
    """The article that comes with the project, analysed."""
    text = (ROOT / "articles" / "2024-04-03-tokayev-eurasian-security.md").read_text(encoding="utf-8")
    body = text.split("\n---\n", 1)[1].strip()
    return body, analyse(runtime, body)


def test_the_sample_has_four_headings_and_a_lead(sample: tuple[str, Analysis]) -> None:
    """Quotation marks in a heading do not keep it from being one."""
    _, analysis = sample
    assert [section.title for section in analysis.sections] == [
        "",
        "Саммит ШОС в Астане и его важность в сегодняшней ситуации",
        'О теракте в "Крокусе" и бесчеловечном насилии',
        'ШОС создавалась для борьбы с "тремя силами зла"',
        "Ситуация в Афганистане и на Ближнем Востоке",
    ]


def test_the_sample_has_five_direct_quotations_of_one_man(sample: tuple[str, Analysis]) -> None:
    """«Токаев», «лидер Казахстана» and the like are one speaker; inner marks do not cut a quotation."""
    body, analysis = sample
    direct = [quotation for quotation in analysis.quotations if quotation.kind == "direct"]
    assert [quotation.who for quotation in direct] == ["Касым-Жомарт Токаев"] * 5
    nested = direct[3].span.of(body)
    assert nested.startswith("Эти угрозы сейчас") and nested.endswith("председательства Казахстана в ШОС")
    assert '"трем силам зла"' in nested


def test_no_heading_of_the_sample_is_quoted(sample: tuple[str, Analysis]) -> None:
    """Marks in headings are names or borrowings, not speech."""
    _, analysis = sample
    headings = [section.heading for section in analysis.sections if section.heading is not None]
    assert not any(heading.meets(quotation.span) for heading in headings for quotation in analysis.quotations)


def test_the_sample_is_analysed_the_same_twice(runtime: Runtime, sample: tuple[str, Analysis]) -> None:
    """The analysis is a function of the text."""
    body, analysis = sample
    assert analyse(runtime, body) == analysis
