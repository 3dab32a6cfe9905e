"""A page over the library that lists quotations: what it has in common with every other one."""

from __future__ import annotations

from textual import events, getters, on, work
from textual.content import Content
from textual.widgets import Static

from newsreader.errors import NewsreaderError
from newsreader.findings import Variants
from newsreader.library import Library
from newsreader.models import QuoteHit
from newsreader.text import clean_line
from newsreader.ui.keymap import hints
from newsreader.ui.message import Message
from newsreader.ui.messages import ClosePage, ReadQuotation, ShowSearch
from newsreader.ui.screens.keeping import Keeping
from newsreader.ui.widgets.quote_results import QuoteList

_BELOW, _LOW = 22, 12


class QuotePage(Keeping, inherit_bindings=False):
    """Fetches its quotations in the background and shows them under a title."""

    CSS_PATH = "../search.tcss"
    BESIDE = 110
    """Columns from which the context stands beside the quotations."""

    heading = getters.query_one("#page-title", Static)
    words = getters.query_one("#page-words", Static)

    class Loaded(Message):
        """The page's quotations, and what else it shows; or why there are none."""

        groups: tuple[Variants, ...]
        extra: object = None
        problem: str = ""
        more: bool = False

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self.limit = 100
        self.more = False
        self._loading = False
        self._loaded = False

    def fetch(self, limit: int) -> Loaded:
        """What the page shows; called in a thread."""
        raise NotImplementedError

    def show_loaded(self, message: Loaded) -> None:
        """Shows what is beside the quotations."""

    def on_mount(self) -> None:
        """Asks for what the page shows."""
        self.load()

    @on(events.ScreenResume)
    def _take_keys(self) -> None:
        if self.focused is None:
            self.quotes.focus()

    @on(events.DescendantFocus)
    def _show_hints(self) -> None:
        self.status.hints = tuple(hints("page", getattr(self.app, "keymap", {})))

    @on(events.Resize)
    def _arrange(self) -> None:
        self.update_classes(self.parts())
        self.show_context()

    def parts(self) -> dict[str, bool]:
        """Which parts of the page there is room for."""
        width, height = self.app.size
        beside = width >= self.BESIDE
        return {"-beside": beside, "-below": not beside and height >= _BELOW, "-low": height < _LOW}

    def marks_changed(self) -> None:
        self.load()

    def load(self) -> None:
        """Asks for the page anew; only the latest answer is shown."""
        self._loading = True
        self._load(self.limit)

    @work(thread=True, exclusive=True, group="page", description="page", exit_on_error=False)
    def _load(self, limit: int) -> None:
        try:
            message = self.fetch(limit)
        except NewsreaderError as error:
            message = self.Loaded((), problem=clean_line(str(error)))
        except Exception as error:  # a worker's edge: whatever happens is said
            message = self.Loaded((), problem=clean_line(f"{type(error).__name__}: {error}"))
        self.post_message(message)

    @on(Loaded)
    def _show_loaded(self, message: Loaded) -> None:
        self._loading = False
        self.words.set_class(bool(message.problem), "-problem")
        if message.problem:
            self.words.update(Content(message.problem), layout=False)
            return
        self.more = message.more
        self.show_loaded(message)
        self.quotes.show(message.groups, again=self._loaded)
        self._loaded = True

    @on(QuoteList.EndNear)
    def _load_more(self) -> None:
        if self.more and not self._loading and self.limit < 2_000:
            self.limit *= 2
            self.load()

    def action_open(self) -> None:
        """Reads the current quotation in its article."""
        self._read(self.quotes.current)

    @on(QuoteList.Opened)
    def _open_clicked(self) -> None:
        self._read(self.quotes.current)

    def _read(self, hit: QuoteHit | None) -> None:
        if hit is not None:
            self.post_message(ReadQuotation(hit))

    def action_escape(self) -> None:
        """Back to where the page was opened."""
        self.post_message(ClosePage())

    def action_back(self) -> None:
        self.action_escape()

    def action_leave(self) -> None:
        self.action_escape()

    def action_search_quotations(self) -> None:
        """To the search of all quotations."""
        self.post_message(ShowSearch())

    def action_focus_next(self) -> None:
        self.quotes.focus()

    def action_focus_previous(self) -> None:
        self.quotes.focus()
