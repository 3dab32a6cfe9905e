"""What a search can tell beside its hits: what was understood, counts, pages of speakers, kept quotations."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from typing import Literal

from newsreader.models import EntityType, QuoteHit, Span

Part = Literal["words", "phrase", "speaker", "about", "source", "since", "until", "kind", "tag", "starred"]
"""What a condition of a query is about. All but the first two are refinements: «кто:», «от:» …"""
FacetField = Literal["speaker", "source", "year"]


@dataclass(frozen=True, slots=True)
class Condition:
    """One thing that a query asks for; a hit meets all conditions."""

    part: Part
    values: tuple[str, ...]
    """Any one of them is enough. Dates are ISO 8601 and inclusive; kinds are "direct", "mixed" or "indirect"."""
    piece: Span
    """Where in the query it was stated."""
    negated: bool = False
    joined: bool = False
    """Whether this condition or the one before it is enough."""
    typing: bool = False
    """The last word also stands for words that begin with it."""


@dataclass(frozen=True, slots=True)
class Understood:
    """What a query was taken to mean, for a screen to put in words."""

    conditions: tuple[Condition, ...]
    unfinished: tuple[str, ...] = ()
    """Refinements without a value, or with one that means nothing («от:гриб»); they do not narrow."""


@dataclass(frozen=True, slots=True)
class Completion:
    """A way to go on with the query at the cursor."""

    label: str
    """What is offered: a refinement's name with its colon, or a value."""
    text: str
    """The whole query with it put in."""
    cursor: int
    """Where the cursor then stands."""
    count: int | None = None
    """Quotations of this speaker, source or tag; None for names of refinements."""


@dataclass(frozen=True, slots=True)
class Facet:
    """One value by which the hits of a query can be narrowed."""

    field: FacetField
    value: str
    count: int
    asked: bool = dataclasses.field(default=False, compare=False)
    """Whether the query asks for it already."""


@dataclass(frozen=True, slots=True)
class Facets:
    """How the hits of a query are spread; each list with the greatest count first, years with the latest first."""

    query: str
    hits: int
    exact: bool
    """False where there are more hits than were counted: each count is "at least"."""
    speakers: tuple[Facet, ...]
    sources: tuple[Facet, ...]
    years: tuple[Facet, ...]


@dataclass(frozen=True, slots=True)
class Role:
    """Words by which articles named a speaker, «президент РК», and when."""

    words: str
    count: int
    first: str
    """Day of the earliest and of the latest quotation, ISO 8601."""
    last: str


@dataclass(frozen=True, slots=True)
class Companion:
    """A name that stands in the same articles, or speaks in them."""

    name: str
    count: int
    """Articles in which both stand; quotations, where it is one who speaks about it."""
    type: EntityType | None = None


@dataclass(frozen=True, slots=True)
class Month:
    """Quotations of one month."""

    month: str
    """"2024-04"."""
    count: int


@dataclass(frozen=True, slots=True)
class Profile:
    """The page of a speaker, or of anything that articles name."""

    name: str
    type: EntityType | None
    quotations: int
    """What it said."""
    articles: int
    """Articles that name it."""
    aliases: tuple[str, ...]
    """Other forms that articles use for it."""
    timeline: tuple[Month, ...]
    """Months with quotations, the earliest first; months without are left out."""
    roles: tuple[Role, ...]
    """The latest first."""
    named_with: tuple[Companion, ...]
    """Entities of the same articles, the most frequent first."""
    spoken_of_by: tuple[Companion, ...]
    """Who speaks in the articles that name it, the most frequent first."""


@dataclass(frozen=True, slots=True)
class SpeakerSummary:
    """Somebody who is quoted, over the whole library."""

    name: str
    quotations: int
    first: str
    """Day of the earliest and of the latest quotation, ISO 8601."""
    last: str


@dataclass(frozen=True, slots=True)
class Variants:
    """The same words in several articles."""

    first: QuoteHit
    """The earliest."""
    others: tuple[QuoteHit, ...]
    """Later ones, in order of time."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A stretch in which two texts differ; one of the two may be empty."""

    before: Span
    """In the first text."""
    after: Span
    """In the second."""


@dataclass(frozen=True, slots=True)
class KeptQuote:
    """A quotation that somebody starred, tagged, noted or put into a collection."""

    article_id: str
    address: str | None
    """`article-id#qN`; None where the article, or these words in it, are no longer there."""
    text: str
    """As it read when it was kept."""
    starred: bool
    tags: tuple[str, ...]
    note: str


@dataclass(frozen=True, slots=True)
class CollectionSummary:
    """A named list of quotations."""

    name: str
    quotations: int
