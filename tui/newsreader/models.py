"""The records that every part speaks in. Frozen, without behaviour beyond their own arithmetic.

Offsets are half-open and count code points of `Article.body`: `body[q.span.start:q.span.end]` is the quotation's text.
"""

from __future__ import annotations

from collections.abc import Mapping

from newsreader.record import Record

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal

    QuotationKind = Literal["direct", "mixed", "indirect"]
    EntityType = Literal["person", "organisation", "place"]
    Sort = Literal["date", "source", "quotations", "unread"]
    ArticleFormat = Literal["md", "txt", "html"]
else:
    QuotationKind = EntityType = Sort = ArticleFormat = str

ENTITY_TYPES: tuple[EntityType, ...] = ("person", "organisation", "place")
SORTS: tuple[Sort, ...] = ("date", "source", "quotations", "unread")


class Span(Record):
    """A half-open piece of a text, in code points.

    Raises:
        ValueError: where the end lies before the start, or the start before the text.
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise ValueError(f"no span: {start}..{end}")
        _put_start(self, start)
        _put_end(self, end)

    def __lt__(self, other: Span) -> bool:
        return (self.start, self.end) < (other.start, other.end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The piece of `text` that this span names."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Whether `other` lies inside this span (equal counts)."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end


_put_start, _put_end = Span._setters


class Section(Record):
    """A stretch of the text under one heading; the lead before the first heading has no title."""

    title: str
    span: Span
    """From the heading's first letter (the lead: from the first letter) to the next section."""
    level: int
    """1 for the highest heading; 0 for the lead."""
    heading: Span | None
    """The heading's words, without Markdown marks; None for the lead."""


class Dateline(Record):
    """Where, when and by whom a wire text was sent: «БИШКЕК, 3 апр — Sputnik.»."""

    span: Span
    place: Span | None
    date: Span | None
    agency: Span | None


class Quotation(Record):
    """Words or thoughts that the text gives to a source."""

    kind: QuotationKind
    span: Span
    """Without the outer marks and the joining comma or dash."""
    cue: Span | None
    """The words that say it is speech: «сказал», «по словам»."""
    speaker: Span | None
    """The mention that carries the attribution, as it stands in the text."""
    who: str | None
    """The speaker by the fullest name in the article, in the nominative; None where nobody is named."""
    section: int
    """Index into `Analysis.sections`."""


class Entity(Record):
    """One person, organisation or place with all its mentions in the article."""

    name: str
    """The fullest form, in the nominative."""
    type: EntityType
    mentions: tuple[Span, ...]
    aliases: tuple[str, ...]
    """The other forms it goes by here, as they stand in the text, without repetition."""


class Analysis(Record):
    """Everything that was found in one article's body."""

    language: str
    """ISO 639-1 code, or "und" where it cannot be told."""
    dateline: Dateline | None
    sections: tuple[Section, ...]
    quotations: tuple[Quotation, ...]
    """In the order of their starts; nested or apart, never crossing."""
    entities: tuple[Entity, ...]
    """In the order of how often they are mentioned."""
    engine: str
    """Version of the rules and models; another version means: analyse again."""


class Analysed(Record):
    """An analysis, and the dictionary forms of the words of its quotations and names."""

    analysis: Analysis
    lemmas: Mapping[str, tuple[str, ...]]
    """Word in comparable form → its dictionary forms, the likeliest first; only of words that a dictionary knows."""


class Article(Record):
    """An article as it was read from its file."""

    id: str
    title: str
    body: str
    format: ArticleFormat
    source: str | None = None
    place: str | None = None
    published: str | None = None
    """ISO 8601, "2024-04-03" or "2024-04-03T12:30"; None where the file does not tell."""
    language: str | None = None
    """As the front matter states it."""
    url: str | None = None
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    encoding: str = "utf-8"
    warnings: tuple[str, ...] = ()
    """What was odd about the file, in one line each: a broken front matter with its line number, a guessed encoding."""


class ArticleSummary(Record):
    """An article's row in the list."""

    key: int
    """Place in the library's order: the larger, the newer."""
    id: str
    title: str
    source: str | None
    published: str | None
    read: bool
    starred: bool
    quotations: int | None
    """None while the article waits for its analysis."""
    speaker: str | None
    """Who has most of the quotations."""
    problem: str | None
    """Why the file could not be read (`unreadable`) or analysed; None where all is well."""
    tags: tuple[str, ...] = ()
    """The person's own, then those that the file states."""
    unreadable: bool = False


class Counts(Record):
    """How much there is in the library."""

    articles: int
    unread: int
    starred: int
    pending: int
    """Articles that wait for their analysis."""
    quotations: int


class ListFilter(Record):
    """Which articles the list shows, newest first."""

    words: str = ""
    """Words in any form, and refinements like by:name (see `newsreader.store.filtering`); empty for all."""
    unread: bool = False
    starred: bool = False


class ReadingState(Record):
    """What a person did with an article."""

    read: bool = False
    starred: bool = False
    position: int = 0
    """Offset into the body of the first line on screen when it was last left."""
    tags: tuple[str, ...] = ()
    """The person's own, sorted."""


class OpenArticle(Record):
    """An article as the reader shows it."""

    key: int
    article: Article
    analysis: Analysis | None
    """None while the article waits for its analysis."""
    state: ReadingState
    problem: str | None
    digest: bytes = b""
    """Of the file's content."""


class QuoteHit(Record):
    """A quotation that a search found."""

    key: int
    article_id: str
    index: int
    """Which of the article's quotations, from 0."""
    kind: QuotationKind
    text: str
    span: Span
    who: str | None
    speaker: str | None
    """The words of the text that name the speaker."""
    title: str
    source: str | None
    published: str | None
    highlights: tuple[Span, ...]
    """The words that matched, as offsets into `text`."""
    by_form: tuple[Span, ...] = ()
    """Those of `highlights` that are another form of the word than the one that was typed."""
    starred: bool = False
    tags: tuple[str, ...] = ()
    note: str = ""

    @property
    def address(self) -> str:
        """`article-id#qN`, N from 1."""
        return f"{self.article_id}#q{self.index + 1}"


class QuoteResults(Record):
    """The answer to a search of all quotations."""

    query: str
    """As it was typed; an answer to an older query is dropped by this."""
    hits: tuple[QuoteHit, ...]
    """The newest first."""
    more: bool
    missing: tuple[str, ...] = ()
    """Words of the query that no quotation has in any form, «кто:борноф»; where there are no hits."""
    corrections: tuple[tuple[str, str], ...] = ()
    """For a missing word, one that is a letter away and has hits; the most frequent first."""
    pending: int = 0
    """Articles that wait for their analysis: their quotations are not among the hits yet."""


class EntitySummary(Record):
    """A person, organisation or place over the whole library."""

    name: str
    type: EntityType
    articles: int
    mentions: int
    quotations: int
