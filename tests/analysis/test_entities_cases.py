"""What is found in real sentences, with the models: `cases/entities.yaml`, grouped by phenomenon."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from newsreader.analysis.entities import find_entities
from newsreader.analysis.language import Runtime
from newsreader.models import Entity

pytestmark = pytest.mark.models

ROOT = Path(__file__).resolve().parents[2]
TYPES = ("person", "organisation", "place")


@pytest.fixture(scope="module")
def runtime() -> Runtime:
    """The models, loaded once."""
    return Runtime()


def cases() -> Iterator[Any]:
    """Every case of the table, named by its group and its first words."""
    table = yaml.safe_load((Path(__file__).parent / "cases" / "entities.yaml").read_text(encoding="utf-8"))
    for group, rows in table.items():
        for row in rows:
            yield pytest.param(row, id=f"{group}: {row['text'][:30]}")


def found(runtime: Runtime, text: str) -> tuple[Entity, ...]:
    """The entities of a text."""
    return find_entities(runtime.parse(text), inflector=runtime.inflector)


@pytest.mark.parametrize("case", cases())
def test_entities_of_a_text(runtime: Runtime, case: dict[str, Any]) -> None:
    """Exactly the entities of the table, with all their mentions."""
    text = case["text"]
    expected = {(kind, name): spans for kind in TYPES for name, spans in case.get(kind, {}).items()}
    actual = {
        (entity.type, entity.name): [span.of(text) for span in entity.mentions] for entity in found(runtime, text)
    }
    assert actual == expected


def test_the_article_that_comes_with_the_project(runtime: Runtime) -> None:
    """One president; one organisation and one state, each under two names; the dateline is no part of the story."""
    file = ROOT / "articles" / "2024-04-03-tokayev-eurasian-security.md"
    body = file.read_text(encoding="utf-8").split("\n---\n", 1)[1]
    entities = {(entity.type, entity.name): entity for entity in found(runtime, body)}
    people = [name for kind, name in entities if kind == "person"]
    assert people == ["Касым-Жомарт Токаев"]
    president = entities["person", "Касым-Жомарт Токаев"]
    assert len(president.mentions) == body.count("Токаев")
    alliance = entities["organisation", "Шанхайская организация"]
    assert len(alliance.mentions) == body.count("ШОС") + body.count("Шанхайская организация")
    state = entities["place", "Казахстан"]
    assert {span.of(body) for span in state.mentions} == {"РК", "Казахстан", "Казахстана"}
    assert not any(entity.name.casefold() == "бишкек" for entity in entities.values())
    places = {name for kind, name in entities if kind == "place"}
    assert {"Россия", "Московская область", "Астана", "Афганистан", "Ближний Восток"} <= places
    assert ("organisation", "Sputnik Казахстан") in entities
