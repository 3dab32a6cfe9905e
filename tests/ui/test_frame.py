"""The frame: panes by width, overlays, empty libraries, errors, work in the background."""

from __future__ import annotations

from dataclasses import replace
from threading import Event

import pytest
from rich.cells import cell_len
from textual.pilot import Pilot

from newsreader.errors import StoreError
from newsreader.reports import SyncReport
from newsreader.ui.actions import ACTIONS
from newsreader.ui.commands import ActionProvider, _has
from newsreader.ui.screens.filter_menu import FilterMenu
from newsreader.ui.screens.help import HelpScreen, HelpTable, help_content
from newsreader.ui.screens.main import LibraryScreen
from newsreader.ui.themes import DARK, LIGHT
from tests.ui.driving import LAYOUTS, reading
from tests.ui.fakes import FakeLibrary
from tests.ui.samples import bridge, briefs, ferry, samples, weather

SIZES = [(20, 5), (1, 1), (40, 12), (71, 24), (72, 24), (80, 24), (99, 30), (100, 30), (120, 40), (200, 50), (400, 100)]


@pytest.mark.parametrize("size", SIZES)
async def test_every_size_starts_and_takes_keys(size: tuple[int, int]) -> None:
    async with reading(size=size) as driven:
        await driven.press("j", "enter", "space", "]", "c", "i", "q", "t", "z", "z", "/", "escape", "?", "escape")
        assert driven.app.is_running
        assert driven.app.return_code in (None, 0)


async def test_resizing_while_anything_is_open() -> None:
    async with reading() as driven:
        for key in ("enter", "?", '"', "f", ":", "/"):
            await driven.press(key)
            for width, height in ((20, 5), (120, 40)):
                await driven.pilot.resize_terminal(width, height)
            await driven.press("escape")
        assert driven.opened == "bridge"


async def test_a_narrow_terminal_shows_the_list_over_the_text() -> None:
    async with reading(size=(60, 20)) as driven:
        screen = driven.screen
        assert driven.pane() == "list" and screen.wishes.over == "list"
        await driven.press("enter")
        assert driven.pane() == "reader" and screen.wishes.over is None
        assert not screen.query_one("#list-pane").display
        await driven.press("i")
        assert driven.pane() == "sidebar" and screen.sidebar.display
        await driven.press("q")
        assert driven.pane() == "reader" and not screen.sidebar.display
        await driven.press("q")
        assert driven.pane() == "list"


async def test_folded_panes_come_back_with_the_room() -> None:
    async with reading(size=(120, 40)) as driven:
        await driven.press("enter")
        await driven.pilot.resize_terminal(60, 20)
        await driven.settle()
        assert not driven.screen.sidebar.display and driven.pane() == "reader"
        await driven.pilot.resize_terminal(120, 40)
        await driven.settle()
        assert driven.screen.sidebar.display and driven.screen.query_one("#list-pane").display


async def test_the_pane_that_had_the_keys_gives_them_up_when_it_folds() -> None:
    async with reading(size=(120, 40)) as driven:
        await driven.press("3")
        await driven.pilot.resize_terminal(80, 24)
        await driven.settle()
        assert driven.pane() == "reader"


async def test_an_empty_library_says_what_to_do() -> None:
    async with reading(FakeLibrary()) as driven:
        assert driven.screen.note.display
        assert any("newsreader add" in line for line in driven.screen.note.lines)
        await driven.press("j", "enter", "c", "]", "}", "y", "s", "m", "A", "u", "J", "n", "o", "/", "escape", "q")
        assert driven.screen.opened is None


async def test_a_library_that_is_being_read_for_the_first_time_does_not_say_that_it_is_empty() -> None:
    library = FakeLibrary()
    library.may_sync.clear()

    async def look(pilot: Pilot[None]) -> None:
        await pilot.pause()
        screen = pilot.app.screen_stack[0]
        assert isinstance(screen, LibraryScreen)
        assert screen.note.lines[0] == "Looking for articles"
        library.may_sync.set()

    async with reading(library, before=look) as driven:
        await driven.settle()
        assert driven.screen.note.lines[0] == "There are no articles here yet"


