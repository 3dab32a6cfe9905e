"""A list over the text from which several are chosen: Enter chooses or no longer, the first line goes on with them."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.ui.i18n import _, ngettext
from newsreader.ui.screens.picker import Picker
from newsreader.ui.widgets.pick_list import Choice

CHOSEN = "✓"


class ManyPicker(Picker):
    """Choices that stand for members; a choice may stand for several. Answers with 0; who asks reads `chosen`.

    Args:
        title: what is chosen.
        choices: what is chosen from.
        members: the numbers that each choice stands for.
        most: how many may be chosen.
        too_many: what to say beyond that.
    """

    def __init__(
        self, title: str, choices: Sequence[Choice], members: Sequence[frozenset[int]], *, most: int, too_many: str
    ) -> None:
        super().__init__(title, [Choice(""), *choices], placeholder=_("words; Enter chooses"), at=1)
        self.chosen: frozenset[int] = frozenset()
        self._choices = choices
        self._members = members
        self._most = most
        self._too_many = too_many
        self._mark()

    def _mark(self) -> None:
        """Shows what is chosen."""
        marked = [
            choice._replace(text=f"{CHOSEN if members <= self.chosen else ' '} {choice.text}", indent=0)
            for choice, members in zip(self._choices, self._members, strict=True)
        ]
        below = [choice._replace(below=f"  {choice.below}") if choice.below else choice for choice in marked]
        hint = _("Home, then Enter") if 0 < len(self.chosen) <= self._most else ""
        self._all = [Choice(self._going_on(), below=hint), *below]

    def _going_on(self) -> str:
        number = len(self.chosen)
        if number > self._most:
            return self._too_many
        return ngettext("Go on with {n} mention", "Go on with {n} mentions", number).format(n=number)

    def _show(self, places: list[int], *, at: int) -> None:
        others = [place for place in places if place]
        super()._show([0, *others], at=at if self.typed == "" else min(1, len(others)))

    def take(self, place: int) -> None:
        """Chooses, or goes on."""
        if place == 0:
            if 0 < len(self.chosen) <= self._most:
                self.dismiss(0)
            return
        members = self._members[place - 1]
        self.chosen = self.chosen - members if members <= self.chosen else self.chosen | members
        self._mark()
        self.picks.show([self._all[one] for one in self._shown], at=self.picks.cursor or 0)
