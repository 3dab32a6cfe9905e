"""Recalls who is meant where a text does not name them: the one last in mind who fits."""

from __future__ import annotations

from typing import NamedTuple

from newsreader.analysis.antecedents import Antecedent, Antecedents
from newsreader.analysis.cast import Cast
from newsreader.models import Quotation, Span

_NEAR = 500
"""Code points within which a person in an oblique case is still in mind."""


class Speaker(NamedTuple):
    """Who a phrase means: a name, and the entity where it is one; neither for somebody unnamed."""

    name: str | None
    entity: int | None = None
    gender: str = ""
    plural: bool = False


class Recall:
    """The antecedents met so far, and the rules for choosing among them."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self.medium: Speaker | None = None
        self.antecedents = Antecedents()
        self.nations: dict[int, str] = {}
        """For people of whom it was told, where they come from: the first letters of the word."""

    def remember(self, place: int, speaker: Speaker, *, spoke: bool, medium: bool = False) -> None:
        """Somebody was spoken of, or spoke, at this offset; a medium only passed on what others said."""
        if medium:
            self.medium = speaker
        if speaker.name is not None or speaker.gender or (speaker.plural and spoke):
            body = not medium and speaker.entity is not None and self._cast.entities[speaker.entity].type != "person"
            self.antecedents.add(
                Antecedent(place, speaker.name, speaker.entity, speaker.gender, speaker.plural, spoke, body)
            )

    def salient(
        self, place: int, gender: str, quotation: Quotation | None = None, *, speakers_only: bool = False
    ) -> Speaker:
        """The person last in mind before an offset, of this gender ("" for any); nobody inside the quotation itself."""
        own = quotation.span if quotation is not None else None
        row = self.antecedents.last(place, gender, speakers_only=speakers_only, apart_from=own)
        if row is None and gender:
            return self._only_one(place, gender)
        if row is None or row.name is None or (row.entity is None and not row.gender):
            return Speaker(None, None, gender)
        return Speaker(row.name, row.entity, row.gender)

    def nearby(self, place: int, gender: str) -> set[int]:
        """The people of this gender who were mentioned shortly before, in whatever case."""
        mentions = self._cast.within(Span(max(0, place - _NEAR), place))
        return {mention.entity for mention in mentions if self._cast.genders[mention.entity] == gender}

    def _only_one(self, place: int, gender: str) -> Speaker:
        """The only person of this gender who was mentioned shortly before, in whatever case."""
        fitting = self.nearby(place, gender)
        if len(fitting) != 1:
            return Speaker(None, None, gender)
        (entity,) = fitting
        return Speaker(self._cast.entities[entity].name, entity, gender)
