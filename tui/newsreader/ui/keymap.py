"""Turns the table of actions into bindings that work under the Latin and the Russian layout alike.

Twins of keys come from one table of the keyboard, so nobody switches layouts to read. No binding has priority: a
focused input gets every letter as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import get_args

from textual.binding import Binding, BindingsMap, BindingType
from textual.dom import DOMNode
from textual.keys import Keys, _character_to_key

from newsreader.keyboard import TWINS
from newsreader.ui.actions import ACTIONS, BY_ID, HINTS, Action, Context, State
from newsreader.ui.i18n import _

# Which key gives a shifted character, for terminals that name the key and the modifier but not the text.
_UNSHIFTED = dict(zip('{}:"<>?', "[];',./", strict=True))
# Opening and closing brackets and stars stand on digits in both layouts: terminals always send them as themselves.

DURING_A_SEARCH = frozenset(("next_match", "previous_match"))
"""Actions whose keys mean something else while there is no search."""

_NAMES = {
    "enter": "Enter", "escape": "Esc", "space": "Space", "tab": "Tab", "pagedown": "PgDn", "pageup": "PgUp",
    "home": "Home", "end": "End", "up": "↑", "down": "↓", "left": "←", "right": "→",
    "backspace": "⌫", "delete": "Del",
}  # fmt: skip


def twin(key: str) -> str | None:
    """What the key sends under the Russian layout, where that differs: `j` → `о`, `ctrl+f` → `ctrl+а`."""
    head, plus, last = key.rpartition("+") if key != "+" else ("", "", key)
    if head == "ctrl" and plus:
        return f"ctrl+{TWINS[last]}" if last.isalpha() and last in TWINS else None
    return TWINS.get(key) if not head else None


def _spellings(character: str) -> Iterator[str]:
    """Textual's names for one key as different terminals report it."""
    yield _character_to_key(character) if len(character) == 1 else character
    if len(character) == 1 and character.isalpha() and character.isupper():
        yield f"shift+{character.lower()}"


def key_names(keys: Sequence[str]) -> tuple[str, ...]:
    """All of Textual's key names that the keys go by, twins included, without repetition."""
    names: dict[str, None] = {}
    for key in keys:
        other = twin(key)
        for name in (key, other):
            if name is not None:
                names.update(dict.fromkeys(_spellings(name)))
        if key in _UNSHIFTED:
            base = _UNSHIFTED[key]
            names[f"shift+{_character_to_key(base)}"] = None
            names[f"shift+{_character_to_key(TWINS[base])}"] = None
    return tuple(names)


