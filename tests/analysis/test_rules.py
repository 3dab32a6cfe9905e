"""The parts of the rules on frames made by hand, without models: phrases, subjects, boundaries, titles, antecedents."""

from __future__ import annotations

import pytest

from newsreader.analysis.antecedents import Antecedent, Antecedents
from newsreader.analysis.boundaries import last_word
from newsreader.analysis.cast import Title
from newsreader.analysis.cues import find_cues
from newsreader.analysis.english_names import Names
from newsreader.analysis.fragments import is_speech_like
from newsreader.analysis.frames import Frame, Node
from newsreader.analysis.lexicon import people, speech
from newsreader.analysis.openings import only_connectives
from newsreader.analysis.phrases import is_name_like, noun_phrase
from newsreader.analysis.reported import find_reported
from newsreader.analysis.subjects import subject_of
from newsreader.analysis.titles import agreement, offices_of
from newsreader.models import Span

LEMMAS = {
    "сообщил": "сообщить",
    "сказал": "сказать",
    "словам": "слово",
    "уверен": "уверенный",
    "мэра": "мэр",
    "Лосева": "лосев",
}


def node(word: str, start: int) -> Node:
    """A node from «word/POS.Case», «word/V» (a verb of the past, masculine) or a mark."""
    text, _, tag = word.partition("/")
    pos, _, case = tag.partition(".")
    feats = {"Case": case, "Number": "Sing"} if case else {}
    if pos == "V":
        pos = "VERB"
        feats = {"VerbForm": "Fin", "Tense": "Past", "Number": "Sing", "Gender": "Masc", "Mood": "Ind"}
    if pos in ("NOUN", "PROPN") and text.lower() not in ("мост", "июне", "словам"):
        feats["Animacy"] = "Anim"
    lemma = LEMMAS.get(text, text.lower())
    return Node(text, Span(start, start + len(text)), pos or "PUNCT", lemma, feats)


def frame(text: str) -> Frame:
    """A frame whose words are parted by blanks."""
    nodes, start = [], 0
    for word in text.split():
        nodes.append(node(word, start))
        start = nodes[-1].span.end + 1
    return Frame(tuple(nodes), 0, True)


def words(frame: Frame, start: int, end: int) -> str:
    """The nodes of a range, with blanks."""
    return " ".join(one.text for one in frame.nodes[start:end])


@pytest.mark.parametrize(
    ("text", "wanted", "expected"),
    [
        ("мэр/NOUN.Nom Омска/PROPN.Gen Игорь/PROPN.Nom Лосев/PROPN.Nom приехал/V", "Nom", "мэр Омска Игорь Лосев"),
        ("мэра/NOUN.Gen Игоря/PROPN.Gen Лосева/PROPN.Gen , мост/NOUN.Nom", "Gen", "мэра Игоря Лосева"),
        ("Лосев/PROPN.Nom и/CCONJ Белова/PROPN.Nom пришли/V", "Nom", "Лосев и Белова"),
        ("он/PRON.Nom сам/ADJ.Nom", "Nom", "он"),
        ("мэр/NOUN.Nom жителям/NOUN.Dat", "Nom", "мэр"),
        ("посол/NOUN.Nom в/ADP Чехии/PROPN.Loc Игорь/PROPN.Nom Лосев/PROPN.Nom", "Nom", "посол в Чехии Игорь Лосев"),
        ("А/PROPN.Nom ./PUNCT Лосев/PROPN.Nom", "Nom", "А . Лосев"),
    ],
)
def test_noun_phrases(text: str, wanted: str, expected: str) -> None:
    """They take genitives, names, «и» and a preposition that leads to a name; they end before marks and verbs."""
    one = frame(text)
    phrase = noun_phrase(one, 0, wanted)
    assert phrase is not None
    assert words(one, phrase.start, phrase.end) == expected


def test_no_noun_phrase_in_another_case() -> None:
    """A phrase that begins in another case is none."""
    assert noun_phrase(frame("жителям/NOUN.Dat города/NOUN.Gen"), 0, "Nom") is None


@pytest.mark.parametrize(
    ("text", "verb", "expected"),
    [
        ("сообщил/V жителям/NOUN.Dat в/ADP Омске/PROPN.Loc мэр/NOUN.Nom Лосев/PROPN.Nom .", 0, "мэр Лосев"),
        ("мэр/NOUN.Nom Лосев/PROPN.Nom вчера/ADV сообщил/V", 3, "мэр Лосев"),
        ("В/ADP Омске/PROPN.Loc мэр/NOUN.Nom Лосев/PROPN.Nom сообщил/V", 4, "мэр Лосев"),
        ("сообщил/V он/PRON.Nom .", 0, "он"),
    ],
)
def test_subjects_by_the_order_of_words(text: str, verb: int, expected: str) -> None:
    """Without arcs: the first nominative after the verb, else the nearest before it; objects are passed over."""
    one = frame(text)
    subject = subject_of(one, verb)
    assert subject is not None
    assert words(one, subject.start, subject.end) == expected


def test_a_subject_does_not_cross_a_comma() -> None:
    """A nominative beyond a mark belongs to another clause."""
    assert subject_of(frame("сообщил/V , мэр/NOUN.Nom приехал/V"), 0) is None


