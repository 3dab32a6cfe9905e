"""Says in words what a search has understood, found and not found, and how a mistyped word may be meant. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from newsreader.findings import Condition, Part, Understood
from newsreader.models import QuoteResults
from newsreader.text import clean_line, fold, words
from newsreader.ui.i18n import N_, _, ngettext

_DOT = " · "
_LONGEST = 40
_PARTS: dict[Part, str] = {
    "words": N_("words: {value}"),
    "phrase": N_("exactly: {value}"),
    "speaker": N_("said by: {value}"),
    "about": N_("about: {value}"),
    "source": N_("source: {value}"),
    "since": N_("since {value}"),
    "until": N_("until {value}"),
    "date": N_("date: {value}"),
    "kind": N_("speech: {value}"),
    "tag": N_("tag: {value}"),
    "starred": N_("with a star"),
}
_KINDS = {"direct": N_("direct"), "mixed": N_("in fragments"), "indirect": N_("reported")}


def understood_line(understood: Understood) -> str:
    """What a query was taken to mean: «кто: Токаев · с 2024-04 · слова: терроризм»; empty where nothing was asked."""
    chains: list[list[Condition]] = []
    for one in understood.conditions:
        if one.joined and chains:
            chains[-1].append(one)
        else:
            chains.append([one])
    plain = [_values(only) for only, *more in chains if not more and _is_plain(only)]
    said = [_(" or ").join(map(_condition, chain)) for chain in chains if len(chain) > 1 or not _is_plain(chain[0])]
    said += [_("words: {value}").format(value=", ".join(plain))] if plain else []
    if understood.unfinished:
        unclear = _listed(understood.unfinished)
        said.append(_("not understood: {words}").format(words=unclear))
    return _DOT.join(said)


def language_line() -> str:
    """What can be typed, for who has typed nothing yet."""
    return _('"phrase" · -word · OR · by: about: source: since: until: kind: tag: starred:')


def _is_plain(condition: Condition) -> bool:
    return condition.part == "words" and not condition.negated


def _condition(condition: Condition) -> str:
    values = _values(condition)
    if condition.negated and condition.part in ("words", "phrase"):
        return _("without {words}").format(words=values if condition.part == "phrase" else f"«{values}»")
    if condition.negated and condition.part == "starred":
        return _("without a star")
    said = _(_PARTS[condition.part]).format(value=values)
    return _("except {words}").format(words=said) if condition.negated else said


def _values(condition: Condition) -> str:
    values = [clean_line(value, limit=_LONGEST) for value in condition.values]
    if condition.part == "kind":
        values = [_(_KINDS.get(value, value)) for value in values]
    if condition.part == "phrase":
        values = [f"«{value}»" for value in values]
    return _(" or ").join(values) + ("…" if condition.typing and condition.part != "phrase" else "")


def summary_line(results: QuoteResults, *, articles: int = 0, left_out: Sequence[str] = ()) -> str:
    """What there is for the query, in one line.

    What of the query was left out, how many there are, whether there are more, which words are found nowhere, and of
    how many `articles` the quotations are known already.
    """
    parts = [_too_much(left_out)] if left_out else []
    parts.append(_found(results))
    if results.hits and results.missing:
        parts.append(_("without {words}").format(words=_listed(results.missing)))
    if results.pending and articles:
        done = max(0, articles - results.pending)
        parts.append(_("{done} of {total} articles analysed").format(done=done, total=articles))
    return _DOT.join(parts)


def _too_much(left_out: Sequence[str]) -> str:
    first, more = _listed(left_out[:1]), len(left_out) - 1
    said = _("too much at once: {words} and {n} more left out") if more else _("too much at once: {words} left out")
    return said.format(words=first, n=more)


def _found(results: QuoteResults) -> str:
    number = len(results.hits)
    if number:
        if not results.query.strip():
            return ngettext("the newest quotation", "the {number} newest quotations", number).format(number=number)
        if results.more:
            return _("the first {number} quotations; more as you go down").format(number=number)
        return ngettext("{number} quotation", "{number} quotations", number).format(number=number)
    if results.missing:
        return _("Nothing found: no quotation has {words}").format(words=_listed(results.missing))
    if results.query.strip():
        return _("Nothing found: no quotation meets all of this")
    return _("There are no quotations yet")


def _listed(said: Iterable[str]) -> str:
    return ", ".join(f"«{clean_line(word, limit=_LONGEST)}»" for word in said)


def advice(results: QuoteResults) -> tuple[str, ...]:
    """What to try where nothing was found."""
    if results.hits or not results.query.strip():
        return ()
    better = correction_line(results)
    return (
        *((better,) if better else ()),
        _("Words are found in any form, so one form is enough."),
        _("Fewer words find more; part of a name will do."),
    )


def correction_line(results: QuoteResults) -> str:
    """«Tab: террорист», where a word may be mistyped."""
    better = corrected(results)
    return "" if better is None else _("Did you mean “{query}”? Tab takes it.").format(query=clean_line(better))


def corrected(results: QuoteResults) -> str | None:
    """The query with each mistyped word in its likeliest spelling; None where there is nothing to correct."""
    better: dict[str, str] = {}
    for typed, meant in results.corrections:
        better.setdefault(fold(typed), meant)
    query = results.query
    for word in reversed(list(words(query))):
        meant = better.get(word.form) or better.get(fold(query[word.start : word.end])) or ""
        if meant:
            query = query[: word.start] + meant + query[word.end :]
    return query if query != results.query else None
