"""Decides what can be corrected by hand in an article, and what is asked for each correction. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from newsreader.corrections import Correction, CorrectionKind, set_speaker
from newsreader.models import Analysis, Entity, EntityType, Quotation
from newsreader.text import clean_line
from newsreader.ui.i18n import N_, _
from newsreader.ui.widgets.pick_list import Choice

TYPE_NAMES: dict[EntityType, str] = {
    "person": N_("a person"),
    "organisation": N_("an organisation"),
    "place": N_("a place"),
}
_LONGEST = 60


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for a correction: choices, and whether any other words do as well."""

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
    forms = list(dict.fromkeys(clean_line(one.of(body)) for one in entity.mentions))
    others = sorted((one for one in analysis.entities if one is not entity), key=lambda one: one.type != entity.type)
    types = [type for type in get_args(EntityType) if type != entity.type]
    apart = [form for form in forms if len(forms) > 1]
    found = (
        Question("rename", _("Rename “{name}”").format(name=name), _choices(forms), tuple(forms), free=True),
        Question(
            "merge",
            _("“{name}” is the same as…").format(name=name),
            tuple(Choice(clean_line(one.name), note=_(TYPE_NAMES[one.type])) for one in others),
            tuple(one.name for one in others),
        ),
        Question("split", _("Not “{name}”, but another").format(name=name), _choices(apart), tuple(apart)),
        Question(
            "retype",
            _("“{name}” is…").format(name=name),
            tuple(Choice(_(TYPE_NAMES[type])) for type in types),
            tuple(types),
        ),
    )
    return tuple(one for one in found if one.answers or one.free)


def _choices(names: Sequence[str]) -> tuple[Choice, ...]:
    return tuple(map(Choice, names))


def correction_of(kind: CorrectionKind, entity: Entity, answer: str) -> Correction:
    """The correction of an entity that an answer makes; a form that is split off becomes a name of its own."""
    return Correction(kind, entity.name, entity.type, words=answer if kind == "split" else "", to=answer)


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