def keys_of(action: Action, keymap: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """The action's keys as typed, the user's own before the table's; these hold where no own one is a key."""
    own = (keymap or {}).get(action.id)
    return action.keys if own is None else tuple(filter(_is_key, split_keys(own))) or action.keys


def split_keys(text: str) -> Iterator[str]:
    """The keys of a user's setting: «j, down» or «j down»; a comma alone is the comma key."""
    if text.strip() == ",":
        yield ","
        return
    yield from text.replace(",", " ").split()


def actions_of(context: Context) -> Iterator[Action]:
    """The actions that a screen offers."""
    return (action for action in ACTIONS if context in action.contexts)


def bindings_for(context: Context, keymap: Mapping[str, str] | None = None) -> list[BindingType]:
    """Bindings of a screen. Where a key stands for two actions, the screen's `check_action` says which is meant."""
    return [
        Binding(name, f"app.{action.id}" if action.app else action.id, action.help, show=False)
        for action in actions_of(context)
        for name in key_names(keys_of(action, keymap))
    ]


def rebind(node: DOMNode, context: Context, keymap: Mapping[str, str]) -> None:
    """Gives a screen the user's keys.

    Textual's own `set_keymap` drops the other action of a key that two share, so the screen gets a map of its own.
    """
    if keymap:
        node._bindings = BindingsMap(bindings_for(context, keymap))


def action_of(key: str, keymap: Mapping[str, str], context: Context = "library") -> Action | None:
    """What a key, by Textual's name, does in a context; of two actions the one that needs no search."""
    found = [action for action in actions_of(context) if key in key_names(keys_of(action, keymap))]
    return next((action for action in reversed(found)), None)


def keymap_problems(keymap: Mapping[str, str], places: Mapping[str, str] | None = None) -> tuple[str, ...]:
    """What is wrong with a user's keymap, a line each: unknown actions and keys, no keys, keys taken twice.

    Args:
        keymap: keys by action.
        places: where in a file each stands, by `keys.` and the action; a problem begins with that.
    """
    problems = []
    for id_, problem in _keymap_problems(keymap):
        place = (places or {}).get(f"keys.{id_}")
        problems.append(f"{place}: {problem}" if place else problem)
    return tuple(dict.fromkeys(problems))


def _keymap_problems(keymap: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Which action of the keymap has a problem, and the problem."""
    for name, text in keymap.items():
        keys = list(split_keys(text))
        if name not in BY_ID:
            yield name, _("unknown action in the keymap: {id}").format(id=name)
        elif not keys:
            yield name, _("no key for the action {id}").format(id=name)
        for key in keys:
            if not _is_key(key):
                yield name, _("there is no key {key}; keys are named like x, ctrl+x, f5, pagedown").format(key=key)
    if not keymap:
        return  # the program's own keys are tested to differ
    told: set[tuple[str, str]] = set()  # a key and its twins are one
    for context in get_args(Context):
        taken: dict[str, str] = {}
        for action in actions_of(context):
            for name in key_names(keys_of(action, keymap)):
                other = taken.setdefault(name, action.id)
                own = next((id_ for id_ in (action.id, other) if id_ in keymap), None)
                told_already = (other, action.id) in told or other == action.id
                if own is not None and not told_already and not {action.id, other} & DURING_A_SEARCH:
                    told.add((other, action.id))
                    problem = _("the key {key} stands for both {first} and {second}")
                    yield own, problem.format(key=show_key(name), first=other, second=action.id)


def _is_key(key: str) -> bool:
    """Whether Textual can name a key so."""
    while len(key) > 1 and key.partition("+")[0] in ("ctrl", "shift", "alt"):
        key = key.partition("+")[2]
    return len(key) == 1 or key in {known.value for known in Keys}


def show_key(key: str) -> str:
    """A key as a person reads it: «Enter», «^F», «]»."""
    if key.startswith("ctrl+"):
        last = key[5:]
        return "^" + (_(_NAMES[last]) if last in _NAMES else last.upper())
    if key.startswith("shift+") and key != "shift++":
        return "Shift+" + show_key(key[6:])
    if key in _NAMES:
        return _(_NAMES[key])
    return key.upper() if len(key) > 1 and key[0] == "f" and key[1:].isdigit() else key


def show_twins(keys: Sequence[str]) -> str:
    """What to press under the Russian layout, in the order of the keys; empty where nothing differs."""
    return " ".join(show_key(other) for key in keys if (other := twin(key)) is not None)


def show_keys(keys: Sequence[str]) -> str:
    """The keys as a person reads them, in a row."""
    return " ".join(show_key(key) for key in keys)


def hints(state: State, keymap: Mapping[str, str] | None = None) -> list[tuple[str, str, str]]:
    """What the status line says in a state: (action id, its first key, what it does)."""
    rows = []
    for action in (BY_ID[name] for name in HINTS[state]):
        keys = keys_of(action, keymap)
        if state in ("typing", "search"):  # a line of input has the keys: letters would be text
            keys = tuple(key for key in keys if len(key) > 1)
        if keys:
            rows.append((action.id, show_key(keys[0]), _(action.hint or action.help)))
    return rows


def markdown(actions: Sequence[Action] = ACTIONS) -> str:
    """The table of keys for the README."""
    lines = ["| What | Keys | The same keys under ЙЦУКЕН |", "|---|---|---|"]
    for action in actions:
        keys, others = (" ".join(f"`{key}`" for key in text.split()) for text in _columns(action))
        lines.append(f"| {action.help} | {keys} | {others} |")
    return "\n".join(lines) + "\n"


def _columns(action: Action) -> tuple[str, str]:
    return show_keys(action.keys), show_twins(action.keys)
