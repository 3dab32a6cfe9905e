"""What the dictionary makes of a word and its tag."""

from __future__ import annotations

import pymorphy3
import pytest

from newsreader.analysis.dictionary import Dictionary


@pytest.fixture(scope="module")
def dictionary() -> Dictionary:
    """The dictionary over pymorphy3."""
    return Dictionary(pymorphy3.MorphAnalyzer())


@pytest.mark.parametrize(
    ("word", "tag", "pos", "lemma"),
    [
        ("политика", "NOUN|Animacy=Anim|Case=Gen|Gender=Masc|Number=Sing", "NOUN", "политик"),
        ("политика", "NOUN|Animacy=Inan|Case=Nom|Gender=Fem|Number=Sing", "NOUN", "политика"),
        ("стали", "VERB|Mood=Ind|Number=Plur|Tense=Past|VerbForm=Fin", "VERB", "стать"),
        ("ёлка", "NOUN|Case=Nom|Gender=Fem|Number=Sing", "NOUN", "елка"),
        ("за\u0301мок", "NOUN|Animacy=Inan|Case=Nom|Gender=Masc|Number=Sing", "NOUN", "замок"),
        ("упомянет", "NOUN|Case=Nom|Number=Sing", "VERB", "упомянуть"),
        ("—", "PUNCT", "PUNCT", "—"),
    ],
)
def test_readings(dictionary: Dictionary, word: str, tag: str, pos: str, lemma: str) -> None:
    """The reading that agrees best with the tag; a word that can only be a verb is one."""
    found = dictionary.read(word, tag)
    assert (found.pos, found.lemma) == (pos, lemma)


def test_a_tag_is_part_of_speech_and_features(dictionary: Dictionary) -> None:
    """The words of one tag share its features."""
    one, other = (dictionary.read(word, "NOUN|Case=Gen|Number=Plur") for word in ("домов", "столов"))
    assert one.feats == {"Case": "Gen", "Number": "Plur"}
    assert one.feats is other.feats


def test_the_features_of_a_verb_that_was_missed(dictionary: Dictionary) -> None:
    """Person, number and tense are read from the ending."""
    feats = dictionary.read("упомянет", "NOUN|Case=Nom|Number=Sing").feats
    assert (feats["Person"], feats["Number"], feats["Tense"]) == ("3", "Sing", "Fut")
