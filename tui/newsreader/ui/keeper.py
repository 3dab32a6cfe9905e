"""Keeps quotations for a screen: stars, tags, notes and collections, asked for where more than a key is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from textual.screen import Screen

from newsreader.library import Library
from newsreader.text import clean_line
from newsreader.ui.i18n import _
from newsreader.ui.keymap import rebind
from newsreader.ui.requests import ShowCollection
from newsreader.ui.screens.quote_note import AskLine


class Keepable(Protocol):
    """A quotation at its address, and what is kept with it."""

    @property
    def address(self) -> str: ...
    @property
    def starred(self) -> bool: ...
    @property
    def tags(self) -> tuple[str, ...]: ...
    @property
    def note(self) -> str: ...


Write = Callable[[Callable[[], object], str], None]
"""Makes a change, says what has been done, or why it could not be."""


class Keeper:
    """Each change is one step for undo."""

    def __init__(self, screen: Screen[None], library: Library, write: Write) -> None:
        self._screen = screen
        self._library = library
        self._write = write

    def star(self, quotes: Sequence[Keepable]) -> None:
        """Stars them, or takes the stars off where all have one."""
        starred = not all(quote.starred for quote in quotes)
        addresses = [quote.address for quote in quotes]
        said = _("Starred") if starred else _("Star taken off")
        self._write(lambda: self._library.set_quote_starred(addresses, starred), said)

    def tag(self, quotes: Sequence[Keepable]) -> None:
        """Asks for the tags that all of them have; other ones stay."""
        common = [tag for tag in quotes[0].tags if all(tag in quote.tags for quote in quotes)]

        def tag(words: str | None) -> None:
            if words is not None:
                tags = tuple(dict.fromkeys(tag for part in words.split(",") if (tag := part.strip(" #"))))
                said = _("Tagged {tags}").format(tags=" ".join(f"#{tag}" for tag in tags)) if tags else _("Tags gone")
                addresses = [quote.address for quote in quotes]
                self._write(lambda: self._library.set_quote_tags(addresses, tags, instead_of=common), said)

        known = [name for name, _count in self._library.tags()]
        self._ask(tag, _("Tags, with commas between them"), ", ".join(common), known, several=True)

    def note(self, quote: Keepable) -> None:
        """Asks for a note."""

        def note(words: str | None) -> None:
            if words is not None:
                said = _("Noted") if words.strip() else _("Note gone")
                self._write(lambda: self._library.set_quote_note(quote.address, words.strip()), said)

        self._ask(note, _("Note to the quotation"), quote.note, [])

    def collect(self, quotes: Sequence[Keepable]) -> None:
        """Asks for the collection that they go into."""

        def collect(name: str | None) -> None:
            if name is not None and name.strip():
                said = _("Put into “{name}”").format(name=clean_line(name))
                addresses = [quote.address for quote in quotes]
                self._write(lambda: self._library.add_to_collection(name.strip(), addresses), said)

        known = [collection.name for collection in self._library.collections()]
        self._ask(collect, _("Into which collection? A new name makes one"), "", known)

    def rename_collection(self, name: str, renamed: Callable[[str], None]) -> None:
        """Asks for another name of a collection; `renamed` is told which it has been given."""

        def rename(words: str | None) -> None:
            new = clean_line(words or "")

            def write() -> None:
                self._library.rename_collection(name, new)
                renamed(new)

            if new not in ("", name):
                self._write(write, _("Renamed to “{name}”").format(name=new))

        self._ask(rename, _("Another name of the collection"), name, [])

    def delete_collection(self, name: str) -> None:
        """Takes a collection away; undo brings it back."""
        said = _("“{name}” removed; undo brings it back").format(name=clean_line(name))
        self._write(lambda: self._library.delete_collection(name), said)

    def open_collection(self) -> None:
        """Asks which collection to show."""
        from newsreader.ui.screens.collection_menu import CollectionMenu

        def show(message: ShowCollection | None) -> None:
            if message is not None:
                self._screen.post_message(message)

        menu = CollectionMenu(self._library.collections(), len(self._library.kept_quotes()))
        rebind(menu, "menu", getattr(self._screen.app, "keymap", {}))
        self._screen.app.push_screen(menu, show)

    def _ask(
        self,
        answer: Callable[[str | None], None],
        question: str,
        value: str,
        known: list[str],
        *,
        several: bool = False,
    ) -> None:
        self._screen.app.push_screen(AskLine(question, value, tuple(known), several=several), answer)
