"""The table of actions and what is made of it."""

from __future__ import annotations

import pytest
from textual import events
from textual._xterm_parser import XTermParser
from textual.binding import BindingsMap

from newsreader.keyboard import TWINS
from newsreader.ui.actions import ACTIONS, BY_ID, GROUPS, HINTS, Context
from newsreader.ui.keymap import (
    actions_of,
    bindings_for,
    hints,
    key_names,
    keymap_problems,
    keys_of,
    markdown,
    show_key,
    show_twins,
    split_keys,
    twin,
)
from tests.make_readme_keys import README, with_keys

CONTEXTS: tuple[Context, ...] = ("library", "search", "help", "menu", "picker")
SHARED = {"n", "т", "N", "Т", "shift+n", "shift+т"}
"""Keys that mean a match while there is a search, and something else else."""


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("j", "о"), ("q", "й"), ("G", "П"), ("]", "ъ"), ("[", "х"), ("}", "Ъ"), ("{", "Х"), ('"', "Э"), ("/", "."),
        ("?", ","), (":", "Ж"), ("#", "№"), ("ctrl+f", "ctrl+а"), ("ctrl+c", "ctrl+с"), ("ctrl+down", None),
        ("enter", None), ("1", None), ("(", None), ("*", None), ("+", None), ("f1", None),
    ],
)  # fmt: skip
def test_a_twin_is_what_the_same_key_sends_under_the_russian_layout(key: str, expected: str | None) -> None:
    assert twin(key) == expected


def test_the_table_of_twins_covers_the_whole_alphabet_once() -> None:
    letters = {latin: russian for latin, russian in TWINS.items() if latin.isalpha() and latin.islower()}
    assert len(letters) == 26
    assert len(set(TWINS.values()) - {"."}) >= len(TWINS) - 2
    assert {TWINS[key] for key in "qwertyuiop[]asdfghjkl;'zxcvbnm,."} == set("йцукенгшщзхъфывапролджэячсмитьбю")


def test_every_printable_key_and_every_control_letter_has_its_twin_bound() -> None:
    for action in ACTIONS:
        names = key_names(action.keys)
        for key in action.keys:
            other = twin(key)
            if other is not None:
                expected = other if other.isalpha() or "+" in other else None
                assert expected is None or expected in names, (action.id, key)


def test_terminals_that_name_the_modifier_instead_of_the_text_are_understood() -> None:
    assert {"J", "shift+j", "О", "shift+о"} <= set(key_names(("J",)))
    assert {"question_mark", "comma", "shift+slash", "shift+full_stop"} <= set(key_names(("?",)))
    assert {"colon", "Ж", "shift+ж", "shift+semicolon"} <= set(key_names((":",)))


@pytest.mark.parametrize(
    ("sequence", "action"),
    [
        ("\x1b[1081;5u", "quit"),  # Kitty's protocol: ^Q as the letter of the Russian layout
        ("\x1b[1072;5u", "page_down"),
        ("\x1b[27;5;1072~", "page_down"),  # iTerm2's way, and xterm's
        ("\x1b[1086;2u", "next_article"),  # the key and Shift, without the text
        ("\x1b[1086;1;1086u", "down"),  # with the text
        ("\x1b[1078;2;1046u", "palette"),
        ("\x1b[102;5u", "page_down"),
        ("\x06", "page_down"),
        ("о", "down"),
    ],
)
def test_what_terminals_send_under_the_russian_layout_is_understood(sequence: str, action: str) -> None:
    (event,) = [event for event in XTermParser().feed(sequence) if isinstance(event, events.Key)]
    assert event.key in key_names(BY_ID[action].keys)


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_key_stands_for_two_actions_unless_the_screen_tells_them_apart(context: Context) -> None:
    keys = BindingsMap(bindings_for(context)).key_to_bindings
    twice = {key for key, bindings in keys.items() if len({binding.action for binding in bindings}) > 1}
    assert twice <= SHARED


@pytest.mark.parametrize("context", CONTEXTS)
def test_no_binding_has_priority_so_that_an_input_gets_every_letter(context: Context) -> None:
    bindings = BindingsMap(bindings_for(context))
    assert not any(binding.priority for _key, binding in bindings)


