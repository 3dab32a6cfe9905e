"""What a search can tell beside its hits: what was understood, counts, pages of speakers, kept quotations."""

from __future__ import annotations

from newsreader.models import EntityType, QuoteHit, Span
from newsreader.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    # What a condition of a query is about. All but the first two are refinements: «кто:», «от:» …
    Part = Literal["words", "phrase", "speaker", "about", "source", "since", "until", "date", "kind", "tag", "starred"]
    FacetField = Literal["speaker", "source", "year"]
else:
    Part = FacetField = str


class Condition(Record):
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


class Understood(Record):
    """What a query was taken to mean, for a screen to put in words."""

    conditions: tuple[Condition, ...]
    unfinished: tuple[str, ...] = ()
    """Refinements without a value, or with one that means nothing («от:гриб»); they do not narrow."""
    left_out: tuple[str, ...] = ()
    """What is not looked at, as all of it would be too much at once."""


class Completion(Record):
    """A way to go on with the query at the cursor."""

    label: str
    """What is offered: a refinement's name with its colon, or a value."""
    text: str
    """The whole query with it put in."""
    cursor: int
    """Where the cursor then stands."""
    count: int | None = None
    """Quotations of this speaker, source or tag; None for names of refinements."""


class Facet(Record):
    """One value by which the hits of a query can be narrowed."""

    field: FacetField
    value: str
    count: int
    asked: bool = False
    """Whether the query asks for it already; makes it no other facet."""

    def __eq__(self, other: object) -> bool:
        same = self.field, self.value, self.count
        return isinstance(other, Facet) and same == (other.field, other.value, other.count)

    def __hash__(self) -> int:
        return hash((self.field, self.value, self.count))


class Facets(Record):
    """How the hits of a query are spread; each list with the greatest count first, years with the latest first."""

    query: str
    hits: int
    exact: bool
    """False where there are more hits than were counted: each count is "at least"."""
    speakers: tuple[Facet, ...]
    sources: tuple[Facet, ...]
    years: tuple[Facet, ...]


class Role(Record):
    """Words by which articles named a speaker, «президент РК», and when."""

    words: str
    count: int
    first: str
    """Day of the earliest and of the latest quotation with a date, ISO 8601; empty where none has one."""
    last: str


class Companion(Record):
    """A name that stands in the same articles, or speaks in them."""

    name: str
    count: int
    """Articles in which both stand; quotations, where it is one who speaks about it."""
    type: EntityType | None = None


class Month(Record):
    """Quotations of one month."""

    month: str
    """"2024-04"."""
    count: int


class Profile(Record):
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


class SpeakerSummary(Record):
    """Somebody who is quoted, over the whole library."""

    name: str
    quotations: int
    first: str
    """Day of the earliest and of the latest quotation with a date, ISO 8601; empty where none has one."""
    last: str


class Variants(Record):
    """The same words in several articles."""

    first: QuoteHit
    """The earliest."""
    others: tuple[QuoteHit, ...]
    """Later ones, in order of time."""


class Difference(Record):
    """A stretch in which two texts differ; one of the two may be empty."""

    before: Span
    """In the first text."""
    after: Span
    """In the second."""


class KeptQuote(Record):
    """A quotation that somebody starred, tagged, noted or put into a collection."""

    article_id: str
    address: str | None
    """`article-id#qN`; None where the article, or these words in it, are no longer there."""
    text: str
    """As it read when it was kept."""
    starred: bool
    tags: tuple[str, ...]
    note: str


class CollectionSummary(Record):
    """A named list of quotations."""

    name: str
    quotations: int
