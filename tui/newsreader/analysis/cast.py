"""The people and bodies of one article as speakers: where they are mentioned, of which gender, in which offices."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsreader.aliases import aliases, form_of
from newsreader.analysis.document import Document, Token
from newsreader.analysis.lexicon import people
from newsreader.models import Entity, EntityType, Span

_TITLE_POS = frozenset(("NOUN", "ADJ", "PROPN", "ADP", "NUM", "DET", "X"))
_LONGEST_TITLE = 14
"""Tokens."""
_SURNAME = re.compile("(?P<fem>[оеё]ва|[иы]на|[сц]кая)$|(?:[оеё]в|[иы]н|[сц]к[ио]й)$")
"""Endings of Russian surnames in the nominative."""


@dataclass(frozen=True, slots=True)
class Title:
    """The words that say what somebody is: «президент РК»."""

    head: str
    """Lemma of the office."""
    words: frozenset[str]
    """Lemmas of all the words."""
    things: frozenset[int]
    """Entities named in it."""


def _is_calling(token: Token) -> bool:
    """Whether a word with a capital letter that seems a name is one for an office: «Вице-премьер добавил»."""
    words = people()
    return token.pos == "PROPN" and any(token.lemma in known for known in (words.general, words.persons, words.chiefs))


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of one entity."""

    span: Span
    entity: int
    type: EntityType


