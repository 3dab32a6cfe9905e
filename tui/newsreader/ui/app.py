"""The app: the library's screen and what every screen shares, languages, colours, keys, the clipboard."""

from __future__ import annotations

from asyncio import get_running_loop
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from signal import SIGHUP, SIGTERM
from threading import current_thread, main_thread
from typing import TYPE_CHECKING

from textual import events, on, work
from textual.app import App
from textual.driver import Driver
from textual.drivers.linux_driver import LinuxDriver
from textual.filter import LineFilter
from textual.screen import Screen

from newsreader.library import Library
from newsreader.text import clean_line
from newsreader.ui import guard, resizing
from newsreader.ui.charset import UTF_8
from newsreader.ui.clipboard import copy_by_tool, writable
from newsreader.ui.colourless import Colourless
from newsreader.ui.driver import TerminalDriver
from newsreader.ui.i18n import _, choose_language
from newsreader.ui.keymap import rebind
from newsreader.ui.requests import ClosePage, Copy, ReadQuotation, ShowCollection, ShowProfile, ShowSearch
from newsreader.ui.screens.main import LibraryScreen
from newsreader.ui.sheets import FIRST, read_sheet
from newsreader.ui.stated import faults_in_short, setting_faults
from newsreader.ui.themes import DARK, OWN_THEMES, variable_defaults
from newsreader.ui.trail import Trail, page_for
from newsreader.ui.widgets.status import StatusLine
from newsreader.ui.wording import charset_problems, told

if TYPE_CHECKING:
    from newsreader.ui.screens.quote_search import QuoteSearch

_BEHIND = 0.025
"""Seconds in which what a key has begun goes from part to part: the answer to a question on its way to the marks."""
_THREADS = 64
"""As many as work at the same time, at most; asyncio's own number, on one processor, is five."""


def _have_threads() -> None:
    """No answer to a key waits until a sync or an analysis leaves a thread."""
    get_running_loop().set_default_executor(ThreadPoolExecutor(_THREADS))


def _put_on(app: App[None], name: str) -> None:
    """Sets the theme; one of the program's own without the second parsing of all styles that a change brings."""
    own = next((own for own in OWN_THEMES if own.name == name), None)
    if own is None:
        app.theme = name
        return
    app.set_reactive(App.theme, name)
    for class_, active in ((f"-theme-{name}", True), ("-dark-mode", own.dark), ("-light-mode", not own.dark)):
        app.set_class(active, class_, update=False)


def _prepare(charset: str) -> None:
    """Mends what Textual does for all apps."""
    guard.install(charset)
    resizing.install()


