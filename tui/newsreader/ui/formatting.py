"""Says in words what the reader shows around a text: its title block, speakers' names, reading time, the end. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from rich.cells import cell_len

from newsreader.models import Analysis, Article, OpenArticle, Quotation, Span
from newsreader.text import clean_line, compiled
from newsreader.ui.dates import long_date
from newsreader.ui.i18n import N_, _, ngettext
from newsreader.ui.layout import Columns, LineKind, Manuscript, VisualLine, Voice, shorten
from newsreader.ui.wording import told
from newsreader.ui.wrap import drawn, wrap

_CHARACTERS_A_MINUTE = 1260
"""180 words of seven letters with their blanks."""
_LONGEST_WARNING = 200
_LONGEST_SPEAKER = 60
_DOT = " · "
_PRONOUNS = frozenset(
    ("он", "она", "оно", "они", "его", "её", "ее", "их", "тот", "та", "те", "кто", "he", "she", "it", "they")
)
_BENDING = (
    r"(?i:(?:^|\W)(?:в|во|по|с|со|из|от|на|у|к|о|об|для|при|между"
    r"|согласно|словам|данным|мнению|оценке|оценкам|слов)\s+$)"
)
_LONGEST_BENDING = 16


def reading_minutes(body: str) -> int:
    """How long the text takes to read, at least a minute."""
    return max(1, -(-len(body) // _CHARACTERS_A_MINUTE))


def title_of(article: Article) -> str:
    """The article's title for a line, also where it has none."""
    return clean_line(article.title) or _("(untitled)")


def byline(article: Article) -> str:
    """«Sputnik · Бишкек · 3 апреля 2024 · 4 мин»."""
    return _DOT.join(_byline_parts(article))


def _byline_parts(article: Article) -> list[str]:
    minutes = _("{minutes} min").format(minutes=reading_minutes(article.body))
    names = (article.source or "", ", ".join(article.authors), article.place or "")
    parts = [*(clean_line(name) for name in names), long_date(article.published), minutes]
    return [part for part in parts if part]


def pack(parts: Sequence[str], width: int) -> list[str]:
    """The parts with dots between them in lines of at most `width` cells; no line begins or ends with a dot."""
    lines: list[str] = []
    for part in parts:
        if lines and cell_len(lines[-1]) + len(_DOT) + cell_len(part) <= width:
            lines[-1] += _DOT + part
        else:
            lines += [part[start:end].rstrip() for start, end in wrap(part, width)]
    return lines


def speaker_label(quotation: Quotation, body: str) -> str:
    """Whose words they are: the full name, else the text's words for a nameless source, else that nobody is named."""
    if quotation.who:
        return clean_line(quotation.who)
    words = _source_words(quotation.speaker, body) if quotation.speaker else ""
    return _("{words} (not named)").format(words=words) if words else _("not named")


def _source_words(speaker: Span, body: str) -> str:
    """The text's words for a nameless source, where they can stand alone: no pronoun, no bent form."""
    words = clean_line(speaker.of(body), limit=_LONGEST_SPEAKER)
    bent = compiled(_BENDING).search(body[max(0, speaker.start - _LONGEST_BENDING) : speaker.start])
    return "" if bent or words.lower() in _PRONOUNS else words


_KINDS = {
    "direct": N_("word for word"),
    "mixed": N_("in part word for word"),
    "indirect": N_("reported"),
}


def attribution(quotation: Quotation, article: Article, number: int) -> str:
    """«Анна Ветрова · в тексте: «она» · «отметила» · дословно · bridge#q2», a part for each thing that is known."""
    body = article.body
    parts = [clean_line(quotation.who) if quotation.who else _("nobody is named")]
    if quotation.speaker is not None:
        words = clean_line(quotation.speaker.of(body), limit=_LONGEST_SPEAKER)
        parts.append(_("in the text: “{words}”").format(words=words))
    if quotation.cue is not None:
        parts.append(_("told by “{words}”").format(words=clean_line(quotation.cue.of(body), limit=_LONGEST_SPEAKER)))
    return _DOT.join((*parts, _(_KINDS[quotation.kind]), f"{clean_line(article.id)}#q{number}"))


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
    """What the reader's lines are made from.

    A text that is nothing but its title is shown, or its quotations could not be seen.
    """
    title = clean_line(article.title)
    headings = {section.heading.start: section for section in analysis.sections if section.heading} if analysis else {}
    repeated = "" if article.body.strip() == title else title
    return Manuscript(article.body, article.format != "txt", headings, repeated, voices(analysis, article.body))


def head_lines(opened: OpenArticle, columns: Columns) -> list[VisualLine]:
    """The title block: title, byline, what was wrong with the file, a rule."""
    article = opened.article
    lines = _ornament("title", title_of(article), columns.measure)
    lines += [VisualLine("meta", 0, 0, text=drawn(line)) for line in pack(_byline_parts(article), columns.measure)]
    for problem in (opened.problem, *article.warnings):
        if problem:
            lines += _ornament("notice", told(problem, limit=_LONGEST_WARNING), columns.measure)
    blank = VisualLine("blank", 0, 0)
    return [blank, *lines, VisualLine("rule", 0, 0, text="─" * columns.measure), blank]


def tail_lines(article: Article, columns: Columns, following: str | None = None) -> list[VisualLine]:
    """The lines under the text: that it ends here, and how to go on.

    Args:
        following: title of the next unread article; empty where there is none, None where that is not known.
    """
    end = len(article.body)
    lines = _ornament("end", _("— end —") if article.body.strip() else _("— the article is empty —"), columns.measure)
    if following:
        words = _("n next unread: {title}").format(title=clean_line(following))
        lines.append(VisualLine("hint", 0, 0, text=shorten(drawn(words), columns.measure)))
    else:
        hint = _("J next article · n next unread") if following is None else _("no unread article further on")
        lines += _ornament("hint", hint, columns.measure)
    blank = VisualLine("blank", end, end)
    return [blank, *(line._replace(start=end, end=end) for line in lines), blank]


def _ornament(kind: LineKind, text: str, width: int) -> list[VisualLine]:
    return [VisualLine(kind, 0, 0, text=drawn(text[start:end].rstrip())) for start, end in wrap(text, width)]


def quotation_count(number: int) -> str:
    """«5 цитат»."""
    return ngettext("{number} quotation", "{number} quotations", number).format(number=number)


def article_count(number: int) -> str:
    """«5 статей»."""
    return ngettext("{n} article", "{n} articles", number).format(n=number)
