"""The quotations of a collection, or all that were kept, wherever their articles stand in the library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import dropwhile, islice
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Static

from newsreader.findings import KeptQuote, Variants
from newsreader.library import Library
from newsreader.models import OpenArticle, QuoteHit
from newsreader.record import Record
from newsreader.text import clean_line
from newsreader.ui.i18n import _, ngettext
from newsreader.ui.keymap import bindings_for
from newsreader.ui.screens.page import Fetched, QuotePage
from newsreader.ui.widgets.preview import Preview
from newsreader.ui.widgets.quote_results import QuoteList
from newsreader.ui.widgets.status import StatusLine
from newsreader.ui.writer import Writer

if TYPE_CHECKING:
    from newsreader.ui.screens.export_dialog import Scope


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


class _Shelf(Record):
    there: tuple[KeptQuote, ...]
    """Those that are in the library, each once."""
    number: int
    """How many there are, with those that are no longer in the library."""
    lost: int


class CollectionPage(QuotePage, inherit_bindings=False):
    """A collection by its name; without one, everything kept."""

    BINDINGS = bindings_for("search")

    def __init__(self, library: Library, writer: Writer, name: str | None) -> None:
        super().__init__(library, writer)
        self.collection = name
        self._former: list[str] = []
        """The names that the collection has had on this page; undo gives them back."""
        self.STATE = "page" if name is None else "collection"

    def compose(self) -> ComposeResult:
        title = _("Everything kept") if self.collection is None else clean_line(self.collection)
        yield Static(Content(title), id="page-title")
        yield Static("", id="page-words")
        with Horizontal(id="search-body"), Container(id="search-panes"):
            yield QuoteList(id="quotes")
            yield Preview(id="preview")
        yield StatusLine(id="page-status")

    def fetch(self, limit: int, before: tuple[QuoteHit, ...]) -> Fetched:
        shown = self.fetched.beside if before and self.fetched is not None else None
        shelf = shown if isinstance(shown, _Shelf) else self._shelf()
        rest = iter(() if shelf is None else shelf.there)
        if before:
            rest = islice(dropwhile(lambda quote: quote.address != before[-1].address, rest), 1, None)
        found = tuple(islice(hits_of(self.library, rest), limit + 1))
        hits = before + found[:limit]
        return Fetched(hits, tuple(Variants(hit, ()) for hit in hits), len(found) > limit, shelf)

    def _shelf(self) -> _Shelf | None:
        """What the collection holds; None where it has been removed."""
        name = self.collection
        if name is not None and all(one.name != name for one in self.library.collections()):
            return None
        kept = self.library.kept_quotes() if name is None else self.library.collection(name)
        there = {quote.address: quote for quote in kept if quote.address is not None}
        return _Shelf(tuple(there.values()), len(kept), sum(quote.address is None for quote in kept))

    def show_beside(self, fetched: Fetched) -> None:
        if self.collection is not None:
            self.heading.update(Content(clean_line(self.collection)), layout=False)
        shelf = fetched.beside
        if isinstance(shelf, _Shelf):
            parts = [ngettext("{n} quotation", "{n} quotations", shelf.number).format(n=shelf.number)]
            if shelf.lost:
                gone = ngettext("{n} is no longer in the library", "{n} are no longer in the library", shelf.lost)
                parts.append(gone.format(n=shelf.lost))
        else:
            parts = [_("There is no such collection any more")]
        self.words.update(Content(" · ".join(parts)), layout=False)

    def marks_changed(self) -> None:
        """An undo may have given the collection the name back that it had before."""
        names = {one.name for one in self.library.collections()}
        if self._former and self.collection not in names and self._former[-1] in names:
            self.collection = self._former.pop()
        super().marks_changed()

    def action_rename_collection(self) -> None:
        """Asks for another name."""
        name = self.collection
        if name is None:
            self.status.say(_("This is no collection: it has no name to change"))
            return

        def renamed(new: str) -> None:
            self._former.append(name)
            self.collection = new

        self.keeper.rename_collection(name, renamed)

    def action_delete_collection(self) -> None:
        """Takes the collection away; the page stays, for undo."""
        if self.collection is None:
            self.status.say(_("This is no collection: take stars, tags and notes off instead"))
        else:
            self.keeper.delete_collection(self.collection)

    def action_remove_from_collection(self) -> None:
        """Takes what is chosen out of the collection."""
        name, addresses = self.collection, self.chosen_addresses
        if name is None or not addresses:
            self.status.say(_("This is no collection: take stars, tags and notes off instead"))
        else:
            self.keeper.take_out(name, addresses)

    def exportable(self) -> list[Scope]:
        name = _("Everything kept") if self.collection is None else clean_line(self.collection, limit=30)
        shelf = self.fetched.beside if self.fetched is not None else None
        there = shelf.there if isinstance(shelf, _Shelf) else ()
        said = _("the whole list “{name}”").format(name=name)
        return [*super().exportable(), (said, lambda: hits_of(self.library, there))]
