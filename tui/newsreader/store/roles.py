"""The roles in which articles name a speaker: the words beside the name, each role once, whatever case it stands in.

A role is called as articles call it: of its forms the one nearest to the nominative, in which words look like their
dictionary forms. Where there is none in the nominative and a noun begins it, that noun is put there, which suffices:
«главе МИД», «глава МИД». What begins with an adjective stays as it stands.
"""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsreader.findings import Role
from newsreader.store.facets import day_of_row
from newsreader.store.schema import UNDATED_ROW
from newsreader.store.terms import stem, token
from newsreader.store.vocabulary import Vocabulary
from newsreader.text import Word, clean_line, words

_MOST = 24
_PRONOUNS = frozenset(
    (
        *(
            "он",
            "она",
            "они",
            "оно",
            "я",
            "мы",
            "ты",
            "вы",
            "его",
            "ее",
            "их",
            "ему",
            "ей",
            "им",
            "сам",
            "сама",
            "сами",
        ),
        *("he", "she", "they", "it", "i", "we", "you", "his", "her", "its", "their", "him", "them", "who"),
    )
)
_SMALL = frozenset(("the", "a", "an", "и", "and", "mr", "mrs", "ms", "г"))
_NO_NOUN = ("ый", "ий", "ой", "ть", "ти", "чь", "ться", "тись")
"""How adjectives and verbs end in the dictionary; nouns that end so are left alone with them."""
_PLURAL = ("ов", "ев", "ам", "ям", "ами", "ями", "ах", "ях")
_EMPTY_MARKS = re.compile('\\s*[«“„"]\\s*[»”“"]')
_AROUND = " ,;:—–-\u00a0"


@dataclass(frozen=True, slots=True)
class _Use:
    """The words of one or more calls, and the rows of the first and the last quotation with them."""

    said: str
    count: int
    last: int
    dated: tuple[int, ...]
    """The first and the last of those with a date; empty where none has one."""


def roles(connection: sqlite3.Connection, name: str, speaker: int) -> tuple[Role, ...]:
    """The roles of a speaker, by name and row, the latest first."""
    vocabulary = Vocabulary(connection)
    own = _own_words(vocabulary, name)
    uses = [
        _Use(role, use.count, use.last, use.dated)
        for use in _uses(connection, speaker)
        if (role := _role(vocabulary, own, use.said))
    ]
    groups: dict[tuple[str, ...], list[_Use]] = defaultdict(list)
    lemmas = _Lemmas(vocabulary, (use.said for use in uses))
    for use in uses:
        groups[lemmas.key(use.said)].append(use)
    found = [(max(use.last for use in group), _merged(lemmas, group)) for group in groups.values()]
    return tuple(role for _, role in sorted(found, key=lambda pair: -pair[0])[:_MOST])


def _uses(connection: sqlite3.Connection, speaker: int) -> list[_Use]:
    """How often, and from when to when, articles call a speaker by which words."""
    rows = connection.execute(
        "SELECT u.calling, c.words, u.count, u.first, u.last FROM (SELECT calling, count(*) AS count, min(id) AS first,"
        " max(id) AS last FROM said WHERE who = ? AND calling IS NOT NULL GROUP BY calling) u"
        " CROSS JOIN callings c ON c.id = u.calling ORDER BY u.first",
        (speaker,),
    ).fetchall()
    return [
        _Use(clean_line(said), count, last, _dated(connection, speaker, calling, (first, last)))
        for calling, said, count, first, last in rows
    ]


def _dated(connection: sqlite3.Connection, speaker: int, calling: int, ends: tuple[int, int]) -> tuple[int, ...]:
    """The first and the last row with a date, of those of a call whose first and last of all are given."""
    if not (ends[0] | ends[1]) & UNDATED_ROW:
        return ends
    rows = connection.execute(
        f"SELECT min(id), max(id) FROM said WHERE who = ? AND calling = ? AND id & {UNDATED_ROW} = 0",
        (speaker, calling),
    )
    return tuple(row for row in rows.fetchone() if row is not None)


