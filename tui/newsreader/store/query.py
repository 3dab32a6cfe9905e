"""Turns what a person typed into a query. Any string is legal.

    террористы граница     both words, in any form, in the words said or the speaker's name
    "наши границы"         these words next to each other, as they are
    что-то                 the parts next to each other, in any form
    -погода  -"наши дни"   without
    газ ИЛИ нефть          one of them (also OR, |)
    кто:Токаев             said by (also by:)
    вид:прямая             direct, mixed or indirect speech (also kind:)
    от:2024-04 до:2024     published since, until (also since:, until:); a year, a month or a day

The word at the end, while it is being typed, also finds words that begin with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from newsreader.models import QuotationKind
from newsreader.store.dates import period
from newsreader.store.terms import stem, token
from newsreader.text import fold, words

Field = Literal["text", "who"]

MOST_TERMS = 24
"""Terms of a query that are looked at."""
_FIELDS: dict[str, Field] = {"кто": "who", "by": "who", "who": "who"}
_KIND = frozenset(("вид", "kind"))
_KINDS: dict[QuotationKind, tuple[str, ...]] = {
    "direct": ("direct", "прямая"),
    "mixed": ("mixed", "смешанная"),
    "indirect": ("indirect", "косвенная"),
}
_SINCE = frozenset(("от", "since"))
_UNTIL = frozenset(("до", "until"))
_PIECE = re.compile(
    r"(?P<space>\s+)"
    r"|(?P<minus>-(?=[^\s-]))?(?:(?P<field>[^\W\d_]+):(?=[^\s:]))?"
    r"(?:\"(?P<phrase>[^\"]*)(?P<end>\"|$)|(?P<word>[^\s\"]+))"
)
_OR = frozenset(("ИЛИ", "OR", "|", "||"))
_INSIDE = "-‑'’\u0301\u00ad"
"""What may stand inside a word: at its end, the word goes on."""
_SHORTEST_PREFIX = 2


@dataclass(frozen=True, slots=True)
class Term:
    """Words next to each other, one in most cases."""

    forms: tuple[str, ...]
    exact: bool = False
    """The very forms, not any form of the words."""
    typing: bool = False
    """The last word may be the beginning of one."""
    field: Field = "text"


@dataclass(frozen=True, slots=True)
class Query:
    """All of the groups, one term of each, and none of the excluded terms."""

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()
    kinds: tuple[QuotationKind, ...] = ()
    """Any kind where this is empty."""
    since: int | None = None
    """Minutes since 1900."""
    until: int | None = None
    """The minute after the last."""

    def terms(self) -> Iterator[Term]:
        """The terms that a hit may have."""
        for group in self.groups:
            yield from group


def parse(typed: str) -> Query:
    """What a person asks for; an empty query where nothing is said."""
    typed = typed[:2000]
    groups: list[tuple[Term, ...]] = []
    excluded: list[Term] = []
    bounds = Query()
    joined = False
    for found in _PIECE.finditer(_unified(typed)):
        if found["space"]:
            continue
        if found["word"] in _OR and not found["field"]:
            joined = bool(groups)
            continue
        narrowed = _narrowed(bounds, fold(found["field"] or ""), found["word"] or "")
        if narrowed is not None and not found["minus"]:
            bounds = narrowed
            continue
        term = _term(found, last=found.end() == len(typed))
        if term is None or len(groups) + len(excluded) >= MOST_TERMS:
            continue
        if found["minus"]:
            excluded.append(term)
        elif joined:
            groups[-1] = (*groups[-1], term)
        else:
            groups.append((term,))
        joined = False
    return replace(bounds, groups=tuple(groups), excluded=tuple(excluded))


def _narrowed(query: Query, field: str, value: str) -> Query | None:
    """The query within the bounds that a refinement states; None where it states none."""
    if field in _KIND:
        kinds = tuple(kind for kind, names in _KINDS.items() if any(name.startswith(fold(value)) for name in names))
        return replace(query, kinds=query.kinds + kinds) if kinds and len(value) > 1 else None
    stated = period(value) if field in _SINCE or field in _UNTIL else None
    if stated is None:
        return None
    return replace(query, since=stated[0]) if field in _SINCE else replace(query, until=stated[1])


_QUOTES = str.maketrans(dict.fromkeys("«»“”„‟＂", '"'))


def _unified(typed: str) -> str:
    return typed.translate(_QUOTES)


def _term(found: re.Match[str], *, last: bool) -> Term | None:
    """The term that a piece of the query stands for; None where it has no words, or too little of one."""
    phrase = found["phrase"]
    name = fold(found["field"] or "")
    text = phrase if phrase is not None else found["word"]
    field = _FIELDS.get(name, "text")
    if name and name not in _FIELDS:
        text = f"{found['field']} {text}"
    said = list(words(text))
    if not said:
        return None
    forms = tuple(token(word.form) for word in said)
    unfinished = last and not found["end"] and not text[said[-1].end :].strip(_INSIDE)
    if unfinished and len(forms) == 1 and len(forms[0]) < _SHORTEST_PREFIX:
        return None
    return Term(forms, phrase is not None, unfinished, field)


_COLUMNS = {("text", True): "{forms}", ("text", False): "{stems who}", ("who", True): "{who}", ("who", False): "{who}"}


def quotation_match(query: Query) -> tuple[str, str]:
    """FTS5 expressions over the quotations: what to find, and what not to; each empty where there is nothing of it."""
    found = " AND ".join(_any_of(group) for group in query.groups)
    return found, _any_of(query.excluded)


def _any_of(terms: tuple[Term, ...]) -> str:
    return f"({' OR '.join(map(term_match, terms))})" if terms else ""


def term_match(term: Term) -> str:
    """The FTS5 expression of one term over the quotations."""
    column = _COLUMNS[term.field, term.exact]
    if term.exact:
        return f"{column} : {_phrase(term.forms)}{' *' if term.typing else ''}"
    stemmed = f"{column} : {_phrase(tuple(map(stem, term.forms)))}"
    if not term.typing:
        return stemmed
    beginning = "{forms who}" if term.field == "text" else "{who}"
    return f"({stemmed} OR {beginning} : {_phrase(term.forms)} *)"


def article_match(query: Query) -> tuple[str, str]:
    """FTS5 expressions over the articles' stems, which know neither order nor columns."""
    found = " AND ".join(_any_stems(group) for group in query.groups)
    return found, _any_stems(query.excluded)


def _any_stems(terms: tuple[Term, ...]) -> str:
    return f"({' OR '.join(map(_stems_match, terms))})" if terms else ""


def _stems_match(term: Term) -> str:
    each = [_phrase((stem(form),)) for form in term.forms]
    if term.typing:
        each[-1] = f"({each[-1]} OR {_phrase((term.forms[-1],))} *)"
    return f"({' AND '.join(each)})"


def _phrase(forms: tuple[str, ...]) -> str:
    return '"' + " ".join(forms) + '"'
