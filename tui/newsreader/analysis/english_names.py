"""Collects the names in an English text by their capital letters, and finds the fullest form of one."""

from __future__ import annotations

import re
from collections import defaultdict

from newsreader.analysis.lexicon import english
from newsreader.models import Span

_CAPITAL = r"[A-ZÀ-Þ](?:[\w’'-]*\w)?"
_BODIES = (
    "University|Institute|Department|Ministry|Council|Federation|Association|Bank|House|Board|College|Church|Court"
    "|Secretary|Union|League|Office|Centre|Center|School|Chamber|Republic|City|State"
)
_WORD = rf"(?:(?:[A-Z]|Dr|Mr|Mrs|Ms|Prof|St|Gen|Sen|Rep|Gov|Jr)\.|{_CAPITAL})"
_NAME = re.compile(
    rf"(?:{_CAPITAL}\s){{0,5}}?(?:{_BODIES})\s(?:of|for)\s(?:the\s)?{_CAPITAL}(?:\s{_CAPITAL}){{0,4}}"
    rf"|{_WORD}(?:\s(?:(?:de|van|von|al|bin|der|la)\s)?{_WORD}){{0,7}}"
)
_PLURALS = (
    "olice",
    "men",
    "women",
    "ers",
    "ors",
    "ists",
    "ials",
    "ents",
    "ysts",
    "tics",
    "ians",
    "people",
    "ses",
    "ties",
)
_LONGEST = 80


class Names:
    """The names of one text by their last word."""

    def __init__(self, body: str) -> None:
        self._body = body
        self._by_last: dict[str, list[str]] = defaultdict(list)
        for found in _NAME.finditer(body):
            name = _without_titles(found[0])
            if name and len(name) <= _LONGEST:
                self._by_last[_last(name)].append(name)

    def fullest(self, span: Span) -> str | None:
        """The fullest name in the text of the one whom a phrase names; None where it names nobody."""
        phrase = span.of(self._body)
        found = [name for name in (_without_titles(one[0]) for one in _NAME.finditer(phrase)) if name]
        if not found:
            return self._body_named(phrase)
        if phrase == found[0] and len(phrase.split()) == 1 and phrase.endswith(_PLURALS):
            return None  # a common noun that opens its sentence
        if len(found) > 1 and " and " in phrase:
            return " и ".join(dict.fromkeys(self._longest(name) for name in found))
        return self._longest(found[0] if " of " in phrase else found[-1])

    def _longest(self, name: str) -> str:
        forms = {form for form in self._by_last.get(_last(name), ()) if name in form}
        firsts = {form.split()[0] for form in forms if len(form.split()) > 1}
        if len(name.split()) == 1 and len(firsts) > 1:
            return name  # two people of one surname
        return max(forms, key=lambda form: (len(form.split()), form), default=name)

    def _body_named(self, phrase: str) -> str | None:
        """The board → Marrow Harbours Board, where only one name ends so."""
        words = phrase.split()
        if not words or words[0].lower() != "the":
            return None
        forms = {form for form in self._by_last.get(words[-1].lower(), ()) if len(form.split()) > 1}
        return forms.pop() if len(forms) == 1 else None


def _last(name: str) -> str:
    return name.split()[-1].lower().removesuffix("’s").removesuffix("'s")


def _modifies(words: list[str]) -> bool:
    """Whether the first word belongs to a title: Foreign Minister, but not Foreign Office."""
    lists = english()
    title = next((word.lower() for word in words if word.lower() not in lists.title_modifiers), "")
    return words[0].lower() in lists.title_modifiers and title in lists.titles


def _without_titles(name: str) -> str:
    words = name.split()
    lists = english()
    while words and (
        words[0].lower() in lists.titles
        or _modifies(words)
        or words[0].lower() in ("the", "a", "an")
        or words[0].lower() in lists.connectives
    ):
        words.pop(0)
    joined = " ".join(words)
    return joined.removesuffix("’s").removesuffix("'s")
