"""Keeps quotations for a screen: stars, tags, notes and collections, asked for where more than a key is needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from newsreader.errors import NewsreaderError
from newsreader.library import Library
from newsreader.text import clean_line
from newsreader.ui.i18n import _
from newsreader.ui.keymap import rebind
from newsreader.ui.requests import ShowCollection
from newsreader.ui.screens.quote_note import AskLine
from newsreader.ui.wording import told, undone_words
from newsreader.ui.writer import Writer

if TYPE_CHECKING:
    from newsreader.ui.screens.keeping import Keeping
    from newsreader.ui.screens.shelving import Shelving


class Keeper:
    """Each change is one step for undo. Quotations go by their addresses: what is kept of them is looked up.

    Args:
        screen: where all is asked and shown.
        library: what has the quotations.
        writer: who writes.
    """

    def __init__(self, screen: Keeping | Shelving, library: Library, writer: Writer) -> None:
        self._screen = screen
        self._library = library
        self._writer = writer

    def keep(self, write: Callable[[], object], said: str = "", *, then: Callable[[], None] | None = None) -> None:
        """Has a change written; then says so, or else what `write` has given back."""

        def show(result: object) -> None:
            if then is not None:
                then()
            self._screen.status.say(said or str(result))
            self._screen.marks_changed()

        self._writer.later(self._screen, write, show)

    def star(self, addresses: Sequence[str]) -> None:
        """Stars them, or takes the stars off where all have one."""

        def write() -> str:
            starred = not all(one.starred for one in self._library.kept_at(addresses))
            self._library.set_quote_starred(addresses, starred)
            return _("Starred") if starred else _("Star taken off")

        self.keep(write)

    def tag(self, addresses: Sequence[str]) -> None:
        """Asks for the tags that all of them have; other ones stay."""
        common: list[str] = []

        def ask() -> None:
            first, *others = (one.tags for one in self._library.kept_at(addresses))
            common.extend(tag for tag in first if all(tag in tags for tags in others))
            known = [name for name, _count in self._library.tags()]
            self._ask(tag, _("Tags, with commas between them"), ", ".join(common), known, several=True)

        def tag(words: str) -> None:
            tags = tuple(dict.fromkeys(tag for part in words.split(",") if (tag := part.strip(" #"))))
            said = _("Tagged {tags}").format(tags=" ".join(f"#{tag}" for tag in tags)) if tags else _("Tags gone")
            self.keep(lambda: self._library.set_quote_tags(addresses, tags, instead_of=common), said)

        self._open(ask)

    def note(self, address: str) -> None:
        """Asks for a note."""

        def ask() -> None:
            (kept,) = self._library.kept_at([address])
            self._ask(note, _("Note to the quotation"), kept.note, [])

        def note(words: str) -> None:
            said = _("Noted") if words.strip() else _("Note gone")
            self.keep(lambda: self._library.set_quote_note(address, words.strip()), said)

        self._open(ask)

    def collect(self, addresses: Sequence[str]) -> None:
        """Asks for the collection that they go into."""

        def ask() -> None:
            known = [collection.name for collection in self._library.collections()]
            self._ask(collect, _("Into which collection? A new name makes one"), "", known)

        def collect(name: str) -> None:
            if name.strip():
                said = _("Put into “{name}”").format(name=clean_line(name))
                self.keep(lambda: self._library.add_to_collection(name.strip(), addresses), said)

        self._open(ask)

    def take_out(self, name: str, addresses: Sequence[str]) -> None:
        """Takes them out of a collection."""
        said = _("Taken out of “{name}”").format(name=clean_line(name))
        self.keep(lambda: self._library.remove_from_collection(name, addresses), said)

    def rename_collection(self, name: str, renamed: Callable[[str], None]) -> None:
        """Asks for another name of a collection; `renamed` is told which it has been given."""

        def rename(words: str) -> None:
            new = clean_line(words)
            if new not in ("", name):
                said = _("Renamed to “{name}”").format(name=new)
                self.keep(lambda: self._library.rename_collection(name, new), said, then=lambda: renamed(new))

        self._ask(rename, _("Another name of the collection"), name, [])

    def delete_collection(self, name: str) -> None:
        """Takes a collection away; undo brings it back."""
        said = _("“{name}” removed; undo brings it back").format(name=clean_line(name))
        self.keep(lambda: self._library.delete_collection(name), said)

    def undo(self) -> None:
        """Takes the latest step back."""

        def write() -> str:
            if self._library.undoes_correction() is not None:
                return _("What was done last is a correction: u in the text takes it back")
            words = undone_words(*self._library.undoes())
            return words if self._library.undo() is not None else _("Nothing to undo")

        self.keep(write)

    def open_collection(self) -> None:
        """Asks which collection to show."""
        from newsreader.ui.screens.collection_menu import CollectionMenu

        def show(message: ShowCollection | None) -> None:
            if message is not None:
                self._screen.post_message(message)

        def ask() -> None:
            menu = CollectionMenu(self._library.collections(), len(self._library.kept_quotes()))
            rebind(menu, "menu", getattr(self._screen.app, "keymap", {}))
            self._screen.app.push_screen(menu, show)

        self._open(ask)

    def _open(self, ask: Callable[[], None]) -> None:
        """Asks at once, as the next keys are meant for what is asked; where what is kept cannot be told, says why."""
        self._writer.wait()
        try:
            ask()
        except NewsreaderError as error:
            self._writer.refuse(self._screen, told(error))

    def _ask(
        self, answer: Callable[[str], None], question: str, value: str, known: list[str], *, several: bool = False
    ) -> None:
        """Asks for one line, which `answer` is given unless nothing is wanted."""

        def take(words: str | None) -> None:
            if words is not None:
                answer(words)

        self._screen.app.push_screen(AskLine(question, value, tuple(known), several=several), take)
