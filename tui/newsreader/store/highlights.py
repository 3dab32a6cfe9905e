"""Finds in a text the words that made it match a query."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.models import Span
from newsreader.store.query import Query, Term
from newsreader.store.terms import stem, token
from newsreader.text import Word, words

_LONGEST = 5_000
"""Code points of a quotation in which words are marked."""


def highlights(query: Query, text: str) -> tuple[Span, ...]:
    """The words of `text` that some term of the query means, in order; words next to each other in one span."""
    terms = [term for term in query.terms() if term.field == "text"]
    if not terms:
        return ()
    said = list(words(text[:_LONGEST]))
    found: set[int] = set()
    for term in terms:
        for at in range(len(said) - len(term.forms) + 1):
            if _stands(term, said, at):
                found.update(range(at, at + len(term.forms)))
    return tuple(Span(said[at].start, said[at].end) for at in sorted(found))


def _stands(term: Term, said: Sequence[Word], at: int) -> bool:
    last = len(term.forms) - 1
    for offset, wanted in enumerate(term.forms):
        form = token(said[at + offset].form)
        if form == wanted or (term.typing and offset == last and form.startswith(wanted)):
            continue
        if term.exact or stem(form) != stem(wanted):
            return False
    return True
