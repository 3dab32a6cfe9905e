"""A quotation with all that a reference needs, made from an article and its analysis."""

from __future__ import annotations

from newsreader.models import Analysis, Article, QuotationKind, Span
from newsreader.record import Record


class Citation(Record):
    """One quotation, apart from its article."""

    address: str
    """`article-id#qN`, N from 1."""
    kind: QuotationKind
    text: str
    start: int
    """Offsets into the article's body, in code points."""
    end: int
    who: str | None
    speaker: str | None
    """The words of the text that name the speaker."""
    context: str
    """The paragraph that it stands in."""
    article: str
    title: str
    source: str | None
    place: str | None
    published: str | None
    url: str | None
    authors: tuple[str, ...]
    language: str | None

    @property
    def day(self) -> str | None:
        """The day of publication, ISO 8601; None where it is not known."""
        return self.published[:10] if self.published else None


def cite(article: Article, analysis: Analysis, index: int) -> Citation:
    """The quotation number `index` (from 0) of an article."""
    quotation = analysis.quotations[index]
    return Citation(
        address=f"{article.id}#q{index + 1}",
        kind=quotation.kind,
        text=quotation.span.of(article.body),
        start=quotation.span.start,
        end=quotation.span.end,
        who=quotation.who,
        speaker=quotation.speaker.of(article.body) if quotation.speaker else None,
        context=paragraph(article.body, quotation.span).of(article.body),
        article=article.id,
        title=article.title,
        source=article.source,
        place=article.place,
        published=article.published,
        url=article.url,
        authors=article.authors,
        language=article.language or analysis.language,
    )


def paragraph(body: str, span: Span) -> Span:
    """The lines that hold the span, without white space at their ends."""
    start = body.rfind("\n", 0, span.start) + 1
    end = body.find("\n", span.end)
    end = len(body) if end < 0 else end
    text = body[start:end]
    first = start + len(text) - len(text.lstrip())
    return Span(first, max(first, start + len(text.rstrip())))
