"""Says what becomes of the index and of files while one reads: what is damaged is made anew, or cannot be read."""

from __future__ import annotations

from newsreader.library import Library
from newsreader.phrase import Phrase
from newsreader.reports import SyncReport
from newsreader.text import clean_line
from newsreader.ui.i18n import ngettext
from newsreader.ui.screens.renewing import Renewing
from newsreader.ui.wording import told


class Noticing(Renewing):
    """Shows the library's notices as they come; the app shows those of the start."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._noticed = len(library.notices)
        self._said_problems: frozenset[tuple[str, str]] = frozenset()
        """What the sync before could not read."""

    def show_notices(self) -> None:
        """Shows those that have come since the last time; meant to be asked now and then."""
        notices = self.library.notices
        for notice in notices[self._noticed :]:
            self.notify(told(notice), severity="warning", markup=False, timeout=10)
        self._noticed = len(notices)

    def say_problems(self, report: SyncReport) -> None:
        """Names the first file that a sync could not read, and how many there are, where that is news."""
        problems = [(name, clean_line(reason)) for name, reason in report.problems]
        news = [problem for problem in problems if problem not in self._said_problems | report.known]
        self._said_problems = frozenset(problems)
        if news:
            name, reason = news[0]
            said = ngettext("{n} file could not be read", "{n} files could not be read", len(news))
            whole = reason if name in reason else Phrase("{name}: {problem}", name=name, problem=reason)
            self.notify(told(whole, limit=300), title=said.format(n=len(news)), severity="warning", markup=False)
