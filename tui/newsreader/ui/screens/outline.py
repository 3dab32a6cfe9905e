"""The outline of the open article: its sections with their quotations and their share of the text."""

from __future__ import annotations

from newsreader.models import OpenArticle
from newsreader.text import clean_line
from newsreader.ui.formatting import quotation_count
from newsreader.ui.i18n import _
from newsreader.ui.outline import outline, quotation_counts, shares
from newsreader.ui.screens.picker import Picker
from newsreader.ui.widgets.pick_list import Choice


def outline_choices(opened: OpenArticle) -> list[Choice]:
    """A choice for each section, in the order of the text."""
    body = opened.article.body
    sections = outline(body, opened.analysis)
    highest = min((section.level for section in sections if section.level), default=1)
    counts = quotation_counts(sections, opened.analysis)
    return [
        Choice(
            clean_line(section.title) or _("Beginning"),
            _section_note(counts[number], share),
            indent=min(3, max(0, section.level - highest)),
        )
        for number, (section, share) in enumerate(zip(sections, shares(sections), strict=True))
    ]


def _section_note(quotations: int, share: int) -> str:
    part = _("{share} %").format(share=share).rjust(5)
    return f"{quotation_count(quotations)} · {part}" if quotations else part


class OutlineScreen(Picker):
    """Sections to go to."""

    def __init__(self, opened: OpenArticle, *, at: int = 0) -> None:
        super().__init__(_("Contents"), outline_choices(opened), placeholder=_("words of a heading"), at=max(0, at))
