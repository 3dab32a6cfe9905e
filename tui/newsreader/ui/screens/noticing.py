"""Says what becomes of the index while one reads: one that is found damaged is made anew."""

from __future__ import annotations

from newsreader.library import Library
from newsreader.ui.screens.renewing import Renewing
from newsreader.ui.wording import told


class Noticing(Renewing):
    """Shows the library's notices as they come; the app shows those of the start."""

    def __init__(self, library: Library) -> None:
        super().__init__(library)
        self._noticed = len(library.notices)

    def show_notices(self) -> None:
        """Shows those that have come since the last time; meant to be asked now and then."""
        notices = self.library.notices
        for notice in notices[self._noticed :]:
            self.notify(told(notice), severity="warning", markup=False, timeout=10)
        self._noticed = len(notices)
