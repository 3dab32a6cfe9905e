"""The words of all quotations with their dictionary forms: how a word that is typed meets every other form of it.

A form's lemmas are kept as they were first stored, so that a quotation is taken out with the very words it was put in
with. Words of which nobody said a lemma have their stem in its place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping

from newsreader.record import replace
from newsreader.store.query import Query, Term
from newsreader.store.schema import LONGEST_BEGINNING
from newsreader.store.terms import forms_and_stems, stem, token

_MOST_LEMMAS = 4
_MOST_FORMS = 400
"""Forms of one typed word that are known to belong to it."""
_FEW_STEMS = 24
_FEW_FORMS = 48
"""Forms that begin alike up to which each is looked for by itself."""
_GOING_ON = (
    "SELECT form FROM (SELECT DISTINCT form FROM vocabulary WHERE form BETWEEN ?1 AND ?2 LIMIT ?3) UNION"
    " SELECT lemma FROM (SELECT DISTINCT lemma FROM vocabulary WHERE lemma BETWEEN ?1 AND ?2 LIMIT ?3)"
)
"""Dictionary forms, too: names are found under them."""
_NOTHING: Mapping[str, tuple[str, ...]] = {}


class Vocabulary:
    """The vocabulary of one index, inside one transaction of it."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._known: dict[str, tuple[str, ...]] = {}

    def lemmas(self, form: str) -> tuple[str, ...]:
        """The dictionary forms of a stored form; none where it is not stored."""
        known = self._known.get(form)
        if known is None:
            rows = self._connection.execute("SELECT lemma FROM vocabulary WHERE form = ?", (form,))
            known = tuple(lemma for (lemma,) in rows)
            if known:
                self._known[form] = known
        return known

    def add(self, forms: Iterable[str], stated: Mapping[str, tuple[str, ...]] = _NOTHING) -> None:
        """Stores the forms that are new, with the lemmas that somebody states, or their stems."""
        for form in forms:
            if form in self._known or self.lemmas(form):
                continue
            stemmed = stem(form)
            lemmas = tuple(dict.fromkeys(map(token, stated.get(form) or (stemmed,))))[:_MOST_LEMMAS]
            self._connection.executemany(
                "INSERT INTO vocabulary VALUES (?, ?, ?)", [(form, lemma, stemmed) for lemma in lemmas]
            )
            self._known[form] = tuple(sorted(lemmas))

    def of_text(self, text: str) -> tuple[str, str]:
        """The forms of a text's words, in order, and their lemmas, each once; of words that are stored."""
        forms, _ = forms_and_stems(text)
        lemmas = dict.fromkeys(lemma for form in forms.split() for lemma in self.lemmas(form))
        return forms, " ".join(lemmas)

    def understood(self, form: str) -> tuple[str, ...]:
        """The lemmas that a typed word stands for, also where this very form has never been met."""
        stemmed = stem(form)
        for word in (form, stemmed):  # a stem is itself a word in many cases: «Борнову»
            lemmas = self.lemmas(word) or self._as_lemma(word)
            if lemmas:
                return lemmas
        rows = self._connection.execute(
            "SELECT lemma FROM vocabulary WHERE stem = ? GROUP BY lemma ORDER BY count(*) DESC LIMIT ?",
            (stemmed, _MOST_LEMMAS),
        )
        return tuple(lemma for (lemma,) in rows)

    def _as_lemma(self, word: str) -> tuple[str, ...]:
        found = self._connection.execute("SELECT 1 FROM vocabulary WHERE lemma = ? LIMIT 1", (word,)).fetchone()
        return (word,) if found else ()

    def family(self, lemmas: Iterable[str]) -> frozenset[str]:
        """All stored forms of some lemmas."""
        forms: set[str] = set()
        for lemma in lemmas:
            rows = self._connection.execute("SELECT form FROM vocabulary WHERE lemma = ? LIMIT ?", (lemma, _MOST_FORMS))
            forms.update(form for (form,) in rows)
        return frozenset(forms)

    def meant(self, term: Term) -> Term:
        """The term with the lemmas of its words."""
        lemmas = tuple(map(self.understood, term.forms))
        return replace(
            term,
            lemmas=lemmas,
            family=self.family({lemma for each in lemmas for lemma in each}),
            goes_on=self._going_on(term.forms[-1]) if term.typing and not term.exact else None,
        )

    def _going_on(self, beginning: str) -> tuple[str, ...] | None:
        """The stored words that begin so, where it is quicker to look for each: few of them, and no beginning kept."""
        if len(beginning) <= LONGEST_BEGINNING:
            return None
        rows = self._connection.execute(_GOING_ON, (beginning, f"{beginning}\U0010ffff", _FEW_FORMS + 1)).fetchall()
        return tuple(form for (form,) in rows) if len(rows) <= _FEW_FORMS else None

    def stems(self, form: str) -> tuple[str, ...]:
        """The stems under which the list of articles may have a word: its own, and those of its other forms."""
        family = self.family(self.understood(form))
        others = sorted(dict.fromkeys(map(stem, family)), key=lambda one: (len(one), one))[:_FEW_STEMS]
        return tuple(dict.fromkeys((stem(form), *others)))


def with_lemmas(connection: sqlite3.Connection, query: Query) -> Query:
    """The query with the lemmas of its words; the values of refinements are left as they are."""
    vocabulary = Vocabulary(connection)

    return query.mapped(lambda term: vocabulary.meant(term) if term.field in ("text", "who") else term)