def clauses(text: str) -> list[str]:
    """The reported clauses of a frame."""
    one = frame(text)
    found = find_reported(one, find_cues(one, speech()), speech())
    return [words(one, clause.start, clause.end) for clause in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("мэр/NOUN.Nom сообщил/V , что/SCONJ мост/NOUN.Nom открыт/V .", ["мост открыт"]),
        ("Мост/NOUN.Nom открылся/V , сообщил/V мэр/NOUN.Nom .", ["Мост открылся"]),
        ("По/ADP словам/NOUN.Dat мэра/NOUN.Gen , мост/NOUN.Nom открылся/V .", ["мост открылся"]),
        ("Как/SCONJ сообщил/V мэр/NOUN.Nom , мост/NOUN.Nom открылся/V .", ["мост открылся"]),
        ("мэр/NOUN.Nom сообщил/V жителям/NOUN.Dat новость/NOUN.Acc .", []),
    ],
)
def test_reported_clauses(text: str, expected: list[str]) -> None:
    """After «что», before its cue, after «по словам» and «как»; a noun as object is no clause."""
    assert clauses(text) == expected


def test_connectives_do_not_begin_a_report() -> None:
    """«Однако , по словам» has nothing before the attribution; «Мост , по словам» has."""
    assert only_connectives(frame("Однако/ADV , по/ADP словам/NOUN.Dat"), 2)
    assert not only_connectives(frame("Мост/NOUN.Nom , по/ADP словам/NOUN.Dat"), 2)


def test_the_last_word_stands_before_the_final_mark() -> None:
    """Full stops do not belong to a clause."""
    assert last_word(frame("мост/NOUN.Nom открыт/V .")) == 2


@pytest.mark.parametrize(
    ("text", "name"), [("Единая Россия", True), ("так и будет", False), ("Мы пришли. И ушли", True)]
)
def test_names_begin_with_a_capital(text: str, name: bool) -> None:
    """By letters and length alone a piece in marks may be a name or not."""
    assert is_name_like(Node(text, Span(0, len(text)), "QUOTE", "")) is name


def test_sentences_look_like_speech() -> None:
    """Five words, or a mark at the end."""
    assert is_speech_like(Node("Мы откроем мост уже завтра", Span(0, 26), "QUOTE", ""))
    assert is_speech_like(Node("Ура!", Span(0, 4), "QUOTE", ""))
    assert not is_speech_like(Node("Три сестры", Span(0, 10), "QUOTE", ""))


def title(text: str, *things: int) -> Title:
    """A title by its lemmas; the first is the head."""
    lemmas = text.split()
    return Title(lemmas[0], frozenset(lemmas), frozenset(things))


@pytest.mark.parametrize(
    ("asked", "known", "agree"),
    [
        (title("министр"), title("министр оборона"), True),
        (title("глава государство"), title("президент рк", 1), True),
        (title("лидер казахстан", 1), title("президент рк", 1), True),
        (title("лидер казахстанский"), title("президент казахстан", 1), True),
        (title("глава мид"), title("министр иностранный дело"), True),
        (title("глава минсвязь"), title("министр связь"), True),
        (title("президент грузия", 2), title("президент казахстан", 1), False),
        (title("глава государство"), title("заместитель глава государство"), False),
        (title("актер"), title("министр оборона"), False),
    ],
)
def test_titles_of_one_person(asked: Title, known: Title, agree: bool) -> None:
    """One office by its names, its field and its country; a deputy is not his chief."""
    assert (agreement(asked, known, people(), offices_of(asked, people())) > 0) is agree


def row(place: int, name: str | None, gender: str = "Masc", *, spoke: bool = False, plural: bool = False) -> Antecedent:
    """Somebody at an offset; the entity's number is the place."""
    return Antecedent(place, name, None if name is None else place, gender, plural, spoke)


def test_the_last_one_of_the_gender_is_meant() -> None:
    """«она» passes over men, «он» over women."""
    antecedents = Antecedents()
    antecedents.add(row(0, "Анна Белова", "Fem"))
    antecedents.add(row(50, "Игорь Лосев"))
    last = antecedents.last(100, "Fem")
    assert last is not None and last.name == "Анна Белова"


def test_somebody_unnamed_stands_between() -> None:
    """After «источник» a pronoun no longer means the man named before."""
    antecedents = Antecedents()
    antecedents.add(row(0, "Игорь Лосев"))
    antecedents.add(row(50, None, spoke=True))
    last = antecedents.last(100, "Masc")
    assert last is not None and last.name is None


def test_nobody_is_remembered_for_ever() -> None:
    """A pronoun far below means nobody."""
    antecedents = Antecedents()
    antecedents.add(row(0, "Игорь Лосев"))
    assert antecedents.last(10_000, "Masc") is None


def test_they_are_the_last_group() -> None:
    """«они» means an organisation or several people, if nobody else came after."""
    antecedents = Antecedents()
    antecedents.add(row(0, "Вектор", "", plural=True))
    group = antecedents.last_group(100)
    assert group is not None and group.name == "Вектор"
    antecedents.add(row(50, "Игорь Лосев"))
    assert antecedents.last_group(100) is None


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("Larch", "Ian Larch"),
        ("mayor Ian Larch", "Ian Larch"),
        ("Dr. Anna White", "Anna White"),
        ("the board", "Harbours Board"),
        ("officials", None),
        ("Wood", "Wood"),
    ],
)
def test_english_names(phrase: str, expected: str | None) -> None:
    """The fullest form by the last word; two people of one surname are kept apart."""
    text = "Ian Larch met Dr. Anna White of the Harbours Board. Tom Wood and Sue Wood came too. "
    body = f"{text}{phrase}"
    assert Names(body).fullest(Span(len(text), len(body))) == expected
