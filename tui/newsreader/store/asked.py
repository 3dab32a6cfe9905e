"""Which of the facets a query asks for already, in whichever form it names them."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import replace

from newsreader.findings import Facet, Facets
from newsreader.store.narrowing import states
from newsreader.store.query import Query, Term, pieces
from newsreader.store.vocabulary import Vocabulary
from newsreader.text import words


def with_asked(connection: sqlite3.Connection, typed: str, query: Query, facets: Facets) -> Facets:
    """The facets, with those marked that are asked for; `query` has the dictionary forms of its words."""
    stated = list(pieces(typed))
    vocabulary = Vocabulary(connection)

    def marked(group: tuple[Facet, ...]) -> tuple[Facet, ...]:
        return tuple(
            replace(facet, asked=any(states(piece, facet) for piece in stated) or _named(vocabulary, query, facet))
            for facet in group
        )

    return replace(facets, speakers=marked(facets.speakers), sources=marked(facets.sources), years=marked(facets.years))


def _named(vocabulary: Vocabulary, query: Query, facet: Facet) -> bool:
    """Whether a refinement has no words but those of the facet's name: in another form, or as their beginnings."""
    named = [word.form for word in words(facet.value)]
    meant = {"speaker": "who", "source": "source"}.get(facet.field)
    return any(
        all(_is_there(vocabulary, term, at, named) for at in range(len(term.forms)))
        for term in query.terms()
        if term.field == meant
    )


def _is_there(vocabulary: Vocabulary, term: Term, at: int, named: Sequence[str]) -> bool:
    """Whether the word number `at` of a term is among the words of a name."""
    form = term.forms[at]
    begins = term.field == "source" or (term.typing and at == len(term.forms) - 1)
    if any(name.startswith(form) if begins else name == form for name in named):
        return True
    lemmas = set(term.lemmas[at]) if term.lemmas and not term.exact else set()
    return any(lemmas.intersection(vocabulary.lemmas(name)) for name in named)
