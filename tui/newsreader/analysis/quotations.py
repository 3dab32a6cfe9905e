"""Finds quotations: what is speech, of which kind, where its cue and the words for its speaker stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from newsreader.analysis.document import Document
from newsreader.analysis.drafts import Draft
from newsreader.analysis.english import find_english
from newsreader.analysis.marks import find_marked
from newsreader.analysis.russian import find_russian
from newsreader.models import Quotation, Span

_FEWEST_WORDS = 4
"""Fewer words in marks are rather a name, where nothing else is known of the language."""


def find_quotations(document: Document) -> tuple[Quotation, ...]:
    """The document's quotations in the order of their starts, speakers not yet resolved (`who` is None)."""
    finder = {"ru": find_russian, "en": find_english}.get(document.language, _by_marks)
    starts = [section.span.start for section in document.sections]
    return tuple(
        Quotation(
            draft.kind, draft.span, draft.cue, draft.speaker, None, max(0, bisect_right(starts, draft.span.start) - 1)
        )
        for draft in _arranged(finder(document))
    )


def _by_marks(document: Document) -> Iterator[Draft]:
    """In any language: sentences in marks that open a paragraph or follow a colon, or that a comma or dash
    joins to what follows."""
    body = document.body
    starts = {block.start for block in document.blocks}
    for one in find_marked(body, document.blocks):
        text = one.inner.of(body)
        if one.depth or len(text.split()) < _FEWEST_WORDS:
            continue
        before = body[max(0, one.outer.start - 2) : one.outer.start].strip()
        after = body[one.outer.end : one.outer.end + 3].strip()
        joined = (after[:1] in (",", "—", "–", "-") and after != "") or text[-1] in ",!?…"
        if (
            (one.outer.start in starts and (joined or after == "" or text[-1] == "."))
            or before == ":"
            or (joined and text[0].isupper())
        ):
            comma = text[-1] == ","
            yield Draft("direct", Span(one.inner.start, one.inner.end - comma), None, None)


def _arranged(found: Iterable[Draft]) -> Iterator[Draft]:
    """In the order of their starts, without doubles and without those that cross another."""
    seen: set[tuple[str, Span]] = set()
    stack: list[int] = []
    for draft in sorted(found, key=lambda one: (one.span.start, -one.span.end, one.kind)):
        while stack and stack[-1] <= draft.span.start:
            stack.pop()
        if not len(draft.span) or (draft.kind, draft.span) in seen or (stack and draft.span.end > stack[-1]):
            continue
        seen.add((draft.kind, draft.span))
        stack.append(draft.span.end)
        yield draft
