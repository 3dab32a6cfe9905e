"""Decides what can be corrected by hand in an article, and what is asked for each correction. Pure."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from newsreader.corrections import Correction, CorrectionKind, set_speaker
from newsreader.models import ENTITY_TYPES, Analysis, Entity, EntityType, Quotation, Span
from newsreader.text import clean_line
from newsreader.ui.i18n import N_, _, ngettext
from newsreader.ui.widgets.pick_list import Choice

TYPE_NAMES: dict[EntityType, str] = {
    "person": N_("a person"),
    "organisation": N_("an organisation"),
    "place": N_("a place"),
}
_LONGEST = 60
_CONTEXT = 40
"""Characters on each side of a mention that are shown with it."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for a correction: choices, and whether any other words do as well.

    For "split" the choices are those of `Mentions`: it takes several of them, and then a name.
    """

    kind: CorrectionKind
    title: str
    choices: tuple[Choice, ...]
    answers: tuple[str, ...]
    """What each choice stands for."""
    free: bool = False


def speaker_question(analysis: Analysis, quotation: Quotation, body: str) -> Question:
    """Who says this: somebody of the article, nobody, or another name."""
    said = [one.who for one in analysis.quotations if one.who]
    named = [one.name for one in analysis.entities if one.type != "place"]
    names = list(dict.fromkeys((*said, *named)))
    words = clean_line(quotation.span.of(body), limit=_LONGEST)
    choices = [Choice(clean_line(name)) for name in names]
    return Question(
        "speaker",
        _("Who says “{words}”?").format(words=words),
        (*choices, Choice(_("nobody is named"))),
        (*names, ""),
        free=True,
    )


def questions_about(analysis: Analysis, entity: Entity, body: str) -> tuple[Question, ...]:
    """What can be corrected of an entity."""
    name = clean_line(entity.name, limit=_LONGEST)
    forms = _forms(entity, range(len(entity.mentions)), body)
    others = _others(analysis, entity)
    types = [type for type in ENTITY_TYPES if type != entity.type]
    found = (
        Question("rename", _("Rename “{name}”").format(name=name), _choices(forms), tuple(forms), free=True),
        Question(
            "merge",
            _("“{name}” is the same as…").format(name=name),
            tuple(Choice(clean_line(one.name), note=_(TYPE_NAMES[one.type])) for one in others),
            tuple(one.name for one in others),
        ),
        Question("split", _("Some mentions of “{name}” are another").format(name=name), (), ()),
        Question(
            "retype",
            _("“{name}” is…").format(name=name),
            tuple(Choice(_(TYPE_NAMES[type])) for type in types),
            tuple(types),
        ),
    )
    several = len(entity.mentions) > 1
    return tuple(one for one in found if one.answers or one.free or (one.kind == "split" and several))


def _forms(entity: Entity, numbers: Collection[int], body: str) -> list[str]:
    """The different words of some mentions, in their order."""
    return list(dict.fromkeys(clean_line(entity.mentions[number].of(body)) for number in sorted(numbers)))


def _others(analysis: Analysis, entity: Entity) -> list[Entity]:
    """The other entities, those of the same type first."""
    return sorted((one for one in analysis.entities if one is not entity), key=lambda one: one.type != entity.type)


@dataclass(frozen=True, slots=True)
class Mentions:
    """What can be split off an entity: single mentions, or all in one form."""

    choices: tuple[Choice, ...]
    members: tuple[frozenset[int], ...]
    """The mentions that each choice stands for, by their numbers."""

    @classmethod
    def of(cls, entity: Entity, body: str) -> Mentions:
        """First the forms that several mentions have, where there are others, then each mention in its sentence."""
        by_form: dict[str, list[int]] = {}
        for number, mention in enumerate(entity.mentions):
            by_form.setdefault(clean_line(mention.of(body)), []).append(number)
        wide = [(form, numbers) for form, numbers in by_form.items() if len(numbers) > 1 and len(by_form) > 1]
        every = [Choice(_("each “{form}”").format(form=form), below=_mentions(len(numbers))) for form, numbers in wide]
        single = [Choice(clean_line(one.of(body)), below=_around(one, body)) for one in entity.mentions]
        members = [frozenset(numbers) for _form, numbers in wide]
        return cls((*every, *single), (*members, *(frozenset((number,)) for number in range(len(single)))))


def _around(mention: Span, body: str) -> str:
    """A mention with the words on both sides of it."""
    before = body[max(0, mention.start - _CONTEXT) : mention.start].rpartition("\n")
    after = body[mention.end : mention.end + _CONTEXT].partition("\n")
    head = "…" if not before[1] and mention.start > _CONTEXT else ""
    tail = "…" if not after[1] and mention.end + _CONTEXT < len(body) else ""
    return head + clean_line(before[2] + mention.of(body) + after[0]) + tail


def _mentions(number: int) -> str:
    return ngettext("{n} mention", "{n} mentions", number).format(n=number)


def name_question(analysis: Analysis, entity: Entity, body: str, chosen: Collection[int]) -> Question:
    """What the chosen mentions are called: one of their forms, another entity, or another name."""
    names = [*_forms(entity, chosen, body), *(clean_line(one.name) for one in _others(analysis, entity))]
    names = [name for name in dict.fromkeys(names) if name != entity.name]
    return Question("split", _("Who or what is it?"), _choices(names), tuple(names), free=True)


def split_corrections(entity: Entity, body: str, chosen: Collection[int], to: str) -> tuple[Correction, ...]:
    """The corrections that give the chosen mentions to another entity: one for a form of which all are chosen."""
    words = [clean_line(mention.of(body)) for mention in entity.mentions]
    found: dict[Correction, None] = {}
    for number in sorted(chosen):
        whole = all(other in chosen for other, form in enumerate(words) if form == words[number])
        at = "" if whole else str(entity.mentions[number].start)
        found[Correction("split", entity.name, entity.type, words=words[number], at=at, to=to)] = None
    return tuple(found)


def _choices(names: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(map(Choice, names))


def correction_of(kind: CorrectionKind, entity: Entity, answer: str) -> Correction:
    """The correction of a whole entity that an answer makes."""
    return Correction(kind, entity.name, entity.type, to=answer)


def speaker_correction(quotation: Quotation, body: str, answer: str) -> Correction:
    """The correction that an answer to who speaks makes."""
    return set_speaker(quotation, body, answer or None)


def said_of(correction: Correction) -> str:
    """What a correction does, in a few words."""
    if correction.correct == "speaker":
        words = clean_line(correction.words, limit=_LONGEST)
        return _("“{words}” — {who}").format(words=words, who=correction.to or _("nobody is named"))
    types: dict[str, str] = dict(TYPE_NAMES.items())
    to = _(types[correction.to]) if correction.correct == "retype" and correction.to in types else correction.to
    return f"{correction.name} → {to}"