def test_keys_that_cannot_be_typed_under_the_russian_layout_are_not_used() -> None:
    used = {key for action in ACTIONS for key in action.keys}
    assert not used & set("^&$@;|,.\\")


def test_ids_are_unique_and_every_action_has_a_group_and_a_help() -> None:
    assert len(BY_ID) == len(ACTIONS)
    assert all(action.group in GROUPS and action.help and action.keys for action in ACTIONS)


def test_every_hint_names_an_action() -> None:
    for state in HINTS:
        assert [action for action, _key, _words in hints(state)] == list(HINTS[state])


def test_own_keys_replace_those_of_the_table_and_get_twins_too() -> None:
    keymap = {"next_quotation": "x, ctrl+n"}
    assert keys_of(BY_ID["next_quotation"], keymap) == ("x", "ctrl+n")
    keys = BindingsMap(bindings_for("library", keymap)).key_to_bindings
    assert {"x", "ч", "ctrl+n", "ctrl+т"} <= {key for key, bs in keys.items() if bs[0].action == "next_quotation"}
    assert "c" not in keys


@pytest.mark.parametrize(
    ("own", "keys"), [("", ("u",)), ("hyper+q", ("u",)), ("hyper+q, f10", ("f10",)), ("f10", ("f10",))]
)
def test_where_no_own_key_is_one_the_tables_hold(own: str, keys: tuple[str, ...]) -> None:
    """A slip of the pen takes no action away."""
    assert keys_of(BY_ID["undo"], {"undo": own}) == keys


def test_a_comma_alone_is_a_key() -> None:
    assert list(split_keys(",")) == [","]
    assert list(split_keys("j, down")) == ["j", "down"]


@pytest.mark.parametrize(
    ("keymap", "words"),
    [
        ({"fly": "x"}, "unknown action in the keymap: fly"),
        ({"undo": " "}, "no key for the action undo"),
        ({"undo": "j"}, "the key j stands for both down and undo"),
        ({"undo": "u, pagedwn"}, "there is no key pagedwn; keys are named like x, ctrl+x, f5, pagedown"),
    ],
)
def test_what_is_wrong_with_a_keymap_is_named(keymap: dict[str, str], words: str) -> None:
    assert words in keymap_problems(keymap)
    assert f"config.yaml:7: {words}" in keymap_problems(keymap, {f"keys.{next(iter(keymap))}": "config.yaml:7"})


def test_two_actions_on_one_key_are_named_once() -> None:
    assert keymap_problems({"undo": "j"}) == ("the key j stands for both down and undo",)


def test_a_key_of_the_search_may_be_another_ones_too() -> None:
    assert keymap_problems({"next_unread": "n", "undo": "ctrl+shift+z, U"}) == ()


def test_the_table_as_it_stands_is_in_order() -> None:
    assert keymap_problems({}) == ()
    assert keymap_problems({"undo": "U"}) == ()


@pytest.mark.parametrize(
    ("key", "shown"),
    [
        ("enter", "Enter"), ("ctrl+f", "^F"), ("ctrl+down", "^↓"), ("]", "]"), ("f1", "F1"), ("f", "f"), ("+", "+"),
        ("shift+tab", "Shift+Tab"),
    ],
)  # fmt: skip
def test_keys_are_shown_as_people_read_them(key: str, shown: str) -> None:
    assert show_key(key) == shown


def test_twins_are_shown_for_what_differs() -> None:
    assert show_twins(("j", "down")) == "о"
    assert show_twins(("enter",)) == ""


def test_the_readme_table_has_a_row_for_every_action() -> None:
    rows = markdown().splitlines()
    assert len(rows) == len(ACTIONS) + 2
    assert all(row.count("|") == 4 for row in rows)


def test_each_screen_offers_what_its_context_says() -> None:
    assert {action.id for action in actions_of("menu")} <= {action.id for action in actions_of("library")}


def test_the_readme_has_the_keys_as_they_are() -> None:
    text = README.read_text(encoding="utf-8")
    assert markdown() in text
    assert with_keys(text) == text, "run tests/make_readme_keys.py"
