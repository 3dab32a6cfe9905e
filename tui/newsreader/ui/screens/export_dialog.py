"""Asks how, what and where to write quotations for other tools, and writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import ClassVar

from textual import events, getters, on, work
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from newsreader.citing.formats import ENDINGS, format_of
from newsreader.errors import NewsreaderError
from newsreader.library import Library
from newsreader.models import QuoteHit
from newsreader.question import DroppedError, Question, check
from newsreader.text import clean_line
from newsreader.ui.i18n import N_, _, ngettext
from newsreader.ui.message import Message
from newsreader.ui.widgets.pick import Pick
from newsreader.ui.widgets.typing_line import TypingLine
from newsreader.ui.wording import told

Scope = tuple[str, Callable[[], Iterable[QuoteHit]]]
"""What it is called, and what gives the quotations, in a thread."""
_NAMES = {
    "markdown": "Markdown",
    "csv": N_("CSV, for spreadsheets"),
    "json": "JSON",
    "bibtex": "BibTeX",
    "csl": "CSL-JSON",
}
_FORMATS = tuple(_NAMES)
_OFTEN = 1.0
"""Seconds after which it is said how many have been written, and again."""


def target_of(typed: str, *, home: Path, folder: Path) -> Path | None:
    """The file that was named: under the home folder by «~/», else from the current folder on; None for no name."""
    name = typed.strip()
    if not name or name.endswith(("/", "/.", "/..")) or name in (".", "..", "~"):
        return None
    return home / name[2:] if name.startswith("~/") else folder / name


class ExportDialog(ModalScreen[str | None]):
    """Answers with what was written where, or with None."""

    CSS_PATH = "../overlays.tcss"
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape", "cancel", show=False),
        Binding("tab,down", "app.focus_next", show=False),
        Binding("shift+tab,up", "app.focus_previous", show=False),
    ]

    format = getters.query_one("#export-format", Pick)
    scope = getters.query_one("#export-scope", Pick)
    line = getters.query_one("#export-file", TypingLine)
    said = getters.query_one("#export-said", Static)

    class Taken(Message):
        """So many quotations have been written by now."""

        number: int

    class Written(Message):
        """The file is there, or the reason why not."""

        target: Path
        number: int
        problem: str = ""

    def __init__(self, library: Library, scopes: Sequence[Scope]) -> None:
        super().__init__(classes="export")
        self._library = library
        self._scopes = tuple(scopes)
        self._replacing: Path | None = None
        self._writing: Question | None = None
        """What is under way, and can be dropped."""

    def compose(self) -> ComposeResult:
        with Vertical(id="export-box") as box:
            box.border_title = Content(_("Write quotations into a file"))
            box.border_subtitle = Content(_("←→ choose · Tab next · Enter writes · Esc leaves it"))
            yield Pick(_("Format"), tuple(_(name) for name in _NAMES.values()), id="export-format")
            yield Pick(_("What"), tuple(name for name, _what in self._scopes), id="export-scope")
            yield TypingLine(_("a file under ~/ or in this folder"), id="export-file")
            yield Static("", id="export-said")

    def on_mount(self) -> None:
        """Proposes a file."""
        self.line.value = "~/quotations" + ENDINGS[_FORMATS[0]][0]
        self.line.focus()

    @on(events.Resize)
    def _arrange(self) -> None:
        self.set_class(self.app.size.height < 8, "-low")

    @on(Pick.Changed, "#export-format")
    def _follow_format(self) -> None:
        """The file's ending follows the format, where it was one of the formats' endings."""
        value, chosen = self.line.value, _FORMATS[self.format.chosen]
        stated = format_of(value)
        if stated is not None and stated != chosen:
            old = max((ending for ending in ENDINGS[stated] if value.casefold().endswith(ending)), key=len)
            self.line.value = value[: -len(old)] + ENDINGS[chosen][0]

    @on(Input.Changed)
    def _follow_ending(self) -> None:
        """The format follows the ending that is typed."""
        stated = format_of(self.line.value)
        if stated is not None and self.line.has_focus:
            self.format.choose(_FORMATS.index(stated))

    @on(Pick.Submitted)
    @on(Input.Submitted)
    def _write_asked(self) -> None:
        if self._writing is not None:
            return
        target = target_of(self.line.value, home=Path.home(), folder=Path.cwd())
        if target is None or not self._scopes:
            self._say(_("Name a file"))
        elif target.is_dir():
            self._say(_("This is a folder; name a file"))
        elif target.exists() and self._replacing != target:
            self._replacing = target
            self._say(_("There is such a file; Enter again replaces it"))
        else:
            self._say(_("writing…"))
            self._writing = Question()
            self._write(self._writing, target, _FORMATS[self.format.chosen], self._scopes[self.scope.chosen][1])

    def _say(self, words: str) -> None:
        self.said.update(Content(clean_line(words)))

    @work(thread=True, exclusive=True, group="export", exit_on_error=False)
    def _write(self, question: Question, target: Path, format: str, what: Callable[[], Iterable[QuoteHit]]) -> None:
        from newsreader.citing.formats import written
        from newsreader.store.writing import replace_file

        try:
            with question:
                hits = _Counted(what(), lambda number: self.post_message(self.Taken(number)))
                replace_file(target, written(format, self._library.cite(hits)))
            message = self.Written(target, hits.number)
        except DroppedError:
            message = self.Written(target, 0, _("Stopped; nothing has been written"))
        except NewsreaderError as error:
            message = self.Written(target, 0, told(error))
        except Exception as error:  # a worker's edge: whatever happens is said
            message = self.Written(target, 0, clean_line(f"{type(error).__name__}: {error}"))
        self.post_message(message)

    @on(Taken)
    def _count(self, message: Taken) -> None:
        if self._writing is not None and not self._writing.dropped:
            said = ngettext("writing… {n} quotation; Esc stops", "writing… {n} quotations; Esc stops", message.number)
            self._say(said.format(n=message.number))

    @on(Written)
    def _tell(self, message: Written) -> None:
        self._writing = None
        if message.problem:
            self._say(message.problem)
        elif self.is_current:
            said = ngettext("{n} quotation written to {file}", "{n} quotations written to {file}", message.number)
            self.dismiss(said.format(n=message.number, file=clean_line(str(message.target))))

    def action_cancel(self) -> None:
        """Stops writing; else leaves."""
        if self._writing is not None:
            self._writing.drop()
        elif self.is_current:
            self.dismiss(None)

    @on(events.Unmount)
    def _stop(self) -> None:
        """Who quits does not wait for the end of it."""
        if self._writing is not None:
            self._writing.drop()


class _Counted:
    """Quotations as they are taken, as long as they are wanted; says now and then how many there were."""

    def __init__(self, hits: Iterable[QuoteHit], say: Callable[[int], object]) -> None:
        self._hits = hits
        self._say = say
        self.number = 0

    def __iter__(self) -> Iterator[QuoteHit]:
        last = monotonic()
        for hit in self._hits:
            check()
            self.number += 1
            yield hit
            if monotonic() - last >= _OFTEN:
                last = monotonic()
                self._say(self.number)
