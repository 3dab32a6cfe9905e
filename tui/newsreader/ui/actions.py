"""The one table of what a person can do. Bindings, hints, help screen, palette and README come from it.

Keys are written as they are typed on a Latin keyboard; `keymap` adds what the same keys send under the Russian layout.
An action's id is the name of its method: `next_section` runs `action_next_section` of the screen that is open.
"""

from __future__ import annotations

from typing import Literal

from newsreader.record import Record
from newsreader.ui.i18n import N_

Context = Literal["library", "search", "help", "menu", "picker"]


class Action(Record):
    """Something a person can do, and by which keys."""

    id: str
    keys: tuple[str, ...]
    group: str
    help: str
    """A sentence for the help screen and the palette, in English; the catalogues have the other languages."""
    contexts: tuple[Context, ...] = ("library",)
    hint: str = ""
    """One or two words for the status line."""
    app: bool = False
    """Whether the app does it, on any screen; else the screen that is open."""


MOVING = N_("Moving")
ARTICLES = N_("Articles")
READING = N_("In the text")
QUOTING = N_("Quotations")
MARKING = N_("Marks")
LOOKS = N_("Screen")
GROUPS = (MOVING, ARTICLES, READING, QUOTING, MARKING, LOOKS)

_EVERYWHERE: tuple[Context, ...] = ("library", "search", "help", "menu", "picker")
_LONG: tuple[Context, ...] = ("library", "search", "help", "picker")
_PAGES: tuple[Context, ...] = ("library", "search", "help")
_QUOTES: tuple[Context, ...] = ("library", "search")
_FOUND: tuple[Context, ...] = ("search",)
_FINDS: tuple[Context, ...] = ("library", "help")

