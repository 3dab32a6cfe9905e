"""What the language runtime makes of a text, and every later stage reads: blocks, sentences, tokens, names. Frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from newsreader.models import Dateline, EntityType, Section, Span


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a mark, with what morphology and syntax say of it."""

    text: str
    span: Span
    pos: str
    """Universal part of speech: NOUN, VERB, PROPN, PUNCT …; "X" where no morphology was run."""
    feats: Mapping[str, str]
    """Universal features: Case, Number, Gender, Person, Tense, VerbForm, Voice, Aspect, Animacy …"""
    lemma: str
    """Dictionary form, lower case, ё as е."""
    head: int | None
    """Index of the governing token in the sentence's tokens; None for the root."""
    relation: str
    """Universal dependency: nsubj, obj, ccomp, parataxis, root …"""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence; never crosses a block's edge."""

    span: Span
    tokens: tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch that the name recogniser marked."""

    span: Span
    type: EntityType


@dataclass(frozen=True, slots=True)
class Document:
    """A text with all that the models say of it; the stages add nothing to it."""

    body: str
    language: str
    blocks: tuple[Span, ...]
    """Paragraphs and headings, trimmed of white space, in order."""
    sections: tuple[Section, ...]
    dateline: Dateline | None
    sentences: tuple[Sentence, ...]
    names: tuple[Name, ...]
