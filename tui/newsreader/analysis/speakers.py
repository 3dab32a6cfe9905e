"""Says who speaks: resolves each quotation's speaker within the article to the fullest name there. Right or silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from newsreader.analysis.antecedents import find_subjects
from newsreader.analysis.cast import Cast, Mention
from newsreader.analysis.clues import (
    has_other_words,
    is_introduced,
    is_medium,
    is_of_woman,
    latter,
    leads_the_story,
    named_there,
    nominative_in_marks,
    passes_on,
    state_of,
)
from newsreader.analysis.descriptions import described
from newsreader.analysis.document import Document, Token
from newsreader.analysis.english import resolve_english
from newsreader.analysis.lexicon import People, people
from newsreader.analysis.naming import apposed_person, gender_said, head_of, joined, speaking_people
from newsreader.analysis.recall import Recall, Speaker
from newsreader.analysis.shapes import WOMEN
from newsreader.analysis.titles import find_by_title
from newsreader.analysis.voices import Stage, organisation, voice_of
from newsreader.models import Entity, Quotation, Span

_HE = {"он": "Masc", "его": "Masc", "ему": "Masc", "нем": "Masc", "она": "Fem", "ее": "Fem", "её": "Fem", "ей": "Fem"}

_THEY = frozenset(("они", "их", "ими", "им"))
_NEAR = 800
"""Code points within which «в документе» means the document spoken of before."""


_NOBODY = Speaker(None)


def resolve_speakers(
    document: Document, quotations: Sequence[Quotation], entities: Sequence[Entity]
) -> tuple[Quotation, ...]:
    """The quotations with `who` filled where the text tells."""
    if document.language == "en":
        who = resolve_english(document, quotations)
        return tuple(replace(quotation, who=who[number]) for number, quotation in enumerate(quotations))
    return _Resolver(document, quotations, Cast(document, entities), people()).resolve()


class _Resolver:
    """Goes through an article once, in the order in which a reader learns who speaks."""

    def __init__(self, document: Document, quotations: Sequence[Quotation], cast: Cast, words: People) -> None:
        self._document = document
        self._quotations = quotations
        self._cast = cast
        self._words = words
        self._recall = Recall(cast)
        self._stage = Stage(document.body, cast, self._recall, words)
        self._known: dict[Span, str | None] = {}
        self._published: tuple[int, Speaker] | None = None

    def resolve(self) -> tuple[Quotation, ...]:
        """The quotations with their speakers' names, in their order."""
        who: dict[int, str | None] = {}
        relays = [one for one in self._quotations if is_medium(self._cast, self._words, one)]
        subjects = find_subjects(self._document, self._quotations, relays, self._cast, self._words)
        places = sorted((_place(quotation), number) for number, quotation in enumerate(self._quotations))
        following = iter([*subjects, (len(self._document.body) + 1, Span(0, 0))])
        place, subject = next(following)
        for speaks, number in places:
            while place < speaks:
                self._recall.remember(place, self._meant(subject, None), spoke=False)
                place, subject = next(following)
            who[number] = self._who(self._quotations[number])
        return tuple(replace(quotation, who=who[number]) for number, quotation in enumerate(self._quotations))

    def _who(self, quotation: Quotation) -> str | None:
        key = quotation.speaker or quotation.cue
        if key is not None and key in self._known:
            return self._known[key]
        speaker = self._unsaid(quotation) if quotation.speaker is None else self._meant(quotation.speaker, quotation)
        if key is not None:
            self._known[key] = speaker.name
        told = speaker.name is not None or quotation.speaker is not None
        if told and not passes_on(self._cast, self._words, quotation):
            medium = is_medium(self._cast, self._words, quotation)
            self._recall.remember(_place(quotation), speaker, spoke=True, medium=medium)
        if speaker.name is not None and quotation.speaker is not None:
            head = head_of(self._cast.words(quotation.speaker))
            if head is not None and head.lemma in self._words.voices and head.feats.get("Animacy") == "Inan":
                self._published = _place(quotation), speaker
        return speaker.name

    def _unsaid(self, quotation: Quotation) -> Speaker:
        """Nobody is named: an omitted subject, or a quotation that goes on with the last speaker."""
        if quotation.cue is None:
            if is_introduced(self._cast, self._document.body, quotation.span.start):
                return _NOBODY
            return (
                self._recall.salient(_place(quotation), "", speakers_only=True)
                if quotation.kind == "direct"
                else _NOBODY
            )
        cue = self._cast.words(quotation.cue)
        verb = next((token for token in cue if token.feats.get("VerbForm") == "Fin"), None)
        if (
            verb is None
            or verb.feats.get("Number") != "Sing"
            or (verb.text.endswith(("ся", "сь")) and len(cue) == 1 and verb.feats.get("Voice") == "Pass")
        ):
            return _NOBODY
        if verb.feats.get("Gender") == "Neut" or has_other_words(self._cast, quotation):
            return _NOBODY
        return self._recall.salient(quotation.cue.start, verb.feats.get("Gender", ""))

    def _meant(self, span: Span, quotation: Quotation | None) -> Speaker:
        """Who a phrase means: a speaker's, or (without a quotation) a subject's."""
        words = self._cast.words(span)
        if not words:
            return _NOBODY
        first = words[0].text.lower()
        if len(words) == 1 and first in _HE:
            return self._recall.salient(span.start, _HE[first], quotation)
        if len(words) == 1 and first in _THEY:
            row = self._recall.antecedents.last_group(span.start)
            if row is None or not (row.spoke or _names_many(self._cast, row.place)):
                return _NOBODY
            return Speaker(row.name, row.entity, "", True)
        if first == "там":
            return named_there(self._cast, span.start) or self._publisher(span.start)
        if len(words) == 1 and first in ("тот", "та"):
            return latter(self._cast, span.start, "Masc" if first == "тот" else "Fem")
        if words[0].lemma in self._words.strangers and not self._cast.within(span):
            return Speaker(None, None, words[0].feats.get("Gender", ""))
        if words[0].pos == "PRON":
            return _NOBODY
        mentions = self._cast.within(span)
        named = speaking_people(
            self._cast,
            words,
            [mention for mention in mentions if mention.type == "person"],
            gender_said(self._cast, quotation),
            self._words,
        )
        if not named and (apposed := apposed_person(self._cast, span, words, quotation)) is not None:
            named = [apposed]
        if named:
            return self._woman(words[-1].text, _together(self._cast, named), quotation)
        return self._unnamed(span, words, [mention for mention in mentions if mention.type != "person"], quotation)

    def _woman(self, surname: str, found: Speaker, quotation: Quotation | None) -> Speaker:
        """«сказала Сомова», where the surname was taken for a man's in the genitive."""
        told = found.gender == "Fem" or found.name is None or found.name.endswith(surname)
        if told or not surname.endswith(WOMEN) or not is_of_woman(self._cast, quotation):
            return found
        for number, entity in enumerate(self._cast.entities):
            if self._cast.genders[number] == "Fem" and entity.name.split()[-1] == surname:
                return Speaker(entity.name, number, "Fem")
        return Speaker(surname, None, "Fem")

    def _unnamed(
        self, span: Span, words: Sequence[Token], mentions: Sequence[Mention], quotation: Quotation | None
    ) -> Speaker:
        head = head_of(words)
        marked = span.of(self._document.body)
        if not mentions and marked[0] in '«"“„' and marked[-1] in '»"”“':
            return Speaker(nominative_in_marks(marked[1:-1], words), None, "", True)
        if head is None:
            return organisation(self._cast, mentions[0]) if mentions else _NOBODY
        if mentions and mentions[0].span.start <= head.span.start < mentions[0].span.end:
            together = joined(words, mentions)
            return _together(self._cast, together) if len(together) > 1 else organisation(self._cast, together[0])
        plural = head.feats.get("Number") == "Plur"
        source = head.lemma in self._words.interlocutors
        gender = "" if plural or not (source or head.feats.get("Animacy") == "Anim") else head.feats.get("Gender", "")
        of_body = mentions or any(token.lemma in self._words.generic for token in words[1:])
        if plural and head.lemma in self._words.nameless and not (of_body and head.lemma in self._words.voices):
            return Speaker(None, None, "", True)
        if head.lemma in self._words.sides and (state := state_of(words)) is not None:
            return state
        title = self._cast.title(words)
        if title is not None and not plural and head.lemma not in self._words.interlocutors:
            last = self._recall.antecedents.last(span.start, "")
            found = find_by_title(self._cast, title, span, self._words, last.entity if last is not None else None)
            if found is not None and (gender_said(self._cast, quotation), self._cast.genders[found]) != ("Fem", "Masc"):
                return Speaker(self._cast.entities[found].name, found, self._cast.genders[found])
        body = voice_of(self._stage, span, words, head, mentions)
        if body is not None:
            return body._replace(gender=gender, plural=not gender)  # «он» may be an unnamed spokesman
        if head.lemma in self._words.documents and not mentions:
            return self._issuer(span, words)
        one_man = not mentions or leads_the_story(self._cast, mentions)
        if not plural and (one_man or head.lemma in self._words.interlocutors):
            return described(self._stage, span, words, head, gender, quotation)
        return Speaker(None, None, gender, plural)

    def _publisher(self, place: int) -> Speaker:
        """Whose document was spoken of shortly before."""
        if self._published is None or place - self._published[0] >= _NEAR:
            return _NOBODY
        return self._published[1]

    def _issuer(self, span: Span, words: Sequence[Token]) -> Speaker:
        """Whose document it is where none is named: of whose was spoken before, or of the one body in mind."""
        if self._published is not None:
            return self._publisher(span.start)
        row = self._recall.antecedents.last_organisation(span.start)
        if row is None or any(token.feats.get("Number") == "Plur" for token in words):
            return _NOBODY
        return Speaker(row.name, row.entity, "", True)


def _together(cast: Cast, mentions: Sequence[Mention]) -> Speaker:
    entities = list(dict.fromkeys(mention.entity for mention in mentions))
    name = " и ".join(cast.entities[entity].name for entity in entities)
    if len(entities) > 1:
        return Speaker(name, None, "", True)
    return Speaker(name, entities[0], cast.genders[entities[0]])


def _names_many(cast: Cast, place: int) -> bool:
    """Whether the phrase here names more than one: «представители завода», not «завод»."""
    head = head_of(cast.words(Span(place, place + 60)))
    return head is not None and head.feats.get("Number") == "Plur"


def _place(quotation: Quotation) -> int:
    """Where the reader learns who speaks."""
    if quotation.speaker is not None:
        return quotation.speaker.start
    return quotation.cue.start if quotation.cue is not None else quotation.span.start
