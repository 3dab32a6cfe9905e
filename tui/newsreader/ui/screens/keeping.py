"""What a person does with a quotation that was found: keeps it, copies it, takes it along."""

from __future__ import annotations

from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from newsreader.citing.reference import gost
from newsreader.errors import NewsreaderError
from newsreader.library import Library
from newsreader.models import QuoteHit
from newsreader.ui.citation import cite
from newsreader.ui.i18n import _, ngettext
from newsreader.ui.keeper import Keeper
from newsreader.ui.requests import Copy, ShowProfile
from newsreader.ui.screens.comparing import Comparing
from newsreader.ui.wording import told
from newsreader.ui.writer import Writer

if TYPE_CHECKING:
    from newsreader.ui.screens.export_dialog import Scope


class Keeping(Comparing, inherit_bindings=False):
    """Stars, tags, notes, collections; each of them can be undone."""

    def __init__(self, library: Library, writer: Writer) -> None:
        super().__init__(library)
        self._writer = writer

    def marks_changed(self) -> None:
        """Shows what is kept as it now is; the list stays where it is."""
        raise NotImplementedError

    @property
    def chosen(self) -> tuple[QuoteHit, ...]:
        """What an action is meant for: what is selected, else the current quotation."""
        current = self.quotes.current
        return self.quotes.selected or (() if current is None else (current,))

    @property
    def chosen_addresses(self) -> list[str]:
        """The addresses of what is chosen."""
        return [hit.address for hit in self.chosen]

    def show_writing(self, words: str) -> None:
        """Says that marks are being written."""
        self.status.busy = words

    def action_select(self) -> None:
        """Selects the current quotation, or no longer."""
        self.quotes.select()
        number = len(self.quotes.selected)
        said = ngettext("{number} quotation selected", "{number} quotations selected", number)
        self.status.say(said.format(number=number))

    @cached_property
    def keeper(self) -> Keeper:
        """Who asks and writes."""
        return Keeper(self, self.library, self._writer)

    def action_toggle_star(self) -> None:
        """Stars what is chosen, or takes the stars off where all have one."""
        if self.chosen:
            self.keeper.star(self.chosen_addresses)

    def action_tag_quotation(self) -> None:
        """Asks for the tags of what is chosen."""
        if self.chosen:
            self.keeper.tag(self.chosen_addresses)

    def action_note_quotation(self) -> None:
        """Asks for a note to the current quotation."""
        if self.quotes.current is not None:
            self.keeper.note(self.quotes.current.address)

    def action_collect_quotation(self) -> None:
        """Asks for the collection that what is chosen goes into."""
        if self.chosen:
            self.keeper.collect(self.chosen_addresses)

    def action_collections(self) -> None:
        """Asks which collection to open."""
        self.keeper.open_collection()

    def action_undo(self) -> None:
        """Takes the latest step back."""
        self.keeper.undo()

    def action_copy_quotation(self) -> None:
        """Copies the current quotation with who said it and where."""
        hit = self.quotes.current
        if hit is None:
            return
        try:
            opened = self.library.open(hit.article_id)
        except NewsreaderError as error:
            self.status.say(told(error))
            return
        quotations = opened.analysis.quotations if opened.analysis else ()
        quotation = next((quotation for quotation in quotations if quotation.span == hit.span), None)
        if quotation is not None:
            self.post_message(Copy(cite(quotation, opened.article), _("Copied: {text}")))

    def action_copy_reference(self) -> None:
        """Copies a reference to the current quotation's article."""
        hit = self.quotes.current
        if hit is None:
            return
        try:
            citation = next(iter(self.library.cite([hit])), None)
        except NewsreaderError as error:
            self.status.say(told(error))
            return
        if citation is not None:
            self.post_message(Copy(gost(citation, today=date.today()), _("Reference copied: {text}")))

    def action_show_speaker(self) -> None:
        """Opens the page of who said the current quotation."""
        hit = self.quotes.current
        if hit is not None and hit.who:
            self.post_message(ShowProfile(hit.who))
        elif hit is not None:
            self.status.say(_("The text does not name who said this"))

    def action_export(self) -> None:
        """Asks for format, scope and file of an export."""
        from newsreader.ui.screens.export_dialog import ExportDialog

        self.app.push_screen(ExportDialog(self.library, self.exportable()), self._exported)

    def exportable(self) -> list[Scope]:
        """What can be written into a file."""
        selected, current = self.quotes.selected, self.quotes.current
        if selected:
            return [(_("what is selected ({n})").format(n=len(selected)), lambda: selected)]
        return [(_("the current quotation"), lambda: (current,))] if current is not None else []

    def _exported(self, said: str | None) -> None:
        if said is not None:
            self.status.say(said, seconds=10)