ACTIONS = (
    Action("down", ("j", "down"), MOVING, N_("Down"), _EVERYWHERE),
    Action("up", ("k", "up"), MOVING, N_("Up"), _EVERYWHERE),
    Action("page_down", ("space", "pagedown", "ctrl+f"), MOVING, N_("Page down"), _LONG, N_("page")),
    Action("page_up", ("b", "pageup", "ctrl+b"), MOVING, N_("Page up"), _LONG),
    Action("half_page_down", ("ctrl+d",), MOVING, N_("Half a page down"), _PAGES),
    Action("half_page_up", ("ctrl+u",), MOVING, N_("Half a page up"), _PAGES),
    Action("first", ("g", "home"), MOVING, N_("To the beginning"), _EVERYWHERE),
    Action("last", ("G", "end"), MOVING, N_("To the end"), _EVERYWHERE),
    Action("open", ("enter", "l", "right"), MOVING, N_("Open, go in"), _EVERYWHERE, N_("open")),
    Action("back", ("h", "left"), MOVING, N_("One level back"), _EVERYWHERE, N_("back")),
    Action("escape", ("escape",), MOVING, N_("Undo a search or filter, else one level back"), _EVERYWHERE, N_("back")),
    Action("leave", ("q",), MOVING, N_("One level back, at the top quit"), _EVERYWHERE, N_("quit")),
    Action("next_article", ("J",), ARTICLES, N_("Next article"), hint=N_("next")),
    Action("previous_article", ("K",), ARTICLES, N_("Previous article")),
    Action("next_match", ("n",), READING, N_("Next match, during a search"), hint=N_("next")),
    Action("previous_match", ("N",), READING, N_("Previous match, during a search"), hint=N_("previous")),
    Action("toggle_forms", ("w", "f5"), READING, N_("Find words in any of their forms, or as they are typed")),
    Action("next_unread", ("n",), ARTICLES, N_("Next unread article"), hint=N_("unread")),
    Action("previous_unread", ("p",), ARTICLES, N_("Previous unread article")),
    Action("find", ("/", "f3"), ARTICLES, N_("Find in the text, in the list or among names"), _FINDS, N_("find")),
    Action("filter", ("f",), ARTICLES, N_("Filter the list as you type: words, title:, by:, tag:"), hint=N_("filter")),
    Action("choose_view", ("F",), ARTICLES, N_("Choose which articles the list shows, also by a saved view")),
    Action("sort_list", ("S",), ARTICLES, N_("Choose the order of the list")),
    Action("rescan", ("r", "R"), ARTICLES, N_("Look for new and changed files")),
    Action("stop_work", ("ctrl+x",), ARTICLES, N_("Stop reading and analysing in the background, or go on with it")),
    Action("open_link", ("o",), ARTICLES, N_("Open the article's page in the browser")),
    Action("open_link_and_read", ("O",), ARTICLES, N_("Open the page and mark the article read")),
    Action("next_section", ("]", "ctrl+down"), READING, N_("Next section"), hint=N_("section")),
    Action("previous_section", ("[", "ctrl+up"), READING, N_("Previous section")),
    Action("next_quotation", ("c", ")"), READING, N_("Next quotation"), hint=N_("quotation")),
    Action("previous_quotation", ("C", "("), READING, N_("Previous quotation")),
    Action("next_mention", ("}",), READING, N_("Next mention of the chosen name"), hint=N_("mention")),
    Action("previous_mention", ("{",), READING, N_("Previous mention of the chosen name")),
    Action("outline", ("H", "f4"), READING, N_("Contents with shares of the text, to jump to"), hint=N_("contents")),
    Action("links", ("#",), READING, N_("Links by number, with where they lead"), hint=N_("links")),
    Action("show_attribution", ("a",), READING, N_("Whose words they are, and by what in the text"), hint=N_("whose")),
    Action("read_plain", ("v",), READING, N_("Linear text in the pager")),
    Action("toggle_indirect", ("I",), READING, N_("Show or hide reported speech")),
    Action("wider", ("+", "="), READING, N_("Wider text")),
    Action("narrower", ("-",), READING, N_("Narrower text")),
    Action("search_quotations", ('"', "f2"), QUOTING, N_("Search all quotations"), _QUOTES, N_("quotations")),
    Action("copy_quotation", ("y", "ctrl+y"), QUOTING, N_("Copy the quotation"), _QUOTES, N_("copy")),
    Action("copy_paragraph", ("B",), QUOTING, N_("Copy the paragraph")),
    Action("copy_text", ("E",), QUOTING, N_("Copy the whole article as text")),
    Action("copy_markdown", ("M",), QUOTING, N_("Copy the whole article as Markdown")),
    Action("copy_link", ("Y",), QUOTING, N_("Copy the article's link")),
    Action("copy_reference", ("e", "ctrl+r"), QUOTING, N_("Copy a reference by ГОСТ Р 7.0.5"), _FOUND, N_("reference")),
    Action("show_speaker", ("P", "ctrl+o"), QUOTING, N_("Page of the speaker or name"), _QUOTES, N_("speaker")),
    Action("to_query", ("/",), QUOTING, N_("Back to the line of the search"), _FOUND, N_("query")),
    Action("facets", ("f", "f4"), QUOTING, N_("Speakers, sources, years to narrow by; facts"), _FOUND, N_("narrow")),
    Action("widen", ("backspace", "-"), QUOTING, N_("Take a condition off the search"), _FOUND, N_("widen")),
    Action("unfold", ("x", "ctrl+g"), QUOTING, N_("Show or hide the same words elsewhere"), _FOUND, N_("copies")),
    Action("differences", ("d",), QUOTING, N_("Mark where the same words differ"), _FOUND),
    Action("select", ("v",), QUOTING, N_("Select the quotation, or no longer"), _FOUND, N_("select")),
    Action("export", ("S", "f9"), QUOTING, N_("Write quotations into a file"), _FOUND, N_("export")),
    Action("toggle_star", ("s", "*", "f6"), MARKING, N_("Star, or take the star off"), _QUOTES, N_("star")),
    Action("tag_quotation", ("#", "f8"), MARKING, N_("Tag the quotation"), _FOUND, N_("tag")),
    Action("note_quotation", ("a", "f7"), MARKING, N_("Write a note to the quotation"), _FOUND, N_("note")),
    Action("collect_quotation", ("+", "="), MARKING, N_("Put the quotation into a collection"), _FOUND, N_("collect")),
    Action("remove_from_collection", ("delete",), MARKING, N_("Take the quotation out of the collection"), _FOUND),
    Action("rename_collection", ("R",), MARKING, N_("Rename the collection that is open"), _FOUND, N_("rename")),
    Action("delete_collection", ("D",), MARKING, N_("Remove the collection that is open"), _FOUND, N_("remove")),
    Action("collections", ("L",), MARKING, N_("Open a collection, or everything kept"), _QUOTES, N_("collections")),
    Action("star_this", ("'",), MARKING, N_("Star the quotation that is read, or take the star off")),
    Action("tag_this", ("V", "f8"), MARKING, N_("Tag the quotation that is read")),
    Action("note_this", ("Z", "f7"), MARKING, N_("Write a note to the quotation that is read")),
    Action("collect_this", ("D",), MARKING, N_("Put the quotation that is read into a collection")),
    Action("toggle_read", ("m", "N"), MARKING, N_("Mark read or unread")),
    Action("choose_row", ("x",), MARKING, N_("Choose this article, to mark several at once"), hint=N_("choose")),
    Action("choose_all", ("X",), MARKING, N_("Choose all articles of the list, or none")),
    Action("tag", ("W",), MARKING, N_("Tags of the article, or of all chosen ones")),
    Action("read_all", ("A",), MARKING, N_("Mark all articles of the list read")),
    Action("correct", ("e",), MARKING, N_("Correct a speaker or a name by hand")),
    Action("undo", ("u",), MARKING, N_("Undo the latest mark"), _QUOTES, N_("undo")),
    Action("focus_next", ("tab",), LOOKS, N_("To the next pane"), _QUOTES, N_("pane")),
    Action("focus_previous", ("shift+tab",), LOOKS, N_("To the previous pane"), _QUOTES),
    Action("focus_list", ("1",), LOOKS, N_("To the list of articles")),
    Action("focus_reader", ("2",), LOOKS, N_("To the text")),
    Action("focus_sidebar", ("3",), LOOKS, N_("To the contents and names")),
    Action("toggle_list", ("t",), LOOKS, N_("Show or hide the list of articles"), hint=N_("list")),
    Action("toggle_sidebar", ("i",), LOOKS, N_("Show or hide the contents and names"), hint=N_("names")),
    Action("wider_list", ("ctrl+right",), LOOKS, N_("Wider list of articles")),
    Action("narrower_list", ("ctrl+left",), LOOKS, N_("Narrower list of articles")),
    Action("zen", ("z",), LOOKS, N_("Nothing but the text"), hint=N_("text only")),
    Action("palette", (":", "ctrl+p"), LOOKS, N_("Find any action by its name"), _PAGES, app=True),
    Action("change_theme", ("T",), LOOKS, N_("Choose the colours"), _PAGES, app=True),
    Action("help", ("?", "f1"), LOOKS, N_("All keys, in both layouts"), _PAGES, N_("keys"), app=True),
    Action("copy_selection", ("ctrl+c",), LOOKS, N_("Copy what is selected"), _PAGES, app=True),
    Action("quit", ("Q", "ctrl+q"), LOOKS, N_("Quit at once"), _EVERYWHERE, N_("quit"), app=True),
)  # fmt: skip

BY_ID = {action.id: action for action in ACTIONS}

State = Literal[
    "list", "reader", "sidebar", "found", "typing", "search", "results", "facets", "page", "collection", "help"
]

HINTS: dict[State, tuple[str, ...]] = {
    "list": ("find", "search_quotations", "open", "next_unread", "filter", "toggle_star", "help"),
    "reader": ("find", "search_quotations", "next_section", "next_quotation", "toggle_sidebar", "help"),
    "sidebar": ("open", "next_mention", "search_quotations", "escape", "help"),
    "found": ("next_match", "previous_match", "escape"),
    "typing": ("open", "escape"),
    "search": ("open", "focus_next", "copy_quotation", "facets", "show_speaker", "escape"),
    "results": ("open", "copy_quotation", "toggle_star", "show_speaker", "facets", "export", "to_query", "help"),
    "facets": ("open", "widen", "focus_next", "escape"),
    "page": ("open", "copy_quotation", "toggle_star", "focus_next", "export", "escape"),
    "collection": ("open", "copy_quotation", "rename_collection", "delete_collection", "undo", "export", "escape"),
    "help": ("down", "page_down", "escape"),
}
"""Which actions the status line reminds of in which state, the most useful first."""