class NewsreaderApp(App[None]):
    """The reader over one library.

    Args:
        library: what is read.
        language: "en" or "ru"; unset: by the locale.
        theme: name of a theme; unset: the program's own dark one.
        keymap: own keys by action id, `{"next_quotation": "c, x"}`.
        open_article: id of an article to open at once.
        faults: what is wrong with the configuration's file.
        sync: whether to bring the library up to date in the background.
        measure: width of the text in cells.
        jobs: processes that analyse in the background.
        views: filters of the list by the names under which they are saved.
        state: where the screen's state is kept between runs; unset: nowhere.
        config: the configuration file, in which filters are saved as views; unset: none are.
        charset: what the terminal speaks, as `codecs` calls it.
        places: where in the configuration's file each setting stands; what is wrong with one is said with that.
        samples: whether the library is the sample articles, shown because the person's own has none.
    """

    TITLE = "newsreader"
    ENABLE_COMMAND_PALETTE = False
    ESCAPE_TO_MINIMIZE = False
    _themed = False

    def __init__(
        self,
        library: Library,
        *,
        language: str | None = None,
        theme: str | None = None,
        keymap: Mapping[str, str] | None = None,
        open_article: str | None = None,
        faults: Sequence[str] = (),
        sync: bool = True,
        measure: int = 76,
        jobs: int = 1,
        charset: str = UTF_8,
        samples: bool = False,
        views: Mapping[str, str] | None = None,
        places: Mapping[str, str] | None = None,
        state: Path | None = None,
        config: Path | None = None,
    ) -> None:
        choose_language(language)
        _prepare(charset)
        super().__init__()
        for sheet in FIRST:
            read_sheet(self, sheet)
        self.animation_level = "none"
        self.library = library
        self.charset = charset
        self.keymap = dict(keymap or {})
        stated = setting_faults(keys=self.keymap, views=views or {}, theme=theme, places=places or {})
        self._notices = [*faults_in_short([*faults, *stated]), *library.notices, *charset_problems(charset)]
        self._start = LibraryScreen(library, first=open_article, sync=sync, measure=measure, jobs=jobs)
        self._start.take_up(views or {}, state, samples=samples, config=config)
        rebind(self._start, "library", self.keymap)
        self.trail = Trail(self)
        for own in OWN_THEMES:
            self.register_theme(own)
        self._set_first_theme(theme or DARK)

    def _set_first_theme(self, stated: str) -> None:
        self._themed = True
        self._start.stated_theme, last = stated, self._start.last_theme
        _put_on(self, next((name for name in (last, stated) if name in self.available_themes), DARK))
        self.stylesheet.set_variables(self.get_css_variables())

    def get_driver_class(self) -> type[Driver]:
        """Textual's choice; of the ordinary one, ours."""
        chosen = super().get_driver_class()
        return TerminalDriver if chosen is LinuxDriver else chosen

    def get_default_screen(self) -> Screen[None]:
        """The library's screen."""
        return self._start

    def get_css_variables(self) -> dict[str, str]:
        """The theme's, with the program's before it; none before it is set: nobody sees those of Textual's default."""
        return super().get_css_variables() | self.get_theme_variable_defaults() if self._themed else {}

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """The program's own colour variables under themes that do not set them."""
        theme = self.current_theme
        return {} if theme in OWN_THEMES else variable_defaults(theme)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line goes through; under NO_COLOR it leaves no colour at all."""
        return [Colourless()] if self.no_color else super().get_line_filters()

    def on_mount(self) -> None:
        """Says what there is to say about the start, and lets no signal leave the terminal as it is."""
        _have_threads()
        if current_thread() is main_thread():
            for number in (SIGTERM, SIGHUP):
                get_running_loop().add_signal_handler(number, self._end, number)
        for notice in self._notices:
            self.notify(told(notice), severity="warning", markup=False, timeout=10)

    def say(self, words: str) -> None:
        """Says in the bottom line, or where there is none in a notice, what has just happened."""
        lines = self.screen.query(StatusLine)
        if lines:
            lines.first().say(words)
        else:
            self.notify(words, markup=False)

    def on_key(self, event: events.Key) -> None:
        """Gives a line or a screen that opens for typing the letters that were on their way to what had the keys."""
        for taker in (self.focused, self.screen):
            take = getattr(taker, "take_early", None)
            if take is not None:
                take(event)
                return

    @on(Copy)
    def _copy(self, message: Copy) -> None:
        text = writable(message.text)
        self.copy_to_clipboard(text)
        self._copy_by_tool(text)
        self.say(message.said.format(text=clean_line(text, limit=120)))

    @work(thread=True, exclusive=True, group="clipboard", exit_on_error=False)
    def _copy_by_tool(self, text: str) -> None:
        copy_by_tool(text)

    def action_copy_selection(self) -> None:
        """Copies what is selected on the screen that is open."""
        selected = self.screen.get_selected_text()
        if selected:
            self.post_message(Copy(selected, _("Copied: {text}")))
            self.screen.clear_selection()
        else:
            self.say(_("Nothing is selected; Q quits"))

    action_help_quit = action_copy_selection
    """What Textual does on ^C where nothing else does."""

    def action_palette(self) -> None:
        """Every action by its name."""
        from newsreader.ui.commands import Palette

        if not isinstance(self.screen, Palette):
            self.push_screen(Palette())

    def action_change_theme(self) -> None:
        """The themes by their names."""
        from newsreader.ui.screens.theme_picker import choose_theme

        choose_theme(self, self.keymap)

    def action_help(self) -> None:
        """All keys; pressed again, back."""
        from newsreader.ui.screens.help import HelpScreen

        if isinstance(self.screen, HelpScreen):
            self.screen.dismiss()
        else:
            screen = HelpScreen(self.keymap)
            rebind(screen, "help", self.keymap)
            self.push_screen(screen)

    def on_quote_search_chosen(self, message: QuoteSearch.Chosen) -> None:
        """A quotation was found and is read where it stands."""
        self._read(ReadQuotation(message.hit))

    @on(ReadQuotation)
    def _read(self, message: ReadQuotation) -> None:
        if self.screen is not self._start:  # a second Enter may be on its way while the first one closes the page
            self._start.open_hit(message.hit, self.trail.leave())

    @on(ShowProfile)
    @on(ShowCollection)
    def _show_page(self, message: ShowProfile | ShowCollection) -> None:
        self.trail.open(page_for(message, self.library, self._start.writer, self.keymap))

    @on(ShowSearch)
    def _show_search(self) -> None:
        if not self.trail.back_to("search"):
            self._start.action_search_quotations()

    @on(ClosePage)
    def _close_page(self) -> None:
        self.trail.close()

    def on_quote_search_closed(self) -> None:
        """The search of quotations is left; it keeps what it has found."""
        if self.screen is not self._start:
            self.pop_screen()

    def _end(self, number: int) -> None:
        """Ends as by the key, with the exit code that tells of the signal."""
        self.exit(return_code=128 + number, message=self._start.keep_state())

    async def action_quit(self) -> None:
        """Quits, when what was pressed just before has come through, and keeps where reading stopped."""
        self.set_timer(_BEHIND, lambda: self.exit(message=self._start.keep_state()))
