"""The page of a speaker, or of anything that articles name: what it said, when, in which roles, and with whom."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from textual import events, getters, on
from textual.app import ComposeResult
from textual.containers import Container, Horizontal
from textual.content import Content
from textual.widgets import Static

from newsreader.findings import Profile
from newsreader.library import Library
from newsreader.models import EntityType, QuoteHit, QuoteResults
from newsreader.quotes import pages
from newsreader.text import clean_line
from newsreader.ui.i18n import _
from newsreader.ui.keymap import bindings_for
from newsreader.ui.portrait import subtitle
from newsreader.ui.requests import ShowProfile
from newsreader.ui.screens.frame import Movable
from newsreader.ui.screens.page import Fetched, QuotePage
from newsreader.ui.widgets.facts import FactList
from newsreader.ui.widgets.preview import Preview
from newsreader.ui.widgets.quote_results import QuoteList
from newsreader.ui.widgets.status import StatusLine
from newsreader.ui.writer import Writer

if TYPE_CHECKING:
    from newsreader.ui.screens.export_dialog import Scope

_WIDE = 90
"""Columns from which the facts stand beside the quotations."""


@dataclass(frozen=True, slots=True)
class _Portrait:
    profile: Profile | None
    own: bool
    """Whether the quotations are its own words; else they are about it."""


class SpeakerPage(QuotePage, inherit_bindings=False):
    """Facts at the left, quotations at the right, the newest first."""

    BINDINGS = bindings_for("search")
    BESIDE = 150

    facts = getters.query_one("#facts", FactList)

    def __init__(self, library: Library, writer: Writer, name: str, type: EntityType | None = None) -> None:
        super().__init__(library, writer)
        self.who = name
        self._type = type

    def compose(self) -> ComposeResult:
        self.update_classes(self.parts(), update=False)  # known before anything is laid out
        yield Static(Content(clean_line(self.who)), id="page-title")
        yield Static("", id="page-words")
        with Horizontal(id="search-body"):
            yield FactList(id="facts")
            with Container(id="search-panes"):
                yield QuoteList(id="quotes")
                yield Preview(id="preview")
        yield StatusLine(id="page-status")

    def fetch(self, limit: int, before: tuple[QuoteHit, ...]) -> Fetched:
        shown = self.fetched.beside if before and self.fetched is not None else None
        if isinstance(shown, _Portrait):  # it has been asked for with the first quotations
            portrait, said = shown, self._said(limit, before, own=shown.own)
        else:
            profile = self.library.profile(self.who, type=self._type)
            said = self._said(limit, (), own=True)
            portrait = _Portrait(profile, bool(said.hits))
            said = said if said.hits else self._said(limit, (), own=False)
        hits = before + said.hits
        return Fetched(hits, self.library.fold(hits), said.more, portrait)

    def _said(self, limit: int, before: tuple[QuoteHit, ...], *, own: bool) -> QuoteResults:
        """What it said, or else what is said about it, behind the last of the hits before."""
        last = before[-1] if before else None
        if own:
            return self.library.said_by(self.who, limit=limit, older_than=last)
        said = self.library.search_quotes(self.about, limit=limit, older_than=last)
        return replace(said, hits=tuple(replace(hit, highlights=(), by_form=()) for hit in said.hits))

    @property
    def about(self) -> str:
        """The query for what is said about it."""
        return 'о:"{}"'.format(self.who.replace('"', " "))

    def show_beside(self, fetched: Fetched) -> None:
        portrait = fetched.beside
        if not isinstance(portrait, _Portrait):
            return
        profile = portrait.profile
        if profile is not None:
            self.who = profile.name
            self.heading.update(Content(clean_line(profile.name)), layout=False)
        self.facts.show(profile)
        parts = [subtitle(profile)] if profile is not None else []
        if fetched.hits:
            parts.append(_("its own words, the newest first") if portrait.own else _("what is said in its articles"))
        elif profile is None:
            parts.append(_("No article names “{name}”").format(name=clean_line(self.who)))
        self.words.update(Content(" · ".join(parts)), layout=False)

    @property
    def moving(self) -> Movable:
        return self.facts if self.facts.has_focus else self.quotes

    def action_open(self) -> None:
        """Reads the current quotation in its article; in the facts, opens the page of the current name."""
        if self.facts.has_focus:
            self.facts.choose()
        else:
            super().action_open()

    def action_show_speaker(self) -> None:
        """Opens the page of who said the current quotation, or of the current name."""
        if self.facts.has_focus:
            self.facts.choose()
        elif self.quotes.current is not None and self.quotes.current.who != self.who:
            super().action_show_speaker()

    @on(FactList.Chosen)
    def _show_companion(self, message: FactList.Chosen) -> None:
        self.post_message(ShowProfile(message.companion.name, message.companion.type))

    def parts(self) -> dict[str, bool]:
        return {**super().parts(), "-wide": self.app.size.width >= _WIDE}

    @on(events.DescendantFocus)
    def _facts_over(self) -> None:
        self.set_class(self.facts.has_focus and not self.has_class("-wide"), "-facts-over")

    def action_focus_next(self) -> None:
        """To the facts, which take the place of the quotations where there is no room for both; again, back."""
        if self.facts.has_focus:
            self.remove_class("-facts-over")
            self.quotes.focus(scroll_visible=False)
        else:
            self.set_class(not self.has_class("-wide"), "-facts-over")
            self.facts.focus(scroll_visible=False)

    def action_focus_previous(self) -> None:
        self.action_focus_next()

    def action_facets(self) -> None:
        """To the facts, and back."""
        self.action_focus_next()

    def exportable(self) -> list[Scope]:
        name = clean_line(self.who, limit=30)
        portrait = self.fetched.beside if self.fetched is not None else None
        if isinstance(portrait, _Portrait) and not portrait.own:
            said = _("all that is said in articles about {name}").format(name=name)
            return [*super().exportable(), (said, partial(pages, self.library.search_quotes, self.about))]
        said = _("all that {name} said").format(name=name)
        return [*super().exportable(), (said, partial(pages, self.library.said_by, self.who))]