class Cast:
    """Answers who is mentioned where; built once for an article."""

    def __init__(self, document: Document, entities: Sequence[Entity]) -> None:
        self.entities = tuple(entities)
        self.tokens: list[Token] = [token for sentence in document.sentences for token in sentence.tokens]
        self._starts = [token.span.start for token in self.tokens]
        self.mentions = sorted(
            (Mention(span, number, entity.type) for number, entity in enumerate(entities) for span in entity.mentions),
            key=lambda mention: mention.span,
        )
        self._mention_starts = [mention.span.start for mention in self.mentions]
        self._titled: list[Span] = []
        known = ((number, aliases().find(form_of(entity.name))) for number, entity in enumerate(entities))
        self._lands_by_name = {alias.name: number for number, alias in known if alias is not None}
        self.genders = [self._gender(entity) if entity.type == "person" else "" for entity in entities]
        self.titles = self._titles()
        self._titled.sort()

    def within(self, span: Span) -> list[Mention]:
        """The mentions that begin inside `span`."""
        low, high = bisect_left(self._mention_starts, span.start), bisect_left(self._mention_starts, span.end)
        return self.mentions[low:high]

    def before(self, place: int) -> Iterable[Mention]:
        """The mentions before an offset, the nearest first."""
        return reversed(self.mentions[: bisect_left(self._mention_starts, place)])

    def words(self, span: Span) -> list[Token]:
        """The tokens inside `span`."""
        return self.tokens[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]

    def is_titled(self, span: Span) -> bool:
        """Whether these words belong to somebody's title or name: «министр» in «министр Иван Петров»."""
        index = bisect_right(self._titled, Span(span.end, span.end)) - 1
        if any(self._titled[number].holds(span) for number in range(max(0, index - 2), index + 1)):
            return True
        return any(mention.span.holds(span) for mention in self.within(Span(max(0, span.start - 40), span.end)))

    def title(self, tokens: Sequence[Token]) -> Title | None:
        """What a phrase says somebody is; None where it has no noun."""
        head = next((token.lemma for token in tokens if token.pos == "NOUN" or _is_calling(token)), None)
        if head is None:
            return None
        span = Span(tokens[0].span.start, tokens[-1].span.end)
        words = frozenset(token.lemma for token in tokens if token.pos in ("NOUN", "ADJ", "PROPN", "X", "VERB"))
        things = frozenset(mention.entity for mention in self.within(span) if mention.type != "person")
        return Title(head, words | self._realm(tokens, head), things | self._lands(tokens))

    def _lands(self, tokens: Iterable[Token]) -> frozenset[int]:
        """The states that adjectives mean: «немецкий» is of «ФРГ», where the article names that."""
        adjectives = aliases().by_adjective
        meant = {adjectives[token.lemma].name for token in tokens if token.pos == "ADJ" and token.lemma in adjectives}
        return frozenset(self._lands_by_name[name] for name in meant if name in self._lands_by_name)

    def _realm(self, tokens: Sequence[Token], head: str) -> frozenset[str]:
        """The common noun for what is named right after the office: «глава РФ» is «глава государства»."""
        place = next(number for number, token in enumerate(tokens) if token.lemma == head)
        named = self.within(tokens[place + 1].span) if place + 1 < len(tokens) else []
        known = (aliases().find(form_of(self.entities[mention.entity].name)) for mention in named)
        state = any(alias is not None and alias.name in aliases().states for alias in known)
        return frozenset(("государство",)) if state else frozenset()

    def _gender(self, entity: Entity) -> str:
        """ "Masc", "Fem" or "" where the mentions do not tell."""
        counts: Counter[str] = Counter()
        if " " in entity.name and (ending := _SURNAME.search(entity.name)):
            if ending["fem"]:
                return "Fem"
            counts["Masc"] += 2
        for span in entity.mentions:
            counts.update(self._agreeing(span))
            for number, token in enumerate(words := self.words(span)):
                if (
                    token.pos == "PROPN"
                    and (gender := token.feats.get("Gender"))
                    and token.feats.get("Animacy") != "Inan"
                ):
                    counts[gender] += 2 if number == 0 and len(words) > 1 else 1  # first names are told best
        ((first, most),) = counts.most_common(1) or [("", 0)]
        return first if most and most > counts.total() * 0.6 and first != "Neut" else ""

    def _agreeing(self, span: Span) -> Counter[str]:
        """Genders of the adjective before a mention and of the verb after it: «65-летнюю Су Чжи»."""
        first, last = bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)
        around = [token for token in self.tokens[max(0, first - 1) : first] if token.pos == "ADJ"]
        if first < last and self.tokens[first].feats.get("Case") == "Nom":
            around += [token for token in self.tokens[last : last + 1] if token.feats.get("VerbForm") == "Fin"]
        return Counter({token.feats["Gender"]: 2 for token in around if token.feats.get("Gender") in ("Masc", "Fem")})

    def _titles(self) -> dict[int, list[Title]]:
        titles: dict[int, list[Title]] = {}
        for mention in self.mentions:
            if mention.type != "person":
                continue
            for words in (self._title_before(mention.span), self._title_after(mention.span)):
                title = self.title(words) if words else None
                if words:
                    self._titled.append(Span(words[0].span.start, words[-1].span.end))
                if title is not None:
                    titles.setdefault(mention.entity, []).append(title)
        return titles

    def _title_before(self, span: Span) -> list[Token]:
        """The words before a name that tell the office: «президент РК» Касым-Жомарт Токаев."""
        index = bisect_left(self._starts, span.start)
        if index >= len(self.tokens):
            return []
        wanted = self.tokens[index].feats.get("Case")
        start = best = index
        while start > 0 and index - start < _LONGEST_TITLE:
            token = self.tokens[start - 1]
            joins = token.text == "и" and start > 1 and self.tokens[start - 2].pos == "NOUN"
            inner = (token.text in '«»"-' or joins) and start - 1 > 0
            if token.pos not in _TITLE_POS and not inner and token.feats.get("VerbForm") != "Part":
                break
            if token.pos == "ADP" and start == index:
                break
            start -= 1
            if (
                token.pos == "NOUN"
                and (token.feats.get("Case") == wanted or wanted is None)
                and token.feats.get("Animacy") != "Inan"
            ) or (best < index and best == start + 1 and token.pos == "ADJ" and token.feats.get("Case") == wanted):
                best = start
        return self.tokens[best:index]

    def _title_after(self, span: Span) -> list[Token]:
        """The words in an apposition after a name: Токаев, «президент РК»,."""
        index = bisect_right(self._starts, span.end - 1)
        if index >= len(self.tokens) - 1:
            return []
        if self.tokens[index].text == "(":
            closing = next(
                (
                    place
                    for place in range(index + 1, min(len(self.tokens), index + 8))
                    if self.tokens[place].text == ")"
                ),
                None,
            )
            index = closing + 1 if closing is not None and closing + 2 < len(self.tokens) else index
        if self.tokens[index].text not in (",", "—", "–", "-", "("):
            return []
        start = index + 1
        end = start
        while end < min(len(self.tokens), start + _LONGEST_TITLE):
            token = self.tokens[end]
            if token.pos not in _TITLE_POS and token.text not in '«»"-' and token.text != "и":
                break
            end += 1
        words = self.tokens[start:end]
        head = next((token for token in words if token.pos == "NOUN"), None)
        if (
            head is None
            or head.feats.get("Animacy") != "Anim"
            or any(token.pos == "ADP" for token in words[: words.index(head)])
        ):
            return []
        return words
