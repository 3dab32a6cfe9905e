"""The quotations of a collection, or all that were kept, wherever their articles stand in the library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Static

from newsreader.findings import KeptQuote, Variants
from newsreader.library import Library
from newsreader.models import OpenArticle, QuoteHit
from newsreader.text import clean_line
from newsreader.ui.i18n import _, ngettext
from newsreader.ui.keymap import bindings_for
from newsreader.ui.screens.page import QuotePage
from newsreader.ui.widgets.preview import Preview
from newsreader.ui.widgets.quote_results import QuoteList
from newsreader.ui.widgets.status import StatusLine


def hits_of(library: Library, kept: Iterable[KeptQuote]) -> Iterator[QuoteHit]:
    """The kept quotations as they stand in their articles; those that are no longer there are left out."""
    opened: OpenArticle | None = None
    for quote in kept:
        if quote.address is None:
            continue
        index = int(quote.address.rpartition("#q")[2]) - 1
        if opened is None or opened.article.id != quote.article_id:
            opened = library.open(quote.article_id)
        article, analysis = opened.article, opened.analysis
        if analysis is None or index >= len(analysis.quotations):
            continue
        quotation = analysis.quotations[index]
        yield QuoteHit(
            opened.key,
            article.id,
            index,
            quotation.kind,
            quotation.span.of(article.body),
            quotation.span,
            quotation.who,
            quotation.speaker.of(article.body) if quotation.speaker else None,
            article.title,
            article.source,
            article.published,
            (),
            starred=quote.starred,
            tags=quote.tags,
            note=quote.note,
        )


class CollectionPage(QuotePage, inherit_bindings=False):
    """A collection by its name; without one, everything kept."""

    BINDINGS = bindings_for("search")

    def __init__(self, library: Library, name: str | None) -> None:
        super().__init__(library)
        self.collection = name

    def compose(self) -> ComposeResult:
        title = _("Everything kept") if self.collection is None else clean_line(self.collection)
        yield Static(Content(title), id="page-title")
        yield Static("", id="page-words")
        with Horizontal(id="search-body"), Container(id="search-panes"):
            yield QuoteList(id="quotes")
            yield Preview(id="preview")
        yield StatusLine(id="page-status")

    def fetch(self, limit: int) -> QuotePage.Loaded:
        name = self.collection
        kept = self.library.kept_quotes() if name is None else self.library.collection(name)
        hits = tuple(hits_of(self.library, kept[:limit]))
        lost = sum(quote.address is None for quote in kept)
        return self.Loaded(tuple(Variants(hit, ()) for hit in hits), (len(kept), lost), more=len(kept) > limit)

    def show_loaded(self, message: QuotePage.Loaded) -> None:
        if isinstance(message.extra, tuple):
            number, lost = message.extra
            parts = [ngettext("{n} quotation", "{n} quotations", number).format(n=number)]
            if lost:
                gone = ngettext("{n} is no longer in the library", "{n} are no longer in the library", lost)
                parts.append(gone.format(n=lost))
            self.words.update(Content(" · ".join(parts)), layout=False)

    def action_remove_from_collection(self) -> None:
        """Takes what is chosen out of the collection."""
        name, hits = self.collection, self.chosen
        if name is None or not hits:
            self.status.say(_("This is no collection: take stars, tags and notes off instead"))
            return
        addresses = [hit.address for hit in hits]
        said = _("Taken out of “{name}”").format(name=clean_line(name))
        self.keep(lambda: self.library.remove_from_collection(name, addresses), said)

    def exportable(self) -> list[tuple[str, str | tuple[QuoteHit, ...]]]:
        name = _("Everything kept") if self.collection is None else clean_line(self.collection, limit=30)
        return [*super().exportable(), (_("the whole list “{name}”").format(name=name), self.quotes.hits)]
