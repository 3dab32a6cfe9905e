"""The lists of words for linguists: every entry is a word in the form that the comments promise."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from importlib.resources import files
from typing import Any

import pytest
import yaml

from newsreader.analysis.lexicon import english, people, speech

FOLDER = files("newsreader.analysis") / "lexicon"


def words(item: Any) -> Iterator[Any]:
    """The entries of nested lists and tables."""
    if isinstance(item, dict):
        for value in item.values():
            yield from words(value)
    elif isinstance(item, list):
        for value in item:
            yield from words(value)
    else:
        yield item


@pytest.mark.parametrize("name", ["speech.yaml", "people.yaml", "english.yaml"])
def test_every_entry_is_a_word(name: str) -> None:
    """Lower case, е for ё, no stray characters; YAML reads none of them as a number or a yes."""
    for word in words(yaml.safe_load((FOLDER / name).read_text(encoding="utf-8"))):
        assert isinstance(word, str), f"{name}: {word!r} wants quotation marks"
        assert re.fullmatch(r"-?[a-zа-я]+(?:[ -][a-zа-я0-9’]+)*\.?", word), f"{name}: {word!r}"


@pytest.mark.parametrize(
    "name", ["speech.yaml", "people.yaml", "english.yaml", "entity_classes.yaml", "name_parts.yaml"]
)
def test_no_list_has_a_word_twice(name: str) -> None:
    """A word that is struck from a list is gone; only an office, a field or a kind may be called as another is,
    and what excludes something may exclude something else."""
    for group, entries in yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")).items():
        if group not in ("offices", "fields", "kinds", "exclusive"):
            assert [word for word, count in Counter(words(entries)).items() if count > 1] == [], group


@pytest.mark.parametrize("group", ["say", "write", "think", "ask", "tell", "demand", "voice", "judge", "relay", "weak"])
def test_verbs_stand_in_the_infinitive(group: str) -> None:
    """Dictionary forms are what the texts' lemmas are compared with."""
    for verb in getattr(speech(), group):
        assert re.search(r"(?:ть|ти|чь)(?:ся|сь)?$", verb), verb


def test_the_lists_are_broad() -> None:
    """Hundreds of verbs, and both aspects of the common ones."""
    assert len(speech().verbs) > 400
    for one, other in (
        ("сказать", "говорить"),
        ("заявить", "заявлять"),
        ("отметить", "отмечать"),
        ("ответить", "отвечать"),
    ):
        assert {one, other} <= speech().say
    assert {"считать", "полагать", "надеяться", "опасаться"} <= speech().think


def test_knowing_is_no_report() -> None:
    """Verbs of knowing and finding out are in no list of clauses."""
    assert not {"знать", "понимать", "обнаружить", "убедиться", "выяснить"} & speech().clausal


def test_the_other_lists_load() -> None:
    """People and English words."""
    assert "президент" in people().chiefs
    assert "said" in english().verbs
