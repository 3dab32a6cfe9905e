"""Says who speaks: resolves each quotation's speaker within the article to the fullest name there. Right or silent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from newsreader.analysis.cast import Cast, Mention, Title
from newsreader.analysis.document import Document, Token
from newsreader.analysis.lexicon import People, people
from newsreader.analysis.titles import find_by_title
from newsreader.models import Entity, Quotation, Span

_HE = {"он": "Masc", "его": "Masc", "ему": "Masc", "она": "Fem", "ее": "Fem", "её": "Fem", "ей": "Fem"}
_THEY = frozenset(("они", "их", "ими", "им"))
_FAR = 1500
"""Code points after which a pronoun no longer refers back."""


def resolve_speakers(
    document: Document, quotations: Sequence[Quotation], entities: Sequence[Entity]
) -> tuple[Quotation, ...]:
    """The quotations with `who` filled where the text tells."""
    resolver = _Resolver(document, quotations, Cast(document, entities), people())
    return resolver.resolve()


@dataclass(frozen=True, slots=True)
class _Event:
    """Somebody came into the reader's mind at this place: as a subject or as a speaker."""

    place: int
    entity: int | None
    name: str


class _Resolver:
    """Goes through an article once and remembers who was spoken of."""

    def __init__(self, document: Document, quotations: Sequence[Quotation], cast: Cast, words: People) -> None:
        self._document = document
        self._quotations = quotations
        self._cast = cast
        self._words = words
        self._events: list[_Event] = []
        self._names: dict[Span, str | None] = {}
        quoted = [quotation.span for quotation in quotations if quotation.kind != "indirect"]
        self._subjects = [mention for mention in cast.mentions if self._is_subject(mention) and not _inside(mention.span, quoted)]

    def resolve(self) -> tuple[Quotation, ...]:
        """The quotations with their speakers' names, in their order."""
        who: dict[int, str | None] = {}
        for number in sorted(range(len(self._quotations)), key=lambda number: _place(self._quotations[number])):
            who[number] = self._who(self._quotations[number], who)
        return tuple(replace(quotation, who=who[number]) for number, quotation in enumerate(self._quotations))

    def _is_subject(self, mention: Mention) -> bool:
        words = self._cast.words(mention.span)
        return bool(words) and words[0].feats.get("Case", "Nom") == "Nom"

    def _who(self, quotation: Quotation, earlier: dict[int, str | None]) -> str | None:
        if quotation.speaker is None:
            name = self._unsaid(quotation)
        elif quotation.speaker in self._names:
            return self._names[quotation.speaker]
        else:
            name = self._by_phrase(quotation)
            self._names[quotation.speaker] = name
        if name is not None:
            place = quotation.speaker.start if quotation.speaker else _place(quotation)
            entity = next((number for number, one in enumerate(self._cast.entities) if one.name == name), None)
            self._events.append(_Event(place, entity, name))
        return name

    def _unsaid(self, quotation: Quotation) -> str | None:
        """Nobody is named: an omitted subject, or a quotation that goes on with the last speaker."""
        if quotation.cue is None:
            return self._salient(_place(quotation), "") if quotation.kind != "indirect" else None
        cue = self._cast.words(quotation.cue)
        verb = next((token for token in cue if token.feats.get("VerbForm") == "Fin"), None)
        if verb is None or verb.feats.get("Number") != "Sing" or verb.lemma.endswith("ся") or verb.feats.get("Gender") == "Neut":
            return None
        if any(token.feats.get("Voice") == "Pass" for token in cue):
            return None
        return self._salient(quotation.cue.start, verb.feats.get("Gender", ""))

    def _by_phrase(self, quotation: Quotation) -> str | None:
        span = quotation.speaker
        assert span is not None
        words = self._cast.words(span)
        if not words:
            return None
        if len(words) == 1 and words[0].text.lower() in _HE:
            return self._salient(span.start, _HE[words[0].text.lower()])
        if len(words) == 1 and words[0].text.lower() in _THEY:
            return self._plural(span.start)
        if words[0].pos == "PRON":
            return None
        mentions = self._cast.within(span)
        named = self._persons(words, [mention for mention in mentions if mention.type == "person"])
        if named:
            return " и ".join(dict.fromkeys(self._cast.entities[mention.entity].name for mention in named))
        return self._unnamed(span, words, [mention for mention in mentions if mention.type != "person"])

    def _persons(self, words: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
        """Which of the people in a phrase speak: not those in the genitive after a relation («жена Петрова»)."""
        if not mentions:
            return []
        head = _head(words)
        if head is None or mentions[0].span.start <= head.span.start:
            return list(_together(words, mentions))
        last = mentions[-1]
        first = self._cast.words(last.span)[0]
        wanted = head.feats.get("Case")
        own = first.feats.get("Case")
        if wanted == "Nom" and own not in ("Nom", None):
            return []
        relation = head.lemma in self._words.relations
        if relation and wanted == own and wanted != "Nom" and len(mentions) == 1 and self._directly_after(words, head, last):
            return []
        return list(_together(words, [mention for mention in mentions if self._cast.words(mention.span)[0].feats.get("Case") == own]) if wanted == "Nom" else [last])

    def _directly_after(self, words: Sequence[Token], head: Token, mention: Mention) -> bool:
        between = [token for token in words if head.span.end <= token.span.start < mention.span.start]
        return not between

    def _unnamed(self, span: Span, words: Sequence[Token], mentions: Sequence[Mention]) -> str | None:
        head = _head(words)
        if head is None:
            return self._cast.entities[mentions[0].entity].name if mentions else None
        if mentions and mentions[0].span.start <= head.span.start < mentions[0].span.end:
            return " и ".join(dict.fromkeys(self._cast.entities[mention.entity].name for mention in _together(words, mentions)))
        if head.feats.get("Number") == "Plur" and head.lemma in self._words.nameless:
            return None
        title = self._cast.title(words)
        if title is not None and head.feats.get("Number") != "Plur":
            found = find_by_title(self._cast, title, span, self._words, self._last(span.start))
            if found is not None:
                return self._cast.entities[found].name
        return self._body(span, words, head, mentions, title)

    def _body(self, span: Span, words: Sequence[Token], head: Token, mentions: Sequence[Mention], title: Title | None) -> str | None:
        """An organisation's own voice, its unnamed spokesman, or a person described in general words."""
        organisations = [mention for mention in mentions if mention.type == "organisation"]
        if organisations and (head.lemma in self._words.voices or head.lemma in self._words.bodies):
            return self._cast.entities[organisations[0].entity].name
        if head.lemma in self._words.bodies and len(words) > 1 and head.feats.get("Case") == "Nom":
            return span.of(self._document.body) if mentions or words[-1].pos == "PROPN" else None
        if organisations and head.feats.get("Animacy") != "Anim":
            return self._cast.entities[organisations[0].entity].name
        if head.feats.get("Number") == "Plur":
            return None
        if head.pos == "PROPN" and head.feats.get("Case") in ("Nom", None):
            return span.of(self._document.body)
        if head.lemma in self._words.persons and not mentions and (title is None or not title.things):
            return self._salient(span.start, self._description_gender(head), described=True)
        return None

    def _description_gender(self, head: Token) -> str:
        return "Fem" if head.feats.get("Gender") == "Fem" else ""

    def _last(self, place: int) -> int | None:
        return next((event.entity for event in reversed(self._events) if event.place < place), None)

    def _salient(self, place: int, gender: str, *, described: bool = False) -> str | None:
        """The person last in mind before an offset, of this gender ("" for any)."""
        best: _Event | None = None
        for event in reversed(self._events):
            if event.place < place and self._fits(event.entity, gender):
                best = event
                break
        for mention in reversed(self._subjects):
            if mention.span.start >= place or mention.type != "person" or not self._fits(mention.entity, gender):
                continue
            if best is None or mention.span.start > best.place:
                best = _Event(mention.span.start, mention.entity, self._cast.entities[mention.entity].name)
            break
        if best is None or place - best.place > _FAR:
            return None
        return best.name

    def _fits(self, entity: int | None, gender: str) -> bool:
        if entity is None or self._cast.entities[entity].type != "person":
            return False
        own = self._cast.genders[entity]
        return not gender or not own or own == gender

    def _plural(self, place: int) -> str | None:
        event = next((event for event in reversed(self._events) if event.place < place), None)
        if event is None or place - event.place > _FAR:
            return None
        if event.entity is None:
            return event.name if " и " in event.name else None
        return event.name if self._cast.entities[event.entity].type == "organisation" else None


def _place(quotation: Quotation) -> int:
    """Where the reader learns who speaks."""
    if quotation.speaker is not None:
        return quotation.speaker.start
    return quotation.cue.start if quotation.cue is not None else quotation.span.start


def _inside(span: Span, others: Sequence[Span]) -> bool:
    return any(other.holds(span) for other in others)


def _head(words: Sequence[Token]) -> Token | None:
    """The phrase's first noun or name."""
    return next((token for token in words if token.pos in ("NOUN", "PROPN", "X")), None)


def _together(words: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """The first name, and those that «и» or a comma join to it."""
    kept = [mentions[0]]
    for mention in mentions[1:]:
        between = [token.text for token in words if kept[-1].span.end <= token.span.start < mention.span.start]
        if not any(text in ("и", ",") for text in between):
            if len(kept) == 1 and not between:
                continue
            break
        kept.append(mention)
    return kept
