"""The line for finding: what it says of what is typed, and the counter beside it."""

from __future__ import annotations

from textual.app import App, ComposeResult
from textual.binding import Binding
from textual.widgets import Input

from newsreader.ui.themes import DARK, OWN_THEMES
from newsreader.ui.widgets.find_bar import FindBar
from newsreader.ui.widgets.typing_line import TypingLine


class Bar(App[None]):
    """A bar alone."""

    CSS_PATH = "../../tui/newsreader/ui/reader.tcss"

    def __init__(self) -> None:
        super().__init__()
        for theme in OWN_THEMES:
            self.register_theme(theme)
        self.theme = DARK
        self.heard: list[tuple[str, str]] = []

    def compose(self) -> ComposeResult:
        yield FindBar("words", id="bar")

    def on_find_bar_changed(self, message: FindBar.Changed) -> None:
        self.heard.append(("changed", message.text))

    def on_find_bar_submitted(self, message: FindBar.Submitted) -> None:
        self.heard.append(("submitted", message.text))

    def on_find_bar_closed(self, message: FindBar.Closed) -> None:
        assert message.control.id == "bar"
        self.heard.append(("closed", message.text))


async def test_every_key_is_told_and_enter_keeps_or_closes() -> None:
    """An empty line is nothing to keep."""
    app = Bar()
    async with app.run_test(size=(40, 3)) as pilot:
        bar = app.query_one(FindBar)
        bar.focus()
        await pilot.press("о", "j", "enter")
        assert app.heard == [("changed", "о"), ("changed", "оj"), ("submitted", "оj")]
        app.heard.clear()
        await pilot.press("backspace", "backspace", "enter")
        assert app.heard[-1] == ("closed", "")
        assert bar.text == ""


async def test_coming_back_looks_for_the_same_words_again() -> None:
    """With the words selected, so that typing replaces them."""
    app = Bar()
    async with app.run_test(size=(40, 3)) as pilot:
        bar = app.query_one(FindBar)
        bar.focus()
        await pilot.press("м", "о")
        app.set_focus(None)
        await pilot.pause()
        app.heard.clear()
        bar.focus()
        await pilot.pause()
        assert app.heard == [("changed", "мо")]
        await pilot.press("р")
        assert bar.text == "р"


async def test_the_counter_says_which_of_how_many() -> None:
    """Nothing for an empty line; a sign where the step went round; a plus where the count stopped."""
    app = Bar()
    async with app.run_test(size=(40, 3)) as pilot:
        bar = app.query_one(FindBar)
        bar.show_count(0, 0)
        assert str(bar.counter.render()) == ""
        bar.focus()
        await pilot.press("м")
        for number, total, wrapped, expected in (
            (3, 17, False, "3/17"),
            (1, 17, True, "↻ 1/17"),
            (5, 10_000, False, "5/10000+"),
            (0, 0, False, "nothing found"),
        ):
            bar.show_count(number, total, wrapped=wrapped)
            assert str(bar.counter.render()) == expected


def test_editing_keys_have_twins_under_the_russian_layout() -> None:
    """^W and ^Ц are one key."""
    keys = {binding.key: binding.action for binding in TypingLine.BINDINGS if isinstance(binding, Binding)}
    own = [binding for binding in Input.BINDINGS if isinstance(binding, Binding)]
    delete_word = next(binding.action for binding in own if "ctrl+w" in binding.key)
    assert keys["ctrl+ц"] == delete_word
    assert keys["ctrl+г"] == next(binding.action for binding in own if "ctrl+u" in binding.key)
