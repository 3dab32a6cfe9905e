"""Says whom a description in general words means: «политик», «россиянка», «собеседник агентства»; silent where
anything speaks against the person in mind."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.aliases import aliases
from newsreader.analysis.cast import Title
from newsreader.analysis.clues import has_family, is_another, leads_another, untitled
from newsreader.analysis.document import Token
from newsreader.analysis.lexicon import People
from newsreader.analysis.naming import gender_said
from newsreader.analysis.organisations import is_called
from newsreader.analysis.recall import Speaker
from newsreader.analysis.titles import excludes, is_famous, is_office
from newsreader.analysis.voices import Stage
from newsreader.models import Quotation, Span

_WHOSE = frozenset(("его", "ее", "её", "их"))
_STEM = 4
"""Letters in which «россиянин», «россиянка» and «российский» agree."""


def described(
    stage: Stage, span: Span, words: Sequence[Token], head: Token, gender: str, quotation: Quotation | None
) -> Speaker:
    """A person in general words, if somebody is in mind whom they fit."""
    nobody = Speaker(None, None, gender)
    lists, cast = stage.people, stage.cast
    if head.lemma in lists.interlocutors:
        return _interlocutor(stage, span, head, gender)
    if not any(head.lemma in known for known in (lists.general, lists.persons, lists.nationals)):
        return nobody
    if is_another(cast, span) or leads_another(lists, words, head) or _is_related(stage, span, head):
        return nobody
    wanted = gender_said(cast, quotation) or ("Fem" if gender == "Fem" else "")
    found = stage.recall.salient(span.start, wanted, quotation)
    title = cast.title(words)
    if found.entity in cast.titles and is_famous(title, lists):
        found = untitled(cast, span.start, wanted or head.feats.get("Gender", ""))
    if found.entity is None:
        return nobody
    if head.lemma in lists.nationals:
        found = _of_nation(stage, found, head, span)
    elif head.lemma in lists.kin and len(words) > 1 and not has_family(cast, found.entity):
        return nobody  # «мать осуждённого» is no stranger of another name
    known = cast.titles.get(found.entity, []) if found.entity is not None else []
    return found if found.entity is not None and _fits(title, head, known, lists) else nobody


def _interlocutor(stage: Stage, span: Span, head: Token, gender: str) -> Speaker:
    """Whoever spoke last, named or not."""
    if head.lemma == "источник":
        return Speaker(None, None, gender)
    row = stage.recall.antecedents.last(span.start, "", speakers_only=True, groups=True)
    if row is None or (row.name is not None and is_called(row.name, "агентство", stage.people)):
        return Speaker(None, None, gender)  # a «собеседник агентства» is not the agency
    return Speaker(row.name, row.entity, row.gender)


def _is_related(stage: Stage, span: Span, head: Token) -> bool:
    """«его адвокат» is somebody else."""
    before = stage.cast.words(Span(max(0, span.start - 6), span.start))
    return bool(before) and before[-1].text.lower() in _WHOSE and head.lemma in stage.people.relations


def _fits(title: Title | None, head: Token, known: Sequence[Title], lists: People) -> bool:
    """Whether the word can be said of one of these offices."""
    if not known:
        return True
    if title is not None and is_office(title, lists):
        return False  # somebody of another office
    if any(excludes(one, head.lemma, lists) for one in known):
        return False
    scholar = head.lemma in lists.scholars and all(one.head in lists.learned for one in known)
    return scholar or head.lemma in lists.general or head.lemma in lists.nationals


def _of_nation(stage: Stage, found: Speaker, head: Token, span: Span) -> Speaker:
    """«американка» after «россиянка»: the person in mind, unless known to come from elsewhere; then the only other
    one of this gender spoken of shortly before."""
    nation = head.lemma[:_STEM]
    if found.entity is not None and nation in _nations(stage, found.entity, nation):
        stage.recall.nations.setdefault(found.entity, nation)
        return found
    gender = head.feats.get("Gender", "")
    others = [one for one in stage.recall.nearby(span.start, gender) if nation in _nations(stage, one, nation)]
    if len(others) != 1:
        return Speaker(None, None, gender)
    stage.recall.nations.setdefault(others[0], nation)
    return Speaker(stage.cast.entities[others[0]].name, others[0], gender)


def _nations(stage: Stage, entity: int, otherwise: str) -> set[str]:
    """Where the article says that somebody comes from, by words for it or by the adjectives of an office; if
    nowhere, from where one likes."""
    if entity in stage.recall.nations:
        return {stage.recall.nations[entity]}
    words = {word for title in stage.cast.titles.get(entity, ()) for word in title.words}
    telling = (word for word in words if word in aliases().by_adjective or word in stage.people.nationals)
    return {word[:_STEM] for word in telling} or {otherwise}
