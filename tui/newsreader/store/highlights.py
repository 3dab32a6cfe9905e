"""Finds in a text the words that made it match a query, and tells those that did so by another form."""

from __future__ import annotations

from collections.abc import Sequence

from newsreader.models import Span
from newsreader.store.query import Query, Term
from newsreader.store.terms import token
from newsreader.text import Word, words

_LONGEST = 5_000
"""Code points of a quotation in which words are marked."""


def highlights(query: Query, text: str) -> tuple[tuple[Span, ...], tuple[Span, ...]]:
    """The words of `text` that some term of the query means, in order; and those of them that nobody typed so."""
    terms = [term for term in query.terms() if term.field == "text"]
    if not terms:
        return (), ()
    said = list(words(text[:_LONGEST]))
    exact: set[int] = set()
    by_form: set[int] = set()
    for term in terms:
        if term.exact:
            _mark_phrase(term, said, exact)
        else:
            _mark_words(term, said, exact, by_form)
    by_form -= exact
    found = [(at, Span(said[at].start, said[at].end)) for at in sorted(exact | by_form)]
    return tuple(span for _, span in found), tuple(span for at, span in found if at in by_form)


def _mark_phrase(term: Term, said: Sequence[Word], found: set[int]) -> None:
    length = len(term.forms)
    for at in range(len(said) - length + 1):
        forms = tuple(token(word.form) for word in said[at : at + length])
        same = forms == term.forms
        if same or (term.typing and forms[:-1] == term.forms[:-1] and forms[-1].startswith(term.forms[-1])):
            found.update(range(at, at + length))


def _mark_words(term: Term, said: Sequence[Word], exact: set[int], by_form: set[int]) -> None:
    for at, word in enumerate(said):
        form = token(word.form)
        if form in term.forms or (term.typing and form.startswith(term.forms[-1])):
            exact.add(at)
        elif form in term.family:
            by_form.add(at)
