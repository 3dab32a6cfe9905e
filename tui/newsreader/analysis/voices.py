"""Says which organisation speaks through a phrase: in its own name, by its spokesman, document or press service."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from newsreader.analysis import organisations
from newsreader.analysis.cast import Cast, Mention
from newsreader.analysis.classes import classes
from newsreader.analysis.document import Token
from newsreader.analysis.lexicon import People
from newsreader.analysis.naming import names_country
from newsreader.analysis.recall import Recall, Speaker
from newsreader.models import Span

_LIKE_SURNAME = re.compile(
    "(?:[оеё]ва?|[иы]на?|[сц]к(?:ий|ой|ая)|ко|[чнщ]ук|юк|ич|ян|дзе|швили|ия|ба|[ео]й|ман|берг|сон|[a-z])$"
)
"""Endings that common nouns for people seldom have."""
_SITE = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-zа-я]{2,}")
_NICK = re.compile(r"(?<=[А-яёЁ] )[a-z][a-z0-9_.-]+$")
"""«блогер drugoi»: what is written with Latin small letters behind a Russian word."""
_ADJECTIVE_ENDINGS = {"Fem": "ая", "Neut": "ое"}
_BEFORE = 5
"""Code points before a word that tell whether it opens its sentence."""
_LONGEST_NAME = 7
"""Words of a description that names a body."""


class Stage(NamedTuple):
    """All that a phrase can refer to."""

    body: str
    cast: Cast
    recall: Recall
    people: People


def organisation(cast: Cast, mention: Mention) -> Speaker:
    """The organisation (or place) of a mention, as a speaker."""
    return Speaker(organisations.named(cast, mention), mention.entity, "", True)


def voice_of(
    stage: Stage, span: Span, words: Sequence[Token], head: Token, mentions: Sequence[Mention]
) -> Speaker | None:
    """The organisation that a phrase speaks for; or a name that is in no list of entities."""
    lists = stage.people
    speaks_for = head.lemma in lists.voices or head.lemma in lists.bodies
    bodies = [mention for mention in mentions if mention.type == "organisation"]
    if bodies and (colleague := _named_before(stage, span, head, bodies[0].entity)) is not None:
        return colleague
    if bodies and (speaks_for or head.feats.get("Animacy") != "Anim"):
        return organisation(stage.cast, bodies[0])
    if head.lemma in lists.bodies and _is_whole_name(stage.cast, words, head, mentions):
        return Speaker(span.of(stage.body), None, "", True)
    if not mentions and (same := organisations.by_field(stage.cast, words, span, lists)) is not None:
        return same
    if not mentions and (described := _described_name(words, head, lists)) is not None:
        return Speaker(described, None, "", True)
    if speaks_for and mentions:
        return Speaker(stage.cast.entities[mentions[0].entity].name, mentions[0].entity, "", True)
    if head.lemma in lists.reporters:
        return None  # «корреспондент агентства» is of the agency that tells this, whatever agencies are named
    if speaks_for and (unnamed := _by_its_kind(stage, span, words, head)) is not None:
        return unnamed
    return _bare_name(stage, span, head)


def _named_before(stage: Stage, span: Span, head: Token, body: int | None) -> Speaker | None:
    """«представитель Philips», «сотрудник центра» after its director Елена Корн said something: the same person."""
    if head.feats.get("Animacy") != "Anim" or head.feats.get("Number") != "Sing":
        return None
    row = stage.recall.antecedents.last(span.start, "", speakers_only=True)
    if row is None or row.entity is None:
        return None
    titles = stage.cast.titles.get(row.entity, [])
    return Speaker(row.name, row.entity, row.gender) if any(body in title.things for title in titles) else None


def _is_whole_name(cast: Cast, words: Sequence[Token], head: Token, mentions: Sequence[Mention]) -> bool:
    """Whether the phrase itself is a body's name: «Министерство обороны Японии», «Японская полиция»."""
    if head.feats.get("Case") != "Nom" or len(words) < 2:
        return False
    return bool(mentions) or words[-1].pos == "PROPN" or names_country(cast, words)


def _described_name(words: Sequence[Token], head: Token, lists: People) -> str | None:
    """The nominative of a body that its description names: «в областном комитете по охоте» is «областной комитет по
    охоте»; None where the words do not tell which body it is."""
    known = classes()
    institution = head.lemma in lists.bodies and head.lemma in known.institutions
    if not institution or head.feats.get("Number") != "Sing" or not 1 < len(words) <= _LONGEST_NAME:
        return None
    place = words.index(head)
    before, after = words[:place], words[place + 1 :]
    if any(token.pos != "ADJ" or token.lemma in known.unnaming for token in before):
        return None
    if any(token.lemma in known.place or token.lemma in lists.generic for token in after):
        return None
    genitive = after and after[0].feats.get("Case") == "Gen" and after[0].pos in ("NOUN", "ADJ")
    if (after and not genitive) or any(token.feats.get("Animacy") == "Anim" for token in after):
        return None
    ending = _ADJECTIVE_ENDINGS.get(head.feats.get("Gender", ""), "")
    adjectives = [token.lemma[:-2] + ending if ending else token.lemma for token in before]
    return " ".join([*adjectives, head.lemma, *(token.text for token in after)])


def _by_its_kind(stage: Stage, span: Span, words: Sequence[Token], head: Token) -> Speaker | None:
    """«пресс-служба завода «Заря»»; «в компании» after «компания «Нордвал»»."""
    in_marks = re.search(r"[«\"“„]([^«»\"“”„]{2,60})[»\"”“]$", span.of(stage.body))
    if in_marks:
        return Speaker(in_marks[1], None, "", True)
    if head.lemma in stage.people.chiefs:
        return None
    name = organisations.by_word(stage.cast, words, span, stage.people)
    if name is None and stage.recall.medium is not None and len(words) == 1 and head.lemma in stage.people.media:
        return stage.recall.medium
    if name is not None:
        entity = next((number for number, one in enumerate(stage.cast.entities) if one.name == name), None)
        return _named_before(stage, span, head, entity) or Speaker(name, entity, "", True)
    generic = [token for token in words if token.lemma in stage.people.generic]
    if any(token.feats.get("Number") != "Plur" for token in generic) and not stage.cast.within(span):
        row = stage.recall.antecedents.last_organisation(span.start)
        agency = row is not None and organisations.is_called(row.name or "", "агентство", stage.people)
        return Speaker(row.name, row.entity, "", True) if row is not None and not agency else None
    return None


def _bare_name(stage: Stage, span: Span, head: Token) -> Speaker | None:
    """A proper noun in the nominative that the name recogniser missed; no office that morphology took for a name."""
    lists = stage.people
    known = (lists.general, lists.persons, lists.nationals, lists.chiefs, lists.nameless, *lists.offices)
    if (nick := _SITE.fullmatch(span.of(stage.body)) or _NICK.search(span.of(stage.body))) is not None:
        return Speaker(nick[0], None, "", True)
    if head.pos not in ("PROPN", "X") or head.feats.get("Case") not in ("Nom", None) or head.text.islower():
        return None
    if any(head.lemma in words for words in known):
        return None
    name = span.of(stage.body)
    opens = stage.body[max(0, span.start - _BEFORE) : span.start].rstrip()[-1:] in ("", ".", "!", "?", "…", "\n")
    if opens and " " not in name and not _LIKE_SURNAME.search(name):
        return None  # any word may be capital there
    return Speaker(name, None, head.feats.get("Gender", ""))
