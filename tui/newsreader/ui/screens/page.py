"""A page over the library that lists quotations: what it has in common with every other one."""

from __future__ import annotations

from contextlib import ExitStack

from textual import events, getters, on, work
from textual.content import Content
from textual.widgets import Static

from newsreader.errors import NewsreaderError
from newsreader.findings import Variants
from newsreader.library import Library
from newsreader.models import QuoteHit
from newsreader.question import DroppedError, Question
from newsreader.record import Record
from newsreader.text import clean_line
from newsreader.ui.actions import State
from newsreader.ui.keymap import hints
from newsreader.ui.message import Message
from newsreader.ui.requests import ClosePage, ReadQuotation, ShowSearch
from newsreader.ui.screens.keeping import Keeping
from newsreader.ui.widgets.quote_results import QuoteList
from newsreader.ui.wording import told
from newsreader.ui.writer import Writer

_BELOW, _LOW = 22, 12
_PATIENCE = 0.25
"""Seconds after which an empty page is shown."""
_PAGE = 100
_MOST = 2_000
"""Quotations beyond which the list does not grow."""


class Fetched(Record):
    """What a page shows."""

    hits: tuple[QuoteHit, ...]
    groups: tuple[Variants, ...]
    """The hits as they are listed."""
    more: bool
    beside: object = None
    """What it shows beside the quotations."""


class QuotePage(Keeping, inherit_bindings=False):
    """Fetches its quotations in the background and shows them under a title."""

    CSS_PATH = "../search.tcss"
    BESIDE = 110
    """Columns from which the context stands beside the quotations."""
    STATE: State = "page"
    """What the status line reminds of."""

    heading = getters.query_one("#page-title", Static)
    words = getters.query_one("#page-words", Static)

    class Loaded(Message):
        """What the page shows, or why it shows nothing."""

        question: Question
        fetched: Fetched | None
        problem: str = ""

    def __init__(self, library: Library, writer: Writer) -> None:
        super().__init__(library, writer)
        self.fetched: Fetched | None = None
        self.limit = _PAGE
        """As many quotations have been asked for."""
        self._question = Question()
        self._loading = False
        self._held = ExitStack()

    def fetch(self, limit: int, before: tuple[QuoteHit, ...]) -> Fetched:
        """The hits before and at most so many behind the last of them; called in a thread."""
        raise NotImplementedError

    def show_beside(self, fetched: Fetched) -> None:
        """Shows what is beside the quotations."""

    def on_mount(self) -> None:
        """Asks for what the page shows; what is on screen stays there for the moment that this takes."""
        self._held.enter_context(self.app.batch_update())
        self._held.callback(self.refresh)
        self.set_timer(_PATIENCE, self._held.close)
        self.load()

    def on_unmount(self) -> None:
        """Lets go of the screen, also where the page is left before there is anything to show."""
        self._held.close()

    def _compositor_refresh(self) -> None:
        """Draws nothing that would not be shown; Textual draws it all the same, and drops it."""
        if not self.app._batch_count:
            super()._compositor_refresh()

    @on(events.ScreenResume)
    def _take_keys(self) -> None:
        if self.focused is None:
            self.quotes.focus()

    @on(events.DescendantFocus)
    def _show_hints(self) -> None:
        self.status.hints = tuple(hints(self.STATE, getattr(self.app, "keymap", {})))

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
        """Asks for the page anew, as much of it as there is; only the latest answer is shown."""
        self._ask(self.limit)

    def _ask(self, limit: int, *, before: tuple[QuoteHit, ...] = ()) -> None:
        self._loading = True
        self._question.drop()
        self._question = Question()
        self._load(self._question, limit, before)

    @work(thread=True, exclusive=True, group="page", description="page", exit_on_error=False)
    def _load(self, question: Question, limit: int, before: tuple[QuoteHit, ...]) -> None:
        try:
            with question:
                message = self.Loaded(question, self.fetch(limit, before))
        except DroppedError:
            return
        except NewsreaderError as error:
            message = self.Loaded(question, None, told(error))
        except Exception as error:  # a worker's edge: whatever happens is said
            message = self.Loaded(question, None, clean_line(f"{type(error).__name__}: {error}"))
        self.post_message(message)

    @on(Loaded)
    def _show_loaded(self, message: Loaded) -> None:
        if message.question is not self._question:
            return  # an answer to an older question
        self._loading = False
        self._held.close()
        self.words.set_class(bool(message.problem), "-problem")
        if message.fetched is None:
            self.words.update(Content(message.problem), layout=False)
            return
        again = self.fetched is not None
        self.fetched = message.fetched
        self.show_beside(message.fetched)
        self.quotes.show(message.fetched.groups, again=again)

    @on(QuoteList.EndNear)
    def _load_more(self) -> None:
        fetched = self.fetched
        if fetched is not None and fetched.more and not self._loading and len(fetched.hits) < _MOST:
            self.limit = len(fetched.hits) + _PAGE
            self._ask(_PAGE, before=fetched.hits)

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
