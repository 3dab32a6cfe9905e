"""Writes into the words of a copy what it has dropped from the first quotation and what it has added. Pure.

«… опоры требуют [−срочного] ремонта и мы не … рисковать [−людьми] [+жизнью людей]»: brackets and signs tell the two
apart where colours do not. What is the same is left out but for a few words around each difference.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsreader.findings import Difference
from newsreader.models import Span

DROPPED, ADDED, END = "[−", "[+", "]"
_AROUND = 4
"""Words that are shown before and after a difference."""
_GAP = "…"


@dataclass(frozen=True, slots=True)
class Compared:
    """The words of a copy with the differences written into them."""

    text: str
    dropped: tuple[Span, ...]
    """Offsets into `text`, without the brackets."""
    added: tuple[Span, ...]


def compared(before: str, after: str, differences: Sequence[Difference]) -> Compared:
    """The differences of `after` from `before`, in their order, with what is around them."""
    text = ""
    dropped: list[Span] = []
    added: list[Span] = []
    done = 0
    for number, difference in enumerate(differences):
        text += _same(after[done : difference.after.start], first=not number, last=False)
        gone, new = difference.before.of(before), difference.after.of(after)
        for words, sign, spans in ((gone, DROPPED, dropped), (new, ADDED, added)):
            if words:
                text += " " if text and not text[-1].isspace() else ""
                text += sign
                spans.append(Span(len(text), len(text) + len(words)))
                text += words + END
        done = difference.after.end
        text += " " if after[done : done + 1].isalnum() else ""
    return Compared(text + _same(after[done:], first=not differences, last=True), tuple(dropped), tuple(added))


def _same(text: str, *, first: bool, last: bool) -> str:
    """A stretch that both have, without its middle; of the first and the last one without what is far away."""
    said = text.split()
    head = [] if first else said[:_AROUND]
    tail = [] if last else said[max(len(head), len(said) - _AROUND) :]
    if len(head) + len(tail) >= len(said):
        return text
    blank_before = " " if text[:1].isspace() and not first else ""
    blank_after = " " if text[-1:].isspace() and not last else ""
    return blank_before + " ".join([*head, _GAP, *tail]) + blank_after
