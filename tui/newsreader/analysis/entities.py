"""Finds people, organisations and places, and merges their mentions: one entity a thing, nothing merged on a guess."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from newsreader.analysis.document import Document, Token
from newsreader.models import Entity, EntityType, Span
from newsreader.text import fold

_QUOTES = "«»\"“”„‟'"


def find_entities(document: Document, *, inflector: object = None) -> tuple[Entity, ...]:
    """The document's entities, the most mentioned first. Texts in other languages than Russian have none."""
    if document.language != "ru":
        return ()
    tokens = {token.span.start: token for sentence in document.sentences for token in sentence.tokens}
    groups: dict[tuple[EntityType, str], list[Span]] = defaultdict(list)
    for name in document.names:
        span = _trim(document.body, name.span)
        if span is None or (document.dateline and document.dateline.agency and document.dateline.agency.meets(span)):
            continue
        words = [token for start in range(span.start, span.end) if (token := tokens.get(start))]
        groups[name.type, _key(words, name.type)].append(span)
    entities = [_entity(document.body, kind, spans) for (kind, _), spans in groups.items()]
    return tuple(sorted(entities, key=lambda entity: (-len(entity.mentions), entity.mentions[0])))


def _trim(body: str, span: Span) -> Span | None:
    start, end = span.start, span.end
    while start < end and (body[start].isspace() or body[start] in _QUOTES):
        start += 1
    while end > start and (body[end - 1].isspace() or body[end - 1] in _QUOTES):
        end -= 1
    return Span(start, end) if end > start else None


def _key(words: Iterable[Token], kind: EntityType) -> str:
    lemmas = [token.lemma for token in words if token.pos != "PUNCT"]
    if kind == "person" and lemmas:
        return lemmas[-1]
    return " ".join(lemmas)


def _entity(body: str, kind: EntityType, spans: list[Span]) -> Entity:
    forms = list(dict.fromkeys(span.of(body) for span in spans))
    name = max(forms, key=lambda form: (len(form.split()), -len(fold(form))))
    return Entity(name, kind, tuple(sorted(spans)), tuple(form for form in forms if form != name))
