"""Turns what a person typed into a query. Any string is legal.

    террористы граница     both words, in any form, in the words said or the speaker's name
    "наши границы"         these words next to each other, as they are
    -погода  -"наши дни"   without
    газ ИЛИ нефть          one of them (also OR, |); also of refinements: тег:мост ИЛИ кто:Лис ИЛИ нефть
    кто:Токаев             said by, under any form of the name, or in a role (also by:)
    о:ШОС                  from articles that name this person, organisation or place (also about:)
    источник:Sputnik       from this source (also source:)
    от:2024-04 до:вчера    published since, until (also since:, until:); a year, a month, a day
    дата:2024-04           published in it (also date:)
    вид:прямая             direct, mixed or indirect speech (also kind:)
    тег:граница            tagged so, itself or by its article (also tag:)
    звезда:                starred (also starred:)

A value of several words stands in quotation marks; each refinement can be refused: -кто:Токаев. The word at the end,
while it is being typed, also finds words that begin with it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from functools import reduce
from itertools import product

from newsreader.record import Record, replace
from newsreader.store.refinements import KINDS, NAMES, Field, kinds_of, minutes_of, yes_or_no
from newsreader.store.terms import token
from newsreader.text import clean_line, compiled, fold, words

MOST_TERMS = 24
"""Terms of a query that are looked at."""
MOST_WAYS = 32
"""Ways in which its choices can be met that are looked at."""
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
    goes_on: tuple[str, ...] | None = None
    """The words that the last one may be the beginning of, once they have been looked up; None where they are many."""
    facts: tuple[str, ...] | None = None
    """What the index calls the things that the value means, once they have been looked up."""


class Query(Record):
    """All of the groups, one term of each; none of the excluded terms; within the bounds; and one of each choice."""

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()
    since: int | None = None
    """Minutes since 1900."""
    until: int | None = None
    """The minute after the last."""
    starred: bool | None = None
    """Whether a star is wanted, or refused; None where it does not matter."""
    choices: tuple[tuple[Query, ...], ...] = ()
    """What «ИЛИ» joins where the index of words does not know all of it; these queries have no choices themselves."""

    def parts(self) -> Iterator[Query]:
        """The query without its choices, and each of these."""
        yield replace(self, choices=()) if self.choices else self
        for choice in self.choices:
            yield from choice

    def ways(self) -> Iterator[Query]:
        """Queries without choices: what this one finds, at least one of them finds."""
        if not self.choices:
            yield self
            return
        plain = replace(self, choices=())
        for chosen in product(*self.choices):
            yield reduce(both, chosen, plain)

    def mapped(self, work: Callable[[Term], Term]) -> Query:
        """The query with each term in the place of which `work` has another."""
        return replace(
            self,
            groups=tuple(tuple(map(work, group)) for group in self.groups),
            excluded=tuple(map(work, self.excluded)),
            choices=tuple(tuple(one.mapped(work) for one in choice) for choice in self.choices),
        )

    def terms(self) -> Iterator[Term]:
        """The terms that a hit may have."""
        for part in self.parts():
            for group in part.groups:
                yield from group


_LONE = "[\ud800-\udfff]"
"""What no database can be asked for: halves of characters, as bytes become that are no text."""
_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟＂", '"'))


def pieces(typed: str) -> Iterator[Piece]:
    """The parts of what was typed, without blanks and «ИЛИ»."""
    text = typed[:LONGEST].translate(_QUOTES)
    if not text.isprintable():
        text = compiled(_LONE).sub("\ufffd", text)
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


def chains(stated: Iterable[Piece]) -> Iterator[list[Piece]]:
    """The pieces, with those in one list that «ИЛИ» joins."""
    chain: list[Piece] = []
    for piece in stated:
        if chain and not piece.joined:
            yield chain
            chain = []
        chain.append(piece)
    if chain:
        yield chain


class Reading(Record):
    """What of a typed query is looked at, and what not, as that would be too much at once."""

    chains: tuple[tuple[tuple[Piece, ...], Query], ...]
    """What «ИЛИ» joins, with what it asks for."""
    left_out: tuple[str, ...]
    """As it was typed."""
    unfinished: tuple[str, ...]
    """Refinements without a value, or with one that means nothing; they do not narrow."""


def read(typed: str, *, today: date | None = None) -> Reading:
    """The parts of a query, as many as can be answered."""
    taken, left_out, unfinished = [], [], []
    terms, ways = 0, 1
    for chain in chains(pieces(typed)):
        kept, left = [], MOST_TERMS - terms
        for piece in chain:
            one = _of_piece(piece, today)
            is_term = bool(one.groups or one.excluded)
            if is_term and not left:
                left_out.append(piece)
                continue
            left -= is_term
            kept.append((piece, one))
        query = _any_of([one for _, one in kept if one != Query()])
        choices = len(query.choices[0]) if query.choices else 1
        if ways * choices > MOST_WAYS:
            left_out += [piece for piece, _ in kept]
            continue
        terms, ways = MOST_TERMS - left, ways * choices
        taken.append((tuple(piece for piece, _ in kept), query))
        unfinished += [piece for piece, one in kept if one == Query() and piece.field != "text"]
    beyond = clean_line(typed[LONGEST:]).split()
    return Reading(tuple(taken), (*_stated(typed, left_out), *beyond), _stated(typed, unfinished))


def _stated(typed: str, pieces: Iterable[Piece]) -> tuple[str, ...]:
    return tuple(clean_line(typed[piece.start : piece.end]) for piece in pieces)


def parse(typed: str, *, today: date | None = None) -> Query:
    """What a person asks for; an empty query where nothing is said."""
    return reduce(both, (query for _, query in read(typed, today=today).chains), Query())


def _of_piece(piece: Piece, today: date | None) -> Query:
    """What one piece asks for; an empty query where it asks for nothing."""
    if piece.field == "starred":
        wanted = yes_or_no(piece.value)
        return Query() if wanted is None else Query(starred=wanted is not piece.negated)
    if piece.field in ("since", "until", "date"):
        return _bounds(piece, today or date.today())
    term = term_of(piece)
    if term is None:
        return Query()
    return Query(excluded=(term,)) if piece.negated else Query(groups=((term,),))


def _bounds(piece: Piece, today: date) -> Query:
    """The bounds that a refinement states; what is refused begins or ends where it would not."""
    stated = minutes_of(piece.value, today=today)
    if stated is None:
        return Query()
    first, after = stated
    if piece.field == "date":
        if piece.negated:
            return Query(choices=((Query(until=first), Query(since=after)),))
        return Query(since=first, until=after)
    if piece.field == "since":
        return Query(until=first) if piece.negated else Query(since=first)
    return Query(since=after) if piece.negated else Query(until=after)


def _any_of(asked: Sequence[Query]) -> Query:
    """What one of some queries of one piece each finds; the index of words joins what it knows by itself."""
    if len(asked) < 2:
        return asked[0] if asked else Query()
    known = [group for one in asked for group in one.groups if group[0].field != "tag"]
    others = [one for one in asked if not one.groups or one.groups[0][0].field == "tag"]
    rest = [way for one in others for way in (one.choices[0] if one.choices else (one,))]
    joined = Query(groups=(tuple(term for group in known for term in group),))
    if not rest:
        return joined
    return Query(choices=((*([joined] if known else []), *rest),))


def both(one: Query, other: Query) -> Query:
    """What is found by two queries."""
    since = [each.since for each in (one, other) if each.since is not None]
    until = [each.until for each in (one, other) if each.until is not None]
    return Query(
        (*one.groups, *other.groups),
        (*one.excluded, *other.excluded),
        max(since, default=None),
        min(until, default=None),
        one.starred if other.starred is None else other.starred,
        (*one.choices, *other.choices),
    )


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