async def test_articles_that_arrive_are_shown_by_themselves() -> None:
    library = FakeLibrary()
    async with reading(library, sync=False) as driven:
        library.add(*bridge())
        library.report = SyncReport(added=1)
        await driven.press("r")
        assert driven.opened == "bridge"
        assert not driven.screen.note.display
        assert driven.said == "1 new article"


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_rescan_brings_new_rows_and_moves_nothing(layout: str) -> None:
    library = FakeLibrary(samples())
    async with reading(library, layout=layout) as driven:
        await driven.press("j", "enter")
        library.add(*briefs(1)[0])
        await driven.press("r")
        assert library.synced == 2
        assert driven.opened == "ferry"
        assert len(driven.screen.articles.keys) == 6
        assert driven.screen.articles.cursor == 2


async def test_an_article_that_waits_is_shown_at_once_and_enriched() -> None:
    library = FakeLibrary([bridge(), ferry()], pending=["bridge"])
    library.may_analyse = Event()

    async with reading(library, before=lambda pilot: pilot.pause()) as driven:
        await driven.pilot.pause()
        assert driven.opened == "bridge"
        assert driven.screen.opened is not None and driven.screen.opened.analysis is None
        assert driven.screen.status.busy == "analysing…"
        library.may_analyse.set()
        await driven.settle()
        assert driven.screen.opened.analysis is not None
        assert driven.screen.status.busy == ""
        summary = driven.screen.articles.current
        assert summary is not None and summary.quotations == 4


async def test_an_analysis_that_comes_too_late_goes_to_its_own_article() -> None:
    library = FakeLibrary([bridge(), ferry(), weather()], pending=["bridge", "ferry"])
    library.may_analyse = Event()
    async with reading(library, before=lambda pilot: pilot.pause()) as driven:
        await driven.pilot.pause()
        await driven.pilot.press("j")
        await driven.pilot.pause()
        library.may_analyse.set()
        await driven.settle()
        await driven.settle()
        assert driven.opened == "ferry"
        assert driven.screen.opened is not None and driven.screen.opened.analysis == ferry()[1]


async def test_quitting_does_not_wait_for_an_analysis() -> None:
    """The one of a long text takes minutes; the program ends only when no thread waits for it any more."""
    library = FakeLibrary([bridge(), ferry()], pending=["bridge"])
    library.may_analyse = Event()
    async with reading(library, before=lambda pilot: pilot.pause()) as driven:
        await driven.pilot.pause()
        assert driven.screen.status.busy == "analysing…"
        assert not library.stopped
    assert library.stopped


async def test_an_analysis_that_fails_is_a_notice() -> None:
    article, _analysis = bridge()
    async with reading(FakeLibrary([(article, None)])) as driven:
        assert driven.notices == ["Not analysed the worker gave no answer in time"]
        assert driven.opened == "bridge"


async def test_a_folder_that_cannot_be_read_is_a_notice(monkeypatch: pytest.MonkeyPatch) -> None:
    library = FakeLibrary(samples())

    def sync(**options: object) -> SyncReport:
        raise StoreError("/news: permission denied")

    monkeypatch.setattr(library, "sync", sync)
    async with reading(library) as driven:
        assert driven.notices == ["Not brought up to date /news: permission denied"]
        assert driven.opened == "bridge"


async def test_files_that_could_not_be_read_are_named_once() -> None:
    library = FakeLibrary(samples())
    library.report = SyncReport(problems=(("плохой.md", "no text in it"), ("other.txt", "binary")))
    async with reading(library) as driven:
        assert driven.notices == ["2 files could not be read плохой.md: no text in it"]


