"""Long texts are read portion by portion."""

from __future__ import annotations

from itertools import pairwise

import pytest

from newsreader.analysis import portions as module
from newsreader.analysis.document import Document
from newsreader.analysis.portions import LONGEST_PORTION, blocks_in, joined, portions
from newsreader.analysis.sections import find_blocks, find_sections
from newsreader.models import Entity, EntityType, Quotation, Span


def outline(body: str) -> Document:
    """A text's structure."""
    blocks = find_blocks(body)
    return Document(body, "ru", blocks, find_sections(body, blocks), None, (), ())


def cut(body: str) -> list[str]:
    """The portions of a text, which cover it."""
    spans = list(portions(outline(body)))
    assert spans[0].start == 0
    assert spans[-1].end == len(body)
    assert all(one.end == other.start for one, other in pairwise(spans))
    assert all(len(span) <= LONGEST_PORTION for span in spans)
    return [span.of(body) for span in spans]


SENTENCE = "Мост построят к осени. "
PARAGRAPH = (SENTENCE * 200).strip()


def test_an_article_is_one_portion() -> None:
    body = "\n\n".join([PARAGRAPH] * 20)
    assert cut(body) == [body]
    assert cut("") == [""]


def test_sections_stay_whole() -> None:
    """The cut comes before a heading, as long as the portions do not become very short."""
    section = "# Глава\n\n" + "\n\n".join([PARAGRAPH] * 8) + "\n\n"
    found = cut(section * 9)
    assert len(found) == 5
    assert all(portion.startswith("# Глава") for portion in found)


@pytest.mark.parametrize(
    ("body", "start"),
    [
        ("\n\n".join([PARAGRAPH] * 50), "Мост построят"),
        (SENTENCE * 10_000, "Мост построят"),
        ("мост " * 50_000, "мост "),
        ("м" * 250_000, "м"),
    ],
)
def test_what_is_too_long_is_cut_where_it_hurts_least(body: str, start: str) -> None:
    """Between paragraphs, sentences, words, and else anywhere."""
    found = cut(body)
    assert len(found) > 2
    assert all(portion.startswith(start) for portion in found)


def test_blocks_are_cut_with_their_portion() -> None:
    """A block that goes over the edge is in both portions, trimmed; every other one in its own."""
    body = "Первый абзац.\n\nВторой абзац здесь.\n\nТретий."
    own = [[span.of(body) for span in blocks_in(outline(body), Span(*edges))] for edges in ((0, 22), (22, len(body)))]
    assert own == [["Первый абзац.", "Второй"], ["абзац здесь.", "Третий."]]


def person(name: str, *places: int, kind: EntityType = "person", aliases: tuple[str, ...] = ()) -> Entity:
    """A name that stands at some places."""
    return Entity(name, kind, tuple(Span(place, place + 1) for place in places), aliases)


def said(place: int, who: str | None) -> Quotation:
    """A quotation."""
    return Quotation("direct", Span(place, place + 1), None, None, who, 0)


def test_one_portion_is_as_it_is() -> None:
    found = (said(3, "Ильин"),), (person("Ильин", 2),)
    assert joined([found]) == found


def test_the_same_name_is_the_same_thing() -> None:
    """Mentions and other names are put together; a thing of another type is another thing."""
    _, entities = joined(
        [
            ((), (person("Коми", 1, kind="place"), person("Анна Ким", 2, aliases=("Анной Ким",)))),
            ((), (person("Анна Ким", 12, 15, aliases=("Анны Ким",)), person("Коми", 11, kind="organisation"))),
        ]
    )
    assert entities == (
        person("Анна Ким", 2, 12, 15, aliases=("Анной Ким", "Анны Ким")),
        person("Коми", 1, kind="place"),
        person("Коми", 11, kind="organisation"),
    )


def test_a_surname_alone_is_its_only_bearer() -> None:
    """«Ким» after «Анна Ким» is she, but not where another Ким was named; speakers are called alike."""
    first = ((said(3, "Анна Ким"),), (person("Анна Ким", 2), person("Пётр Ильин", 4), person("Олег Ильин", 5)))
    second = ((said(13, "Ким"), said(14, None), said(15, "Ильин")), (person("Ким", 12), person("Ильин", 14)))
    quotations, entities = joined([first, second])
    assert [quotation.who for quotation in quotations] == ["Анна Ким", "Анна Ким", None, "Ильин"]
    assert person("Анна Ким", 2, 12, aliases=("Ким",)) in entities
    assert person("Ильин", 14) in entities


@pytest.mark.models
def test_portions_tell_what_the_whole_tells(monkeypatch: pytest.MonkeyPatch) -> None:
    """Offsets count in the whole text, whatever portion something stands in."""
    from newsreader.analysis.language import Runtime
    from newsreader.analysis.pipeline import analyse

    runtime = Runtime()
    first = "Губернатор Пётр Ильин приехал в Ухту. «Мост достроят к осени», — сказал Ильин журналистам.\n\n"
    second = "«Денег хватит на всё», — добавил Ильин. Министр Анна Ким заявила, что дорогу откроют зимой.\n\n"
    body = first + second + first
    whole = analyse(runtime, body)
    monkeypatch.setattr(module, "LONGEST_PORTION", len(first) + 10)
    found = analyse(runtime, body)
    assert found == whole
    assert [quotation.who for quotation in found.quotations] == ["Пётр Ильин", "Пётр Ильин", "Анна Ким", "Пётр Ильин"]
