"""Keeping the library's screen in step with its folder: the sync in the background and what it brings."""

from __future__ import annotations

from array import array
from threading import Event
from time import monotonic

from textual import on, work

from newsreader.errors import NewsreaderError
from newsreader.library import Library
from newsreader.reports import Progress, SyncReport
from newsreader.text import clean_line
from newsreader.ui.i18n import _, ngettext
from newsreader.ui.message import Message
from newsreader.ui.screens.noticing import Noticing
from newsreader.ui.wording import progress_words, told

_EVERY = 0.2
"""Seconds between two reports of progress."""
_HEAD_START = 0.3
"""Seconds in which the screen shows what was read, before its analysis takes the processor."""
_LOOK_EVERY = 5.0
"""Seconds between two looks at the folder, at least; a look takes at most a fiftieth of the time."""
_SHARE = 50


class Syncing(Noticing):
    """Runs the sync; neither the current row nor the text moves by what it brings."""

    class Synced(Message):
        """How far the sync has come, and at its end what it has changed."""

        halt: Event
        """Which of the syncs it comes from: one that was told to stop may still have a word to say."""
        progress: Progress | None
        report: SyncReport | None = None
        problem: str | None = None

    class Looked(Message):
        """Whether the folder has changed, and how many seconds it took to see that."""

        changed: bool
        seconds: float
        version: int | None
        """Of the index; None where it could not be asked."""

    def __init__(self, library: Library, *, jobs: int = 1) -> None:
        super().__init__(library)
        self._jobs = jobs
        self._stop = Event()
        self._stage = ""
        self._again = False
        self._said_empty = False
        """Whether the text's place says that there are no articles."""
        self._fills = False
        """Whether the library is read for the first time and the person has not moved yet: the newest is current."""
        self._newest: int | None = None
        self._version: int | None = None
        self._stopped = False
        """Whether the person has stopped what goes on in the background."""
        self.sync_words = ""
        """How far the sync has come; empty while none runs."""

    def on_unmount(self) -> None:
        """Ends the sync, and whatever a worker process is at: the program ends only when no thread waits any more."""
        self._stop.set()
        self.library.stop()

    def sync(self) -> None:
        """Brings the library up to date with its folder; where a sync is analysing, it goes on after that."""
        self._stop.set()
        self._stop = Event()
        self._stage, self._again, self._stopped = "scan", False, False
        self._sync(self._stop)

    @work(thread=True, group="sync", exit_on_error=False)
    def _sync(self, stop: Event) -> None:
        """Syncs and reports on the way."""
        reported = 0.0
        stage = ""

        def report(progress: Progress) -> None:
            nonlocal reported, stage
            now = monotonic()
            if now - reported >= _EVERY or progress.stage != stage or progress.done == progress.total:
                reported, stage = now, progress.stage
                self.post_message(self.Synced(stop, progress))
            if progress.stage == "read" and progress.done == progress.total:
                stop.wait(_HEAD_START)

        try:
            done = self.library.sync(jobs=self._jobs, on_progress=report, stop=stop)
            message = self.Synced(stop, None, done)
        except Exception as error:  # a worker's edge: whatever happens is said, and reading goes on
            message = self.Synced(stop, None, problem=told(error))
        self.post_message(message)

    @on(Synced)
    def _show_synced(self, message: Synced) -> None:
        before = self._stage
        if message.halt is self._stop:
            self._stage = message.progress.stage if message.progress is not None else ""
            self._say_progress(message.progress)
        if message.progress is not None:
            if message.progress.stage != "scan":  # the first word of the analysis follows the last file that was read
                self._refresh_list(analysed=message.progress.stage == before == "analyse")
            self._sync_again()
            return
        if message.problem is not None:
            self.notify(message.problem, title=_("Not brought up to date"), severity="error", markup=False)
        if message.report is not None:
            self._say_report(message.report)
        self._refresh_list()
        self.explain_empty()
        self._sync_again()

    def _say_progress(self, progress: Progress | None) -> None:
        rest = _("stopped, r goes on") if self._stopped else ""
        self.sync_words = rest if progress is None or self._stopped else progress_words(progress)
        self.show_busy()

    def watch_folder(self, seconds: float = 0.0) -> None:
        """Looks at the folder after a while; `seconds` is how long the look before took."""
        self.set_timer(max(_LOOK_EVERY, seconds * _SHARE), self.look)

    @work(thread=True, group="look", exit_on_error=False)
    def look(self) -> None:
        """Sees whether the folder has changed."""
        begun = monotonic()
        opened = self.opened
        try:
            changed = self.library.changed(None if opened is None else opened.key)
            version = self.library.version()
        except NewsreaderError:  # the folder is away, or the program ends: whoever asks for a sync is told
            changed, version = False, None
        self.post_message(self.Looked(changed, monotonic() - begun, version))

    @on(Looked)
    def _show_looked(self, message: Looked) -> None:
        self.show_notices()
        self.watch_folder(message.seconds)
        self._again = self._again or message.changed
        before, self._version = self._version, message.version
        if before != message.version and None not in (before, message.version) and not self._stage:
            self._refresh_list()  # another program has marked or synced, or a mark of this one has just been counted
        self._sync_again()

    def _sync_again(self) -> None:
        """Syncs where the folder has changed; files that are being read are not begun anew."""
        if self._again and not self._stopped and self._stage not in ("scan", "read"):
            self.sync()

    def row_for(self, keys: array[int]) -> int | None:
        """The newest article's, while a library is read for the first time and the person has not moved."""
        rows = self.articles
        at = rows.keys[rows.cursor] if rows.keys else None
        stayed = at == self._newest and self.pane == "list" and not self.reader.scroll_offset.y
        fills = self._fills and stayed
        self._fills = fills and self._stage in ("scan", "read")
        self._newest = keys[0] if fills and keys else None
        return self._newest

    def _refresh_list(self, *, analysed: bool = False) -> None:
        """Shows what the sync has brought; the current row and the text stay where they are.

        Args:
            analysed: whether it has brought nothing but analyses, which leave most lists as they are.
        """
        self.articles.update_rows()
        if not analysed:
            self.renew_opened()
        if not analysed or self.filter.words or self.sort == "quotations":
            self.list_news()
        else:
            self.show_title()
        if self.library.counts().articles and self._said_empty:
            self._said_empty = False
            self.explain()

    def _say_report(self, report: SyncReport) -> None:
        if report.added:
            said = ngettext("{n} new article", "{n} new articles", report.added)
            self.status.report(said.format(n=report.added))
        self.say_problems(report)

    def action_stop_work(self) -> None:
        """Stops what is read and analysed in the background, or goes on with it."""
        if self._stopped:
            self.action_rescan()
        elif self._stage:
            self._stopped = True
            self._stop.set()
            self._say_progress(None)
        else:
            self.status.say(_("Nothing goes on in the background"))

    def action_rescan(self) -> None:
        self.sync_words = _("looking for new files")
        self.show_busy()
        self.sync()

    def show_busy(self) -> None:
        """Says what is being worked on in the background."""
        self.status.busy = self.sync_words

    def explain_empty(self, *, looking: bool = False) -> None:
        """Says in the place of the text what to do with an empty library; `looking`: that may yet fill."""
        if not self.library.counts().articles:
            self._said_empty, self._fills = True, looking
            folder = clean_line(str(self.library.folder))
            if looking:
                self.explain(_("Looking for articles"), folder)
                return
            self.explain(
                _("There are no articles here yet"),
                _("newsreader add FILE adds texts and pages;"),
                _("files in {folder} appear by themselves.").format(folder=folder),
                _("? shows the keys, q quits."),
            )
