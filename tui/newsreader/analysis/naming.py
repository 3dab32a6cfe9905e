"""Says which of the people named in a phrase speaks: «жена Петрова» is not Петров, «помощник министра Иванов»
is Иванов."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from newsreader.analysis.cast import Cast, Mention
from newsreader.analysis.document import Token
from newsreader.analysis.lexicon import People
from newsreader.models import Quotation, Span


def speaking_people(
    cast: Cast, words: Sequence[Token], mentions: Sequence[Mention], gender: str, people: People
) -> list[Mention]:
    """Which of the people in a phrase speak: not those in the genitive after a relation («жена Петрова»)."""
    if not mentions:
        return []
    head = head_of(words)
    if head is None or mentions[0].span.start <= head.span.start:
        return joined(words, mentions)
    last = mentions[-1]
    cases = {mention: _case(cast, mention) for mention in mentions}
    wanted = head.feats.get("Case")
    relation = head.lemma in people.relations
    if relation and len(mentions) == 1 and {gender, cast.genders[last.entity]} == {"Masc", "Fem"}:
        return []
    if wanted == "Nom":
        own = [mention for mention in mentions if cases[mention] in ("Nom", None)]
        return joined(words, own) if own else []
    directly = not any(head.span.end <= token.span.start < last.span.start for token in words)
    full = len(cast.words(last.span)) > 1 and head.lemma not in people.kin
    if relation and len(mentions) == 1 and directly and cases[last] == "Gen" and not full:
        return []
    return [last] if len(mentions) > 1 and not _are_joined(words, mentions) else joined(words, mentions)


def _case(cast: Cast, mention: Mention) -> str | None:
    """The case in which a name stands; «Амина Усманова» is a woman in the nominative, though the model may see a man
    in the genitive."""
    words = cast.words(mention.span)
    woman = cast.genders[mention.entity] == "Fem" and len(words) > 1
    if woman and " ".join(token.text for token in words) == cast.entities[mention.entity].name:
        return "Nom"
    return words[0].feats.get("Case")


def apposed_person(cast: Cast, span: Span, words: Sequence[Token], quotation: Quotation | None) -> Mention | None:
    """The person whose title goes on after a comma: «лидер партии, депутат парламента Иван Петров»."""
    head = head_of(words)
    if head is None or head.feats.get("Animacy") != "Anim" or quotation is None:
        return None
    leads = quotation.cue is not None and quotation.cue.start >= span.end
    after = cast.words(Span(span.end, span.end + 150))
    if len(after) < 3 or after[0].text not in (",", "–", "—"):
        return None
    for token in after[1:14]:
        mention = next((one for one in cast.within(token.span) if one.type == "person"), None)
        if mention is not None and mention.span.start == token.span.start:
            closed = leads and any(one.text == "," for one in after if one.span.start >= mention.span.end)
            return mention if token.feats.get("Case", "Nom") == "Nom" and (token is not after[1] or closed) else None
        if token.pos not in ("NOUN", "ADJ", "PROPN", "ADP", "NUM", "DET", "X") and token.text not in '«»"-,':
            return None
    return None


def gender_said(cast: Cast, quotation: Quotation | None) -> str:
    """The gender in which the cue's verb stands; "" where it does not show."""
    if quotation is None or quotation.cue is None:
        return ""
    return next(
        (
            token.feats["Gender"]
            for token in cast.words(quotation.cue)
            if "Gender" in token.feats and token.feats.get("VerbForm") == "Fin"
        ),
        "",
    )


def names_country(cast: Cast, words: Sequence[Token]) -> bool:
    """Whether an adjective in the phrase is of a place that the article names: «японская полиция»."""
    stems = {entity.name[:4].casefold() for entity in cast.entities if entity.type == "place"}
    return any(token.pos == "ADJ" and token.lemma[:4] in stems for token in words)


def head_of(words: Sequence[Token]) -> Token | None:
    """The phrase's first noun or name; «опрошенные агентством экономисты» are the economists."""
    nouns = [token for token in words if token.pos in ("NOUN", "PROPN", "X")]
    if len(nouns) > 1 and words[0].feats.get("VerbForm") == "Part":
        form = [words[0].feats.get(feature) for feature in ("Case", "Number")]
        described = (one for one in nouns if [one.feats.get(feature) for feature in ("Case", "Number")] == form)
        return next(described, nouns[0])
    return nouns[0] if nouns else None


def _between(words: Sequence[Token], one: Mention, other: Mention) -> list[str]:
    return [token.text for token in words if one.span.end <= token.span.start < other.span.start]


def _are_joined(words: Sequence[Token], mentions: Sequence[Mention]) -> bool:
    return any("и" in _between(words, one, other) for one, other in pairwise(mentions))


def joined(words: Sequence[Token], mentions: Sequence[Mention]) -> list[Mention]:
    """The first name, and those that «и» or a comma join to it."""
    kept = [mentions[0]]
    for mention in mentions[1:]:
        between = _between(words, kept[-1], mention)
        if between and not {"и", ","} & set(between):
            break
        if between:
            kept.append(mention)
    return kept
