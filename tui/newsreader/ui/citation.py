"""A quotation as it is quoted elsewhere: the words, who said them, where they stand. Pure."""

from __future__ import annotations

from newsreader.citing.reference import attributed
from newsreader.models import Article, Quotation
from newsreader.ui.dates import long_date
from newsreader.ui.i18n import _


def cite(quotation: Quotation, article: Article) -> str:
    """The quotation's words and a line that says who said it, in which article, where and when it was published."""
    speaker = quotation.who or (quotation.speaker.of(article.body) if quotation.speaker is not None else None)
    head = attributed(quotation.span.of(article.body), quotation.kind, speaker)
    where = [_("“{title}”").format(title=article.title), article.source, long_date(article.published), article.url]
    return head + "\n" + ", ".join(part for part in where if part)