async def test_an_article_that_has_gone_says_so() -> None:
    library = FakeLibrary(samples())
    async with reading(library) as driven:
        library._articles.pop(4)
        driven.screen.show_article("ferry")
        await driven.settle()
        assert driven.screen.note.display
        assert "no such article" in driven.screen.note.lines[1]
        await driven.press("r")
        assert driven.screen.note.display


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_list_is_filtered_as_one_types_and_escape_brings_all_back(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("/")
        await driven.type("паром")
        assert [len(driven.screen.articles.keys), driven.opened] == [1, "ferry"]
        assert driven.screen.query_one("#list-pane").border_title == "Found 1 · 1 unread"
        await driven.press("escape")
        assert len(driven.screen.articles.keys) == 5 and driven.pane() == "list"
        assert driven.opened == "ferry"


async def test_enter_keeps_the_filter_and_arrows_move_while_typing() -> None:
    async with reading() as driven:
        await driven.press("/")
        await driven.type("вести")
        await driven.press("down")
        assert driven.screen.typing and driven.opened == "weather"
        await driven.press("enter")
        assert not driven.screen.typing and driven.pane() == "list"
        await driven.press("escape")
        assert len(driven.screen.articles.keys) == 5


async def test_nothing_found_leaves_the_text_alone() -> None:
    async with reading() as driven:
        await driven.press("/")
        await driven.type("нетакого")
        assert len(driven.screen.articles.keys) == 0
        assert driven.opened == "bridge"


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_filter_menu_shows_only_starred(layout: str) -> None:
    async with reading(layout=layout) as driven:
        driven.library.set_starred(["english"], True)
        await driven.press("F")
        assert isinstance(driven.app.screen, FilterMenu)
        await driven.press("j", "j", "l")
        assert driven.opened == "english"
        assert len(driven.screen.articles.keys) == 1
        await driven.press("F", "q")
        assert len(driven.screen.articles.keys) == 1
        await driven.press("escape")
        assert len(driven.screen.articles.keys) == 5


async def test_next_unread_stays_within_the_filter() -> None:
    async with reading() as driven:
        driven.library.set_read(["weather"], True)
        await driven.press("/")
        await driven.type("вести")
        await driven.press("enter")
        await driven.press("n")
        assert driven.opened == "long"


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_quotations_are_searched_and_back_leads_to_the_same_results(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press('"')
        assert driven.app.screen is not driven.screen
        await driven.type("паводка")
        await driven.press("enter")
        assert driven.app.screen is driven.screen
        assert (driven.opened, driven.pane()) == ("bridge", "reader")
        await driven.press("q")
        assert driven.app.screen is not driven.screen
        await driven.press("escape")
        assert driven.app.screen is driven.screen


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_help_is_scrolled_and_left(layout: str) -> None:
    async with reading(layout=layout, size=(80, 24)) as driven:
        await driven.press("?")
        screen = driven.app.screen
        assert isinstance(screen, HelpScreen)
        assert screen.page.max_scroll_y > 60
        assert max(map(cell_len, help_content({}, 40).plain.splitlines())) <= 40
        await driven.press("j", "space", "G")
        assert screen.page.is_vertical_scroll_end
        await driven.press("k", "b", "g", "ctrl+d", "ctrl+u")
        assert screen.page.scroll_y == 0
        await driven.press("q")
        assert driven.app.screen is driven.screen
        await driven.press("f1", "f1")
        assert driven.app.screen is driven.screen


@pytest.mark.parametrize(
    ("key", "words"), [("y", "y — Copy the quotation"), ("н", "н — Copy the quotation"), ("f12", "F12 — does nothing")]
)
async def test_the_help_says_what_a_pressed_key_does(key: str, words: str) -> None:
    async with reading() as driven:
        await driven.press("?", key)
        screen = driven.app.screen
        assert isinstance(screen, HelpScreen)
        assert screen.page.border_subtitle == words


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_keys_are_tried_in_the_help_and_do_nothing_else(layout: str) -> None:
    """What arrived, what it does, also of keys that the help itself uses; Esc ends that."""
    async with reading(layout=layout) as driven:
        await driven.press("?", "enter", "q")
        screen = driven.app.screen
        assert isinstance(screen, HelpScreen)
        letter = "q" if layout == "latin" else "й"
        assert screen.page.border_subtitle == f"{letter} — One level back, at the top quit"
        await driven.press("f9")
        assert screen.page.border_subtitle == "F9 — in the search: Write quotations into a file"
        await driven.press("Q", ":", "?")
        assert len(driven.app.screen_stack) == 2
        await driven.press("escape")
        assert "try keys" in screen.page.border_subtitle
        await driven.press("q")
        assert len(driven.app.screen_stack) == 1


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("следующая цитата", "Next quotation"),
        ("NEXT quot", "Next quotation"),
        ("ctrl+z", ""),
        ("^P", "Find any action"),
    ],
)
async def test_the_help_is_searched_by_words_in_either_language_and_by_key(words: str, found: str, layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("?", "/")
        screen = driven.app.screen
        assert isinstance(screen, HelpScreen)
        screen.line.value = words
        await driven.settle()
        shown = str(screen.query_one(HelpTable).render())
        assert found in shown if found else shown == "nothing has these words"
        assert "Next unread" not in shown
        await driven.press("enter", "escape")
        assert "Next unread" in str(screen.query_one(HelpTable).render())
        await driven.press("escape")
        assert driven.app.screen is driven.screen


@pytest.mark.parametrize(("words", "action"), [("next quotation", "quotation"), ("следующая цитата", "quotation")])
async def test_the_palette_finds_actions_by_english_and_russian_names(words: str, action: str) -> None:
    async with reading() as driven:
        await driven.press(":")
        await driven.type(words)
        await driven.press("enter", "enter")
        assert driven.app.screen is driven.screen
        assert driven.screen.reader.current_quotation is not None
        assert action in driven.screen.status.where


@pytest.mark.parametrize(("words", "others"), [("цитат", 0), ("quotation", 0), ("nxt qtn", 1)])
async def test_letters_here_and_there_are_looked_for_only_where_no_name_has_the_words(words: str, others: int) -> None:
    async with reading() as driven:
        screen = driven.screen
        provider = ActionProvider(screen)
        found = [str(hit.text) async for hit in provider.search(words)]
        assert found
        kept = {_name for action in ACTIONS if _has(action, words) for _name in (action.help,)}
        assert (len(set(found) - kept) > 0) == bool(others)


@pytest.mark.parametrize("theme", [DARK, LIGHT, "nord", "ansi-dark", "ansi-light", "textual-light"])
async def test_every_theme_draws_everything(theme: str) -> None:
    async with reading(theme=theme) as driven:
        await driven.press("enter", "c", "3", "2", "/")
        await driven.type("мост")
        await driven.press("enter", "?")
        assert driven.app.theme == theme


async def test_an_unknown_theme_is_named_and_the_own_one_taken() -> None:
    async with reading(theme="хаки") as driven:
        assert driven.app.theme == DARK
        assert driven.notices == ["There is no theme хаки; T shows the themes there are"]


async def test_what_is_wrong_with_settings_is_one_message_with_file_and_line() -> None:
    places = {"theme": "c.yaml:1", "keys.fly": "c.yaml:3", "views.odd": "c.yaml:5"}
    views = {"odd": "since:soon", "good": "unread:"}
    async with reading(places=places, theme="sea", keymap={"fly": "x"}, views=views) as driven:
        assert driven.notices == [
            "c.yaml:3: unknown action in the keymap: fly; 2 more faults are listed by `newsreader config`"
        ]
        assert driven.app.theme == DARK


async def test_without_colours_the_app_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with reading() as driven:
        await driven.press("enter", "c")
        assert driven.app.no_color


async def test_notices_of_the_start_are_shown_letter_for_letter() -> None:
    library = FakeLibrary(samples(), notices=("the index was rebuilt",))
    async with reading(library, faults=("[/] samples \x1b[2J",)) as driven:
        assert driven.notices == ["[/] samples ␛[2J", "the index was rebuilt"]


async def test_the_program_opens_at_an_article() -> None:
    async with reading(open_article="weather") as driven:
        assert (driven.opened, driven.pane()) == ("weather", "reader")
        assert driven.screen.articles.cursor == 2


async def test_hostile_titles_and_sources_are_shown_and_harmless() -> None:
    article, analysis = bridge()
    hostile = replace(article, title="[/] \x1b]52;c;eA==\x07 [@click=app.quit]x", source="[red]\x9b2J", id="hostile")
    async with reading(FakeLibrary([(hostile, analysis)])) as driven:
        await driven.press("enter", "s", "y", "o", "?", "escape", '"', "escape")
        assert driven.app.is_running and driven.opened == "hostile"


async def test_a_hint_can_be_clicked() -> None:
    async with reading() as driven:
        await driven.pilot.click("#status", offset=(2, 0))
        await driven.settle()
        assert driven.screen.typing


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_quitting_at_once_from_anywhere(layout: str) -> None:
    async with reading(layout=layout) as driven:
        await driven.press("3", "Q")
        assert driven.app._exit