def _own_words(vocabulary: Vocabulary, name: str) -> frozenset[str]:
    """What the words of the name can look like: forms, stems and dictionary forms."""
    forms = [token(word.form) for word in words(name)]
    return frozenset(like for form in forms for like in (form, stem(form), *vocabulary.lemmas(form)))


def _role(vocabulary: Vocabulary, own: frozenset[str], said: str) -> str:
    """The words for a speaker without the name; empty where there are no others."""
    there = list(words(said))
    name = [word for word in there if _is_own(vocabulary, own, word)]
    rest = [word for word in there if word not in name and word.form not in _PRONOUNS | _SMALL]
    if not rest:
        return ""
    role = said
    for word in reversed(name):
        role = role[: word.start].rstrip(_AROUND) + " " + role[word.end :].lstrip(_AROUND)
    return _EMPTY_MARKS.sub("", role).strip(_AROUND)


def _is_own(vocabulary: Vocabulary, own: frozenset[str], word: Word) -> bool:
    form = token(word.form)
    return not own.isdisjoint((form, stem(form), *vocabulary.lemmas(form)))


class _Lemmas:
    """The dictionary forms of the words of some roles; forms that may be of one word count as of one."""

    def __init__(self, vocabulary: Vocabulary, texts: Iterable[str]) -> None:
        self._vocabulary = vocabulary
        self._of: dict[str, tuple[str, ...]] = {}
        self._root: dict[str, str] = {}
        for text in texts:
            for word in words(text):
                form = token(word.form)
                if form not in self._of:
                    self._of[form] = vocabulary.lemmas(form) or (form,)
                    self._join(self._of[form])

    def _join(self, lemmas: Sequence[str]) -> None:
        roots = sorted({_root(self._root, lemma) for lemma in lemmas})
        for other in roots:
            self._root[other] = roots[0]

    def key(self, text: str) -> tuple[str, ...]:
        """What all forms of a role have in common."""
        return tuple(_root(self._root, self._of[token(word.form)][0]) for word in words(text))

    def looks(self, text: str) -> tuple[bool, ...]:
        """Which of its words look like their dictionary forms."""
        forms = [token(word.form) for word in words(text)]
        return tuple(form in self._of[form] for form in forms)

    def nominative(self, text: str) -> str:
        """The role with its first noun in the nominative; as it is where that cannot be told."""
        chunk = text.split(" ", 1)[0]
        head = next(reversed(list(words(chunk))), None)
        lemmas = self._of.get(token(head.form), ()) if head is not None else ()
        if head is None or len(lemmas) != 1 or head.form in lemmas or not self._is_noun(lemmas[0]):
            return text
        noun = lemmas[0]
        if head.form.endswith(_PLURAL) or noun[:2] != head.form[:2]:
            return text
        return text[: head.start] + (noun.capitalize() if text[head.start].isupper() else noun) + text[head.end :]

    def _is_noun(self, lemma: str) -> bool:
        """Whether a dictionary form is one, and no stem, and looks like that of a noun."""
        return not lemma.endswith(_NO_NOUN) and lemma in self._vocabulary.lemmas(lemma)


def _root(roots: Mapping[str, str], lemma: str) -> str:
    while (above := roots.get(lemma, lemma)) != lemma:
        lemma = above
    return lemma


def _merged(lemmas: _Lemmas, uses: Sequence[_Use]) -> Role:
    counts: Counter[str] = Counter()
    for use in uses:
        counts[use.said] += use.count
    said = max(counts, key=lambda text: (lemmas.looks(text), counts[text], text))
    rows = [row for use in uses for row in use.dated]
    first, last = day_of_row(min(rows, default=None)), day_of_row(max(rows, default=None))
    return Role(lemmas.nominative(said), counts.total(), first, last)
