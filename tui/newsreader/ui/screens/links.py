"""The links of the open article: numbered, each with the address that it truly leads to."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.text import clean_line
from newsreader.ui.i18n import _
from newsreader.ui.links import Link
from newsreader.ui.screens.picker import Picker
from newsreader.ui.widgets.pick_list import Choice

_LONGEST_TARGET = 2_000


def link_choices(links: Sequence[Link]) -> list[Choice]:
    """A choice for each link: its words, and below them its target."""
    return [
        Choice(_link_words(link), below=clean_line(link.url, limit=_LONGEST_TARGET), number=str(number))
        for number, link in enumerate(links, start=1)
    ]


def _link_words(link: Link) -> str:
    if link.span is None:
        return _("the article's own page")
    return link.text or _("an address in the text")


class LinksScreen(Picker):
    """Links to open by number."""

    def __init__(self, links: Sequence[Link]) -> None:
        super().__init__(_("Links"), link_choices(links), placeholder=_("a number, or words of a link"))
