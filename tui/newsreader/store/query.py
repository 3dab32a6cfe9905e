"""Turns what a person typed into a query. Any string is legal.

    террористы граница     both words, in any form, in the words said or the speaker's name
    "наши границы"         these words next to each other, as they are
    -погода  -"наши дни"   without
    газ ИЛИ нефть          one of them (also OR, |)
    кто:Токаев             said by, under any form of the name, or in a role (also by:)
    о:ШОС                  from articles that name this person, organisation or place (also about:)
    источник:Sputnik       from this source (also source:)
    от:2024-04 до:вчера    published since, until (also since:, until:); a year, a month, a day
    вид:прямая             direct, mixed or indirect speech (also kind:)
    тег:граница            tagged so, itself or by its article (also tag:)
    звезда:                starred (also starred:)

A value of several words stands in quotation marks; each refinement can be refused: -кто:Токаев. The word at the end,
while it is being typed, also finds words that begin with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from newsreader.record import Record, replace
from newsreader.store.refinements import KINDS, NAMES, Field, kinds_of, minutes_of, yes_or_no
from newsreader.store.terms import token
from newsreader.text import fold, words

MOST_TERMS = 24
"""Terms of a query that are looked at."""
LONGEST = 2_000
"""Letters of a query that are looked at."""
_NAMES = "|".join(sorted(NAMES, key=len, reverse=True))
_PIECE = re.compile(
    r"(?P<space>\s+)"
    rf"|(?P<minus>-(?=[^\s-]))?(?:(?P<name>{_NAMES}):)?(?:\"(?P<phrase>[^\"]*)(?P<end>\"|$)|(?P<word>[^\s\"]+)|(?<=:))",
    re.IGNORECASE,
)
_OR = frozenset(("ИЛИ", "OR", "|", "||"))
_INSIDE = "-‑'’\u0301\u00ad"
"""What may stand inside a word: at its end, the word goes on."""
_SHORTEST_PREFIX = 2
_KIND = 0xE000
"""Where the characters begin that stand for kinds of speech, in the order of their names."""


class Piece(Record):
    """A part of what was typed, between blanks."""

    start: int
    end: int
    field: Field
    value: str
    quoted: bool
    negated: bool
    joined: bool
    """Whether «ИЛИ» stands before it."""
    open: bool
    """Whether it may go on: it is the last, and nothing has ended it."""


class Term(Record):
    """Words next to each other, one in most cases; or the value of a refinement."""

    forms: tuple[str, ...]
    exact: bool = False
    """The very forms next to each other, not any form of the words."""
    typing: bool = False
    """The last word may be the beginning of one."""
    field: Field = "text"
    value: str = ""
    """Of a refinement: as it was typed."""
    lemmas: tuple[tuple[str, ...], ...] = ()
    """The dictionary forms of each word, once they have been looked up."""
    family: frozenset[str] = frozenset()
    """All forms of these."""
    facts: tuple[str, ...] | None = None
    """What the index calls the things that the value means, once they have been looked up."""


class Query(Record):
    """All of the groups, one term of each, and none of the excluded terms."""

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()
    since: int | None = None
    """Minutes since 1900."""
    until: int | None = None
    """The minute after the last."""
    starred: bool | None = None
    """Whether a star is wanted, or refused; None where it does not matter."""

    def terms(self) -> Iterator[Term]:
        """The terms that a hit may have."""
        for group in self.groups:
            yield from group


_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟＂", '"'))


def pieces(typed: str) -> Iterator[Piece]:
    """The parts of what was typed, without blanks and «ИЛИ»."""
    text = typed[:LONGEST].translate(_QUOTES)
    joined = False
    for found in _PIECE.finditer(text):
        if found["space"] or found.end() == found.start():
            continue
        if found["word"] in _OR and not found["name"] and not found["minus"]:
            joined = True
            continue
        quoted = found["phrase"] is not None
        yield Piece(
            found.start(),
            found.end(),
            NAMES.get(fold(found["name"] or ""), "text"),
            found["phrase"] if quoted else found["word"] or "",
            quoted,
            bool(found["minus"]),
            joined,
            found.end() == len(text) == len(typed) and not found["end"],
        )
        joined = False


def parse(typed: str, *, today: date | None = None) -> Query:
    """What a person asks for; an empty query where nothing is said."""
    query = Query()
    groups: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    for piece in pieces(typed):
        if piece.field in ("since", "until", "starred"):
            query = _bounded(query, piece, today or date.today())
            continue
        term = term_of(piece)
        if term is None or len(groups) + len(excluded) >= MOST_TERMS:
            continue
        if piece.negated:
            excluded.append(term)
        elif piece.joined and groups:
            groups[-1] = (*groups[-1], term)
        else:
            groups.append((term,))
    return replace(query, groups=tuple(groups), excluded=tuple(excluded))


def _bounded(query: Query, piece: Piece, today: date) -> Query:
    """The query within the bounds that a refinement states; what is refused begins or ends where it would not."""
    if piece.field == "starred":
        wanted = yes_or_no(piece.value)
        return query if wanted is None else replace(query, starred=wanted is not piece.negated)
    stated = minutes_of(piece.value, today=today)
    if stated is None:
        return query
    first, after = stated
    if piece.field == "since":
        return replace(query, until=first) if piece.negated else replace(query, since=first)
    return replace(query, since=after) if piece.negated else replace(query, until=after)


def term_of(piece: Piece) -> Term | None:
    """The term that a piece stands for; None where it has no words, or too little of one."""
    if piece.field == "kind":
        kinds = kinds_of(piece.value)
        return Term((), field="kind", value=piece.value, facts=tuple(map(kind_fact, kinds))) if kinds else None
    said = list(words(piece.value))
    if not said:
        return None
    forms = tuple(token(word.form) for word in said)
    unfinished = piece.open and not piece.value[said[-1].end :].strip(_INSIDE)
    if unfinished and len(forms[-1]) < _SHORTEST_PREFIX and (len(forms) == 1 or piece.quoted):
        forms, unfinished = forms[:-1], False  # too little of a word to look for
    if not forms:
        return None
    value = "" if piece.field in ("text", "who") else piece.value
    return Term(forms, piece.quoted, unfinished, piece.field, value)


def kind_fact(kind: str) -> str:
    """What the index calls a kind of speech."""
    return chr(_KIND + tuple(KINDS).index(kind))
