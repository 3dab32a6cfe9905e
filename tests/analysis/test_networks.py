"""The networks say what slovnet's own code says."""

from __future__ import annotations

from typing import Any

import pytest

from newsreader.analysis.language import weights_folder
from newsreader.analysis.networks import Networks

pytestmark = pytest.mark.models

SENTENCES = [
    words.split(" ")
    for words in (
        "Губернатор Приморья Пётр Ильин заявил , что мост достроят к осени .",
        "— Мы ждали этого десять лет ! — добавила Анна Сергеевна Ким",
        "Нет",
        "ООО « Заря-2 » получит 3,5 млн рублей от правительства Республики Коми .",
    )
]


@pytest.fixture(scope="module")
def models() -> list[Any]:
    """Names, morphology and syntax as slovnet loads them."""
    from navec import Navec
    from slovnet import NER, Morph, Syntax

    folder = weights_folder()
    vectors = Navec.load(folder / "emb" / "navec_news_v1_1B_250K_300d_100q.tar")
    kinds = (("ner", NER), ("morph", Morph), ("syntax", Syntax))
    return [kind.load(folder / "model" / f"slovnet_{name}_news_v1.tar").navec(vectors) for name, kind in kinds]


@pytest.fixture(scope="module")
def networks(models: list[Any]) -> Networks:
    """The networks over the same models."""
    return Networks(*models)


def expected(models: list[Any], words: list[str]) -> list[tuple[str, int | None, str]]:
    """slovnet's answers about one sentence alone."""
    forms, arcs = models[1](words).tokens, models[2](words).tokens
    return [
        (form.tag, int(arc.head_id) - 1 if arc.head_id != "0" else None, arc.rel)
        for form, arc in zip(forms, arcs, strict=True)
    ]


def test_sentences(models: list[Any], networks: Networks) -> None:
    """Together or alone, a sentence has the same answers."""
    found = [[tuple(answer) for answer in sentence] for sentence in networks.sentences(SENTENCES)]
    assert found == [expected(models, sentence) for sentence in SENTENCES]
    assert list(networks.sentences([])) == []


def test_many_sentences(models: list[Any], networks: Networks) -> None:
    """More than are run at once, and more words than are remembered."""
    known = models[0].infer.encoder.words_vocab.items[::100]
    many = [[*known[10 * number :][:10], *SENTENCES[number % len(SENTENCES)]] for number in range(250)]
    found = [[tuple(answer) for answer in sentence] for sentence in networks.sentences(many)]
    assert found[::10] == [expected(models, sentence) for sentence in many[::10]]
    assert len(found) == len(many)


def test_names(models: list[Any], networks: Networks) -> None:
    """A text of one part or of several, cut inside a name or not."""
    words = [word for sentence in SENTENCES for word in sentence]
    for text in (words, words * 80, ["Пётр"]):
        tags = networks.names(text)
        spans = models[0](" ".join(text)).spans
        assert sum(tag.startswith("B-") for tag in tags) == len(spans)
        starts, start = [], 0
        for word, tag in zip(text, tags, strict=True):
            if tag.startswith("B-"):
                starts.append((start, tag[2:]))
            start += len(word) + 1
        assert starts == [(span.start, span.type) for span in spans]
    assert networks.names([]) == []
