"""Says in words what the reader shows around a text: its title block, speakers' names, reading time, the end. Pure."""

from __future__ import annotations

from newsreader.models import Analysis, Article, OpenArticle, Quotation
from newsreader.text import clean_line
from newsreader.ui.dates import long_date
from newsreader.ui.i18n import _, ngettext
from newsreader.ui.layout import Columns, LineKind, Manuscript, VisualLine, Voice
from newsreader.ui.wrap import drawn, wrap

_CHARACTERS_A_MINUTE = 1260
"""180 words of seven letters with their blanks."""
_LONGEST_WARNING = 200
_LONGEST_SPEAKER = 60


def reading_minutes(body: str) -> int:
    """How long the text takes to read, at least a minute."""
    return max(1, -(-len(body) // _CHARACTERS_A_MINUTE))


def title_of(article: Article) -> str:
    """The article's title for a line, also where it has none."""
    return clean_line(article.title) or _("(untitled)")


def byline(article: Article) -> str:
    """«Sputnik · Бишкек · 3 апреля 2024 · 4 мин»."""
    minutes = _("{minutes} min").format(minutes=reading_minutes(article.body))
    authors = clean_line(", ".join(article.authors))
    source, place = clean_line(article.source or ""), clean_line(article.place or "")
    return " · ".join(part for part in (source, authors, place, long_date(article.published), minutes) if part)


def speaker_label(quotation: Quotation, body: str) -> str:
    """Whose words they are: the full name, else the text's words for a nameless source, else that nobody is named."""
    if quotation.who:
        return clean_line(quotation.who)
    words = clean_line(quotation.speaker.of(body), limit=_LONGEST_SPEAKER) if quotation.speaker else ""
    return _("{words} (not named)").format(words=words) if words else _("not named")


def voices(analysis: Analysis | None, body: str) -> tuple[Voice, ...]:
    """The speakers of the direct quotations, in the order of the quotations' ends."""
    if analysis is None:
        return ()
    found = [
        Voice(quotation.span, speaker_label(quotation, body), quotation.who is not None)
        for quotation in analysis.quotations
        if quotation.kind == "direct"
    ]
    return tuple(sorted(found, key=lambda voice: voice.span.end))


def manuscript(article: Article, analysis: Analysis | None) -> Manuscript:
    """What the reader's lines are made from."""
    headings = {section.heading.start: section for section in analysis.sections if section.heading} if analysis else {}
    return Manuscript(article.body, article.format == "md", headings, voices(analysis, article.body))


def head_lines(opened: OpenArticle, columns: Columns) -> list[VisualLine]:
    """The title block: title, byline, what was wrong with the file, a rule."""
    article = opened.article
    lines = _ornament("title", title_of(article), columns.measure)
    lines += _ornament("meta", byline(article), columns.measure)
    for problem in (opened.problem, *article.warnings):
        if problem:
            lines += _ornament("notice", clean_line(problem, limit=_LONGEST_WARNING), columns.measure)
    blank = VisualLine("blank", 0, 0)
    return [blank, *lines, VisualLine("rule", 0, 0, text="─" * columns.measure), blank]


def tail_lines(article: Article, columns: Columns) -> list[VisualLine]:
    """The lines under the text: that it ends here, and how to go on."""
    end = len(article.body)
    lines = _ornament("end", _("— end —") if article.body.strip() else _("— the article is empty —"), columns.measure)
    lines += _ornament("hint", _("J next article · n next unread"), columns.measure)
    blank = VisualLine("blank", end, end)
    return [blank, *(line._replace(start=end, end=end) for line in lines), blank]


def _ornament(kind: LineKind, text: str, width: int) -> list[VisualLine]:
    return [VisualLine(kind, 0, 0, text=drawn(text[start:end].rstrip())) for start, end in wrap(text, width)]


def quotation_count(number: int) -> str:
    """«5 цитат»."""
    return ngettext("{number} quotation", "{number} quotations", number).format(number=number)
